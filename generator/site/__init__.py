"""``docs/`` to a finished site. ``hooks`` is what MkDocs calls.

The only package that imports MkDocs and Pagefind.
"""
