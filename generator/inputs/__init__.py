"""What people write, read with limits and checked: settings, fields, seeds, collections, links, history.

Start with ``seeds.read_seeds``, ``settings.read_settings`` and ``fields`` (the one table of declared fields).
``foreign`` knows the field names of other programs (``data/front_matter.yml``), ``notations`` reads
front matter in YAML, TOML, JSON and header lines, ``reading`` brings both together, and ``publicity`` decides
what is not public.
"""
