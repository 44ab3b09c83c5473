"""Short codes in square brackets that an export leaves in a text, such as ``[gallery ids="1,2"]``.

They are instructions to WordPress and its themes. What they enclose stays, the codes go to the ledger, and
``[caption]`` becomes a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.extract.bounds import LEDGER_WIDTH
from generator.extract.generators import StrippedText
from generator.extract.markdown_code import code_in
from generator.model.documents import Removed
from generator.text.tables import load_table

RULE = "short-code"
_NAME = r"[A-Za-z][\w-]{1,40}"
_MARK = r"(?:[\"'“”″«»]|&#8[23]\d\d;|&quot;|&[lr]dquo;)"
_CODE = re.compile(
    rf"(?<![\\!\[])\[(?P<end>/?)(?P<name>{_NAME})(?P<rest>(?=[\s/=:])[^\[\]]{{0,1000}})?\](?![(:\]])"
)
_ATTRIBUTE = re.compile(rf"\s[\w-]{{1,40}}=(?:{_MARK}|\w)")
_CAPTION = re.compile(
    r"\[(?:wp_)?caption\b(?P<rest>[^\]]{0,1000})\](?P<inside>(?:(?!\[/?(?:wp_)?caption\b)[^\0]){0,4000})\[/(?:wp_)?caption\]"
)
_CAPTION_ATTRIBUTE = re.compile(rf"\bcaption={_MARK}(.*?){_MARK}")
_PICTURE = re.compile(
    r"\A\s*+(?:<p[^>]*+>\s*+)?"
    r"(?P<picture>(?:<a\b[^>]*+>\s*+)?<img\b[^>]*+>(?:\s*+</a>)?|!\[[^\]\n]*+\]\([^)\n]*+\))"
)
_LEFT_ALONE = re.compile(r"<(script|style|textarea|pre|code)\b", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br)\b[^>]*>")
_ALONE = ("gallery", "contact-form", "newsletter")
_MOST = 1000


def without_short_codes(text: str, *, markdown: bool = False) -> StrippedText:
    """The text without short codes. Lines keep their numbers; scripts, styles and code are left alone.

    Args:
        text: the text of a document.
        markdown: it is Markdown, whose code has marks of its own.
    """
    if "[/" not in text and not any(f"[{name}" in text for name in _ALONE) and not _has_attributes(text):
        return StrippedText(text)
    cleaning = _Cleaning(text)
    parts, end = [], 0
    for start, until in _left_alone(text, markdown=markdown):
        parts += [cleaning.clean(end, start), text[start:until]]
        end = until
    parts.append(cleaning.clean(end, len(text)))
    return StrippedText("".join(parts), tuple(cleaning.removed))


def _left_alone(text: str, *, markdown: bool) -> Iterator[tuple[int, int]]:
    """Where scripts, styles and code are, in order."""
    position = 0
    for start, end in sorted((*_elements(text), *(code_in(text) if markdown else ()))):
        if start >= position:
            yield start, end
            position = end


def _elements(text: str) -> Iterator[tuple[int, int]]:
    """Where elements are whose text is no prose; one without an end has none."""
    lowered, end = text.lower(), 0
    last = {name: lowered.rfind(f"</{name}") for name in ("script", "style", "textarea", "pre", "code")}
    for match in _LEFT_ALONE.finditer(text):
        name = match[1].lower()
        if end <= match.start() < last[name]:
            end = lowered.find(f"</{name}", match.end())
            yield match.start(), end


def _has_attributes(text: str) -> bool:
    return any(match["rest"] and _ATTRIBUTE.match(match["rest"]) for match in _CODE.finditer(text))


class _Cleaning:
    """The text, the names that are closed in it, and the ledger."""

    def __init__(self, text: str) -> None:
        self.text = text
        codes = [(match["name"].casefold(), bool(match["end"])) for match in _CODE.finditer(text)]
        self.closed = {name for name, ends in codes if ends}
        self.opened = {name for name, ends in codes if not ends}
        self.removed: list[Removed] = []
        self._line, self._counted = 1, 0  # the line at a position

    def clean(self, start: int, end: int) -> str:
        part = self.text[start:end]
        if "[" not in part:
            return part
        part = _CAPTION.sub(lambda match: _figure(match) or match[0], part) if "caption" in part else part
        self._line += self.text.count("\n", self._counted, start)
        self._counted = start
        line, kept, position = self._line, [], 0
        for at, until in self._spans(part):
            line += part.count("\n", position, at)
            self._list(line, part[at:until])
            line += part.count("\n", at, until)
            kept += [part[position:at], "\n" * part.count("\n", at, until)]
            position = until
        return "".join((*kept, part[position:]))

    def _spans(self, part: str) -> Iterator[tuple[int, int]]:
        position = 0
        while match := _CODE.search(part, position):
            position = match.end()
            if not self._is_code(match):
                continue
            name = match["name"].casefold()
            if not match["end"] and name in _names("enclosing_none") and name in self.closed:
                close = part.find(f"[/{match['name']}]", position, position + LEDGER_WIDTH)
                position = close + len(name) + 3 if close >= 0 else position
            yield match.start(), position

    def _is_code(self, match: re.Match[str]) -> bool:
        name, rest = match["name"].casefold(), match["rest"] or ""
        if _ATTRIBUTE.match(rest) or rest.strip() == "/":
            return True
        if rest.strip():
            return name in _names("names") and name in self.closed
        if name in _names("names") or name.startswith(_prefixes()):
            return True
        return name in (self.opened if match["end"] else self.closed)

    def _list(self, line: int, code: str) -> None:
        words = " ".join(_TAG.sub(" ", code).split())
        if not words.startswith("[/") and len(self.removed) < _MOST:
            self.removed.append(Removed(line, words[:LEDGER_WIDTH], RULE))


def _figure(match: re.Match[str]) -> str:
    """A figure with the picture and caption of a code; "" if it has no picture."""
    picture = _PICTURE.match(match["inside"])
    if picture is None:
        return ""
    stated = _CAPTION_ATTRIBUTE.search(match["rest"])
    words = stated[1] if stated else " ".join(_TAG.sub(" ", match["inside"][picture.end() :]).split())
    lines = "\n" * match[0].count("\n")
    if picture["picture"].startswith("!"):
        return f"{picture['picture']} *{words}*{lines}" if words else f"{picture['picture']}{lines}"
    shown = " ".join(picture["picture"].split())
    return f"<figure>{shown}<figcaption>{words}</figcaption></figure>{lines}"


@cache
def _names(key: str) -> frozenset[str]:
    return frozenset(str(name).casefold() for name in load_table("short_codes")[key])


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(load_table("short_codes")["prefixes"])
