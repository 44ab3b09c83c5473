"""Saved web pages. ``page_reader.extract_html`` runs the stages; ``body`` chooses the article's blocks.

What a page says about itself is read in ``meta``, ``jsonld``, ``visible`` and ``date_lines``.
"""
