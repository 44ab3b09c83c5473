"""Markdown and YAML text: the one place that writes or escapes either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import StringIO
from typing import Any

import yaml

from generator.text.controls import CONTROLS

# The characters that may open inline markup; those that do, a single underscore inside a word aside: rows of
# them without escapes end in a RecursionError.
_MARKS = re.compile(r"[\\`*\[\]{}<_&~^$]|==|%%")
# The last four mean something in some kinds of Markdown: H~2~O, x^2^, ==highlight==, %%comment%%.
# Each alternative begins with a character, by which the search finds it fast.
_INLINE = re.compile(
    r"[\\`*\[\]{}<]|_(?:(?<![^\W_]_)|(?![^\W_]))|&(?=#|\w+;)"
    r"|~(?=~)|~(?<=[\w)]~)(?=\S)|\^(?=\S)|=(?==)|%(?=%)"
)
MATH = re.compile(
    r"(?P<dollars>\$(?<![\\$\w]\$)\$?)(?![\s$])(?P<source>[^$\n]{1,500}+)(?<![\s\\])(?P=dollars)(?![\d$])"
)
"""A formula between dollars in running text. An amount of money looks alike: see ``is_formula``."""
_FORMULA = re.compile(r"[\\^_={}]|\A[A-Za-z]['′]?\Z")
# What opens a block at the start of a line: heading, quote, list, rule, setext underline, fence, definition.
_BLOCK = re.compile(r"^(?:[#>=:|~!]|[-+](?=[\s-]|$)|\d{1,9}(?=[.)](?:\s|$)))", re.MULTILINE)
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
# What a title may not contain as it is, as it is inside quotes, a tag and Markdown.
_IN_TITLE = re.compile(r"[^\w\s.,;:/()'-]|_")
# The signs of a formula that may mean something in Markdown.
_SIGNS = re.compile(r"[^\w\s$+/.,;:()'\"-]|_")
# What would end the target of a link early.
_BREAKS_TARGET = re.compile(r"[\s<>()\\\"]")


def escape(text: str) -> str:
    """Plain text as Markdown that renders to exactly these words: no markup, no HTML, no block.

    Lines stay lines; spaces at their start go. Control characters are dropped.
    """
    # Most texts are one line of letters and stops: asking first costs a tenth of what replacing does.
    line = text.isprintable()
    flat = text.lstrip(" ") if line else _INDENT.sub("", CONTROLS.sub("", text))
    inline = _escape_marks(flat) if _MARKS.search(flat) else flat
    if not line:
        return _BLOCK.sub(_escape_block, inline)
    block = _BLOCK.match(inline)
    return _escape_block(block) + inline[block.end() :] if block else inline


def _escape_marks(text: str) -> str:
    if text.count("$") < 2:
        return _INLINE.sub(_escape_inline, text)
    parts, end = [], 0
    for match in MATH.finditer(text):
        if is_formula(match["source"]):
            parts += [_INLINE.sub(_escape_inline, text[end : match.start()]), formula(match[0])]
            end = match.end()
    return "".join((*parts, _INLINE.sub(_escape_inline, text[end:])))


def is_formula(words: str) -> bool:
    """Whether words between dollars are a formula in TeX, not an amount of money and what follows it."""
    return _FORMULA.search(words) is not None


def formula(text: str) -> str:
    """A formula as Markdown that renders to exactly these signs, and is read as a formula again."""
    return _SIGNS.sub(lambda match: f"&#{ord(match[0])};", text)


def _escape_inline(match: re.Match[str]) -> str:
    mark = match[0]
    if mark in "~^=%":
        return f"&#{ord(mark)};"
    return {"<": "&lt;", "&": "&amp;"}.get(mark, "\\" + mark)


def _escape_block(match: re.Match[str]) -> str:
    mark = match[0]
    if mark[0].isdigit():  # "1986. It" would open a numbered list
        return mark + "\\"
    return f"&#{ord(mark)};" if mark in "=:|~" else "\\" + mark


def heading(level: int, text: str) -> str:
    """Plain text as a Markdown heading that renders to exactly these words, also if they end in "C#"."""
    flat = text.strip()
    kept = len(flat.rstrip("#"))
    marks = len(flat) - kept  # which Markdown would take for the end of a heading
    words = escape(flat)[: -marks or None] if kept else ""
    return f"{'#' * level} {words}" + "\\#" * marks


def link(label: str, url: str) -> str:
    """A Markdown link. ``url`` must be safe already; spaces and brackets in it are percent-encoded."""
    target = _BREAKS_TARGET.sub(lambda match: f"%{ord(match[0]):02X}", url)
    return f"[{escape(label)}]({target})"


def image(alt: str, url: str) -> str:
    """A Markdown image; ``url`` as for ``link``."""
    return f"!{link(alt, url)}"


_TAGS = frozenset({"del", "mark", "kbd", "code", "abbr"})


def tagged(tag: str, markup: str, title: str = "") -> str:
    """Markdown inside one of the few elements of HTML that pages contain; ``title`` is any text."""
    if tag not in _TAGS:
        raise ValueError(tag)
    shown = f' title="{_IN_TITLE.sub(lambda match: f"&#{ord(match[0])};", title)}"' if title else ""
    return f"<{tag}{shown}>{markup}</{tag}>"


def front_matter(fields: Mapping[str, Any]) -> str:
    """YAML front matter between its two ``---`` lines, fields in the given order.

    Args:
        fields: text, numbers, dates (``datetime.date``, written without quotes), and lists and mappings of
            those. Any YAML reader gives back equal values, except that half a surrogate pair, which no UTF-8
            file can hold, becomes U+FFFD.
    """
    try:
        return f"---\n{_yaml(fields)}---\n"
    except UnicodeEncodeError:
        return f"---\n{_yaml(encodable(fields))}---\n"


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes a value that occurs twice twice, and quotes text that YAML 1.2 takes for a number or a flag."""

    def ignore_aliases(self, data: object) -> bool:
        """No anchors and aliases."""
        del data
        return True


_Dumper.add_implicit_resolver(
    "tag:clipfile,2025:ambiguous",
    re.compile(r"\A(?:[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|[yYnN])\Z"),
    list("-+.0123456789yYnN"),
)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    literal = "\n" in text and text == text.strip()
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if literal else None)


_Dumper.add_representer(str, _text)


def _yaml(fields: Mapping[str, Any]) -> str:
    out = StringIO()
    # Lists and mappings of plain values take one line each, however long; the outermost mapping does not.
    dumper = _Dumper(out, default_flow_style=None, allow_unicode=True, sort_keys=False, width=1 << 30)
    dumper.open()
    node = dumper.represent_data(dict(fields))
    node.flow_style = False
    dumper.serialize(node)
    dumper.close()
    return out.getvalue()


def encodable(value: Any) -> Any:  # noqa: ANN401 - the same kind of value that is given
    """The value with U+FFFD for each half of a surrogate pair: names of files may hold some."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, Mapping):
        return {encodable(key): encodable(item) for key, item in value.items()}
    return [encodable(item) for item in value] if isinstance(value, (list, tuple)) else value


def page(fields: Mapping[str, Any], body: str = "") -> str:
    """A Markdown page: front matter, then the body."""
    return front_matter(fields) + (f"\n{body}\n" if body else "")
