"""Extracts the article from a saved web page. Start with ``page_reader.extract_html``.

Tree: ``tree`` parses the page, and ``prepare`` rewrites it so that its text keeps the meaning of its
    elements: ``notes`` (footnotes), ``rewrite`` (exponents, fractions, quotations), ``formulas``, ``embeds``
    (of other sites, with ``posts`` for quoted posts and ``providers`` for what an address shows) and ``grid``
    (tables). ``marks`` is how these stages mark elements for later ones.

Body: ``blocks`` splits the page into blocks of text, ``body`` decides which of them are the article
    (``trafilatura_choice`` first, then the stages in ``drop``, ``drop_boxes``, ``restore`` and
    ``restore_parts``), and ``paragraphs`` turns them into paragraphs, with ``listing`` for lists and
    ``spans`` for Markdown inside a block.

Pictures: ``pictures`` finds those of the article among ``page_images``, with ``picture_sources`` for where
    their bytes may be, ``picture_words`` and ``words_below`` for where captions and credits are,
    ``caption_parts`` and ``picture_blocks`` for which words these are, ``picture_rules`` and
    ``picture_zone`` for what is not the article's (icons, logos, faces, advertisements, teasers), and
    ``lead_picture`` for the one that metadata name.

Claims about the article come from:

- ``meta``: meta elements, title, canonical link (dates, authors, summary ...);
- ``jsonld``: JSON-LD;
- ``visible``: date lines and bylines that readers see, with ``headlines``, ``date_lines`` for the dates and
  ``live`` for the entries of live reports;
- ``address_date``: a date in the page's address;
- ``saved``: what the program that saved the page wrote into it; ``withheld`` finds marks of private pages.

``describe.dates`` and its siblings decide between these claims.
"""
