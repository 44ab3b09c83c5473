"""Names that are known: authority files read and cached, and found in a text.

Start with ``authority.Authority``; ``match`` finds names in a text, ``forms`` knows how a name is written.
"""
