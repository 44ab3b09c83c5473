"""Extracts the article from pasted text. Start with ``reader.extract_plain``.

- ``lines`` reads lines and blocks.
- ``clean`` decides which blocks are the article, and why others are removed. For a whole copied page it uses
  the scores of ``score``, computed from observations on each line (``shape``), its neighbours (``context``)
  and its position (``outline``). For an article with little around it, it uses ``edges``.
- ``head`` reads the headline, byline and date lines, with ``headline`` and ``headline_text`` to find the
  headline of a copied page.
- ``claims`` reads bylines, date lines, sources and tags from a line, ``dateline`` a dateline; ``phrases``
  looks up known phrases.
- ``database`` removes the labelled lines of news databases, ``database_signs`` recognises their texts, and
  ``database_head`` reads their heads.
- ``drawn`` reads tables drawn with characters, and ``live`` keeps the entries of a live report with their
  times.
- ``media`` reads lists of related media.
- ``paragraphs`` turns the remaining blocks into paragraphs.
"""
