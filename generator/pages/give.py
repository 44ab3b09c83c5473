"""``give/``: a form that makes a seed and opens the host's page for a new file with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from generator.archive import Archive
from generator.model import Output
from generator.pages.views import View, filled, page
from generator.settings import BROWSE, Settings
from generator.strings import words


class NewFile(NamedTuple):
    """How a host addresses its page for a new file.

    ``path`` comes after the repository; ``name`` and ``value`` are the parameters for the file's name and its
    text ("" where the text cannot be given); ``whole`` says that the name holds the folder too.
    """

    path: str
    name: str
    value: str
    whole: bool = False


_FORGE = NewFile("_new/main/{folder}/", "filename", "value")
# Part of a host's name → its page for a new file on the main branch.
NEW_FILE: Mapping[str, NewFile] = {
    "github": NewFile("new/main/{folder}", "filename", "value"),
    "gitlab": NewFile("-/new/main", "file_name", "", whole=True),
    "codeberg": _FORGE,
    "forgejo": _FORGE,
    "gitea": _FORGE,
}


def give_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The page, where the settings name a repository to give to."""
    del archive
    if settings.repository:
        view = filled(folder=folder(settings), repository=settings.repository, new_file=new_file(settings))
        yield page("give", "give/", words(settings.language)["give"], view)


def new_file(settings: Settings) -> View | None:
    """Address and parameters of the host's page for a new file; None for a host of another kind."""
    host = urlsplit(settings.repository).hostname or ""
    known = next((found for name, found in NEW_FILE.items() if name in host), None)
    if known is None:
        return None
    address = f"{settings.repository}/{known.path.format(folder=folder(settings))}"
    prefix = f"{folder(settings)}/" if known.whole else ""
    return filled(address=address, name=known.name, value=known.value, prefix=prefix)


def folder(settings: Settings) -> str:
    """The folder of seeds below the repository's root, as far as the settings say."""
    for pattern in BROWSE.values():
        start = f"{settings.repository}/{pattern}/"
        if settings.seeds_url.startswith(start):
            return settings.seeds_url.removeprefix(start).strip("/")
    return settings.seeds.name
