"""Reads the lines that mark the articles in a file: labels, counters, ends and messages of a mailbox."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from generator.text.tables import alternatives, load_table

MOST_LABEL = 40
"""Most characters of a label or a line that counts."""
_LINE = 160  # most characters of a labelled line
_MBOX = re.compile(r"From \S+ +(?:\S+ +)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{10,40}")
_MAIL_HEADER = re.compile(r"[A-Za-z][A-Za-z-]{1,40}:(?: |$)")
_DATABASE_ID = re.compile(r"(?:Document|Dokument|Documento)\s+[A-Z]{4,}\d[0-9A-Za-z]{3,40}")
_IDENTIFIED = ("Document", "Dokument")
_CODES = (
    "HD",
    "BY",
    "WC",
    "PD",
    "SN",
    "SC",
    "LA",
    "CY",
    "AN",
    "IN",
    "RE",
    "NS",
    "CO",
    "RF",
    "SE",
    "ED",
    "PG",
    "CR",
    "ET",
    "CT",
    "PUB",
    "IPD",
    "IPC",
    "VOL",
)
_FIRST_LETTERS = frozenset(code[:2] for code in _CODES)
_FACTIVA = re.compile(rf"({'|'.join(_CODES)})(?:\s{{2,}}|\t|\s*$)")
_SPACED = re.compile(rf"\A({'|'.join(_CODES)}) (?=\S)")
_QUOTED = re.compile(
    r"\A\W*(?:original message|forwarded message|begin forwarded|ursprüngliche nachricht|weitergeleitete|"
    r"message d'origine|message transféré|mensaje original|mensaje reenviado|messaggio originale|"
    r"mensagem original|oorspronkelijk bericht|исходное сообщение)",
    re.IGNORECASE,
)
_OPENING = ("[", "［", "【", "〔")
_BRACKETED = re.compile(r"[［\[【〔]([^\]］】〕\n]{1,20})[\]］】〕][:：]?\s*+(?!\()")
_DIGIT = re.compile(r"\d")
_RIS = "  -"  # what follows the two letters of a tag of RIS
_RIS_TAG = re.compile(r"([A-Z][A-Z0-9]) {2}-(?: |\Z)")
_RIS_END = "ER  -"
_RIS_KINDS = {
    **dict.fromkeys(("TI", "T1"), "title"),
    **dict.fromkeys(("AU", "A1"), "author"),
    **dict.fromkeys(("T2", "JO", "JF", "JA"), "source"),
    **dict.fromkeys(("DA", "Y1", "PY"), "date"),
    "UR": "url",
}
_RIS_TEXTS = frozenset({"AB", "N2"})  # tags of the text of an article


class Label(NamedTuple):
    """A labelled line: what it states, its label in lower case or a code in capitals, and its value."""

    kind: str
    name: str
    value: str


class LabelledLine(NamedTuple):
    """A label and the line that it is on."""

    line: int
    kind: str
    name: str
    value: str


class Scan(NamedTuple):
    """What one pass over the lines found: positions of counters, ends, messages and labels."""

    lines: Sequence[str]
    counters: list[tuple[int, int, int]]
    ends: list[int]
    messages: list[int]
    labels: list[LabelledLine]
    quoted: list[int]


def scan_lines(lines: Sequence[str]) -> Scan:
    """Find the lines of a file that mark its articles."""
    scan = Scan(lines, [], [], [], [], [])
    for number, line in enumerate(lines):
        text = line.strip()
        if not text or len(text) > _LINE:
            continue
        if text.startswith("From ") and _is_message(lines, number, text):
            scan.messages.append(number)
        elif len(text) <= MOST_LABEL and (counted := _counter(text)):
            scan.counters.append((number, *counted))
        elif is_end(text):
            scan.ends.append(number)
        elif _QUOTED.match(text):
            scan.quoted.append(number)
        elif label := label_of(text):
            scan.labels.append(LabelledLine(number, *label))
    return scan


class _Patterns(NamedTuple):
    counter: re.Pattern[str]
    ends: frozenset[str]
    labels: Mapping[str, str]


@cache
def _table() -> _Patterns:
    table = load_table("several")
    words, of = alternatives(table["counted"]), alternatives(table["of"])
    count = rf"(?P<n>\d{{1,4}})\s?(?:{of})\s?(?P<m>\d{{1,4}})"
    again = count.replace("<n>", "<k>").replace("<m>", "<l>")
    counter = re.compile(
        rf"\A\W*(?:(?:{words})\W{{1,3}}{count}|{again}\s?(?:{words}))\W*",
        re.IGNORECASE,
    )
    labels = {name: kind for kind, names in table["labels"].items() for name in names}
    return _Patterns(counter, frozenset(table["ends"]), labels)


def _counter(text: str) -> tuple[int, int] | None:
    """Number and total of a line such as "Document 2 of 12"."""
    if not _DIGIT.search(text):
        return None
    match = _table().counter.fullmatch(text)
    if match is None:
        return None
    number, total = int(match["n"] or match["k"]), int(match["m"] or match["l"])
    return (number, total) if 1 <= number <= total else None


def label_of(text: str) -> Label | None:
    """The label that a line begins with: "Load-Date: May 4, 2021", or a code of Factiva."""
    head = text[: MOST_LABEL + 1]
    if head[:1] in _OPENING:
        return _bracketed(text)
    if head[2:5] == _RIS and (tag := _RIS_TAG.match(text)):
        return (
            None
            if tag[1] in _RIS_TEXTS
            else Label(_RIS_KINDS.get(tag[1], "other"), tag[1], text[tag.end() :].strip())
        )
    is_code = head[:2] in _FIRST_LETTERS or head.startswith(_IDENTIFIED)
    if not is_code and ":" not in head and "：" not in head:
        return None
    code = _FACTIVA.match(text)
    if code:
        return Label(_table().labels.get(code[1].casefold(), "other"), code[1], text[code.end() :].strip())
    if _DATABASE_ID.fullmatch(text):
        return Label("id", "document", text)
    head, colon, _ = head.replace("：", ":").partition(":")
    name = " ".join(head.strip(" *_>#-•|.※◆■●").casefold().split())
    kind = _table().labels.get(name) if colon else None
    return Label(kind, name, text[len(head) + 1 :].strip(" *_")) if kind else None


def _bracketed(text: str) -> Label | None:
    """The label of a line of a Japanese database: "［掲載日］2024.03.12"."""
    match = _BRACKETED.match(text)
    name = match[1].strip().casefold() if match else ""
    kind = _table().labels.get(name)
    return Label(kind, name, text[match.end() :].strip()) if kind and match else None


def with_spaced_codes(lines: Sequence[str]) -> list[str]:
    """Lines of a download from Factiva with a tab after each of its codes, where a copy left one space."""
    return [_SPACED.sub(r"\1\t", line) for line in lines]


def is_counter(text: str) -> bool:
    """Whether a line counts documents: "1 of 1 DOCUMENTS"."""
    return len(text) <= MOST_LABEL and _counter(text) is not None


def is_end(text: str) -> bool:
    """Whether a line ends a document: "End of Document"."""
    if text == _RIS_END:
        return True
    return len(text) <= MOST_LABEL and text.strip(" .*-–—_=").casefold() in _table().ends


def _is_message(lines: Sequence[str], number: int, text: str) -> bool:
    after = lines[number + 1] if number + 1 < len(lines) else ""
    return bool(_MBOX.match(text) and _MAIL_HEADER.match(after))
