"""Extracts the article from a saved web page. Start with ``page_reader.extract_html``.

Body: ``tree`` parses the page, ``blocks`` splits it into blocks of text, ``body`` decides which of them are
    the article (``trafilatura_choice`` first, then the stages in ``drop`` and ``restore``), and
    ``paragraphs`` turns them into paragraphs.

Embeds of other sites: ``embeds`` finds and replaces them in the tree, ``posts`` those that are quoted posts,
    and ``providers`` says what an address shows.

Claims about the article come from:

- ``meta``: meta elements, title, canonical link (dates, authors, summary ...);
- ``jsonld``: JSON-LD;
- ``visible``: headline, date lines and bylines that readers see, with ``date_lines`` for the dates;
- ``address_date``: a date in the page's address;
- ``bylines``: the names in a byline.

``describe.dates`` and its siblings decide between these claims.
"""
