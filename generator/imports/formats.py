"""The table of formats: how each is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.imports.item import Opened
from generator.imports.readers import feed, texts, warc, wordpress
from generator.imports.source import Options, Source


class Format(NamedTuple):
    """A format of exports.

    Attributes:
        name: what reports call it: "WordPress export (WXR)".
        recognises: whether a source has this format, by its content; the name only where the content is plain
            text or several formats share it. It never raises, and is cheap.
        read: opens it. It raises ClipfileError if nothing can be saved, with what to do next; what is wrong
            later is an item with a ``fault``.
    """

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source, Options], Opened]


# The first that recognises a source reads it: the specific before the general.
FORMATS: tuple[Format, ...] = (
    Format("WACZ web archive", warc.recognises_wacz, warc.read_wacz),
    Format("web archive (WARC)", warc.recognises, warc.read),
    Format("WordPress export (WXR)", wordpress.recognises, wordpress.read),
    Format("feed", feed.recognises, feed.read),
    Format("text of several articles", texts.recognises, texts.read),
)
