"""Pictures that front matter names: ``image: /quay.jpg``, ``cover: {image: quay.jpg, caption: The quay}``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.model.pictures import FoundPicture

_FILE = re.compile(
    r"\A[^\n?#]{1,400}\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp|heic)(?:[?#]\S*+)?\Z", re.IGNORECASE
)
_ADDRESS = re.compile(r"\Ahttps?://\S++\Z", re.IGNORECASE)
_LINK = re.compile(r"\A!?\[[^\[\]]{0,300}\]\(([^()\s]{1,400})(?:\s+\"[^\"]{0,300}\")?\)\Z")
_FILE_KEYS = ("src", "url", "image", "path", "file", "img", "source", "href", "relative", "teaser", "feature")
_ALT_KEYS, _CAPTION_KEYS = ("alt", "name", "text"), ("caption", "description", "title")
_CREDIT_KEYS = ("credit", "copyright", "photographer", "attribution")
_MOST, _WIDTH, _DEEPEST = 20, 1000, 3
RULE = "front-matter"


def pictures_in(value: object, depth: int = 0) -> list[FoundPicture]:
    """The pictures in the value of a field: where they are, and what is said of them."""
    if isinstance(value, list) and depth < _DEEPEST:
        return [picture for item in value[:_MOST] for picture in pictures_in(item, depth + 1)][:_MOST]
    if isinstance(value, Mapping):
        return list(_in_mapping({str(key).casefold(): item for key, item in value.items()}))
    address = _address_of(value)
    return [_found(address)] if address else []


def _in_mapping(keys: Mapping[str, object]) -> Iterator[FoundPicture]:
    address = next(filter(None, (_address_of(keys.get(key)) for key in _FILE_KEYS)), "")
    if address:
        yield _found(
            address, _words(keys, _ALT_KEYS), _words(keys, _CAPTION_KEYS), _words(keys, _CREDIT_KEYS)
        )


def _words(keys: Mapping[str, object], names: tuple[str, ...]) -> str:
    values = (keys.get(name) for name in names)
    return next(
        (" ".join(value.split())[:_WIDTH] for value in values if isinstance(value, str) and value.strip()), ""
    )


def _found(address: str, alt: str = "", caption: str = "", credit: str = "") -> FoundPicture:
    # Site generators write addresses from the root of the site, whose files may be next to the text.
    below = (address.lstrip("/"),) if address.startswith("/") and not address.startswith("//") else ()
    return FoundPicture(address, alt, caption, credit, rule=RULE, also=below)


def _address_of(value: object) -> str:
    """The path or address of a picture, "" if the value is neither."""
    text = value.strip() if isinstance(value, str) else ""
    link = _LINK.match(text)
    text = link[1] if link else text.strip("[]!").partition("|")[0]
    return text if _FILE.match(text) or _ADDRESS.match(text) else ""
