"""Reads bylines: who wrote an article, without jobs, places, outlets and the people who took its pictures.

Start with ``names.author_names``:

- ``names`` splits a byline into names;
- ``lines`` decides whether a line is a byline, ``signature`` whether the last words of a text are;
- ``credits`` finds which parts of a byline credit the text and which its pictures;
- ``words`` compiles the words of ``data/bylines.yml``.
"""
