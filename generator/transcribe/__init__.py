"""Reading the text of scans: pages in, text and ALTO out. Only the command `transcribe` imports this.

- ``jobs`` finds the scans, and what there is of their text; ``loading`` has their pages;
- ``clean`` makes a page black on white; ``strips`` levels it and measures its lines; ``marks`` finds rules,
  frames, pictures and the white between columns;
- ``rows`` cuts and joins what an engine found, so that a row is one line of one column;
- ``blocks`` joins rows and orders them; ``body`` says what is usual, and ``layout`` what is headline,
  ``introduction``, text with ``caps``, caption, or another article (``belonging``);
- ``text`` joins lines to paragraphs; ``dates`` reads the printed date; ``words`` has their places;
- ``page`` reads a page; ``transcribe`` reads a scan;
- ``long_s`` settles doubtful letters of Fraktur;
- ``engines``: what recognizes letters, and which of them reads a page.
"""
