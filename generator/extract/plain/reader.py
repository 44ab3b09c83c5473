"""Reads pasted plain text: the article in what "select all" and "copy" give.

Lines become blocks (``lines``), some blocks are removed (``clean``, ``edges``), lines about the document
become claims (``head``, ``claims``), and the other blocks become paragraphs (``paragraphs``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from generator.extract.bounds import bounded
from generator.extract.plain.clean import IN_BODY, is_page, removal_rules
from generator.extract.plain.columns import Table, find_tables
from generator.extract.plain.database import read_database
from generator.extract.plain.edges import find_edges
from generator.extract.plain.head import Head, read_head
from generator.extract.plain.lines import LineBlock, read_blocks
from generator.extract.plain.live import with_entries
from generator.extract.plain.media import find_media
from generator.extract.plain.paragraphs import paragraphs_of
from generator.inputs.lines import curated
from generator.model.documents import Declaration, Draft, Paragraph, Removed
from generator.model.problem import Problem

# The credit below a quoted post.
_POST = re.compile(r"\W{0,3}[—–-]{1,2}\s?[^()\n]{2,60}\(@\w{1,40}(?:[.@][\w.@-]{1,60})?\)")


def extract_plain(text: str, sidecar: Declaration) -> Draft:
    """Read a pasted text: its paragraphs, the ledger of all other lines, and its claims.

    Args:
        text: the decoded document.
        sidecar: the curator's declaration; ``keep`` and ``drop`` name lines by number or exact words.
    """
    text, problems = bounded(text)
    database = read_database(text)
    if database is None:
        return _read(text, problems, sidecar)
    draft = _read(database.text, problems, sidecar)
    removed = sorted((*draft.removed, *database.removed), key=lambda line: line.line)
    return replace(draft, claims=(*database.claims, *draft.claims), removed=tuple(removed))


def _read(text: str, problems: tuple[Problem, ...], sidecar: Declaration) -> Draft:
    blocks = read_blocks(text)
    page = is_page(blocks)
    edges = None if page else find_edges(blocks)
    rules = removal_rules(blocks, page)
    if edges:
        rules = [edges.rules.get(i) or rule for i, rule in enumerate(rules)]
    head = _without_posts(read_head(blocks, rules, page, edges), blocks)
    head, entries = with_entries(head, blocks)
    rules = [IN_BODY if i in entries else rule for i, rule in enumerate(rules)] if entries else rules
    media, media_rules = find_media(blocks)
    rules = [head.rules.get(i) or media_rules.get(i) or rule for i, rule in enumerate(rules)]
    numbered = ((block.text, range(block.first, block.last + 1)) for block in blocks)
    tables = find_tables(text)
    if tables:
        rules = _with_tables(blocks, rules, tables)
    rules = list(curated(sidecar, numbered, rules))
    body = [block for block, rule in zip(blocks, rules, strict=True) if rule == IN_BODY]
    return Draft(
        paragraphs=tuple(_paragraphs(body, tables)),
        removed=tuple(_ledger(blocks, rules)),
        claims=head.claims,
        media=media,
        problems=problems,
    )


def _without_posts(head: Head, blocks: Sequence[LineBlock]) -> Head:
    """The head without the credits of quoted posts, "— Ana Paz (@anapaz) May 4, 2021": they are text."""
    posts = {
        number: block.text
        for number, block in enumerate(blocks)
        if "(@" in block.text and _POST.match(block.text)
    }
    if not posts:
        return head
    lines = set(posts.values())
    claims = tuple(claim for claim in head.claims if claim.text not in lines)
    kept = {number: rule for number, rule in head.rules.items() if number not in posts}
    return replace(head, claims=claims, rules=kept)


def _with_tables(blocks: Sequence[LineBlock], rules: Sequence[str], tables: Mapping[int, Table]) -> list[str]:
    """The rules; between two blocks of the body, the rows of a table belong to it."""
    kept = [
        number for number, rule in enumerate(rules) if rule == IN_BODY and blocks[number].first not in tables
    ]
    inside = range(kept[0], kept[-1]) if kept else range(0)
    return [
        IN_BODY if number in inside and block.first in tables else rule
        for number, (block, rule) in enumerate(zip(blocks, rules, strict=True))
    ]


def _paragraphs(body: Sequence[LineBlock], tables: Mapping[int, Table]) -> Iterator[Paragraph]:
    """The paragraphs and tables of the body. A table of which rows were removed stays lines."""
    first_lines = {block.first for block in body}
    whole = {
        table.first: table
        for table in tables.values()
        if sum(line in first_lines for line in range(table.first, table.last + 1)) >= len(table.rows)
    }
    for key, group in groupby(body, key=lambda block: _table_of(block, tables, whole)):
        if key:
            yield whole[key].paragraph()
        else:
            yield from paragraphs_of(list(group))


def _table_of(block: LineBlock, tables: Mapping[int, Table], whole: Mapping[int, Table]) -> int:
    table = tables.get(block.first)
    return table.first if table and table.first in whole else 0


def _ledger(blocks: Sequence[LineBlock], rules: Sequence[str]) -> Iterator[Removed]:
    return (
        Removed(block.first, block.text, rule)
        for block, rule in zip(blocks, rules, strict=True)
        if rule != IN_BODY
    )
