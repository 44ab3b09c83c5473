"""Markdown seeds: the first heading is the headline, the rest is the body.

The text is rendered and read back as a page is, so no raw HTML, script or unsafe address survives.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

import markdown as python_markdown

from generator.extract.bounds import bounded, too_long
from generator.extract.html.blocks import HEADINGS, Block, split_blocks
from generator.extract.html.body import obey
from generator.extract.html.markup import paragraphs_of
from generator.extract.html.tree import Tree, parse
from generator.extract.plain.clean import fates
from generator.extract.plain.edges import find_edges
from generator.extract.plain.head import text_head
from generator.extract.plain.lines import Block as Line
from generator.model.documents import Claim, Declaration, Draft, Removed
from generator.model.problem import Problem
from generator.text.markdown_limits import BLOCK, MOST_BLOCKS, tame

_EXTENSIONS = ("tables", "fenced_code", "sane_lists", "def_list")
# A relative path, so no scheme and no host.
_MARKDOWN_FILE = re.compile(r"(?!//)[^:?#]+\.md(?:#.*)?")
_LETTERS = re.compile(r"\w+")
# Lines that are looked at for blocks which do not stand there as they are shown; from then on only the next.
_LOOKED, _NEAR = 200_000, 20
_KEY = 10  # letters that are enough to find a block in the source, few enough to stand before its markup


def extract_markdown(text: str, sidecar: Declaration) -> Draft:
    """Read a Markdown seed without its front matter. The draft's problems name no path; the caller knows it.

    Args:
        text: blank lines in place of the front matter, so that lines keep their numbers.
        sidecar: what was declared, also in the front matter.
    """
    text, long = bounded(text)
    tree = _rendered(text)
    _unlink_pages(tree)
    blocks = [] if tree.root is None else list(_located(split_blocks(tree.root), text))
    title = blocks[0] if blocks and _is_headline(blocks[0], sidecar) else None
    source = sidecar.values.get("source")
    base = str(source.get("url") or "") if isinstance(source, dict) else ""
    stated, rules = _statements(blocks, 0 if title else None)
    rules = obey(blocks, tuple(rules), sidecar)
    pairs = [pair for pair in zip(blocks, rules, strict=True) if pair[0] is not title]
    paragraphs = paragraphs_of([block for block, rule in pairs if not rule], base)
    ledger = tuple(Removed(block.line, block.text, rule) for block, rule in pairs if rule)
    claims = (*(() if title is None else (_title(title),)), *stated)
    return Draft(tuple(paragraphs), ledger, claims, problems=long + tree.problems)


def _is_headline(block: Block, declared: Declaration) -> bool:
    """Whether the first block is the headline. Below a declared one, it may be the heading of a section."""
    title = " ".join(str(declared.values.get("title") or "").split())
    return block.tag == "h1" or (block.tag in HEADINGS and title in ("", " ".join(block.text.split())))


def _unlink_pages(tree: Tree) -> None:
    """Make plain text of links to other Markdown files, such as those from a converted page to its names."""
    for link in [] if tree.root is None else list(tree.root.iter("a")):
        if _MARKDOWN_FILE.fullmatch(link.get("href") or ""):
            link.drop_tag()


def _statements(blocks: Sequence[Block], title: int | None) -> tuple[Sequence[Claim], Sequence[str]]:
    """What lines about the text say of it, and for each block the rule that takes it out, "" if none.

    Only paragraphs are looked at, by the rules for pasted text: headings, lists and tables are meant.
    """
    lines = [
        Line(" ".join(block.text.split()) if block.tag == "p" else "", block.line, block.line, gap=True)
        for block in blocks
    ]
    edges = find_edges(lines)
    found = [
        edges.rules.get(at) or rule if edges else rule for at, rule in enumerate(fates(lines, page=False))
    ]
    head = text_head(lines, title, found)
    claims = [claim for claim in head.claims if claim.field != "title"]
    rules = [head.rules.get(at) or rule for at, rule in enumerate(found)]
    return claims, [rule if line.text else "" for line, rule in zip(lines, rules, strict=True)]


def _rendered(body: str) -> Tree:
    """The tree of the body; where it is cut or cannot be rendered, with a warning."""
    text = tame(body)
    end = next(islice((match.end() for match in BLOCK.finditer(text)), MOST_BLOCKS - 1, None), len(text))
    cut: tuple[Problem, ...] = ()
    if text[end:].strip():
        line = 1 + text.count("\n", 0, end)
        text, cut = text[:end], (too_long(line, f"{MOST_BLOCKS:,} blocks of the text"),)
    try:
        tree = parse(python_markdown.markdown(text, extensions=list(_EXTENSIONS)))
        return replace(tree, problems=tree.problems + cut)
    except RecursionError:
        message = "quotes or lists are nested too deep to be read as Markdown: the text was read as it stands"
        lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
        return Tree(parse(lines).root, (Problem("", 0, "nested-too-deep", message, "warning"),))


def _located(blocks: Sequence[Block], body: str) -> Iterator[Block]:
    """The blocks with the lines of the Markdown source, found by their first letters in order."""
    letters = ["".join(_LETTERS.findall(line)) for line in body.split("\n")]
    at, left = 0, _LOOKED + 4 * len(letters)
    for block in blocks:
        words = _LETTERS.findall(block.text.partition("\n")[0])
        keys = ["".join(words)[:_KEY], *words[:1]]
        for key in keys:
            end = min(len(letters), at + max(left, _NEAR))
            found = next((n for n in range(at, end) if _holds(letters[n], key)), None)
            left -= (end if found is None else found) - at
            if found is not None:
                at = found
                break
        yield replace(block, line=at + 1)


def _holds(line: str, key: str) -> bool:
    return bool(line) and (line.startswith(key) or (len(key) == _KEY and key in line))


def _title(block: Block) -> Claim:
    words = " ".join(block.text.split())
    return Claim("title", words, "heading", words, 0.95)
