"""Proposes names that no authority file lists: people, organizations and places for a curator to review.

Start with ``find.find_candidates``. A text goes through these modules in turn:

- ``runs``: runs of capitalised words;
- ``segments``: the words of a run, split at titles, dates and roles;
- ``occurrences``: the segments that may be names, with known names set aside;
- ``cues``: what the words in and around an occurrence suggest;
- ``names``: the occurrences of one name together, its kind and its confidence.

In languages where capitals say nothing or not enough, ``uncased`` adds names found by the words around them,
with a module for each language (``arabic`` and ``arabic_words``, ``chinese``, ``japanese``).

The words and weights are in ``data/cues*.yml``; ``tables`` prepares them for one language.
"""
