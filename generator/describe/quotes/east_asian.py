"""Finds who speaks in Chinese, Japanese and Korean, by names, forms of address and offices."""

from __future__ import annotations

import re

from generator.describe.quotes.speaker_words import CLAUSE, REACH, longest_first, word_sets
from generator.describe.quotes.speech import SpeechWords
from generator.describe.quotes.unlisted import chinese_by_place, is_shown
from generator.text.scripts import HAN, KATAKANA

_HAN = re.compile(rf"[{HAN}]+")
_FOREIGN = re.compile(rf"[{HAN}]{{2,6}}(?:[·・‧][{HAN}]{{1,6}}){{1,3}}$")
_AGE = re.compile(r"[（(][^（）()]{1,20}[）)]$")
_JAPANESE_NAME = re.compile(
    rf"(?:(?<![{HAN}々ヶ])[{HAN}々ヶ]++"
    rf"|(?<![{KATAKANA}・＝=])[{KATAKANA}]++(?:[・＝=][{KATAKANA}]++)*+)$"
)
_HIRAGANA_GIVEN = re.compile(r"[ぁ-ん]{2,4}$")
_JAPANESE_SUBJECT = re.compile(r"(?:は|が|によると|によれば)(?!、?[はが])")
_JAPANESE_REFERRING = re.compile(r"(?:そう|こう|と)(?:話|語|述|言|い[いうっ]|振り返|訴え|説明|強調)")
_KOREAN_SUBJECT = re.compile(r"(?:은|는|이|가)$")
# Particles that join a quotation to the rest of the statement.
_KOREAN_QUOTED = re.compile(r"이?라(?:며|면서|고)|(?:고|며|면서)\s")
_HANGUL_NAME = re.compile(r"[\uac00-\ud7a3]{3}")
# The last characters of offices before a name.
_OFFICE_ENDS = "长長员員席统統相理师師授人者家官臣"
_SHORT_NAME = 3  # characters of a short Japanese name


def chinese_speaker(before: str, after: str, words: SpeechWords) -> str:
    """The speaker in Chinese, as for ``uncased_speaker``."""
    introduces = before.rstrip().endswith((":", "：", "，", ","))
    return _chinese_by_verb(before, after, words, introduces=introduces) or chinese_by_place(before, after)


def _chinese_by_verb(before: str, after: str, words: SpeechWords, *, introduces: bool) -> str:
    verbs = list(words.verb.finditer(before))
    if verbs and introduces and not CLAUSE.search(before[verbs[-1].end() :].rstrip("：:，, ")):
        return _chinese_subject(before[: verbs[-1].start()])
    verb = words.verb.search(after, 0, REACH)
    if not verb or after[verb.end() : verb.end() + 1] in {":", "："}:
        return ""
    clause = after[: verb.start()].lstrip("，, ")
    return "" if CLAUSE.search(clause) else _chinese_subject(clause)


def _chinese_subject(text: str) -> str:
    """The name at the end of the text before a verb, or before words on when, where and to whom."""
    clauses = [clause for clause in CLAUSE.split(text) if clause.strip()]
    clause = clauses[-1].strip() if clauses else ""
    if name := _chinese_name(clause):
        return name
    cuts = [at for word in word_sets("zh")["between"] if (at := clause.find(word, 2)) > 0]
    return next((name for cut in sorted(cuts) if (name := _chinese_name(clause[:cut].strip()))), "")


def _chinese_name(run: str) -> str:
    """The name at the end of a run of characters: a family name and one or two more, or a foreign name."""
    known = word_sets("zh")
    foreign = _FOREIGN.search(run)
    if foreign:
        return _without_title(foreign[0])
    title = next((word for word in longest_first("zh", "honorifics") if run.endswith(word)), "")
    bare = run.removesuffix(title)
    for length in (4, 3, 2) if len(bare) > 1 else ():
        name = bare[-length:]
        family = name[:2] in known["compound_surnames"] if length == 4 else name[:1] in known["surnames"]
        if len(name) == length and family and _is_chinese_name(name, bare[:-length]):
            return name
    return f"{bare[-1]}{title}" if title and bare[-1:] in known["surnames"] and len(bare) == 1 else ""


def _is_chinese_name(name: str, before: str) -> bool:
    known = word_sets("zh")
    if name[-1] in known["endings"] or name[:2] in known["words"] or name in known["words"]:
        return False
    if not _HAN.fullmatch(name) or not known["small"].isdisjoint(name[1:]):
        return False
    # Two characters are often part of a word: they need a boundary or an office before them.
    sure = len(name) > 2 and name[0] not in known["weak_surnames"]
    return sure or not before or before[-1] in known["endings"] or not before[-1].isalnum()


