"""Reads email messages (``.eml``: newsletters, press releases) and pages saved as messages (``.mhtml``)."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from generator.extract.decode import LIMIT, Decoded, clean, decode
from generator.extract.embedded import Separated, without_embedded
from generator.extract.html.page_reader import extract_html
from generator.extract.mail_private import Person, without_prefixes
from generator.extract.mail_reading import Reader, clean_html, clean_plain, without_people
from generator.extract.picture_bytes import with_cut_out, with_parts
from generator.extract.plain.reader import extract_plain
from generator.extract.whole.refusal import refusal_of_letter, refusal_of_text
from generator.inputs.fields import overlay
from generator.model.documents import Claim, Declaration, Draft, Removed
from generator.model.problem import Problem
from generator.text.dates import parse_date
from generator.text.declared_dates import declared_day

_KINDS = ("text/html", "text/plain")  # types of parts to read, the preferred first
_LARGEST = 4 * LIMIT  # bytes; a message may contain images
_LONGEST = 2000  # characters read of a header, as the parser takes quadratic time
_LONGEST_NOTE = 1500  # bytes of what is written above an attached message
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


class _Policy(policy.EmailPolicy):
    """The standard policy, with a limit on the length of headers."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name of a header, and its value up to the limit."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST]


_POLICY: policy.EmailPolicy[EmailMessage] = _Policy()  # type: ignore[assignment]


def extract_mail(data: bytes, sidecar: Declaration) -> Draft:
    """Read a message: its HTML part, else its plain text, with claims from its headers.

    A forwarded message is read in place of the one that contains it. What concerns only the person who
    received or forwarded it is removed. For a page saved by a browser, the address in ``Content-Location`` is
    claimed instead.

    Args:
        data: the message.
        sidecar: the curator's declaration.

    Returns:
        The draft; failures are among its problems.
    """
    if len(data) > _LARGEST:
        return _failed("too-large", f"a message may have at most {_LARGEST >> 20} MB: save only its text")
    try:
        message = message_from_bytes(data, policy=_POLICY)
        part, address = _part(message), _address(message)
        if not address and part is not None:
            return _read_letter(message, part, sidecar)
    # Raised for broken headers, and for parts or comments that are nested too deep.
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return _failed("broken-message", "the message cannot be read: save the article itself as a page")
    if part is None:
        return _failed("no-text", "the message contains no text: save the article itself as text or HTML")
    draft = with_parts(_read(part, sidecar, address), message, address)
    location = (Claim("source_url", address, "content-location", address, 0.9),) if address else ()
    return replace(draft, claims=(*location, *draft.claims))


def _read_letter(message: EmailMessage, part: EmailMessage, sidecar: Declaration) -> Draft:
    """The draft of a message that a person received, or of the one that is forwarded in it."""
    people = tuple(_receivers(message))
    note: tuple[Removed, ...] = ()
    inner = _forwarded_message(message)
    inner_part = _part(inner) if inner is not None else None
    if inner is not None and inner_part is not None:
        people += (_person(_header(message, "From")), *_receivers(inner))
        message, part = inner, inner_part
        note += (Removed(0, "(a message around the forwarded one)", "mail-forwarding"),)
    _, is_forward = without_prefixes(_header(message, "Subject"))
    if is_forward:
        people += (_person(_header(message, "From")),)
    html = part.get_content_type() == "text/html"
    decoded = _decoded(part, html=html)
    if decoded.text is None:
        return Draft((), problems=decoded.problems)
    clean_text = clean_html if html else clean_plain
    mail = clean_text(decoded.text, Reader(people, is_forward))
    if mail.head:
        people += tuple(_person(mail.head.get(kind, "")) for kind in ("to", "other"))
        people += (_person(_header(message, "From")),)
        claims = tuple(_forwarded_claims(mail.head))
    else:
        claims = tuple(_header_claims(message, is_forward=is_forward))
    fault = None if html else refusal_of_letter(mail.text, sidecar)
    if fault:
        return Draft((), problems=(*decoded.problems, fault))
    draft = extract_html(mail.text, sidecar) if html else extract_plain(mail.text, sidecar)
    draft = with_parts(with_cut_out(draft, decoded.pictures), message, _header(part, "Content-Location"))
    draft = replace(
        draft,
        claims=claims + draft.claims,
        removed=(*note, *mail.removed, *draft.removed),
        problems=decoded.problems + draft.problems,
    )
    return without_people(draft, people)


