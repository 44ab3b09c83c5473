"""Saving a clipping as a seed and its sidecar, under an unused name, if the archive does not have it yet."""

from __future__ import annotations

import glob
import hashlib
import itertools
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from generator.accession.yamltext import SCHEMA_LINE, Statement, nested_yaml, to_yaml
from generator.extract.formats import FORMATS
from generator.inputs.seeds import EMPTY, SIDECAR, read_seeds
from generator.model.addresses import UNTITLED
from generator.model.documents import Declaration, Seed
from generator.model.errors import ClipfileError
from generator.model.slugs import slug
from generator.system.files import create, rewrite
from generator.system.turns import sole_writer
from generator.text.links import clean_address
from generator.text.web_address import parts_of

SCHEMA = Path("schemas") / "sidecar.json"
_RETRIEVED = re.compile(r"^ *retrieved: .*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Clipping:
    """A document to save: its bytes, file suffix (``.html``), and what else is known about it.

    ``declared`` has values in the form of a sidecar. ``todo`` has hints for fields that are still unknown
    (``source.name`` for a part). ``sidecar`` is the text of an existing sidecar. ``folder`` is a subfolder of
    the seeds. ``address`` is where the document was fetched, after redirects. ``identifier`` is its
    key in the program that exported it, with the name of the format.
    """

    data: bytes
    suffix: str
    title: str = ""
    declared: Mapping[str, object] = field(default_factory=dict)
    folder: str = ""
    sidecar: str = ""
    todo: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    identifier: str = ""

    @property
    def url(self) -> str:
        """The address of the source, "" if unknown."""
        return clean_address(Declaration(self.declared).source_url)


@dataclass
class Holdings:
    """The seeds that an archive already has, by their text, source address and identifier."""

    seeds: Path
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict, repr=False)
    _stems: dict[str, set[str]] = field(default_factory=dict, repr=False)

    @cached_property
    def known(self) -> dict[str, str]:
        """What identifies a seed → its path."""
        seeds = [seed for seed in read_seeds(self.seeds)[0] if not _is_leftover(seed)]
        return {
            key: seed.path
            for seed in reversed(seeds)
            for key in (*_keys(seed.data, seed.declared.source_url), identifier_of(seed.declared.values))
            if key
        }

    def find(self, clipping: Clipping) -> str:
        """Path of the seed with the same text, identifier or source address; "" if no seed has them."""
        digest, url, address = _keys(clipping.data, clipping.url)
        # Many imported articles may have the start page of their site as their address.
        keys = (digest, clipping.identifier, address, "" if "provenance" in clipping.declared else url)
        return next((self.known[key] for key in keys if key and key in self.known), "")

    def has_text(self, clipping: Clipping) -> bool:
        """Whether a seed has the same text."""
        return _keys(clipping.data, "")[0] in self.known

    def holds(self, url: str) -> str:
        """Path of the seed with this source address, "" if there is none."""
        return self.known.get(url) or self.known.get(address_key(url), "")

    def add(self, clipping: Clipping, name: str) -> None:
        """Remember that a seed has a clipping."""
        for key in filter(None, (*_keys(clipping.data, clipping.url), clipping.identifier)):
            self.known.setdefault(key, name)

    def sidecar_of(self, path: str) -> str:
        """The text of a seed's sidecar, "" if it has none."""
        file = (self.seeds / path).with_suffix(SIDECAR)
        return file.read_bytes().decode("utf-8-sig", errors="replace") if file.is_file() else ""

    def require(self) -> None:
        """Make sure that a document can be saved, before a person is asked for one.

        Raises:
            ClipfileError: the folder does not exist or is not writable.
        """
        _ = self.known
        if not os.access(self.seeds, os.W_OK):
            raise ClipfileError(
                f"{self.seeds}: the folder is not writable. Change that, or name another one with --seeds."
            )

    def save(self, clipping: Clipping) -> Path:
        """Write the seed and its sidecar; existing files are not changed. Returns the path of the seed.

        Raises:
            ClipfileError: a file cannot be written.
        """
        folder = self.seeds / clipping.folder
        known = clipping.declared or clipping.todo
        text = clipping.sidecar or (sidecar(clipping, self.seeds) if known else "")
        stem = slug(clipping.title, "ascii") or UNTITLED
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with sole_writer(folder):
                path = self._unused(folder, stem, clipping, text)
                if _is_blank(path):
                    # The seed last: after an interruption, the same name is used again.
                    if text:
                        rewrite(path.with_suffix(SIDECAR), text.encode())
                    (rewrite if path.exists() else create)(path, clipping.data)
        except OSError as error:
            raise ClipfileError(
                f"{error.filename or folder}: cannot be written: {error.strerror or error}"
            ) from error
        name = path.relative_to(self.seeds).as_posix()
        self.add(clipping, name)
        return path

    def _unused(self, folder: Path, stem: str, clipping: Clipping, text: str) -> Path:
        """A path whose stem no document or sidecar uses: ``stem``, else ``stem-2`` and so on.

        A sidecar with the same ``text`` and no document is left by an interrupted run, perhaps on an earlier
        day; its stem counts as unused, also with an empty document, which earlier versions left. A document
        with the same bytes was saved by another process in the meantime.
        """
        place = (str(folder), stem)
        listed = self._stems.get(str(folder))
        if listed is None:
            listed = self._stems[str(folder)] = {path.stem for path in folder.iterdir()}
        for number in itertools.count(self._numbers.get(place, 1)):
            name = stem if number == 1 else f"{stem}-{number}"
            path = folder / f"{name}{clipping.suffix}"
            existing = [
                other for other in _of(folder, name, name in listed) if other != path or not _is_blank(path)
            ]
            is_lone_sidecar = [path.name for path in existing] == [f"{name}{SIDECAR}"]
            is_unused = not existing or (is_lone_sidecar and _undated(_text(existing[0])) == _undated(text))
            if is_unused or (path in existing and path.is_file() and path.read_bytes() == clipping.data):
                # The next document of this name need not try the numbers below.
                self._numbers[place] = number
                listed.add(name)
                return path
        raise AssertionError


