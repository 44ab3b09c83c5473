"""Scans in ``seeds/``: pictures of the pages of an article, next to its document or sidecar."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from generator.model.problem import Problem
from generator.text.tables import load_table

# The number of a page, after the name of its article.
_PAGE = re.compile(r"[._ -]\(?\d{1,3}\)?\Z")
_PDF = ".pdf"
# Rule of images next to which there is no article, and what they are counted as.
IMAGE, LONE = "image", "images without an article"


class Scans(NamedTuple):
    """The scans of an archive.

    Attributes:
        of: scan → the document or first scan of its article.
        alone: first scan of an article without a document → the name of its sidecar without its ending.
        lone: images next to which there is neither a document nor a sidecar.
    """

    of: Mapping[str, str] = {}
    alone: Mapping[str, str] = {}
    lone: frozenset[str] = frozenset()

    def problems(self) -> Iterator[Problem]:
        """A warning for each PDF that is taken as a scan, and for each image without an article."""
        for name, document in self.of.items():
            if name.lower().endswith(_PDF):
                message = (
                    f"is taken as the scan of {document} and not read; if it is another article, rename it"
                )
                yield Problem(name, 0, "scan", message, "warning")
        for name in sorted(self.lone):
            stem = name.rpartition(".")[0]
            message = (
                f"an image is left out unless its article is next to it: type its text into {stem}.txt, "
                f"or describe it in {stem}.yml"
            )
            yield Problem(name, 0, IMAGE, message, "warning")


def is_scan(path: str) -> bool:
    """Whether a file is an image."""
    return path.lower().endswith(tuple(load_table("ignored")["images"]))


def find_scans(files: Collection[str], sidecar: str) -> Scans:
    """The scans among files.

    Args:
        files: paths below the seeds.
        sidecar: the ending of sidecars.
    """
    table = load_table("ignored")
    data = tuple(table["scan_data"])
    endings = (*table["images"], *data, _PDF)
    # Images first: what programs note of them is no article.
    pictures = sorted(
        (name for name in files if name.lower().endswith(endings)),
        key=lambda name: (not is_scan(name), name),
    )
    if not pictures:
        return Scans()
    described = {name.removesuffix(sidecar) for name in files if name.endswith(sidecar)}
    documents = {
        name.rpartition(".")[0]: name
        for name in sorted(files)
        if not name.lower().endswith((*endings, sidecar))
    }
    of: dict[str, str] = {}
    first: dict[str, str] = {}
    found: dict[str, str] = {}
    lone = set()
    for name in pictures:
        stem = _stem(name, data)
        names = (stem, _PAGE.sub("", stem), name)
        article = next((other for other in names if other in documents or other in described), "")
        article = article or found.get(stem, "")
        found[stem] = article
        if article in documents:
            of[name] = documents[article]
        elif name.lower().endswith(_PDF):
            continue
        elif article:
            of[name] = first.setdefault(article, name)
        elif is_scan(name):
            lone.add(name)
    alone = {name: article for article, name in first.items()}
    return Scans({name: other for name, other in of.items() if name not in alone}, alone, frozenset(lone))


def _stem(name: str, data: tuple[str, ...]) -> str:
    ending = next((ending for ending in data if name.lower().endswith(ending)), "")
    return name[: -len(ending)] if ending else name.rpartition(".")[0]
