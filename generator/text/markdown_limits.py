"""Markdown of any making, so that it can be rendered in linear time."""

from __future__ import annotations

import html
import re

_RUN = re.compile(r"([^\w\s])\1{79,}")
_BARE = re.compile(r"^[ \t]+$", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]{40,}", re.MULTILINE)
# Parts between blank lines that are read of one text: Python-Markdown moves all that follow at each.
MOST_BLOCKS = 50_000
BLOCK = re.compile(r"(?:[^\n]+\n?)+")
_BRACKETS = 400  # opening brackets and angles in one block from which they are not markup
# A line that may open or close code: Python-Markdown looks for the end of each to the end of the text.
_FENCE = re.compile(r"^(?P<fence>~{3,}+|`{3,}+)(?P<rest>[^\n]*+)$", re.MULTILINE)
# What may follow the opening mark without making it look further than its own line.
_INFO = re.compile(
    r"""[ ]*+(?:\{[^{}"']*+\}|(?:(?!hl_lines=)\.?[\w#.+-]*+[ ]*+)?(?:hl_lines=(?:"[^"]*+"|'[^']*+')[ ]*+)?)"""
)
# Lines after which Markdown reads all that follows in their block once more.
_AFRESH = re.compile(
    r"^[ >]*+(?:#[^\n]*+|=++[ ]*+|(?:[-*_][ ]{0,2})++|:[^\n]*+|\[[^\]\n]*+\]:[^\n]*+)$", re.MULTILINE
)
_AFRESH_AT_MOST = 100  # of them in one block, from which each has a block of its own
# Marks of emphasis and code and breaks of lines, each pair of which costs as much time as its block is long.
_MARKS = re.compile(r"[*_`\\]|  \n")
_COST = 1_000_000_000
# The same of a paragraph that we write: what Python-Markdown does for it takes less than a second.
_WRITTEN_COST = 200_000_000
_WRITTEN_MARKS = re.compile(r"[\\*_`\[\]<&!|]|  \n|\n")
# Quotes and lists nested deeper than in any text, in one line or by their indentation; each level is a call.
_NESTED = re.compile(
    r"^(?:[ \t]*+(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))){20}|^(?:[ ]{4}|[ ]{0,3}\t){20}[ \t]*+[^ \t\n]",
    re.MULTILINE,
)
_FENCED = ("```", "~~~")
# Number of marks without an end from which rendering takes seconds; length of a text that may have them.
_UNENDED, _SMALL = 300, 2_000
# Twenty levels have so many characters, and their marks open a line.
_NESTED_FROM = 20
_OPENING = re.compile(r"^[ \t>*+\d-]", re.MULTILINE)


def nested(text: str) -> bool:
    """Whether quotes or lists are nested so deep in Markdown that rendering it could exhaust the stack."""
    return len(text) > _NESTED_FROM and bool(_OPENING.search(text)) and bool(_NESTED.search(text))


def renderable(markup: str, text: str) -> str:
    """A paragraph as Markdown that renders in little time, whatever renders it.

    Args:
        markup: one block of Markdown that we made.
        text: its words, which are all that is shown of it if it has too many marks or is nested too deep.
    """
    if markup.startswith(_FENCED):
        return markup
    length = len(markup)
    costly = length * length > _WRITTEN_COST and len(_WRITTEN_MARKS.findall(markup)) * length > _WRITTEN_COST
    return (
        f"<p>{html.escape(' '.join(text.split()), quote=False)}</p>" if costly or nested(markup) else markup
    )


def is_costly(body: str) -> bool:
    """Whether Markdown has so many marks without an end that rendering it would take minutes.

    For pages that people wrote themselves, which are rendered as they are: no such page has any of this.
    """
    if len(body) < _SMALL:
        return False
    fences = [not match["rest"].strip(" ") for match in _FENCE.finditer(body)]
    # What has an info string only opens code; what has none may end it.
    if len(fences) - 2 * sum(fences) > _UNENDED:
        return True
    return any(map(_is_costly_block, (match[0] for match in BLOCK.finditer(body))))


def _is_costly_block(block: str) -> bool:
    if len(block) < _SMALL:
        return False
    unended = max(block.count(opening) - block.count(ending) for opening, ending in ("[]", "()", "<>"))
    return unended > _UNENDED or len(_AFRESH.findall(block)) > _UNENDED


def tame(body: str) -> str:
    """Markdown that renders in linear time: no text of a person has such runs of marks.

    Rows of one mark are cut, lines that hold nothing but spaces emptied; code that never ends is no code,
    and a block with very many marks plain text.
    """
    filled = _BARE.sub("", body)
    short = _INDENT.sub(" " * 40, _RUN.sub(r"\1\1\1\1\1\1\1\1", filled))
    return BLOCK.sub(lambda match: _flat(match[0]), _closed(short))


def _closed(text: str) -> str:
    """The text; a backslash before each line that would open code and has no end, so that it opens none."""
    ends = {match["fence"]: match.start() for match in _FENCE.finditer(text) if not match["rest"].strip(" ")}

    def kept(match: re.Match[str]) -> str:
        ended = ends.get(match["fence"], -1) >= match.start()
        return match[0] if ended and _INFO.fullmatch(match["rest"]) else f"\\{match[0]}"

    return _FENCE.sub(kept, text)


def _flat(block: str) -> str:
    brackets = block.count("[") + block.count("<") + block.count("&")
    if brackets >= _BRACKETS or (
        len(block) > _COST // len(block) and len(_MARKS.findall(block)) * len(block) > _COST
    ):
        return f"<p>{html.escape(' '.join(block.split()))}</p>\n"
    if len(_AFRESH.findall(block)) > _AFRESH_AT_MOST:
        return _AFRESH.sub(r"\g<0>\n", block)
    return block
