"""Front matter at the head of a text, in each of the notations that programs write.

YAML is between a line ``---`` and a line ``---`` or ``...``, TOML between two lines ``+++``, JSON a mapping
at the start of the text. Headers are lines ``Key: value`` at the start of the text, up to a blank line, or
lines ``key:: value``.
"""

from __future__ import annotations

import json
import re
from typing import Literal, NamedTuple

Notation = Literal["yaml", "toml", "json", "lines"]

# Of a line: blanks that may follow the marks, carriage returns among them.
_REST = r"[^\S\n]*"
_HEAD = re.compile(rf"\A\ufeff?---(?:ya?ml)?{_REST}\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.){_REST}(?:\n|\Z)")
_TOML = re.compile(
    rf"\A\ufeff?(?P<mark>\+\+\+|---toml){_REST}\n(?P<text>(?:.*\n)*?)(?:\+\+\+|---){_REST}(?:\n|\Z)"
)
_FENCED_JSON = re.compile(
    rf"\A\ufeff?(?:---json|;;;){_REST}\n(?P<text>(?:.*\n)*?)(?:---|;;;){_REST}(?:\n|\Z)"
)
_TOML_KEY = re.compile(r"^[^\S\n]*(?:\[{1,2}[\w.\" -]+\]{1,2}|[\w.\"'-]+[^\S\n]*=)", re.MULTILINE)
_JSON_START = re.compile(r"\A\ufeff?\s*+\{\s*+\"")
_KEY = re.compile(r"\A(?:#.*\n)*+(?P<key>[^\s:#-][^:\n]*):(?:\s|\Z)")
_EMPTY = re.compile(rf"\A(?:{_REST}(?:#.*)?\n)*+")
_LINE = re.compile(
    r"\A(?P<key>[^\W\d_][\w .-]{0,40}?)[^\S\n]*+(?P<mark>::?)(?:[^\S\n]++(?P<value>[^\n]*+))?\Z"
)
_CONTINUED = re.compile(r"\A(?:[ \t]{2,}+\S|\t\S)")
_ITEM = re.compile(r"-[ \t]+\S")
_CLOSING = re.compile(r"\A---[^\S\n]*+(?:\n|\Z)")
_BLANK = re.compile(r"\A[^\S\n]*+\n")
_HEADING = re.compile(r"\A\ufeff?\s*+#[ \t][^\n]*+\n(?:[^\S\n]*+\n)*+")
_MOST_LINES = 100
_LONGEST_JSON = 256 * 1024

FIRST_LINE = 2
"""The line of the text on which YAML begins, from 1."""


class FrontMatter(NamedTuple):
    """A text taken apart.

    ``yaml`` is what is between the marks, in the notation ``notation``; ``key`` its first key ("" where it
    is empty); ``body`` the rest of the text, which begins after ``lines`` lines. ``first_line`` is the
    line on which ``yaml`` starts, and ``above`` a heading above it.
    """

    yaml: str
    key: str
    body: str
    lines: int
    notation: Notation = "yaml"
    first_line: int = FIRST_LINE
    above: str = ""


