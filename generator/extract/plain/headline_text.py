"""Distinguishes headlines of copied pages from lines near them, and removes what is glued to a headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from generator.extract.plain.claims import claims_of, is_name_line
from generator.extract.plain.edges import is_menu
from generator.extract.plain.lines import LineBlock
from generator.extract.plain.phrases import Phrase, is_furniture_term, match_phrases
from generator.extract.plain.shape import is_date_line
from generator.text.tables import alternatives, load_table

_SEPARATED = re.compile(r"(?<!\s) (?:[|/·•»›>→»]{1,2}|::) (?=\S)")
_INTRODUCES = (":", "：", ",", "،", "→", ">", "&", "-", "–")
_MARKS = tuple("→←>▶►|↑↓-–")
# Angles that are arrows of links, unless they are quotation marks.
_ANGLES = tuple("«»‹›")
_QUOTED = re.compile("«[^«»]*»|»[^«»]*«|‹[^‹›]*›|›[^‹›]*‹")
_MAY_BE_HEADLINE = frozenset({"read-also"})  # "Video: Harbour closed"
_SECTIONS = 120  # most characters of a row of sections
_WORDS = re.compile(r"[^\s|/·•»›>,]+")
_LIST, _LIST_WORDS = 3, 2  # least items of a list of names, and most words of each
_SECTION_WORDS = 3  # most words of a section's name, and of an outlet's
_LEAST_WORDS = 3  # words that a headline keeps without what is glued to it
_NAME_LINE = 60  # most characters of a line that shows that a name is an author's
_AROUND = 2  # most words before the name in such a line: "More by NAME"
_BESIDE_NAME = re.compile(r" ?[,|/·•:@(\d–—-]")  # what may follow it


class HeadlineText(NamedTuple):
    """A headline without what was glued to it, and the author of a glued byline ("" without one)."""

    text: str
    author: str = ""


def is_debris(block: LineBlock) -> bool:
    """Whether a line near the headline cannot be it: it introduces or states something, or is a menu."""
    text = block.text
    if is_aside(block) or text.casefold().startswith(_table("starts")) or is_date_line(text):
        return True
    if any(_removes(match.phrase) for match in match_phrases(text)):
        return True
    return any(claim.rule not in {"date-in-line", "date-line"} for claim in claims_of(text))


def is_aside(block: LineBlock) -> bool:
    """Whether the form of a line shows, in any text, that it is no headline: "Watch live:", a menu."""
    text = block.text
    if text.endswith(_INTRODUCES) or text.startswith(_MARKS):
        return True
    arrows = _QUOTED.sub("", text) if text[0] in _ANGLES or text[-1] in _ANGLES else ""
    if arrows.startswith(_ANGLES) or arrows.endswith(_ANGLES):
        return True
    folded = text.casefold()
    credit = any(credit in folded for credit in _table("credits"))
    return credit or is_menu(text, block.columns) or _is_list(text) or _are_sections(folded)


def _are_sections(folded: str) -> bool:
    """Whether a line is one or more names of sections."""
    names = _names_of_sections()
    return folded in names or (
        len(folded) <= _SECTIONS and all(word in names for word in _WORDS.findall(folded))
    )


@cache
def _names_of_sections() -> frozenset[str]:
    return frozenset(_table("sections"))


def _removes(phrase: Phrase) -> bool:
    return (
        phrase.effect not in {"soft", "claim"}
        and phrase.match != "part"
        and phrase.id not in _MAY_BE_HEADLINE
    )


def _is_list(text: str) -> bool:
    """Whether a line is a row of section names or tags: short parts between separators or commas."""
    crumbs = _SEPARATED.split(text)
    if len(crumbs) > 1 and all(len(part.split()) <= _SECTION_WORDS for part in crumbs):
        return True
    items = text.split(", ")
    return len(items) >= _LIST and all(len(item.split()) <= _LIST_WORDS for item in items)


def bare_headline(text: str, blocks: Sequence[LineBlock]) -> HeadlineText:
    """A headline without section names before it, and without outlet, age and byline after it.

    Args:
        text: the line.
        blocks: the blocks of the page, whose short lines show who is an author.
    """
    text = _age().sub("", _without_sections(text, blocks))
    lead = _byline().search(text)
    if not lead or len(text[: lead.start()].split()) < _LEAST_WORDS:
        return HeadlineText(text)
    name = (lead["name"] or "").partition(" , ")[0].strip(" ,:")
    if not name:
        return HeadlineText(text[: lead.start()].rstrip())
    if is_name_line(name) and (lead["colon"] or _is_author(name, text, blocks)):
        return HeadlineText(text[: lead.start()].rstrip(), name)
    return HeadlineText(text)


def _without_sections(text: str, blocks: Sequence[LineBlock]) -> str:
    """A line without the sections before it ("Home / News / ...") and the outlet after it ("... | Gull")."""
    parts = _SEPARATED.split(text)
    if len(parts) > 2 and is_furniture_term(parts[0]):
        return parts[-1]
    head, bar, tail = text.rpartition(" | ")
    outlet = bar and ("." in tail or any(block.text == tail for block in blocks))
    return head.rstrip() if outlet and len(head.split()) > _SECTION_WORDS else text


def _is_author(name: str, headline: str, blocks: Sequence[LineBlock]) -> bool:
    """Whether another short line of the page has the name as bylines do: "About NAME", "NAME, day".

    If the name is one word, it must be all of the line: "a release of Debian" names no author.
    """
    lines = [block.text for block in blocks if name in block.text and len(block.text) <= _NAME_LINE]
    return any(
        line == name or (" " in name and _is_around_name(*line.split(name, 1)))
        for line in lines
        if line != headline
    )


def _is_around_name(before: str, after: str) -> bool:
    words = len(before.split()) if before else 0
    return words <= _AROUND and (not after.strip(" ,.:") or (not words and bool(_BESIDE_NAME.match(after))))


@cache
def _table(kind: str) -> tuple[str, ...]:
    table = load_table("headline_debris")[kind]
    return (
        tuple(table) if isinstance(table, list) else tuple(term for terms in table.values() for term in terms)
    )


@cache
def _byline() -> re.Pattern[str]:
    leads = alternatives(_table("bylines"))
    return re.compile(
        rf"(?<!\s) (?:{leads})(?:(?P<colon> ?:)? (?P<name>[^\W\d_a-zß-ÿ][^:;?!|]{{2,60}})|(?P<none>))$"
    )


@cache
def _age() -> re.Pattern[str]:
    return re.compile(rf"(?<!\s) (?:{'|'.join(_table('ago'))})$", re.IGNORECASE)
