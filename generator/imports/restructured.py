"""reStructuredText, as Nikola and Pelican have it, as HTML. Needs docutils."""

from __future__ import annotations

import importlib
import re
from typing import NamedTuple

from generator.model.errors import ClipfileError

_COMMENT_FIELD = re.compile(r"^\.\.[ \t]+(?P<key>[\w-]{1,40}):(?P<value>[^\n]*)\n?", re.MULTILINE)
_FIELD = re.compile(r"^:(?P<key>[\w -]{1,40}):(?P<value>[^\n]*(?:\n[ \t]++\S[^\n]*+)*+)\n?", re.MULTILINE)
_TITLE = re.compile(
    r"\A\s*+(?:(?P<over>[=\-~#*^\"'`+])(?P=over){2,}[^\S\n]*\n)?(?P<title>[^\n]{1,300})\n(?P<mark>[=\-~#*^\"'`+])(?P=mark){2,}[^\S\n]*\n"
)
_SETTINGS = {
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 6,
    "embed_stylesheet": False,
    "syntax_highlight": "none",
    "doctitle_xform": False,
    "docinfo_xform": False,
    "_disable_config": True,
}


class Restructured(NamedTuple):
    """A text: its headline, the fields above it, and its HTML."""

    title: str
    fields: dict[str, str]
    html: str


def read_restructured(text: str) -> Restructured:
    """Read a text.

    Raises:
        ClipfileError: docutils is not installed.
    """
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    fields: dict[str, str] = {}
    text = _fields(text, _COMMENT_FIELD, fields)
    title = _TITLE.match(text)
    if title:
        text = text[title.end() :]
    text = _fields(text.lstrip("\n"), _FIELD, fields)
    headline = fields.pop("title", "") or (title["title"].strip() if title else "")
    return Restructured(headline, fields, _html(text))


def _fields(text: str, pattern: re.Pattern[str], fields: dict[str, str]) -> str:
    """The text below the fields with which it begins; they are added to ``fields``."""
    start = len(text) - len(text.lstrip("\n"))
    position = start
    while match := pattern.match(text, position):
        fields[match["key"].strip().lower()] = " ".join(match["value"].split())
        position = match.end()
    return text[position:] if position > start else text


def _html(text: str) -> str:
    try:
        core = importlib.import_module("docutils.core")
    except ImportError:
        raise ClipfileError(
            "Texts in reStructuredText need the package docutils: pip install 'clipfile[imports]'."
        ) from None
    parts = core.publish_parts(text, writer="html5", settings_overrides=_SETTINGS)
    return str(parts["body"])
