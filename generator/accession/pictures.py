"""The pictures of a fetched page, saved next to it.

The saved page stays as the server sent it: nothing in it is rewritten. The pictures are in ``NAME_files/``,
where a browser would put them, and ``pictures.json`` there says from which address each one is; the reader of
pages looks it up (``pictures.fetched``). Only the pictures that the reader finds in the article are fetched,
in the largest size that the page offers within limits. One that cannot be had costs only itself. Those that
are there are not fetched again, so a second run gets what the first one missed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from generator.accession.fetch import Visit, fetch_part
from generator.accession.request import FetchError, Limits
from generator.convert.pipeline import read_draft
from generator.extract.html.picture_sources import is_saved_copy, name_of
from generator.extract.html.tree import parse
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.pictures import FoundPicture
from generator.model.slugs import slug
from generator.pictures.declared import UNMATCHED, with_declared
from generator.pictures.fetched import fetched, key, list_of, with_fetched
from generator.pictures.files import PictureError, path_of, read
from generator.pictures.images import SMALLEST, DrawingError, facts
from generator.system.files import create, rewrite
from generator.text.archived import copy_of, original_of
from generator.text.web_address import resolved

PAGES = (".html", ".htm", ".xhtml")
# Of one page: pictures, bytes and seconds.
MOST, MOST_BYTES, MOST_SECONDS = 50, 100_000_000, 120.0
LIMITS = Limits(seconds=20, wait=10, size=15_000_000)
_TRIES = 3  # addresses of one picture
_NAME = 60  # characters of a file's name
_ENDINGS = {"image/jpeg": ".jpg", "image/tiff": ".tif", "image/bmp": ".bmp"}


class FetchedPictures(NamedTuple):
    """How many pictures were saved, in which folder, and a sentence about each one that could not be had."""

    saved: int = 0
    folder: str = ""
    faults: tuple[str, ...] = ()


def fetch_pictures(
    path: Path, seeds: Path, url: str, visit: Visit | None = None, limits: Limits = LIMITS
) -> FetchedPictures:
    """Fetch the pictures of a saved page that are not there yet.

    Args:
        path: of the page, below ``seeds``.
        seeds: the folder of clippings.
        url: address from which the page was fetched.
        visit: what the visit of the page learned of its servers; None if a person typed ``url`` for a page
            that the archive has.
        limits: of each picture.

    Raises:
        ClipfileError: a file cannot be written.
    """
    if path.suffix.lower() not in PAGES:
        return FetchedPictures()
    return _Fetching(path, seeds, url, visit, limits).run()


def copy_pictures(file: Path, path: Path, seeds: Path) -> FetchedPictures:
    """Copy the pictures that a browser saved in a folder next to a page, which was copied to the seeds.

    The copy has another name, and so has its folder: the list of pictures says which file each one is.

    Args:
        file: the page, where the browser saved it.
        path: its copy, below ``seeds``.
        seeds: the folder of clippings.

    Raises:
        ClipfileError: a file cannot be written.
    """
    if path.suffix.lower() not in PAGES:
        return FetchedPictures()
    return _Fetching(path, seeds, "", None, LIMITS).copy(file)


class _Fetching:
    """The state of fetching the pictures of one page."""

    def __init__(self, path: Path, seeds: Path, url: str, visit: Visit | None, limits: Limits) -> None:
        self.root, self.url, self.limits = seeds.resolve(), url, limits
        self.visit, self.is_typed = visit or Visit(), visit is None
        self.seed = _seed(path, self.root)
        self.list = self.root / list_of(self.seed.path)
        self.names = fetched(str(self.root), self.seed.path)
        self.before = dict(self.names)
        self.base = base_of(self.seed.data, url)
        self.deadline, self.bytes = time.monotonic() + MOST_SECONDS, 0
        self.faults: list[str] = []

    def run(self) -> FetchedPictures:
        """Fetch and save."""
        missing = list(self._missing())
        try:
            if missing and self.is_typed:
                self.visit.trust(self.url)
            for picture in missing[:MOST]:
                self._fetch(picture)
        except FetchError as error:  # the host of the page is gone
            self.faults.append(f"{error} The page is in the archive without its pictures.")
            return FetchedPictures(0, self.list.parent.name, tuple(self.faults))
        finally:
            self._keep_list()
        if len(missing) > MOST:
            self.faults.insert(
                0,
                f"{self.url}: {len(missing) - MOST} pictures were not fetched: the limit is {MOST} a page. "
                f"Save the page in a browser to keep them all.",
            )
        return self._done()

    def copy(self, file: Path) -> FetchedPictures:
        """Copy what a browser saved next to a page."""
        draft, _ = read_draft(self.seed)
        try:
            for picture in draft.pictures if draft else ():
                self._copy(picture, file)
        finally:
            self._keep_list()
        return self._done()

    def _done(self) -> FetchedPictures:
        saved = len(set(self.names.values()) - set(self.before.values()))
        return FetchedPictures(saved, self.list.parent.name, tuple(self.faults))

    def _copy(self, picture: FoundPicture, file: Path) -> None:
        fault = ""
        for address in filter(is_saved_copy, (picture.address, *picture.also)):
            source = path_of(address, file.name, str(file.parent))
            try:
                data = read(str(file.parent), source) if source and not picture.data else b""
                image = facts(data) if data else None
            except DrawingError:
                continue
            except PictureError as error:
                fault = fault or f"{file.parent / source}: the picture {error}."
                continue
            if image and min(image.width, image.height) >= SMALLEST:
                self._keep(picture, address, data, image.type)
            return
        if fault:
            self.faults.append(f"{fault} The page was saved without this picture.")

    def _missing(self) -> Iterator[FoundPicture]:
        """The pictures of the article whose bytes are neither in the page nor next to it."""
        draft, _ = read_draft(self.seed)
        if draft is None:
            return
        pictures = with_declared(with_fetched(self.seed, draft.pictures).pictures, draft.declared)
        for picture in (picture for picture in pictures if picture.rule != UNMATCHED):
            addresses = list(filter(None, (picture.address, *picture.also)))
            paths = (path_of(address, self.seed.path, self.seed.folder) for address in addresses)
            there = (self.root / path for path in paths if path)
            if not picture.data and addresses and not any(file.is_file() for file in there):
                yield picture

    def _fetch(self, picture: FoundPicture) -> None:
        """Fetch one picture at the first of its addresses that has it."""
        fault = ""
        for address in self._addresses(picture)[:_TRIES]:
            if self.bytes > MOST_BYTES or time.monotonic() > self.deadline:
                fault = (
                    fault or f"{address}: the pictures of this page are larger, or slower, than is allowed."
                )
                break
            try:
                data = fetch_part(address, self.limits, self.visit)
                self.bytes += len(data)
                image = facts(data)
            except FetchError as error:
                fault = fault or str(error)
                continue
            except PictureError as error:
                fault = fault or f"{address}: what was sent {error}."
                continue
            if min(image.width, image.height) >= SMALLEST:
                self._keep(picture, address, data, image.type)
            return
        if fault:
            self.faults.append(f"{fault} The page was saved without this picture.")

    def _addresses(self, picture: FoundPicture) -> list[str]:
        """The full addresses of a picture, the best first; for a copy in a web archive, those of copies."""
        given = [
            address
            for address in (picture.address, *picture.also)
            if address and not address.startswith(("data:", "cid:"))
        ]
        # The reader of pages takes them as relative to the page itself.
        wrong = {urljoin(self.url, address) for address in given if not _is_full(address)}
        wrong = wrong if self.base != self.url else set()
        named = [urljoin(self.base, address) for address in given if address not in wrong]
        if original_of(self.url):
            copies = [address for address in named if original_of(address)]
            named = copies + [copy_of(address, self.url) for address in named if not original_of(address)]
        return [address for address in dict.fromkeys(named) if _is_full(address)]

    def _keep(self, picture: FoundPicture, address: str, data: bytes, media_type: str) -> None:
        """Write a picture, and note which file it is."""
        name = self._save(data, name_of(address), media_type)
        self.names |= {key(link): name for link in (address, picture.address, *picture.also) if link}

    def _save(self, data: bytes, name: str, media_type: str) -> str:
        """Write a picture under an unused name; returns the name."""
        stem = slug(name.rpartition(".")[0] or name, "ascii")[:_NAME].strip("-") or "picture"
        ending = _ENDINGS.get(media_type) or f".{media_type.rpartition('/')[2]}"
        try:
            self.list.parent.mkdir(parents=True, exist_ok=True)
            for number in range(1, 10_000):
                file = self.list.with_name(f"{stem}{'' if number == 1 else f'-{number}'}{ending}")
                try:
                    create(file, data)
                except FileExistsError:
                    if not file.is_file() or file.read_bytes() != data:
                        continue
                return file.name
        except OSError as error:
            raise _unwritable(error, self.list.parent) from error
        raise AssertionError

    def _keep_list(self) -> None:
        if self.names == self.before:
            return
        text = json.dumps(dict(sorted(self.names.items())), ensure_ascii=False, indent=1) + "\n"
        try:
            rewrite(self.list, text.encode(errors="replace"))
        except OSError as error:
            raise _unwritable(error, self.list) from error


def _seed(path: Path, root: Path) -> Seed:
    """A saved page with its sidecar, as the reader of pages receives it."""
    sidecar = path.with_suffix(".yml")
    name = path.resolve().relative_to(root).as_posix()
    declared = sidecar_of(sidecar.name, sidecar.read_bytes()) if sidecar.is_file() else None
    return Seed(name, path.read_bytes(), "", declared, folder=str(root))


def base_of(page: bytes, url: str) -> str:
    """The address to which those in a page are relative: that of its ``base`` element, or its own.

    Args:
        page: HTML.
        url: its address.
    """
    if b"<base" not in page.lower():
        return url
    root = parse(page.decode(errors="replace")).root
    elements = () if root is None else root.iter("base")
    href = next((element.get("href") for element in elements if element.get("href")), "") or ""
    base = resolved(href.strip(), url)
    return base if _is_full(base) else url


def _is_full(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _unwritable(error: OSError, path: Path) -> ClipfileError:
    return ClipfileError(f"{error.filename or path}: cannot be written: {error.strerror or error}")


def sentences(faults: Sequence[str], most: int = 10) -> Iterator[str]:
    """The first of some sentences, and how many more there are."""
    yield from faults[:most]
    if len(faults) > most:
        yield f"{len(faults) - most} more pictures could not be fetched."
