"""Turns one draft into one article: decides each field from the claims and the text, with its evidence.

Start with ``article.describe``, which calls one module per field: ``title``, ``summary``, ``dates``,
``language``, ``authors``, ``source``, ``rights``, ``names`` (people, organizations, places), ``topics``,
``events``, ``incomplete`` and ``quotes``.

- ``finding`` has what they share: a value with its evidence, and how claims are weighed.
- ``language_model`` recognises the language of a text.
- ``declared`` reads the fields that only a curator can fill, ``withdrawn`` the record of a withdrawn article.
- ``first_sentence`` makes a headline of the first sentence.
- ``local_day`` decides in which region, and so on which day, a page was published.
- ``year_from_weekday`` infers a date from a day, a month and a weekday in the text.
- ``dateline_place`` puts the place of the dateline first.
- ``candidates`` proposes names that no authority file lists.
"""
