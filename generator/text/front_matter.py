"""Front matter at the head of a text, in each of the notations that programs write.

YAML is between a line ``---`` and a line ``---`` or ``...``, TOML between two lines ``+++``, JSON a mapping
at the start of the text. Headers are lines ``Key: value`` at the start of the text, up to a blank line, or
lines ``key:: value``; below a first heading they may be items of a list under "Metadata" (Readwise). Pandoc
has lines ``% title``, ``% authors``, ``% date``, and Nikola lines ``.. key: value``, in a comment or not.
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
    r"\A(?P<key>[^\W\d_][\w .-]{0,40}?(?:\(s\))?)[^\S\n]*+(?P<mark>::?)(?:[^\S\n]++(?P<value>[^\n]*+))?\Z"
)
_CONTINUED = re.compile(r"\A(?:[ \t]{2,}+\S|\t\S)")
_ITEM = re.compile(r"-[ \t]+\S")
_CLOSING = re.compile(r"\A---[^\S\n]*+(?:\n|\Z)")
_BLANK = re.compile(r"\A[^\S\n]*+\n")
_HEADING = re.compile(r"\A\ufeff?\s*+#[ \t][^\n]*+\n(?:[^\S\n]*+\n)*+")
_NIKOLA = re.compile(
    rf"\A\ufeff?\s*+(?P<comment><!--{_REST}\n)?(?P<text>(?:[ \t]*+\.\.[ \t]++[\w-]{{1,40}}:[^\n]*+\n)++)"
    rf"(?(comment)\s*+-->{_REST}+(?:\n|\Z)|(?={_REST}+(?:\n|\Z)))"
)
_PANDOC = re.compile(
    rf"\A\ufeff?%[ \t]++\S[^\n]*+\n(?:[ \t]++\S[^\n]*+\n)*+(?:%[^\n]*+\n(?:[ \t]++\S[^\n]*+\n)*+){{1,2}}"
    rf"(?={_REST}+(?:\n|\Z))"
)
# What Readwise, Matter and others write between the headline and a list of metadata.
_METADATA = re.compile(
    rf"\A(?P<above>(?:!\[[^\]\n]*+\]\([^)\n]*+\){_REST}+\n|{_REST}+\n)*+)"
    rf"#{{2,6}}[ \t]++(?:metadata|meta|properties|info|details|source|metadaten|métadonnées|metadatos|属性)"
    rf"{_REST}+\n(?:{_REST}+\n)*+",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\A[ \t]*+(?:[-*+]|>)[ \t]++(?=\S)")
_BOLD = re.compile(
    r"\A(?:\*\*|__)(?P<key>[^*_\n:]{1,42}+)(?::(?:\*\*|__)|(?:\*\*|__)[ \t]?+:)(?P<rest>[^\n]*+)\Z"
)
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
    if start.startswith(("<!--", "..")):
        return _nikola(text)
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


def _nikola(text: str) -> FrontMatter | None:
    head = _NIKOLA.match(text)
    if head is None:
        return None
    first = 1 + text.count("\n", 0, head.start("text"))
    block = re.sub(r"(?m)^[ \t]*+\.\.[ \t]++", "", head["text"])
    return FrontMatter(block, _first_line_key(block), text[head.end() :], head[0].count("\n"), "lines", first)


def _first_line_key(block: str) -> str:
    return next(iter(read_lines(block)), "")


def title_block(text: str) -> FrontMatter | None:
    """The title block of Pandoc as header lines; None where the text has none."""
    head = _PANDOC.match(text)
    if head is None:
        return None
    names = iter(("title", "authors", "date"))
    block = name = ""
    for line in filter(str.strip, head[0].lstrip("\ufeff").split("\n")):
        starts = line.startswith("%")
        name = next(names) if starts else name
        # Each line of authors is a name.
        end = ";" if name == "authors" else ""
        block += f"{name}: {line[1:].strip()}{end}\n" if starts else f"  {line.strip()}{end}\n"
    return FrontMatter(block, "title", text[head.end() :], head[0].count("\n"), "lines", 1)


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
    metadata = _METADATA.match(text[len(above) :]) if heading else None
    start = position = len(above) + (metadata.end() if metadata else 0)
    if metadata:
        above += metadata["above"]
    is_list = metadata is not None
    first_key = ""
    while len(taken) < _MOST_LINES:
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)].rstrip("\r").lstrip("\ufeff")
        line, is_list = _plain_line(line, is_list=is_list, is_first=not taken)
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
    first_line = 1 + text.count("\n", 0, start)
    if closing:  # Hexo writes only the second of two lines of hyphens
        block = "".join(f"{line}\n" for line in taken)
        lines = first_line + len(taken)
        return FrontMatter(block, first_key, body[closing.end() :], lines, "yaml", first_line, above)
    if not taken or not is_ended:
        return None
    block = "".join(f"{line}\n" for line in taken)
    return FrontMatter(block, first_key, body, first_line - 1 + len(taken), "lines", first_line, above)


def _plain_line(line: str, *, is_list: bool, is_first: bool) -> tuple[str, bool]:
    """A line without the marks of a list, of code and of a bold key, and whether it is one of such lines."""
    if "::" in line:
        return line, is_list
    listed = _LISTED.match(line) if is_list or is_first else None
    bare = line[listed.end() :] if listed else line.strip() if is_first and line.startswith("    ") else line
    if is_list and not listed and line.startswith("    "):
        bare = line.strip()
    bold = _BOLD.match(bare)
    if bold:
        bare = f"{bold['key'].strip()}: {bold['rest'].strip()}"
    return bare, is_list or (is_first and bare != line)


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
