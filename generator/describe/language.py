"""Decides the language of an article: by its words, supported by what the page states."""

from __future__ import annotations

import re
from functools import cache

from platformdirs import user_cache_path

from generator.describe.finding import Finding, declared_text
from generator.describe.language_model import Identifier, load_identifier
from generator.model.documents import Claim, Draft
from generator.model.records import Evidence
from generator.text.scripts import HAN, HANGUL, KANA

# Characters that are examined: enough to be certain, few enough for a millisecond.
_SAMPLE = 500
# Least letters for a language that shares its script. Scripts of a single language need far fewer.
_ENOUGH = 40
_HAN, _KANA, _HANGUL = (re.compile(f"[{script}]") for script in (HAN, KANA, HANGUL))
_NO_LETTER = re.compile(r"[\W\d_]")
_ADDRESS = re.compile(r"https?://\S+|(?<!\S)\S[^\s@]*+@\S+")


def find_language(title: str, draft: Draft) -> Finding[str]:
    """The language as a BCP 47 tag, "" if unknown.

    It is the declared language, else that of the words; the page's claim decides only for short texts.

    Args:
        title: the headline.
        draft: the document.
    """
    declared = declared_text(draft.declared, "language")
    if declared.value:
        return declared
    sample = _sample(title, draft)
    tag, confidence = _classify(sample)
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
    """The first characters of body and headline; a headline has many names and few common words."""
    parts, size = [], 0
    for paragraph in draft.paragraphs:
        parts.append(paragraph.text[:_SAMPLE])
        size += len(parts[-1])
        if size >= _SAMPLE:
            break
    sample = "\n".join([*parts, title])[:_SAMPLE]
    return _ADDRESS.sub("", sample) if "@" in sample or "://" in sample else sample


def _classify(sample: str) -> tuple[str, float]:
    """The language of a text and the confidence in it, ("", 0) if the text is too short."""
    letters = len(sample) - len(_NO_LETTER.findall(sample))
    others = "" if sample.isascii() else sample
    han, kana, hangul = (len(script.findall(others)) for script in (_HAN, _KANA, _HANGUL))
    if not letters:
        return "", 0.0
    if kana >= 3 and kana / letters > 0.1:  # no other language uses kana
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
    """The language identifier, loaded once per process."""
    return load_identifier(user_cache_path("clipfile"))


def _base(value: str) -> str:
    match = re.fullmatch(r"\A\s*([A-Za-z]{2,3})(?:[-_]\w+)*\s*", value)
    return match[1].lower() if match else ""


def _plausible(sample: str, stated: str) -> bool:
    """Whether the text is in a script of the stated language."""
    asian = bool(_HAN.search(sample) or _KANA.search(sample) or _HANGUL.search(sample))
    return asian == (stated in {"zh", "ja", "ko"})


def _tag(base: str, sample: str) -> str:
    """The language tag, for Chinese with the script of its characters."""
    if base != "zh":
        return base
    simplified = sum(_only_in(char, "gb2312", "big5") for char in set(_HAN.findall(sample)))
    traditional = sum(_only_in(char, "big5", "gb2312") for char in set(_HAN.findall(sample)))
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


@cache
def _only_in(char: str, this: str, other: str) -> bool:
    """Whether only the first of two legacy character sets, one for each script, has a character."""
    return _encodable(char, this) and not _encodable(char, other)


def _encodable(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
