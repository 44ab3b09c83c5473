"""Pages for readers, one module for each kind.

``articles`` makes the page of an article; ``listings`` those of a topic, a name, a source, a month or a tag;
``directories`` the indexes of them; ``front`` the front page. ``linking`` links the names in a text.
"""
