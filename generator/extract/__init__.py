"""Turns one seed into one draft: decodes it, finds the article, and lists the rest in the ledger.

Start with ``formats.extract``, which chooses the reader for a format:

- ``html``: saved web pages;
- ``plain``: pasted text;
- ``markdown``: Markdown, with ``markdown_flavours`` and ``markdown_frames`` for what note apps and site
  generators add to it, and ``markdown_code``, which finds code;
- ``mail``: messages, and pages saved as messages, with ``mail_headers``, and ``mail_reading``, ``mail_html``
  and ``mail_private`` to remove what is private; ``pasted_mail`` for messages in pasted text;
- ``documents``: Word and PDF files, with ``pdf``, ``pdf_lines`` and ``pdf_pictures``; ``odt`` and ``rtf``;
  ``document_faults`` for those that cannot be read;
- ``scans``: articles of which there is only a picture.

``decode`` turns bytes into text, without what pages embed (``embedded``) and with misread UTF-8 repaired
(``misread``). ``captions`` separates the caption of a picture from its credit, ``picture_bytes`` gives
pictures the bytes that are within the document, and ``front_pictures`` adds those that front matter names.
``front`` reads front matter, ``generators`` removes tags of templates and lines of clippers, ``short_codes``
those of WordPress, ``bylines`` reads names, ``whole`` decides whether the document is one whole article,
``private_links`` cleans addresses, and ``bounds`` limits how much is read. What a document says about itself
(a headline, a byline, a date) becomes claims, from which ``describe`` decides the fields.
"""
