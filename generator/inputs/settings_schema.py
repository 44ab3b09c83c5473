"""The table of the settings under ``extra.clipfile``: what each may hold, and the message if it does not."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.model.pictures import POLICIES
from generator.model.slugs import SCHEMES

# The parts of the front page, in their default order.
FRONT_PAGE: tuple[str, ...] = (
    "latest",
    "collections",
    "topics",
    "on_these_days",
    "most_covered",
    "coverage",
    "browse",
    "archive_size",
)
# The key, among those of sources, of all other sources.
OTHERS = "default"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a setting may hold: ``wanted`` says it in words, ``holds`` tells whether a value is allowed."""

    wanted: str
    holds: Callable[[object], bool]


def _matches(pattern: str) -> Callable[[object], bool]:
    form = re.compile(pattern)
    return lambda value: isinstance(value, str) and (not value or bool(form.fullmatch(value)))


def _number(least: int) -> Kind:
    return Kind(
        f"a whole number from {least}",
        lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least,
    )


def _some_of(names: tuple[str, ...]) -> Kind:
    return Kind(
        f"a list of some of {', '.join(names)}",
        lambda value: isinstance(value, list) and all(name in names for name in value),
    )


def _is_front_page(value: object) -> bool:
    """A list of parts, or what an editor chooses: ``lead``, ``pinned`` and ``order``, any of them."""
    if not isinstance(value, dict):
        return _PARTS.holds(value)
    ids = value.get("pinned", [])
    return (
        value.keys() <= {"lead", "pinned", "order"}
        and isinstance(value.get("lead", ""), str)
        and isinstance(ids, list)
        and all(isinstance(name, str) for name in ids)
        and _PARTS.holds(value.get("order", []))
    )


def _is_scheme(value: object) -> bool:
    schemes = value if isinstance(value, list) else [value]
    return 0 < len(schemes) == len({*map(str, schemes)}) and all(scheme in SCHEMES for scheme in schemes)


def _are_policies(value: object) -> bool:
    policies = list(value.values()) if isinstance(value, dict) else [value]
    return all(isinstance(policy, str) and policy in POLICIES for policy in policies)


_PARTS = _some_of(FRONT_PAGE)
CHOICE = Kind(
    f"{_PARTS.wanted}, or {{order: such a list, lead: the id of an article, pinned: a list of ids}}",
    _is_front_page,
)
TEXT = Kind("text", lambda value: isinstance(value, str))
FLAG = Kind("true or false", lambda value: isinstance(value, bool))
COLOUR = Kind("a colour such as '#8c1d18'", _matches(r"#[0-9A-Fa-f]{6}"))
ADDRESS = Kind("an address that starts with http:// or https://", _matches(r"https?://[^\s<>\"']+"))
# Of a folder: an address, or a path below the site; no other scheme, which could be that of a script.
FOLDER = Kind(
    "an address that starts with http:// or https://, or a path without a colon",
    _matches(r"https?://[^\s<>\"']+|[^\s<>\"':]+"),
)
CONTACT = Kind(
    "an e-mail address, or an address that starts with http:// or https://",
    _matches(r"https?://[^\s<>\"']+|\A[^\s<>\"'@:/]+@[^\s<>\"'@:/]+"),
)
PICTURES = Kind(
    "full, small or none, or such a value for each source by its name or host, and for default",
    _are_policies,
)
ADDRESSES = Kind(f"one of {', '.join(SCHEMES)}, or a list of the present one and earlier ones", _is_scheme)

SCHEMA: Mapping[str, Kind] = {
    # What readers see.
    "title": TEXT,
    "introduction": TEXT,
    "notice": TEXT,
    "accent": COLOUR,
    "front_page": CHOICE,
    "link_names": FLAG,
    "licence": TEXT,
    "repository": ADDRESS,
    "contact": CONTACT,
    # Defaults of articles.
    "rights": TEXT,
    # How the addresses of articles and names are made: the present scheme, and earlier ones that redirect.
    "addresses": ADDRESSES,
    # How large pictures are shown, if at all: of all articles, or by source.
    "pictures": PICTURES,
    # Whether a card is drawn for links to an article without a picture.
    "share_cards": FLAG,
    # Where things are, and how much a page shows.
    "seeds": TEXT,
    "seeds_url": FOLDER,
    "page_size": _number(1),
    "feed_size": _number(1),
    "feed_minimum": _number(1),
}


def faults(settings: Mapping[object, object]) -> Iterator[tuple[str, str]]:
    """(Setting, what is wrong with it), in the order of the settings."""
    for key, value in settings.items():
        kind = SCHEMA.get(str(key))
        if kind is None:
            near = difflib.get_close_matches(str(key), SCHEMA, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(SCHEMA)}."
            yield str(key), f"extra.clipfile has no setting {str(key)!r}; {hint}"
        elif not kind.holds(value):
            yield str(key), f"extra.clipfile.{key} must be {kind.wanted}: {value!r}"
