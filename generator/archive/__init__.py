"""All articles together, built once. Start with ``archive.build_archive``.

- ``assign`` gives each article its id.
- ``shelves`` groups articles by topic, name, source and date, ``collection_shelves`` by collection;
  ``translations`` finds those in other languages; ``related`` finds those that share most.
- ``likeness`` finds copies of a text, ``stories`` reports of one event; ``comparisons`` keeps what they
  computed, and ``related``, for the next conversion.
- ``issues`` puts the articles of an issue of a newspaper in the order of its pages.
- ``speakers`` joins the quotations of a person, ``spelling`` the spellings of a name.
"""
