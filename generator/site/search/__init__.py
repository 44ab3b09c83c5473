"""The search index: articles in shards, each indexed by Pagefind. Start with ``index``.

Articles are read from ``articles.jsonl``, so indexing begins before they are rendered. A shard is stored
under a digest of what is indexed of its articles (their text and filter values), so a change rebuilds only
its own shard. Shards follow from the articles alone, and the newest are the smallest.
"""
