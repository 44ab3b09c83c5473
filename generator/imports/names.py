"""Lists of names in exports, and names as a byline has them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

_QUOTED_NAMES = re.compile(r"\A\['[^']*+'(?:, ?'[^']*+')*+\]\Z")
# "Surname, Given", as catalogues write it; the surname may have a particle.
_TURNED = re.compile(
    r"\A(?P<family>(?:(?:v[ao]n|de[rn]?|di|da|du|la|le|ter) ){0,2}[^\W\d_][\w'’-]*+), "
    r"(?P<given>[^\W\d_][\w.'’ -]{0,40})\Z"
)


def names_in(value: object) -> list[str]:
    """The names in a value of JSON: text, a list of texts or of mappings with a name, a mapping by name."""
    if isinstance(value, str):
        listed = _json_list(value)
        return [value] if listed is None else names_in(listed)
    if isinstance(value, Mapping):
        inner = [name for part in value.values() if isinstance(part, Mapping) for name in _name(part)]
        return inner or [str(key) for key in value]
    if isinstance(value, Iterable) and not isinstance(value, bytes):
        found, waiting = list[str](), [iter(value)]  # lists in lists may be deeper than calls
        while waiting:
            for part in waiting[-1]:
                if isinstance(part, list):
                    waiting.append(iter(part))
                    break
                found += _name(part)
            else:
                waiting.pop()
        return found
    return []


def _json_list(text: str) -> object | None:
    if not text.lstrip().startswith("["):
        return None
    if _QUOTED_NAMES.match(text.strip()):
        # As Python writes a list.
        return re.findall(r"'([^']*)'", text)
    try:
        listed = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return listed if isinstance(listed, list) else None


def _name(part: object) -> list[str]:
    if isinstance(part, Mapping):
        keys = ("name", "label", "tag", "title", "value", "slug", "href")
        found = next((part[key] for key in keys if isinstance(part.get(key), str)), "")
        return [str(found)] if found else []
    return (
        [str(part)]
        if isinstance(part, str | int) and not isinstance(part, bool) and str(part).strip()
        else []
    )


def separated(text: str, *, commas: bool = True, spaces: bool = False) -> list[str]:
    """The names in a cell, separated by ``;``, ``|`` or line feeds, or by commas if it has none of these."""
    listed = _json_list(text)
    if listed is not None:
        return names_in(listed)
    parts = re.split(r"\|\|?|;|\n|\^\^", text.strip())
    if len(parts) == 1 and commas:
        parts = re.split(r"[,，、]", text.strip())
    if len(parts) == 1 and spaces:
        parts = text.split()
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def once(names: Iterable[str]) -> list[str]:
    """Names without those that differ from an earlier one only in case."""
    found: dict[str, str] = {}
    for name in names:
        if name.strip():
            found.setdefault(name.strip().casefold(), name.strip())
    return list(found.values())


def full_name(name: str) -> str:
    """``Surname, Given`` and ``Surname, Jr, Given`` as in a byline. A name in braces is one of a group."""
    text = name.strip()
    if text.startswith("{") and text.endswith("}"):
        return text[1:-1]
    family, comma, given = text.partition(",")
    if not comma:
        return text
    middle, second, first = given.partition(",")
    if second:
        return f"{first.strip()} {family.strip()}, {middle.strip()}"
    return f"{given.strip()} {family.strip()}".strip()


def given_first(name: str) -> str:
    """A name in a cell of a catalogue as a byline has it, if it is certainly ``Surname, Given``."""
    match = _TURNED.match(name)
    if match is None or match["given"].isupper() or not match["given"][0].isupper():
        return name
    return full_name(name)
