"""Says what an address of another site shows: a post, video, chart or map, by ``embeds.yml``."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from generator.text.tables import load_table

_IN_ADDRESS = re.compile(r"(?:/(@[\w.]{1,40})|(?:twitter|x)\.com/(\w{1,20})/status)")


class Provider(NamedTuple):
    """A row of ``embeds.yml``."""

    name: str
    kind: str
    url: str
    pattern: re.Pattern[str]


class Target(NamedTuple):
    """What an address shows: the provider, the kind, and the address of the post, video or chart itself."""

    provider: str
    kind: str
    url: str


@cache
def _providers() -> tuple[Provider, ...]:
    rows = load_table("embeds")["providers"]
    return tuple(
        Provider(row["name"], row["kind"], row.get("url", ""), re.compile(pattern))
        for row in rows
        for pattern in row["patterns"]
    )


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """The patterns of ``embeds.yml`` for words and hosts, by name."""
    table = load_table("embeds")
    names = ("boilerplate", "generic_title", "unseen_hosts")
    return {name: re.compile(table[name], re.IGNORECASE) for name in names}


@cache
def entry_of(name: str) -> Any:  # noqa: ANN401 - each entry of the table has a shape of its own
    """An entry of ``embeds.yml``."""
    return load_table("embeds")[name]


def find_provider(url: str) -> Target | None:
    """What an address shows, if it is that of a known provider."""
    for provider in _providers():
        match = provider.pattern.search(url[:1000])
        if match:
            identifier = match[1] if match.re.groups else ""
            made = provider.url.format(identifier) if provider.url and identifier else url
            return Target(provider.name, provider.kind, made)
    return None


def handle_in(url: str) -> str:
    """The handle of the author that the address of a post states, "" if it states none."""
    address = _IN_ADDRESS.search(url)
    handle = (address[1] or f"@{address[2]}") if address else ""
    return "" if handle.lower() == "@i" else handle
