"""Identity of names: which spellings are one name, and the address of each. The one place that decides.

Two names are one if they differ in capitals, in Unicode's normal form or width, in white space, in characters
that show nothing, in typographic signs (``’`` and ``'``), or in punctuation that only parts or abbreviates
words: ``Covid-19`` and ``Covid 19``, ``St. Gall`` and ``St Gall``, ``A.T.T.`` and ``ATT``. Accents and all
other signs count: ``C``, ``C++`` and ``C#`` are three, and so are ``Zoe``, ``Zoé`` and ``Zoë``. The same
holds for topics, people, organizations, places, tags, sources and collections that no curator has described;
an entry of the authority files is found by its own names, which also match without accents.

The address of a name depends on the name alone, so that no other name ever moves it: it is the slug, with a
digest where the name cannot be recovered from its slug.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from generator.model.slugs import Scheme, lowered, slug

_TYPOGRAPHY = str.maketrans({**dict.fromkeys("’‘ʼ´`׳", "'"), **dict.fromkeys("‐‑–", "-"), "״": '"'})
# Quotation marks and brackets; signs between two words; stops after a word, except in a name such as "C.".
_PARTING = re.compile(
    r"[\"“”„«»()]|(?<=[^\s\W])[&/·](?=[^\s\W])|(?<=\s)[&/·–—-](?=\s)|(?<=\S)['-](?=\S)"
    r"|(?<=\w)[.,:;](?=\s)|(?<!^\S)(?<=\w)[.,:;]$|(?<=\w)[.,](?=\w)|_"
)
# All of a name: "A.T.T.", which is also written "ATT". In a longer name, single letters are initials.
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,12}[^\W\d_]?")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """What all spellings of one name have in common."""
    flat = " ".join(lowered(name).translate(_TYPOGRAPHY).split())
    if "." in flat and _ACRONYM.fullmatch(flat):
        flat = flat.replace(".", "")
    if not flat.isascii():
        flat = _UNSEEN.sub("", flat)
    return " ".join(_PARTING.sub(" ", flat).split()) or flat


@lru_cache(maxsize=65536)
def name_id(name: str, scheme: Scheme = "unicode") -> str:
    """The last part of the address of a name, the same for all its spellings.

    Args:
        name: as somebody wrote it.
        scheme: whether addresses have Unicode letters; ``date-id`` concerns articles alone.
    """
    key = name_key(name)
    words = slug(key, "ascii" if scheme == "ascii" else "unicode")
    digest = hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()[:8]
    is_plain = words == key.replace(" ", "-") and "-" not in key
    return words if is_plain or words.endswith(digest) else f"{words}-{digest}"
