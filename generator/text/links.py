"""Addresses in links without what identifies a reader: tracking parameters, user names and passwords."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from generator.text.tables import load_table

_CHARACTER = r"[^\s<>\"'()\[\]{}|^]"
# Brackets belong to an address in pairs: "https://example.org/Pier_(harbour)", but "(https://example.org/pier)".
_URL = re.compile(rf"(?i:https?|ftp)://(?:{_CHARACTER}++|\({_CHARACTER}*+\))++")
_PARTS = re.compile(
    r"\A(?P<scheme>[A-Za-z]{1,10}://)(?P<user>(?:[^/?#@]*+@)++)?(?P<host>[^/?#]*+)(?P<path>[^?#]*+)"
    r"(?P<query>\?[^#]*+)?(?P<end>#.*+)?\Z",
    re.DOTALL,
)
# Signs that end a sentence, not an address.
_TRAILING = re.compile(r"(?<![.,;:!?…*_~`])[.,;:!?…*_~`]++\Z")
_LONGEST_HOST = 255
_FRAGMENT_QUERY = re.compile(r"\A#(?:[\w-]{0,60}[?&])?(?P<query>(?:utm_|at_|xtor=)[^#]*+)\Z", re.IGNORECASE)


class CleanText(NamedTuple):
    """A text whose links identify nobody; names of removed parameters, and hosts of removed user names."""

    text: str
    parameters: tuple[str, ...] = ()
    logins: tuple[str, ...] = ()


def clean_address(url: str) -> str:
    """An address without tracking parameters, user name and password."""
    return _clean(url, [], []) if _may_identify(url) else url


def clean_text(text: str) -> CleanText:
    """A text, plain or Markdown, with every address in it cleaned."""
    if not _may_identify(text):
        return CleanText(text)
    parameters: list[str] = []
    logins: list[str] = []

    def replaced(match: re.Match[str]) -> str:
        return _clean(match[0], parameters, logins)

    cleaned = _URL.sub(replaced, text)
    return CleanText(cleaned, tuple(dict.fromkeys(parameters)), tuple(dict.fromkeys(logins)))


def _may_identify(text: str) -> bool:
    return "://" in text and ("?" in text or "@" in text or "#" in text)


def _clean(url: str, parameters: list[str], logins: list[str]) -> str:
    trailing = _TRAILING.search(url)
    tail = trailing[0] if trailing else ""
    parts = _PARTS.match(url[: len(url) - len(tail)])
    if parts is None:
        return url
    host = parts["host"]
    if parts["user"]:
        logins.append(host)
    query, end = parts["query"] or "", parts["end"] or ""
    name = host.partition(":")[0].lower().rstrip(".").replace("\\", "")
    if query and not _is_below(name, _exempt()):
        query = _without_tracking(query, name, parameters)
    if end and (marked := _FRAGMENT_QUERY.search(end)) is not None:
        parameters.append(marked["query"].partition("=")[0].replace("\\", ""))
        end = ""
    return f"{parts['scheme']}{host}{parts['path']}{query}{end}{tail}"


def _without_tracking(query: str, host: str, parameters: list[str]) -> str:
    own = _own_names(host)
    kept, dropped = [], []
    for pair in re.split(r"&amp;|&|;(?=\w+=)", query[1:]):
        # Markdown escapes some underscores.
        written = pair.partition("=")[0].replace("\\", "")
        name = written.lower().removeprefix("amp;").partition("%5b")[0]
        if name in _names() or name.startswith(_prefixes()) or name in own:
            dropped.append(written)
        else:
            kept.append(pair)
    if not dropped:
        return query
    parameters += dropped
    separator = "&amp;" if "&amp;" in query else "&"
    return f"?{separator.join(kept)}" if any(kept) else ""


def _is_below(host: str, domains: frozenset[str]) -> bool:
    labels = host[-_LONGEST_HOST:].split(".")
    return any(".".join(labels[start:]) in domains for start in range(len(labels)))


@cache
def _names() -> frozenset[str]:
    return frozenset(str(name).lower() for name in load_table("tracking")["names"])


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(load_table("tracking")["prefixes"])


@cache
def _exempt() -> frozenset[str]:
    return frozenset(load_table("tracking")["exempt"])


def _own_names(host: str) -> frozenset[str]:
    labels = host[-_LONGEST_HOST:].split(".")
    hosts = load_table("tracking")["hosts"]
    return frozenset(name for start in range(len(labels)) for name in hosts.get(".".join(labels[start:]), ()))
