"""What people write, read with limits and checked: settings, fields, seeds, collections, links, history.

Start with ``seeds.read_folder``, ``settings.load_settings`` and ``fields`` (the table of declared fields).

- ``sidecars`` reads what a curator declares next to a document; ``checks`` and ``name_lists`` check values.
- ``foreign`` knows the field names of other programs (``data/front_matter.yml``), ``notations`` reads front
  matter in YAML, TOML, JSON and header lines, ``front_pictures`` finds the pictures that it names,
  ``reading`` brings all together, and ``publicity`` decides what is not public.
- ``ignore`` and ``scans`` decide which files are no documents, with ``ignore_list`` and ``ignore_readings``
  for ``.clipfileignore``, and ``pages`` which are pages of one article; ``contents`` keeps files in memory.
- ``given_addresses`` reads the addresses that articles were given, and ``csv_rows`` the rows of such files.
- ``settings_schema`` lists the settings, ``settings_links`` checks the addresses in them, ``folders`` which
  folders may contain which.
- ``collections``, ``links``, ``history`` and ``hosts`` read other files, and what git and its hosts know.
"""
