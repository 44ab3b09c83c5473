"""What is wrong with an archive, and what a change to it does.

Start with ``inspection.inspect``, which runs the rules: each module is one, a function from a ``subject`` to
problems. ``fix`` corrects unambiguous mistakes, ``against`` compares with a published site, ``report``
describes a change to its reviewer.
"""
