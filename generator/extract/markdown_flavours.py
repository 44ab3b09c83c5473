"""Rewrites what note apps and site generators add to Markdown as Markdown or HTML that every reader knows.

Highlights, wikilinks, comments, boxes, attributes, abbreviations, short codes and formulas. Lines keep their
numbers, and code is left alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from generator.extract.bounds import LEDGER_WIDTH
from generator.extract.markdown_code import FENCE, fenced_code, outside_code, outside_fences
from generator.extract.markdown_frames import SHORT_CODE, frame_of_code, with_frames
from generator.extract.plain.drawn import drawn_tables
from generator.model.documents import Removed
from generator.text.markup import MATH, is_formula
from generator.text.tables import load_table

_BOX_LINE = re.compile(r"\A(?P<indent>[ ]{0,3})(?:!!!|\?\?\?\+?)[ ]+(?P<kind>[\w-]++)(?P<rest>[^\n]*+)")
_CALLOUT = re.compile(
    r"^(?P<marks>(?:[ ]{0,3}>[ ]?)++)"
    r"\[!(?P<kind>[\w-]{1,40})(?:\|[^\]\n]*)?\][+-]?[ \t]*+(?P<title>[^\n]*+)$",
    re.MULTILINE,
)
_COLONS = re.compile(r"\A[ ]{0,3}(?P<colons>:{3,}+)[ ]*+(?P<rest>[^\n]*+)")
_BOX_KIND = re.compile(
    r"\A(?:\{(?P<braced>[^{}]{0,200})\}|(?P<kind>[\w-]*+))[ ]*+(?:\[(?P<label>[^\]]*)\]|(?P<title>.*))"
)
_PAIR = r"""(?:[\#.][\w:.-]+|[\w-]+=(?:"[^"\n]*"|'[^'\n]*'|[\w%.\#/-]+))"""
_ATTRIBUTES = rf"\{{:?[ ]*{_PAIR}(?:[ ]+{_PAIR})*[ ]*\}}"
_ATTRIBUTE_LIST = re.compile(rf"[ ]?{_ATTRIBUTES}")
_SPAN = re.compile(rf"(?<!\\)\[([^\[\]\n]{{1,500}})\](?={_ATTRIBUTES})")
_HIGHLIGHT = re.compile(r"(?<![=\w\\])==(?![=\s])((?:[^=\n]|=(?!=)){1,1000})(?<!\s)==(?![=\w])")
_INSERTED = re.compile(r"(?<![\^\w\\])\^\^(?![\^\s])((?:[^^\n]|\^(?!\^)){1,1000})(?<!\s)\^\^(?!\^)")
_RAISED = re.compile(r"(?<=[\w)])\^([^\s^\\\[\]]{1,12})\^(?!\^)")
_LOWERED = re.compile(r"(?<=[\w)])~([^\s~\\]{1,12})~(?!~)")
_EMBED = re.compile(r"!\[\[([^\[\]\n]{1,300})\]\]")
_WIKILINK = re.compile(r"(?<!\\)\[\[(?!\s)([^\[\]\n]{1,300})\]\](?!\()")
_CONTENTS = re.compile(r"^[ ]*(?:\[\[?_?TOC_?\]\]?|\{:toc\}|\$\{toc\})[ ]*$", re.MULTILINE | re.IGNORECASE)
_BLOCK_ID = re.compile(r"[ \t]\^[A-Za-z0-9][A-Za-z0-9-]{4,40}[ \t]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^\*\[([^\]\n]{1,100})\]:(?=[^\n])[ \t]*+([^\n]*+)$", re.MULTILINE)
_NOTE = re.compile(r"^[ ]{0,3}\[\^([^\]\s]{1,100})\]:[ \t]*+([^\n]*+)", re.MULTILINE)
_REFERENCE = re.compile(r"(?<!\\)\[\^([^\]\s^]{1,100})\](?!:)")
_DISPLAY_MATH = re.compile(r"(?<![\\$])\$\$((?:[^$\n]|\n(?!\s*\n)){1,2000})\$\$(?!\$)")
# Boxes of tasks that are cancelled, in progress, moved ...; Markdown itself has [ ] and [x].
_TASK = re.compile(r"^([ >\t]*(?:[-*+]|\d{1,3}\.)[ \t]+)\[([-/<>?!*])\](?=[ \t])", re.MULTILINE)
# CriticMarkup: additions, deletions, replacements and highlights.
_CHANGES = (
    (re.compile(r"\{\+\+([^{}]{1,1000})\+\+\}"), r"\1"),
    (re.compile(r"\{--([^{}]{1,1000})--\}"), r"~~\1~~"),
    (re.compile(r"\{~~([^{}~]{1,1000})~>([^{}~]{0,1000})~~\}"), r"~~\1~~ \2"),
    (re.compile(r"\{==([^{}]{1,1000})==\}"), r"\1"),
)
_IMPORT = re.compile(
    r"^(?:import|export) [\w{}, *$]{1,200} from [\"'][^\"'\n]{1,200}[\"'];?[ \t]*$"
    r"|^export (?:const|let|var) [\w$]{1,80}[ \t]?=[^\n]*"
    r"(?:(?<=[{\[(])\n(?:(?![}\])])[^\n]*+\n){0,100}+[}\])]++;?[ \t]*)?$",
    re.MULTILINE,
)
_BAR = "\\|"


class PlainMarkdown(NamedTuple):
    """Markdown without the additions, and ledger lines for what was left out."""

    text: str
    removed: tuple[Removed, ...]


def plain_markdown(text: str) -> PlainMarkdown:
    """Rewrite the additions of a Markdown text."""
    removed: list[Removed] = []
    if ("import " in text and " from " in text) or "export " in text:
        text = _without_imports(text, removed)
    if ":::" in text or "!!! " in text or "??? " in text or "???+" in text:
        text = "\n".join(_boxes(text.split("\n")))
    text = _with_tables(text)
    text, titles = _abbreviations(text, removed)
    known = _notes(text, removed)
    return PlainMarkdown(
        outside_code(text, lambda part: _inline(with_frames(part), known, titles)), tuple(removed)
    )


def _with_tables(text: str) -> str:
    """A text with the tables that are drawn with characters as Markdown has them, in as many lines."""
    lines = text.split("\n")
    tables = list(drawn_tables(text, lines))
    if not tables:
        return text
    code = [
        range(text.count("\n", 0, start) + 1, text.count("\n", 0, end) + 2)
        for start, end in fenced_code(text)
    ]
    for table in tables:
        if any(table.first in fence for fence in code):
            continue
        rows = [f"| {' | '.join(cell.replace('|', _BAR) for cell in row)} |" for row in table.rows]
        rows.insert(1, "|" + " --- |" * len(table.rows[0]))
        size = table.last - table.first + 1
        lines[table.first - 1 : table.last] = [*rows, *[""] * (size - len(rows))]
    return "\n".join(lines)


def _without_imports(text: str, removed: list[Removed]) -> str:
    """A text without the lines with which MDX imports components, which stay as blank lines."""
    kept, position = [], 0
    for match in outside_fences(_IMPORT, text):
        removed.append(
            Removed(1 + text.count("\n", 0, match.start()), match[0].strip()[:LEDGER_WIDTH], "template-tag")
        )
        kept += [text[position : match.start()], "\n" * match[0].count("\n")]
        position = match.end()
    return "".join([*kept, text[position:]])


@cache
def _kinds() -> frozenset[str]:
    return frozenset(load_table("callouts")["kinds"])


def _boxes(lines: list[str]) -> Iterator[str]:
    """The lines, with boxes as quotations that begin with the title of the box."""
    fence, indent = "", 0  # of the code and the !!! box that are open
    open_boxes: list[bool] = []  # for each open ::: box, whether it is shown
    for line in lines:
        marks = "> " * sum(open_boxes)
        match = FENCE.match(line)
        if fence or match:
            if match is not None and (not fence or match[1].startswith(fence)):
                fence = "" if fence else match[1]
            yield f"{marks}{line}" if not indent else f"{marks}> {line[indent:]}"
            continue
        if indent and (line[:indent].isspace() or not line.strip()):
            yield f"{marks}> {line[indent:]}"
            continue
        indent = 0
        colons, box = _COLONS.fullmatch(line), _BOX_LINE.fullmatch(line)
        if box:
            indent = len(box["indent"]) + 4
            title = _quoted_title(box["rest"], box["kind"])
            yield f"{marks}> **{title}**  " if title else f"{marks}>"
        elif colons and not colons["rest"].strip():
            yield marks.rstrip()
            if open_boxes:
                open_boxes.pop()
        elif colons:
            kind, title = _box(colons["rest"].strip())
            shown = kind in _kinds()
            open_boxes.append(shown)
            yield f"{marks}> **{title or kind.capitalize()}**  " if shown else marks.rstrip()
        else:
            yield f"{marks}{line}"


def _quoted_title(rest: str, kind: str) -> str:
    match = re.search(r'"([^"]*)"', rest)
    return match[1].strip() if match else kind.capitalize()


def _box(rest: str) -> tuple[str, str]:
    """Kind and title of a ::: box."""
    match = _BOX_KIND.fullmatch(rest.rstrip(": "))
    if match is None:
        return "", ""
    words = (match["braced"] or match["kind"] or "").split()
    kind = words[0].lstrip(".").removeprefix("callout-").lower() if words else ""
    titled = re.search(r'title="([^"]*)"', rest)
    return kind, (titled[1] if titled else match["label"] or match["title"] or "").strip().strip('"')


def _abbreviations(text: str, removed: list[Removed]) -> tuple[str, dict[str, str]]:
    """The text without definitions of abbreviations, and these."""
    if "*[" not in text:
        return text, {}
    titles: dict[str, str] = {}
    parts, end, line = [], 0, 1
    for match in outside_fences(_DEFINITION, text):
        line += text.count("\n", end, match.start())
        removed.append(Removed(line, match[0][:LEDGER_WIDTH], "abbreviation"))
        titles[match[1]] = match[2].strip()
        parts.append(text[end : match.start()])
        end = match.end()
    return "".join((*parts, text[end:])), titles


def _notes(text: str, removed: list[Removed]) -> frozenset[str]:
    """The labels of the notes of a text; a note to which nothing refers is in the ledger."""
    if "[^" not in text:
        return frozenset()
    defined = {match[1]: match for match in outside_fences(_NOTE, text)}
    used = {match[1] for match in outside_fences(_REFERENCE, text)}
    for label, match in defined.items():
        if label not in used:
            words = f"[{label}] {match[2]}"[:LEDGER_WIDTH]
            removed.append(Removed(1 + text.count("\n", 0, match.start()), words, "footnote"))
    return frozenset(defined)


def _inline(part: str, notes: frozenset[str], titles: dict[str, str]) -> str:
    if "$" in part:
        part = _DISPLAY_MATH.sub(lambda match: _formula(match[1], "block"), part)
        part = MATH.sub(_formula_or_money, part)
    if "{" in part:
        part = _without_changes(part)
        part = SHORT_CODE.sub(frame_of_code, part)
        part = _ATTRIBUTE_LIST.sub("", _SPAN.sub(r"\1", part))
    if "] " in part:
        part = _TASK.sub(lambda match: f"{match[1]}{'☒' if match[2] == '-' else '☐'}", part)
    if "[!" in part:
        part = _CALLOUT.sub(_callout, part)
    if "[" in part:
        part = _CONTENTS.sub("", part)
        part = _WIKILINK.sub(_page_name, _EMBED.sub(_embedded, part))
        part = _REFERENCE.sub(lambda match: match[0] if match[1] in notes else f"\\[{match[1]}\\]", part)
    if "==" in part:
        part = _HIGHLIGHT.sub(r"<mark>\1</mark>", part)
    if "^" in part:
        part = _BLOCK_ID.sub("", part)
        part = _RAISED.sub(r"<sup>\1</sup>", _INSERTED.sub(r"\1", part))
    if "~" in part:
        part = _LOWERED.sub(r"<sub>\1</sub>", part)
    return _abbreviated(part, titles) if titles else part


def _without_changes(part: str) -> str:
    """The text with what CriticMarkup adds, and with what it deletes struck out."""
    if not any(mark in part for mark in ("{++", "{--", "{~~", "{==")):
        return part
    for pattern, shown in _CHANGES:
        part = pattern.sub(shown, part)
    return part


def _abbreviated(part: str, titles: dict[str, str]) -> str:
    """The text with the first use of each abbreviation explained; these leave ``titles``."""
    for short in list(titles):
        place = _place_of(short, part)
        if place >= 0:
            title = html.escape(titles.pop(short))
            end = place + len(short)
            part = f'{part[:place]}<abbr title="{title}">{part[place:end]}</abbr>{part[end:]}'
    return part


def _callout(match: re.Match[str]) -> str:
    """The first line of a callout: its title, else its kind."""
    title = match["title"].strip() or match["kind"].replace("-", " ").capitalize()
    return f"{match['marks']}{title if '*' in title else f'**{title}**'}  "


def _place_of(word: str, part: str) -> int:
    """Where a word is outside addresses and tags; -1 if nowhere."""
    at = part.find(word)
    while at >= 0:
        before, after = part[at - 1 : at], part[at + len(word) : at + len(word) + 1]
        space = max(part.rfind(mark, 0, at) for mark in " \n")
        if not (before.isalnum() or after.isalnum()) and not set("<(/]").intersection(part[space + 1 : at]):
            return at
        at = part.find(word, at + 1)
    return -1


def _formula(source: str, display: str) -> str:
    """A formula as an element, so that no sign in it is taken for Markdown."""
    return (
        f'<math display="{display}" alttext="{html.escape(" ".join(html.unescape(source).split()))}"></math>'
    )


def _formula_or_money(match: re.Match[str]) -> str:
    source = html.unescape(match["source"])
    display = "block" if match["dollars"] == "$$" else "inline"
    return _formula(source, display) if is_formula(source) else match[0]


def _page_name(match: re.Match[str]) -> str:
    """The words of a wikilink: its label, else the name of the page."""
    target, bar, label = match[1].partition("|")
    if bar and label.strip():
        return label.strip()
    page, _, heading = target.rstrip("\\").partition("#")
    page = page.rpartition("/")[2].strip()
    return f"{page} > {heading.strip()}".strip(" >") if heading and not heading.startswith("^") else page


def _embedded(match: re.Match[str]) -> str:
    """An embedded file, as a picture."""
    target, _, label = match[1].partition("|")
    name = target.strip().rstrip("\\")
    alt = label.strip() if not re.fullmatch(r"[\dx\s]*", label) else ""
    plain = name.replace("<", "%3C").replace(">", "%3E")
    return f"![{alt}](<{plain}>)"
