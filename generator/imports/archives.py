"""Archives (zip, tar) are unpacked into a temporary folder, within limits."""

from __future__ import annotations

import contextlib
import errno
import lzma
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from generator.imports.cut_zips import CutError, Member, is_bomb, members
from generator.imports.source import Source
from generator.inputs.publicity import withheld_by_name
from generator.model.errors import ClipfileError
from generator.system.files import inside

# Of one archive: bytes when unpacked, files, and archives in archives.
MOST_BYTES, MOST_FILES, DEEPEST = 8_000_000_000, 200_000, 3
_PIECE = 1 << 20
# Programs for documents write zip archives too.
_DOCUMENTS = (".docx", ".docm", ".odt", ".ods", ".xlsx", ".xlsm", ".epub", ".pptx", ".odp")
_TARS = (".tar", ".jex", ".tgz", ".tar.gz", ".tar.bz2", ".tar.xz")
_ENCRYPTED = 0x1
# What the reader of an archive raises for damage, by how files are packed; the third of a damaged name.
_DAMAGE = (zipfile.BadZipFile, zlib.error, UnicodeDecodeError, lzma.LZMAError, struct.error, EOFError)
# Why a disk cannot have a file of some name.
_OF_NAME = (errno.ENAMETOOLONG, errno.EILSEQ, errno.EINVAL)
# Folders by whose names formats are recognised.
_CONTENT = frozenset({"content", "posts", "src", "archive", "pages", "new", "cur"})


def is_archive(source: Source) -> bool:
    """Whether a file is a zip or tar archive, by its content; documents of office programs are not meant."""
    if source.suffix in _DOCUMENTS or not source.path.is_file():
        return False
    if source.head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return not _is_document(source)
    return source.path.name.lower().endswith(_TARS) and tarfile.is_tarfile(source.path)


def _is_document(source: Source) -> bool:
    """Whether a zip archive is a document of an office program, whatever its name."""
    return any(mark in source.head[:4096] for mark in (b"[Content_Types].xml", b"mimetypeapplication/"))


@contextlib.contextmanager
def unpacked(source: Source) -> Iterator[tuple[Source, list[str]]]:
    """A folder with what is in an archive, also in archives in it, until the end of the block.

    With it comes a list of sentences, one about each file that is left out.

    Raises:
        ClipfileError: the archive is damaged, encrypted, or exceeds the limits.
    """
    with tempfile.TemporaryDirectory(prefix="clipfile-import-") as name:
        folder = Path(name)
        budget = _Budget(source.shown)
        _unpack(source.path, folder, budget)
        _unpack_inner(folder, budget)
        yield Source(_only_folder(folder), source.shown), budget.faults


class _Budget:
    """What may still be unpacked."""

    def __init__(self, label: str) -> None:
        self.label, self.bytes, self.files = label, MOST_BYTES, MOST_FILES
        self.faults: list[str] = []

    @property
    def spent(self) -> bool:
        """Whether nothing more may be unpacked."""
        return self.bytes < 0 or self.files < 0

    def spend(self, size: int, files: int = 0) -> None:
        self.bytes -= size
        self.files -= files
        if self.bytes < 0 or self.files < 0:
            raise ClipfileError(
                f"{self.label}: would be larger than {MOST_BYTES // 10**9} GB or {MOST_FILES:,} files when "
                "unpacked. Unpack it yourself and import the folder."
            )

    def fail(self, why: str) -> ClipfileError:
        return ClipfileError(f"{self.label}: {why}")


def _unpack(path: Path, folder: Path, budget: _Budget) -> None:
    try:
        if (entries := _listed(path)) is not None:
            _unpack_zip(path, entries, folder, budget)
        elif tarfile.is_tarfile(path):
            _unpack_tar(path, folder, budget)
        elif _save(path, folder, budget):
            budget.faults.append(
                "the archive is incomplete: only the files before its damaged part were unpacked. Get a "
                "complete copy, and import that; what was imported is skipped"
            )
        else:
            raise budget.fail(
                "the archive is incomplete or damaged. Get a complete copy, or unpack it yourself."
            )
    except (
        *_DAMAGE,
        tarfile.TarError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        if isinstance(error, RuntimeError) and "password" in str(error):
            raise budget.fail(
                "the archive has a password. Unpack it yourself and import the folder."
            ) from error
        raise budget.fail(
            f"the archive is damaged ({error}). Get a complete copy, or unpack it and import the folder."
        ) from error


def _listed(path: Path) -> list[zipfile.ZipInfo] | None:
    """What a zip archive says that it has; None if it is none, or its list is missing or damaged."""
    if not zipfile.is_zipfile(path):
        return None
    with contextlib.suppress(*_DAMAGE, OSError, NotImplementedError), zipfile.ZipFile(path) as archive:
        return archive.infolist()
    return None


def _unpack_zip(path: Path, entries: list[zipfile.ZipInfo], folder: Path, budget: _Budget) -> None:
    with zipfile.ZipFile(path) as archive:
        budget.spend(0, len(entries))
        for entry in entries:
            if entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16):
                continue
            if entry.flag_bits & _ENCRYPTED:
                raise budget.fail("the archive has a password. Unpack it yourself and import the folder.")
            if is_bomb(entry.file_size, entry.compress_size):
                size = f"{entry.file_size:,} bytes packed as {entry.compress_size:,}"
                budget.faults.append(
                    f"{entry.filename!r} in it looks like a bomb ({size}) and was not unpacked"
                )
                continue
            try:
                with archive.open(entry) as packed:
                    _write(packed, folder, _name_of(entry.filename, entry.flag_bits), budget)
            except (*_DAMAGE, NotImplementedError, OSError):
                budget.faults.append(_damaged(_name_of(entry.filename, entry.flag_bits)))


