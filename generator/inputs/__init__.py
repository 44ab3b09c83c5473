"""What people write, read with limits and checked: settings, fields, seeds, collections, links, history.

Start with ``seeds.read_seeds``, ``settings.read_settings`` and ``fields`` (the one table of declared fields).
"""
