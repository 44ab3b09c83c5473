"""``give/``: a form that makes a seed and opens the host's page for a new file with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import quote, urlencode, urlsplit

from generator.archive.archive import Archive
from generator.inputs.seeds import SIDECAR
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.views import View, filled, page
from generator.outputs.words import words


class NewFile(NamedTuple):
    """How a host addresses its page for a new file.

    ``path`` comes after the repository; ``name`` and ``value`` are the parameters for the file's name and its
    text ("" where the text cannot be given); ``whole`` says that the name holds the folder too. ``edit``
    comes before the path of a file that is there already.
    """

    path: str
    edit: str
    name: str
    value: str
    whole: bool = False


_FORGE = NewFile("_new/{branch}/{folder}/", "_edit/{branch}", "filename", "value")
# Part of a host's name → its page for a new file.
NEW_FILE: Mapping[str, NewFile] = {
    "github": NewFile("new/{branch}/{folder}", "edit/{branch}", "filename", "value"),
    "gitlab": NewFile("-/new/{branch}", "-/edit/{branch}", "file_name", "", whole=True),
    "codeberg": _FORGE,
    "forgejo": _FORGE,
    "gitea": _FORGE,
}


# How hosts address a folder: its branch, and its path.
_SEEDS = re.compile(r"(?:-/)?(?:blob|tree|src/branch)/([^/]+)/(.+)")
# What a new sidecar begins with.
CORRECTION = """# Write the lines that should change, without the mark at their beginning.
# title:
# date: YYYY-MM-DD
# corrections: [{date: YYYY-MM-DD, text: "..."}]
"""


def give_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The page, where the settings name a repository to give to."""
    del archive
    if settings.repository:
        view = filled(
            folder=folder(settings),
            folder_url=settings.seeds_url or settings.repository,
            new_file=new_file(settings),
        )
        yield page("give", "give/", words(settings.language)["give"], view)


def new_file(settings: Settings) -> View | None:
    """Address and parameters of the host's page for a new file; None for a host of another kind."""
    known = _host(settings)
    if known is None:
        return None
    address = _address(known.path, settings)
    prefix = f"{folder(settings)}/" if known.whole else ""
    return filled(address=address, name=known.name, value=known.value, prefix=prefix)


def correction_url(article: Article, settings: Settings) -> str:
    """The host's page on which to edit an article's sidecar, or to make it; "" for a host of another kind."""
    known = _host(settings)
    if known is None:
        return ""
    sidecar = f"{PurePosixPath(article.seed).with_suffix(SIDECAR)}"
    if article.described:
        return f"{_address(known.edit, settings)}/{quote(f'{folder(settings)}/{sidecar}')}"
    address = _address(known.path, settings)
    name = f"{folder(settings)}/{sidecar}" if known.whole else sidecar
    asked = {known.name: name, **({known.value: CORRECTION} if known.value else {})}
    return f"{address}?{urlencode(asked, quote_via=quote)}"


def _host(settings: Settings) -> NewFile | None:
    host = urlsplit(settings.repository).hostname or ""
    return next((found for name, found in NEW_FILE.items() if name in host), None)


def _address(path: str, settings: Settings) -> str:
    return f"{settings.repository}/{path.format(branch=_place(settings)[0], folder=folder(settings))}"


def folder(settings: Settings) -> str:
    """The folder of seeds below the repository's root, as far as the settings say."""
    return _place(settings)[1]


def _place(settings: Settings) -> tuple[str, str]:
    """Branch and folder of the seeds, as the address of their folder names them."""
    start = f"{settings.repository}/"
    below = settings.seeds_url.removeprefix(start) if settings.seeds_url.startswith(start) else ""
    found = _SEEDS.fullmatch(below.rstrip("/"))
    if found is None:
        return "main", settings.seeds.name
    # What a host calls HEAD can be read, but not written to.
    return ("main" if found[1] == "HEAD" else found[1]), found[2].strip("/")
