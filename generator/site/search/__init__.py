"""The search index, made and read by our own programs. Start with ``index``.

Articles are read from ``articles.jsonl`` (``records``), so any theme can be searched and indexing begins
before pages are rendered. Hand-written pages are indexed from the content that MkDocs makes of their
Markdown; ``search: {exclude: true}`` in the front matter leaves a page out.

A text becomes terms (``tokens``): stems of words in the text's own language, or pairs of letters in scripts
without spaces. The browser reads a query in the same way (``theme/assets/marks.js``), but knows no stems: the
index lists the words of each (``postings``). What concerns all articles, filters, dates, headlines and
spelling, is in a catalog of small files (``catalog``): a page without a query loads 2 KB of it.

A shard (``shards``) is a stretch of time, halved along the calendar until it has at most as many articles
as there are newer ones, a twelfth of all (or 512), and 5,000; a shard of up to 256 is never halved. Shards
follow from the articles alone, a change rebuilds its own shard, and the newest are the smallest. Each is
stored under a digest of what is indexed of its articles (``cache``).

In the browser, ``search-engine.js`` asks the newest shards first, then the others, and ranks as if there were
a single index. ``bench/README.md`` has figures.
"""
