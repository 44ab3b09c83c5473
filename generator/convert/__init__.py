"""Seeds to ``docs/``: reads, describes, builds the archive, derives everything and writes what changed.

Start with ``convert.convert``; ``pipeline`` turns one seed into one article.
"""
