"""Markdown seeds: front matter declares, the first heading is the headline, the rest is the body.

The text is rendered and read back as a page is, so no raw HTML, script or unsafe address survives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import markdown as python_markdown

from generator.extract.html_blocks import HEADINGS, Block, split_blocks
from generator.extract.html_markup import paragraphs_of
from generator.extract.html_tree import parse
from generator.fields import parse_declaration
from generator.model import Claim, Declaration, Draft

_FENCE = re.compile(r"(?:---|\.\.\.)[^\S\n]*")
_EXTENSIONS = ("tables", "fenced_code", "sane_lists", "def_list")
_LETTERS = re.compile(r"\w+")
_KEY = 10  # letters that are enough to find a block in the source, few enough to stand before its markup


class _Parts(NamedTuple):
    """A Markdown file: its front matter, its body, and the line on which the body starts."""

    front: str
    body: str
    first_line: int


def extract_markdown(text: str, sidecar: Declaration) -> Draft:
    """Read a Markdown seed. The draft's problems and its declaration name no path; the caller knows it."""
    parts = _split(text)
    declared, problems = parse_declaration(parts.front, "", 2) if parts.front.strip() else (Declaration(), ())
    root = parse(python_markdown.markdown(parts.body, extensions=list(_EXTENSIONS)))
    blocks = [] if root is None else list(_located(split_blocks(root), parts))
    title = blocks[0] if blocks and blocks[0].tag in HEADINGS else None
    source = sidecar.values.get("source") or declared.values.get("source")
    base = str(source.get("url") or "") if isinstance(source, dict) else ""
    paragraphs = paragraphs_of(blocks[1:] if title else blocks, base)
    claims = () if title is None else (_title(title),)
    return Draft(tuple(paragraphs), (), claims, problems=problems, declared=declared)


def _split(text: str) -> _Parts:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return _Parts("", text, 1)
    end = next((at for at, line in enumerate(lines[1:], 1) if _FENCE.fullmatch(line)), 0)
    if not end:
        return _Parts("", text, 1)
    return _Parts("\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2)


def _located(blocks: Sequence[Block], parts: _Parts) -> Iterator[Block]:
    """The blocks with the lines of the Markdown source, found by their first letters in order."""
    letters = ["".join(_LETTERS.findall(line)) for line in parts.body.split("\n")]
    at = 0
    for block in blocks:
        key = "".join(_LETTERS.findall(block.text.partition("\n")[0]))[:_KEY]
        at = next((n for n in range(at, len(letters)) if _holds(letters[n], key)), at)
        yield replace(block, line=at + parts.first_line)


def _holds(line: str, key: str) -> bool:
    return bool(line) and (key in line or key.startswith(line))


def _title(block: Block) -> Claim:
    words = " ".join(block.text.split())
    return Claim("title", words, "heading", words, 0.95)
