"""The machine: worker processes and clusters, locks, versions, mirrors, progress.

Start with ``executors.spread`` (items to workers) and ``work.Work`` (what workers do).
"""
