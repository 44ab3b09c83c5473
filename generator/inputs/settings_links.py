"""Links among the settings: an address that would run a script, or break out of its attribute, is refused."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from generator.inputs.settings_schema import ADDRESS

# MkDocs' own settings that must be addresses of web pages, and those that are links or contain some.
_ADDRESSES = ("site_url", "repo_url")
_LINKED = ("nav", "extra", "edit_uri", "edit_uri_template", "extra_css", "extra_javascript", "theme")
_MARKED_UP = ("copyright",)
# Browsers skip these signs before an address, and line ends and tabs anywhere in it.
_SKIPPED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")
_SCRIPT = r"(?:javascript|vbscript):|data:[\w.+-]+/[\w.+-]+"
_UNSAFE = re.compile(_SCRIPT, re.IGNORECASE)
_UNSAFE_ATTRIBUTE = re.compile(rf"=[\s\x00-\x20]*+(?:[\"'][\x00-\x20]*+)?(?:{_SCRIPT})", re.IGNORECASE)
# Addresses in the navigation are not escaped; each is in double quotation marks.
_BREAKS_OUT = re.compile(r"[\x00-\x1f\"<>]")


def link_faults(config: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], str]]:
    """(Path of a setting, what is wrong with it) for everything outside ``extra.clipfile``.

    Args:
        config: a whole ``mkdocs.yml``.
    """
    for key in _ADDRESSES:
        value = config.get(key)
        if value and not ADDRESS.holds(value):
            yield (key,), f"{key} must be {ADDRESS.wanted}: {value!r}"
    for key in _LINKED:
        for path, text in _texts(config.get(key), (key,)):
            if path[:2] == ("extra", "clipfile"):
                continue
            if is_unsafe(text) or (key == "nav" and _BREAKS_OUT.search(text)):
                name = ".".join(path)
                yield path, f"{name} is no safe link: {text!r}. Name a page, or an address with https://"
    for key in _MARKED_UP:
        markup = str(config.get(key) or "")
        if _UNSAFE_ATTRIBUTE.search(_SKIPPED.sub("", html.unescape(markup))):
            yield (key,), f"{key} contains a link that is not safe: {markup!r}. Use an address with https://"


def is_unsafe(link: str) -> bool:
    """Whether a browser that follows a link would run a script, or show a page made of the link itself."""
    return bool(_UNSAFE.match(_SKIPPED.sub("", html.unescape(link))))


def _texts(value: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text in a value, with the keys that lead to it; lists have none."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*path, str(key)))
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, path)
