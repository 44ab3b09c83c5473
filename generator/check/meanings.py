"""Interprets values in a form that their field does not accept, if they have only one meaning."""

from __future__ import annotations

from functools import cache

from babel import Locale, UnknownLocaleError

from generator.inputs.fields import STATUSES
from generator.text.dates import find_dates

# Languages that are recognized by their own name and by their English name.
LANGUAGES = frozenset(
    "ar bg cs da de el en es fa fi fr he hi hu id it ja ko nl no pl pt ro ru sv tr uk vi zh".split()  # noqa: SIM905
)


def day(text: str) -> str:
    """``3 January 2025`` as YYYY-MM-DD; "" if it is not a date or is ambiguous (``3/4/2025``)."""
    words = text.strip()
    dates = find_dates(words)
    is_whole = len(dates) == 1 and dates[0].text.strip(" .") == words.strip(" .")
    return dates[0].iso if is_whole else ""


def language(text: str) -> str:
    """``English`` or ``español`` as a BCP 47 tag; "" if it is not the name of a language."""
    return _names().get(text.strip().casefold(), "")


def status(text: str) -> str:
    """A status in lower case; "" if it is not a valid status."""
    word = text.strip().casefold()
    return word if word in STATUSES else ""


@cache
def _names() -> dict[str, str]:
    tags: dict[str, str] = {}
    for tag in sorted(LANGUAGES):
        try:
            locale = Locale.parse(tag)
        except UnknownLocaleError:
            continue
        for name in (locale.get_display_name("en"), locale.get_display_name()):
            tags[str(name).casefold()] = tag
    return tags
