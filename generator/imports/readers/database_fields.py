"""What a news database states about an article: headline, byline, newspaper, day, section and page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from generator.describe.authors import find_authors
from generator.extract.plain.apparatus import is_length
from generator.extract.plain.database import read_database
from generator.extract.plain.shape import full_dates
from generator.extract.whole.labels import label_of
from generator.imports.values import language_tag
from generator.inputs.fields import BY_NAME
from generator.model.documents import Claim, Draft
from generator.text.tables import load_table

_CODE = re.compile(
    r"\A(?P<code>SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN|ART|DLN|CLM)(?:\s{2,}+|\t|\Z)(?P<value>.*+)\Z"
)
_TEXT_CODES = frozenset({"LP", "TD"})
_DOCUMENT = re.compile(
    r"\A(?:AN\s+)?(?:Document|Dokument|Documento)\s+(?P<key>[A-Z]{4,}\d[0-9A-Za-z]{3,40})\Z"
)
_TIME = re.compile(r"\A\d{1,2}:\d\d(?::\d\d)?(?: ?(?:AM|PM|GMT|UTC|[A-Z]{3,4}))?\Z")
_OUTLET_CODE = re.compile(r"\A[A-Z][A-Z0-9]{2,7}\Z")
_PAGE = re.compile(r"\A(?:[A-Z]{0,3}-?\d{1,4}[A-Z]?(?:\s?[-,]\s?[A-Z]?\d{1,4})*)\Z")
_SECTION_PAGE = re.compile(
    r"[;,]\s*(?:p[áa]g(?:ina)?|page|pg|pp?|seite|s|blz|str|side|sida)\.?:?\s*(?P<page>[\w,. -]{1,30})\Z",
    re.IGNORECASE,
)
_KEYED = (
    "an",
    "accession number",
    "proquest document id",
    "record number",
    "document number",
    "dokumentnummer",
)
_DATABASE_HOSTS = (
    "proquest.com",
    "lexisnexis.com",
    "nexis.com",
    "factiva.com",
    "newsbank.com",
    "europresse.com",
    "wiso-net.de",
    "genios.de",
    "gale.com",
    "ebscohost.com",
)
# Parts of a source that only printed newspapers have.
_PARTS = ("edition", "section", "page", "issn", "place")
_OUTLET_AND_DAY = re.compile(
    r"\A(?P<outlet>[^\W\d][^\d\n]{1,60}?)(?: \([^()]{1,40}\))? [-–—] (?P<day>[^\n]{6,40})\Z"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_FEW_CODES, _HEAD_LINES = 4, 25
_LONGEST = 300  # characters of a value


class DatabaseFields(NamedTuple):
    """What is stated: values by their names, and the identifier in the database."""

    values: Mapping[str, object]
    identifier: str = ""


def fields_of(lines: Sequence[str]) -> DatabaseFields:
    """What the lines of an article state."""
    text = "\n".join(lines)
    read = read_database(text)
    values: dict[str, object] = {}
    for claim in read.claims if read else ():
        if claim.field in {"title", "date", "source_name", "source_url"}:
            values.setdefault(
                {"source_name": "newspaper", "source_url": "url"}.get(claim.field, claim.field), claim.value
            )
    values["authors"] = list(find_authors(Draft((), claims=read.claims)).value) if read else []
    apparatus = [
        line for line in ([removed.text for removed in read.removed] if read else lines) if line.strip()
    ]
    labelled, identifier = _labelled(apparatus)
    values = {**labelled, **values}
    coded = _coded(lines)
    values |= coded or _displayed(lines, values)
    document = next(
        (found["key"] for line in reversed(lines) if (found := _DOCUMENT.match(line.strip()))), ""
    )
    values.setdefault("newspaper", _outlet_before_day(lines))
    values["language"] = language_tag(str(values.get("language", "")).partition(";")[0])
    address = public_address(str(values.get("url", "")))
    values["url"] = address
    return DatabaseFields(_with_source(values), document or identifier)


def _with_source(values: Mapping[str, object]) -> dict[str, object]:
    """The values, those of the newspaper as parts of its source where the archive has a place for them."""
    found = {name: value for name, value in values.items() if value}
    parts = {name: found.pop(name) for name in _PARTS if name in found}
    if parts and BY_NAME["source"].check(dict.fromkeys(_PARTS, "1234-5678")).fault:
        found |= {f"{name} of the newspaper": value for name, value in parts.items()}
    elif parts:
        names = {"name": found.pop("newspaper", ""), "url": found.pop("url", "")}
        found["source"] = {**{name: value for name, value in names.items() if value}, **parts}
    return found


def without_accounts(line: str) -> str:
    """A line whose addresses do not name the account or the library of a reader."""
    return _ADDRESS.sub(lambda match: public_address(match[0]), line) if "://" in line else line


def public_address(url: str) -> str:
    """An address without what names the account of a reader; "" for one that only a library has."""
    if not url.startswith("http"):
        return ""
    # What a library puts before an address: its proxy, with the address as a parameter.
    inner = url.find("http", 4)
    url = url[inner:] if inner > 0 and "proxy" in url[:inner] else url
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if "proxy" in (parts.hostname or ""):
        return ""
    if any((parts.hostname or "").endswith(host) for host in _DATABASE_HOSTS):
        return urlunsplit((parts.scheme, parts.netloc, parts.path, "", ""))
    return url


@cache
def _names() -> Mapping[str, str]:
    labels = load_table("imports_databases")["labels"]
    return {name.casefold(): field for field, names in labels.items() for name in names}


def _labelled(lines: Sequence[str]) -> tuple[dict[str, object], str]:
    """The values of labels around the text, and the identifier."""
    values: dict[str, object] = {}
    identifier = ""
    for number, line in enumerate(lines):
        label = label_of(line.strip())
        if label is None:
            continue
        value = label.value
        if not value and number + 1 < len(lines) and label_of(lines[number + 1].strip()) is None:
            value = lines[number + 1].strip()
        field, value = _names().get(label.name, ""), value[:_LONGEST].strip()
        if label.name in _KEYED and not identifier:
            identifier = value
        if not field or not value:
            continue
        if field == "section" and (page := _SECTION_PAGE.search(value)):
            values.setdefault("page", page["page"].strip(" ."))
            value = value[: page.start()].strip()
        if field == "word count":
            value = re.sub(r"\D", "", value)
        if value:
            values.setdefault(field, value)
    return values, identifier


def _coded(lines: Sequence[str]) -> dict[str, object]:
    """The fields of Factiva's form for indexing: each begins with a code, further lines are indented."""
    fields = dict(_code_fields(lines))
    if len(fields.keys() & {"HD", "PD", "SN", "SC", "WC", "AN", "LP", "TD"}) < _FEW_CODES:
        return {}
    table: Mapping[str, str] = load_table("imports_databases")["factiva"]
    values: dict[str, object] = {}
    for code, name in table.items():
        value = " ".join(fields.get(code, "").split())
        if not value:
            continue
        if name == "word count":
            value = re.sub(r"\D", "", value)
        if name == "author":
            values["authors"] = bylines(value)
        elif name == "date":
            values["date"] = next((day.text for day in full_dates(value)), value)
        else:
            values[name] = value
    return values


