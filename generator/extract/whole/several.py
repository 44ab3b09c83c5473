"""Recognises a file that contains several articles.

Downloads from news databases, mailboxes and collections of clippings count their articles, end each
with a line of its own, repeat a head of labelled lines, or separate them by rules. A live blog, an
interview, a round-up with subheadings and an article with ``* * *`` breaks are one article: a rule
counts only between two complete heads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.extract.plain.apparatus import facts_of, is_code, is_length, printed_in, states_rights
from generator.extract.plain.shape import full_dates, width
from generator.extract.whole.heads import read_heads
from generator.extract.whole.labels import MOST_LABEL, LabelledLine, Scan, label_of, scan_lines

# Width of text from which a line is more than a heading, and of such lines that an article has at least.
_TEXT_LINE, _LEAST_TEXT = 40, 100
_APPARATUS, _RIGHTS = 160, 3  # characters of a line of a database, and words of whose the rights are
_FENCE = re.compile(r"(?:---|\+\+\+)\s*")
_YAML_LINE = re.compile(r"[\w'\"-][\w '\"-]{0,40}\s*[:=]|\s|- |#")
_FIELD = re.compile(r"(?:title|date|headline|author|source|url|published)\s*[:=]", re.IGNORECASE)
# How each entry begins, in RIS and in BibTeX.
_ENTRIES = {
    "entries of RIS": re.compile(r"\s{0,4}TY {2}-(?:\s|\Z)"),
    "entries of BibTeX": re.compile(r"\s{0,4}@[A-Za-z]{2,20}\{[\w:./+-]{1,80},\s*\Z"),
}
_DAY = re.compile(r"(?:19|20)\d{2}[-/.]?[01]\d[-/.]?[0-3]\d")


class SeveralArticles(NamedTuple):
    """The articles in a file: their number, the words that show it, and the lines of their starts, from 0.

    ``starts`` is empty if the file cannot be split with certainty.
    """

    number: int
    sign: str
    starts: tuple[int, ...] = ()


def find_several(lines: Sequence[str]) -> SeveralArticles | None:
    """The articles of a file, None if there is only one as far as its lines show.

    Args:
        lines: the lines of the file, or of the blocks of a page.
    """
    scan = scan_lines(lines)
    matches = (rule(scan) for rule in _RULES)
    return next((several for several in matches if several), None)


def has_text(lines: Sequence[str]) -> bool:
    """Whether lines contain the text of an article, however short, and not only its head."""
    size = 0
    for line in lines:
        text = line.strip()
        wide = width(text)
        if wide >= _TEXT_LINE and not label_of(text):
            size += wide
            if size >= _LEAST_TEXT:
                return True
    return False


def _with_text(lines: Sequence[str], starts: Sequence[int]) -> tuple[int, ...]:
    """The starts that are followed by text before the next one."""
    return tuple(
        start
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
        if has_text(lines[start:end])
    )


def _found(scan: Scan, starts: Sequence[int], sign: str, *, split: bool = True) -> SeveralArticles | None:
    starts = _with_text(scan.lines, starts)
    return SeveralArticles(len(starts), sign, starts if split else ()) if len(starts) > 1 else None


def _counted(scan: Scan) -> SeveralArticles | None:
    """Lines that count: "1 of 12 DOCUMENTS"."""
    if len({number for _, number, _ in scan.counters}) < 2:
        return None
    starts = [line for line, _, _ in scan.counters]
    return _found(scan, starts, scan.lines[starts[0]].strip())


def _references(scan: Scan) -> SeveralArticles | None:
    """Entries of a reference manager, with or without texts."""
    for sign, entry in _ENTRIES.items():
        starts = [number for number, line in enumerate(scan.lines) if entry.match(line)]
        if len(starts) > 1 and not has_text(scan.lines[: starts[0]]):
            return SeveralArticles(len(starts), sign, tuple(starts))
    return None


def _mailbox(scan: Scan) -> SeveralArticles | None:
    """Messages of a mailbox."""
    return _found(scan, scan.messages, "messages of a mailbox") if len(scan.messages) > 1 else None


def _front_matters(scan: Scan) -> SeveralArticles | None:
    """Front matter below the first."""
    starts = list(_front_matter_starts(scan.lines))
    return _found(scan, starts, "blocks of front matter") if len(starts) > 1 else None


def _front_matter_starts(lines: Sequence[str]) -> Iterator[int]:
    number = 0
    while number < len(lines):
        fence = lines[number].rstrip()
        number += 1
        if not _FENCE.fullmatch(fence):
            continue
        end = number
        while end < len(lines) and lines[end].rstrip() != fence and _YAML_LINE.match(lines[end]):
            end += 1
        closed = end < len(lines) and lines[end].rstrip() == fence
        if closed and any(_FIELD.match(line) for line in lines[number:end]):
            yield number - 1
            end += 1
        number = max(number, end)


def _ended(scan: Scan) -> SeveralArticles | None:
    """Lines that end each article: "End of Document"."""
    if len(scan.ends) < 2:
        return None
    parts = [0, *(end + 1 for end in scan.ends)]
    # What follows the last one may be a notice of the database.
    starts = [
        start for start, end in zip(parts[:-1], scan.ends, strict=True) if has_text(scan.lines[start:end])
    ]
    return (
        SeveralArticles(len(starts), scan.lines[scan.ends[0]].strip(), tuple(starts))
        if len(starts) > 1
        else None
    )


def _headed(scan: Scan) -> SeveralArticles | None:
    """Heads of labelled lines, each with a date and a headline, outlet, author or address."""
    groups = [group for group in _groups(scan) if _is_head(group)]
    quoted = set(scan.quoted)
    starts = [group[0].line for group in groups if not _follows(scan.lines, group[0].line, quoted)]
    # An article that quotes messages is no mailbox.
    if len(starts) < 2 or has_text(scan.lines[: starts[0]]):
        return None
    names = ", ".join(f"{label.name}:" for label in groups[0][:3])
    return _found(scan, starts, f"heads with {names}")


def _follows(lines: Sequence[str], number: int, marks: set[int]) -> bool:
    """Whether one of the marked lines is just above a line."""
    above = (n for n in range(number - 1, max(-1, number - 5), -1) if lines[n].strip())
    return any(n in marks for n in list(above)[:2])


def _groups(scan: Scan) -> Iterator[list[LabelledLine]]:
    """Labels with at most one short line between them."""
    group: list[LabelledLine] = []
    for label in scan.labels:
        if group:
            between = [
                line
                for line in scan.lines[group[-1].line + 1 : min(label.line, group[-1].line + 12)]
                if line.strip()
            ]
            again = label.name in {other.name for other in group}
            if (
                again
                or label.line - group[-1].line > 8
                or len(between) > 1
                or any(width(line) > 2 * MOST_LABEL for line in between)
            ):
                yield group
                group = []
        group.append(label)
    if group:
        yield group


def _is_head(group: Sequence[LabelledLine]) -> bool:
    kinds = {label.kind for label in group}
    dated = "id" in kinds or any(label.kind == "date" and _states_day(label.value) for label in group)
    return len(kinds) > 2 and dated and len(kinds & {"title", "source", "author", "url"}) > 1


def _states_day(value: str) -> bool:
    return bool(_DAY.search(value) or full_dates(value))


def _identified(scan: Scan) -> SeveralArticles | None:
    """A label that a database writes once for each article."""
    lines: dict[str, list[int]] = {}
    for label in scan.labels:
        if label.kind == "id":
            lines.setdefault(label.name, []).append(label.line)
    for name, numbers in lines.items():
        parts = [0, *numbers]
        count = sum(has_text(scan.lines[start:end]) for start, end in zip(parts[:-1], numbers, strict=True))
        if count > 1:
            return SeveralArticles(count, f"lines '{name}'")
    return None


def _separated(scan: Scan) -> SeveralArticles | None:
    """Headlines below rules or set as headings, each with its own byline and date."""
    found = list(read_heads(scan.lines))
    ends = [head.start for head in found[1:]] + [len(scan.lines)] * bool(found)
    # What a database writes above an article is a head without a text of its own.
    heads = [
        head
        for head, end in zip(found, ends, strict=True)
        if has_text(scan.lines[head.end : min(max(end, head.end), head.end + 60)])
    ]
    complete = [head for head in heads if head.author and head.date]
    days = {head.date for head in heads if head.date}
    if len(complete) < 2 and len(days) > 1:
        complete = [head for head in heads if head.date and head.strong]
    if len(complete) < 2:
        complete = [head for head in heads if head.author and head.rule]
    if len(complete) < 2 or has_text(scan.lines[: complete[0].start]):
        return None
    return SeveralArticles(
        len(complete),
        "headlines, each with a byline or date of its own",
        tuple(head.start for head in complete),
    )


def _repeated(scan: Scan) -> SeveralArticles | None:
    """Lines that a database writes once for each article, of at least two kinds, with text between them."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(scan.lines):
        text = line.strip()
        if text and len(text) <= _APPARATUS and (kind := _kind_of(text)):
            found.setdefault(kind, []).append(number)
    if not any(len(numbers) > 1 for numbers in found.values()):
        return None
    found["outlet"] = [number for number, line in enumerate(scan.lines) if _states_outlet(line.strip())]
    counts = {kind: _apart(scan.lines, numbers) for kind, numbers in found.items() if len(numbers) > 1}
    repeated = sorted((count, kind) for kind, count in counts.items() if count > 1)
    # Pictures have rights and lists of links outlets; the rest is of databases alone.
    if len(repeated) < 2 or not {kind for _, kind in repeated} - {"rights", "outlet"}:
        return None
    signs = " and ".join(kind for _, kind in repeated)
    return SeveralArticles(repeated[-2][0], f"each with its own {signs}")


def _kind_of(text: str) -> str:
    """What a line says that a database states of each article, "" if nothing."""
    label = label_of(text)
    if is_length(label.value if label else text):
        return "length"
    if label is not None:
        return "number" if label.kind == "id" else ""
    if is_code(text):
        return "number"
    if printed_in(text) and full_dates(text):
        return "day of print"
    return "rights" if len(text.split()) > _RIGHTS and states_rights(text) else ""


def _states_outlet(text: str) -> bool:
    return "source" in {fact.kind for fact in facts_of(text)}


def _apart(lines: Sequence[str], numbers: Sequence[int]) -> int:
    """How many of some lines have the text of an article between them."""
    return 1 + sum(has_text(lines[first + 1 : second]) for first, second in pairwise(numbers))


_RULES: tuple[Callable[[Scan], SeveralArticles | None], ...] = (
    _counted,
    _references,
    _mailbox,
    _front_matters,
    _ended,
    _headed,
    _identified,
    _separated,
    _repeated,
)
