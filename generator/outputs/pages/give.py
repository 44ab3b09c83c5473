"""``give/``: a form that makes a seed and opens the host's page for a new file with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote, urlencode

from generator.archive.archive import Archive
from generator.inputs.hosts import branch_and_folder, host_of
from generator.inputs.seeds import SIDECAR
from generator.inputs.settings import Settings
from generator.model.output import Output
from generator.model.records import Article
from generator.outputs.page import page
from generator.outputs.views import View, filled
from generator.outputs.words import words
from generator.text.markup import escape, link

# Documents that a person can edit.
_TEXTS = (".txt", ".md", ".markdown")
# The start of a new sidecar.
CORRECTION = """# Write the lines that should change, without the mark at their beginning.
# title:
# date: YYYY-MM-DD
# corrections: [{date: YYYY-MM-DD, text: "..."}]
"""


def give_page(archive: Archive, settings: Settings) -> Iterator[Output]:
    """The page, if the settings name a repository."""
    del archive
    if settings.repository:
        view = filled(
            folder=folder(settings),
            folder_url=settings.seeds_url or settings.repository,
            new_file=new_file(settings),
        )
        texts = words(settings.language)
        opening = f"{link(f'{folder(settings)}/', view['folder_url'])}\n\n{escape(texts['give_by_hand'])}"
        yield page("give", "give/", texts["give"], view, settings, opening=opening)


def new_file(settings: Settings) -> View | None:
    """Address and parameters of the host's page for a new file; None for an unknown host."""
    known = host_of(settings.repository)
    if known is None:
        return None
    address = _address(known.new, settings)
    prefix = f"{folder(settings)}/" if known.whole else ""
    return filled(address=address, name=known.name, value=known.value, prefix=prefix)


def correction_url(article: Article, settings: Settings) -> str:
    """The host's page for editing or creating an article's sidecar; "" for an unknown host."""
    known = host_of(settings.repository)
    if known is None:
        return ""
    sidecar = f"{PurePosixPath(article.seed).with_suffix(SIDECAR)}"
    if article.described:
        return f"{_address(known.edit, settings)}/{quote(f'{folder(settings)}/{sidecar}')}"
    address = _address(known.new, settings)
    name = f"{folder(settings)}/{sidecar}" if known.whole else sidecar
    asked = {known.name: name, **({known.value: CORRECTION} if known.value else {})}
    return f"{address}?{urlencode(asked, quote_via=quote)}"


def text_url(article: Article, settings: Settings) -> str:
    """The host's page for editing the text of an article; "" for an unknown host or another document."""
    known = host_of(settings.repository)
    if known is None or not article.seed.lower().endswith(_TEXTS):
        return ""
    return f"{_address(known.edit, settings)}/{quote(f'{folder(settings)}/{article.seed}')}"


def _address(path: str, settings: Settings) -> str:
    return f"{settings.repository}/{path.format(branch=_place(settings)[0], folder=folder(settings))}"


def folder(settings: Settings) -> str:
    """The folder of seeds, relative to the root of the repository as far as the settings state it."""
    return _place(settings)[1]


def _place(settings: Settings) -> tuple[str, str]:
    """Branch and folder of the seeds, from the address of their folder."""
    target = branch_and_folder(settings.repository, settings.seeds_url)
    return target or ("main", settings.seeds.name)
