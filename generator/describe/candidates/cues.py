"""Finds the cues in and around a possible name: ids of rules, whose weights are in ``data/cues.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from generator.describe.candidates.occurrences import Occurrence
from generator.describe.candidates.tables import CueTables
from generator.text.folding import fold

_ENDINGS = (
    ("legal-form", "legal_forms"),
    ("suffix", "organization_suffixes"),
    ("place-suffix", "place_suffixes"),
)
_NEXT = re.compile(
    r"(?P<possessive>['’]s?(?!\w))?(?P<mark>,| \(|-)? ?"
    r"(?P<first>[\w’'-]+\.?)?(?: (?P<second>[\w’'-]+))?(?: (?P<third>[\w’'-]+))?"
)
_DERIVED = re.compile(r"(?:ск|цк|ськ|цьк|енн|нн)(?:ом|ой|ий|ого|ую|ая|ое|их|им|ому|ій|ої)$")
_TOWN = re.compile(
    r"[a-zäöüß]{2}(?:burg|berg|furt|hausen|heim|dorf|ingen|hagen|bach|brück|brücken|kirchen|münster|felde|"
    r"leben|weiler|hofen|stedt|büttel|stadt)$"
)
# Rules of a word before, for which the name itself is looked at.
_CHECKED = frozenset({"in-cased", "in-town"})
_LISTED = ("listed-body",)
_PATRONYMIC = re.compile(r"(?:ович|евич|ьич|овн|евн|ївн|йович)[а-яі]{0,2}$", re.IGNORECASE)
_COUNTRIES = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "U.A.E."})
_BODIES = frozenset({"Government", "Republicans", "Democrats", "Senators", "Congress", "Parliament"})
_INITIALS = re.compile(r"[A-Z][A-Z&]{1,5}|[А-ЯІЇЄҐ]{2,6}")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_NAMELIKE = re.compile(
    r"(?:[^\W\d_]\.)+|(?:Ma?c|[ODL]['’] ?|[aeAE]\w{1,2}-)?[^\W\d_][^\W\d_A-Z]+(?:-[^\W\d_]+)?|[JS]r\."
)
# A country, an agency in brackets or a day may come between the town and its dash.
_DATELINE = re.compile(r"(?:, [\w. ]{2,24})?(?: ?\([\w /-]{2,24}\))? ?(?:[—–]|--| - )")
_PARTY = re.compile(r"[DRIL]-[A-Z]")
_AGE = re.compile(r"[1-9]\d")
_COMPOUND = re.compile(r"\A(?!Mc|Mac|De|La|Le|Di|Van|O['’])[A-Z]+[a-z]+[A-Z]\w*|\A[A-Za-z]+\.(?:com|org|net)")


def find_cues(occurrence: Occurrence, text: str, tables: CueTables) -> Sequence[str]:
    """The rule ids of every cue inside and around an occurrence; one may appear twice.

    Args:
        occurrence: a possible name in ``text``.
        text: headline and body.
        tables: the tables for the text's language.
    """
    joints = tuple([text[before.end : after.start].strip() for before, after in pairwise(occurrence.words)])
    inside = _inside(occurrence.texts, joints, tables)
    if inside == _LISTED:
        return inside
    return [*occurrence.cues, *inside, *_before(occurrence, text, tables), *_after(occurrence, text, tables)]


@lru_cache(maxsize=65536)
def _inside(texts: tuple[str, ...], joints: tuple[str, ...], tables: CueTables) -> tuple[str, ...]:
    """The cues in the words themselves and in the lower-case words between them."""
    if fold(" ".join(texts)) in tables.places:
        return ("gazetteer",)
    if tables.listed and (
        " ".join(texts) in tables.listed
        or (len(texts) == 2 and texts[0] in tables.listed and fold(texts[1]) in tables.places)
    ):
        return _LISTED
    return tuple(_single(texts[0], tables) if len(texts) == 1 else _several(texts, joints, tables))


def _several(texts: Sequence[str], joints: Sequence[str], tables: CueTables) -> Iterator[str]:
    words = tables.words
    if texts[-1] in words["things"] or texts[0] in words["things_first"]:
        yield "thing"
    impersonal = _headed(texts, joints, tables)
    impersonal = impersonal or [cue for cue, name in _ENDINGS if texts[-1].rstrip(".") in words[name]]
    yield from impersonal
    # "Grace Church" may be a person; "Grace Road Church" cannot.
    if not impersonal or (len(texts) == 2 and not joints[0]):
        yield from _personal(texts, joints, bool(impersonal), tables)
    if not impersonal and texts[0] in words["place_prefixes"] and not texts[1].isupper():
        yield "place-prefix"


def _headed(texts: Sequence[str], joints: Sequence[str], tables: CueTables) -> list[str]:
    """The cue of a word before "of" or "for" that says what is named: ``Bank of``, ``Gulf of``."""
    heads = [
        word for word, joint in zip(texts, joints, strict=False) if joint and joint not in tables.particles
    ]
    leading = texts[0] in tables.words["leading_heads"] and tables.of != "of"
    if leading or any(head in tables.words["organization_heads"] for head in heads):
        return ["head-of"]
    return ["feature-of"] if any(head in tables.words["place_heads"] for head in heads) else []


def _single(word: str, tables: CueTables) -> Iterator[str]:
    if fold(word) in tables.given:
        yield "given-alone"
    elif _INITIALS.fullmatch(word):
        yield "acronym"
    elif _COMPOUND.fullmatch(word):
        yield "domain" if "." in word else "camel"
    else:
        yield "single"


def _personal(
    texts: Sequence[str], joints: Sequence[str], impersonal: bool, tables: CueTables
) -> Iterator[str]:
    given = fold(texts[0]).split("-")[0] in tables.given
    # "U.S. Government", "ten Republicans"
    if texts[-1] in _BODIES or (texts[0] in _COUNTRIES and not given):
        return
    if given:
        yield "given-name"
    if impersonal or len(texts) > 4:
        yield from ["shape"] if impersonal and given else []
        return
    if any(_INITIAL.fullmatch(word) for word in texts[:-1]):
        yield "initial"
    if tables.surnames:
        yield from _by_ending(texts[-1], tables.surnames)
    if texts[-1].rstrip(".") in {"Jr", "Sr"}:
        yield "generation"
    if any(word[0].islower() for word in texts) or any(
        set(joint.split()) & set(tables.particles) for joint in joints
    ):
        yield "particle"
    if len(texts) < 4 and all(_NAMELIKE.fullmatch(word) for word in texts):
        yield "shape"
    if not given:
        yield "unplaced"


def _by_ending(word: str, surnames: re.Pattern[str]) -> Iterator[str]:
    if _PATRONYMIC.search(word):
        yield "patronymic"
    elif surnames.search(word):
        yield "surname-ending"


def in_dateline(occurrence: Occurrence, text: str) -> bool:
    """Whether the occurrence is the place of a dateline: first on its line and followed by a dash."""
    return (
        text[occurrence.start - 1 : occurrence.start] in {"", "\n"}
        and _DATELINE.match(text, occurrence.end) is not None
    )


def _before(occurrence: Occurrence, text: str, tables: CueTables) -> Iterator[str]:
    person = tables.declined and fold(occurrence.texts[0]) in tables.given
    if not person and in_dateline(occurrence, text):
        yield "dateline"
    line = text[max(0, occurrence.start - 40) : occurrence.start].rpartition("\n")[2]
    words = line.replace(",", " ").lower().split()[-3:]
    if not words or line.rstrip()[-1:] in ".;:!?":
        return
    if words[-1] == "the" and len(words) > 1:
        words.pop()
    last = words[-1]
    if last in tables.roles_lower and line[-2:-1] != ".":
        yield "role-before"
    rule = tables.context["before"].get(last)
    if rule and not person and not (rule in _CHECKED and _is_no_place(rule, occurrence, text)):
        yield rule
    if last in tables.context["speech"]:
        yield "said-before"
    if last == tables.of and len(words) > 1 and (rule := tables.context["before_of"].get(words[-2])):
        yield rule


def _is_no_place(rule: str, occurrence: Occurrence, text: str) -> bool:
    """Whether a word after "in" is an adjective, the first part of a word, or does not end like a town."""
    word = occurrence.texts[-1]
    if text[occurrence.end : occurrence.end + 1] == "-" or len(occurrence.texts) > 1:
        return True
    return not _TOWN.search(word) if rule == "in-town" else bool(_DERIVED.search(word))


def _after(occurrence: Occurrence, text: str, tables: CueTables) -> Iterator[str]:
    match = _NEXT.match(text, occurrence.end)
    if not match:
        return
    first, second, mark = match["first"] or "", match["second"] or "", match["mark"]
    if match["possessive"]:
        yield "possessive"
    if mark == " (":
        yield from _bracketed(first, occurrence)
    elif mark == ",":
        yield from _apposed([first, second, match["third"] or ""], tables)
    elif mark == "-" and first == "based":
        yield "based"
    elif not mark:
        if rule := tables.context["after"].get(first.lower() if first.isupper() else first):
            yield rule
        if first in tables.context["speech"] or second in tables.context["speech"]:
            yield "said"


def _bracketed(word: str, occurrence: Occurrence) -> Iterator[str]:
    if _PARTY.match(word):
        yield "party-after"
    elif _INITIALS.fullmatch(word) and any(text[0] == word[0] for text in occurrence.texts[:2]):
        yield "acronym-after"


def _apposed(words: list[str], tables: CueTables) -> Iterator[str]:
    if _AGE.fullmatch(words[0]):
        yield "age-after"
        return
    rules = tables.context["after_comma"]
    if words[0] in rules and rules[words[0]] == "who-after":
        yield "who-after"
        return
    rule = next((rules[word] for word in words if word in rules and rules[word] != "who-after"), "")
    # "In Oslo, president ..." is no apposition: that needs an article, or the bare role.
    if rule and (words[0] in {"a", "an", "the", "his", "her", "its", "former"} or words[0] in rules):
        yield rule
