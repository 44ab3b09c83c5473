"""Finds quoted text in a body, for all common quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.describe.quotes.speech import may_be_verb
from generator.model.documents import Paragraph
from generator.text.scripts import TOUCHING

# Each alternative excludes its own marks inside, so a scan never runs past the next one. The pattern begins
# with a character class for speed: text between two marks is skipped. In Swedish and Finnish the opening mark
# is the closing one ("high_high", "double_double"); it opens only after a space. In scripts that join words,
# a straight mark may touch the words around it.
_QUOTED = re.compile(
    r"[„“”«»「『﹁〝\"‘](?:(?<=„)(?P<low>[^„“”\"]+)[“”\"]|(?<=“)(?P<high>[^“”]+)”"
    r"|(?<=“)(?<![^\s(\[—–-]“)(?=\S)(?P<turned>[^“”]+)(?<=\S)“(?!\w)"
    r"|(?<=”)(?<![^\s(\[—–:-]”)(?=\S)(?P<high_high>[^“”„]+)(?:(?<=\S)”(?!\w)|“)"
    r"|(?<=«)(?P<guillemets>[^«»]+)»|(?<=»)(?P<inward>[^«»]+)«"
    r"|(?<=»)(?<![^\s(\[—–:-]»)(?=\S)(?P<double_double>[^«»]+)(?<=\S)»(?!\w)"
    r"|(?<=「)(?P<corner>[^「」]+)」|(?<=『)(?P<double>[^『』]+)』|(?<=﹁)(?P<vertical>[^﹁﹂]+)﹂|(?<=〝)(?P<prime>[^〝〞〟]+)[〞〟]"
    rf"|(?<=\")(?<![^\W{TOUCHING}]\")(?<!\"\")(?=\S)(?P<straight>[^\"]+)(?<=\S)\"(?![^\W{TOUCHING}])"
    r"|(?<=‘)(?<!\w‘)(?P<single>(?:[^‘’]|’(?=\w))+)’(?!\w))"
)
# A hyphen opens one before a space, like that of a list, or before a capital: "-Nadie vino -dijo Ana".
_DASH = re.compile(r"(?:[—–]\s?|-\s|-(?![a-zß-ÿ\d]))(?=[^\W_]|[¿¡…])")
_CUT = re.compile(r"[,!?.…]?(?:\s?[—–]|\s-)\s?|[,!?]\s")
# Characters of an auxiliary before a verb ("a déclaré"), and of a verb.
_AUXILIARY, _LONGEST_VERB = 6, 24
# A word and a full name: "muttrar Ida Falk".
_VERB_AND_NAME = re.compile(
    r"([^\W\d_]{3,20}) (?:[^\W\d_]{2,20} ){0,2}(?=[^\W\d_a-zß-ÿ][\w’'-]{1,30} [^\W\d_a-zß-ÿ][\w’'-])"
)
_DASHES = "—–-"
# Straight single marks around words: the first one no apostrophe of a word that is cut ("'tis", "'90s"), the
# last one none of a plural ("the farmers' own") or of a cut word ("fishin'").
_STRAIGHT_SINGLE = re.compile(
    r"(?<![^\s(\[—–-])'(?!(?:tis|twas|til|em|cause|bout|round|n)\b)(?=[^\W\d_]|[\"“…])"
    r"((?:[^'\n]|(?<=\w)'(?=\w)|(?<=s)'(?= [a-z]))++)(?<![\ss])(?<!in)'(?!\w)",
    re.IGNORECASE,
)
_WITH_STRAIGHT_SINGLE = frozenset({"en", "hi", "mr", "ne", "bn", "pa", "gu", "ta", "te", "kn", "ml"})
_OPENING = '„“”«»"「'
_CLOSING = re.compile(r"[”“»«\"」]")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text in quotation marks.

    Attributes:
        text: the words, without marks.
        paragraph: index of its paragraph.
        start: offset of the opening mark in the paragraph.
        end: offset after the closing mark.
        open: the quotation continues in the next paragraph.
    """

    text: str
    paragraph: int
    start: int
    end: int
    open: bool = False


