"""Pictures that front matter names: ``image: /quay.jpg``, ``cover: {image: quay.jpg, caption: The quay}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

_FILE = re.compile(
    r"\A[^\n?#]{1,400}\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp|heic)(?:[?#]\S*+)?\Z", re.IGNORECASE
)
_ADDRESS = re.compile(r"\Ahttps?://\S++\Z", re.IGNORECASE)
_FILE_KEYS = ("src", "url", "image", "path", "file", "img", "source", "href", "relative", "teaser", "feature")
_WORD_KEYS = ("alt", "caption", "title", "description", "credit", "name", "text")
_MOST, _WIDTH, _DEEPEST = 20, 300, 3


def pictures_in(value: object, depth: int = 0) -> list[str]:
    """The pictures in the value of a field as the ledger lists them: words and the name of the file."""
    if isinstance(value, list) and depth < _DEEPEST:
        return [picture for item in value[:_MOST] for picture in pictures_in(item, depth + 1)][:_MOST]
    if isinstance(value, Mapping):
        return list(_in_mapping({str(key).casefold(): one for key, one in value.items()}))
    name = _name_of(value)
    return [name] if name else []


def _in_mapping(keys: Mapping[str, object]) -> Iterator[str]:
    names = [name for key in _FILE_KEYS if (name := _name_of(keys.get(key)))]
    words = [" ".join(str(keys[key]).split()) for key in _WORD_KEYS if isinstance(keys.get(key), str)]
    if names:
        yield " – ".join(filter(None, (*dict.fromkeys(words), names[0])))[:_WIDTH]


def _name_of(value: object) -> str:
    """The name of a file in a path or address, "" if the value is neither."""
    text = value.strip().strip("[]!") if isinstance(value, str) else ""
    if not _FILE.match(text) and not _ADDRESS.match(text):
        return ""
    return unquote(re.split(r"[?#]", text)[0].rstrip("/").rpartition("/")[2])[:_WIDTH]
