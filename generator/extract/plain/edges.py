"""The edges of an article that was pasted with little about it: a menu above, buttons below its end.

Between the edges hardly anything goes: a text that is no copied page may have short lines of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.extract.plain.claims import statement_of
from generator.extract.plain.lines import Block
from generator.extract.plain.phrases import Met, is_furniture_term, meets
from generator.extract.plain.shape import SHORT, is_date_line, is_prose, width

_PARTED = re.compile(r"(?<!\s)\s++(?:[|/•·›»>]++\s+|[|｜›»>]\s*)|[|｜›»>]\s*")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w")
_MAX_EDGE, _MAX_PART, _MAX_TERM = 20, 30, 4
# Of fewer words a line over an article is more likely a section than a headline.
_WORDS_OF_HEADLINE, _WIDTH_OF_HEADLINE, _MIN_PARAGRAPH = 4, 16, 40
_MENU_TERMS = 3
# Lines that stand in articles, too: they say nothing of what follows them.
_NO_SIGNS = frozenset({"photo-credit", "image", "read-also", "reading-time"})
_STOPS = (".", "。", "…")
EDGE_ABOVE, EDGE_BELOW, MENU = "before-article", "after-article", "navigation"


class Edges(NamedTuple):
    """The index of the headline, if one was found, and by index the rule of each line that goes."""

    title: int | None
    rules: Mapping[int, str]


def find_edges(blocks: Sequence[Block]) -> Edges | None:
    """What stands about the running text of an article; None where no line of it is furniture."""
    first = next((i for i, block in enumerate(blocks) if _is_paragraph(block.text, SHORT)), None)
    if first is None:
        return None
    last = next(i for i in reversed(range(len(blocks))) if _is_paragraph(blocks[i].text, _MIN_PARAGRAPH))
    above, below = range(min(first, _MAX_EDGE)), range(last + 1, len(blocks))
    end = next((i for i in below if _signs(blocks[i]) or _states_tags(blocks[i].text)), len(blocks))
    if end == len(blocks) and not any(_signs(blocks[i]) for i in above):
        return None
    title = _headline(blocks, above)
    rules = {i: _reason(blocks[i]) or EDGE_BELOW for i in range(end, len(blocks))}
    rules |= {i: _reason(blocks[i]) or EDGE_ABOVE for i in above if title is not None and i < title}
    inside = range(0 if title is None else title + 1, end)
    rules |= {i: rule for i in inside if (rule := _between(blocks[i], above.stop <= i))}
    return Edges(title, rules)


def is_menu(text: str, columns: bool = False) -> bool:
    """Whether a line is a row of links or buttons, one of which the table of phrases knows."""
    parts = [part for part in _PARTED.split(text) if part]
    if len(parts) > 1:
        short = all(len(part) <= _MAX_PART for part in parts)
        return short and any(is_furniture_term(part) for part in parts)
    words = text.split()
    if columns:
        return any(
            is_furniture_term(" ".join(words[i:])) or is_furniture_term(" ".join(words[:i]))
            for i in range(1, len(words))
        )
    return len(text) <= SHORT and _terms_in(words) >= _MENU_TERMS


def _terms_in(words: Sequence[str]) -> int:
    """How many terms of furniture make up the words, 0 where a word is left over."""
    at = count = 0
    while at < len(words):
        ends = range(min(len(words), at + _MAX_TERM), at, -1)
        at = next((end for end in ends if is_furniture_term(" ".join(words[at:end]))), 0)
        if not at:
            return 0
        count += 1
    return count


def _is_paragraph(text: str, least: int) -> bool:
    size = width(text)
    if not (is_prose(text, size) or (size >= least and text.endswith(_STOPS))):
        return False
    if size > 4 * SHORT:
        return True
    return not any(_is_furniture(met) or met.phrase.id in {"cookies", "paywall"} for met in meets(text))


def _signs(block: Block) -> bool:
    """Whether a line shows that the text was copied with what stands about it."""
    return any(_is_sign(met) for met in meets(block.text)) or is_menu(block.text, block.columns)


def _is_furniture(met: Met) -> bool:
    return met.phrase.match != "part" and met.phrase.effect not in {"soft", "claim"}


def _is_sign(met: Met) -> bool:
    return _is_furniture(met) and met.phrase.id not in _NO_SIGNS


def _states_tags(text: str) -> bool:
    stated = statement_of(text)
    return stated is not None and stated.phrase.field == "tags"


def _headline(blocks: Sequence[Block], above: Sequence[int]) -> int | None:
    """The first line above the article that is long enough for a headline, else the longest."""
    able = [i for i in above if _can_be_headline(blocks[i])]
    return next(
        (i for i in able if _is_long(blocks[i].text)),
        max(able, key=lambda i: width(blocks[i].text), default=None),
    )


def _can_be_headline(block: Block) -> bool:
    text = block.text
    return not (
        _signs(block)
        or statement_of(text)
        or is_date_line(text)
        or block.columns
        or len(_PARTED.split(text)) > 1
        or text.endswith((*_STOPS, ":", "："))
        or _ADDRESS.search(text)
    )


def _is_long(text: str) -> bool:
    words = text.split()
    return len(words) >= _WORDS_OF_HEADLINE or (len(words) == 1 and width(text) >= _WIDTH_OF_HEADLINE)


def _between(block: Block, inside: bool) -> str:
    """The rule that takes a line out between the headline and the end: less once the text has begun."""
    if width(block.text) >= SHORT or block.text.endswith(_STOPS):
        return ""
    if not inside:
        return _reason(block)
    return next((rule for rule, effect in _rules(block) if effect == "drop" and rule != MENU), "")


def _rules(block: Block) -> Iterator[tuple[str, str]]:
    """The rules that name what a line is, and their effects."""
    yield from ((met.phrase.id, met.phrase.effect) for met in meets(block.text) if _is_furniture(met))
    if is_menu(block.text, block.columns):
        yield "menu", "drop"


def _reason(block: Block) -> str:
    stated = statement_of(block.text)
    return next((rule for rule, _ in _rules(block)), stated.phrase.id if stated else "")
