"""Folders of finished files, brought up to date by their differences and swapped into place.

A build updates the tree of the build before last, which is stored next to the site, and then swaps it with
the published one, so readers never see half a site. A record lists the digest, size and time of change of
each file. A file that no longer matches its record is replaced, which repairs what a killed build or an
edit in the site left behind. Only an empty folder or a site of ours is replaced (``ownership``).
"""
