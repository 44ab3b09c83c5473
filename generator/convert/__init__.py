"""Seeds to ``docs/``: describes every seed, builds the archive, and writes the outputs that changed.

Start with ``convert.convert``. ``make`` makes the articles, with ``pipeline`` to turn one seed into one
article, whose ``outcome`` the cache keeps; ``worker`` is what its processes do. ``revisions`` reads earlier
versions of corrected articles; ``left_out`` counts what the archive lacks; ``write`` writes the outputs;
``lost_pictures`` takes out pictures that changed meanwhile; ``scanned`` adds what the scan of an article says
of it, and ``illustrations`` finds images that are no scans. ``cache`` keeps articles between conversions;
``handover`` keeps more in memory while a site is served.
"""
