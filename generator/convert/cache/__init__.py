"""What each seed became, stored in ``docs/.cache/``. Deleting the cache only slows the next conversion.

The key is a digest of the seed, its sidecar, its first commit and the software. A changed authority entry
invalidates only the articles that could contain one of its names (``authority.concern``).

``articles`` decides what is still valid, ``records`` says how it is stored, ``decoded`` keeps decoded records
in memory while a site is served, ``article_texts`` reads the text of one article.
"""
