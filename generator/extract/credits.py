"""Which words below a picture may be those of a credit: labels, names of people, and agencies."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from generator.text.tables import alternatives, load_table

LONGEST = 160  # characters of a credit
_NAME_WORDS = 14
_LONG_NAME = 7  # words of the name of a collection
# Of an editor, after the agency and the photographer.
_INITIALS = re.compile(r"(?<=/\w)(\w{1,60}(?: \w{1,40}){0,3})/[a-z]{2,4}\Z")
SENTENCE_END = frozenset(".!?…。！？।۔")
# "NAME, NEWSPAPER" and "NAME for NEWSPAPER"
FOR_OUTLET = re.compile(r",\s+|\s(?i:for|für|pour|para|per|voor|för|dla|для)\s|:\s+|\s[–—-]\s")
_BAR = re.compile(r"\s[|•·]\s")
_WORD = re.compile(r"[^\s/|,;&+]+")


class CreditWords(NamedTuple):
    """Patterns for labels with a name, labels alone, agencies and so on, and words that are dropped."""

    labelled: re.Pattern[str]
    bare: re.Pattern[str]
    opening: re.Pattern[str]
    opening_colon: re.Pattern[str]
    collection: re.Pattern[str]
    agency: re.Pattern[str]
    head: re.Pattern[str]
    maker: re.Pattern[str]
    taken: re.Pattern[str]
    furniture: frozenset[str]
    joining: frozenset[str]
    labels: frozenset[str]
    attached: frozenset[str]
    outlets: frozenset[str]


@cache
def credit_words() -> CreditWords:
    """The words of the tables about pictures and bylines."""
    table, bylines = load_table("pictures"), load_table("bylines")
    labels = sorted(table["labels"], key=len, reverse=True)
    joined = r"(?:\s*(?:/|&|\+|and|und|et|y|e|och|og|en|и)\s*(?:text|texte|texto|testo|tekst|текст|video))?"
    label = rf"(?:{alternatives(labels)})(?:\s+credit)?{joined}"
    by = alternatives(sorted(table["by"], key=len, reverse=True))
    agencies = sorted({*table["agencies"], *bylines["agencies"]}, key=len, reverse=True)
    return CreditWords(
        re.compile(
            rf"(?<!\w)(?:(?:{label})(?:\s*(?:[:：∶﹕=＝]|\.{{2,3}}|…)\s*|(?<=[\u3040-\u9fff\uac00-\ud7a3])\s*[/／]\s*"
            rf"|\s*[,，،、／]\s+|\s+(?:{by})\s+)|(?:{alternatives(table['attached'])}))",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<!\w)(?:{label})\.?\s+(?=\S)", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['openings'])})(?:\s|:)", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['openings'])})\s?:\s*", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['collections'])})\s(?=[^\W\d_])", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{alternatives(agencies)})(?!\w)", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['captions'])})\s*[:,：،、，]\s*", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['makers'])})\s*[:：]\s*", re.IGNORECASE),
        re.compile(
            rf"(?:\A|[。！？.)）\s＝=])([^。！？\n＝=]{{1,30}}?)\s{{0,3}}(?:{alternatives(table['taken'])}|(?<=\s)[图圖])"
            r"[)）。]?(?:\s{1,3}(\d{2,4}年\d{1,2}月\d{1,2}日))?\Z"
        ),
        frozenset(table["furniture"]),
        frozenset(table["joining"]),
        frozenset(table["labels"]),
        frozenset(table["attached"]),
        frozenset(table["outlets"]),
    )


def ends_with_label(text: str) -> bool:
    """Whether a stop ends an abbreviated label, as in "Fot. NAME"."""
    return text.rpartition(" ")[2].casefold().strip("/(") in credit_words().labels


def names_label(text: str) -> bool:
    """Whether a label follows the name of an outlet: "Herald photo by NAME"."""
    label = credit_words().labelled.search(text)
    return label is not None and len(text[: label.start()].split()) <= 2 and is_name(text[label.end() :])


def is_reporter(text: str) -> bool:
    """Whether a text is a name and a job, as Korean papers credit a picture."""
    return len(text) <= 14 and text.endswith(("기자", "记者", "記者"))


def is_for_outlet(text: str, before: str) -> bool:
    """Whether words after a complete caption name who took the picture and for whom."""
    parts = FOR_OUTLET.split(text)
    if len(parts) != 2 or before.rstrip()[-1:] not in SENTENCE_END:
        return False
    return any(map(is_person, parts)) and all(map(is_name, parts))


def is_with_outlet(text: str) -> bool:
    """Whether words in brackets are a person and an outlet: "NAME | NEWSPAPER"."""
    parts = _BAR.split(text)
    return len(parts) == 2 and is_person(parts[0]) and is_name(parts[1])


def is_person_after_sentence(text: str, before: str) -> bool:
    """Whether words at the end are the name of a person, and the caption before them is complete."""
    return before.rstrip()[-1:] in SENTENCE_END and (is_person(text) or is_reporter(text))


def is_person(text: str) -> bool:
    """Whether words may be the name of a person."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and text.replace(".", "").replace("-", "").replace("’", "").replace(" ", "").strip().isalpha()
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and is_name(text)
    )


