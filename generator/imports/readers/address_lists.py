"""Lists of addresses as text or Markdown, and shortcuts to addresses (.url, .webloc)."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from generator.imports.item import Item, Opened
from generator.imports.source import Options, Source
from generator.imports.texts import read_text
from generator.imports.values import is_web_address
from generator.model.errors import ClipfileError

# An address alone, or in a link or after its title, in a list or not; hashtags may follow.
_LINE = re.compile(
    r"(?:[-*+•] |\d{1,4}[.)] )?(?:\[[ xX]\] )?"
    r"(?:\[(?P<words>[^\[\]\n]{0,500})\]\((?P<link>https?://[^\s()]++)\)|(?:(?P<title>[^\n]{1,300}?)\s*+[\t|:–—-]\s*+)?<?(?P<url>https?://[^\s<>]++)>?)"
    r"(?P<tags>(?:\s++#[^\s#]++)*+)\s*+\Z"
)
_HEADING = re.compile(r"#{1,6} (?P<words>\S.*)\Z")
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
    return bool(lines) and all(
        len(line) < 5000 and (_LINE.match(line) or _HEADING.match(line)) for line in lines
    )


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


def _item(line: str, number: int, heading: list[str]) -> Item:
    match = _LINE.match(line)
    url = (match["link"] or match["url"]) if match else ""
    if not match or not is_web_address(url):
        return Item(f"line {number}", kind="line", skipped="no web address")
    title = " ".join((match["words"] or match["title"] or "").split())
    tags = [*heading, *re.findall(r"#([^\s#]+)", match["tags"])]
    fields = {"title": title, "source": {"url": url}, "tags": tags}
    return Item(title or url, fields={name: value for name, value in fields.items() if value}, kind="address")
