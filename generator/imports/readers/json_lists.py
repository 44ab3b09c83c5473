"""Lists of articles or addresses in JSON: those of known programs, and any other with known keys."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.imports.item import CUT_OFF, Item, Opened
from generator.imports.json_records import CutOffError, JsonRecord, records
from generator.imports.record_items import Place, flat, item_of
from generator.imports.shapes import TEXT, TITLE, URL, Shape, plain_shape, shape_of, shapes
from generator.imports.source import Options, Source
from generator.imports.texts import read_text
from generator.imports.values import is_web_address
from generator.inputs.foreign import folded
from generator.model.errors import ClipfileError

_KEY = re.compile(r'"([\w@:. -]{1,60})"\s*+:')


def recognises(source: Source) -> bool:
    """Whether this is a JSON file with the keys of a known export, or with addresses or texts of articles."""
    if not source.path.is_file() or source.start.lstrip()[:1] not in ("[", "{"):
        return False
    return _shape_in(_names(source)) is not None or _is_list(source.start)


def known(source: Source) -> Shape | None:
    """The known program whose keys a JSON file has, None for any other file."""
    return _shape_in(_names(source)) if recognises(source) else None


def _names(source: Source) -> frozenset[str]:
    return frozenset(folded(key) for key in _KEY.findall(source.start))


def _shape_in(names: frozenset[str]) -> Shape | None:
    """The export whose names are among those of a whole file, in which they belong to several mappings."""
    return next(
        (shape for shape in shapes() if shape.fits(names) and (not shape.inner or _keys(shape) <= names)),
        None,
    )


def _keys(shape: Shape) -> frozenset[str]:
    return frozenset((folded(shape.key), folded(shape.inner)))


def _is_list(start: str) -> bool:
    """Whether the first record has an address on the web, or a headline and a text.

    Programs keep settings in such files too: one mapping, in which an address is no article's.
    """
    first, listed = _first(start)
    meanings = {plain_shape().meanings.get(folded(name)): value for name, value in first.items()}
    has_address = any(is_web_address(part) for part in str(meanings.get(URL, "")).split())
    return (TITLE in meanings and TEXT in meanings) or (listed and has_address)


def _first(start: str) -> tuple[Mapping[str, object], bool]:
    """The first record of a text that may be cut off, and whether it is in a list."""
    outer: Mapping[str, object] = {}
    try:
        for record in records(start):
            if record.above != "{}":
                return flat(record.value), True
            outer = flat(record.value)
    except CutOffError:
        pass
    return outer, False


def read(source: Source, options: Options) -> Opened:
    """Open a list.

    Raises:
        ClipfileError: it cannot be read.
    """
    text = read_text(source.path)
    return Opened(len(text), _items(source, text, options))


def _items(source: Source, text: str, options: Options) -> Iterator[Item]:
    expected = _shape_in(_names(source))
    lists = _lists(expected)
    number = 0
    outer: Mapping[str, object] = {}
    try:
        for record in records(text):
            if record.above == "{}":
                outer = record.value
                continue
            if lists and record.above and record.above not in lists:
                continue
            for value in _inner(record, expected):
                number += 1
                names = flat(value)
                place = Place(f"entry {number}", record.end, source.path.parent)
                yield item_of(names, _shape(names, expected), options, place)
        if not number and outer:
            names = flat(outer)
            yield item_of(
                names, _shape(names, expected), options, Place(source.path.stem, base=source.path.parent)
            )
    except CutOffError as error:
        if not number:
            raise ClipfileError(f"{source.path}: {CUT_OFF}.") from None
        yield Item(f"{source.path.name}, after entry {number}", fault=CUT_OFF, done=error.at)


def _lists(expected: Shape | None) -> frozenset[str]:
    """The keys of the lists that hold items, of which a file may have others."""
    if expected is None:
        return frozenset()
    return frozenset(shape.key for shape in shapes() if shape.format == expected.format and shape.key)


def _inner(record: JsonRecord, expected: Shape | None) -> Iterator[Mapping[str, object]]:
    """The items in a record: itself, or those in its list, which has the name of its folder."""
    if expected is None or not expected.inner:
        yield record.value
        return
    items = record.value.get(expected.inner)
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping):
            yield {**item, "collection": record.value.get("name")}


def _shape(names: Mapping[str, object], expected: Shape | None) -> Shape:
    """The shape of a record. Programs leave out keys that are empty, so that the file's decides."""
    return expected or shape_of(names) or plain_shape()
