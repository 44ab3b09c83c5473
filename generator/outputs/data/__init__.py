"""Data files for programs: ``articles.jsonl``, names for the search page, addresses, digests, withdrawals."""
