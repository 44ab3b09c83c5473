"""The articles of a file that holds several: downloads from news databases, and mailboxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.accession.add import preview
from generator.accession.items import ImportItem, ImportSource
from generator.accession.save import Clipping
from generator.extract.decode import decode
from generator.extract.whole.labels import is_counter
from generator.extract.whole.several import find_several
from generator.model.errors import ClipfileError

_MESSAGE = b"From "


def split(path: Path) -> ImportSource:
    """The articles of a text file, each as a clipping.

    Raises:
        ClipfileError: the file holds only one article, or it is not certain where each begins.
    """
    lines, encoding = _lines(path)
    several = find_several(lines)
    if several is None:
        raise ClipfileError(
            f"{path}: holds only one article. To add a single document, run: clipfile new {path}"
        )
    if not several.starts:
        raise ClipfileError(
            f"{path}: holds {several.number} articles, but it is not certain where each begins. "
            "Save each as a file of its own."
        )
    return ImportSource(len(several.starts), _parts(path.stem, lines, encoding, several.starts))


def _lines(path: Path) -> tuple[list[str], str]:
    """The lines of a file, and the encoding that its parts keep."""
    data = path.read_bytes()
    if data.startswith(_MESSAGE):
        # Each message states its own encodings: their bytes stay as they are.
        return data.decode("latin-1").replace("\r\n", "\n").split("\n"), "latin-1"
    decoded = decode(path.name, data)
    if decoded.text is None:
        raise ClipfileError(f"{path}: {decoded.problems[0].message}.")
    return decoded.text.splitlines(), "utf-8"


def _parts(name: str, lines: Sequence[str], encoding: str, starts: Sequence[int]) -> Iterator[ImportItem]:
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        is_message = lines[start].startswith("From ")
        text = (
            "\n".join(lines[start + (is_message or is_counter(lines[start].strip())) : end]).strip("\n")
            + "\n"
        )
        data, suffix = text.encode(encoding), ".eml" if is_message else ".txt"
        title, fault = preview(data, suffix, "")
        part = f"{name}, article {number}"
        clipping = None if fault else Clipping(data, suffix, title or f"{name} {number}", {})
        yield ImportItem(part, number, clipping, fault)
