"""Turns one seed into one draft: decodes it, finds the article, and lists the rest in the ledger.

Start with ``formats.extract``, which chooses the reader for a format:

- ``html``: saved web pages;
- ``plain``: pasted text;
- ``markdown``: Markdown;
- ``mail``: messages, and pages saved as messages;
- ``documents``: Word and PDF files, with ``pdf_lines`` to join the lines of a PDF.

``decode`` turns bytes into text, ``front`` reads front matter, ``generators`` removes tags of templates and
lines of clippers, ``mail_private`` finds what is private in mail, ``private_links`` cleans addresses, and
``bounds`` limits how much is read. What a document says about itself (a headline, a byline, a date) becomes
claims, from which ``describe`` decides the fields.
"""