def _forwarded_message(message: EmailMessage) -> EmailMessage | None:
    """The message that is attached to another one, which only forwards it."""
    attached = next((part for part in message.walk() if part.get_content_type() == "message/rfc822"), None)
    inner = attached.get_payload(0) if attached is not None and attached.is_multipart() else None
    if not isinstance(inner, EmailMessage):
        return None
    text = next((part for part in message.walk() if part.get_content_type() == "text/plain"), None)
    note = text.get_payload(decode=True) if text is not None else b""
    is_short = isinstance(note, bytes) and len(note) < _LONGEST_NOTE
    return inner if is_short or without_prefixes(_header(message, "Subject"))[1] else None


def _person(written: str) -> Person:
    name, address = parseaddr(written.replace("[mailto:", "<").replace("]", ">"))
    return Person(address.strip(" <>"), name.strip(" '\""))


def _receivers(message: EmailMessage) -> Iterator[Person]:
    """Everyone to whom a message was sent, as its headers say."""
    for name in _TO:
        for value in message.get_all(name, ()):
            for display, address in getaddresses([clean(str(value))[:_LONGEST]]):
                if address:
                    yield Person(address, display.strip(" '\""))
    for value in message.get_all("Received", ()):
        stamped = _FOR.search(str(value)[:_LONGEST])
        if stamped:
            yield Person(stamped[1])


def _part(message: EmailMessage) -> EmailMessage | None:
    parts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    return next((part for kind in _KINDS for part in parts if part.get_content_type() == kind), None)


def _address(message: EmailMessage) -> str:
    part = _part(message)
    addresses = (
        _header(message, "Snapshot-Content-Location"),
        _header(part, "Content-Location") if part else "",
    )
    return next((address for address in addresses if address.startswith("http")), "")


def _header(message: EmailMessage, name: str) -> str:
    return clean(str(message.get(name) or "")).strip()


def _read(part: EmailMessage, sidecar: Declaration, address: str) -> Draft:
    html = part.get_content_type() == "text/html"
    decoded = _decoded(part, html=html)
    if decoded.text is None:
        return Draft((), problems=decoded.problems)
    fault = None if html else refusal_of_text(decoded.text, sidecar)
    if fault:
        return Draft((), problems=(*decoded.problems, fault))
    draft = (
        extract_html(decoded.text, _with_address(sidecar, address))
        if html
        else extract_plain(decoded.text, sidecar)
    )
    draft = with_cut_out(draft, decoded.pictures)
    return replace(draft, problems=decoded.problems + draft.problems)


def _decoded(part: EmailMessage, *, html: bool) -> Decoded:
    """The text of a part in the charset of its header, else decoded like any seed."""
    payload = part.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    separated = without_embedded(content, LIMIT) if html else Separated(content)
    try:
        text = clean(separated.data.decode(part.get_content_charset("")))
        return Decoded(text, pictures=separated.pictures)
    except (LookupError, UnicodeDecodeError):
        return decode("", content, html=html)


def _with_address(sidecar: Declaration, address: str) -> Declaration:
    """The sidecar with the page's address, which resolves its links, unless another is declared."""
    return overlay(Declaration({"source": {"url": address}}), sidecar) if address else sidecar


def _header_claims(message: EmailMessage, *, is_forward: bool) -> Iterator[Claim]:
    """Claims in the headers; the sender and day of a message that forwards are not those of the article."""
    subject = " ".join(_header(message, "Subject").split())
    title, _ = without_prefixes(subject)
    if title:
        yield Claim("title", title, "mail-subject", subject, 0.9)
    if is_forward:
        return
    sent = _header(message, "Date")
    with contextlib.suppress(ValueError, OverflowError):  # not a date, or outside the calendar
        if sent:
            yield Claim("date", parsedate_to_datetime(sent).date().isoformat(), "mail-date", sent, 0.9)
    sender, _ = parseaddr(_header(message, "From"))
    if sender:
        yield Claim("source_name", sender, "mail-from", sender, 0.7)


def _forwarded_claims(head: Mapping[str, str]) -> Iterator[Claim]:
    """Claims in the copied head of a forwarded message."""
    subject = " ".join(head.get("subject", "").split())
    title, _ = without_prefixes(subject)
    if title:
        yield Claim("title", title, "mail-subject", subject, 0.9)
    sent = " ".join(head.get("date", "").split())
    day = declared_day(sent) or parse_date(sent)
    if day:
        yield Claim("date", day, "mail-date", sent, 0.9)
    sender = _person(head["from"]).name
    if sender and "@" not in sender:
        yield Claim("source_name", sender, "mail-from", sender, 0.7)


def _failed(rule: str, message: str) -> Draft:
    return Draft((), problems=(Problem("", 0, rule, message),))
