"""Brings in what other programs export: ``clipfile import``.

A **format** recognises what it is given by its content and yields **items** (``item``); what is read is a
``source``. All items have the same form: the document as it was, and what the export states about it, under
the names that the export uses. ``declare`` gives these names their meaning, by the table that front matter
uses too; ``seeds`` decides what becomes of an item and writes seeds, as the only module here that writes;
``report`` counts for the table that a dry run prints.

``formats`` lists the formats, the more specific first. A format is one module in ``readers``, which defines
``recognises`` and ``read``, and one line there. A module that reads several formats names both for each:
``is_wacz`` and ``read_wacz``. Readers share these modules:

- tables and lists in JSON: ``shapes`` says which names mean what, by the table ``data/exports.yml``, in
  which a known program is one entry; ``rows`` reads CSV and workbooks, ``json_records`` JSON,
  ``column_dates`` days in numbers; ``record_reading`` sorts the values of a record, and ``record_items``
  makes it an item;
- libraries of references: ``references`` makes an entry an item, and ``nearby`` finds the files of an entry;
- ``json_files`` reads JSON files whole, ``xml_items`` and ``xml_stream`` large XML files piece by piece;
  ``archives`` unpacks zip and tar, ``cut_zips`` what can be saved of a damaged one;
- ``texts`` reads text files, whatever their encoding, and writes the text of an item in its own form;
  ``pages`` makes fragments of HTML a page;
- ``values`` reads days and languages, ``names`` lists of names, ``notes`` highlights, ``html_words`` short
  texts.
"""
