"""The one writer: ``writer.write`` writes what changed and removes what is no longer derived.

Each output has a key, a digest of everything its text is made from: the articles it shows, the settings and
the software (``outputs.keys``). A file whose key, size and time of change are those of the last run is
neither made nor read. Outputs without a key (indexes, the front page) are made every time and compared.
Each path goes into the manifest ``docs/.generated`` before its file is written, so hand-written pages are
never overwritten or removed.
"""
