"""Frozen records, problems, errors, and the addresses of pages. Imports nothing else of Clipfile.

Start with ``documents`` (seed, draft), ``records`` (an article), ``problem`` and ``output``.
"""
