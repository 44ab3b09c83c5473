"""Separates the words below a picture into its caption and its credit."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from generator.text.tables import alternatives, load_table

_LONGEST = 160  # characters of a credit
_NAME_WORDS = 14
_EDGES = " \t\n|·•–—-,;/:＝="
_SENTENCE = re.compile(r"(?<=[.!?…。！？])[\"'”»)]*\s+|(?<=[。！？])")
_BRACKET = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,160})[)\]）】][\s.]*\Z")
_PART = re.compile(r"\s+[|·•]\s+|\s+[–—-]\s+|\n+|\s{2,}")
# "12.mar.21/NEWSPAPER": the day on which a photograph was taken, between its author and the source.
_DATED = re.compile(r"\d{1,2}[. ]\w{2,10}\.?[. ]\d{2,4}\s*/\s*(?=[^\W\d_a-z])")
# Of an editor, after the agency and the photographer.
_INITIALS = re.compile(r"(?<=/\w)(\w{1,60}(?: \w{1,40}){0,3})/[a-z]{2,4}\Z")
_SENTENCE_END = frozenset(".!?…。！？")
_WORD = re.compile(r"[^\s/|,;&+]+")
_COPYRIGHT = re.compile(r"(?:©|\(c\)\s|&copy;|copyright\s+(?:©\s*)?(?=\S))", re.IGNORECASE)
_BY = re.compile(r"\A(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]v|[Aa]f)\s+(?=[^\W\d_a-z])")


class Caption(NamedTuple):
    """What is below a picture: the caption without the credit, and the credit without a label."""

    caption: str
    credit: str


class _Words(NamedTuple):
    """Patterns for labels with a name, labels alone, agencies and so on, and words that are dropped."""

    labelled: re.Pattern[str]
    bare: re.Pattern[str]
    opening: re.Pattern[str]
    agency: re.Pattern[str]
    head: re.Pattern[str]
    maker: re.Pattern[str]
    taken: re.Pattern[str]
    furniture: frozenset[str]
    joining: frozenset[str]


@cache
def _words() -> _Words:
    table, bylines = load_table("pictures"), load_table("bylines")
    labels = sorted(table["labels"], key=len, reverse=True)
    joined = r"(?:\s*(?:/|&|\+|and|und|et|y|e|och|og|en|и)\s*(?:text|texte|texto|testo|tekst|текст|video))?"
    label = rf"(?:{alternatives(labels)})(?:\s+credit)?{joined}"
    by = alternatives(sorted(table["by"], key=len, reverse=True))
    agencies = sorted({*table["agencies"], *bylines["agencies"]}, key=len, reverse=True)
    return _Words(
        re.compile(
            rf"(?<!\w)(?:{label})(?:\s*(?:[:：∶﹕=＝]|\.{{2,3}}|…)\s*|(?<=[\u3040-\u9fff\uac00-\ud7a3])\s*[/／]\s*|\s*[,，／]\s+|\s+(?:{by})\s+)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w)(?:{label})\.?\s+(?=\S)", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['openings'])})\s", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{alternatives(agencies)})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['captions'])})\s*[:,：]\s*", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['makers'])})\s*[:：]\s*", re.IGNORECASE),
        re.compile(
            rf"(?:\A|[。！？.)）\s＝=])([^。！？\n＝=]{{2,30}}?)\s{{0,3}}(?:{alternatives(table['taken'])})[)）。]?\Z"
        ),
        frozenset(table["furniture"]),
        frozenset(table["joining"]),
    )


def split_caption(text: str) -> Caption:
    """The caption and the credit in the words below a picture.

    Args:
        text: the words, with line breaks where the document separates parts.
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    text = "\n".join(line for line in lines if line and line.casefold() not in _words().furniture)
    head = _words().head.match(text)
    text = text[head.end() :] if head else text
    if not text:
        return Caption("", "")
    for find in (_in_brackets, _labelled, _copyright, _taken, _last_part):
        found = find(text)
        if found is not None:
            return Caption(_tidy(found.caption), credit_of(found.credit))
    return Caption(_tidy(text), "")


def credit_of(text: str) -> str:
    """A credit without the word that introduces it, and without brackets around it."""
    text = " ".join(text.split()).strip(_EDGES)
    bracket = _BRACKET.fullmatch(text)
    text = bracket[1].strip() if bracket else text
    label = _words().labelled.match(text) or _words().maker.match(text)
    if label and label.end() < len(text):
        return credit_of(text[label.end() :])
    bare = _words().bare.match(text)
    if bare and _is_credit(text[bare.end() :]):
        text = text[bare.end() :]
    text = _BY.sub("", text.strip(_EDGES))
    # The stop of a sentence, not that of an abbreviation.
    return text[:-1] if text.endswith(".") and len(text.rpartition(" ")[2]) > 4 else text