def _without_title(name: str) -> str:
    """A foreign name without the office before it: 总统 in 总统玛尔塔·林德."""
    first, _, rest = name.partition("·")
    cut = max(first.rfind(letter, 0, -1) + 1 for letter in _OFFICE_ENDS)
    return f"{first[cut:]}·{rest}" if rest and cut else name


def japanese_speaker(before: str, after: str, words: SpeechWords) -> str:
    """The speaker in Japanese, as for ``uncased_speaker``."""
    table = word_sets("ja")
    tail = after.lstrip("。、 ")
    # 「...」。浜野由紀さんはそう話す。
    refers = after.startswith("。") and (
        _JAPANESE_REFERRING.search(tail, 0, REACH) or (not before.strip() and is_shown(tail))
    )
    if after.startswith("。") and tail and not refers:
        return ""
    is_spoken = tail.startswith("と") and any(verb in tail[:REACH] for verb in table["spoken"])
    is_said = bool(refers) or bool(words.verb.search(tail, 0, REACH))
    if is_spoken or is_said:
        clause = tail.removeprefix("と").lstrip("、")
        subject = _JAPANESE_SUBJECT.search(clause, 0, REACH)
        speaker = _japanese_name(clause[: subject.start()]) if subject else ""
        if not speaker and (subject := next(reversed(list(_JAPANESE_SUBJECT.finditer(before))), None)):
            speaker = _japanese_name(before[: subject.start()])
        return speaker
    according = _JAPANESE_SUBJECT.search(before[-12:])
    if before.rstrip().endswith(("：", ":", "、")) and according:
        return _japanese_name(before[: len(before[:-12]) + according.start()])
    return ""


def _japanese_name(text: str) -> str:
    """The name at the end of a text, which needs a form of address or an office."""
    run = _AGE.sub("", text.strip())
    honorific = next((word for word in longest_first("ja", "honorifics") if run.endswith(word)), "")
    title = honorific or next((word for word in longest_first("ja", "titles") if run.endswith(word)), "")
    bare = _AGE.sub("", run.removesuffix(title))
    name = _JAPANESE_NAME.search(bare) if title else None
    if not name and honorific and (given := _HIRAGANA_GIVEN.search(bare)):  # 大野みどりさん
        return _with_family(bare[: given.start()], given[0])
    if not name:
        return ""
    for office in longest_first("ja", "titles"):  # 船長山川太一さん
        _, middle, rest = name[0].rpartition(office)
        if middle and len(rest) > 1:
            return rest if honorific or _is_japanese_name(rest) else ""
    return name[0] if (honorific and len(name[0]) > 1) or _is_japanese_name(name[0]) else ""


def _with_family(before: str, given: str) -> str:
    """A given name in hiragana after a known family name, both as one; "" if there is none."""
    return next(
        (
            f"{family}{given}"
            for family in longest_first("ja", "families")
            if len(family) > 1 and before.endswith(family)
        ),
        "",
    )


def _is_japanese_name(name: str) -> bool:
    """Whether a name before an office is that of a person, not of a place or an organization."""
    if "・" in name or name[-1] in word_sets("ja")["endings"]:
        return "・" in name
    if len(name) == _SHORT_NAME:  # only after a known family name: 浜口健, 林光一
        return name[:2] in word_sets("ja")["families"] or name[:1] in word_sets("ja")["families"]
    return len(name) in {4, 5}


def korean_speaker(before: str, after: str, words: SpeechWords) -> str:
    """The speaker in Korean, as for ``uncased_speaker``."""
    verb = words.verb.search(after)
    if not verb and not _KOREAN_QUOTED.match(after):
        return ""
    clause = after[: verb.start()] if verb else after
    return _korean_subject(clause.split()[1:]) or _korean_subject(before.split())


def _korean_subject(tokens: list[str]) -> str:
    """The last subject in a clause that is a name with a form of address or an office."""
    table = word_sets("ko")
    for number in range(len(tokens) - 1, -1, -1):
        if not _KOREAN_SUBJECT.search(tokens[number]):
            continue
        bare = tokens[number][:-1]
        before = tokens[number - 1] if number else ""
        titles = tuple(table["titles"])
        name = before if bare.endswith(titles) else bare if before.endswith(titles) else ""
        if _HANGUL_NAME.fullmatch(name) and name[0] in table["surnames"]:
            return name
    return ""
