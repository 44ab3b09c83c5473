"""Tables drawn with characters: grids of +---+ or box lines, and columns under lines of === or ---."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# A line that begins like the border of a table.
_OPENING = re.compile(
    r"^[ ]{0,12}(?:\+[-=:]{2,}+\+|[┌╔╭][─━═┬╤╦]|={2,}+[ ]{1,40}={2}|-{2,}+[ ]{1,40}-{2}|-{2,}+\+-{2})",
    re.MULTILINE,
)
_HINTS = ("-+", "=+", "= ", "- -", "-  -", "┌", "╔", "╭")
_BOX = str.maketrans(
    dict.fromkeys("─━┄╌", "-")
    | dict.fromkeys("═", "=")
    | dict.fromkeys("│┃║", "|")
    | dict.fromkeys("┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬╒╕╘╛╞╡╤╧╪╓╖╙╜╟╢╥╨╫╭╮╰╯", "+")
)
_BORDER = re.compile(r"\+(?:[-=:]++\+)++")
_PART_OF_BORDER = re.compile(r"[-=:]{2}\+|\+[-=:]{2}")
_RULED = re.compile(r"(?<![=-])(?:={2,}+(?:[ ]++={2,}+)++|-{2,}+(?:[ ]++-{2,}+)++)")
_JOINED = re.compile(r"(?<!-)-{2,}+(?:\+-{2,}+)++")
_FEWEST_OF_WRAPPED = 3  # parts of a grid from which each is one row, whose cells may have several lines
_HEADED = 2  # lines from the first line of === to the second, with the head between them
_MOST_LINES, _MOST_COLUMNS = 2000, 40


class DrawnTable(NamedTuple):
    """A drawn table: its first and last line, from 1, and its cells; all rows have the same length."""

    first: int
    last: int
    rows: Sequence[Sequence[str]]


def drawn_tables(text: str, raw: Sequence[str]) -> Iterator[DrawnTable]:
    """The drawn tables of a text whose cells can be told apart; ``raw`` are its lines."""
    if not any(hint in text for hint in _HINTS) or not _OPENING.search(text):
        return
    lines = [line.rstrip().translate(_BOX) for line in raw]
    number = 0
    while number < len(lines):
        bare = lines[number].strip()
        table = None
        if bare.startswith("+") and _BORDER.fullmatch(bare):
            table = _grid(lines, number)
        elif bare.startswith(("=", "-")) and _RULED.fullmatch(bare):
            table = _columns(lines, number)
        elif bare.startswith("-") and _JOINED.fullmatch(bare):
            table = _barred(lines, number)
        if table is not None and len(table.rows) > 1 and 1 < len(table.rows[0]) <= _MOST_COLUMNS:
            yield table
            number = table.last
        else:
            number += 1


def _grid(lines: Sequence[str], start: int) -> DrawnTable | None:
    """The grid whose top border is the line ``start``, None if it is not closed or a row does not fit."""
    end = start + 1
    while end < min(len(lines), start + _MOST_LINES) and lines[end].strip().startswith(("+", "|")):
        end += 1
    part = [line.strip() for line in lines[start:end]]
    while part and not _BORDER.fullmatch(part[-1]):
        part.pop()
    ruled = [line for line in part if _BORDER.fullmatch(line) or _PART_OF_BORDER.search(line)]
    edges = sorted({at for line in ruled for at, letter in enumerate(line) if letter == "+"})
    groups: list[list[list[str]]] = [[]]
    for line in part[1:]:
        is_border = bool(_BORDER.fullmatch(line))
        if is_border or _PART_OF_BORDER.search(line):
            groups.append([])
        cells = None if is_border else _cells(line, edges)
        if cells is None and not is_border:
            return None
        if cells is not None:
            groups[-1].append(cells)
    groups = [group for group in groups if group]
    by_line = len(groups) < _FEWEST_OF_WRAPPED and not any("=" in line for line in part)
    rows = [row for group in groups for row in (group if by_line else [_joined(group)])]
    return DrawnTable(start + 1, start + len(part), rows) if rows else None


def _cells(line: str, edges: Sequence[int]) -> list[str] | None:
    """The cells of a line of a grid; one that covers several columns has its text in the first."""
    parts = [part.strip() for part in line.strip("|").split("|")] if line.startswith("|") else []
    if len(line) != edges[-1] + 1:  # letters of double width
        return parts if len(parts) == len(edges) - 1 else None
    inner = [edge for edge in edges[:-1] if line[edge] in "|+"]
    if not inner or inner[0]:
        return None
    texts = {left: line[left + 1 : right] for left, right in pairwise((*inner, edges[-1]))}
    return ["" if _is_rule(text := texts.get(edge, "")) else text.strip() for edge in edges[:-1]]


def _is_rule(text: str) -> bool:
    return bool(text) and set(text) <= set("-=:")


def _joined(lines: Sequence[Sequence[str]]) -> list[str]:
    return [" ".join(part for part in cell if part) for cell in zip(*lines, strict=True)]


def _columns(lines: Sequence[str], ruler: int) -> DrawnTable | None:
    """The table with columns as wide as the parts of a line of === above its head, or of --- below it."""
    rule = lines[ruler]
    spans = [match.span() for match in re.finditer(r"[=-]+", rule)]
    closed = [
        at
        for at in range(ruler + 1, min(len(lines), ruler + _MOST_LINES))
        if lines[at].strip() == rule.strip()
    ]
    above = ruler > 0 and bool(lines[ruler - 1].strip())
    if rule.lstrip().startswith("="):
        if not closed or above:
            return None
        last = closed[1] if len(closed) > 1 and closed[0] == ruler + _HEADED else closed[0]
        body = range(ruler + 1, last)
        first = ruler
    elif above:
        first, last = ruler - 1, ruler
        while last + 1 < len(lines) and lines[last + 1].strip() and lines[last + 1].strip() != rule.strip():
            last += 1
        body = range(first, last + 1)
        last += last + 1 < len(lines) and lines[last + 1].strip() == rule.strip()
    else:
        return None
    rows: list[list[str]] = []
    for at in body:
        if not lines[at].strip() or lines[at].strip() == rule.strip():
            continue
        cells = _placed(lines[at], spans)
        if cells is None:
            return None
        if not cells[0] and rows:
            rows[-1] = _joined([rows[-1], cells])
        else:
            rows.append(cells)
    return DrawnTable(first + 1, last + 1, rows) if rows else None


def _placed(line: str, spans: Sequence[tuple[int, int]]) -> list[str] | None:
    """The cells of a line by the places of its columns, None if text is between two of them."""
    if (
        any(line[left:right].strip() for (_, left), (right, _) in pairwise(spans))
        or line[: spans[0][0]].strip()
    ):
        return None
    ends = [*(end for _, end in spans[:-1]), len(line)]
    return [line[start:end].strip() for (start, _), end in zip(spans, ends, strict=True)]


def _barred(lines: Sequence[str], ruler: int) -> DrawnTable | None:
    """The table of a database program: its head, a line of ---+---, and rows with bars."""
    if not ruler or "|" not in lines[ruler - 1]:
        return None
    last = ruler
    while last + 1 < len(lines) and "|" in lines[last + 1]:
        last += 1
    rows = [
        [cell.strip() for cell in lines[at].split("|")] for at in (ruler - 1, *range(ruler + 1, last + 1))
    ]
    width = lines[ruler].count("+") + 1
    return DrawnTable(ruler, last + 1, rows) if all(len(row) == width for row in rows) else None
