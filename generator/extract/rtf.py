"""Reads RTF, as word processors and news databases write it, with the library of the extra ``documents``."""

from __future__ import annotations

import codecs
import importlib
import re
from collections.abc import Iterator
from dataclasses import replace

from generator.extract.decode import clean
from generator.extract.document_faults import LARGEST, broken, library_of, refused
from generator.extract.plain.reader import extract_plain
from generator.extract.whole.refusal import refusal_of_text
from generator.model.documents import Declaration, Draft, Removed

_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
# A link of a field; the library writes its address into the text.
_LINK = re.compile(r"(\\fldinst)(?=\{)", re.IGNORECASE)
_FONTS = re.compile(r"\{[^{}\\]{0,20}\\fonttbl")
_FONT = re.compile(r"\\(f|fcharset)(\d{1,5})(?![a-z\d])")
_PARAGRAPH = re.compile(r"\\par(?![a-z])")
# What hides text, or deletes it in a document with its changes; and groups, within which it counts.
_HIDING = re.compile(
    r"\\(?:(?P<on>v|deleted)|(?P<off>v0|deleted0|plain))(?![a-z\d]) ?|(?P<brace>(?<!\\)[{}])"
)
_NOTE = re.compile(r"\{\s*\\footnote(?![a-z])(?:\\ftnalt(?![a-z]))?")
_COMMENT = re.compile(r"\\annotation(?![a-z])")


def extract_rtf(data: bytes, sidecar: Declaration) -> Draft:
    """Read an RTF document, then like pasted text. Failures are problems of the draft."""
    library = library_of("striprtf.striprtf")
    if library is None or len(data) > LARGEST:
        return refused("striprtf", "an RTF document", library)
    try:
        text = rtf_text(data, paragraphs=True)
    except Exception as error:  # noqa: BLE001 - for a damaged file the library may raise anything
        return broken("RTF document", error)
    fault = refusal_of_text(text, sidecar)
    if fault:
        return Draft((), problems=(fault,))
    draft = extract_plain(text, sidecar)
    if not _COMMENT.search(data.decode("latin-1")):
        return draft
    left_out = Removed(0, "comments", "rtf-notes")
    return replace(draft, removed=(*draft.removed, left_out))


def rtf_text(data: bytes, *, paragraphs: bool = False) -> str:
    """The text of an RTF document, footnotes at its end, without what is hidden or deleted in it.

    Args:
        data: the document.
        paragraphs: an empty line follows each paragraph, as in pasted text; otherwise each is a line.

    Raises:
        ImportError: the extra ``documents`` is not installed.
        ValueError: this is not RTF.
    """
    if not is_rtf(data):
        raise ValueError("not RTF")
    source = _with_notes(_without_hidden(_with_plain_fonts(_LINK.sub(r"\1 ", _decoded(data)))))
    if paragraphs:
        source = _PARAGRAPH.sub(r"\\par\\par", source)
    text = str(importlib.import_module("striprtf.striprtf").rtf_to_text(source, errors="replace"))
    # Characters beyond the first 65,536 are written in two halves.
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return clean("\n".join(line.rstrip() for line in whole.split("\n")).strip() + "\n")


def is_rtf(data: bytes) -> bool:
    """Whether a file is RTF, by its first bytes."""
    return data.lstrip()[:5] == b"{\\rtf"


def _decoded(data: bytes) -> str:
    """The source of a document. Characters beyond ASCII are rare in it, as it has codes for them."""
    if data.isascii():
        return data.decode("ascii")
    stated = _CODE_PAGE.search(data[:2000].decode("latin-1"))
    name = f"cp{stated[1]}" if stated else "cp1252"
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        codecs.lookup(name)
    except LookupError:
        name = "cp1252"
    return data.decode(name, "replace")


def _with_plain_fonts(source: str) -> str:
    """The source with no more of its table of fonts than which characters each has.

    The library's pattern for this table takes very long for a hostile one.
    """
    start = _FONTS.search(source)
    if start is None:
        return source
    end = _end_of_group(source, start.start())
    fonts: dict[str, str] = {}
    number = ""
    for match in _FONT.finditer(source, start.end(), end):
        if match[1] == "f":
            number = match[2]
        elif number:
            fonts.setdefault(number, match[2])
    entries = "".join(f"{{\\f{font}\\fcharset{charset} font;}}" for font, charset in fonts.items())
    return f"{source[: start.start()]}{{\\fonttbl{entries}}}{source[end:]}"


def _with_notes(source: str) -> str:
    """The source with a mark for each footnote where it is, and its text at the end."""
    pieces: list[str] = []
    notes: list[str] = []
    done = 0
    for match in _NOTE.finditer(source):
        if match.start() < done:
            continue
        end = _end_of_group(source, match.start())
        mark = f"[{len(notes) + 1}]"
        pieces += (source[done : match.start()], mark)
        notes.append(f"{{\\par {mark} {source[match.end() : end - 1]}}}")
        done = end
    if not notes:
        return source
    marked = "".join((*pieces, source[done:]))
    end = _end_of_group(marked, 0) - 1
    return f"{marked[:end]}{''.join(notes)}{marked[end:]}"


def _end_of_group(source: str, start: int) -> int:
    depth = 0
    for brace in re.compile(r"(?<!\\)[{}]").finditer(source, start):
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return len(source)


def _without_hidden(source: str) -> str:
    """The source without hidden and deleted text."""
    if "\\v" not in source and "\\deleted" not in source:
        return source
    return "".join(_shown(source))


def _shown(source: str) -> Iterator[str]:
    outer: list[bool] = []
    hidden, shown = False, 0
    for match in _HIDING.finditer(source):
        if not hidden:
            yield source[shown : match.start()]
        shown = match.end()
        if match["brace"]:
            yield match[0]
            if match[0] == "{":
                outer.append(hidden)
            elif outer:
                hidden = outer.pop()
        else:
            hidden = bool(match["on"])
            # An empty group ends a command just before.
            yield match[0] if match[0].startswith("\\plain") else "{}"
    if not hidden:
        yield source[shown:]
