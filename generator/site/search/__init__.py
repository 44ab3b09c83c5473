"""The search index: articles in shards, each indexed by Pagefind. Start with ``index``.

A shard is stored under a digest of what is indexed of its articles (their text and filter values, not the
frame of the page), so a changed article rebuilds only its own shard. Shards follow from the articles alone,
the newest are the smallest, and the index is built while the site is assembled.
"""
