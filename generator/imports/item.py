"""One item of an export, whatever program wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

# The same limit as for a fetched page.
MAX_BYTES = 10_000_000
# Why an item is refused or skipped, where many readers find the same.
TOO_LARGE = f"is larger than {MAX_BYTES:,} bytes. Take out its pictures, or split it, and import it again"
NO_TEXT = "no text"
CUT_OFF = "the file is cut off or damaged here. Export it again, then import it again"
HIGHLIGHTS = "highlights without the article or its address"
# The kind of an item that has only the beginning of its text.
TEASER = "teaser"


class Document(NamedTuple):
    """The item in its original form: its bytes, and the suffix of a seed (``.html``, ``.md``, ``.txt``)."""

    data: bytes
    suffix: str


class Attachment(NamedTuple):
    """A file that belongs to an item, such as a picture.

    Attributes:
        name: as the document refers to it, relative to the document, with ``/`` (``images/pier.jpg``).
        data: its bytes.
    """

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an export. Readers yield these and write nothing.

    Attributes:
        name: what messages call it: its headline, its address, or its place in the export.
        document: None if the export has no text of it.
        fields: what the export states, by the export's own names or ours ("Date Added", ``title``). Values as
            they stand there: days in the words of the export (the local day, never shifted to UTC), lists as
            lists. ``declare`` sorts them; those without a place go to the note.
        kind: what it is, in one or two words of the report: "article", "address" (only an address), "page",
            "highlight", ...
        identifier: its key in the other program, the same in every export of it; "" if it has none.
        attachments: its files.
        note: highlights and notes of the person who kept it, as Markdown.
        withheld: why it is not public, in one word of the report ("draft", "private", "password",
            "scheduled", "trash"); "" if it is public.
        skipped: why it is no article, in a few words of the report ("page", "comment", "no text"); "" if it
            is one.
        fault: why it cannot be imported, and what to do, as the end of a sentence; "" if it can.
        folder: subfolder of the seeds for it.
        stem: what its seed is called; "" for its headline.
        sidecar: the text of a sidecar that it has already.
        done: how much of the source is read with this item, in the unit of ``Opened.size``.
    """

    name: str
    document: Document | None = None
    fields: Mapping[str, object] = field(default_factory=dict)
    kind: str = "article"
    identifier: str = ""
    attachments: tuple[Attachment, ...] = ()
    note: str = ""
    withheld: str = ""
    skipped: str = ""
    fault: str = ""
    folder: str = ""
    stem: str = ""
    sidecar: str = ""
    done: int = 0


class Opened(NamedTuple):
    """What is imported: its size (items or bytes, 0 if unknown), and its items, read one after the other."""

    size: int
    items: Iterator[Item]
