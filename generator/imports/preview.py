"""What the archive would show of a document, before it is saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from generator.accession.save import Clipping
from generator.convert.pipeline import read_draft
from generator.describe.article import document_fields
from generator.describe.declared import window
from generator.imports.declare import DRAFT, EXPIRED, SCHEDULED
from generator.inputs.publicity import RULE as NOT_PUBLISHED
from generator.inputs.publicity import Window
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Declaration, Seed, Sidecar
from generator.model.problem import Problem
from generator.system.executors import spread
from generator.system.work import HERE, Work

_SIDECAR = "import.yml"
# Problems that mean that a document is no single article: an export that lists it as one decides otherwise.
_SEVERAL = frozenset({"several-articles", "list-of-links"})


class Preview(NamedTuple):
    """An article, as far as a report shows it.

    Attributes:
        title: its headline, ``date`` and ``language``; "" if unknown.
        withheld: why it is not public, in one word; "" if it is.
        whole: it has to be declared whole, as it looks like several articles.
        errors: why the document is no article.
    """

    title: str = ""
    date: str = ""
    language: str = ""
    withheld: str = ""
    whole: bool = False
    errors: tuple[Problem, ...] = ()


class Shown(NamedTuple):
    """A clipping to preview; ``is_item``: the export lists it as one article, whatever it looks like."""

    clipping: Clipping
    is_item: bool


def previews(clippings: Sequence[Shown], day: dt.date) -> Iterator[Preview]:
    """What a conversion would make of clippings, in their order; many are shared among processes.

    Args:
        clippings: the documents.
        day: of the import, with which days of publication are compared.
    """
    return spread(WORK, day, clippings, HERE)


def _preview(day: dt.date, shown: Shown) -> Preview:
    seen = _read(shown.clipping, day)
    if not shown.is_item or not any(problem.rule in _SEVERAL for problem in seen.errors):
        return seen
    whole = replace(shown.clipping, declared={**shown.clipping.declared, "whole": True})
    return _read(whole, day)._replace(whole=True)


def _read(clipping: Clipping, day: dt.date) -> Preview:
    """Read a clipping as a conversion would."""
    seed = Seed(f"import{clipping.suffix}", clipping.data, "", _sidecar(clipping))
    try:
        draft, problems = read_draft(seed)
        errors = tuple(problem for problem in problems if problem.severity == "error")
        if draft is None or errors:
            return Preview(errors=errors, withheld=_withheld(problems))
        fields = document_fields(seed, draft)
    except Exception as error:  # noqa: BLE001 - a fault of ours in one document must not lose the others
        what = f"could not be read: {type(error).__name__}: {error}"[:300]
        return _failed(f"{what}. This is a fault of Clipfile; please report it")
    withheld = _withheld(problems) or (DRAFT if draft.declared.values.get("status") == DRAFT else "")
    start, end = window(draft.declared)
    if not withheld and Window(start, end).closed(day.isoformat()):
        withheld = SCHEDULED if Window(start).closed(day.isoformat()) else EXPIRED
    return Preview(fields.title.value, fields.date.value, fields.language.value, withheld)


def _failed(message: str) -> Preview:
    return Preview(errors=(Problem("", 0, "internal", message),))


def _lost(_: dt.date, shown: Shown) -> Preview:
    del shown
    return _failed(
        "could not be read: the system ended the process that read it, most likely because memory ran out"
    )


def _begin(day: dt.date) -> dt.date:
    return day


def _version() -> str:
    return ""


WORK = Work(_begin, _preview, _version, lost=_lost)


def _withheld(problems: tuple[Problem, ...]) -> str:
    return DRAFT if any(problem.rule == NOT_PUBLISHED for problem in problems) else ""


def _sidecar(clipping: Clipping) -> Sidecar | None:
    """The sidecar with which a clipping would be saved."""
    if clipping.sidecar:
        return sidecar_of(_SIDECAR, clipping.sidecar.encode())
    if not clipping.declared:
        return None
    # Its values are checked already.
    paths = dict.fromkeys(clipping.declared, _SIDECAR)
    return Sidecar(_SIDECAR, b"", lambda _path, _data: (Declaration(clipping.declared, {}, paths), ()))
