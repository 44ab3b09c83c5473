"""``check --against``: an earlier site, read from a commit, an address, a file or a folder."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from generator.accession.fetch import fetch
from generator.accession.request import FetchError, Limits
from generator.check.baseline import Published, read_addresses, read_digests
from generator.check.report.revision import checked_out, is_commit
from generator.commands.states import gathered_state
from generator.inputs.checks import quoted
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.outputs.data.permanent import ADDRESSES, MANIFEST
from generator.outputs.everything import addresses

# Enough for the addresses of several hundred thousand articles and of their lists.
LIMITS = Limits(seconds=60, size=100_000_000)
PLAIN = {"text/plain": ".txt"}
# A full id of a commit, also of one that this clone lacks: a change may add a folder of that name.
_COMMIT_ID = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}", re.IGNORECASE)
_NOT_AN_ADDRESS = re.compile(r"[\s<>{}\"]")
# Where a folder may contain a site: the folder itself, or a branch with a site in a subfolder.
SUBFOLDERS = ("", "docs", "site", "public")


def read_published(name: str, settings: Settings) -> Published:
    """The earlier site that ``--against`` names.

    Args:
        name: ``https://.../data/addresses.txt`` or a site's address; else a commit of the repository that
            contains the seeds; else a file or folder. ``./NAME`` is always a file or folder: a change under
            review may add a folder with the name of the commit that it is compared with.
        settings: the archive's.

    Raises:
        ClipfileError: there is nothing to compare with.
    """
    if not name:
        # Typical of a script whose variable is not set. Nothing would be compared, and the check would pass.
        raise ClipfileError("--against is empty. Name a commit, an address, a file or a folder.")
    if name.startswith(("http://", "https://")):
        return _from_web(name)
    path = Path(name)
    if not path.exists() or _COMMIT_ID.fullmatch(name) or is_commit(settings.seeds, name):
        return _from_commit(name, settings)
    return _from_file(path, name) if path.is_file() else _from_folder(path, name) or _missing(name)


def _from_web(url: str) -> Published:
    file = url if url.endswith(".txt") else urljoin(url.rstrip("/") + "/", ADDRESSES)
    listed = _listed(_text(file), url)
    try:
        digests = read_digests(_text(urljoin(file, Path(MANIFEST).name)))
    except FetchError:
        # The site may have been built by a version that wrote no manifest.
        digests = {}
    return Published(url, listed, digests)


def _text(url: str) -> str:
    return fetch(url, LIMITS, PLAIN).data.decode("utf-8", errors="replace")


def _from_folder(folder: Path, where: str) -> Published | None:
    files = (folder / subfolder / ADDRESSES for subfolder in SUBFOLDERS)
    return next((_from_file(file, where) for file in files if file.is_file()), None)


def _from_file(file: Path, where: str) -> Published:
    manifest = file.with_name(Path(MANIFEST).name)
    digests = read_digests(_read(manifest)) if manifest.is_file() else {}
    return Published(where, _listed(_read(file), where), digests)


def _listed(text: str, where: str) -> frozenset[str]:
    """The addresses in a text.

    Raises:
        ClipfileError: the text is not a list of addresses. Compared with any other file, every address would
            be gone; compared with an empty one, none could be.
    """
    listed = read_addresses(text)
    if not listed:
        raise ClipfileError(f"{where}: {ADDRESSES} is empty. Name the folder of a built site, or that file.")
    wrong = next((line for line in sorted(listed) if _NOT_AN_ADDRESS.search(line)), "")
    if wrong:
        raise ClipfileError(f"{where}: not a list of addresses ({ADDRESSES}). It contains {quoted(wrong)}.")
    return listed


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise ClipfileError(f"{file}: cannot be read: {error.strerror}") from None


def _missing(name: str) -> Published:
    raise ClipfileError(f"{name}: contains no {ADDRESSES}. Name the folder of a built site, or that file.")


def _from_commit(ref: str, settings: Settings) -> Published:
    """The built site in a commit; without one, the site that its seeds give when they are converted."""
    with checked_out(settings.seeds, ref) as seeds:
        sites = filter(None, (_from_folder(folder, ref) for folder in _above(seeds)))
        return next(sites, None) or _converted(ref, settings, seeds)


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
