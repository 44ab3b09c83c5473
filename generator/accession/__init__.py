"""Taking articles in: sidecars drafted, pages fetched, feeds and web archives imported, archives begun.

These commands write into ``seeds/`` because a person asked them to; a conversion never does.
"""
