"""The search index: articles in shards, each indexed by Pagefind. Start with ``index``.

Articles are read from ``articles.jsonl`` (``records``), so any theme can be searched and indexing begins
before pages are rendered. Hand-written pages are indexed from the content that MkDocs makes of their
Markdown; ``search: {exclude: true}`` in the front matter leaves a page out.

A shard (``shards``) is a stretch of time, halved along the calendar until it has at most as many articles
as there are newer ones, a twelfth of all, and 5,000; a shard of up to 256 is never halved. Shards follow
from the articles alone, a change rebuilds its own shard, and the newest are the smallest. Each is stored
under a digest of what is indexed of its articles (``cache``). ``service`` talks to Pagefind over pipes: its
Python API waits 0.1 s per document. Words are in small files, so that a word costs a reader 4 KB per shard;
``packs`` joins files that are loaded together.

In the browser, ``search-engine.js`` loads the newest shard first, then the others; ``search-ranking.js``
scores with the numbers of the whole archive, so results are those of a single index. Both rely on internals
of Pagefind, whose version ``pyproject.toml`` pins. ``bench/README.md`` has figures.
"""
