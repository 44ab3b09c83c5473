"""What the headers of a message say: whom it concerns, its day, and claims for the article in it."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping, Sequence
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from generator.extract.decode import clean
from generator.extract.mail_private import Person, without_prefixes
from generator.extract.plain.shape import full_dates
from generator.model.documents import Claim
from generator.text.dates import DateMention, parse_date
from generator.text.declared_dates import declared_day

LONGEST_HEADER = 2000
"""Characters read of a header, as the parser takes quadratic time."""
# Headers that name the reader of a message.
_TO = (
    "To",
    "Cc",
    "Bcc",
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "X-Rcpt-To",
    "Resent-To",
)
_FOR = re.compile(r"\bfor\s+<([^<>\s]{1,200})>")


def header_of(message: EmailMessage, name: str) -> str:
    """The value of a header, "" if there is none."""
    return clean(str(message.get(name) or "")).strip()


def day_of(stamp: str) -> str:
    """The day of a header, "" if it is not a date or outside the calendar."""
    with contextlib.suppress(ValueError, OverflowError):
        return parsedate_to_datetime(stamp).date().isoformat() if stamp else ""
    return ""


def person_of(written: str) -> Person:
    """The person in a header, as programs write it or as they copy it."""
    name, address = parseaddr(written.replace("[mailto:", "<").replace("]", ">"))
    return Person(address.strip(" <>"), name.strip(" '\""))


def people_of(head: Mapping[str, str]) -> tuple[Person, ...]:
    """Those who received a forwarded message, as its copied head says."""
    return tuple(person_of(head.get(kind, "")) for kind in ("to", "other"))


def receivers(message: EmailMessage) -> Iterator[Person]:
    """Everyone to whom a message was sent, as its headers say."""
    for name in _TO:
        for value in message.get_all(name, ()):
            for display, address in getaddresses([clean(str(value))[:LONGEST_HEADER]]):
                if address:
                    yield Person(address, display.strip(" '\""))
    for value in message.get_all("Received", ()):
        stamped = _FOR.search(str(value)[:LONGEST_HEADER])
        if stamped:
            yield Person(stamped[1])


def header_claims(message: EmailMessage, *, is_forward: bool) -> Iterator[Claim]:
    """Claims in the headers; the sender and day of a message that forwards are not those of the article."""
    subject = " ".join(header_of(message, "Subject").split())
    title, _ = without_prefixes(subject)
    if title:
        yield Claim("title", title, "mail-subject", subject, 0.9)
    if is_forward:
        return
    sent = header_of(message, "Date")
    if day := day_of(sent):
        yield Claim("date", day, "mail-date", sent, 0.9)
    sender, _ = parseaddr(header_of(message, "From"))
    if sender:
        yield Claim("source_name", sender, "mail-from", sender, 0.7)


def forwarded_claims(head: Mapping[str, str], language: str) -> Iterator[Claim]:
    """Claims in the copied head of a forwarded message, whose text is in a language."""
    subject = " ".join(head.get("subject", "").split())
    title, _ = without_prefixes(subject)
    if title:
        yield Claim("title", title, "mail-subject", subject, 0.9)
    sent = " ".join(head.get("date", "").split())
    # The program that copied the head may write another language than the message.
    day = declared_day(sent) or parse_date(sent) or parse_date(sent, language) or _only_day(full_dates(sent))
    if day:
        yield Claim("date", day, "mail-date", sent, 0.9)
    sender = person_of(head["from"]).name
    if sender and "@" not in sender:
        yield Claim("source_name", sender, "mail-from", sender, 0.7)


def _only_day(dates: Sequence[DateMention]) -> str:
    return dates[0].iso if len(dates) == 1 and dates[0].consistent else ""
