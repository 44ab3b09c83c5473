"""Reads a Markdown seed: the first heading is the headline, the rest is the body.

The text is rendered and read back like a web page, so no raw HTML, script or unsafe address survives.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from urllib.parse import unquote

from lxml.html import HtmlElement
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from generator.extract.bounds import bounded, too_long
from generator.extract.html.blocks import HEADINGS, Block, split_blocks
from generator.extract.html.body import apply_declared
from generator.extract.html.download import download_of, lines_of
from generator.extract.html.paragraphs import paragraphs_of, role_of
from generator.extract.html.pictures import PagePictures, pictures_of
from generator.extract.html.prepare import Preparation, prepare, shown_embeds
from generator.extract.html.restore_parts import TABLE_RULE, in_broken_table
from generator.extract.html.tree import Tree, parse
from generator.extract.markdown_flavours import plain_markdown
from generator.extract.plain.clean import removal_rules
from generator.extract.plain.edges import find_edges
from generator.extract.plain.head import text_head
from generator.extract.plain.lines import LineBlock
from generator.model.documents import Claim, Declaration, Draft, Removed
from generator.model.pictures import FoundPicture
from generator.model.problem import Problem
from generator.text.markdown_limits import BLOCK, MOST_BLOCKS, tame

_DEEPEST = 60  # levels of quotations and lists, which the reader follows by calling itself
# A relative path, so no scheme and no host.
_MARKDOWN_FILE = re.compile(r"\A(?!//)[^:?#]+\.md(?:#.*)?")
_LETTERS = re.compile(r"\w+")
# Source lines that are searched in vain for blocks in all; after that, only the next few lines per block.
_MOST_SEARCHED, _NEAR = 200_000, 20
# How many times as long as a text its addresses may be: each is written once, and may be referred to often.
_REPEATED, _SHORT_TEXT = 10, 1_000_000
_KEY = 10  # letters that identify a block in the source: few, so that no markup comes between them


def extract_markdown(text: str, sidecar: Declaration) -> Draft:
    """Read a Markdown seed without its front matter.

    Args:
        text: the decoded document, with blank lines in place of front matter to preserve line numbers.
        sidecar: the declaration, including that in front matter. The source's address resolves relative
            links; ``keep`` and ``drop`` restore or remove blocks by line number or words.

    Returns:
        The draft. Its problems have no path, as only the caller knows it.
    """
    text, cut = bounded(text)
    plain = plain_markdown(text)
    tree = _render(plain.text)
    prepared = Preparation([], [])
    if tree.root is not None:
        _unlink_pages(tree.root)
        language = str(sidecar.values.get("language") or "")
        prepared = prepare(tree.root, language, [sidecar.source_url])
    blocks = [] if tree.root is None else list(_locate(split_blocks(tree.root), text))
    if downloaded := download_of(lines_of(blocks, ""), (), sidecar):
        return replace(downloaded, problems=cut + tree.problems)
    title = blocks[0] if blocks and _is_headline(blocks[0], sidecar) else None
    statements, rules = _statements(blocks, 0 if title else None)
    rules = [
        rule or (TABLE_RULE if in_broken_table(block) else "")
        for block, rule in zip(blocks, rules, strict=True)
    ]
    rules = apply_declared(blocks, tuple(rules), sidecar)
    pictures = PagePictures()
    if tree.root is not None:
        shown = ["headline" if block is title else rule for block, rule in zip(blocks, rules, strict=True)]
        pictures = pictures_of(tree.root, blocks, shown, sidecar.source_url, everywhere=True)
    pairs = [
        (block, rule)
        for number, (block, rule) in enumerate(zip(blocks, rules, strict=True))
        if block is not title and number not in pictures.captions
    ]
    kept = [block for block, rule in pairs if not rule]
    paragraphs = paragraphs_of(kept, sidecar.source_url)
    ledger = tuple(Removed(block.line, block.text, rule) for block, rule in pairs if rule)
    claims = (*(() if title is None else (_title(title),)), *statements)
    removed = (*ledger, *plain.removed, *_with_lines((*prepared.removed, *pictures.removed), text))
    embeds = shown_embeds(prepared.embeds, kept)
    return Draft(
        tuple(paragraphs),
        removed,
        claims,
        problems=cut + tree.problems,
        embeds=embeds,
        pictures=tuple(_with_line(picture, text) for picture in pictures.found),
    )


def _with_lines(removed: Sequence[Removed], text: str) -> Iterator[Removed]:
    """Ledger lines with their lines in the source instead of those in the rendered page; 0 if not found."""
    for line in removed:
        words = line.text.rpartition(" – ")[2] if line.kind != "text" else line.text
        at = max(text.find(words), text.find(words.replace(" ", "%20")))
        at = at if at >= 0 else text.find(words.partition(" ")[0])
        yield replace(line, line=text.count("\n", 0, at) + 1 if at >= 0 else 0)


def _with_line(picture: FoundPicture, text: str) -> FoundPicture:
    """The picture with its line in the source, 0 if it is not found."""
    name = picture.address.rpartition("/")[2] or picture.alt
    at = max(text.find(name), text.find(unquote(name))) if name else -1
    return replace(picture, line=text.count("\n", 0, at) + 1) if at >= 0 else picture


def _is_headline(block: Block, declared: Declaration) -> bool:
    """Whether the first block is the headline. Below a declared one, it may be the heading of a section."""
    title = " ".join(str(declared.values.get("title") or "").split())
    return block.tag == "h1" or (block.tag in HEADINGS and title in ("", " ".join(block.text.split())))


def _unlink_pages(root: HtmlElement) -> None:
    """Make plain text of links to other Markdown files, such as those from a converted page to its names."""
    for link in list(root.iter("a")):
        if _MARKDOWN_FILE.fullmatch(link.get("href") or ""):
            link.drop_tag()


def _statements(blocks: Sequence[Block], title: int | None) -> tuple[Sequence[Claim], Sequence[str]]:
    """The claims in lines about the text, and for each block the rule that removes it, "" if none.

    Only paragraphs are examined, by the rules for pasted text: headings, lists, quotations and tables are
    intended.
    """
    lines = [
        LineBlock(
            " ".join(block.text.split()) if role_of(block).name == "p" == block.tag else "",
            block.line,
            block.line,
            gap=True,
        )
        for block in blocks
    ]
    edges = find_edges(lines)
    rules = removal_rules(lines, page=False)
    if edges:
        rules = [edges.rules.get(number) or rule for number, rule in enumerate(rules)]
    head = text_head(lines, title, rules)
    claims = [claim for claim in head.claims if claim.field != "title"]
    rules = [head.rules.get(number) or rule for number, rule in enumerate(rules)]
    return claims, [rule if line.text else "" for line, rule in zip(lines, rules, strict=True)]


def _render(body: str) -> Tree:
    """The tree of the rendered body, with a warning if the body is cut or cannot be rendered."""
    text = tame(body)
    end = next(islice((match.end() for match in BLOCK.finditer(text)), MOST_BLOCKS - 1, None), len(text))
    cut: tuple[Problem, ...] = ()
    if text[end:].strip():
        line = 1 + text.count("\n", 0, end)
        text, cut = text[:end], (too_long(line, f"{MOST_BLOCKS:,} blocks of the text"),)
    tokens = _reader().parse(text)
    if all(token.level < _DEEPEST - 1 for token in tokens):
        cut += tuple(_without_repeated_addresses(tokens, len(text)))
        tree = parse(_reader().renderer.render(tokens, _reader().options, {}))
        return replace(tree, problems=tree.problems + cut)
    message = "quotes or lists are nested too deep for Markdown, so the text was read as it is: nest less"
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    return Tree(parse(lines).root, (Problem("", 0, "nested-too-deep", message, "warning"),))


def _without_repeated_addresses(tokens: Sequence[Token], length: int) -> Iterator[Problem]:
    """Empty addresses and titles once they are longer in all than the text, and say so.

    Each is written once, but a short reference to it can be repeated as often as the text is long.
    """
    budget, dropped = _REPEATED * length + _SHORT_TEXT, 0
    for token in (child for block in tokens for child in block.children or ()):
        for name in ("href", "src", "title"):
            budget -= len(str(token.attrs.get(name, "")))
            if budget < 0 and token.attrs.get(name):
                token.attrs[name], dropped = "", dropped + 1
    if dropped:
        message = (
            f"{dropped:,} links or pictures lost their addresses: references to long addresses are repeated "
            "too often; shorten the addresses"
        )
        yield Problem("", 0, "long-addresses", message, "warning")


@cache
def _reader() -> MarkdownIt:
    """The reader of Markdown as GitHub and note apps write it."""
    reader = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    # The reader of pages decides which addresses are safe.
    reader.validateLink = bool  # type: ignore[method-assign,assignment]
    return reader.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin)


def _locate(blocks: Sequence[Block], body: str) -> Iterator[Block]:
    """The blocks with line numbers of the Markdown source, found by their first letters in order."""
    letters = ["".join(_LETTERS.findall(line)) for line in body.split("\n")]
    number, left = 0, _MOST_SEARCHED + 4 * len(letters)
    for block in blocks:
        words = _LETTERS.findall(block.text.partition("\n")[0])
        keys = ["".join(words)[:_KEY], *words[:1]]
        for key in keys:
            end = min(len(letters), number + max(left, _NEAR))
            match = next((n for n in range(number, end) if _contains(letters[n], key)), None)
            left -= (end if match is None else match) - number
            if match is not None:
                number = match
                break
        yield replace(block, line=number + 1)


def _contains(line: str, key: str) -> bool:
    return bool(line) and (line.startswith(key) or (len(key) == _KEY and key in line))


def _title(block: Block) -> Claim:
    words = " ".join(block.text.split())
    return Claim("title", words, "heading", words, 0.95)
