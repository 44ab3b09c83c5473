"""Reads the name with which an article ends: "— Ana Paz", "(Ana Paz)", "– Ana Paz in Lisbon"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.extract.bylines.lines import is_credit, opens_byline
from generator.extract.bylines.names import author_names, is_full, is_given
from generator.extract.bylines.words import byline_words
from generator.model.documents import Claim, Declaration, Draft, Paragraph, Removed
from generator.text.scripts import is_touching

_LONGEST, _MOST_WORDS = 70, 4
_DASHED = re.compile(r"[—–―-]{1,2}\s?([^\W\d_][^\n]*)")
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）]{4,60})[)\]）】]")
_INSIDE = r"[（(【\[]([^（()）【】\[\]]{3,60})[)）】\]]"
_TRAILING = re.compile(rf"{_INSIDE}\Z")
# "【霧浜＝浜野由紀】...", "本报讯（记者 林海帆）..."; "(안개=통신) 윤하늘 기자 = ...".
_OPENING = re.compile(rf"[^，。、（(【\[]{{0,24}}{_INSIDE}")
_LEADING = re.compile(r"(?:[(\[（【][^()\[\]（）【】]{1,30}[)\]）】]\s*)?([^=＝()\[\]]{3,24})\s[=＝]\s")
_OPENED = "（(【["
_ENDED = re.compile(r"[.!?…。！？][\"”’»)]?\Z")
# What an article ends with: not a quotation of which the name would be the source.
_QUOTED = re.compile(r"\A[\"“„«»‹「『]|[\"”»「」』]\Z")


def with_signature(draft: Draft, declared: Declaration) -> Draft:
    """The draft with the name below its text as its author, and without that line.

    Args:
        draft: what a reader found.
        declared: the curator's declaration, whose kept lines stay.
    """
    body = draft.paragraphs
    if not body or "keep" in declared.values:
        return draft
    if len(body) < 2 or len(body[-1].text) > _LONGEST:
        return _with_credit(draft)
    text = body[-1].text.strip()
    match = _DASHED.fullmatch(text) or _BRACKETED.fullmatch(text)
    signed = match[1] if match else text if is_credit(text) else ""
    if not signed:
        return _with_credit(draft)
    names = author_names(signed)
    if not _may_sign(names, text, body):
        return draft
    # Words with capitals that nothing else names as the author may be anything: "— The End", "(White House)".
    known = draft.claimed("authors")
    named = any(name in claim.value for claim in known for name in names)
    if not names or not (named if known else _is_credited(signed) or all(map(is_given, names))):
        return draft
    claims = () if known else tuple(Claim("authors", name, "byline", text, 0.7) for name in names)
    removed = (*draft.removed, Removed(body[-1].line, text, "byline"))
    ledger = tuple(sorted(removed, key=lambda line: line.line))
    return replace(draft, paragraphs=body[:-1], claims=(*draft.claims, *claims), removed=ledger)


def _may_sign(names: Sequence[str], text: str, body: Sequence[Paragraph]) -> bool:
    """Whether a last line names people who are not told of in the body, and is no source of a quotation."""
    if _is_source_of(body[-1], body[-2]) or not all(_is_person(name) and name in text for name in names):
        return False
    return not any(name.rpartition(" ")[2] in paragraph.text for name in names for paragraph in body[:-1])


def _with_credit(draft: Draft) -> Draft:
    """The draft with the reporters whom brackets within its first or last paragraph name, which stay there.

    That is how Chinese, Japanese and Korean newspapers do it: （记者 林海帆）, 【霧浜＝浜野由紀】.
    """
    first, last = draft.paragraphs[0].text[:_LONGEST], draft.paragraphs[-1].text[-_LONGEST:]
    if not is_touching(first.lstrip(_OPENED)[:1]) or draft.claimed("authors"):
        return draft
    for match in (_OPENING.match(first), _LEADING.match(first), _TRAILING.search(last)):
        signed = match[1].rpartition("＝")[2] if match else ""
        if match and ("＝" in match[1] or _is_credited(signed)):
            names = [name for name in author_names(signed) if is_full(name)]
            claims = (Claim("authors", name, "byline", match[0], 0.7) for name in names)
            return replace(draft, claims=(*draft.claims, *claims))
    return draft


def _is_credited(text: str) -> bool:
    """Whether words in brackets say that a name is the author's: a job, a bureau or "Reporting by"."""
    parts = text.replace("・", " ").replace("：", " ").split()
    bureau = len(parts) > 1 and parts[0].endswith(byline_words().impersonal_endings)
    return bureau or is_credit(text) or opens_byline(text)


def _is_source_of(last: Paragraph, above: Paragraph) -> bool:
    """Whether a line names the source of a quotation above it, or is an item of a list."""
    if not _ENDED.search(above.text) or _QUOTED.search(above.text) or above.markup.startswith(">"):
        return True
    return last.markup.startswith((">", "- ", "* "))


def _is_person(name: str) -> bool:
    """Whether a name is that of a person: "Ana Paz", not "Getty Images" or "Los Angeles"."""
    words = name.split()
    if (
        not is_full(name)
        or len(words) > _MOST_WORDS
        or any(word[0].islower() for word in words[:: len(words) - 1 or 1])
    ):
        return False
    return is_given(name) or byline_words().impersonal.isdisjoint(map(str.casefold, words))
