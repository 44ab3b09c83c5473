"""Reads the head of an article from a news database: outlet, day, headline and byline above its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from generator.extract.plain.apparatus import (
    FACTS,
    facts_of,
    has_bars,
    is_code,
    is_length,
    is_name,
    names_database,
    printed_in,
    states_rights,
)
from generator.extract.plain.claims import claims_of
from generator.extract.plain.shape import full_dates, is_date_line, width
from generator.extract.whole.labels import Label, is_counter, label_of
from generator.model.documents import Claim
from generator.text.tables import load_table

TROVE = re.compile(r"[^:\n]{2,80}? \([^()\n]{1,40} : \d{4} - \d{4}\), .{6,40}, (?:page|p\.) ?\w{1,4}")
"""How Trove begins: "Tarn Gazette (NSW : 1890 - 1954), Monday 11 March 1912, page 3"."""
_TAGS_OF_AUTHORS = {"AU", "A1"}
# Lines of a head at most.
_HEAD_LINES = 80
_NUMBERS, _MONTHS = 3, 12  # of a day, and of a year
_AFTER_NAME = re.compile(r"(?:(?<!\s)\s++)?[,;(|]|(?<!\s)\s++(?:-|and|und|et|y)\s", re.IGNORECASE)
_FROM = re.compile(r"(?<!\s)\s++(?:vom|of|du|del|dated|от)\s*\Z")
# As Retriever writes it: "Tarnholmer Bote. 2024-03-11", "Tarnholmer Bote 2024-03-11".
_BEFORE_DAY = re.compile(r"([^\W\d_a-zß-ÿ][^.,:;|\d]{1,60})\.? \d{4}-\d\d-\d\d")
_PARTS = re.compile(r" [-–—|·•] ")
_TIME = re.compile(r"\d{1,2}:\d\d")
_INVERTED = re.compile(r"\A([^\W\d_][\w'’.-]*(?: [^\W\d_][\w'’.-]*)?), ([^\W\d_][\w'’. -]*)\.?")
# A citation of ProQuest: names as in catalogues, outlet, place, day and page.
_CITED = re.compile(r"(?:([^.:\d]{1,80}, [^.:\d]{1,40})\. )?([^.;\d]{2,80}); [^\d]{2,80}\d")
# What catalogues add to the name of an outlet: "Le Courrier, no. 1234", "Bote (site web)".
_ADDED = re.compile(
    r"(?:, n[o°º]\.? ?\d.*|\s?\((?:site web|online|web|[\w ,]{2,30})\)| \[[^\]]{2,30}\])\s*\Z"
)


def is_body_heading(text: str) -> bool:
    """Whether a line is the heading above the text: "Body", "Full Text:"."""
    return len(text) < 30 and text.casefold().strip(" :：.［］[]【】■●◆") in _body_headings()


@cache
def _body_headings() -> frozenset[str]:
    return frozenset(load_table("databases")["body"])


@cache
def _marks() -> tuple[str, ...]:
    return tuple(load_table("databases")["marks"])


def read_database_head(lines: Sequence[str], published: Sequence[Claim]) -> tuple[str, int, list[Claim]]:
    """Headline, its line, and claims of the lines above the text.

    Args:
        lines: the lines above the text.
        published: the day of publication, if a label below the text states it.
    """
    labels, others = _with_outlet_above(*_head_lines(lines[:_HEAD_LINES]), lines)
    # What a label states counts before what stands side by side.
    stated = sorted(labels, key=lambda pair: pair[1].name in FACTS)
    claims = [*published, *labelled_claims(label for _, label in stated)]
    titles = ((label.value, number) for number, label in labels if label.kind == "title" and label.value)
    title, place = next(titles, ("", 0))
    signed = next((text for _, text in others if _is_byline(text)), "")
    claims += _new((claim for claim in claims_of(signed) if claim.field == "authors"), claims)
    others = [(number, text) for number, text in others if text != signed]
    day = next((index for index, (_, text) in enumerate(others) if _is_day(text)), None)
    if day is None:
        if others and not title:
            place, title = others.pop(0)
        names = [text for _, text in others if text != title and is_name(text)]
        claims += _new(_bare_byline(names[0]) if len(names) == 1 else (), claims)
        return title, place, claims
    before, after, words = others[:day], others[day + 1 :], others[day][1]
    claims += _new(_cited_authors(words), claims)
    if _counts_words_above(lines, others[day][0]):
        # Factiva: headline, byline, number of words, day, outlet.
        counted = _counted_head(before, after, words, claims)
        return (title, place, counted[2]) if title else counted
    dates = full_dates(words)
    claims += _new([Claim("date", dates[0].text if dates else words, "database-date", words, 0.95)], claims)
    named = _outlet_of(words)
    if before and not (named or title or after or len(before) > 1):
        # Nothing but a headline and a day.
        return before[0][1], before[0][0], claims
    outlet = named or (before[-1][1] if before else "")
    if outlet:
        claims += _new([Claim("source_name", plain_outlet(outlet), "database-source", outlet, 0.9)], claims)
    if title:
        return title, place, claims
    if before and (named or len(before) > 1):
        place, title = before[-1 if printed_in(words) else 0]
        return title, place, claims
    if after:
        place, title = max(after, key=lambda line: len(line[1]))
        below = [text for number, text in after if number > place]
        claims += _new(_bare_byline(below[0]) if len(below) == 1 else (), claims)
    return title, place, claims


def _with_outlet_above(
    labels: list[tuple[int, Label]], others: list[tuple[int, str]], lines: Sequence[str]
) -> tuple[list[tuple[int, Label]], list[tuple[int, str]]]:
    """Labels and other lines; "Region, 3 May 2021, p. 4" names a section if the outlet is the line above."""
    place = next((number for number, label in labels if label.name == FACTS[1]), None)
    if place is None or has_bars(lines[place]):
        return labels, others
    above = [other for other in others if other[0] < place]
    if len(above) != 1 or all(number < place or is_name(text) for number, text in others):
        return labels, others
    outlet = above[0][1]
    labels = [
        (number, label._replace(value=outlet) if label.name == FACTS[1] else label)
        for number, label in labels
    ]
    return labels, [other for other in others if other not in above]


def _new(further: Iterable[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """The claims for fields that others do not state."""
    known = {claim.field for claim in claims}
    return [claim for claim in further if claim.field not in known]


def _cited_authors(day: str) -> Iterator[Claim]:
    """The authors in the line of the day: "2024-03-11 - By Edda Karlow", or as in a citation."""
    cited = _CITED.match(day)
    if cited and cited[1]:
        byline = Label("author", "author", cited[1])
        yield from (Claim("authors", name, "database-byline", cited[0], 0.8) for name in _names(byline))
    for part in _PARTS.split(day)[1:]:
        yield from (claim for claim in claims_of(part) if claim.rule == "byline")


def _is_byline(text: str) -> bool:
    return len(text) <= 80 and any(claim.rule == "byline" for claim in claims_of(text))


def _bare_byline(text: str) -> Iterator[Claim]:
    """The authors in a line of nothing but names: "Edda Karlow", "Karlow, Edda"."""
    if is_name(text):
        byline = Label("author", "author" if "," in text else "byline", text)
        yield from (Claim("authors", name, "database-byline", text, 0.7) for name in _names(byline))


def _is_day(text: str) -> bool:
    """Whether a line is that of the day, perhaps with the outlet, or a citation with it."""
    if is_date_line(text):
        return True
    return bool(_outlet_of(text)) and bool(full_dates(text))


def _outlet_of(day: str) -> str:
    """The outlet in a line that states it with the day: "Tarnholmer Bote vom 11.03.2024, S. 3"."""
    if TROVE.match(day):
        return day.partition(" (")[0]
    if printed := printed_in(day):
        return printed
    if (cited := _CITED.match(day)) is not None:
        return cited[2]
    dates = full_dates(day)
    if (dated := _BEFORE_DAY.fullmatch(day)) and dates and dates[0].weekday is None:
        return dated[1]
    name = _FROM.sub("", day[: dates[0].start]) if dates else ""
    return name.strip(" ,;|(") if _FROM.search(day[: dates[0].start] if dates else "") else ""


def plain_outlet(name: str) -> str:
    """The name of an outlet without what catalogues add: "Le Courrier (site web)", "Le Courrier, no. 12"."""
    name = name.partition(";")[0].strip(" ,.(")
    return _ADDED.sub("", name) or name


def _counts_words_above(lines: Sequence[str], day: int) -> bool:
    return any(is_length(line.strip()) for line in lines[:day])


def _counted_head(
    before: Sequence[tuple[int, str]], after: Sequence[tuple[int, str]], day: str, claims: list[Claim]
) -> tuple[str, int, list[Claim]]:
    """As ``read_database_head``, for a head in which the number of words precedes the day."""
    fields = {claim.field for claim in claims}
    if "date" not in fields:
        dates = full_dates(day)
        claims.append(Claim("date", dates[0].text if dates else day, "database-date", day, 0.95))
    outlet = next((text for _, text in after if not _TIME.match(text)), "")
    if outlet and "source_name" not in fields:
        claims.append(Claim("source_name", outlet, "database-source", outlet, 0.9))
    above = list(before)
    if len(above) > 1 and is_name(above[-1][1]):
        signed = Label("author", "byline", above.pop()[1])
        if "authors" not in fields:
            claims += (
                Claim("authors", name, "database-byline", signed.value, 0.8) for name in _names(signed)
            )
    # The section precedes the headline, and is shorter.
    place, title = max(above, key=lambda line: width(line[1]), default=(0, ""))
    return title, place, claims


def _head_lines(lines: Sequence[str]) -> tuple[list[tuple[int, Label]], list[tuple[int, str]]]:
    """The labels of a head, and its other lines that say something, each with its index."""
    labels: list[tuple[int, Label]] = []
    others: list[tuple[int, str]] = []
    values: set[int] = set()
    for number, line in enumerate(lines):
        text = line.strip()
        silent = not text or number in values or is_counter(text) or is_length(text) or is_code(text)
        if silent or states_rights(text) or names_database(text) or text.casefold().startswith(_marks()):
            continue
        if text.startswith("http") and " " not in text:
            labels.append((number, Label("url", "url", text)))
            continue
        label = label_of(text)
        if (label is None or "|" in text) and not _outlet_of(text) and (facts := facts_of(text)):
            # A day without its outlet, which is then on a line of its own.
            alone = {fact.kind for fact in facts} & {"date", "source"} == {"date"} and is_date_line(text)
            labels += ((number, fact) for fact in facts if not alone or fact.kind != "date")
            others += [(number, text)] if alone else []
            continue
        if label is None:
            if not is_body_heading(text) and text.strip("_-=* "):
                others.append((number, text))
            continue
        if not label.value:
            below = next((n for n in range(number + 1, min(len(lines), number + 4)) if lines[n].strip()), 0)
            if below and label_of(lines[below].strip()) is None:
                values.add(below)
                label = label._replace(value=lines[below].strip())
        labels.append((number, label))
    return labels, others


def labelled_claims(labels: Iterator[Label]) -> Iterator[Claim]:
    """The claims of labels, the first of each kind."""
    seen: set[str] = set()
    for label in labels:
        value, words = label.value, f"{label.name}: {label.value}"
        # RIS has one line for each author.
        if not value or (label.kind in seen and label.name not in _TAGS_OF_AUTHORS):
            continue
        days = full_dates(value) if label.kind in {"date", "source"} else ()
        if days and "date" not in seen and (label.kind == "date" or not _is_ambiguous(days[0].text)):
            seen.add("date")
            yield Claim("date", days[0].text, "database-date", words, 0.95)
        if label.kind == "source":
            seen.add("source")
            name = _FROM.sub("", value[: days[0].start]) if days else value
            yield Claim("source_name", plain_outlet(name), "database-source", words, 0.9)
        elif label.kind == "author":
            seen.add("author")
            yield from (Claim("authors", name, "database-byline", words, 0.9) for name in _names(label))
        elif label.kind == "url" and value.startswith("http"):
            yield Claim("source_url", value, "database-address", words, 0.6)


def _is_ambiguous(day: str) -> bool:
    """Whether nobody says which number of a day is the month: "03/11/2024" in a citation."""
    numbers = day.split("/")
    if len(numbers) != _NUMBERS or not all(map(str.isdigit, numbers)):
        return False
    return numbers[0] != numbers[1] and max(map(int, numbers[:2])) <= _MONTHS


def _names(label: Label) -> Iterator[str]:
    """The names of a byline: "HANNA RASK, Correspondent", or in catalogues "Rask, Hanna; Aldwin, Tom"."""
    value = re.sub(r"\A(?:by|von|par|por|di)\s+", "", label.value, flags=re.IGNORECASE)
    for part in value.split(";"):
        inverted = _INVERTED.fullmatch(part.strip())
        if inverted and (label.name in {"author", "authors", "autor", "auteur"} | _TAGS_OF_AUTHORS):
            yield f"{inverted[2].rstrip('.')} {inverted[1]}"
            continue
        names = re.split(
            r"(?<!\s)\s++(?:and|und|et|y|e|en|och|og|&)\s++",
            _AFTER_NAME.split(part, maxsplit=1)[0].strip() if "," in part or "(" in part else part.strip(),
        )
        yield from (name.strip(" .") for name in names if name.strip(" ."))
