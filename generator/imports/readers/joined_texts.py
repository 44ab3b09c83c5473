"""Texts that hold several articles: downloads of databases without a reader of their own, and mailboxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.extract.decode import decode
from generator.extract.whole.labels import is_counter
from generator.extract.whole.several import SeveralArticles, find_several
from generator.imports.item import Document, Item, Opened
from generator.imports.readers import ruled_texts
from generator.imports.source import Options, Source
from generator.model.errors import ClipfileError

_MESSAGE = b"From "
_TEXTS = (".txt", ".text", ".mbox", ".md", ".markdown", "")


def recognises(source: Source) -> bool:
    """Whether a file is a text that holds several articles."""
    if source.suffix not in _TEXTS or not source.path.is_file() or b"\0" in source.head:
        return False
    return _several(source) is not None


def read(source: Source, options: Options) -> Opened:
    """The articles of a text.

    Raises:
        ClipfileError: it is not certain where each begins.
    """
    lines, encoding = _lines(source)
    several = find_several(lines)
    if several is None or not several.starts:
        ruled = ruled_texts.recognises(source)
        if ruled and options.split:
            return ruled_texts.read(source, options)
        number = several.number if several else 1
        remedy = "To split it at its rules, add: --split" if ruled else "Save each as a file of its own."
        raise ClipfileError(
            f"{source.shown}: holds {number} articles, but it is not certain where each begins. {remedy}"
        )
    return Opened(len(several.starts), _parts(source, lines, encoding, several.starts))


def _several(source: Source) -> SeveralArticles | None:
    try:
        lines, _ = _lines(source)
    except ClipfileError:
        return None
    return find_several(lines)


def _lines(source: Source) -> tuple[list[str], str]:
    """The lines of a file, and the encoding that its parts keep."""
    data = source.path.read_bytes()
    if data.startswith(_MESSAGE):
        # Each message states its own encodings: their bytes stay as they are.
        return data.decode("latin-1").replace("\r\n", "\n").split("\n"), "latin-1"
    decoded = decode(source.path.name, data)
    if decoded.text is None:
        raise ClipfileError(f"{source.shown}: {decoded.problems[0].message}.")
    return decoded.text.splitlines(), "utf-8"


def _parts(source: Source, lines: Sequence[str], encoding: str, starts: Sequence[int]) -> Iterator[Item]:
    stem = source.path.stem
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True), 1):
        is_message = lines[start].startswith("From ")
        below = start + (is_message or is_counter(lines[start].strip()))
        data = ("\n".join(lines[below:end]).strip("\n") + "\n").encode(encoding)
        suffix = ".eml" if is_message else ".md" if source.suffix in {".md", ".markdown"} else ".txt"
        yield Item(f"{stem}, article {number}", Document(data, suffix), done=number)
