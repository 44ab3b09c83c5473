"""What becomes of an item: a seed, an entry of the list of addresses, or nothing, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.accession.save import Clipping, Holdings
from generator.imports.attachments import attach
from generator.imports.declare import DRAFT, Stated, stated
from generator.imports.item import MAX_BYTES, Item
from generator.imports.preview import Preview, preview
from generator.imports.reading_list import SEPARATOR, Address
from generator.imports.source import Options
from generator.inputs.seeds import READING_LIST
from generator.model.addresses import UNTITLED

# What can become of an item, in the words of the report.
IMPORTED, EXISTING, CHANGED = "imported", "already in the archive", "changed"
ADDRESS, WITHHELD, SKIPPED, REFUSED = "address only", "not public", "skipped", "refused"
NO_TEXT = "no text"
# Fields with columns in the list of addresses.
_COLUMNS = frozenset({"title", "tags", "note", "source"})
# Problems that mean that a document is no single article: an export that lists it as one decides otherwise.
_SEVERAL = frozenset({"several-articles", "list-of-links"})


class Taken(NamedTuple):
    """What became of an item.

    Attributes:
        name: of the item.
        kind: what it is, in the words of its reader.
        outcome: one of the constants above.
        why: the reason, in a few words; "" if the outcome says all.
        title: its headline, ``date`` and ``language``, as the archive shows them; "" if unknown.
        seed: path of its seed, "" without one.
        files: how many files came with it.
        warnings: sentences about what could not be understood.
        targets: names in the export → what they mean.
    """

    name: str
    kind: str
    outcome: str
    why: str = ""
    title: str = ""
    date: str = ""
    language: str = ""
    seed: str = ""
    files: int = 0
    warnings: tuple[str, ...] = ()
    targets: Mapping[str, str] = {}


class Origin(NamedTuple):
    """Where items come from: the name of the export, and of its format."""

    file: str
    format: str


@dataclass
class Importer:
    """Takes items, one after the other.

    Attributes:
        holdings: what the archive has.
        options: what the person decided.
        into: subfolder of the seeds to import into.
        dry: nothing is written.
        addresses: those to fetch, by address; at first, those of earlier imports.
    """

    holdings: Holdings
    options: Options
    into: str = ""
    dry: bool = False
    addresses: dict[str, Address] = field(default_factory=dict)

    def take(self, item: Item, origin: Origin) -> Taken:
        """Import an item, or say why not."""
        if item.fault:
            return Taken(item.name, item.kind, REFUSED, item.fault)
        if item.skipped:
            return Taken(item.name, item.kind, SKIPPED, item.skipped)
        known = stated(item, self.options)
        taken = self._public(item, known, origin)
        return taken._replace(targets=known.targets, warnings=known.warnings)

    def _public(self, item: Item, known: Stated, origin: Origin) -> Taken:
        if known.withheld and not self.options.drafts:
            return Taken(item.name, item.kind, WITHHELD, known.withheld, str(known.fields.get("title", "")))
        if item.document is None:
            return self._address(item, known, origin)
        if len(item.document.data) > MAX_BYTES:
            return Taken(item.name, item.kind, REFUSED, f"is larger than {MAX_BYTES:,} bytes")
        return self._document(item, known, self._clipping(item, known, origin))

    def _clipping(self, item: Item, known: Stated, origin: Origin) -> Clipping:
        """The item as it would be saved."""
        assert item.document is not None  # noqa: S101 - for the reader of types
        fields = dict(known.fields)
        if known.withheld:
            fields["status"] = DRAFT
        if item.fields or item.identifier:
            fields["provenance"] = {
                "file": origin.file,
                "format": origin.format,
                "identifier": item.identifier,
            }
        folder = (PurePosixPath(self.into) / item.folder).as_posix()
        text = item.sidecar
        if text and known.withheld and "status:" not in text:
            text = f"{text.rstrip()}\nstatus: {DRAFT}\n"
        return Clipping(
            item.document.data,
            item.document.suffix,
            str(fields.get("title", "")),
            fields,
            "" if folder == "." else folder,
            text,
            identifier=f"{origin.format}\n{item.identifier}" if item.identifier else "",
        )

    def _document(self, item: Item, known: Stated, clipping: Clipping) -> Taken:
        existing = self.holdings.find(clipping)
        if existing:
            return self._existing(item, clipping, existing)
        seen, clipping = self._look(item, clipping)
        if seen.withheld and not known.withheld and not self.options.drafts:
            return Taken(item.name, item.kind, WITHHELD, seen.withheld, seen.title)
        if seen.errors:
            return self._unreadable(item, known, seen)
        clipping = replace(clipping, title=item.stem or clipping.title or seen.title or item.name)
        seed, files = self._save(clipping, item)
        return Taken(item.name, item.kind, IMPORTED, "", seen.title, seen.date, seen.language, seed, files)

    def _save(self, clipping: Clipping, item: Item) -> tuple[str, int]:
        """The path of the new seed, and how many files came with it."""
        if self.dry:
            self.holdings.add(clipping, f"{PurePosixPath(clipping.folder) / (clipping.title or UNTITLED)}")
            return "", len(item.attachments)
        path = self.holdings.save(clipping)
        files = attach(item.attachments, self.holdings.seeds, path)
        return path.relative_to(self.holdings.seeds).as_posix(), files

    def _existing(self, item: Item, clipping: Clipping, existing: str) -> Taken:
        if item.sidecar not in ("", self.holdings.sidecar_of(existing)):
            why = "with a different sidecar. Compare the two."
        elif self.holdings.has_text(clipping):
            why = ""
            path = self.holdings.seeds / existing
            if not self.dry and path.is_file():
                # What an interrupted run has not saved.
                attach(item.attachments, self.holdings.seeds, path)
        else:
            why = "with a different text. To replace it, delete that seed and import again."
        return Taken(item.name, item.kind, CHANGED if why else EXISTING, why, clipping.title, seed=existing)

    def _look(self, item: Item, clipping: Clipping) -> tuple[Preview, Clipping]:
        """What the archive would show, and the clipping; an export decides that its item is one article."""
        seen = preview(clipping, self.options.day)
        if item.fields and any(problem.rule in _SEVERAL for problem in seen.errors):
            clipping = replace(clipping, declared={**clipping.declared, "whole": True})
            seen = preview(clipping, self.options.day)
        return seen, clipping

    def _unreadable(self, item: Item, known: Stated, seen: Preview) -> Taken:
        """An item whose document is no article."""
        if not item.fields or any(problem.rule != "no-text" for problem in seen.errors):
            return Taken(item.name, item.kind, REFUSED, "; ".join(problem.message for problem in seen.errors))
        return Taken(item.name, item.kind, SKIPPED, NO_TEXT, str(known.fields.get("title", "")))

    def _address(self, item: Item, known: Stated, origin: Origin) -> Taken:
        """An item without a text: it may be fetched."""
        source = known.fields.get("source")
        parts: Mapping[str, object] = source if isinstance(source, Mapping) else {}
        url, title = str(parts.get("url", "")), str(known.fields.get("title", ""))
        if not url:
            return Taken(item.name, item.kind, SKIPPED, NO_TEXT, title)
        existing = self.holdings.holds(url) or (READING_LIST if url in self.addresses else "")
        if existing:
            return Taken(item.name, item.kind, EXISTING, title=title, seed=existing)
        tags = known.fields.get("tags")
        entry = Address(
            url,
            title,
            SEPARATOR.join(map(str, tags)) if isinstance(tags, list) else "",
            str(known.fields.get("note", "")),
            str(parts.get("retrieved", "")),
            origin.file,
            origin.format,
            item.identifier,
            self.into,
            _others(known.fields),
        )
        self.addresses[url] = entry
        return Taken(item.name, item.kind, ADDRESS, title=title)


def _others(fields: Mapping[str, object]) -> str:
    """The fields for which the list of addresses has no column, as JSON; "" for none."""
    source = fields.get("source")
    parts = source if isinstance(source, Mapping) else {}
    rest = {name: part for name, part in parts.items() if name not in {"url", "retrieved"}}
    others = {name: value for name, value in fields.items() if name not in _COLUMNS}
    others |= {"source": rest} if rest else {}
    return json.dumps(others, ensure_ascii=False) if others else ""
