"""Seeds to ``docs/``: describes every seed, builds the archive, and writes the outputs that changed.

Start with ``convert.convert``. ``pipeline`` turns one seed into one article; ``cache`` keeps articles between
conversions; ``handover`` keeps more in memory while a site is served.
"""
