"""Quotations and their speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from generator.authority.authority import Authority
from generator.describe.finding import Finding, declared_evidence
from generator.describe.quotes.attribution import find_speaker, surroundings
from generator.describe.quotes.quote_marks import Quoted, find_quoted
from generator.describe.quotes.speakers import Speakers
from generator.describe.quotes.speech import Speech, speech
from generator.model.documents import Draft
from generator.model.records import Evidence, Quote
from generator.text.scripts import UNSPACED

# Fewer words, unattributed, are a title or a doubt, not a quotation. Scripts without spaces count characters.
_FEWEST_WORDS = 3
_FEWEST_OF_TITLED = 6
_UNSPACED = re.compile(f"[{UNSPACED}]")
_STOP_OR_COMMA = re.compile(r"[，、。！？；]")
_WORD = re.compile(rf"[{UNSPACED}]{{2}}|[^\W{UNSPACED}]+(?:['’-]\w+)*")


class Spoken(NamedTuple):
    """A quotation with its speaker, before parts are joined; a comma or colon may introduce it."""

    quoted: Quoted
    speaker: str
    introduced: bool


def find_quotes(
    draft: Draft, language: str, authority: Authority, whole: str = ""
) -> Finding[tuple[Quote, ...]]:
    """Declared quotations, else those of the text; a speaker only where the text names one.

    Args:
        draft: the document.
        language: its BCP 47 tag, "" when unknown.
        authority: who and what is known.
        whole: headline and body, where names were looked for already.
    """
    declared = draft.declared.values.get("quotes")
    if isinstance(declared, list) and declared:
        own = tuple(_declared(item) for item in declared)
        return Finding(own, declared_evidence(draft.declared, "quotes", own[0].text))
    paragraphs = [paragraph.text for paragraph in draft.paragraphs]
    found = list(find_quoted(paragraphs))
    if not found:
        return Finding(())
    speakers = Speakers("\n\n".join(paragraphs), language, authority, whole)
    quotes = _distinct(_joined(_attributed(found, paragraphs, speakers, speech(language))))
    return Finding(quotes, _evidence(quotes))


def _distinct(quotes: Iterator[Quote]) -> tuple[Quote, ...]:
    """Each quotation once; where one stands twice, a speaker named for either is its speaker."""
    found: dict[str, Quote] = {}
    for quote in quotes:
        if not found.get(quote.text, Quote("")).speaker:
            found[quote.text] = quote
    return tuple(found.values())


def _declared(item: object) -> Quote:
    if isinstance(item, Mapping):
        return Quote(str(item.get("text", "")), str(item.get("speaker", "")))
    return Quote(str(item))


def _evidence(quotes: Sequence[Quote]) -> Evidence | None:
    if not quotes:
        return None
    named = sum(bool(quote.speaker) for quote in quotes)
    first = next((quote for quote in quotes if quote.speaker), quotes[0])
    return Evidence("extracted", "quotation-marks", first.text, 0.9 if named == len(quotes) else 0.7)


def _attributed(
    found: Sequence[Quoted], paragraphs: Sequence[str], speakers: Speakers, words: Speech
) -> Iterator[Spoken]:
    offsets = [0, *accumulate(len(text) + 2 for text in paragraphs)]
    previous: Spoken | None = None
    for number, quoted in enumerate(found):
        low, high = _room(found, number, len(paragraphs[quoted.paragraph]))
        offset = offsets[quoted.paragraph]
        span = (offset + quoted.start, offset + quoted.end)
        around = surroundings(speakers.body, span, (offset + low, offset + high))
        before = speakers.body[slice(*around.before)]
        speaker = find_speaker(quoted, around, speakers, words)
        if not speaker and previous and _goes_on(previous.quoted, quoted, before):
            speaker = previous.speaker
        previous = Spoken(quoted, speaker, before.rstrip().endswith((",", ":", "，", "：")))
        yield previous


def _room(found: Sequence[Quoted], number: int, length: int) -> tuple[int, int]:
    """The part of its paragraph that belongs to a quotation: up to its neighbours."""
    quoted = found[number]
    before = found[number - 1] if number else None
    after = found[number + 1] if number + 1 < len(found) else None
    low = before.end if before and before.paragraph == quoted.paragraph else 0
    high = after.start if after and after.paragraph == quoted.paragraph else length
    return low, high


def _goes_on(previous: Quoted, quoted: Quoted, between: str) -> bool:
    """Whether a quotation of whole sentences follows another's attribution with nothing between."""
    return previous.paragraph == quoted.paragraph and not between.strip() and quoted.text[:1].isupper()


def _is_speech(text: str, *, introduced: bool) -> bool:
    """Whether words that nobody is named for are more than a doubted word or the title of a work."""
    count = len(_WORD.findall(text))
    unspaced = _UNSPACED.match(text) and not _STOP_OR_COMMA.search(text)
    titled = not introduced and text[-1].isalnum() and (text[0].isupper() or unspaced)
    return count >= (_FEWEST_OF_TITLED if titled else _FEWEST_WORDS)


def _joined(spoken: Iterator[Spoken]) -> Iterator[Quote]:
    """Quotations long enough or attributed; those that run over paragraphs in one."""
    parts: list[Spoken] = []
    for one in spoken:
        parts.append(one)
        if one.quoted.open:
            continue
        text = " ".join(part.quoted.text for part in parts)
        speaker = next((part.speaker for part in parts if part.speaker), "")
        if text.strip() and (speaker or _is_speech(text, introduced=parts[0].introduced)):
            yield Quote(text, speaker)
        parts = []
