"""The language of an article: its own words decide, what the page says of itself helps."""

from __future__ import annotations

import re
from functools import cache

from platformdirs import user_cache_path

from generator.describe.finding import Finding, declared_text
from generator.describe.language_model import Identifier, load_identifier
from generator.model.documents import Claim, Draft
from generator.model.records import Evidence

# What is read: enough for certainty, little enough for a millisecond.
_SAMPLE = 500
# Letters below which Latin text says too little. Scripts of one language need far less.
_ENOUGH = 40
_HAN = re.compile(r"[㐀-鿿]")
_KANA = re.compile(r"[぀-ヿ]")
_HANGUL = re.compile(r"[가-힯]")
_NO_LETTER = re.compile(r"[\W\d_]")
_ADDRESS = re.compile(r"https?://\S+|(?<!\S)\S[^\s@]*+@\S+")


def find_language(title: str, draft: Draft) -> Finding[str]:
    """BCP 47 tag: declared; else what the text's words show; else, in a short text, what the page states."""
    declared = declared_text(draft.declared, "language")
    if declared.value:
        return declared
    sample = _sample(title, draft)
    tag, confidence = _classified(sample)
    claims = draft.claimed("language")
    for claim in claims:
        stated = _base(claim.value)
        if stated == tag.partition("-")[0] or (stated and confidence < 0.9 and _plausible(sample, stated)):
            agreed = tag if stated == tag.partition("-")[0] else _tag(stated, sample)
            return Finding(agreed, _evidence(claim, max(confidence, claim.confidence)))
    if not tag or confidence < 0.5:
        return Finding("")
    quoted = " ".join(sample.split())[:80]
    return Finding(tag, Evidence("inferred", "words", quoted, round(min(confidence, 0.99), 2)))


def _evidence(claim: Claim, confidence: float) -> Evidence:
    return Evidence("extracted", claim.rule, claim.text, round(min(confidence, 0.99), 2))


def _sample(title: str, draft: Draft) -> str:
    """Body first: a headline has names and few small words."""
    parts, size = [], 0
    for paragraph in draft.paragraphs:
        parts.append(paragraph.text[:_SAMPLE])
        size += len(parts[-1])
        if size >= _SAMPLE:
            break
    sample = "\n".join([*parts, title])[:_SAMPLE]
    return _ADDRESS.sub("", sample) if "@" in sample or "://" in sample else sample


def _classified(sample: str) -> tuple[str, float]:
    """Language of the words themselves and how sure that is, ("", 0) if there are too few."""
    letters = len(sample) - len(_NO_LETTER.findall(sample))
    others = "" if sample.isascii() else sample
    han, kana, hangul = (len(script.findall(others)) for script in (_HAN, _KANA, _HANGUL))
    if not letters:
        return "", 0.0
    if kana >= 3 and kana / letters > 0.1:  # no other language writes them
        return "ja", 0.99
    if hangul >= 5 and hangul / letters > 0.4:
        return "ko", 0.99
    if han >= 5 and han / letters > 0.5:
        return _tag("zh", sample), 0.99
    if letters < _ENOUGH:
        return "", 0.0
    tag, confidence = identifier().classify(sample)
    return str(tag), float(confidence)


@cache
def identifier() -> Identifier:
    """The identifier of languages, loaded once a process."""
    return load_identifier(user_cache_path("clipfile"))


def _base(value: str) -> str:
    match = re.fullmatch(r"\A\s*([A-Za-z]{2,3})(?:[-_]\w+)*\s*", value)
    return match[1].lower() if match else ""


def _plausible(sample: str, stated: str) -> bool:
    """Whether the text is in a script that the stated language is written in."""
    asian = bool(_HAN.search(sample) or _KANA.search(sample) or _HANGUL.search(sample))
    return asian == (stated in {"zh", "ja", "ko"})


def _tag(base: str, sample: str) -> str:
    """The language, for Chinese with the script that its characters belong to."""
    if base != "zh":
        return base
    simplified = sum(_only_in(char, "gb2312", "big5") for char in set(_HAN.findall(sample)))
    traditional = sum(_only_in(char, "big5", "gb2312") for char in set(_HAN.findall(sample)))
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


@cache
def _only_in(char: str, this: str, other: str) -> bool:
    """Each script has its own legacy character set; a character that only one holds tells them apart."""
    return _encodable(char, this) and not _encodable(char, other)


def _encodable(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