def _code_fields(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    code, parts = "", list[str]()
    for line in lines:
        found = _CODE.match(line.strip() if not line[:1].isspace() else line.rstrip())
        if found:
            if code:
                yield code, " ".join(parts)
            code, parts = found["code"], [found["value"]]
        elif (
            code and code not in _TEXT_CODES and line.strip() and (line[:1].isspace() or not parts[0].strip())
        ) or (code and line.strip() and code not in _TEXT_CODES and parts):
            parts.append(line.strip())
    if code:
        yield code, " ".join(parts)


def bylines(value: str) -> list[str]:
    """The names of a byline."""
    draft = Draft((), claims=(Claim("authors", value, "byline", value, 0.9),))
    return list(find_authors(draft).value) or [value]


def _outlet_before_day(lines: Sequence[str]) -> str:
    """The newspaper in a line such as "Lunmark Courier - Monday, March 11, 2024"."""
    for line in lines[:_HEAD_LINES]:
        found = _OUTLET_AND_DAY.match(line.strip())
        if found and full_dates(found["day"]):
            return found["outlet"]
    return ""


def _displayed(lines: Sequence[str], known: Mapping[str, Any]) -> dict[str, object]:
    """The facts of Factiva's form for reading: a number of words, then day, outlet, code, edition, page."""
    texts = [line.strip() for line in lines[: 2 * _HEAD_LINES] if line.strip()][:_HEAD_LINES]
    counted = next((number for number, text in enumerate(texts) if is_length(text)), None)
    if counted is None or not any(_DOCUMENT.match(line.strip()) for line in lines):
        return {}
    values: dict[str, object] = {"word count": re.sub(r"\D", "", texts[counted])}
    below = texts[counted + 1 :]
    below = below[1:] if below and full_dates(below[0]) else below
    below = below[1:] if below and _TIME.match(below[0]) else below
    if not below:
        return values
    if "newspaper" not in known:
        values["newspaper"] = below[0]
    code = next((number for number, text in enumerate(below[:3]) if _OUTLET_CODE.match(text)), None)
    if code is None:
        return values
    end = next(
        (number for number, text in enumerate(below) if text.startswith(("(c)", "©", "Copyright", "(C)"))),
        code + 1,
    )
    facts = below[code + 1 : end]
    if facts and facts[-1].isalpha():
        values["language"] = facts.pop()
    for fact in facts:
        if _PAGE.match(fact):
            values.setdefault("page", fact)
        else:
            values.setdefault("edition", fact)
    return values
