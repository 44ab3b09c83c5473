"""The pictures of a page that are in the same export, under other names than on the page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from generator.convert.pipeline import read_draft
from generator.imports.item import Attachment
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Seed
from generator.text.web_address import resolved

# One of these is in every document with a picture.
_MARKS = (b"<img", b"<IMG", b"<picture", b"image", b"![", b"background")
# Of one page: pictures, and bytes of all.
MOST, MOST_BYTES = 50, 100_000_000


def pictures_of(
    data: bytes, suffix: str, url: str, find: Callable[[str], bytes | None]
) -> tuple[Attachment, ...]:
    """The pictures that the reader of pages finds in an article, each under its address.

    Args:
        data: the page.
        suffix: of its kind.
        url: its address.
        find: the bytes at an address without fragment, None if the export does not have them.
    """
    if not any(mark in data for mark in _MARKS):
        return ()
    return tuple(_found(data, suffix, url, find))


def _found(data: bytes, suffix: str, url: str, find: Callable[[str], bytes | None]) -> Iterator[Attachment]:
    # JSON is YAML.
    sidecar = sidecar_of("page.yml", json.dumps({"source": {"url": url}}).encode())
    draft, _ = read_draft(Seed(f"page{suffix}", data, "", sidecar))
    count = size = 0
    for picture in draft.pictures if draft else ():
        if picture.data:
            continue
        for address in filter(None, (picture.address, *picture.also)):
            full = resolved(address, url) or urljoin(url, address)
            found = find(full.partition("#")[0]) or find(address)
            if found:
                count, size = count + 1, size + len(found)
                if count > MOST or size > MOST_BYTES:
                    return
                yield Attachment(address, found)
                break
