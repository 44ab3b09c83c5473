"""What people write, read with limits and checked: settings, fields, seeds, collections, links, history.

Start with ``seeds.read_folder``, ``settings.load_settings`` and ``fields`` (the table of declared fields).
``checks`` and ``name_lists`` check values; ``ignore`` and ``scans`` decide which files are no documents.
``foreign`` knows the field names of other programs (``data/front_matter.yml``), ``notations`` reads front
matter in YAML, TOML, JSON and header lines, ``reading`` brings both together, and ``publicity`` decides what
is not public.
"""
