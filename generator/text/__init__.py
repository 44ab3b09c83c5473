"""What is known about written language: dates, sentences, scripts, folding, Markdown.

Start with ``dates.find_dates``, ``sentences``, ``folding.fold`` and ``tables.load_table`` (data as YAML).

- ``dates`` reads days in running text, ``partial`` months and years, ``declared_dates`` what a date field
  holds; ``date_names`` and ``date_forms`` know the names and forms of each language.
- ``web_address`` decides what is an address, ``links`` removes from addresses what identifies a reader,
  ``archived`` finds the original of a copy in a web archive.
- ``front_matter`` separates front matter, ``markup`` writes Markdown, ``markdown_limits`` bounds its
  rendering.
- ``language_guess`` guesses the language of a text for choosing among tables.
"""
