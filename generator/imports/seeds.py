"""What becomes of an item: a seed, an entry of the list of addresses, or nothing, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from generator.accession.save import Clipping, Holdings
from generator.imports.attachments import attach
from generator.imports.declare import DRAFT, Stated, stated
from generator.imports.item import MAX_BYTES, NO_TEXT, TOO_LARGE, Item
from generator.imports.preview import Preview, Shown, previews
from generator.imports.reading_list import SEPARATOR, Address
from generator.imports.source import Options
from generator.inputs.seeds import READING_LIST
from generator.model.addresses import UNTITLED

# What can become of an item, in the words of the report.
IMPORTED, EXISTING, CHANGED = "imported", "already in the archive", "changed"
ADDRESS, WITHHELD, SKIPPED, REFUSED = "address only", "not public", "skipped", "refused"
# Fields with columns in the list of addresses.
_COLUMNS = frozenset({"title", "tags", "note", "source"})
# Of items that are read at once: number and bytes.
_MOST_ITEMS, _MOST_BYTES = 1_000, 40_000_000


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


class _Ready(NamedTuple):
    """An item, what is stated about it, and what becomes of it, or the clipping that has to be read first."""

    item: Item
    known: Stated
    taken: Taken = Taken("", "", SKIPPED)
    clipping: Clipping | None = None


@dataclass
class Importer:
    """Takes items, one after the other.

    Attributes:
        holdings: what the archive has.
        options: what the person decided.
        into: subfolder of the seeds to import into.
        dry: nothing is written.
        addresses: those to fetch, by address; at first, those of earlier imports.
        amended: whether one of those has changed.
    """

    holdings: Holdings
    options: Options
    into: str = ""
    dry: bool = False
    addresses: dict[str, Address] = field(default_factory=dict)
    amended: bool = False
    _of_export: dict[str, str] = field(default_factory=dict)

    def take(self, item: Item, origin: Origin) -> Taken:
        """Import an item, or say why not."""
        return next(self.take_all([item], origin))[1]

    def take_all(self, items: Iterable[Item], origin: Origin) -> Iterator[tuple[Item, Taken]]:
        """Import the items of an export, or say why not, in their order."""
        self._of_export = {}
        for batch in _batches(items):
            ready = [self._prepare(item, origin) for item in batch]
            shown = [Shown(entry.clipping, bool(entry.item.fields)) for entry in ready if entry.clipping]
            seen = previews(shown, self.options.day)
            for entry in ready:
                taken = self._document(entry, next(seen)) if entry.clipping else entry.taken
                known = entry.known
                yield entry.item, taken._replace(targets=known.targets, warnings=known.warnings)

    def _prepare(self, item: Item, origin: Origin) -> _Ready:
        """Decide about an item, or find out what has to be read first."""
        if item.fault or item.skipped:
            outcome, why = (REFUSED, item.fault) if item.fault else (SKIPPED, item.skipped)
            return _Ready(item, Stated({}, {}), Taken(item.name, item.kind, outcome, why))
        known = stated(item, self.options)
        title = str(known.fields.get("title", ""))
        if known.withheld and not self.options.drafts:
            return _Ready(item, known, Taken(item.name, item.kind, WITHHELD, known.withheld, title))
        if item.document is None:
            return _Ready(item, known, self._address(item, known, origin))
        if len(item.document.data) > MAX_BYTES:
            why = TOO_LARGE
            return _Ready(item, known, Taken(item.name, item.kind, REFUSED, why))
        clipping = self._clipping(item, known, origin)
        existing = self._find(item, clipping)
        if existing:
            return _Ready(item, known, self._existing(item, clipping, existing))
        return _Ready(item, known, clipping=clipping)

    def _find(self, item: Item, clipping: Clipping) -> str:
        """Path of the seed of an item, "" if the archive has none.

        Articles of one export may share an identifier or address, such as the shelf mark of a box or the page
        of a whole issue. They are different ones if their texts and titles are.
        """
        existing = self.holdings.find(clipping)
        title = self._of_export.get(existing)
        if not existing or title is None or self.holdings.has_text(clipping):
            return existing
        return existing if title == _title(item, clipping) else ""

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

    def _document(self, ready: _Ready, seen: Preview) -> Taken:
        """Save an item, if it is an article, and not the same as one just before."""
        item, known, clipping = ready.item, ready.known, ready.clipping
        assert clipping is not None  # noqa: S101 - for the reader of types
        existing = self._find(item, clipping)
        if existing:
            return self._existing(item, clipping, existing)
        if seen.withheld and not known.withheld and not self.options.drafts:
            return Taken(item.name, item.kind, WITHHELD, seen.withheld, seen.title)
        if seen.errors:
            return _unreadable(item, known, seen)
        declared = {**clipping.declared, "whole": True} if seen.whole else clipping.declared
        title = item.stem or clipping.title or seen.title or item.name
        seed, files = self._save(replace(clipping, title=title, declared=declared), item)
        self._of_export[self.holdings.find(clipping)] = _title(item, clipping)
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
            self._of_export[existing] = _title(item, clipping)
            path = self.holdings.seeds / existing
            if not self.dry and path.is_file():
                # What an interrupted run has not saved.
                attach(item.attachments, self.holdings.seeds, path)
        else:
            why = "with a different text. To replace it, delete that seed and import again."
        return Taken(item.name, item.kind, CHANGED if why else EXISTING, why, clipping.title, seed=existing)

    def _amend(self, url: str, title: str, fields: Mapping[str, object], added: str) -> None:
        """Add what another list states about an address that waits already."""
        before = self.addresses[url]
        tags, note = _tags(fields).split(SEPARATOR), str(fields.get("note", ""))
        after = before._replace(
            title=before.title or title,
            tags=SEPARATOR.join(dict.fromkeys(filter(None, [*before.tags.split(SEPARATOR), *tags]))),
            added=min(filter(None, (before.added, added)), default=""),
            note=before.note if note in before.note else "\n\n".join(filter(None, (before.note, note))),
        )
        if after != before:
            self.addresses[url], self.amended = after, True

    def _address(self, item: Item, known: Stated, origin: Origin) -> Taken:
        """An item without a text: it may be fetched."""
        source = known.fields.get("source")
        parts: Mapping[str, object] = source if isinstance(source, Mapping) else {}
        url, title = str(parts.get("url", "")), str(known.fields.get("title", ""))
        if not url:
            return Taken(item.name, item.kind, SKIPPED, NO_TEXT, title)
        existing = self.holdings.holds(url) or (READING_LIST if url in self.addresses else "")
        if existing == READING_LIST:
            self._amend(url, title, known.fields, str(parts.get("retrieved", "")))
        if existing:
            return Taken(item.name, item.kind, EXISTING, title=title, seed=existing)
        entry = Address(
            url,
            title,
            _tags(known.fields),
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


def _title(item: Item, clipping: Clipping) -> str:
    """What an item is called, as two of one export are compared."""
    return (clipping.title or item.name).casefold()


def _tags(fields: Mapping[str, object]) -> str:
    """The tags of an item in one cell."""
    tags = fields.get("tags")
    return SEPARATOR.join(map(str, tags)) if isinstance(tags, list) else ""


def _unreadable(item: Item, known: Stated, seen: Preview) -> Taken:
    """An item whose document is no article."""
    if item.fields and all(problem.rule == "no-text" for problem in seen.errors):
        return Taken(item.name, item.kind, SKIPPED, NO_TEXT, str(known.fields.get("title", "")))
    return Taken(item.name, item.kind, REFUSED, "; ".join(problem.message for problem in seen.errors))


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items in lists that are read at once: few, or as many as fit into memory."""
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.document.data) if item.document else 0
        size += sum(len(attachment.data) for attachment in item.attachments)
        if len(batch) >= _MOST_ITEMS or size >= _MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _others(fields: Mapping[str, object]) -> str:
    """The fields for which the list of addresses has no column, as JSON; "" for none."""
    source = fields.get("source")
    parts = source if isinstance(source, Mapping) else {}
    rest = {name: part for name, part in parts.items() if name not in {"url", "retrieved"}}
    others = {name: value for name, value in fields.items() if name not in _COLUMNS}
    others |= {"source": rest} if rest else {}
    return json.dumps(others, ensure_ascii=False) if others else ""
