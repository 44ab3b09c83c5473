"""All articles together: ids, shelves, neighbours, copies, stories, relations.

Start with ``archive.build_archive``.
"""
