"""A file that is a document itself, as it is placed in ``seeds/``, with its sidecar and pictures."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from generator.convert.pipeline import read_draft
from generator.extract.formats import FORMATS as DOCUMENTS
from generator.imports.item import MAX_BYTES, Attachment, Document, Item
from generator.inputs.publicity import withheld_by_name
from generator.inputs.seeds import SIDECAR
from generator.model.documents import Seed
from generator.pictures.files import PictureError, path_of, read
from generator.text.tables import load_table

# Names of documents that say nothing: the folder is called like the article.
_PLAIN_NAMES = frozenset({"index", "post", "page", "article", "default", "readme"})


def document(path: Path, name: PurePosixPath, root: Path, sidecar: Path | None = None) -> Item:
    """A document with the pictures that it shows.

    Args:
        path: of the document.
        name: its path below ``root``.
        root: the folder that is imported, in which the pictures are.
        sidecar: its sidecar, if it has one.
    """
    suffix, shown = name.suffix.lower(), str(name)
    if suffix not in DOCUMENTS:
        return Item(shown, fault=remedy(suffix))
    try:
        if path.stat().st_size > MAX_BYTES:
            return Item(shown, fault=f"is larger than {MAX_BYTES:,} bytes. Save it without its pictures")
        text = sidecar.read_bytes().decode("utf-8-sig") if sidecar else ""
        data = path.read_bytes()
    except UnicodeDecodeError:
        return Item(
            shown, fault=f"its sidecar {name.with_suffix(SIDECAR).name} is not UTF-8. Save it as UTF-8"
        )
    except OSError as error:
        what = (
            f"its sidecar {name.with_suffix(SIDECAR).name} "
            if sidecar and error.filename == str(sidecar)
            else ""
        )
        return Item(shown, fault=f"{what}cannot be read: {error.strerror}")
    hidden = withheld_by_name(shown)
    folder, stem = name.parent, name.stem
    if stem.casefold() in _PLAIN_NAMES and folder.name:
        folder, stem = folder.parent, folder.name
    return Item(
        shown,
        Document(data, suffix),
        attachments=pictures_of(data, name, root),
        withheld=hidden and f"{hidden} says that it is not public",
        folder="" if str(folder) == "." else folder.as_posix(),
        stem=stem,
        sidecar=text,
    )


def pictures_of(data: bytes, name: PurePosixPath, root: Path) -> tuple[Attachment, ...]:
    """The files below a folder that a document in it shows."""
    draft, _ = read_draft(Seed(name.as_posix(), data, "", folder=str(root)))
    found: dict[str, Attachment] = {}
    for picture in draft.pictures if draft else ():
        for address in filter(None, () if picture.data else (picture.address, *picture.also)):
            data_of = _file(address, name, root)
            if data_of and address not in found:
                found[address] = Attachment(address, data_of)
                break
    return tuple(found.values())


def _file(address: str, name: PurePosixPath, root: Path) -> bytes:
    """The bytes of the file at an address, b"" if there is none."""
    places = (name.as_posix(), *(f"{folder}/x" for folder in load_table("imports")["roots"]))
    for place in places:
        relative = address.lstrip("/") if place != name.as_posix() else address
        path = path_of(relative, place, str(root))
        try:
            if path and (root / path).is_file():
                return read(str(root), path)
        except PictureError:
            continue
    return b""


def remedy(suffix: str) -> str:
    """What to do with a file that nothing reads, as the end of a sentence."""
    known: dict[str, str] = load_table("imports")["remedies"]
    listed = ", ".join(DOCUMENTS)
    return known.get(suffix) or (
        f"this kind of file cannot be read. Supported are {listed}, and the exports that README.md lists"
    )
