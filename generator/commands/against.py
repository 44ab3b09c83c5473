"""``--against``: what an earlier site was held to, from a commit, an address, a file or a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from generator.accession.fetch import FetchError, Limits, fetch
from generator.check.baseline import Published, read_addresses, read_digests
from generator.check.report.revision import checked_out, is_commit
from generator.commands.states import gathered_state
from generator.inputs.checks import shown
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.outputs.data.permanent import ADDRESSES, MANIFEST
from generator.outputs.everything import addresses

# The addresses of some hundred thousand articles, and of the lists that they stand on.
LIMITS = Limits(seconds=60, size=100_000_000)
PLAIN = {"text/plain": ".txt"}
_NO_ADDRESS = re.compile(r"[\s<>{}\"]")
# What lies between a folder and its data: a site itself, or a branch that holds one.
PLACES = ("", "docs", "site", "public")


def read_published(named: str, settings: Settings) -> Published:
    """What ``--against`` names.

    Args:
        named: ``https://.../data/addresses.txt`` or a site's address; else a commit of the repository that
            holds the seeds; else a file or folder. ``./NAME`` is always a file or folder: a change under
            review may bring a folder with the name of the commit that it is compared with.
        settings: the archive's.

    Raises:
        ClipfileError: there is nothing to compare with.
    """
    if not named:
        # As a script has it whose variable was not set: nothing would be compared, and all be well.
        raise ClipfileError("--against names nothing: name a commit, an address, a file or a folder.")
    if named.startswith(("http://", "https://")):
        return _from_web(named)
    path = Path(named)
    if not path.exists() or is_commit(settings.seeds, named):
        return _from_commit(named, settings)
    return _from_file(path, named) if path.is_file() else _from_folder(path, named) or _missing(named)


def _from_web(url: str) -> Published:
    file = url if url.endswith(".txt") else urljoin(url.rstrip("/") + "/", ADDRESSES)
    found = _listed(_text(file), url)
    try:
        digests = read_digests(_text(urljoin(file, Path(MANIFEST).name)))
    except FetchError:
        # A site may have been built before there was a manifest.
        digests = {}
    return Published(url, found, digests)


def _text(url: str) -> str:
    return fetch(url, LIMITS, PLAIN).data.decode("utf-8", errors="replace")


def _from_folder(folder: Path, where: str) -> Published | None:
    files = (folder / place / ADDRESSES for place in PLACES)
    return next((_from_file(file, where) for file in files if file.is_file()), None)


def _from_file(file: Path, where: str) -> Published:
    beside = file.with_name(Path(MANIFEST).name)
    digests = read_digests(_read(beside)) if beside.is_file() else {}
    return Published(where, _listed(_read(file), where), digests)


def _listed(text: str, where: str) -> frozenset[str]:
    found = read_addresses(text)
    odd = next((one for one in sorted(found) if _NO_ADDRESS.search(one)), "" if found else "nothing")
    if odd:
        # Another file would be a site of which every address is gone; an empty one, of which none can go.
        raise ClipfileError(f"{where}: is no {ADDRESSES}, a list of addresses: it holds {shown(odd)}.")
    return found


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ClipfileError(f"{file}: cannot be read: {error.strerror}") from None


def _missing(named: str) -> Published:
    raise ClipfileError(f"{named}: holds no {ADDRESSES}. Name the folder of a built site, or that file.")


def _from_commit(ref: str, settings: Settings) -> Published:
    """What a commit holds as a built site; else what its seeds give, converted anew."""
    with checked_out(settings.seeds, ref) as seeds:
        kept = filter(None, (_from_folder(folder, ref) for folder in _above(seeds)))
        return next(kept, None) or _converted(ref, settings, seeds)


def _above(seeds: Path) -> Iterator[Path]:
    """The folders above the seeds, up to the top of the repository."""
    for folder in seeds.parents:
        yield folder
        if (folder / ".git").exists():
            return


def _converted(ref: str, settings: Settings, seeds: Path) -> Published:
    before = settings.located(seeds=seeds, docs=seeds.parent / "docs")
    gathered = gathered_state(before, settings.seeds)
    owners = {article.url: article.seed for article in gathered.archive.articles}
    return Published(ref, addresses(gathered.archive, before), {}, owners)