def is_bare(text: str) -> bool:
    """Whether a text is a label and a name without a colon: "Foto dpa"."""
    match = credit_words().bare.match(text)
    return match is not None and is_credit(text[match.end() :])


def is_credit(text: str) -> bool:
    """Whether a text after a label is a name or an agency, and not the rest of a sentence."""
    return is_sourced(text) or (
        is_name(text) and len(text.split()) <= 4 and not text.endswith((".", "!", "?"))
    )


def is_stated(text: str, *, courtesy: bool = True) -> bool:
    """Whether a part of its own, at the end of the words below a picture, says where that is from.

    Args:
        text: the part.
        courtesy: whether "courtesy of" and the like are enough.
    """
    words = credit_words()
    if is_sourced(text) or is_bare(text) or (courtesy and words.opening.match(text)):
        return True
    # "Archives NAME"
    return is_name(text) and words.collection.match(text) is not None and len(text.split()) <= _LONG_NAME


def is_sourced(text: str) -> bool:
    """Whether a text is a name with an agency: "NAME/AGENCY", "AGENCY"."""
    text = _INITIALS.sub(r"\1", text.strip().rstrip("."))
    if not is_name(text):
        return False
    agency = credit_words().agency.search(text)
    if agency is None:
        # "NAME/NEWSPAPER"
        return text.count("/") == 1 and all(part.strip()[:1].isupper() for part in text.split("/"))
    # "Reuters" and "AFP/NAME", but not "Forum Lunmark".
    return agency.start() == 0 or agency.end() == len(text) or "/" in text


def is_name(text: str) -> bool:
    """Whether a text may be names: every word has a capital or joins two that have, and it is no sentence."""
    text = text.strip()
    if not text or len(text) > LONGEST or text.endswith(("!", "?", "。")):
        return False
    words = _WORD.findall(text)
    if not words or len(words) > _NAME_WORDS or any(end in text for end in "＝。"):
        return False
    if any(word[-1] in ".۔।" and len(word) > 2 and word.lower() == word.upper() for word in words[:-1]):
        return False  # a sentence of a script without cases
    agencies = {
        word for match in credit_words().agency.finditer(text) for word in match[0].casefold().split()
    }
    strange = [
        word
        for word in words
        if word[:1].islower()
        and word.casefold().strip(".") not in credit_words().joining
        and word.casefold() not in agencies
        and not any(map(str.isupper, word))
        and "." not in word[:-1]
    ]
    if strange:
        return False
    caseless = sum(len(word) for word in words if not (word[:1].isupper() or word[:1].islower()))
    return caseless <= 24
