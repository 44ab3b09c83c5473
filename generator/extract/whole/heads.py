"""Heads of articles in a text: a headline below a rule or set as a heading, with byline and date."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from generator.extract.plain.claims import claims_of
from generator.extract.plain.shape import width

# A rule: a line of one repeated mark, perhaps with spaces between.
_RULE = re.compile(r"\A\s*([=*_~#+—–•·-])(?:\s*\1){2,}\s*")
# A first-level heading of Markdown.
_HEADING = re.compile(r"#\s+\S")
_HEADLINE, _TEXT_LINE = 250, 60
_LONGEST_HEAD = 5  # lines below a headline that may state its author and date
_STOPS = (".", "。", ",", ";")
_LETTER = re.compile(r"[^\W\d_]")


class ArticleHead(NamedTuple):
    """The head of an article: its headline, and what the lines below it state.

    Attributes:
        start: index of the first line of the article, from 0.
        end: index of the first line of its text.
        author: the byline, "" if there is none.
        date: the words of the date, "" if there is none.
        strong: the rule above is no break between paragraphs, or the headline is a heading.
        rule: the head is below a rule that is no break between paragraphs.
    """

    start: int
    end: int
    author: str
    date: str
    strong: bool
    rule: bool


def read_heads(lines: Sequence[str]) -> Iterator[ArticleHead]:
    """The heads of articles that begin at the start of a text, below a rule or with a heading, in order."""
    rules = {number: match for number, line in enumerate(lines) if (match := _rule(line))}
    headings = {number for number, line in enumerate(lines) if line.startswith("#") and _HEADING.match(line)}
    if not rules and len(headings) < 2:
        return
    for number, start in _headlines(lines, rules, headings):
        mark = rules.get(start, "")
        first = start == 0 and not mark
        strong = first or number in headings or number + 1 in rules or (bool(mark) and mark != "*")
        if head := _head(lines, number, rules):
            yield ArticleHead(start, *head, strong=strong, rule=first or (strong and bool(mark)))


def _rule(line: str) -> str:
    if not line or line[-1].isalnum() or len(line) > 200:
        return ""
    match = _RULE.fullmatch(line)
    return match[1] if match else ""


def _headlines(
    lines: Sequence[str], rules: Mapping[int, str], headings: Container[int]
) -> Iterator[tuple[int, int]]:
    """The index of each line that may be a headline, and of the line on which its article begins."""
    above: int | None = 0  # the rule above, or the start of the text
    blank, underline = True, -1
    for number, line in enumerate(lines):
        text = line.strip()
        if number in rules:
            above = None if number == underline else above if above == number - 1 else number
        elif text:
            underlined = blank and number + 1 in rules
            if underlined:
                underline = number + 1
            if above is not None or underlined or number in headings:
                yield number, number if above is None else above
            above = None
        blank = not text or number in rules


def _head(lines: Sequence[str], number: int, rules: Container[int]) -> tuple[int, str, str] | None:
    """End, byline and date of the head whose headline is on a line; None if that is no headline."""
    headline = lines[number].strip(" #*_")
    if not 2 < len(headline) <= _HEADLINE or headline.endswith(_STOPS) or not _LETTER.search(headline):
        return None
    if any(claim.field in {"authors", "date"} for claim in claims_of(headline)):
        return None
    author = date = ""
    seen, end = 0, number + 1
    while end < len(lines) and seen < _LONGEST_HEAD:
        text = lines[end].strip(" *_")
        if text and end not in rules:
            claims = list(claims_of(text)) if width(text) <= 2 * _TEXT_LINE else []
            if not claims and width(text) >= _TEXT_LINE:
                break
            author = author or next((claim.value for claim in claims if claim.field == "authors"), "")
            date = date or next((claim.value for claim in claims if claim.field == "date"), "")
            seen += 1
        end += 1
    return (end, author, date) if author or date else None