def is_credit_line(text: str) -> bool:
    """Whether a line is nothing but the credit of a picture."""
    if len(text) > _LONGEST:
        return False
    found = split_caption(text)
    return bool(found.credit) and not found.caption


def has_labelled_credit(text: str) -> bool:
    """Whether a line says who made a picture: an article may end with the name of an agency alone."""
    if len(text) > 2 * _LONGEST:
        return False
    bracket = _BRACKET.search(text)
    inner = text if bracket is None else bracket[1]
    if bracket is not None and not (_words().labelled.match(inner) or _COPYRIGHT.match(inner)):
        return False
    finders = (_in_brackets,) if bracket is not None else (_labelled, _copyright, _taken)
    return any(found is not None and found.credit for find in finders if (found := find(text)))


def _in_brackets(text: str) -> Caption | None:
    """For example "A ship. (Photo: NAME)" or "A ship (Reuters)"."""
    match = _BRACKET.search(text)
    if match is None:
        return None
    inner = match[1]
    if taken := _words().taken.match(inner):
        return Caption(text[: match.start()], taken[1])
    label = _words().labelled.match(inner) or _words().opening.match(inner) or _COPYRIGHT.match(inner)
    rest = text[: match.start()]
    if label or _is_sourced(inner) or _is_bare(inner) or _is_person_after_sentence(inner, rest):
        # "NAME (AGENCY)" is a credit as a whole.
        deeper = split_caption(rest) if rest.strip() else Caption("", "")
        if deeper.credit:
            return Caption(deeper.caption, f"{deeper.credit} ({credit_of(inner)})")
        return Caption(rest, inner)
    return None


def _labelled(text: str) -> Caption | None:
    """For example "A ship. Photo: NAME", "Photo: NAME. A ship" or "Photo by NAME"."""
    for match in _words().labelled.finditer(text):
        before, after = text[: match.start()], text[match.end() :].strip()
        if not after:
            continue
        begins = (
            not before.strip()
            or before.rstrip()[-1] in "＝=\"'.!?…。！？»”)]|/·•–—-\n,;("
            or "\n" in before[-1:]
        )
        comma = match[0].rstrip()[-1:] in ",，"
        strong = match[0].rstrip()[-1:] in ":：∶﹕….…"
        first, rest = _first_sentence(after)
        named = _is_name(first)
        if comma and not (named and begins):
            continue
        # A label in lower case may be a word of the sentence; many scripts have no cases.
        if not begins and not (named and strong and not match[0][:1].islower()):
            continue
        if not strong and not comma and not named:  # "Pictures from the summer fair"
            continue
        if rest and named and (not before.strip() or len(rest) > 20):
            return Caption(f"{before.rstrip(_EDGES + '(')}\n{rest}" if before.strip() else rest, first)
        if len(after) <= _LONGEST and (named or before.strip() or _is_name(after)):
            return Caption(before.rstrip(_EDGES + "(["), after.rstrip(")]"))
    return None


def _copyright(text: str) -> Caption | None:
    match = _COPYRIGHT.search(text)
    if match is None:
        return None
    before, after = text[: match.start()], text[match.start() :]
    first, rest = _first_sentence(after)
    if len(first) > _LONGEST:
        return None
    if before.strip() and len(after) <= _LONGEST:
        return Caption(before.rstrip(_EDGES + "(["), after)
    return Caption(f"{before}\n{rest}".strip(), first)


def _taken(text: str) -> Caption | None:
    """A name before a word for "took": "A ship。NAME 摄"."""
    match = _words().taken.search(text[-60:])
    if match is None:
        return None
    start = max(0, len(text) - 60) + match.start(1)
    # "＝3日、PLACE、NAME撮影": day and place are said of the picture.
    name = match[1].rpartition("、")[2] if text[:start].endswith(("＝", "=")) else match[1]
    return Caption(text[: start + len(match[1]) - len(name)].rstrip("、"), name)


