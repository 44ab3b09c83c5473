"""Reads the head of a pasted text: its headline, and the bylines and date lines around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.extract.bylines.lines import is_bare, is_employer, is_job
from generator.extract.bylines.names import is_given
from generator.extract.plain.claims import claims_of, dateline
from generator.extract.plain.edges import Edges
from generator.extract.plain.headline import find_headline
from generator.extract.plain.headline_text import bare_headline, is_aside
from generator.extract.plain.lines import ITEM, LineBlock
from generator.extract.plain.phrases import bare, match_phrases
from generator.extract.plain.shape import full_dates, is_date_line, width
from generator.model.documents import Claim
from generator.text.sentences import ends_in_abbreviation, sentences

# Most characters of a headline, of a headline that may end in a full stop, and blocks that may precede it.
MAX_TITLE, _MAX_SENTENCE_TITLE, _OPENING = 250, 60, 4
_STOPS, _MARKS = (".", "。", ",", "，", ";"), (".", "!", "?", "…")
# Share of capitals in a line set in capitals: a name such as McKAY has lower-case letters too.
_CAPITALS = 0.9
# Blocks above the headline, below the first paragraph and below the article that may state date and author.
_ABOVE, _BELOW, _END = 6, 5, 6
# A date above the headline may be today's date in the masthead: confidence within 3 lines and further up, and
# of a date below the article.
_NEAR, _NEAR_MASTHEAD, _MASTHEAD, _FOOT = 3, 0.75, 0.65, 0.6
_ABOVE_TITLE = "before-article"  # the rule for lines above the headline that their form excludes
_GLUED = 0.7  # confidence of an author in the line of the headline
# A name before a day, and a word other than those of a time.
_NAME_AND_BAR = re.compile(r"([^|•·–—,]{5,60}?)\s?([|•·–—,])\s?")
_WORD = re.compile(r"[^\W\d_]{5}")
# Rules for lines that do not say what their date is the date of.
_LOOSE = frozenset({"date-line", "date-in-line"})
# Rules for lines that are the date of publication, below a name; most lines from the headline to that name.
_DATED, _NAMED = frozenset({"date-line", "published-line"}), 3


@dataclass(frozen=True, slots=True)
class Head:
    """The claims at the head of an article, and by index of block the rule that removes it from the body."""

    claims: tuple[Claim, ...] = ()
    rules: Mapping[int, str] = field(default_factory=dict)


def read_head(blocks: Sequence[LineBlock], rules: Sequence[str], page: bool, edges: Edges | None) -> Head:
    """The head of the article.

    Args:
        blocks: the blocks of the text.
        rules: for each block the rule that removes it, or "".
        page: the text is a copied page.
        edges: the edges of an article with little around it, if found.
    """
    if page:
        return page_head(blocks, [not rule for rule in rules])
    title = edges.title if edges else None
    if title is None:
        first = first_headline(blocks)
        title = None if first is None or rules[first] else first
    return text_head(blocks, title, rules)


def page_head(blocks: Sequence[LineBlock], in_body: Sequence[bool]) -> Head:
    """The head of a copied page: the headline and claims near the start of the article and below its end.

    Args:
        blocks: the blocks of the page.
        in_body: for each block whether it is part of the article.
    """
    if not any(in_body):
        return Head()
    title = find_headline(blocks, in_body)
    lines = _claim_lines(blocks, in_body, None if title is None else title.number)
    claims = [claim for line_claims in lines.values() for claim in line_claims]
    start = in_body.index(True)
    claims += [claim for block in blocks[start : start + 2] for claim in dateline(block.text)]
    rules = {i: line_claims[0].rule for i, line_claims in lines.items()}
    if title is None:
        return Head(tuple(claims), rules)
    text = blocks[title.number].text
    words, author = bare_headline(text, blocks)
    headline = [Claim("title", words, "headline", text, title.confidence)]
    if author and not any(claim.field == "authors" for claim in claims):
        headline.append(Claim("authors", author, "byline", text, _GLUED))
    return Head((*headline, *claims), {**rules, title.number: "headline"})


def _claim_lines(
    blocks: Sequence[LineBlock], in_body: Sequence[bool], title: int | None
) -> dict[int, list[Claim]]:
    """By index, the claims of lines around the headline and the first paragraph, and below the last one."""
    start, end = in_body.index(True), len(in_body) - in_body[::-1].index(True)
    top = start if title is None else min(title, start)
    above = range(max(0, top - _ABOVE), min(len(blocks), start + _BELOW))
    lines = {
        i: [_less_confident(claim, top - i) for claim in claims if i < start or claim.rule != "date-in-line"]
        for i, claims in _statements(blocks, above, title)
        if i != title
    }
    dated = any(claim.field == "date" for claims in lines.values() for claim in claims)
    for i, claims in _statements(blocks, range(end, min(len(blocks), end + _END)), None):
        close = not dated and i <= end + 1
        lines[i] = [
            replace(claim, confidence=_FOOT) if claim.rule in _LOOSE else claim
            for claim in claims
            if claim.rule not in _LOOSE or (close and claim.rule == "date-line")
        ]
    return {i: claims for i, claims in lines.items() if claims}


def _less_confident(claim: Claim, above: int) -> Claim:
    """``claim`` with less confidence if it is an unlabelled date ``above`` lines above the headline."""
    if claim.rule not in _LOOSE or above <= 0:
        return claim
    return replace(claim, confidence=_NEAR_MASTHEAD if above <= _NEAR else _MASTHEAD)


def text_head(blocks: Sequence[LineBlock], title: int | None, rules: Sequence[str]) -> Head:
    """The head of an article other than a copied page: its headline, and claims at its beginning and end.

    Args:
        blocks: the blocks of the text.
        title: index of the headline, if any.
        rules: for each block the rule that removes it, or "".
    """
    first = 0 if title is None else title + 1
    ends = [
        *range(title or 0),
        *range(first, min(first + 4, len(blocks))),
        *(i for i in range(first + 4, len(blocks)) if rules[i] or i >= len(blocks) - 4),
    ]
    lines = {
        i: trusted
        for i, line_claims in _statements(blocks, ends, title)
        if (trusted := [claim for claim in line_claims if claim.rule != "date-in-line"])
    }
    claims = [claim for line_claims in lines.values() for claim in line_claims]
    head_rules = {i: line_claims[0].rule for i, line_claims in lines.items()}
    if title is not None:
        text = blocks[title].text
        claims.insert(0, Claim("title", bare_headline(text, blocks).text, "headline", text, 0.9))
        head_rules[title] = "headline"
        head_rules |= {i: _ABOVE_TITLE for i in range(title) if is_aside(blocks[i]) and i not in head_rules}
    body = (block for i, block in enumerate(blocks) if i not in head_rules and not rules[i])
    opening = next(body, None)
    if opening:
        claims += dateline(opening.text)
    return Head(tuple(claims), head_rules)


def _statements(
    blocks: Sequence[LineBlock], indices: Iterable[int], title: int | None
) -> Iterator[tuple[int, list[Claim]]]:
    """The claims of lines, by index, if they make any; ``title`` is the index of the headline."""
    named = -2  # the last line that is nothing but a name
    for i in indices:
        after = blocks[i + 1].text if i + 1 < len(blocks) else ""
        claims = list(claims_of(blocks[i].text, after))
        below = named == i - 1 and _is_about_writer(blocks[i].text)
        if below or (not claims and i and is_employer(blocks[i].text) and _is_byline(blocks[i - 1].text)):
            # Nothing but whose writer the name above is: it goes to the ledger with the byline.
            claims = [Claim("employer", blocks[i].text, "byline", blocks[i].text, 0.5)]
        near = not claims and title is not None and title < i <= title + _NAMED
        if near and is_bare(_in_lower_case(blocks[i].text, after)):
            claims = list(_above_date(blocks[i].text, after))
            named = i if claims else named
        elif title is not None and title < i <= title + _NAMED and _has_only(claims, "date"):
            claims += name_beside_day(blocks[i].text)
        if claims:
            yield i, claims


def _has_only(claims: Sequence[Claim], field: str) -> bool:
    return len(claims) == 1 and claims[0].field == field


def name_beside_day(text: str) -> Iterator[Claim]:
    """The author in a line of only a name and the day, with a bar between them: "Ana Paz | 3 May 2021".

    What a comma follows may be a place: such a name begins with a common given name.
    """
    named = _NAME_AND_BAR.match(text) if len(text) <= _MAX_SENTENCE_TITLE else None
    if named is None or not is_bare(named[1]) or (named[2] == "," and not is_given(named[1])):
        return
    days = full_dates(text)
    if len(days) == 1 and days[0].start == named.end() and not _WORD.search(text[days[0].end :]):
        yield Claim("authors", named[1], "byline", text, _GLUED)


def _in_lower_case(text: str, after: str) -> str:
    """A line in capitals as other names are written, where the line below it is about a writer."""
    return text.title() if text.isupper() and len(text) < MAX_TITLE and _is_about_writer(after) else text


def _is_about_writer(line: str) -> bool:
    return is_job(line) or (":" not in line and is_employer(line))


def _above_date(text: str, after: str) -> Iterator[Claim]:
    """The author whose name stands alone between the headline and the date of publication or a job."""
    dated = _is_about_writer(after) or any(
        claim.field == "date" and claim.rule in _DATED for claim in claims_of(after)
    )
    if dated:
        yield Claim("authors", text, "byline", text, _GLUED)


def _is_byline(text: str) -> bool:
    return any(claim.field == "authors" for claim in claims_of(text))


def first_headline(blocks: Sequence[LineBlock]) -> int | None:
    """The index of the headline that opens a text without furniture, None if it opens with a sentence.

    Furniture, date lines and lines that their form excludes may precede it. Before a blank line nearly any
    line is a headline; otherwise it must be shorter than the next one and not end like a sentence.
    """
    skipped = None
    for i, block in enumerate(blocks[:_OPENING]):
        if is_date_line(block.text) or any(match.phrase.sure for match in match_phrases(block.text)):
            continue
        if not skipped and i + 1 < len(blocks) and _is_byline(block.text):
            continue
        following = blocks[i + 1 : i + 1 + _OPENING]
        headline = i if following and _is_headline(block, following) else None
        if headline is None or not is_aside(block):
            return skipped if headline is None else headline
        skipped = headline if skipped is None else skipped
    return skipped


def _is_headline(block: LineBlock, following: Sequence[LineBlock]) -> bool:
    text = block.text
    if not 2 <= len(text) <= MAX_TITLE or ITEM.match(text):
        return False
    # Byline and date line may come between: the first paragraph after them is compared.
    opening = next((other for other in following if not any(claims_of(other.text, ""))), following[0])
    shorter = 2 * width(text) < width(opening.text)
    set_apart = _is_in_capitals(text) and not _is_in_capitals(opening.text)
    if not set_apart and _is_sentence(text, shorter):
        return False
    return following[0].gap or (block.first == block.last and shorter)


def _is_in_capitals(text: str) -> bool:
    head = text[:MAX_TITLE]
    capitals, lower = sum(map(str.isupper, head)), sum(map(str.islower, head))
    return bool(capitals) and capitals >= _CAPITALS * (capitals + lower)


def _is_sentence(text: str, shorter: bool) -> bool:
    """Whether a line reads like running text; a ``shorter`` one may end in an abbreviation."""
    if (text.endswith(_MARKS) or "。" in text) and len(sentences(text)) > 1:
        return True
    if not text.endswith(_STOPS) or len(bare(text)) <= _MAX_SENTENCE_TITLE:
        return False
    return not (shorter and ends_in_abbreviation(text))
