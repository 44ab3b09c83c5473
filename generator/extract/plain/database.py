"""Reads one article of a news database: labelled lines around the text, which are no part of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from generator.extract.plain.shape import full_dates, is_date_line, width
from generator.extract.whole.labels import Label, is_counter, is_end, label_of
from generator.model.documents import Claim, Removed

HEAD, FOOT = "database-head", "database-foot"

# Lines that may precede the text, and least width of a line of text.
_HEAD_LINES, _TEXT = 40, 100
_CODES = ("LP", "TD")  # of Factiva: first paragraph and text
_SIGNS = 3  # labels that show that a database made the text
_BODY = re.compile(r"\A(?:body|texte|text|volltext|full text|texto completo)\s*+:?\s*+\Z", re.IGNORECASE)
_BODY_LABEL = re.compile(r"(?:full text|texte intégral|volltext|texto completo)\s*:\s*(?=\S)", re.IGNORECASE)
_FOOT = re.compile(
    r"(?:load-date|load date|language|publication-type|publication type|journal code|classification|subject|"
    r"industry|geographic|person|company|copyright|proquest document id|document url|last updated|credit|"
    r"accession number|isbn/issn|database|place of publication|country of publication|source type|"
    r"document type|update date|citation|openurl)\b",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"copyright\b|©|\(c\)|all rights reserved|tous droits réservés|alle rechte vorbehalten", re.IGNORECASE
)
_LENGTH = re.compile(r"\A\d[\d,.]* (?:words|wörter|mots|palabras|parole|palavras|woorden)\b", re.IGNORECASE)
_STRONG = frozenset(
    {"load-date", "load date", "publication-type", "publication type", "proquest document id"}
    | {"dokumentnummer", "gale document number"}
    | {"accession number", "document", "document url", "an", "hd", "AN", "HD", "numéro de document"}
)
_EUROPRESSE = re.compile(r"news·\d{8}·[\w·-]{2,40}")
_AFTER_NAME = re.compile(r"(?:(?<!\s)\s++)?[,;(|]|(?<!\s)\s++(?:-|and|und|et|y)\s", re.IGNORECASE)
_FROM = re.compile(r"(?<!\s)\s++(?:vom|of|du|del|dated|от)\s*\Z")
_NAME = re.compile(r"[^\W\d_][\w'’.-]{0,40}(?: [\w'’.-]{1,40}){1,5}")
_TIME = re.compile(r"\d{1,2}:\d\d")
_INVERTED = re.compile(r"\A([^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?), ([^\W\d_][\w'’. -]*)\.?")


class DatabaseArticle(NamedTuple):
    """An article without the lines around its text, which keep their numbers as blank lines."""

    text: str
    claims: tuple[Claim, ...]
    removed: tuple[Removed, ...]


def read_database(text: str) -> DatabaseArticle | None:
    """The article of a database download, None for any other text."""
    lines = text.splitlines()
    if "OpenURL Link" in text:
        lines = _newsbank(lines)
    if not _is_download(lines):
        return None
    start, inline = _body_start(lines)
    end = _body_end(lines, start)
    if not any(width(line.strip()) >= _TEXT // 2 for line in lines[start:end]):
        return None
    foot = list(_labelled(label for line in lines[end:] if (label := label_of(line.strip()))))
    published = [claim for claim in foot if claim.text.startswith("publication date")]
    title, title_line, claims = _head(lines[:start], published)
    known = {claim.field for claim in claims} | {"source_url"}
    claims += (claim for claim in foot if claim.field not in known)
    kept = [""] * len(lines)
    kept[start:end] = ["" if line.strip() in _CODES else line for line in lines[start:end]]
    if inline:
        kept[start] = lines[start][inline:]
    if title:
        kept[title_line] = title
        # A blank line sets the headline apart.
        claims.insert(0, Claim("title", title, "database-title", title, 0.95))
    removed = [
        Removed(number + 1, line.strip(), HEAD if number < start else FOOT)
        for number, line in enumerate(lines)
        if line.strip() and not kept[number]
    ]
    return DatabaseArticle("\n".join(kept), tuple(claims), tuple(removed))


def _newsbank(lines: Sequence[str]) -> list[str]:
    """The lines of a text from NewsBank with the facts between its bars as labelled lines of their own.

    The headline comes first, so the number of its line stays what it is.
    """
    found: list[str] = []
    for number, line in enumerate(lines):
        facts = [fact.strip() for fact in line.split(" | ")] if number < _HEAD_LINES else [line]
        if len(facts) > 1 and full_dates(facts[0]):
            facts = [f"Date: {facts[0]}", f"Source: {facts[1].partition(' (')[0]}", *facts[2:]]
        found += facts if len(facts) > 1 else [line]
    return found


def _is_download(lines: Sequence[str]) -> bool:
    names: set[str] = set()
    strong = False
    for line in lines:
        text = line.strip()
        if not text or len(text) > 2 * _TEXT:
            continue
        if is_end(text) or is_counter(text) or text == "OpenURL Link":
            strong = True
            names.add(text)
        elif label := label_of(text):
            names.add(label.name)
            strong = strong or label.name in _STRONG
        elif _EUROPRESSE.fullmatch(text):
            strong = True
            names |= {"europresse", text}
        elif _LENGTH.fullmatch(text) or _RIGHTS.match(text):
            names.add(text[:1])
        elif _BODY.match(text):
            names.add("body")
    return len(names) >= _SIGNS and (strong or _begins_with_labels(lines))


def _begins_with_labels(lines: Sequence[str]) -> bool:
    """Whether the first lines state the headline and two more facts, each with its label."""
    first = (label_of(line.strip()) for line in islice(filter(str.strip, lines), _SIGNS))
    kinds = {label.kind for label in first if label is not None and label.value}
    return len(kinds) == _SIGNS and "title" in kinds and bool(kinds & {"date", "source"})


def _body_start(lines: Sequence[str]) -> tuple[int, int]:
    """The line on which the text begins, and the characters of a label before it on that line."""
    last = 0
    for number, line in enumerate(lines):
        text = line.strip()
        if not text:
            continue
        if _BODY.match(text):
            return number + 1, 0
        inline = _BODY_LABEL.match(text)
        if inline:
            return number, line.find(text) + inline.end()
        label = label_of(text)
        is_head = label is not None and label.name not in {"load-date", "load date"}
        if not is_head and width(text) >= _TEXT and not _RIGHTS.search(text):
            # Nothing but short lines: outlet, day, headline, byline.
            return last or number, 0
        if (
            is_head
            or text == "OpenURL Link"
            or is_counter(text)
            or _RIGHTS.search(text)
            or _LENGTH.fullmatch(text)
            or text in _CODES
        ):
            last = number + 1
            # The value of a code may be on the next line.
            if label is not None and not label.value and label.name.isupper():
                last = number + 2
    return last, 0


def _body_end(lines: Sequence[str], start: int) -> int:
    """The line below the text: that of the first label after which there is no text any more."""
    end = len(lines)
    for number in range(len(lines) - 1, start, -1):
        text = lines[number].strip()
        if not text:
            continue
        foot = (
            "newsbank.com/" in text
            or is_end(text)
            or _EUROPRESSE.fullmatch(text)
            or _FOOT.match(text)
            or _RIGHTS.search(text[:_TEXT])
            or label_of(text) is not None
        )
        if foot and len(text) <= 6 * _TEXT:
            end = number
        elif width(text) >= _TEXT or text.endswith((".", "!", "?", "”", '"', "。")):
            break
    return end


def _head(lines: Sequence[str], published: Sequence[Claim]) -> tuple[str, int, list[Claim]]:
    """Headline, its line, and claims of the lines above the text.

    Args:
        lines: the lines above the text.
        published: the day of publication, if a label below the text states it.
    """
    labels, others = _head_lines(lines[: 2 * _HEAD_LINES])
    claims = [*published, *_labelled(label for _, label in labels)]
    titles = ((label.value, number) for number, label in labels if label.kind == "title" and label.value)
    title, place = next(titles, ("", 0))
    day = next((index for index, (_, text) in enumerate(others) if is_date_line(text)), None)
    if day is None:
        if others and not title:
            place, title = others[0]
        return title, place, claims
    before, after = others[:day], others[day + 1 :]
    if _counts_words_above(lines, others[day][0]):
        # Factiva: headline, byline, number of words, day, outlet.
        return _counted_head(before, after, others[day][1], claims)
    if not any(claim.field == "date" for claim in claims):
        words = others[day][1]
        dates = full_dates(words)
        claims.append(Claim("date", dates[0].text if dates else words, "database-date", words, 0.95))
    named = _outlet_of(others[day][1])
    outlet = named or (before[-1][1] if before else "")
    if outlet and not any(claim.field == "source_name" for claim in claims):
        claims.append(Claim("source_name", outlet, "database-source", outlet, 0.9))
    if named and before and not title:
        place, title = before[0]
    if not title and len(before) > 1:
        place, title = before[0]
    elif not title and after:
        place, title = max(after, key=lambda line: len(line[1]))
        below = [text for number, text in after if number > place]
        if len(below) == 1 and _NAME.fullmatch(below[0]) and not any(c.field == "authors" for c in claims):
            byline = Label("author", "byline", below[0])
            claims += (Claim("authors", name, "database-byline", below[0], 0.7) for name in _names(byline))
    return title, place, claims


def _outlet_of(day: str) -> str:
    """The outlet in a line that states it with the day: "Tarnholmer Bote vom 11.03.2024, S. 3"."""
    dates = full_dates(day)
    name = _FROM.sub("", day[: dates[0].start]) if dates else ""
    return name.strip(" ,;|(") if _FROM.search(day[: dates[0].start] if dates else "") else ""


def _counts_words_above(lines: Sequence[str], day: int) -> bool:
    return any(_LENGTH.fullmatch(line.strip()) for line in lines[:day])


def _counted_head(
    before: Sequence[tuple[int, str]], after: Sequence[tuple[int, str]], day: str, claims: list[Claim]
) -> tuple[str, int, list[Claim]]:
    """As ``_head``, for a head in which the number of words precedes the day."""
    fields = {claim.field for claim in claims}
    if "date" not in fields:
        dates = full_dates(day)
        claims.append(Claim("date", dates[0].text if dates else day, "database-date", day, 0.95))
    outlet = next((text for _, text in after if not _TIME.match(text)), "")
    if outlet and "source_name" not in fields:
        claims.append(Claim("source_name", outlet, "database-source", outlet, 0.9))
    if len(before) > 1 and "authors" not in fields:
        byline = Label("author", "byline", before[-1][1])
        claims += (Claim("authors", name, "database-byline", byline.value, 0.8) for name in _names(byline))
    return (before[0][1], before[0][0], claims) if before else ("", 0, claims)


def _head_lines(lines: Sequence[str]) -> tuple[list[tuple[int, Label]], list[tuple[int, str]]]:
    """The labels of a head, and its other lines that say something, each with its index."""
    labels: list[tuple[int, Label]] = []
    others: list[tuple[int, str]] = []
    values: set[int] = set()
    for number, line in enumerate(lines):
        text = line.strip()
        silent = not text or number in values or is_counter(text) or _LENGTH.fullmatch(text)
        if silent or _RIGHTS.search(text):
            continue
        label = label_of(text)
        if label is None:
            if not _BODY.match(text) and text.strip("_-=* "):
                others.append((number, text))
            continue
        if not label.value and number + 1 < len(lines):
            values.add(number + 1)
            label = label._replace(value=lines[number + 1].strip())
        labels.append((number, label))
    return labels, others


def _labelled(labels: Iterator[Label]) -> Iterator[Claim]:
    seen: set[str] = set()
    for label in labels:
        value, words = label.value, f"{label.name}: {label.value}"
        if not value or label.kind in seen:
            continue
        days = full_dates(value) if label.kind in {"date", "source"} else ()
        if label.kind == "date" and days:
            seen.add("date")
            yield Claim("date", days[0].text, "database-date", words, 0.95)
        elif label.kind == "source":
            seen.add("source")
            name = _FROM.sub("", value[: days[0].start]) if days else value
            yield Claim("source_name", name.split(";")[0].strip(" ,.("), "database-source", words, 0.9)
        elif label.kind == "author":
            seen.add("author")
            yield from (Claim("authors", name, "database-byline", words, 0.9) for name in _names(label))
        elif label.kind == "url" and value.startswith("http"):
            yield Claim("source_url", value, "database-address", words, 0.6)


def _names(label: Label) -> Iterator[str]:
    """The names of a byline: "HANNA RASK, Correspondent", or in catalogues "Rask, Hanna; Aldwin, Tom"."""
    value = re.sub(r"\A(?:by|von|par|por|di)\s+", "", label.value, flags=re.IGNORECASE)
    for part in value.split(";"):
        inverted = _INVERTED.fullmatch(part.strip())
        if inverted and label.name in {"author", "authors", "autor", "auteur"}:
            yield f"{inverted[2].rstrip('.')} {inverted[1]}"
            continue
        names = re.split(
            r"(?<!\s)\s++(?:and|und|et|y|e|en|och|og|&)\s++",
            _AFTER_NAME.split(part, maxsplit=1)[0].strip() if "," in part or "(" in part else part.strip(),
        )
        yield from (name.strip(" .") for name in names if name.strip(" ."))
