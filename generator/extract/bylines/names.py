"""Splits a byline into names, without "By", jobs, places, outlets, addresses and times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from generator.authority.forms import given_names
from generator.extract.bylines.credits import text_credits
from generator.extract.bylines.words import byline_words, places
from generator.text.dates import find_dates
from generator.text.folding import fold, fold_name
from generator.text.scripts import HAN, HANGUL, KANA
from generator.text.tables import alternatives, load_table

ADDRESS = re.compile(r"(?<!\S)\S[^\s@]*+@\S[^\s.]*+\.\S+|https?://\S+|www\.\S+|@\w+")
# Pictographs before a name or a reading time, and the class of a graduate: "Ana Paz ’09".
_SYMBOL = re.compile(
    "[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]|(?<=\\w) [’‘]\\d\\d(?!\\w)"
)
_TIME = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{1,2}\.\s?\d{1,2}\.|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}\b|\b\d{1,2}\.?\s+\w+\s+\d{4}"
)
# "Ana Paz is professor of law at ...": what a name is followed by in a biography.
_BIOGRAPHY = re.compile(
    r"([^\W\d_a-zß-ÿ][\w’'.-]{0,40}+(?: [^\s,;|]{1,40}+){1,3}?)"
    r" (?:is|was|has|ist|war|est|es|è|é|är|er|jest|writes|works|covers|reports|lives|schreibt|arbeitet|lebt"
    r"|écrit|travaille|escribe|trabaja|scrive|lavora|escreve|skriver) [^\W\d_A-ZÀ-Þ]"
)
_SEGMENTS = re.compile(r"[|•·\n→]|\s[–—-]\s")
_PUNCTUATION = re.compile(r"[,;+、，；/]|&(?=\s|\w{3})")
# A credit in abbreviations, "ana/dpa", is one.
_ABBREVIATED = re.compile(r"[\w.-]{1,6}/[\w.-]{1,6}")
_EDGES = "~- \t\n\u00a0\u3000.,:;–—|•·*\"'“”„«»/／&+"
_WHOLLY_BRACKETED = re.compile(r"\A[(（\[【]([^()（）\[\]【】]*)[)）\]】]\Z")
_LONGEST, _READ = 80, 400
_MOST_WORDS = 7
_CJK = re.compile(f"[{HAN}{KANA}{HANGUL}]")
_HANGUL_WORD = re.compile(f"[{HANGUL}]+")
_CREDITS = ("text_credits", "other_credits")
_HAN_DOT = re.compile(rf"(?<=[{HAN}])[・·](?=[{HAN}])")
_HAN_SPACE = re.compile(
    rf"(?<=[{HAN}]{{3}})[ \u3000]{{1,3}}(?=[{HAN}]{{3}})|(?<=[{HAN}]{{2}})\u3000(?=[{HAN}]{{3}})"
)
# "记者 陈立新 雾滨报道": the last word is the place of the report.
_REPORT = re.compile(rf"(?<=[{HAN}])[ \u3000]++[{HAN}]{{2,6}}(?:摄影|攝影)?(?:报道|報道|報導)\Z")
_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){1,3}")
_INITIALS_ONLY = re.compile(r"(?:[A-Z]\.\s?){2,}[A-Z]?\.?|[A-Z]{2}")
_ARABIC_AND = re.compile(r"(?<=\S) و(?=\s?\S+ \S)")
# Arabic given names that begin with the letter of "and".
_WAW = ("وليد", "وائل", "وسام", "وفاء", "وداد", "وحيد", "وجدي", "وهيب", "وديع", "وردة", "وصال", "وسيم")
# The stop of "Jr." belongs to the name; as another character, it is not at the edge of a part.
_GENERATION, STOP = re.compile(r"\b([JS]r)\.", re.IGNORECASE), "\u2024"


def author_names(byline: str) -> list[str]:
    """The names in a byline, in its order; empty if it contains none.

    The list ends at a mark that separates more than names: a bar, a bullet, a dash or a new line. A single
    word counts only where the byline has no full name: after one, it is a place, an outlet or a section.
    """
    read = byline[:_READ]
    read = read if read.isascii() else _SYMBOL.sub(" ", read)
    text = _WHOLLY_BRACKETED.sub(r"\1", ADDRESS.sub(" , ", read).strip(" ,"))
    chosen: dict[str, None] = {}
    text = _with_colons(text) if _CJK.search(text) else text
    if biography := _BIOGRAPHY.match(text):
        text = biography[1]
    for credit in text_credits(without_lead(text)):
        part = without_lead(credit.strip())
        date = next((date.start for date in find_dates(part)), len(part))
        part = _TIME.split(part[:date], maxsplit=1)[0]
        lists = [names for segment in _SEGMENTS.split(part) if (names := list(_names(segment)))]
        personal = (names for names in lists if not all(map(_is_impersonal, names)))
        chosen |= dict.fromkeys(next(personal, lists[0] if lists else ()))
    return list(chosen)


def _with_colons(text: str) -> str:
    """A Chinese byline with colons after its credits ("编辑 陈立新"), and without the place of the report."""
    return _spaced_credit().sub(lambda match: f"{match[0].rstrip()}：", _REPORT.sub("", text))


@cache
def _spaced_credit() -> re.Pattern[str]:
    table = load_table("bylines")
    words = [word for key in _CREDITS for word in table[key] if len(word) > 1]
    listed = alternatives(word for word in words if _CJK.match(word))
    # One character is a label before a wide space, or joined to another label: "文・写真　".
    every = alternatives(word for key in _CREDITS for word in load_table("bylines")[key] if _CJK.match(word))
    joined = rf"(?:{every})(?:[・･/／&＆](?:{every}))+"
    korean = alternatives(word for word in every.split("|") if _HANGUL_WORD.fullmatch(word))
    return re.compile(
        rf"(?<!\S)(?:({joined}|{listed})[ \u3000]++(?=[{HAN}])|({every})\u3000++(?=[{HAN}])"
        rf"|({korean})[ ]++(?=[{HANGUL}]))"
    )


def _names(segment: str) -> Iterator[str]:
    parts = [part for number, part in enumerate(_parts(segment)) if not number or not _is_uncased_job(part)]
    names = [name for part in parts if (name := _name_in(part)) and _is_name(name)]
    full = [number for number, name in enumerate(names) if is_full(name)]
    for number, name in enumerate(names):
        # One word before a full name is a first author; after it, a place, an outlet or a section.
        leads = full and number < full[0] and name[0].isupper() and not _is_impersonal(name)
        if not full or number in full or leads:
            yield name


def _is_uncased_job(part: str) -> bool:
    """Whether a part opens with a job in a script without capitals, where words about it follow."""
    return part.upper() == part.lower() and part.split(maxsplit=1)[0] in byline_words().roles


def is_full(name: str) -> bool:
    """Whether a name is that of a person in full, not a place, an outlet or a section."""
    words = name.split()
    if _CJK.search(name):
        return 1 < len(name) < 16 and not _is_impersonal(name)
    return len(words) > 1 and not _is_impersonal(name) and not words[0].islower()


def _is_impersonal(name: str) -> bool:
    words = byline_words()
    return (
        name.rsplit(maxsplit=1)[-1].casefold() in words.impersonal
        or fold_name(name) in places()
        or name.casefold() in words.agencies
        or name.endswith(words.impersonal_endings)
    )


def _parts(segment: str) -> Iterator[str]:
    """What commas, conjunctions and other separators divide."""
    words = byline_words()
    text = words.using.sub("", words.after.sub("", segment))
    text = words.generation.sub(" ", words.degrees.sub("", text))
    text = _GENERATION.sub(rf"\1{STOP}", text)
    if _CJK.search(text):
        text = _HAN_SPACE.sub("、", _HAN_DOT.sub("、", text))
    elif " و" in text:
        text = _ARABIC_AND.sub(lambda match: _arabic_and(text, match), text)
    chunks = _chunks(text)
    short = any(" " not in chunk.strip() for chunk in chunks)
    for chunk in chunks:
        parts = [chunk] if _ABBREVIATED.fullmatch(chunk.strip()) else _PUNCTUATION.split(chunk)
        pieces = [piece for part in parts if (piece := part.strip(_EDGES))]
        yield from pieces if short else _in_order(pieces, chunk)


def _arabic_and(text: str, match: re.Match[str]) -> str:
    """A comma for "and" before a name, which Arabic writes as the first letter of the name."""
    return match[0] if text.startswith(_WAW, match.start() + 1) else "، "


def _chunks(text: str) -> list[str]:
    """The text between semicolons and conjunctions, where each part may be "Surname, Given"."""
    spaced = text.replace(", and ", " and ").replace(",and ", " and ").replace("،", ",")
    parts = chain.from_iterable(part.split(";") for part in byline_words().conjunction.split(spaced))
    return [part for part in parts if part.strip()]


def _in_order(pieces: Sequence[str], chunk: str) -> Sequence[str]:
    """The parts of a chunk, with "Surname, Given" as the one name it is."""
    if "," not in chunk or len(pieces) % 2 or not pieces:
        return pieces
    pairs = list(zip(pieces[::2], pieces[1::2], strict=True))
    if all(_is_reversed(family, given, alone=len(pairs) == 1) for family, given in pairs):
        return [f"{given} {_as_written(family, given)}" for family, given in pairs]
    return pieces


def _as_written(family: str, given: str) -> str:
    """A family name in capitals as names are written, if the given name is: "TARN, Ida"."""
    return family.title() if family.isupper() and not given.isupper() else family


def _is_reversed(family: str, given: str, *, alone: bool) -> bool:
    """Whether two parts are the family name and the given names of one person."""
    words = byline_words()
    names, firsts = family.split(), given.split()
    own = [name for name in names if name.lower() not in words.particles]
    if len(own) != 1 or not own[0][0].isupper() or not given[0].isupper() or _CJK.search(family + given):
        return False
    barred = words.agencies | words.never | words.roles | words.impersonal
    if (
        {family.casefold(), given.casefold()} & barred
        or fold_name(given) in places()
        or fold_name(family) in places()
    ):
        return False
    initials = [bool(_INITIAL.fullmatch(name)) and name.isupper() for name in firsts]
    is_known = is_given(given)
    if len(firsts) == 1:
        return (
            is_known
            or initials[0]
            or (alone and not is_given(family) and given.istitle() == family.istitle())
            or (alone and len(family) > 2 and family.isupper() and given.istitle())
        )
    return len(firsts) < 4 and (is_known or initials[0]) and (all(initials[1:]) or is_given(firsts[1]))


def _name_in(part: str) -> str:
    """The name in one part, without the job, outlet and place next to it."""
    words = byline_words()
    text = without_lead(part).strip(_EDGES)
    folded = text.casefold()
    if folded in words.never or folded.startswith(words.for_outlet) or text in words.jobs_alone:
        return ""
    if words.opening_place.match(text):
        return ""
    text = words.place.sub("", _without_outlet(text)).strip(_EDGES)
    text = words.endings.sub("", text) if _CJK.search(text) else text
    text = _without_job(" ".join(_without_dangling(text.split()))).strip(_EDGES)
    return text.replace(STOP, ".")


def _without_outlet(text: str) -> str:
    """A name without "for the Herald"; names of organizations also contain such words ("Bundesamt für")."""
    outlet = byline_words().outlet.search(text)
    if not outlet or (outlet.start() and outlet[0].split()[0].lower() != "for" and not is_given(text)):
        return text
    return text[: outlet.start()]


def is_given(text: str) -> bool:
    """Whether a text begins with a common given name."""
    return bool(text.strip()) and fold(text.split(maxsplit=1)[0]).title() in given_names()


def _without_job(text: str) -> str:
    """A name without the job before or after it; "" if the part is only a job."""
    words = byline_words()
    bare = [word.strip(".,:()").casefold() for word in text.split()]
    jobs = [number for number, word in enumerate(bare) if word in words.roles]
    if not jobs:
        return text
    every = text.split()
    before, after = every[: jobs[0]], every[jobs[-1] + 1 :]
    if before and before[0].casefold() in words.modifiers:
        before = []  # "Chief Roads Reporter"
    while before and before[-1].casefold() in words.modifiers:
        before.pop()
    if len(before) > 1:
        return " ".join(before)
    is_name = len(after) > 1 and all(is_capital(word) for word in after) and after[0][0].isupper()
    return " ".join(after) if is_name else ""


def _without_dangling(words: list[str]) -> list[str]:
    """The words of a name without final words that introduced a removed date or place."""
    while len(words) > 1 and words[-1].lower() in byline_words().dangling and words[-1].islower():
        words = words[:-1]
    return words


def without_lead(text: str) -> str:
    """A byline without its opening words ("By", "Written by"), of which there may be several."""
    if _opens_with_family_name(text):
        return text
    for _ in range(3):
        shorter = byline_words().before.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text


def _opens_with_family_name(text: str) -> bool:
    """Whether the first word of a text belongs to the name, not before it: "von Trapp, Maria"."""
    family, comma, given = text.partition(", ")
    words, particles = family.lower().split(), byline_words().particles
    if not comma or "," in given or not words or words[0] not in particles:
        return False
    return sum(word not in particles for word in words) == 1 and is_given(given)


def is_capital(word: str) -> bool:
    """Whether a word may be part of a name: capitalised, in a script without case, or a particle."""
    return not word[0].islower() or word in byline_words().particles


def is_handle(name: str) -> bool:
    """Whether a name is more likely that of an account or a site than of a person."""
    return " " not in name and (name.islower() or any(char in "._0123456789" for char in name))


def _is_name(text: str) -> bool:
    if not 1 < len(text) <= _LONGEST or len(text.split()) > _MOST_WORDS or ":" in text:
        return False
    if text in byline_words().impersonal:  # in lower case: "redazione"
        return False
    if text.casefold() in byline_words().never or (_INITIALS_ONLY.fullmatch(text) and "." in text):
        return False
    digits = sum(char.isdigit() for char in text)
    return text[0].isalpha() and digits < (1 if " " in text else 2)