def find_quotations(paragraphs: Sequence[str], language: str = "") -> Iterator[Quotation]:
    """Every quotation in a body, in order; one that spans paragraphs is given in parts.

    Args:
        paragraphs: the body.
        language: its base language, "" if unknown. In some, straight single marks are quotation marks.
    """
    if language in _WITH_STRAIGHT_SINGLE and any(" '" in text or text[:1] == "'" for text in paragraphs):
        paragraphs = _with_single_marks(paragraphs)
    for number, text in enumerate(paragraphs):
        end = 0
        for match in _QUOTED.finditer(text):
            end = match.end()
            yield Quotation(_inner(match), number, match.start(), end)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        start = _unclosed(text, end, following)
        if start >= 0:
            yield Quotation(text[start + 1 :].strip(), number, start, len(text), open=True)


def _with_single_marks(paragraphs: Sequence[str]) -> Sequence[str]:
    """The paragraphs with curly single marks for straight ones, if these are the marks of the text.

    They are not in a text with as many double marks, where they stand within quotations.
    """
    turned = [_STRAIGHT_SINGLE.sub("‘\\1’", text) for text in paragraphs]
    single, double = (
        sum(text.count(mark) for text in texts for mark in marks)
        for texts, marks in ((turned, "‘"), (paragraphs, '“"'))
    )
    return turned if single > double else paragraphs


def find_dashed(paragraphs: Sequence[Paragraph], verb: re.Pattern[str]) -> Iterator[Quotation]:
    """Every quotation that a dash or hyphen opens at the start of its line, up to a verb of speech.

    A word before a full name counts as such a verb, except in a list of several items.

    Args:
        paragraphs: the body.
        verb: matches the verbs of speech of its language.
    """
    for number, paragraph in enumerate(paragraphs):
        text, is_list = paragraph.text, paragraph.markup.startswith("- ")
        if not is_list and text[:1] not in _DASHES:
            continue
        start, several = 0, "\n" in text
        for line in text.split("\n"):
            end = start + len(line)
            opening = _DASH.match(text, start, end)
            if is_list or opening:
                said = (start, opening.end() if opening else start, end)
                yield from _dashed(text, said, number, verb, listed=several)
            start = end + 1


def _dashed(
    text: str, span: tuple[int, int, int], paragraph: int, verb: re.Pattern[str], *, listed: bool
) -> Iterator[Quotation]:
    """The quotation with which a line begins, if words for its speaker follow it.

    Args:
        text: of the paragraph.
        span: where the line begins, where its words begin, and where it ends.
        paragraph: its index.
        verb: matches the verbs of speech.
        listed: the line is one of several, so that only such a verb follows what was said.
    """
    line, opening, stop = span
    for cut in _CUT.finditer(text, opening, stop):
        said = verb.search(text, cut.end(), min(stop, cut.end() + _AUXILIARY + _LONGEST_VERB))
        near = said is not None and said.start() - cut.end() <= _AUXILIARY
        word = None if near or listed else _VERB_AND_NAME.match(text, cut.end(), stop)
        if near or (word and may_be_verb(word[1])):
            end = cut.start() + (cut[0][0] in "!?…")
            words = " ".join(text[opening:end].split())
            yield Quotation(words.strip(" ,"), paragraph, line, end)
            return


def _inner(match: re.Match[str]) -> str:
    """The words without a final comma, or the full stop of a mere phrase: both belong to the sentence."""
    text = " ".join((match[match.lastgroup or 0]).split()).rstrip(",，، ")
    return text.removesuffix(".") if text[:1].islower() and not text.endswith("..") else text


def _unclosed(text: str, after: int, following: str) -> int:
    """Offset where a quotation opens that the next paragraph continues with the same mark, or -1."""
    mark = following.lstrip()[:1]
    if not mark or mark not in _OPENING:
        return -1
    start = text.find(mark, after)
    if start < 0 or _CLOSING.search(text, start + 1) or (start and not text[start - 1].isspace()):
        return -1
    return start
