"""One draft to one article: each field decided from claims and text, with its evidence.

Start with ``article.describe``, a list of stages; each field has a module of its name.
"""
