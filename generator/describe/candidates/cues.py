"""The cues in and around a piece: each is the id of a rule, whose weight stands in ``data/cues.yml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from generator.describe.candidates.pieces import Piece
from generator.describe.candidates.tables import Tables
from generator.text.folding import fold

_ENDS = (
    ("legal-form", "legal_forms"),
    ("suffix", "organization_suffixes"),
    ("place-suffix", "place_suffixes"),
)
_NEXT = re.compile(
    r"(?P<own>['’]s?(?!\w))?(?P<mark>,| \(|-)? ?"
    r"(?P<one>[\w’'-]+\.?)?(?: (?P<two>[\w’'-]+))?(?: (?P<three>[\w’'-]+))?"
)
_INITIALS = re.compile(r"[A-Z][A-Z&]{1,5}")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
_NAMELIKE = re.compile(
    r"(?:[^\W\d_]\.)+|(?:Ma?c|[ODL]['’] ?|[aeAE]\w{1,2}-)?[^\W\d_][^\W\d_A-Z]+(?:-[^\W\d_]+)?|[JS]r\."
)
# A country, an agency in brackets or a day may stand between the town and its dash.
_DATELINE = re.compile(r"(?:, [\w. ]{2,24})?(?: ?\([\w /-]{2,24}\))? ?(?:[—–]|--| - )")
_PARTY = re.compile(r"[DRIL]-[A-Z]")
_AGE = re.compile(r"[1-9]\d")
_COMPOUND = re.compile(r"\A(?!Mc|Mac|De|La|Le|Di|Van|O['’])[A-Z]+[a-z]+[A-Z]\w*|\A[A-Za-z]+\.(?:com|org|net)")


def find_cues(piece: Piece, text: str, tables: Tables) -> Sequence[str]:
    """Every cue for a piece, inside it and around it."""
    joints = tuple([text[before.end : after.start].strip() for before, after in pairwise(piece.words)])
    inside = _inside(piece.texts, joints, tables)
    return [*piece.cues, *inside, *_before(piece, text, tables), *_after(piece, text, tables)]


@lru_cache(maxsize=65536)
def _inside(texts: tuple[str, ...], joints: tuple[str, ...], tables: Tables) -> tuple[str, ...]:
    """The cues in the words themselves and in the small words between them."""
    if fold(" ".join(texts)) in tables.places:
        return ("gazetteer",)
    return tuple(_single(texts[0], tables) if len(texts) == 1 else _several(texts, joints, tables))


def _several(texts: Sequence[str], joints: Sequence[str], tables: Tables) -> Iterator[str]:
    words = tables.words
    if texts[-1] in words["things"] or texts[0] in words["things_first"]:
        yield "thing"
    whole = _headed(texts, joints, tables)
    whole = whole or [cue for cue, part in _ENDS if texts[-1].rstrip(".") in words[part]]
    yield from whole
    # "Grace Church" may be a person, "Grace Road Church" is none.
    if not whole or (len(texts) == 2 and not joints[0]):
        yield from _personal(texts, joints, bool(whole), tables)
    if not whole and texts[0] in words["place_prefixes"] and not texts[1].isupper():
        yield "place-prefix"


def _headed(texts: Sequence[str], joints: Sequence[str], tables: Tables) -> list[str]:
    """Whether a word before "of" or "for" says what it is: ``Bank of``, ``Gulf of``."""
    heads = [
        word for word, joint in zip(texts, joints, strict=False) if joint and joint not in tables.particles
    ]
    leading = texts[0] in tables.words["leading_heads"] and tables.of != "of"
    if leading or any(head in tables.words["organization_heads"] for head in heads):
        return ["head-of"]
    return ["feature-of"] if any(head in tables.words["place_heads"] for head in heads) else []


def _single(word: str, tables: Tables) -> Iterator[str]:
    if fold(word) in tables.given:
        yield "given-alone"
    elif _INITIALS.fullmatch(word):
        yield "acronym"
    elif _COMPOUND.fullmatch(word):
        yield "domain" if "." in word else "camel"
    else:
        yield "single"


def _personal(texts: Sequence[str], joints: Sequence[str], whole: bool, tables: Tables) -> Iterator[str]:
    given = fold(texts[0]).split("-")[0] in tables.given
    if given:
        yield "given-name"
    if whole or len(texts) > 4:
        yield from ["shape"] if whole and given else []
        return
    if any(_INITIAL.fullmatch(word) for word in texts[:-1]):
        yield "initial"
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


def dated(piece: Piece, text: str) -> bool:
    """Whether the piece is the place of a dateline: first in its line, with a dash after it."""
    return text[piece.start - 1 : piece.start] in {"", "\n"} and _DATELINE.match(text, piece.end) is not None


def _before(piece: Piece, text: str, tables: Tables) -> Iterator[str]:
    if dated(piece, text):
        yield "dateline"
    line = text[max(0, piece.start - 40) : piece.start].rpartition("\n")[2]
    words = line.replace(",", " ").lower().split()[-3:]
    if not words or line.rstrip()[-1:] in ".;:!?":
        return
    if words[-1] == "the" and len(words) > 1:
        words.pop()
    last = words[-1]
    if last in tables.roles_lower and line[-2:-1] != ".":
        yield "role-before"
    if rule := tables.context["before"].get(last):
        yield rule
    if last in tables.context["speech"]:
        yield "said-before"
    if last == tables.of and len(words) > 1 and (rule := tables.context["before_of"].get(words[-2])):
        yield rule


def _after(piece: Piece, text: str, tables: Tables) -> Iterator[str]:
    match = _NEXT.match(text, piece.end)
    if not match:
        return
    one, mark = match["one"] or "", match["mark"]
    if match["own"]:
        yield "possessive"
    if mark == " (":
        yield from _bracketed(one, piece)
    elif mark == ",":
        yield from _apposed([one, match["two"] or "", match["three"] or ""], tables)
    elif mark == "-" and one == "based":
        yield "based"
    elif not mark:
        if rule := tables.context["after"].get(one.lower() if one.isupper() else one):
            yield rule
        if one in tables.context["speech"] or (match["two"] or "") in tables.context["speech"]:
            yield "said"


def _bracketed(word: str, piece: Piece) -> Iterator[str]:
    if _PARTY.match(word):
        yield "party-after"
    elif _INITIALS.fullmatch(word) and any(text[0] == word[0] for text in piece.texts[:2]):
        yield "acronym-after"


def _apposed(words: list[str], tables: Tables) -> Iterator[str]:
    if _AGE.fullmatch(words[0]):
        yield "age-after"
        return
    rules = tables.context["after_comma"]
    if words[0] in rules and rules[words[0]] == "who-after":
        yield "who-after"
        return
    found = next((rules[word] for word in words if word in rules and rules[word] != "who-after"), "")
    # "In Oslo, president ..." is no apposition: it takes an article, or the bare role.
    if found and (words[0] in {"a", "an", "the", "his", "her", "its", "former"} or words[0] in rules):
        yield found
