"""Everything derived from an archive: functions ``(Archive, Settings) → Iterator[Output]``.

``everything.outputs`` lists them all; a new kind of page or data file is one entry there.
"""