def split_front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text between marks and what follows it; None where the text has none.

    A rule of hyphens above a text is no front matter: its first line, comments aside, must be a key with its
    colon, or there must be nothing at all before its end.
    """
    start = text[:8].lstrip("\ufeff\n\r\t ")
    if start.startswith(("+++", "---toml")):
        return _toml(text)
    if start.startswith(("{", ";;;", "---json")):
        return _json(text)
    return _yaml(text) if start.startswith("---") else None


def _yaml(text: str) -> FrontMatter | None:
    head = _HEAD.match(text)
    if head is None:
        return None
    key = _KEY.match(head["yaml"])
    if key is None and not _EMPTY.fullmatch(head["yaml"]):
        return None
    name = key["key"].strip(" '\"") if key else ""
    return FrontMatter(head["yaml"], name, text[head.end() :], head[0].count("\n"))


def _toml(text: str) -> FrontMatter | None:
    head = _TOML.match(text)
    key = _TOML_KEY.search(head["text"]) if head else None
    if head is None or (key is None and not _EMPTY.fullmatch(head["text"])):
        return None
    name = re.sub(r"[\s=\[\]\"']", "", key[0]) if key else ""
    return FrontMatter(head["text"], name, text[head.end() :], head[0].count("\n"), "toml")


def _json(text: str) -> FrontMatter | None:
    fenced = _FENCED_JSON.match(text)
    if fenced:
        inner = fenced["text"] if fenced["text"].lstrip().startswith("{") else f"{{{fenced['text']}}}"
        return FrontMatter(inner, _first_key(inner), text[fenced.end() :], fenced[0].count("\n"), "json")
    if not _JSON_START.match(text):
        return None
    start = text.index("{")
    try:
        _, end = json.JSONDecoder().raw_decode(text[start : start + _LONGEST_JSON])
    except (ValueError, RecursionError):
        return None
    end += start
    rest = text[end:]
    if rest.strip() and not _BLANK.match(rest):
        return None
    head = text[:end] + rest[: rest.find("\n") + 1]
    first = 1 + text.count("\n", 0, start)
    body = text[len(head) :]
    return FrontMatter(text[start:end], _first_key(text[start:end]), body, head.count("\n"), "json", first)


def _first_key(text: str) -> str:
    key = re.search(r'"([^"\n]{1,60})"\s*:', text)
    return key[1] if key else ""


def header_lines(text: str) -> FrontMatter | None:
    """Lines ``Key: value`` at the start of a text, or below its first heading; None where there are none.

    They look like any sentence with a colon, so callers must know their keys.
    """
    heading = _HEADING.match(text)
    above = heading[0] if heading else ""
    taken: list[str] = []
    position = len(above)
    first_key = ""
    while len(taken) < _MOST_LINES:
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)].rstrip("\r").lstrip("\ufeff")
        match = _LINE.match(_bare(line))
        if match is None and not (taken and _goes_on(line, taken[0])):
            break
        first_key = first_key or (match["key"] if match else "")
        taken.append(line)
        position = end + 1 if end >= 0 else len(text)
        if end < 0:
            break
    body = text[position:]
    closing = _CLOSING.match(body) if taken else None
    is_ended = not body.strip() or _BLANK.match(body) or "::" in (taken[0] if taken else "")
    if closing:  # Hexo writes only the second of two lines of hyphens
        block = "".join(f"{line}\n" for line in taken)
        lines = above.count("\n") + len(taken) + 1
        first_line = 1 + above.count("\n")
        return FrontMatter(block, first_key, body[closing.end() :], lines, "yaml", first_line, above)
    if not taken or not is_ended:
        return None
    first = 1 + above.count("\n")
    block = "".join(f"{line}\n" for line in taken)
    return FrontMatter(block, first_key, body, first - 1 + len(taken), "lines", first, above)


def _goes_on(line: str, first: str) -> bool:
    """Whether a line continues a value: an indented line, or an item of a list (the text of Logseq)."""
    return bool(_CONTINUED.match(line)) or ("::" not in first and bool(_ITEM.match(line)))


def _bare(line: str) -> str:
    """A line without its indent, if it is a property: Logseq writes them into the first item of a list."""
    return line.strip().removeprefix("- ") if "::" in line else line


def read_lines(block: str) -> dict[str, str]:
    """The values of header lines by key; indented lines continue a value. The first of equal keys counts."""
    values: dict[str, str] = {}
    key = ""
    for line in block.splitlines():
        bare = _bare(line)
        match = _LINE.match(bare)
        if match and not (key and bare[:1] in " \t"):
            key = match["key"].strip()
            values.setdefault(key, (match["value"] or "").strip())
        elif key:
            values[key] = f"{values[key]}\n{line.strip()}".strip()
    return values
