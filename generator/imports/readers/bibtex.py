"""BibTeX and BibLaTeX, as Zotero, Better BibTeX, Mendeley and JabRef write them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.imports.item import Item, Opened
from generator.imports.libraries import library
from generator.imports.names import full_name
from generator.imports.references import Reference, day_of_parts, item_of, with_texts
from generator.imports.source import Options, Source
from generator.imports.texts import read_text

_ENTRY = re.compile(
    r"^[ \t]*+@(?!comment|string|preamble)[a-z]{3,20}[ \t]*+[{(]", re.IGNORECASE | re.MULTILINE
)
_STRING = re.compile(
    r"^[ \t]*+@string[ \t]*+[{(][ \t]*+(?P<name>[^\s={}()]++)[^\n]*+$", re.IGNORECASE | re.MULTILINE
)
_AND = re.compile(r"(?<!\s)\s++and\s++")
_BREAK = re.compile(r"(?<!\\)[;:]")
_PATH = re.compile(r"\.[A-Za-z0-9]{2,5}\Z")
# Addresses and paths are no LaTeX, although some programs escape them.
_PLAIN = frozenset({"file", "url", "localfile"})
_MOST = 200_000  # characters of an entry
# Names of BibLaTeX and BibTeX, the most exact first.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "outlet": (
        "journaltitle",
        "journal",
        "newspaper",
        "maintitle",
        "booktitle",
        "organization",
        "publisher",
        "howpublished",
    ),
    "accessed": ("urldate", "lastchecked", "accessed"),
    "edition": ("edition",),
    "section": ("section", "chapter"),
    "page": ("pages", "page"),
    "issn": ("issn",),
    "place": ("location", "address", "place"),
    "language": ("langid", "language"),
    "summary": ("abstract",),
    "rights": ("rights", "copyright"),
}


def recognises(source: Source) -> bool:
    """Whether this is BibTeX: an entry at the start of a line, and the end of the name or a field of it."""
    if "@" not in source.start:
        return False
    match = _ENTRY.search(source.start)
    return match is not None and (
        source.suffix in (".bib", ".bibtex") or "title" in source.start[match.end() : match.end() + 3000]
    )


def read(source: Source, options: Options) -> Opened:
    """Open a library.

    Raises:
        ClipfileError: the library for BibTeX is not installed.
    """
    del options
    purpose = f"{source.path}: reading BibTeX"
    parsing = library("bibtexparser", purpose)
    middlewares = library("bibtexparser.middlewares", purpose)
    latex = library("pylatexenc.latex2text", purpose)
    # What it would print is in the report.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    text = read_text(source.path)
    return Opened(len(text), _items(text, _Parser(parsing, middlewares, latex), source.path.parent))


class _Parser:
    """The library, with what turns commands of LaTeX into letters."""

    def __init__(self, library: Any, middlewares: Any, latex: Any) -> None:  # noqa: ANN401 - they have no types
        self._library = library
        self._stack = [
            middlewares.ResolveStringReferencesMiddleware(),
            middlewares.RemoveEnclosingMiddleware(),
        ]
        self._letters = latex.LatexNodes2Text(keep_braced_groups=True, math_mode="verbatim")

    def entry(self, text: str) -> Mapping[str, str] | None:
        """The fields of an entry, with its key and type; None if it cannot be read."""
        parsed = self._library.parse_string(text, parse_stack=self._stack)
        if len(parsed.entries) != 1:
            return None
        entry = parsed.entries[0]
        fields = {field.key.lower(): str(field.value) for field in entry.fields}
        read = {name: value if name in _PLAIN else self._plain(value) for name, value in fields.items()}
        return {**read, "": entry.key, "entrytype": entry.entry_type}

    def _plain(self, value: str) -> str:
        """A value with letters in place of commands, of which most have none."""
        if "\\" not in value and "~" not in value:
            return value
        return str(self._letters.latex_to_text(value))


def _items(text: str, parser: _Parser, base: Path) -> Iterator[Item]:
    """Each entry is read by itself, so that a damaged one costs only itself."""
    strings = {match["name"]: match[0] for match in _STRING.finditer(text)}
    starts = [match.start() for match in _ENTRY.finditer(text)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        place = f"entry {number}"
        try:
            entry = parser.entry(_with_strings(text[start:end], strings)) if end - start < _MOST else None
        except Exception:  # noqa: BLE001 - for a damaged entry the library may raise anything
            entry = None
        if entry is None:
            head = " ".join(text[start : start + 60].split())
            yield Item(
                place,
                fault=f"cannot be read as BibTeX: {head!r}. It is cut off or damaged; export it again",
                done=end,
            )
        else:
            yield item_of(_reference(entry), base, place, end)


def _with_strings(entry: str, strings: Mapping[str, str]) -> str:
    """An entry below the abbreviations that it uses."""
    return "\n".join([*(line for name, line in strings.items() if name in entry), entry])


def _reference(entry: Mapping[str, str]) -> Reference:
    values = {
        name: _plain(next((entry[key] for key in keys if entry.get(key)), ""))
        for name, keys in _FIELDS.items()
    }
    names = _AND.split(entry.get("author", "").strip())
    month = entry.get("month", "")
    parts = [entry.get("year", ""), month, entry.get("day", "")] if month else [entry.get("year", "")]
    url = entry.get("url", "").replace("\\", "")
    if values["outlet"].startswith(("http", "\\url")) and not url:
        url, values["outlet"] = values["outlet"].removeprefix("\\url").strip("{} "), ""
    stated = Reference(
        authors=[_plain(full_name(name)) for name in names if name and name != "others"],
        date=entry.get("date", "") or day_of_parts(parts) or _plain(entry.get("year", "")),
        url=url,
        tags=[_plain(tag) for tag in re.split(r"[,;]", entry.get("keywords", ""))],
        notes=[_plain(entry[name]) for name in ("note", "annote", "annotation") if entry.get(name)],
        files=list(_files(entry.get("file", "") or entry.get("localfile", ""))),
        identifier=entry[""],
    )
    return with_texts(stated, values)


def _plain(text: str) -> str:
    """Text without the braces that keep capitals."""
    return " ".join(text.replace("{", "").replace("}", "").replace("\\&", "&").split())


def _files(text: str) -> Iterator[str]:
    r"""Paths in a list of files: ``Snapshot:files/12/a.html:text/html;...``, in which ``\:`` is a colon."""
    for part in (part for part in re.split(r"(?<!\\);", text) if part.strip()):
        pieces = [re.sub(r"\\+([:;_\\&%])", r"\1", piece) for piece in _BREAK.split(part)]
        paths = [piece for piece in pieces if _PATH.search(piece) and not piece.startswith("application/")]
        # The last is the path: the first may be a title such as "quay.html".
        yield paths[-1] if paths else part.strip()
