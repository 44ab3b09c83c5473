"""Items of a large XML file, one after the other, of which the last may be cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from generator.imports.item import Item
from generator.imports.xml_stream import elements, is_whole
from generator.inputs.checks import quoted


def xml_items(
    path: Path, tag: str, make: Callable[[etree._Element, int, int], Item], remedy: str
) -> Iterator[Item]:
    """The items of a file; what is missing at its end is an item with a fault.

    Args:
        path: of the file.
        tag: of the element of an item.
        make: element, its number from 1, and bytes read → item.
        remedy: what to do if the file is incomplete, in the imperative.
    """
    last: Item | None = None
    number = done = 0
    whole = is_whole(path)
    try:
        for number, (element, done) in enumerate(elements(path, tag), 1):
            if last is not None:
                yield last
            last = make(element, number, done)
    except etree.XMLSyntaxError as error:
        if last is not None:
            yield last
        fault = f"cannot be read any further than item {number}: {quoted(str(error))}. {remedy}"
        yield Item(path.name, kind="file", fault=fault, done=done)
        return
    if last is not None and whole:
        yield last
    if not whole:
        # The last item may be half of one: a reader of damaged files does not say so.
        name = last.name if last is not None else path.name
        yield Item(
            name, kind="file", fault=f"the file is incomplete and ends within this item. {remedy}", done=done
        )
