"""Decides the quotations of an article: the declared ones, else those in the text with their speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from generator.authority.authority import Authority
from generator.describe.finding import Finding, declared_evidence
from generator.describe.quotes.attribution import find_speaker, surroundings
from generator.describe.quotes.blocks import find_blocks
from generator.describe.quotes.position import is_joined
from generator.describe.quotes.quote_marks import Quotation, find_dashed, find_quotations
from generator.describe.quotes.speakers import SpeakerIndex
from generator.describe.quotes.speech import SpeechWords, speech_words, word_list
from generator.model.documents import Draft
from generator.model.records import Evidence, Quote
from generator.text.scripts import UNSPACED

# Shorter text without a speaker is a title or scare quotes. In Han and kana, two characters count as a word.
_FEWEST_WORDS = 3
_FEWEST_OF_TITLED = 6
# A quoted name: characters, words. A link between two parts of a statement: characters.
_NAME, _NAME_WORDS, _LINK = 30, 3, 30
_NEAR = 40  # characters after a quotation in which a verb of speech shows that it was said
_SMALL_WORD = 3  # characters of words that titles do not capitalise
_CHAINS = {
    "ko": re.compile(r"(?:이?라(?:며|면서|고)|고|며|면서)[^.?!\"“”]*"),
    "ja": re.compile(r"と?[^。はが「」]*"),
    "zh": re.compile(r"[，、]?(?:并|並|还|還|也|又)?(?:说|說|称|稱|表示|强调|強調)?[，：]?"),
}
_UNSPACED = re.compile(f"[{UNSPACED}]")
_STOP_OR_COMMA = re.compile(r"[，、。！？；]")
_WORD = re.compile(rf"[{UNSPACED}]{{2}}|[^\W{UNSPACED}]+(?:['’-]\w+)*")


class AttributedQuotation(NamedTuple):
    """A quotation, or a part of one, with its speaker ("" if unknown).

    ``introduced``: a comma or colon comes before it; ``title``: it is that of a work;
    ``said``: a verb of speech follows.
    """

    quotation: Quotation
    speaker: str
    introduced: bool
    title: bool = False
    said: bool = False


def find_quotes(
    draft: Draft, language: str, authority: Authority, whole: str = ""
) -> Finding[tuple[Quote, ...]]:
    """The declared quotations, else those in the text; a speaker only where the text names one.

    Args:
        draft: the document.
        language: its BCP 47 tag, "" when unknown.
        authority: the known names.
        whole: headline and body, if it was already searched for names; it ends with the body.
    """
    declared = draft.declared.values.get("quotes")
    if isinstance(declared, list) and declared:
        quotes = tuple(_declared(item) for item in declared)
        return Finding(quotes, declared_evidence(draft.declared, "quotes", quotes[0].text))
    paragraphs = [paragraph.text for paragraph in draft.paragraphs]
    words = speech_words(language)
    quotations = list(find_quotations(paragraphs, words.language))
    if words.language in word_list("dashed"):
        quoted = {quotation.paragraph for quotation in quotations}
        dashed = [
            quotation
            for quotation in find_dashed(draft.paragraphs, words.verb)
            if quotation.paragraph not in quoted
        ]
        quotations = sorted((*quotations, *dashed), key=_place) if dashed else quotations
    blocks = {block.paragraph: (block, speaker) for block, speaker in find_blocks(draft.paragraphs)}
    if blocks:
        others = (quotation for quotation in quotations if quotation.paragraph not in blocks)
        quotations = sorted((*others, *(block for block, _ in blocks.values())), key=_place)
    if not quotations:
        return Finding(())
    speakers = SpeakerIndex("\n\n".join(paragraphs), language, authority, whole)
    sources = {paragraph: speaker for paragraph, (_, speaker) in blocks.items()}
    attributed = _attribute(quotations, paragraphs, speakers, words, sources)
    quotes = _distinct(_join_parts(attributed))
    return Finding(quotes, _evidence(quotes))


def _place(quotation: Quotation) -> tuple[int, int]:
    return quotation.paragraph, quotation.start


def _distinct(quotes: Iterator[Quote]) -> tuple[Quote, ...]:
    """Each quotation once; of several with the same words, the first with a speaker."""
    by_text: dict[str, Quote] = {}
    for quote in quotes:
        if not by_text.get(quote.text, Quote("")).speaker:
            by_text[quote.text] = quote
    return tuple(by_text.values())


def _declared(item: object) -> Quote:
    if isinstance(item, Mapping):
        return Quote(str(item.get("text", "")), str(item.get("speaker", "")))
    return Quote(str(item))


def _evidence(quotes: Sequence[Quote]) -> Evidence | None:
    if not quotes:
        return None
    complete = all(quote.speaker for quote in quotes)
    first = next((quote for quote in quotes if quote.speaker), quotes[0])
    return Evidence("extracted", "quotation-marks", first.text, 0.9 if complete else 0.7)


def _attribute(
    quotations: Sequence[Quotation],
    paragraphs: Sequence[str],
    speakers: SpeakerIndex,
    words: SpeechWords,
    sources: Mapping[int, str],
) -> Iterator[AttributedQuotation]:
    """Each quotation with its speaker; ``sources`` has those of blocks that name theirs, by paragraph."""
    offsets = [0, *accumulate(len(text) + 2 for text in paragraphs)]
    previous: AttributedQuotation | None = None
    for number, quotation in enumerate(quotations):
        if quotation.paragraph in sources:
            yield AttributedQuotation(quotation, sources[quotation.paragraph], introduced=True)
            continue
        low, high = _bounds(quotations, number, len(paragraphs[quotation.paragraph]))
        offset = offsets[quotation.paragraph]
        span = (offset + quotation.start, offset + quotation.end)
        around = surroundings(speakers.body, span, (offset + low, offset + high))
        before = speakers.body[slice(*around.before)]
        speaker = find_speaker(quotation, around, speakers, words)
        if not speaker and previous and _continues(previous.quotation, quotation, before):
            speaker = previous.speaker
        if (
            not speaker
            and previous
            and _is_chained(previous.quotation, quotation, speakers.body, span, words)
        ):
            speaker = previous.speaker
        introduced = before.rstrip().endswith((",", ":", "，", "："))
        is_said = bool(words.verb.search(speakers.body, around.after[0], around.after[0] + _NEAR))
        title = _is_title(quotation.text, before, words.language) and not (introduced or is_said)
        said = is_said and is_joined(speakers.body, around.after[0])
        previous = AttributedQuotation(quotation, speaker, introduced, title, said)
        yield previous


def _is_chained(
    previous: Quotation, quotation: Quotation, body: str, span: tuple[int, int], words: SpeechWords
) -> bool:
    """Whether two quotations are parts of one statement, joined by a particle: “...”라며 “...”고 말했다."""
    if previous.paragraph != quotation.paragraph or words.language not in _CHAINS:
        return False
    between = body[span[0] - (quotation.start - previous.end) : span[0]]
    return len(between) <= _LINK and bool(_CHAINS[words.language].fullmatch(between))


def _bounds(quotations: Sequence[Quotation], number: int, length: int) -> tuple[int, int]:
    """The part of its paragraph that belongs to a quotation: up to its neighbours."""
    quotation = quotations[number]
    before = quotations[number - 1] if number else None
    after = quotations[number + 1] if number + 1 < len(quotations) else None
    # The name of an outlet in guillemets between verb and speaker is no neighbour.
    if after and _is_quoted_name(after.text) and number + 2 <= len(quotations):
        after = quotations[number + 2] if number + 2 < len(quotations) else None
    low = before.end if before and before.paragraph == quotation.paragraph else 0
    high = after.start if after and after.paragraph == quotation.paragraph else length
    return low, high


def _is_quoted_name(text: str) -> bool:
    """Whether quoted words are a short name, as Russian quotes the names of newspapers and firms."""
    return len(text) <= _NAME and text[:1].isupper() and text[-1:].isalpha() and text.count(" ") < _NAME_WORDS


def _continues(previous: Quotation, quotation: Quotation, between: str) -> bool:
    """Whether a quotation of whole sentences directly follows another, so that its speaker goes on."""
    return previous.paragraph == quotation.paragraph and not between.strip() and quotation.text[:1].isupper()


def _is_speech(text: str, *, introduced: bool) -> bool:
    """Whether unattributed words are a quotation, not scare quotes or the title of a work."""
    count = len(_WORD.findall(text))
    unspaced = _UNSPACED.match(text) and not _STOP_OR_COMMA.search(text)
    titled = not introduced and text[-1].isalnum() and (text[0].isupper() or unspaced)
    return count >= (_FEWEST_OF_TITLED if titled else _FEWEST_WORDS)


def _is_title(text: str, before: str, language: str) -> bool:
    """Whether quoted words are the title of a work: after a word for one, or capitalised like one."""
    if not text[:1].isupper() or text.endswith((".", "…")):
        return False
    if before.rstrip().rpartition(" ")[2].casefold() in word_list("works"):
        return True
    long = [word for word in text.split() if len(word) > _SMALL_WORD]
    capital = len(long) > 1 and all(word[0].isupper() for word in long) and not text.isupper()
    return capital and language not in word_list("capital_nouns")


def _is_word(text: str) -> bool:
    """Whether quoted words are a single one within somebody else's sentence: called it “odd”."""
    return text[:1].islower() and len(_WORD.findall(text)) < 2


def _join_parts(attributed: Iterator[AttributedQuotation]) -> Iterator[Quote]:
    """Join quotations that span paragraphs; drop those that are neither attributed nor long enough."""
    parts: list[AttributedQuotation] = []
    for part in attributed:
        parts.append(part)
        if part.quotation.open:
            continue
        text = " ".join(part.quotation.text for part in parts)
        speaker = next((part.speaker for part in parts if part.speaker), "")
        introduced = parts[0].introduced
        part_of_sentence = parts[0].title or (_is_word(text) and not introduced)
        is_quote = speaker or _is_speech(text, introduced=introduced or parts[-1].said)
        if text.strip() and is_quote and not part_of_sentence:
            yield Quote(text, speaker)
        parts = []
