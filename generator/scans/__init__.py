"""Scans of printed articles: their pages, and their words with their places on the paper.

- ``files`` reads the pages of a scan: an image, several images in one file, or a PDF file;
- ``alto`` reads and writes the words of a scan as ALTO, the format of libraries for recognized text;
- ``facsimile`` turns the scans of a seed into the pages of its facsimile, and says what was left out
  (``record``);
- ``renditions`` says what the site shows of a page, and ``drawing`` makes it;
- ``words`` reads the words on the pages of a facsimile;
- ``places`` aligns the text of an article with the words on its scan.
"""
