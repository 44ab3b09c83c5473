"""What a value means that is written in another form than its field wants, if it can mean one thing only."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from generator.inputs.fields import STATUSES
from generator.text.dates import find_dates

# The languages whose names are known, each by its own name and by its English one.
LANGUAGES = frozenset(
    "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv tr uk vi zh".split()  # noqa: SIM905
)


def day(text: str) -> str:
    """``3 January 2025`` as YYYY-MM-DD; "" where it is no day, or could be two (``3/4/2025``)."""
    words = text.strip()
    found = find_dates(words)
    whole = len(found) == 1 and found[0].text.strip(" .") == words.strip(" .")
    return found[0].iso if whole else ""


def language(text: str) -> str:
    """``English`` or ``español`` as a language tag, "" where it is not the name of a language."""
    return _names().get(text.strip().casefold(), "")


def status(text: str) -> str:
    """A status whatever its capitals, "" where it is none."""
    word = text.strip().casefold()
    return word if word in STATUSES else ""


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in sorted(LANGUAGES):
        try:
            locale = Locale.parse(tag)
        except UnknownLocaleError:
            continue
        for name in (locale.get_display_name("en"), locale.get_display_name()):
            found[str(name).casefold()] = tag
    return found
