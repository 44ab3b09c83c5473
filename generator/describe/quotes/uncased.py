"""Finds the speaker of a quotation in languages whose names have no capitals, from the words around them.

A name is accepted only where the words say that it is one: a family name, a form of address, an office, its
place at the verb. Otherwise the speaker stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from generator.describe.quotes.speech import SpeechWords
from generator.describe.quotes.unlisted import chinese_by_place, hindi_by_place, is_shown
from generator.text.scripts import HAN, KATAKANA
from generator.text.tables import load_table

# Where a clause ends.
_CLAUSE = re.compile(r"[，。；！？、,.;!?：:\n「」『』“”«»\"।]")
_REACH = 60  # characters between a quotation and the verb
_AROUND = 240  # characters before and after a quotation that are read
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
_ARABIC_WORD = re.compile(r"[\u0621-\u064a\u064b-\u0652\u0670-\u06d3]+")
_ARTICLE = "ال"
# After a Hindi subject; before "statement" and "according to".
_SUBJECT, _OWNER = frozenset({"ने"}), frozenset({"का", "के"})
# The last characters of offices before a name.
_OFFICE_ENDS = "长長员員席统統相理师師授人者家官臣"
_BY_LETTER = frozenset({"surnames", "weak_surnames", "small", "endings"})
_MOST = 4  # words of a name
_SHORT_NAME = 3  # characters of a short Japanese name
_HEBREW_WORD = re.compile(r"[\u05d0-\u05ea][\u05d0-\u05ea'\"׳״-]*+")
_THE = "ה"
_HEBREW_AGE = re.compile(r", (?:בן|בת) (?:ה-?)?\d{1,3}\Z")
_MOST_HEBREW = 3  # words of a Hebrew name


def uncased_speaker(language: str, before: str, after: str, words: SpeechWords) -> str:
    """The speaker that the text around a quotation names, "" if none.

    Args:
        language: base language, one of ``UNCASED``.
        before: the text from the start of the sentence to the opening mark.
        after: the text from the closing mark to the end of the sentence.
        words: how the language attributes speech.
    """
    return _FINDERS[language](before[-_AROUND:], after[:_AROUND], words)


@cache
def _sets(language: str) -> Mapping[str, frozenset[str]]:
    """The words of one language; a value without spaces is a set of characters."""
    table: dict[str, Any] = load_table("speakers")[language]
    by_letter = _BY_LETTER if language in {"zh", "ja", "ko"} else frozenset[str]()
    return {
        name: frozenset("".join(text.split()) if name in by_letter else text.split())
        for name, text in table.items()
    }


@cache
def _longest_first(language: str, name: str) -> tuple[str, ...]:
    return tuple(sorted(_sets(language)[name], key=lambda word: (-len(word), word)))


def _chinese(before: str, after: str, words: SpeechWords) -> str:
    introduces = before.rstrip().endswith((":", "：", "，", ","))
    return _chinese_by_verb(before, after, words, introduces=introduces) or chinese_by_place(before, after)


def _chinese_by_verb(before: str, after: str, words: SpeechWords, *, introduces: bool) -> str:
    verbs = list(words.verb.finditer(before))
    if verbs and introduces and not _CLAUSE.search(before[verbs[-1].end() :].rstrip("：:，, ")):
        return _chinese_subject(before[: verbs[-1].start()])
    verb = words.verb.search(after, 0, _REACH)
    if not verb or after[verb.end() : verb.end() + 1] in {":", "："}:
        return ""
    clause = after[: verb.start()].lstrip("，, ")
    return "" if _CLAUSE.search(clause) else _chinese_subject(clause)


def _chinese_subject(text: str) -> str:
    """The name at the end of the text before a verb, or before words on when, where and to whom."""
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    clause = clauses[-1].strip() if clauses else ""
    if name := _chinese_name(clause):
        return name
    cuts = [at for word in _sets("zh")["between"] if (at := clause.find(word, 2)) > 0]
    return next((name for cut in sorted(cuts) if (name := _chinese_name(clause[:cut].strip()))), "")


def _chinese_name(run: str) -> str:
    """The name at the end of a run of characters: a family name and one or two more, or a foreign name."""
    known = _sets("zh")
    foreign = _FOREIGN.search(run)
    if foreign:
        return _without_title(foreign[0])
    title = next((word for word in _longest_first("zh", "honorifics") if run.endswith(word)), "")
    bare = run.removesuffix(title)
    for length in (4, 3, 2) if len(bare) > 1 else ():
        name = bare[-length:]
        family = name[:2] in known["compound_surnames"] if length == 4 else name[:1] in known["surnames"]
        if len(name) == length and family and _is_chinese_name(name, bare[:-length]):
            return name
    return f"{bare[-1]}{title}" if title and bare[-1:] in known["surnames"] and len(bare) == 1 else ""


def _is_chinese_name(name: str, before: str) -> bool:
    known = _sets("zh")
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


def _japanese(before: str, after: str, words: SpeechWords) -> str:
    table = _sets("ja")
    tail = after.lstrip("。、 ")
    # 「...」。浜野由紀さんはそう話す。
    refers = after.startswith("。") and (
        _JAPANESE_REFERRING.search(tail, 0, _REACH) or (not before.strip() and is_shown(tail))
    )
    if after.startswith("。") and tail and not refers:
        return ""
    is_spoken = tail.startswith("と") and any(verb in tail[:_REACH] for verb in table["spoken"])
    is_said = bool(refers) or bool(words.verb.search(tail, 0, _REACH))
    if is_spoken or is_said:
        clause = tail.removeprefix("と").lstrip("、")
        subject = _JAPANESE_SUBJECT.search(clause, 0, _REACH)
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
    honorific = next((word for word in _longest_first("ja", "honorifics") if run.endswith(word)), "")
    title = honorific or next((word for word in _longest_first("ja", "titles") if run.endswith(word)), "")
    bare = _AGE.sub("", run.removesuffix(title))
    name = _JAPANESE_NAME.search(bare) if title else None
    if not name and honorific and (given := _HIRAGANA_GIVEN.search(bare)):  # 大野みどりさん
        return _with_family(bare[: given.start()], given[0])
    if not name:
        return ""
    for office in _longest_first("ja", "titles"):  # 船長山川太一さん
        _, middle, rest = name[0].rpartition(office)
        if middle and len(rest) > 1:
            return rest if honorific or _is_japanese_name(rest) else ""
    return name[0] if (honorific and len(name[0]) > 1) or _is_japanese_name(name[0]) else ""


def _with_family(before: str, given: str) -> str:
    """A given name in hiragana after a known family name, both as one; "" if there is none."""
    return next(
        (
            f"{family}{given}"
            for family in _longest_first("ja", "families")
            if len(family) > 1 and before.endswith(family)
        ),
        "",
    )


def _is_japanese_name(name: str) -> bool:
    """Whether a name before an office is that of a person, not of a place or an organization."""
    if "・" in name or name[-1] in _sets("ja")["endings"]:
        return "・" in name
    if len(name) == _SHORT_NAME:  # only after a known family name: 浜口健, 林光一
        return name[:2] in _sets("ja")["families"] or name[:1] in _sets("ja")["families"]
    return len(name) in {4, 5}


def _korean(before: str, after: str, words: SpeechWords) -> str:
    verb = words.verb.search(after)
    if not verb and not _KOREAN_QUOTED.match(after):
        return ""
    clause = after[: verb.start()] if verb else after
    return _korean_subject(clause.split()[1:]) or _korean_subject(before.split())


def _korean_subject(tokens: list[str]) -> str:
    """The last subject in a clause that is a name with a form of address or an office."""
    table = _sets("ko")
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


def _arabic(before: str, after: str, words: SpeechWords) -> str:
    verbs = list(words.verb.finditer(before))
    if verbs:
        rest = before[verbs[-1].end() :]
        if _ARABIC_WORD.search(rest):
            return _arabic_name(rest)
        return _arabic_name(before[: verbs[-1].start()])
    verb = words.verb.search(after, 0, _REACH) or words.according.search(after, 0, _REACH)
    clause = after[: verb.start()] if verb else ""
    others = set(_ARABIC_WORD.findall(clause)) - _sets("ar")["before_verb"]
    return _arabic_name(after[verb.end() :]) if verb and not others else ""


def _arabic_name(text: str) -> str:
    """The name at the start of a text: two to four words after any offices, with what they are offices of."""
    table = _sets("ar")
    clause = _CLAUSE.split(text.strip(" ،,"), maxsplit=1)[0]
    tokens: list[str] = []
    for word in _ARABIC_WORD.findall(clause.split("،", 1)[0].split("(", 1)[0]):
        if word in table["stops"]:
            break
        tokens.append(word)
    if not tokens or tokens[0].removeprefix(_ARTICLE) in table["impersonal"]:
        return ""
    while tokens and (tokens[0].startswith(_ARTICLE) or tokens[0] in table["titles"]):
        tokens = tokens[1:]
    office = next(
        (number for number, word in enumerate(tokens) if number > 1 and word in table["titles"]), None
    )
    tokens = tokens[:office]
    barred = any(word in table["impersonal"] for word in tokens)
    return " ".join(tokens) if 2 <= len(tokens) <= _MOST and not barred else ""


def _hindi(before: str, after: str, words: SpeechWords) -> str:
    said = _hindi_by_verb(before, after, words)
    return said or _hindi_subject(f"{hindi_by_place(before, after)} ने", "")


def _hindi_by_verb(before: str, after: str, words: SpeechWords) -> str:
    verbs = list(words.verb.finditer(before))
    if verbs:
        return _hindi_subject(before[: verbs[-1].start()], verbs[-1][0])
    verb = words.verb.search(after, 0, _REACH)
    return _hindi_subject(after[: verb.start()].lstrip(" ,।"), verb[0]) if verb else ""


def _hindi_subject(text: str, verb: str) -> str:
    """The name before the mark of the subject, without offices; some forms of verbs have no such mark."""
    table = _sets("hi")
    clauses = [clause for clause in re.split(r"[,।;:“”\"]", text) if clause.strip()]
    tokens = clauses[-1].split() if clauses else []
    last = len(tokens) - 1
    marks = [
        number
        for number, word in enumerate(tokens)
        if word in _SUBJECT or (word in _OWNER and number == last)
    ]
    if not marks and verb not in table["unmarked"]:
        return ""
    tokens = tokens[: marks[-1]] if marks else tokens
    if not tokens or tokens[-1] in table["endings"]:
        return ""
    starts = [number + 1 for number, token in enumerate(tokens) if token in table["stops"] | table["titles"]]
    tokens = tokens[max(starts, default=0) :]
    return " ".join(tokens) if 2 <= len(tokens) <= _MOST else ""


def _hebrew(before: str, after: str, words: SpeechWords) -> str:
    introduced = before.rstrip().endswith((":", ",", " כי"))
    verbs = list(words.verb.finditer(before)) if introduced else []
    if verbs:
        rest = before[verbs[-1].end() :]
        inverted = _HEBREW_WORD.search(rest)
        if inverted and inverted[0] != "כי":
            return _hebrew_name(rest)
        subject = _HEBREW_AGE.sub("", before[: verbs[-1].start()].rstrip(" ,"))
        return _hebrew_name(_CLAUSE.split(subject)[-1])
    source = words.according.search(before) if introduced else None
    if source:
        return _hebrew_name(before[source.end() :])
    verb = words.verb.search(after, 0, _REACH) or words.according.search(after, 0, _REACH)
    clear = verb is not None and not _HEBREW_WORD.search(after[: verb.start()])
    return _hebrew_name(after[verb.end() :]) if verb and clear else ""


def _hebrew_name(text: str) -> str:
    """The name at the start of a text: two or three words after offices and what they are offices of."""
    table = _sets("he")
    clause = re.split(r"[,.;:\n()]", text.strip(" ,"), maxsplit=1)[0]
    tokens: list[str] = []
    for word in _HEBREW_WORD.findall(clause):
        if word in table["stops"]:
            break
        tokens.append(word)
    # A noun with the article before two words is what the person is: החקלאי יוסף כרמי.
    titled = len(tokens) == _MOST_HEBREW and tokens[0][:1] == _THE and tokens[0] not in table["with_the"]
    while tokens and (tokens[0] in table["titles"] or (titled and tokens[0].startswith(_THE))):
        titled, tokens = True, tokens[1:]
    barred = not tokens or tokens[0] in table["impersonal"] or tokens[0].startswith(_THE + _THE)
    return " ".join(tokens) if 2 <= len(tokens) <= _MOST_HEBREW and not barred else ""


_FINDERS: Mapping[str, Callable[[str, str, SpeechWords], str]] = {
    "zh": _chinese,
    "ja": _japanese,
    "ko": _korean,
    "ar": _arabic,
    "hi": _hindi,
    "he": _hebrew,
}

UNCASED = frozenset(_FINDERS)
"""Base languages with a reader here."""
