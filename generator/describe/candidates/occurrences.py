"""Turns a run of capitalised words into occurrences of possible names, and sets known names aside."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.authority.authority import Mention
from generator.describe.candidates.runs import CapitalRun, Word
from generator.describe.candidates.segments import RunWords, is_impersonal, split_words
from generator.describe.candidates.tables import CueTables
from generator.text.folding import fold_word

# A wider gap between two words contains a lower-case word.
_LARGEST_GAP = 2
# Endings of Russian and Ukrainian nouns that are no names.
_ABSTRACT = re.compile(r"(?:[цс]и[яюие]|[нт]ие|[нт]ия|[нт]ня|ость|ости|ство|ства|тель|тели)$")


class Occurrence(NamedTuple):
    """A possible name at one place in the text.

    Attributes:
        words: its words, with offsets.
        texts: the same words as plain strings.
        cues: rule ids found when the run was split.
        firm: its capitals are a sign of a name: it is neither a single word that opens a sentence nor part
            of a headline in capitals.
    """

    words: tuple[Word, ...]
    texts: tuple[str, ...]
    cues: tuple[str, ...]
    firm: bool

    @property
    def start(self) -> int:
        """Offset of its first character."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Offset after its last character."""
        return self.words[-1].end


def _occurrence(words: Sequence[Word], cues: tuple[str, ...], firm: bool) -> Occurrence:
    return Occurrence(tuple(words), tuple([word.text for word in words]), cues, firm)


def occurrences_in(
    run: CapitalRun, small: Collection[str], known: Sequence[Mention], tables: CueTables
) -> Iterator[Occurrence]:
    """The possible names in a run, in order.

    Args:
        run: consecutive capitalised words.
        small: all words of the text, to tell a name from a word capitalised for opening a sentence.
        known: mentions of known names that overlap the run.
        tables: the tables for the text's language.
    """
    words = _without_openers(run, small, tables)
    if not words:
        return
    alone = len(words) == 1 and words[0] is run.words[0] and words[0].text[1:].islower()
    firm = not run.loud and not (run.opens and alone)
    for first, last, cues in split_words(_words(words), tables):
        segment = words[first:last]
        start, end = segment[0].start, segment[-1].end
        inside = [mention for mention in known if mention.start < end and start < mention.end]
        if inside:
            yield from _with_known_names(segment, cues, firm, inside, tables)
        else:
            yield _occurrence(segment, cues, firm)


def _words(words: Sequence[Word]) -> RunWords:
    """The words without their offsets, and where lower-case words separate them."""
    if len(words) == 1:
        return RunWords((words[0].text,), ())
    joined = [after.start - word.end > _LARGEST_GAP for word, after in pairwise(words)]
    return RunWords(tuple([word.text for word in words]), tuple(joined))


def _without_openers(run: CapitalRun, small: Collection[str], tables: CueTables) -> Sequence[Word]:
    """The words without articles and words that are capitalised only because they open a sentence."""
    words, openers = run.words, tables.words["openers"]
    first = 0
    while first < len(words) and words[first].text in openers:
        first += 1
    if run.opens and not first and len(words) > 1:
        noun = tables.declined and _ABSTRACT.search(words[0].text) is not None
        if noun or _opens(words[0].text, small, tables):
            return words[1:]
    return words[first:]


def _opens(word: str, small: Collection[str], tables: CueTables) -> bool:
    """Whether a capitalised word at the start of a sentence is an ordinary word."""
    if fold_word(word) in tables.given or word in tables.words["offices_and_modifiers"]:
        return False
    return word.lower() in small or (len(word) > 5 and word.endswith(("ed", "ing", "ly")))


def _with_known_names(
    words: Sequence[Word], cues: tuple[str, ...], firm: bool, inside: Sequence[Mention], tables: CueTables
) -> Iterator[Occurrence]:
    """A longer name around the known names ``inside``, or what is left between them."""
    covered = [any(mention.start <= word.start < mention.end for mention in inside) for word in words]
    kinds = {mention.kind for mention in inside}
    general = tables.words["general_suffixes"]
    rest = [word for word, known in zip(words, covered, strict=True) if not known]
    # A known name followed only by its legal form is that name.
    if not rest or (kinds == {"organizations"} and all(word.text.rstrip(".") in general for word in rest)):
        return
    person = "title-before" in cues or fold_word(words[0].text) in tables.given
    headed = any(word.text in tables.words["organization_heads"] for word in words)
    # Another person with a known family name.
    relative = len(words) == 2 and kinds == {"people"} and fold_word(words[0].text) in tables.given
    if relative or ("people" not in kinds and (person or is_impersonal(_words(words), tables) or headed)):
        yield _occurrence(words, cues, firm)
    elif kinds == {"places"} and covered[-1] and not covered[0]:
        yield _occurrence(words, (*cues, "branch"), firm)
    elif (
        "people" not in kinds
        and covered[0]
        and not covered[-1]
        and fold_word(rest[0].text) not in tables.given
    ):
        yield _occurrence(words, (*cues, "compound"), firm)
    else:
        yield from _between(words, covered, cues, firm)


def _between(
    words: Sequence[Word], covered: Sequence[bool], cues: tuple[str, ...], firm: bool
) -> Iterator[Occurrence]:
    """The words before, between and after known names."""
    rest: list[Word] = []
    for word, known in [*zip(words, covered, strict=True), (words[0], True)]:
        if known and rest:
            yield _occurrence(rest, cues, firm)
        rest = [] if known else [*rest, word]
