"""Finds the edges of an article that was pasted with little around it: a menu above, buttons below its end.

Between the edges hardly anything is removed: a text that is not a copied page may have short lines of its
own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.extract.plain.claims import statement_of
from generator.extract.plain.lines import LineBlock
from generator.extract.plain.phrases import PhraseMatch, is_furniture_term, match_phrases
from generator.extract.plain.shape import SHORT, is_date_line, is_prose, width

_SEPARATOR = re.compile(r"(?<!\s)\s++(?:[|/•·›»>]++\s+|[|｜›»>]\s*)|[|｜›»>]\s*")
_ADDRESS = re.compile(r"https?://|www\.|\w@\w")
_MAX_EDGE, _MAX_PART, _MAX_TERM = 20, 30, 4
# A line with fewer words above an article is more likely a section name than a headline.
_WORDS_OF_HEADLINE, _WIDTH_OF_HEADLINE, _MIN_PARAGRAPH = 4, 16, 40
_MENU_TERMS = 3
# Phrases that also occur within articles, and so are no sign of an edge.
_NO_SIGNS = frozenset({"photo-credit", "image", "read-also", "reading-time"})
_STOPS = (".", "。", "…")
EDGE_ABOVE, EDGE_BELOW, MENU = "before-article", "after-article", "navigation"


class Edges(NamedTuple):
    """The index of the headline, if found, and by index the rule of each block that is removed."""

    title: int | None
    rules: Mapping[int, str]


def find_edges(blocks: Sequence[LineBlock]) -> Edges | None:
    """The edges of the article in a text, None if there is no running text or no furniture around it."""
    first = next((i for i, block in enumerate(blocks) if _is_paragraph(block.text, SHORT)), None)
    if first is None:
        return None
    last = next(i for i in reversed(range(len(blocks))) if _is_paragraph(blocks[i].text, _MIN_PARAGRAPH))
    above, below = range(min(first, _MAX_EDGE)), range(last + 1, len(blocks))
    end = next((i for i in below if _is_sign(blocks[i]) or _states_tags(blocks[i].text)), len(blocks))
    if end == len(blocks) and not any(_is_sign(blocks[i]) for i in above):
        return None
    title = _headline(blocks, above)
    rules = {i: _reason(blocks[i]) or EDGE_BELOW for i in range(end, len(blocks))}
    rules |= {i: _reason(blocks[i]) or EDGE_ABOVE for i in above if title is not None and i < title}
    inside = range(0 if title is None else title + 1, end)
    rules |= {i: rule for i in inside if (rule := _between(blocks[i], above.stop <= i))}
    return Edges(title, rules)


def is_menu(text: str, columns: bool = False) -> bool:
    """Whether a line is a row of links or buttons, one of which is in the table of phrases.

    Args:
        text: the line.
        columns: wide spaces separate its words.
    """
    parts = [part for part in _SEPARATOR.split(text) if part]
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
    """The number of terms of furniture that make up the words, 0 if any word is left over."""
    index = count = 0
    while index < len(words):
        ends = range(min(len(words), index + _MAX_TERM), index, -1)
        index = next((end for end in ends if is_furniture_term(" ".join(words[index:end]))), 0)
        if not index:
            return 0
        count += 1
    return count


def _is_paragraph(text: str, least: int) -> bool:
    size = width(text)
    if not (is_prose(text, size) or (size >= least and text.endswith(_STOPS))):
        return False
    if size > 4 * SHORT:
        return True
    return not any(
        _is_furniture(match) or match.phrase.id in {"cookies", "paywall"} for match in match_phrases(text)
    )


def _is_sign(block: LineBlock) -> bool:
    """Whether a line shows that the text was copied with page furniture."""
    matches = match_phrases(block.text)
    furniture = any(_is_furniture(match) and match.phrase.id not in _NO_SIGNS for match in matches)
    return furniture or is_menu(block.text, block.columns)


def _is_furniture(match: PhraseMatch) -> bool:
    return match.phrase.match != "part" and match.phrase.effect not in {"soft", "claim"}


def _states_tags(text: str) -> bool:
    statement = statement_of(text)
    return statement is not None and statement.phrase.field == "tags"


def _headline(blocks: Sequence[LineBlock], above: Sequence[int]) -> int | None:
    """The first line above the article that is long enough for a headline, else the longest."""
    possible = [i for i in above if _can_be_headline(blocks[i])]
    return next(
        (i for i in possible if _is_long(blocks[i].text)),
        max(possible, key=lambda i: width(blocks[i].text), default=None),
    )


def _can_be_headline(block: LineBlock) -> bool:
    text = block.text
    return not (
        _is_sign(block)
        or statement_of(text)
        or is_date_line(text)
        or block.columns
        or len(_SEPARATOR.split(text)) > 1
        or text.endswith((*_STOPS, ":", "："))
        or _ADDRESS.search(text)
    )


def _is_long(text: str) -> bool:
    words = text.split()
    return len(words) >= _WORDS_OF_HEADLINE or (len(words) == 1 and width(text) >= _WIDTH_OF_HEADLINE)


def _between(block: LineBlock, inside: bool) -> str:
    """The rule that removes a line between headline and end, "" if none; fewer apply ``inside`` the text."""
    if width(block.text) >= SHORT or block.text.endswith(_STOPS):
        return ""
    if not inside:
        return _reason(block)
    return next((rule for rule, effect in _rules(block) if effect == "drop" and rule != MENU), "")


def _rules(block: LineBlock) -> Iterator[tuple[str, str]]:
    """The rules that a line matches, and their effects."""
    yield from (
        (match.phrase.id, match.phrase.effect) for match in match_phrases(block.text) if _is_furniture(match)
    )
    if is_menu(block.text, block.columns):
        yield "menu", "drop"


def _reason(block: LineBlock) -> str:
    statement = statement_of(block.text)
    return next((rule for rule, _ in _rules(block)), statement.phrase.id if statement else "")
