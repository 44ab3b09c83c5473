"""A JSON file that is read whole."""

from __future__ import annotations

import json

from generator.imports.source import Source
from generator.imports.texts import text_of
from generator.model.errors import ClipfileError

LARGEST = 500_000_000  # bytes


def whole_json(source: Source, remedy: str, smaller: str, most: int = LARGEST) -> object:
    """The value in a file, in whatever encoding.

    Args:
        source: the file.
        remedy: what to do if it is incomplete or damaged, as a sentence.
        smaller: what to do if it is too large, as a sentence.
        most: bytes that may be read.

    Raises:
        ClipfileError: it cannot be read.
    """
    value = parsed(source.whole(most, smaller))
    if value is None:
        raise ClipfileError(f"{source.shown}: the file is incomplete or damaged. {remedy}")
    return value


def parsed(data: bytes | str) -> object | None:
    """The value that is written as JSON, None if it is damaged."""
    try:
        # UTF-8, UTF-16 and UTF-32 are known from the first bytes.
        value: object = json.loads(data)
    except UnicodeDecodeError:
        assert isinstance(data, bytes)  # noqa: S101 - for the reader of types
        return parsed(text_of(data)) if data else None
    except (ValueError, RecursionError):
        return None
    return value
