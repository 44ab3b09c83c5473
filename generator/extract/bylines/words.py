"""The words of ``data/bylines.yml`` and the gazetteer, compiled for reading bylines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from generator.authority.forms import city_names, country_names
from generator.text.folding import fold_name
from generator.text.scripts import HAN, HANGUL, KANA, is_touching
from generator.text.tables import alternatives, load_table

_COLON = rf"(?:\s*+[:：=＝／/]\s*+|(?<=[{HAN}])・)"
_ADJOINING = rf"(?<=[{HAN}{KANA}])"


class BylineWords(NamedTuple):
    """Patterns and word sets.

    Attributes:
        before: words that open a byline.
        after: words that end it, and everything after them.
        outlet: "for" and the outlet after a name.
        place: "in" and the place after a name.
        opening_place: the same where no name comes before.
        credit: a word that credits the text (group ``text``) or something else, up to the name.
        bracket: a credit of something other than the text in brackets after a name.
        conjunction: what separates two names besides punctuation.
        generation: a comma before "Jr." or "III", which are part of the name.
        degrees: degrees and honours after a name.
        endings: jobs written onto a name; jobs_alone: the same as words of their own.
        using: "with" and agencies after a name.
        pictured: a credit for pictures after a name and a comma.
        our_own: openings such as "from our correspondent", listed or made of their words.
        writers: what ends a line that is only a name and its job, or comes between a name and its outlet.
    """

    before: re.Pattern[str]
    after: re.Pattern[str]
    outlet: re.Pattern[str]
    place: re.Pattern[str]
    opening_place: re.Pattern[str]
    credit: re.Pattern[str]
    bracket: re.Pattern[str]
    conjunction: re.Pattern[str]
    generation: re.Pattern[str]
    degrees: re.Pattern[str]
    endings: re.Pattern[str]
    jobs_alone: frozenset[str]
    using: re.Pattern[str]
    pictured: re.Pattern[str]
    writers: re.Pattern[str]
    roles: frozenset[str]
    modifiers: frozenset[str]
    never: frozenset[str]
    our_own: re.Pattern[str]
    impersonal: frozenset[str]
    impersonal_endings: tuple[str, ...]
    for_outlet: tuple[str, ...]
    agencies: frozenset[str]
    particles: frozenset[str]
    dangling: frozenset[str]


@cache
def byline_words() -> BylineWords:
    """The one set for all languages: a byline is too short to tell its language."""
    table = load_table("bylines")
    listed = {name: alternatives(words) for name, words in table.items()}
    endings = listed["role_endings"]
    credit = f"(?P<text>{listed['text_credits']})|(?:{listed['other_credits']})"
    outlet = rf"[,–—-]\s(?:(?:{'|'.join(map(re.escape, table['for_outlet']))})\s)"
    our_own = _our_own(table)
    degrees, plain = listed["degrees"], listed["plain_degrees"]
    short = listed["short_and"]
    before = "|".join((our_own, *_openings(listed), listed["before"]))
    return BylineWords(
        before=re.compile(
            rf"^\W*(?:{before})(?:\s*+[:：／・-]\s*+|\s++|{_ADJOINING}|(?<=[=＝]))(?=\S)",
            re.IGNORECASE,
        ),
        after=re.compile(
            rf"(?:(?<!\s)\s++|^)[|–—-]?\s*+(?:{listed['after']})(?!\w).*$", re.IGNORECASE | re.DOTALL
        ),
        outlet=re.compile(rf"(?:(?<!\s)\s++|^)(?:{_spellings(table['outlet'])})\s.*$", re.DOTALL),
        opening_place=re.compile(rf"(?:{listed['place']})\s(?!')"),
        place=re.compile(rf"(?<!\s)\s++(?:{_spellings(table['place'])})\s++(?=[^\W\d_]).*$", re.DOTALL),
        credit=_credit(table),
        bracket=re.compile(rf"[(（\[]\s*+(?:{credit})\b[^()（）\[\]]{{0,60}}[)）\]]", re.IGNORECASE),
        conjunction=re.compile(
            rf"\s(?:(?i:{listed['and']})|(?:{short})"
            rf"(?=\s++[^\s,;/&]++\s++(?!(?:{short})\s)[^\W\d_]))\s"
        ),
        generation=re.compile(rf",\s*+(?=(?:{listed['generations']})\b)", re.IGNORECASE),
        degrees=re.compile(
            rf",\s*+(?:{degrees})(?!\w)\.?(?!\s++[^\W\d_])|(?:(?<=\w)\s|,\s*+)(?:{plain})(?!\w)\.?"
        ),
        endings=re.compile(rf"(?<=[^\W\d_]{{2}})\s?(?:{endings})$"),
        jobs_alone=frozenset(table["role_endings"]),
        using=re.compile(
            rf"(?:,\s)?(?<!\s)\s(?:{listed['using']})\s(?:{listed['agencies']})\b.*$",
            re.IGNORECASE | re.DOTALL,
        ),
        pictured=re.compile(rf"[,|/;–—-]\s?(?:{listed['other_credits']})(?:[.:]|\s)", re.IGNORECASE),
        writers=re.compile(
            rf"[\s,–—-](?:{listed['writers']})$|[^\W\d_]\s?(?:{endings})$|{outlet}"
            # A job with the words around it: "Political Writers", "correspondent in Gulltown".
            rf"|[,|–—/(-]\s?(?:[\w’']+\s){{0,3}}(?:{listed['writers']})s?\b[^,.;:!?]{{0,40}}$",
            re.IGNORECASE,
        ),
        roles=frozenset(table["roles"]),
        modifiers=frozenset(table["role_modifiers"]),
        never=frozenset(table["never"]) | frozenset(table["before"]) | _without_names(table["our_own"]),
        our_own=re.compile(our_own, re.IGNORECASE),
        impersonal=frozenset(table["impersonal"]),
        impersonal_endings=tuple(table["impersonal_endings"]),
        for_outlet=tuple(f"{words} " for words in table["for_outlet"]),
        agencies=frozenset(table["agencies"]),
        particles=frozenset(table["particles"]),
        dangling=frozenset(table["dangling"]),
    )


def _our_own(table: dict[str, Sequence[str]]) -> str:
    """A pattern for openings with "our correspondent", listed or made of a preposition, "our" and a job."""
    after, our = alternatives(table["our_after"]), alternatives(table["our"])
    modifier, role = alternatives(table["role_modifiers"]), alternatives(table["roles"])
    made = (
        rf"(?:(?:{after})\s)?(?:{our})\s(?:(?:{modifier})\s){{0,2}}(?:{role})[^\W\d_]{{0,3}}"
        rf"(?:\s(?:{modifier})\b){{0,2}}"
    )
    return rf"(?:{made}|{alternatives(table['our_own'])})\b"


def _openings(listed: dict[str, str]) -> Iterable[str]:
    """Patterns for openings that are not listed word for word."""
    yield (rf"(?:(?:{listed['piece_words']})\s){{0,2}}(?:{listed['pieces']})\s(?:{listed['piece_by']})(?=\s)")
    yield rf"(?:{listed['from_place']})\s[^\W\d_][^\s,.;:]{{1,30}}\s(?:{listed['reports_from']})(?=\s)"
    # An outlet or a place before the reporter: 雾港晚报记者 海伟岚, 霧港＝海原岬, 안개=파도영 특파원.
    yield rf"[{HAN}]{{2,12}}(?:记者|記者|特派员|特派員|通讯员|通訊員)(?=[ \u3000:：])"
    yield rf"[{HAN}]{{2,6}}[＝=](?=[{HAN}]{{2,6}}(?![{HAN}]))"
    yield rf"[{HANGUL}]{{2,10}}=(?=[{HANGUL}]{{2,4}}\s)"


def _without_names(openings: Sequence[str]) -> frozenset[str]:
    """Openings that no name follows, with and without their first word."""
    return frozenset(openings) | frozenset(opening.partition(" ")[2] for opening in openings)


@cache
def places() -> frozenset[str]:
    """Names of countries, regions and cities, folded and in lower case."""
    table = load_table("cues_places")
    rows = [*table["regions"], *table["cities"], city_names("en").values(), country_names("en").values()]
    return frozenset(fold_name(name) for row in rows for name in row)


def _credit(table: dict[str, Sequence[str]]) -> re.Pattern[str]:
    """Words that credit a person, joined ("Text und Fotos"), before a colon or "by"."""
    joined = r"\s*+(?:&|\+|/|・|·|,|、|\b(?:und|and|et|e|y|og|och|en|i|и)\b|と)\s*+"
    text, other = _labels(table["text_credits"]), _labels((*table["text_credits"], *table["other_credits"]))
    several = f"(?:{other}){joined}"
    last = rf"(?:{_COLON}|\s++(?:{alternatives(table['credit_by'])})\s++)"
    first = rf"(?P<text>(?:{text})(?:{joined}(?:{other}))?|{several}(?:{text}))"
    return re.compile(rf"(?:{first}|(?P<other>(?:{several})?(?:{other}))){last}", re.IGNORECASE)


def _labels(words: Iterable[str]) -> str:
    """Alternatives for whole words; in scripts without spaces, also within a run of letters."""
    listed = list(words)
    spaced = alternatives(word for word in listed if not is_touching(word))
    touching = alternatives(word for word in listed if is_touching(word))
    return rf"(?<!\w)(?:{spaced})(?!\w)|{touching}"


def _spellings(words: Iterable[str]) -> str:
    """The words in lower case, with a capital (not "Per" or "En", which are names) and in capitals."""
    listed = list(words)
    capital = [word.title() for word in listed if word in {"for", "in", "from", "at"}]
    upper = [word.upper() for word in listed if len(word) > 2 or word == "in"]
    return alternatives((*listed, *capital, *upper))
