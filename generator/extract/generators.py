"""What site generators and clippers leave in a text that is not text: tags of templates, lines of links.

It is removed before the text is read, so that lines keep their numbers, and listed in the ledger. Fenced code
is text.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.extract.bounds import LEDGER_WIDTH
from generator.extract.markdown_code import fenced_code
from generator.model.documents import Claim, Removed
from generator.text.dates import iso_day

# Comments are for their authors only. No pattern looks beyond the next mark of its kind.
_COMMENT = re.compile(
    r"\{%-?\s{0,9}comment\s{0,9}-?%\}(?:(?!\{%-?\s{0,9}comment).)*?\{%-?\s{0,9}endcomment\s{0,9}-?%\}"
    r"|\{#[^{}]{0,5000}#\}|(?<![\d%])%%[^%]{1,5000}%%(?![\d%])|\{>>[^{}]{0,5000}<<\}",
    re.DOTALL,
)
_HIGHLIGHT = re.compile(r"\{%-?\s{0,9}(?:end)?(?:raw|highlight|codeblock)\b[^{}\n]{0,200}%\}")
# Tags that show a video or a post are read later, with other embeds.
_SHOWN = (
    r"(?!-?\s{0,9}(?:youtube|vimeo|tweet|twitter|x|instagram)\s)"
    r"(?!\s{0,9}(?:figure|img|image)\s[^{}]{0,500}src=)"
)
_TAG = re.compile(rf"\{{\{{[<%]{_SHOWN}[^{{}}]{{0,2000}}[>%]\}}\}}|\{{%{_SHOWN}[^{{}}]{{0,2000}}%\}}")
_EXPRESSION = re.compile(r"\{\{(?![<%])[^{}\n]{0,500}\}\}")
_ATTRIBUTES = re.compile(
    r"^[ \t]*\{:[^{}\n]{1,200}\}[ \t]*$|(?<=\S)\{:[ \t]*[.#][^{}\n]{1,200}\}", re.MULTILINE
)
# Bear and Omnivore write tags as a line of their own.
_HASHTAGS = re.compile(
    r"^[ \t]*#[^\W\d][\w/-]{0,60}#?(?:[ \t]+#[^\W\d][\w/-]{0,60}#?){0,30}[ \t]*$", re.MULTILINE
)
# MarkDownload quotes the summary of the page above the page.
_EXCERPT = re.compile(r"^> ## Excerpt[ \t]*\n(?:>[^\n]*\n)*(?:[ \t]*\n)*(?:---+[ \t]*\n)?", re.MULTILINE)
_LINK_LINE = re.compile(r"^[ \t]*\[([^\[\]\n]{1,60})\]\((https?://[^\s()]{1,2000})\)[ \t]*$", re.MULTILINE)
# A headline that links the page.
_LINKED_TITLE = re.compile(
    r"\A\s*+# \[([^\[\]\n]{1,300})\]\((https?://[^\s()]{1,2000})\)[ \t]*$", re.MULTILINE
)
# "本文由 [SimpRead](...) 转码， 原文地址 [example.org](https://example.org/a)", "Clipped from: <https://...>".
_CLIPPED_FROM = re.compile(
    r"^(?:> ?)?(?:[^\n]{0,120}原文(?:地址|链接|連結)|[*_]{0,2}(?:clipped|saved|imported|captured) from)"
    r"[:： ]{0,3}[*_]{0,2} ?"
    r"(?:\[[^\[\]\n]{0,300}\]\((https?://[^\s()]{1,2000})\)|<?(https?://[^\s<>()]{1,2000})>?)"
    r"[*_]{0,2}[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ORIGINAL = re.compile(
    r"(?:(?:read|view|open|see|show|visit|go to) )?(?:the )?(?:original|source|web ?page)"
    r"(?: (?:article|page|post|link|url|version))?"
    r"|original(?:artikel)? (?:lesen|ansehen)|lire l['’]original|ver (?:el )?original|permalink",
    re.IGNORECASE,
)
_APP = re.compile(
    r"(?:read|view|open|show|see) (?:on|in|with|at) (?:omnivore|readwise|reader|pocket|instapaper|matter"
    r"|raindrop(?:\.io)?|readeck|wallabag|hypothes\.?is|notion|obsidian|evernote|joplin|logseq|the app)"
    r"|view highlight",
    re.IGNORECASE,
)
_HEAD = 2000  # characters in which an excerpt is expected
_DAY = re.compile(r"(?:^|[^\d])(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d)")
_POSTS = frozenset({"_posts", "posts", "_post"})
_APP_TAGS = frozenset({"omnivore", "readwise", "pocket", "instapaper", "clippings", "webclip"})


class StrippedText(NamedTuple):
    """A text without what is not text, the ledger of what was removed, and the claims in it."""

    text: str
    removed: tuple[Removed, ...] = ()
    claims: tuple[Claim, ...] = ()


def _is_tag_line(match: re.Match[str]) -> bool:
    """Whether a line of hashtags is no heading without a space, such as "#Background"."""
    names = match[0].split()
    return len(names) > 1 or names[0][1:2].islower() or names[0].strip("#").casefold() in _APP_TAGS


class _Removing:
    """A text from which pieces are taken; lines keep their numbers."""

    def __init__(self, text: str) -> None:
        """Start with the whole text."""
        self.text = text
        self.removed: list[Removed] = []
        self.claims: list[Claim] = []

    def take(
        self,
        pattern: re.Pattern[str],
        rule: str,
        shown: str = "",
        only: Callable[[re.Match[str]], bool] = bool,
        end: int = sys.maxsize,
    ) -> Sequence[re.Match[str]]:
        """Remove every match, list it in the ledger (as ``shown``, if not ""), and return the matches."""
        in_code = _in_code(self.text)
        matches = [m for m in pattern.finditer(self.text, 0, end) if only(m) and not in_code(m.start())]
        kept, position, line = [], 0, 1
        for match in matches:
            before = self.text[position : match.start()]
            line += before.count("\n")
            self.removed.append(Removed(line, shown or " ".join(match[0].split())[:LEDGER_WIDTH], rule))
            breaks = match[0].count("\n")
            line += breaks
            kept += [before, "\n" * breaks]
            position = match.end()
        self.text = "".join([*kept, self.text[position:]]) if matches else self.text
        return matches


def _in_code(text: str) -> Callable[[int], bool]:
    """A function that says whether an offset is in fenced code."""
    spans = list(fenced_code(text)) if "```" in text or "~~~" in text else []
    if not spans:
        return lambda _: False

    def is_inside(offset: int) -> bool:
        number = bisect_right(spans, (offset, len(text))) - 1
        return number >= 0 and offset < spans[number][1]

    return is_inside


def without_generator_marks(text: str, *, templates: bool, clipped: bool) -> StrippedText:
    """Remove what generators and clippers put into a text.

    Args:
        text: the text below the front matter.
        templates: the text is a template, so that expressions ``{{ ... }}`` are no text either.
        clipped: it is Markdown that a clipper may have written.
    """
    removing = _Removing(text)
    if "{" in text or "%%" in text:
        removing.take(_COMMENT, "comment", shown="(a comment)")
        removing.take(_HIGHLIGHT, "template-tag")
        removing.take(_TAG, "template-tag")
        removing.take(_ATTRIBUTES, "template-tag")
    if templates and "{{" in text:
        removing.take(_EXPRESSION, "template-tag")
    if clipped:
        _remove_clipper_lines(removing)
    removed = tuple(sorted(removing.removed, key=lambda line: line.line))
    return StrippedText(removing.text, removed, tuple(removing.claims))


def _remove_clipper_lines(removing: _Removing) -> None:
    head = removing.text[:_HEAD]
    if "> ## Excerpt" in head:
        for match in removing.take(_EXCERPT, "clipper-excerpt", end=_HEAD):
            summary = " ".join(line.lstrip("> ") for line in match[0].split("\n")[1:] if line.startswith(">"))
            if summary.strip():
                removing.claims.append(
                    Claim("summary", summary.strip(), "clipper-excerpt", summary.strip(), 0.8)
                )
    if "http" in head:
        _claim_address(removing, head)
    if "](http" in removing.text:
        for match in removing.take(_LINK_LINE, "clipper-link", only=_is_clipper_link):
            if _ORIGINAL.fullmatch(match[1].strip(" .:»→↗")):
                removing.claims.append(Claim("source_url", match[2], "clipper-link", match[1], 0.9))
    if "#" in removing.text:
        for match in removing.take(_HASHTAGS, "clipper-tags", only=_is_tag_line):
            names = [name.strip("#") for name in match[0].split()]
            removing.claims += (
                Claim("tags", name, "clipper-tags", match[0].strip(), 0.8)
                for name in names
                if name.casefold() not in _APP_TAGS
            )


def _claim_address(removing: _Removing, head: str) -> None:
    titled = _LINKED_TITLE.search(head)
    if titled:
        removing.claims.append(Claim("source_url", titled[2], "linked-title", titled[1], 0.7))
    for match in removing.take(_CLIPPED_FROM, "clipper-link", end=_HEAD):
        removing.claims.append(Claim("source_url", match[1] or match[2], "clipper-link", match[0], 0.8))


def _is_clipper_link(match: re.Match[str]) -> bool:
    label = match[1].strip(" .:»→↗")
    return bool(_ORIGINAL.fullmatch(label) or _APP.fullmatch(label))


# Names that cameras and scanners give: their day is that of the picture, not of what is printed on it.
_TAKEN = re.compile(
    r"(?:IMG|DSC[FN]?|PXL|MVIMG|scan(?:ned)?|scanner|CamScanner|Adobe Scan|WhatsApp Image)"
    r"[ _-]*\d{4}-?\d\d-?\d\d(?![^\W_])",
    re.IGNORECASE,
)


def file_claims(path: str) -> Iterator[Claim]:
    """The day in the name of a file, or of the folder of a file "index": ``2024-03-12-title.md``.

    Args:
        path: below the folder of seeds.
    """
    parts = PurePosixPath(path)
    names = (parts.stem, parts.parent.name if parts.stem in {"index", "_index", "README"} else "")
    for name in filter(None, names):
        match = _DAY.search(name)
        day = (
            iso_day(int(match[1]), int(match[3]), int(match[4]))
            if match and "1600" <= match[1] < "2100"
            else ""
        )
        if match and day and not _TAKEN.match(name):
            sure = _POSTS.intersection(parts.parts) and match.start() == 0
            yield Claim("date", day, "file-name", name, 0.9 if sure else 0.65)
            return
