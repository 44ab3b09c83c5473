"""Brings in what other programs export: ``clipfile import``.

A **format** recognises what it is given by its content and yields **items** (``item``); what is read is a
``source``. All items have the same form: the document as it was, and what the export states about it, under
the names that the export uses. ``declare`` gives these names their meaning, by the table that front matter
uses too; ``seeds`` decides what becomes of an item and writes seeds, as the only module here that writes;
``report`` counts for the table that a dry run prints.

``formats`` lists the formats, the more specific first. A format is one module in ``readers`` and one line
there.
"""