def _last_part(text: str) -> Caption | None:
    """For example "A ship. NAME/AGENCY", "A ship | NAME" or "Foto NAME"."""
    if _is_bare(text) or _is_sourced(text) or (_words().opening.match(text) and len(text) < _LONGEST / 2):
        return Caption("", text)
    parts = list(_PART.finditer(text))
    if parts:
        last = parts[-1]
        tail = text[last.end() :]
        # A line of capitals is how some papers set a name.
        marked = last[0].strip() in {"|", "·", "•"} or ("\n" in last[0] and tail.isupper())
        if _DATED.match(tail) and len(parts) > 1 and _is_name(text[parts[-2].end() : last.start()]):
            return Caption(text[: parts[-2].start()], text[parts[-2].end() :])
        if _is_sourced(tail) or _is_bare(tail) or (marked and _is_name(tail)):
            # "A ship. NAME/AGENCY — LIBRARY"
            deeper = _last_part(text[: last.start()]) if last[0].strip() in {"–", "—"} else None
            if deeper is not None and deeper.caption:
                return Caption(deeper.caption, f"{deeper.credit}{last[0]}{tail}")
            return Caption(text[: last.start()], tail)
    ends = list(_SENTENCE.finditer(text))
    for end in reversed(ends[-2:]):
        tail = text[end.end() :].strip()
        stated = _is_sourced(tail) or _is_bare(tail) or _words().opening.match(tail)
        # A name in capitals.
        if tail and (stated or (tail.isupper() and _is_person_after_sentence(tail, text[: end.start()]))):
            return Caption(text[: end.start()], tail)
    return None


def _is_person_after_sentence(text: str, before: str) -> bool:
    """Whether words at the end are the name of a person, and the caption before them is complete."""
    words = text.split()
    return (
        before.rstrip()[-1:] in _SENTENCE_END
        and 2 <= len(words) <= 4
        and text.replace(".", "").replace("-", "").replace("’", "").replace(" ", "").isalpha()
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and _is_name(text)
    )


def _is_bare(text: str) -> bool:
    """Whether a text is a label and a name without a colon: "Foto dpa"."""
    match = _words().bare.match(text)
    return match is not None and _is_credit(text[match.end() :])


def _is_credit(text: str) -> bool:
    return _is_sourced(text) or (
        _is_name(text) and len(text.split()) <= 4 and not text.endswith((".", "!", "?"))
    )


def _is_sourced(text: str) -> bool:
    """Whether a text is a name with an agency: "NAME/AGENCY", "AGENCY"."""
    text = _INITIALS.sub(r"\1", text.strip().rstrip("."))
    if not _is_name(text):
        return False
    agency = _words().agency.search(text)
    if agency is None:
        # "NAME/NEWSPAPER"
        return text.count("/") == 1 and all(part.strip()[:1].isupper() for part in text.split("/"))
    # "Reuters" and "AFP/NAME", but not "Forum Lunmark".
    return agency.start() == 0 or agency.end() == len(text) or "/" in text


def _is_name(text: str) -> bool:
    """Whether a text may be names: every word has a capital or joins two that have, and it is no sentence."""
    text = text.strip()
    if not text or len(text) > _LONGEST or text.endswith(("!", "?", "。")):
        return False
    words = _WORD.findall(text)
    if not words or len(words) > _NAME_WORDS:
        return False
    agencies = {word for match in _words().agency.finditer(text) for word in match[0].casefold().split()}
    strange = [
        word
        for word in words
        if word[:1].islower()
        and word.casefold().strip(".") not in _words().joining
        and word.casefold() not in agencies
        and not any(map(str.isupper, word))
        and "." not in word[:-1]
    ]
    if strange:
        return False
    caseless = sum(len(word) for word in words if not (word[:1].isupper() or word[:1].islower()))
    return caseless <= 24


def _first_sentence(text: str) -> tuple[str, str]:
    """The first sentence or line of a text, and the rest; initials and abbreviations end none."""
    for match in re.finditer(r"\n|[.!?…]\s+(?=\w)|[。！？]", text):
        before = text[: match.start()]
        last = before.rpartition(" ")[2]
        if match[0].startswith(".") and (
            len(last) <= 2 or last.casefold() in {"dr", "jr", "sr", "st", "mrs"}
        ):
            continue
        return before, text[match.end() :]
    return text.rstrip(".") if _is_name(text.rstrip(".")) else text, ""


def _tidy(text: str) -> str:
    lines = [line[head.end() :] if (head := _words().head.match(line)) else line for line in text.split("\n")]
    return " ".join(" ".join(lines).split()).strip(" |·•–—-,;/＝=、").removesuffix("(").strip()
