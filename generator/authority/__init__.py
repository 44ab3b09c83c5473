"""Known names: reads and caches the authority files of an archive, and finds their names in a text.

Start with ``authority.Authority`` and ``authority.load_authority``.

- ``folders`` says where authority files are, ``read`` reads and checks them, ``cache`` keeps them parsed.
- ``entry`` defines an entry and its mention in a text; ``sources`` describes newspapers and sites.
- ``match`` finds names in a text, ``forms`` lists the ways to write a name, ``spelling`` compares
  transliterations, ``longer`` recognises places that are part of a longer name.
- ``concern`` says which articles a changed entry can affect.
"""
