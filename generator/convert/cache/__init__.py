"""Articles stored between runs, in ``docs/.cache/``. Deleting the cache only slows the next conversion.

What a seed became is stored under a digest of the seed, its sidecar, its first commit and the software. A
changed authority entry invalidates only the articles that could contain one of its names
(``authority.concern``). Lists and indexes need only a small part of each article, which is read at once;
text, evidence and removed lines are read when the article's page is made.
"""
