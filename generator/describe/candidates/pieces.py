"""Runs of capitals cut into pieces, each of which may be a name: openers off, known names set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from generator.authority.authority import Mention
from generator.describe.candidates.parts import Words, cut_words, is_body
from generator.describe.candidates.runs import Run, Word
from generator.describe.candidates.tables import Tables
from generator.text.folding import fold_word

# Between two words with nothing but a space.
_CLOSE = 2


class Piece(NamedTuple):
    """Words that may be a name, and the cues that cutting it out gave.

    ``firm``: its capitals mean something, since it neither opens a sentence with a word that the text
    writes small elsewhere nor stands in a headline of capitals.
    """

    words: tuple[Word, ...]
    texts: tuple[str, ...]
    cues: tuple[str, ...]
    firm: bool

    @property
    def start(self) -> int:
        """Where the piece starts."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where the piece ends."""
        return self.words[-1].end


def _piece(words: Sequence[Word], cues: tuple[str, ...], firm: bool) -> Piece:
    return Piece(tuple(words), tuple([word.text for word in words]), cues, firm)


def cut(run: Run, small: Collection[str], known: Sequence[Mention], tables: Tables) -> Iterator[Piece]:
    """The pieces of a run.

    Args:
        run: capitalised words in a row.
        small: the words that the text writes in small letters.
        known: the known names inside the run.
        tables: the tables for the text's language.
    """
    words = _without_openers(run, small, tables)
    if not words:
        return
    alone = len(words) == 1 and words[0] is run.words[0] and words[0].text[1:].islower()
    firm = not run.loud and not (run.opens and alone)
    for first, last, cues in cut_words(_words(words), tables):
        part = words[first:last]
        start, end = part[0].start, part[-1].end
        inside = [one for one in known if one.start < end and start < one.end]
        if inside:
            yield from _around(part, cues, firm, inside, tables)
        else:
            yield _piece(part, cues, firm)


def _words(words: Sequence[Word]) -> Words:
    """The words alone, and where small ones stand between them."""
    if len(words) == 1:
        return Words((words[0].text,), ())
    joined = [after.start - word.end > _CLOSE for word, after in pairwise(words)]
    return Words(tuple([word.text for word in words]), tuple(joined))


def _without_openers(run: Run, small: Collection[str], tables: Tables) -> Sequence[Word]:
    """What remains after words that are capitalised for opening a sentence, and articles anywhere."""
    words, openers = run.words, tables.words["openers"]
    first = 0
    while first < len(words) and words[first].text in openers:
        first += 1
    if run.opens and not first and len(words) > 1 and _opens(words[0].text, small, tables):
        return words[1:]
    return words[first:]


def _opens(word: str, small: Collection[str], tables: Tables) -> bool:
    """Whether a word with a capital, first in its sentence, is an ordinary one."""
    if fold_word(word) in tables.given or word in tables.words["offices_and_modifiers"]:
        return False
    return word.lower() in small or (len(word) > 5 and word.endswith(("ed", "ing", "ly")))


def _around(
    words: Sequence[Word], cues: tuple[str, ...], firm: bool, inside: Sequence[Mention], tables: Tables
) -> Iterator[Piece]:
    covered = [any(one.start <= word.start < one.end for one in inside) for word in words]
    kinds = {one.kind for one in inside}
    general = tables.words["general_suffixes"]
    rest = [word for word, known in zip(words, covered, strict=True) if not known]
    # A known name with nothing but its legal form after it is that name.
    if not rest or (kinds == {"organizations"} and all(word.text.rstrip(".") in general for word in rest)):
        return
    person = "title-before" in cues or fold_word(words[0].text) in tables.given
    headed = any(word.text in tables.words["organization_heads"] for word in words)
    # Another person of a known family name.
    relative = len(words) == 2 and kinds == {"people"} and fold_word(words[0].text) in tables.given
    if relative or ("people" not in kinds and (person or is_body(_words(words), tables) or headed)):
        yield _piece(words, cues, firm)
    elif kinds == {"places"} and covered[-1] and not covered[0]:
        yield _piece(words, (*cues, "branch"), firm)
    elif (
        "people" not in kinds
        and covered[0]
        and not covered[-1]
        and fold_word(rest[0].text) not in tables.given
    ):
        yield _piece(words, (*cues, "compound"), firm)
    else:
        yield from _between(words, covered, cues, firm)


def _between(
    words: Sequence[Word], covered: Sequence[bool], cues: tuple[str, ...], firm: bool
) -> Iterator[Piece]:
    """What stands before, between and after known names."""
    rest: list[Word] = []
    for word, known in [*zip(words, covered, strict=True), (words[0], True)]:
        if known and rest:
            yield _piece(rest, cues, firm)
        rest = [] if known else [*rest, word]
