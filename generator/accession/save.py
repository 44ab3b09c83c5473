"""Saving a clipping: a seed and its sidecar, once, under a name that is free."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.accession.yamltext import SCHEMA_LINE, Statement, as_yaml, nested
from generator.inputs.seeds import SIDECAR, read_seeds
from generator.model.addresses import UNTITLED, slug
from generator.model.documents import Declaration
from generator.model.errors import ClipfileError
from generator.system.files import create, rewrite

SCHEMA = Path("schemas") / "sidecar.json"


@dataclass(frozen=True, slots=True)
class Clipping:
    """A document to save: its bytes, the end of its name (``.html``), and what is known about it.

    ``declared`` holds values as a sidecar states them, ``todo`` what to write for fields (``source.name`` for
    a part) that nobody knew; ``sidecar`` is the text of one that is there already. ``folder`` is a subfolder
    of the seeds.
    """

    data: bytes
    suffix: str
    title: str = ""
    declared: Mapping[str, object] = field(default_factory=dict)
    folder: str = ""
    sidecar: str = ""
    todo: Mapping[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """The address it comes from, "" where it is not known."""
        return Declaration(self.declared).source_url


@dataclass
class Holdings:
    """What an archive already holds: seeds by the digest of their bytes and by their address."""

    seeds: Path

    @cached_property
    def known(self) -> dict[str, str]:
        """Digest or address → path of the seed."""
        seeds, _ = read_seeds(self.seeds)
        return {key: seed.path for seed in seeds for key in (seed.sha256, seed.declared.source_url) if key}

    def find(self, clipping: Clipping) -> str:
        """Path of the seed that holds this document already, "" where none does."""
        digest = hashlib.sha256(clipping.data).hexdigest()
        return self.known.get(digest) or (self.known.get(clipping.url, "") if clipping.url else "")

    def holds(self, url: str) -> str:
        """Path of the seed that comes from this address, "" where none does."""
        return self.known.get(url, "")

    def sidecar_of(self, path: str) -> str:
        """The text of a seed's sidecar, "" where it has none."""
        beside = (self.seeds / path).with_suffix(SIDECAR)
        return beside.read_bytes().decode("utf-8-sig", errors="replace") if beside.is_file() else ""

    def require(self) -> None:
        """Make sure that a document can be saved, before a person is asked for one.

        Raises:
            ClipfileError: there is no such folder, or it may not be written to.
        """
        _ = self.known
        if not os.access(self.seeds, os.W_OK):
            raise ClipfileError(
                f"{self.seeds}: may not be written to. Change that, or name another folder with --seeds."
            )

    def save(self, clipping: Clipping) -> Path:
        """Write the seed and its sidecar. Existing files are not changed.

        Raises:
            ClipfileError: the disk refused.
        """
        folder = self.seeds / clipping.folder
        known = clipping.declared or clipping.todo
        beside = clipping.sidecar or (sidecar(clipping, self.seeds) if known else "")
        path = _free(folder, slug(clipping.title) or UNTITLED, clipping.suffix, beside)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            # The seed last: a run that is stopped in between finds the same name free the next time.
            if beside:
                rewrite(path.with_suffix(SIDECAR), beside.encode())
            create(path, clipping.data)
        except OSError as error:
            raise ClipfileError(f"{path}: cannot be written: {error.strerror}") from error
        name = path.relative_to(self.seeds).as_posix()
        for key in filter(None, (hashlib.sha256(clipping.data).hexdigest(), clipping.url)):
            self.known.setdefault(key, name)
        return path


def sidecar(clipping: Clipping, seeds: Path) -> str:
    """The text of a new sidecar."""
    blocks = []
    for name in dict.fromkeys([*clipping.declared, *(todo.partition(".")[0] for todo in clipping.todo)]):
        value, parts = clipping.declared.get(name), _parts(clipping, name)
        if parts:
            blocks.append(nested(name, parts))
        elif value or name in clipping.todo:
            blocks.append(as_yaml(Statement(name, value or None, clipping.todo.get(name, ""))))
    schema = schema_address(seeds, clipping.folder)
    return (f"{SCHEMA_LINE}{schema}\n" if schema else "") + "".join(blocks)


def _parts(clipping: Clipping, name: str) -> list[Statement]:
    """The known parts of a field that holds others, and those that a person has to find out."""
    value = clipping.declared.get(name)
    known = value.items() if isinstance(value, Mapping) else ()
    unknown = ((todo.partition("."), hint) for todo, hint in clipping.todo.items())
    return [
        *(Statement(part, value, "") for part, value in known if value),
        *(Statement(part, None, hint) for (above, _, part), hint in unknown if part and above == name),
    ]


def schema_address(seeds: Path, folder: str = "") -> str:
    """The schema of sidecars as seen from a folder of seeds; "" where the archive has none."""
    schema = next((above / SCHEMA for above in seeds.parents if (above / SCHEMA).is_file()), None)
    return Path(os.path.relpath(schema, seeds / folder)).as_posix() if schema else ""


def _free(folder: Path, stem: str, suffix: str, beside: str) -> Path:
    """A path that no document and no other sidecar has: ``stem``, else ``stem-2`` and so on."""
    for name in _names(stem):
        there = sorted(folder.glob(f"{name}.*"))
        begun = [path.name for path in there] == [f"{name}{SIDECAR}"]
        if not there or (begun and there[0].read_bytes().decode(errors="replace") == beside):
            return folder / f"{name}{suffix}"
    raise AssertionError


def _names(stem: str) -> Iterable[str]:
    yield stem
    for number in range(2, 100_000):
        yield f"{stem}-{number}"
