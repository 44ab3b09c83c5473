"""The one writer: ``writer.write`` writes what changed and removes what is no longer derived.

Each output has a key, a digest of everything its text is made from: the articles it shows, the settings and
the software (``outputs.keys``). A file whose key, size and time of change are those of the last run is
neither made nor read. Outputs without a key (indexes, the front page) are made every time and compared. The
path and the digest of each file go into two lists before it is written (``ownership``), so hand-written pages
are never overwritten or removed. ``pages`` says how a page is stored; what its template reads is in
``views``, one SQLite file. ``lines`` writes large data files line by line, ``record`` keeps what was written.
"""
