"""Collection files: ``seeds/collections/ID.yml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.inputs.checks import one_line, prose, slug
from generator.inputs.limits import unfit, unfit_folder
from generator.inputs.strict_yaml import Places, load_yaml
from generator.model.problem import Problem

COLLECTION_FIELDS = ("title", "description", "order", "articles")


ORDERS = ("date", "listed")


@dataclass(frozen=True, slots=True)
class CollectionFile:
    """A collection as its curator wrote it: ``articles`` names seeds or ids; ``order`` is listed or date."""

    id: str
    title: str
    description: str = ""
    order: str = "date"
    articles: tuple[str, ...] = ()


def read_collections(folder: Path) -> tuple[tuple[CollectionFile, ...], tuple[Problem, ...]]:
    """The collection files of ``folder/collections``, sorted by id, and what is wrong with them."""
    collections: list[CollectionFile] = []
    problems: list[Problem] = []
    closed = unfit_folder(folder / "collections")
    if closed:
        problems.append(Problem("collections", 0, *closed))
    for path in sorted((folder / "collections").glob("*.yml")):
        name = PurePosixPath("collections", path.name).as_posix()
        unreadable = unfit(folder.resolve(), path) or _misnamed(path.stem)
        if unreadable:
            problems.append(Problem(name, 0, *unreadable))
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(name, 0, "collection-encoding", "is not UTF-8; save it as UTF-8"))
            continue
        value, places, broken = load_yaml(text, name)
        fault = broken or _collection_fault(value, places, name)
        if fault:
            problems.append(fault)
            continue
        articles = tuple(str(item) for item in value.get("articles") or ())
        collections.append(
            CollectionFile(
                path.stem,
                one_line(value["title"]),
                str(value.get("description") or "").strip(),
                str(value.get("order") or "date"),
                articles,
            )
        )
    return tuple(collections), tuple(problems)


def _misnamed(stem: str) -> tuple[str, str] | None:
    # White space at the ends would be a part of the address.
    fault = slug(stem).fault or (
        "" if stem == stem.strip() else f"may not begin or end with a blank: {stem!r}"
    )
    return ("collection-name", f"its name is its address: it {fault}") if fault else None


def _collection_fault(value: object, places: Places, name: str) -> Problem | None:
    if not isinstance(value, dict) or not one_line(value.get("title") or ""):
        return Problem(name, 1, "collection-title", "needs a line 'title: ...'")
    unknown = next((str(key) for key in value if key not in COLLECTION_FIELDS), None)
    if unknown:
        message = f"no field is called {unknown!r}; known: {', '.join(COLLECTION_FIELDS)}"
        line, column = places.key(unknown)
        return Problem(name, line, "collection-field", message, column=column)
    for field, fault in _collection_values(value):
        line, column = places.value(field)
        return Problem(name, line, f"collection-{field}", f"{field} {fault}", column=column)
    return None


def _collection_values(value: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Each field whose value cannot be used, and why."""
    if value.get("order") not in (None, *ORDERS):
        yield "order", f"must be date or listed: {value['order']!r}"
    for field in ("title", "description"):
        fault = prose(value.get(field)).fault
        if fault:
            yield field, fault
    articles = value.get("articles") or []
    if not isinstance(articles, list) or any(isinstance(name, (list, dict)) for name in articles):
        yield "articles", "must be a list of seeds"
