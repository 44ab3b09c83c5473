"""Finds what is private in a message: notes of a person who forwarded it, signatures, data of subscribers.

Works on the lines of a text, so that it serves both plain text and HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from generator.text.tables import alternatives, load_table

_KEY = re.compile(r"\A[\s>*_|]*+([^\W\d_][^:：*\n]{0,28}?)\s?\*{0,2}[:：]\*{0,2}\s*(.*)\Z", re.DOTALL)
_ADDRESS = re.compile(
    r"https?://\S++|www\.\S++|(?<![^\s<>()\"',;:])[^\s<>()\"',;:@]{1,100}@[^\s<>()\"',;:]{1,200}"
)
_SIGNATURE = re.compile(r"\A\s*+--\s?\Z")
# The day, the time, a name and its address in one line that ends with a colon.
_SENDER = re.compile(
    r"((?<!\d).{0,20}\d[^<>]{4,40}?(?<!\d)\d{1,2}:\d\d[^<>,]{0,10}),?\s{1,3}+([^<>\d\s][^<>\d]{0,79}<[^<>\s]{3,100}>):"
)
_QUOTE = re.compile(r"\A\s*+>\s?")
_MOST_HEADER_LINES = 30
_NOTE = 1500  # characters above a forwarded message in another one, which are a note
_SHORT, _LONG = 160, 400  # characters of a line about a subscription, without and with an address
_WHOLE = 0.6  # share of a text that is no signature
# A rule above what a list or a program adds to a message, lines below it at most, and characters of each.
_RULE = re.compile(r"\A\s*+(?:[_=*~#─━═―—–-][ ]?){8,}+\s*\Z|\A\s*+-{3,}\s*\Z")
_FOOTER, _FOOTER_LINE = 12, 200


class ForwardedMessage(NamedTuple):
    """A message inside another: number of its first line, and its head by kind (from, date, subject, to)."""

    start: int
    head: Mapping[str, str]


def find_forwarded(lines: Sequence[str], *, is_forward: bool) -> ForwardedMessage | None:
    """The innermost forwarded message in the lines of a message, None if there is none.

    Args:
        lines: the lines of the whole message.
        is_forward: the subject says that it is a forwarded one.
    """
    innermost: ForwardedMessage | None = None
    start = 0
    while (block := _head_after(lines, start)) is not None:
        first, forwarded = block
        above = lines[start:first]
        marked = any(is_forward_mark(line) for line in above)
        note = sum(map(len, above))
        if innermost is None and not (marked or is_forward):
            return None
        if innermost is not None and note > _NOTE and not marked:
            break
        innermost, start = forwarded, forwarded.start
    return innermost


def _head_after(lines: Sequence[str], start: int) -> tuple[int, ForwardedMessage] | None:
    """The first head of a message from a line on, with the number of its own first line."""
    for number in range(start, len(lines)):
        if _is_sender_line(lines[number]) and _is_forward_mark_near(lines, number):
            return number, ForwardedMessage(number + 1, _sender_line(lines[number]))
        if head_kind(lines[number]) == "from":
            # The date or subject may come before the sender.
            first = number
            while first > start and first > number - 4 and head_kind(lines[first - 1]):
                first -= 1
            forwarded = _head_at(lines, first)
            if forwarded:
                return first, forwarded
    return None


def _is_sender_line(line: str) -> bool:
    return (
        line.rstrip().endswith(">:") and _SENDER.fullmatch(_QUOTE.sub("", line, count=1).strip()) is not None
    )


def _sender_line(line: str) -> Mapping[str, str]:
    """The head of a forwarded message in one line, as Yandex and Mail.ru write it."""
    match = _SENDER.fullmatch(_QUOTE.sub("", line, count=1).strip())
    return {"date": match[1].strip(" ,"), "from": match[2].strip()} if match else {}


def _head_at(lines: Sequence[str], first: int) -> ForwardedMessage | None:
    head: dict[str, str] = {}
    kind = ""
    end = min(len(lines), first + _MOST_HEADER_LINES)
    for number in range(first, end):
        line = _QUOTE.sub("", lines[number], count=1)
        if head_kind(line):
            match = _KEY.match(line)
            kind = head_kind(line)
            head.setdefault(kind, match[2].strip(" *") if match else "")
        elif not line.strip():
            following = next(
                (head_kind(later) for later in lines[number + 1 : number + 3] if later.strip()), ""
            )
            if not following and not (kind and not head[kind]):
                end = number
                break
        elif kind and not head[kind]:
            head[kind] = line.strip(" *")
        elif kind in {"to", "other"} and _ADDRESS.search(line):
            continue
        elif kind == "subject" and len(head) < 3 and len(line) < 100:
            head[kind] = f"{head[kind]} {line.strip()}"
        else:
            end = number
            break
    complete = {"from"} < head.keys() and bool(head.keys() & {"date", "subject"}) and len(head) >= 2
    if not complete or not head.get("from"):
        return None
    return ForwardedMessage(end, head) if len(head) >= 3 or _is_forward_mark_near(lines, first) else None


def _is_forward_mark_near(lines: Sequence[str], first: int) -> bool:
    return any(is_forward_mark(line) for line in lines[max(0, first - 3) : first])


def is_forward_mark(line: str) -> bool:
    """Whether a line says that a forwarded message follows."""
    words = line.strip(" \t>*_:：.-–—=").casefold()
    return 0 < len(words) < 80 and any(words.startswith(phrase) for phrase in _phrases("forwarded"))


def head_kind(line: str) -> str:
    """What a line of a copied head states (from, date, subject, to, other), "" for any other line."""
    if ":" not in line and "：" not in line:
        return ""
    match = _KEY.match(line)
    return _heads().get(match[1].strip().casefold(), "") if match else ""


class Person(NamedTuple):
    """Whom a message was sent to: mail address and name, each "" if unknown."""

    address: str
    name: str = ""


def private_lines(
    lines: Sequence[str], linked: Sequence[bool], people: Sequence[Person]
) -> dict[int, tuple[str, str]]:
    """The lines that are private, by number, with the rule and the words for the ledger, without addresses.

    Args:
        lines: lines of the article's message.
        linked: for each line, whether it contains a link that is not in its words.
        people: who received the message, and who forwarded it.
    """
    private: dict[int, tuple[str, str]] = {}
    signature = _signature(lines)
    if signature is not None:
        length = sum(1 for line in lines[signature:] if line.strip())
        private |= dict.fromkeys(range(signature, len(lines)), ("mail-signature", ""))
        private[signature] = ("mail-signature", f"(a signature, lines: {length})")
    private |= {
        number: ("mail-subscription", without_addresses(lines[number]))
        for number in _footer(lines, linked)
        if number not in private
    }
    personal = pattern_of(people)
    names = [person.name.casefold() for person in people if len(person.name) > 2]
    for number, line in enumerate(lines):
        if number in private or not line.strip():
            continue
        if personal is not None and len(line) <= _LONG and personal.search(line):
            private[number] = ("mail-subscriber", without_addresses(line))
        elif _is_about_subscription(line, linked=linked[number]):
            private[number] = ("mail-subscription", without_addresses(line))
            following = number + 1
            if following < len(lines) and _is_address(lines[following]):
                private[following] = ("mail-subscription", without_addresses(lines[following]))
        elif len(line) < 80 and names and _greets(line.casefold(), names):
            private[number] = ("mail-subscriber", "(a greeting)")
    return private


def _signature(lines: Sequence[str]) -> int | None:
    number = next((number for number, line in enumerate(lines) if _SIGNATURE.match(line)), None)
    if number is None:
        return None
    above, below = (sum(map(len, part)) for part in (lines[:number], lines[number:]))
    return number if below < _WHOLE * (above + below) else None


def _footer(lines: Sequence[str], linked: Sequence[bool]) -> Iterator[int]:
    """The last short lines below a rule, if one of them is about the subscription."""
    number, seen, about = len(lines) - 1, 0, False
    while number >= 0 and seen <= _FOOTER and len(lines[number]) <= _FOOTER_LINE:
        if _RULE.match(lines[number]):
            break
        seen += bool(lines[number].strip())
        about = about or _is_about_subscription(lines[number], linked=linked[number])
        number -= 1
    else:
        return
    above = sum(len(line) for line in lines[:number])
    if about and above > sum(len(line) for line in lines[number:]):
        yield from (place for place in range(number, len(lines)) if lines[place].strip())


def _is_about_subscription(line: str, *, linked: bool) -> bool:
    has_address = linked or "@" in line or "://" in line
    if len(line) > (_LONG if has_address else _SHORT):
        return False
    folded = line.casefold().replace("’", "'")
    return any(phrase in folded for phrase in _phrases("subscription"))


def _is_address(line: str) -> bool:
    return bool(_ADDRESS.fullmatch(line.strip(" \t<>[]()|*")))


def _greets(line: str, names: Sequence[str]) -> bool:
    starts = line.lstrip(" >*").startswith(_phrases("greetings"))
    return starts and any(part in line for name in names for part in (name, name.split()[0]))


def pattern_of(people: Sequence[Person]) -> re.Pattern[str] | None:
    """A pattern for the mail addresses of people, as they are and within links; None if there are none."""
    forms = []
    for address in dict.fromkeys(person.address for person in people if "@" in person.address):
        local, _, host = address.rpartition("@")
        quoted = re.escape(local).replace("_", r"\\?_").replace(r"\+", r"(?:\+|%2B)")
        forms.append(rf"{quoted}(?:@|%40|=|\\?_at\\?_){re.escape(host)}")
    return re.compile("|".join(forms), re.IGNORECASE) if forms else None


def without_addresses(text: str) -> str:
    """A text with an ellipsis in place of each address."""
    return " ".join(_ADDRESS.sub("…", text).split())


def without_prefixes(subject: str) -> tuple[str, bool]:
    """A subject without "Fwd:" and the like, and whether it had any."""
    bare = _prefixes().sub("", subject).strip()
    return (bare or subject, bare != subject.strip())


@cache
def _prefixes() -> re.Pattern[str]:
    words = alternatives(_phrases("prefixes"))
    marks = alternatives(_phrases("marks"))
    return re.compile(
        rf"\A(?:\s*(?:(?:{words})\s?(?:\[\d+\]|\(\d+\))?\s?[:：]|[\[(*]+\s?(?:{marks})\s?[\])*]+:?))+",
        re.IGNORECASE,
    )


@cache
def _phrases(key: str) -> tuple[str, ...]:
    return tuple(str(phrase).casefold() for phrase in load_table("mail")[key])


@cache
def _heads() -> dict[str, str]:
    return {
        str(word).casefold(): kind for kind, words in load_table("mail")["heads"].items() for word in words
    }
