"""The machine: worker processes and clusters, files, git, locks, versions, mirrors, progress.

Start with ``executors.spread`` (items to workers), ``work.Work`` (what workers do) and ``files`` (atomic
writes, and names of files that stay in their folder).
"""