def _save(path: Path, folder: Path, budget: _Budget) -> bool:
    """Unpack what is whole in a zip archive that lacks its end; whether there is something."""
    saved = False
    with path.open("rb") as file:
        for member in members(file):
            budget.spend(0, 1)
            name = _name_of(member.name, member.flags)
            if not member.readable:
                budget.faults.append(_damaged(name))
                break
            try:
                _write(member, folder, name, budget)
                while member.read():  # a folder, or a file that is left out: the next one is behind it
                    pass
            except CutError:
                budget.faults.append(_damaged(name))
                break
            saved = saved or not name.endswith("/")
    return saved


def _damaged(name: str) -> str:
    return f"{name!r} in it is damaged or incomplete and was not unpacked"


def _name_of(name: str, flags: int) -> str:
    """The name of a file. Programs that do not declare UTF-8 write it nevertheless."""
    if flags & 0x800:
        return name
    with contextlib.suppress(UnicodeError):
        return name.encode("cp437").decode("utf-8")
    return name


def _unpack_tar(path: Path, folder: Path, budget: _Budget) -> None:
    with tarfile.open(path) as archive:
        for entry in archive:
            budget.spend(0, 1)
            packed = archive.extractfile(entry) if entry.isfile() else None
            if packed is not None:
                with packed:
                    _write(packed, folder, entry.name, budget)


def _write(packed: IO[bytes] | Member, folder: Path, name: str, budget: _Budget) -> None:
    """Write a file of an archive, unless its name leads out of the folder."""
    plain = name.replace("\\", "/").removeprefix("./")
    path = inside(folder, plain)
    if name.endswith("/"):
        return
    if path is None:
        budget.faults.append(f"{name!r} in it would be outside its folder and was not unpacked")
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("xb")
    except (FileExistsError, NotADirectoryError):
        budget.faults.append(f"{name!r} is in it twice, as a file or folder; the first was unpacked")
    except OSError as error:
        if error.errno not in _OF_NAME:
            raise _unwritten(name, error, budget) from error
        budget.faults.append(f"{name!r} in it cannot be unpacked: {error.strerror}")
    else:
        with file, _or_nothing(path):
            while piece := packed.read(_PIECE):
                budget.spend(len(piece))
                try:
                    file.write(piece)
                except OSError as error:
                    raise _unwritten(name, error, budget) from error


@contextlib.contextmanager
def _or_nothing(path: Path) -> Iterator[None]:
    """Delete a file if it cannot be unpacked to its end."""
    try:
        yield
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _unwritten(name: str, error: OSError, budget: _Budget) -> ClipfileError:
    return budget.fail(f"{name!r} cannot be unpacked: {error.strerror}. Unpack it yourself.")


def _unpack_inner(folder: Path, budget: _Budget) -> None:
    """Unpack archives in archives next to where they are."""
    done: set[Path] = set()
    for _ in range(DEEPEST - 1):
        inner = [
            path
            for path in folder.rglob("*")
            if path not in done and path.is_file() and is_archive(Source(path))
        ]
        for path in inner:
            done.add(path)
            place = path.with_name(f"{path.name}.unpacked")
            place.mkdir()
            try:
                _unpack(path, place, budget)
            except ClipfileError as error:
                if budget.spent:
                    raise
                budget.faults.append(f"{path.name!r} in it: {str(error).removeprefix(f'{budget.label}: ')}")
            path.unlink()


def _only_folder(folder: Path) -> Path:
    """The folder in an archive that has all its files, else the folder itself; names that say more stay."""
    while True:
        entries = [entry for entry in folder.iterdir() if entry.name != "__MACOSX"]
        if len(entries) != 1 or not entries[0].is_dir() or _says_more(entries[0].name):
            return folder
        folder = entries[0]


def _says_more(name: str) -> bool:
    return name.startswith(("_", ".")) or name in _CONTENT or bool(withheld_by_name(f"{name}/x"))
