"""The machine: worker processes and clusters, files, git, locks, versions, mirrors, progress.

Start with ``executors.spread`` (items to workers), ``work.Work`` (what workers do) and ``files`` (atomic
writes, and names of files that stay in their folder). ``turns`` lets one process at a time write the files
that people keep; ``output`` makes what is printed harmless for the services that build sites; ``mirror``
brings a folder to one of the ``places`` that it knows.
"""