def sidecar(clipping: Clipping, seeds: Path) -> str:
    """The text of a new sidecar."""
    blocks = []
    incomplete = (todo.partition(".")[0] for todo in clipping.todo)
    for name in dict.fromkeys([*clipping.declared, *incomplete]):
        value, parts = clipping.declared.get(name), _parts(clipping, name)
        if parts:
            blocks.append(nested_yaml(name, parts))
        elif value or name in clipping.todo:
            blocks.append(to_yaml(Statement(name, value or None, clipping.todo.get(name, ""))))
    schema = schema_address(seeds, clipping.folder)
    return (f"{SCHEMA_LINE}{schema}\n" if schema else "") + "".join(blocks)


def _parts(clipping: Clipping, name: str) -> list[Statement]:
    """The known and the missing parts of a field."""
    value = clipping.declared.get(name)
    known = value.items() if isinstance(value, Mapping) else ()
    unknown = ((todo.partition("."), hint) for todo, hint in clipping.todo.items())
    return [
        *(Statement(part, known_value, "") for part, known_value in known if known_value),
        *(Statement(part, None, hint) for (above, _, part), hint in unknown if part and above == name),
    ]


def schema_address(seeds: Path, folder: str = "") -> str:
    """Path of the sidecar schema relative to a folder of seeds; "" if the archive has none."""
    schema = next((above / SCHEMA for above in seeds.parents if (above / SCHEMA).is_file()), None)
    return Path(os.path.relpath(schema, seeds / folder)).as_posix() if schema else ""


def _of(folder: Path, stem: str, is_listed: bool) -> list[Path]:
    """The documents and sidecars with a stem; the folder is searched only if it had one at first."""
    if is_listed:
        return sorted(folder.glob(f"{glob.escape(stem)}.*"))
    paths = (folder / f"{stem}{suffix}" for suffix in sorted((SIDECAR, *FORMATS)))
    return [path for path in paths if os.path.lexists(path)]


def _keys(data: bytes, url: str) -> tuple[str, ...]:
    """What identifies a document, the more certain first: its text, as far as it has one, and its address."""
    digest = hashlib.sha256(b" ".join(data.split())).hexdigest()
    return (digest if data.strip() else "", url, address_key(url))


def address_key(url: str) -> str:
    """An address as two are compared: without what makes no other page of it; "" for the start of a site."""
    parts = parts_of(url)
    path = parts.path.rstrip("/")
    if not parts.hostname or not (path or parts.query):
        return ""
    query = f"?{parts.query}" if parts.query else ""
    return f"//{parts.hostname.removeprefix('www.')}{path}{query}"


def identifier_of(declared: Mapping[str, object]) -> str:
    """The key of an imported article in the program that exported it, with the format; "" without one."""
    origin = declared.get("provenance")
    if not isinstance(origin, Mapping) or not origin.get("identifier"):
        return ""
    return f"{origin.get('format', '')}\n{origin['identifier']}"


def _is_leftover(seed: Seed) -> bool:
    """Whether a document is empty; that of a withdrawn article may be."""
    is_document = not seed.path.endswith(SIDECAR) and seed.declared.values.get("status") != "withdrawn"
    return is_document and seed.sha256 == EMPTY.sha256


def _is_blank(path: Path) -> bool:
    """Whether there is no document at a path, or an empty one."""
    return not os.path.lexists(path) or (path.is_file() and not path.stat().st_size)


def _text(path: Path) -> str:
    return path.read_bytes().decode(errors="replace")


def _undated(sidecar: str) -> str:
    """A sidecar without the day on which its document was retrieved."""
    return _RETRIEVED.sub("", sidecar)
