"""Lists of addresses as text or Markdown, and shortcuts to addresses (.url, .webloc)."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers.expat import ExpatError

from generator.imports.item import Item, Opened
from generator.imports.source import Options, Source
from generator.imports.texts import read_text
from generator.imports.values import is_web_address
from generator.model.errors import ClipfileError

# What a line of a list begins with, and a link in Markdown.
_BULLET = re.compile(r"\A(?:[-*+•] |\d{1,4}[.)] )?(?:\[[ xX]\] )?")
_LINK = re.compile(r"\A\[([^\[\]\n]{0,500})\]\((https?://[^\s()]++)\)\Z")
# What is between a title and its address.
_BETWEEN, _LONGEST_TITLE = "|:–—-", 300
_HEADING = re.compile(r"\A#{1,6} (?P<words>\S.*)\Z")
_SHORTCUT = re.compile(r"^URL=(\S++)\s*+$", re.MULTILINE)
_PLAIN = (".txt", ".md", ".markdown", ".list", ".urls", "")
_SHORTCUTS = (".url", ".webloc", ".desktop")


def recognises(source: Source) -> bool:
    """Whether this is a shortcut, or a text whose lines are all addresses (with titles, below headings)."""
    if not source.path.is_file():
        return False
    if source.suffix in _SHORTCUTS:
        return True
    if source.suffix not in _PLAIN or "://" not in source.start:
        return False
    lines = [line.strip() for line in source.start.split("\n") if line.strip()]
    # The last line of what was read may be cut off.
    lines = lines[:-1] if len(source.head) > len(lines[-1].encode()) and len(lines) > 1000 else lines
    return bool(lines) and all(len(line) < 5000 and (_entry(line) or _HEADING.match(line)) for line in lines)


def read(source: Source, options: Options) -> Opened:
    """Open a list or a shortcut.

    Raises:
        ClipfileError: a shortcut has no address.
    """
    del options
    if source.suffix in _SHORTCUTS:
        url = _address_in(source)
        if not is_web_address(url):
            raise ClipfileError(f"{source.path}: this shortcut has no web address. Delete it.")
        item = Item(
            source.path.stem, fields={"title": source.path.stem, "source": {"url": url}}, kind="address"
        )
        return Opened(1, iter((item,)))
    return Opened(0, _items(read_text(source.path)))


def _address_in(source: Source) -> str:
    if source.suffix != ".webloc":
        match = _SHORTCUT.search(source.start.replace("\r", ""))
        return match[1] if match else ""
    try:
        data = plistlib.loads(source.head)
    except (plistlib.InvalidFileException, ExpatError, ValueError, OverflowError, RecursionError, IndexError):
        return ""
    return str(data.get("URL", "")) if isinstance(data, dict) else ""


def _items(text: str) -> Iterator[Item]:
    heading: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if above := _HEADING.match(stripped):
            heading = [above["words"].strip()]
        elif stripped:
            yield _item(stripped, number, heading)


class _Entry(NamedTuple):
    """An address with its title and hashtags."""

    url: str
    title: str
    tags: tuple[str, ...]


def _entry(line: str) -> _Entry | None:
    """The address in a line: alone, in a link or after its title; None for any other line."""
    words = _BULLET.sub("", line).strip().split(" ")
    tags: list[str] = []
    while len(words) > 1 and words[-1].startswith("#") and len(words[-1]) > 1:
        tags.insert(0, words.pop()[1:])
    rest = " ".join(words).strip()
    link = _LINK.match(rest)
    if link:
        return _Entry(link[2], link[1], tuple(tags))
    title, tab, url = rest.rpartition("\t" if "\t" in rest else " ")
    url = url.removeprefix("<").removesuffix(">")
    parted = not title or tab == "\t" or title.rstrip().endswith(tuple(_BETWEEN))
    title = title.strip().rstrip(_BETWEEN).strip()
    if not url.startswith(("http://", "https://")) or not parted or len(title) > _LONGEST_TITLE:
        return None
    return _Entry(url, title, tuple(tags))


def _item(line: str, number: int, heading: list[str]) -> Item:
    entry = _entry(line)
    if entry is None or not is_web_address(entry.url):
        return Item(f"line {number}", kind="line", skipped="no web address")
    title = " ".join(entry.title.split())
    fields = {"title": title, "source": {"url": entry.url}, "tags": [*heading, *entry.tags]}
    return Item(
        title or entry.url, fields={name: value for name, value in fields.items() if value}, kind="address"
    )
