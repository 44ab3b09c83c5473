"""``docs/`` to a finished site: the only package that imports MkDocs.

MkDocs calls ``hooks``, which passes each event to ``session.Session``. ``files`` decides which files
MkDocs gets, ``render`` renders generated pages, ``search`` indexes articles, ``assembly`` and
``building`` put everything together, ``trees`` swaps it with the published site. ``serve`` updates a site
while it is edited. ``run`` starts it all for a command.
"""
