"""Reading the text of scans: pages in, text and ALTO out. Only the command `transcribe` imports this.

- ``jobs`` finds the scans, and what there is of their text; ``loading`` has their pages;
- ``clean`` makes a page black on white; ``strips`` levels it and measures its lines; ``marks`` finds rules,
  frames, pictures and the white between columns;
- ``cuts`` cuts what an engine found and ``rows`` joins it, so that a row is one line of one column;
- ``blocks`` joins rows and orders them; ``body`` says what is usual, and ``layout`` what is headline,
  ``introduction``, text with ``caps``, caption, or another article (``belonging``);
  ``margins`` knows jump lines and the foot of a page;
- ``text`` joins lines to paragraphs; ``dates`` reads the printed date; ``words`` has their places;
- ``page`` reads a page; ``transcribe`` reads a scan;
- ``long_s`` settles doubtful letters of Fraktur, and ``vertical`` finds the marks of turned columns;
- ``engines``: what recognizes letters, and which of them reads a page.

**Letters.** RapidOCR finds all lines and reads Latin letters, Chinese and Japanese; its package includes its
models. Tesseract reads the other scripts and Fraktur, block by block, because it needs neighbouring lines.
Either works alone. Six lines of a page decide the script: RapidOCR finds no letters in a script that it does
not know, and only Fraktur has the long s. Unsure lines are read again with other margins, and blurred. Greek
is not read without Tesseract's data for it.

**Order.** Engines do not know it; places and sizes alone decide. A negative is inverted, vertical columns are
turned and text from right to left is mirrored first, so the rules exist once. White that is higher than some
lines separates columns; curled and leaning columns have no straight cut. A line across columns is cut only
where the lines around it end and begin. A headline is larger *and* bolder than text (the geometric mean of
height and stroke width). The nearest headline above a block owns it; a block that the largest headline does
not own is ``foreign``: it is in the ALTO file and not in the text. Breuel's two rules order the blocks.

A date that contradicts its printed day of the week is left out. ``bench/README.md`` has error rates.
"""
