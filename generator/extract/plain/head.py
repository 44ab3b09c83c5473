"""The head of a pasted text: its headline, and the lines on author and date about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.extract.plain.claims import claims_of, dateline
from generator.extract.plain.edges import Edges
from generator.extract.plain.lines import ITEM, Block
from generator.extract.plain.phrases import bare, meets
from generator.extract.plain.shape import is_date_line, width
from generator.extract.plain.title import find_headline
from generator.model.documents import Claim
from generator.text.sentences import ends_in_abbreviation, sentences

MAX_TITLE, _MAX_SENTENCE_TITLE, _OPENING = 250, 60, 4
_STOPS, _MARKS = (".", "。", ",", "，", ";"), (".", "!", "?", "…")
# Share of capitals among the letters of a line that is set in them; a name like McKAY has others, too.
_CAPITALS = 0.9
# How far from the headline and the first paragraph a page states date and author, and below its end.
_ABOVE, _BELOW, _END = 6, 5, 6
# A date above the headline may be today's, in the page's masthead, the more so the further up.
_NEAR, _NEAR_MASTHEAD, _MASTHEAD, _FOOT = 3, 0.75, 0.65, 0.6
# Rules for lines that give a date without saying of what.
_LOOSE = frozenset({"date-line", "date-in-line"})


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over an article: claims, and by index of block the rule that takes its line out."""

    claims: tuple[Claim, ...] = ()
    rules: Mapping[int, str] = field(default_factory=dict)


def read_head(blocks: Sequence[Block], rules: Sequence[str], page: bool, edges: Edges | None) -> Head:
    """What stands over the article, in a copied page or in a text with little furniture or none."""
    if page:
        return page_head(blocks, [not rule for rule in rules])
    title = edges.title if edges else None
    if title is None:
        first = first_headline(blocks)
        title = None if first is None or rules[first] else first
    return text_head(blocks, title, rules)


def page_head(blocks: Sequence[Block], kept: Sequence[bool]) -> Head:
    """The headline and statements near the start of the article in a copied page, and below its end."""
    if not any(kept):
        return Head()
    title = find_headline(blocks, kept)
    found = _around(blocks, kept, None if title is None else title.place)
    claims = [claim for some in found.values() for claim in some]
    start = kept.index(True)
    claims += [claim for block in blocks[start : start + 2] for claim in dateline(block.text)]
    rules = {i: some[0].rule for i, some in found.items()}
    if title is None:
        return Head(tuple(claims), rules)
    text = blocks[title.place].text
    headline = Claim("title", text, "headline", text, title.confidence)
    return Head((headline, *claims), {**rules, title.place: "headline"})


def _around(blocks: Sequence[Block], kept: Sequence[bool], title: int | None) -> dict[int, list[Claim]]:
    """The claims of lines about the headline and the first paragraph, and below the last one."""
    start, end = kept.index(True), len(kept) - kept[::-1].index(True)
    top = start if title is None else min(title, start)
    above = range(max(0, top - _ABOVE), min(len(blocks), start + _BELOW))
    found = {
        i: [_weighed(claim, top - i) for claim in some if i < start or claim.rule != "date-in-line"]
        for i, some in _statements(blocks, above)
        if i != title
    }
    dated = any(claim.field == "date" for some in found.values() for claim in some)
    for i, some in _statements(blocks, range(end, min(len(blocks), end + _END))):
        close = not dated and i <= end + 1
        found[i] = [
            replace(claim, confidence=_FOOT) if claim.rule in _LOOSE else claim
            for claim in some
            if claim.rule not in _LOOSE or (close and claim.rule == "date-line")
        ]
    return {i: some for i, some in found.items() if some}


def _weighed(claim: Claim, above: int) -> Claim:
    """``claim`` with less confidence where its line stands over the headline, ``above`` lines up."""
    if claim.rule not in _LOOSE or above <= 0:
        return claim
    return replace(claim, confidence=_NEAR_MASTHEAD if above <= _NEAR else _MASTHEAD)


def text_head(blocks: Sequence[Block], title: int | None, rules: Sequence[str]) -> Head:
    """The headline of an article that stands alone, and the statements at its two ends."""
    first = 0 if title is None else title + 1
    ends = [
        *range(title or 0),
        *range(first, min(first + 4, len(blocks))),
        *(i for i in range(first + 4, len(blocks)) if rules[i] or i >= len(blocks) - 4),
    ]
    found = {
        i: sure
        for i, some in _statements(blocks, ends)
        if (sure := [c for c in some if c.rule != "date-in-line"])
    }
    claims = [claim for some in found.values() for claim in some]
    stated = {i: some[0].rule for i, some in found.items()}
    if title is not None:
        text = blocks[title].text
        claims.insert(0, Claim("title", text, "headline", text, 0.9))
        stated[title] = "headline"
    alone = (block for i, block in enumerate(blocks) if i not in stated and not rules[i])
    opening = next(alone, None)
    if opening:
        claims += dateline(opening.text)
    return Head(tuple(claims), stated)


def _statements(blocks: Sequence[Block], places: Iterable[int]) -> Iterator[tuple[int, list[Claim]]]:
    for i in places:
        after = blocks[i + 1].text if i + 1 < len(blocks) else ""
        some = list(claims_of(blocks[i].text, after))
        if some:
            yield i, some


def first_headline(blocks: Sequence[Block]) -> int | None:
    """The index of the headline that opens a text without furniture, None if it opens with a sentence.

    Lines of furniture and of dates may stand before it. Over a blank line nearly any line is a headline; over
    the next line only one that is shorter and does not end like a sentence.
    """
    for i, block in enumerate(blocks[:_OPENING]):
        if not (is_date_line(block.text) or any(met.phrase.sure for met in meets(block.text))):
            follows = blocks[i + 1 : i + 1 + _OPENING]
            return i if follows and _is_headline(block, follows) else None
    return None


def _is_headline(block: Block, follows: Sequence[Block]) -> bool:
    text = block.text
    if not 2 <= len(text) <= MAX_TITLE or ITEM.match(text):
        return False
    # Author and date may stand between: what tells a headline is the paragraph after them.
    opening = next((one for one in follows if not any(claims_of(one.text, ""))), follows[0])
    shorter = 2 * width(text) < width(opening.text)
    set_apart = _in_capitals(text) and not _in_capitals(opening.text)
    if not set_apart and _is_sentence(text, shorter):
        return False
    return follows[0].gap or (block.first == block.last and shorter)


def _in_capitals(text: str) -> bool:
    head = text[:MAX_TITLE]
    capitals, small = sum(map(str.isupper, head)), sum(map(str.islower, head))
    return bool(capitals) and capitals >= _CAPITALS * (capitals + small)


def _is_sentence(text: str, shorter: bool) -> bool:
    """Whether a line reads like running text; in a line that is ``shorter`` the last stop may be a word's."""
    if (text.endswith(_MARKS) or "。" in text) and len(sentences(text)) > 1:
        return True
    if not text.endswith(_STOPS) or len(bare(text)) <= _MAX_SENTENCE_TITLE:
        return False
    return not (shorter and ends_in_abbreviation(text))
