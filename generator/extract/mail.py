"""Reads email messages (``.eml``: newsletters, press releases) and pages saved as messages (``.mhtml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage

from generator.extract.decode import LIMIT, Decoded, clean, decode
from generator.extract.document_faults import faulty
from generator.extract.embedded import Separated, without_embedded
from generator.extract.html.page_reader import extract_html
from generator.extract.html.tree import parse
from generator.extract.mail_headers import (
    LONGEST_HEADER,
    day_of,
    forwarded_claims,
    header_claims,
    header_of,
    people_of,
    person_of,
    receivers,
)
from generator.extract.mail_pictures import attached_pictures
from generator.extract.mail_private import without_prefixes
from generator.extract.mail_reading import HIDDEN, Reader, clean_html, clean_plain, without_people
from generator.extract.picture_bytes import with_cut_out, with_parts
from generator.extract.plain.reader import extract_plain
from generator.extract.whole.offers import teasers_in
from generator.extract.whole.refusal import is_declared_whole, refusal_of_letter, refusal_of_text
from generator.inputs.fields import overlay
from generator.inputs.publicity import not_published
from generator.model.documents import Claim, Declaration, Draft, Removed
from generator.model.problem import Problem
from generator.text.language_guess import guess_language

_KINDS = ("text/html", "text/plain")  # types of parts to read, the preferred first
_LARGEST = 4 * LIMIT  # bytes; a message may contain images
_MOST_PARTS, _MOST_HEADERS = 10_000, 500_000  # lines that part a message; bytes of its headers
_FEWEST_TEASERS, _LONGEST_TEASER = 3, 800  # articles of a digest, and characters of each
_SAMPLE = 3000  # characters that show the language of a message
_LONGEST_NOTE = 1500  # bytes of what is written above an attached message
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n|\r\r")
# Browsers that save a page as a message: Chromium ("Blink"), Internet Explorer, UnMHT of Firefox.
_SAVED_BY = re.compile(r"saved by", re.IGNORECASE)
# Headers of a message that was not sent.
_UNSENT = ("X-Mozilla-Draft-Info", "X-Unsent", "X-Apple-Auto-Saved", "X-Evolution-Draft")


class _Policy(policy.EmailPolicy):
    """The standard policy, with a limit on the length of headers."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name of a header, and its value up to the limit."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:LONGEST_HEADER]


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
        return faulty("too-large", f"a message may have at most {_LARGEST >> 20} MB: save only its text")
    if _is_crowded(data):
        limits = f"{_MOST_PARTS:,} parts or {_MOST_HEADERS // 1000} kB of headers"
        return faulty("too-large", f"the message has more than {limits}: save only its text")
    try:
        message = message_from_bytes(data, policy=_POLICY)
        part, address = _part(message), _address(message)
        if not address and part is not None:
            return _read_letter(message, part, sidecar)
    # Raised for broken headers, and for parts or comments that are nested too deep.
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return faulty("broken-message", "the message cannot be read: save the article itself as a page")
    if part is None:
        return faulty("no-text", "the message contains no text: save the article itself as text or HTML")
    draft = with_parts(_read(part, sidecar, address), message, address)
    return replace(draft, claims=(*_saved_claims(message, address), *draft.claims))


def _saved_claims(message: EmailMessage, address: str) -> Iterator[Claim]:
    """Claims in the headers of a page that a browser saved: its address, and the day of saving."""
    if not address:
        return
    yield Claim("source_url", address, "content-location", address, 0.9)
    saved = day_of(header_of(message, "Date")) if _SAVED_BY.search(header_of(message, "From")) else ""
    if saved:
        yield Claim("retrieved", saved, "saved-header", header_of(message, "Date"), 0.9)


def _is_crowded(data: bytes) -> bool:
    """Whether a message has so many parts or headers that reading it could take a minute."""
    headers = _END_OF_HEADERS.search(data, 0, _MOST_HEADERS + 4)
    return len(data) > _MOST_HEADERS and (headers is None or data.count(b"\n--") > _MOST_PARTS)


def _read_letter(message: EmailMessage, part: EmailMessage, sidecar: Declaration) -> Draft:
    """The draft of a message that a person received, or of the one that is forwarded in it."""
    people = tuple(receivers(message))
    note: tuple[Removed, ...] = ()
    inner = _forwarded_message(message)
    inner_part = _part(inner) if inner is not None else None
    if inner is not None and inner_part is not None:
        people += (person_of(header_of(message, "From")), *receivers(inner))
        message, part = inner, inner_part
        note += (Removed(0, "(a message around the forwarded one)", "mail-forwarding"),)
    _, is_forward = without_prefixes(header_of(message, "Subject"))
    if is_forward:
        people += (person_of(header_of(message, "From")),)
    html = part.get_content_type() == "text/html"
    decoded = _decoded(part, html=html)
    if decoded.text is None:
        return Draft((), problems=decoded.problems)
    clean_text = clean_html if html else clean_plain
    mail = clean_text(decoded.text, Reader(people, is_forward))
    if mail.head:
        people += people_of(mail.head)
        people += (person_of(header_of(message, "From")),)
        head = {"subject": header_of(message, "Subject"), **mail.head}
        claims = tuple(forwarded_claims(head, guess_language(mail.text[:_SAMPLE])))
    else:
        claims = tuple(header_claims(message, is_forward=is_forward))
    fault = None if html else refusal_of_letter(mail.text, sidecar)
    if fault:
        return Draft((), problems=(*decoded.problems, fault))
    draft = extract_html(mail.text, sidecar) if html else extract_plain(mail.text, sidecar)
    digest = None if is_declared_whole(sidecar) else _digest(mail.text, draft, html=html)
    if digest:
        return Draft((), problems=(*decoded.problems, digest))
    draft = with_parts(with_cut_out(draft, decoded.pictures), message, header_of(part, "Content-Location"))
    attached = attached_pictures(message, mail.text if html else "", len(draft.paragraphs))
    draft = replace(
        draft,
        claims=claims + draft.claims,
        removed=(*note, *mail.removed, *draft.removed, *attached.removed),
        pictures=(*draft.pictures, *attached.pictures),
        problems=decoded.problems + draft.problems,
    )
    return without_people(_unsent(_without_pixels(draft), message), people)


def _without_pixels(draft: Draft) -> Draft:
    """The draft without the names of invisible pictures in the ledger, which may be made for one reader."""
    removed = (
        replace(line, text="(an invisible picture)") if line.rule == "picture-pixel" else line
        for line in draft.removed
    )
    return replace(draft, removed=tuple(dict.fromkeys(removed)))


def _digest(text: str, draft: Draft, *, html: bool) -> Problem | None:
    """Why a message that only shows how several articles begin is none itself, None for any other message."""
    root = parse(text).root if html else None
    links = (link.text_content() for link in root.iter("a")) if root is not None else text.split("\n")
    number = teasers_in(links) if html or "://" in text or HIDDEN in text else 0
    size = sum(len(paragraph.text) for paragraph in draft.paragraphs)
    if number < _FEWEST_TEASERS or size > number * _LONGEST_TEASER:
        return None
    message = (
        f"the message is a digest of several articles ({number} links to the rest): "
        "fetch them with 'clipfile add ADDRESS'. If it is one article, write 'whole: true' in its sidecar"
    )
    return Problem("", 0, "several-articles", message)


def _unsent(draft: Draft, message: EmailMessage) -> Draft:
    """The draft; a message that was saved before it was sent is not public."""
    mark = next((name for name in _UNSENT if header_of(message, name) not in {"", "0"}), "")
    if not mark:
        return draft
    problem = not_published("", 0, f"the header {mark} says that the message is a draft", "Send it first")
    declared = overlay(Declaration({"status": "draft"}), draft.declared)
    return replace(draft, problems=(*draft.problems, problem), declared=declared)


def _forwarded_message(message: EmailMessage) -> EmailMessage | None:
    """The message that is attached to another one, which only forwards it."""
    attached = next((part for part in message.walk() if part.get_content_type() == "message/rfc822"), None)
    inner = attached.get_payload(0) if attached is not None and attached.is_multipart() else None
    if not isinstance(inner, EmailMessage):
        return None
    text = next((part for part in message.walk() if part.get_content_type() == "text/plain"), None)
    note = text.get_payload(decode=True) if text is not None else b""
    is_short = isinstance(note, bytes) and len(note) < _LONGEST_NOTE
    return inner if is_short or without_prefixes(header_of(message, "Subject"))[1] else None


def _part(message: EmailMessage) -> EmailMessage | None:
    parts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    return next((part for kind in _KINDS for part in parts if part.get_content_type() == kind), None)


def _address(message: EmailMessage) -> str:
    part = _part(message)
    addresses = (
        header_of(message, "Snapshot-Content-Location"),
        header_of(part, "Content-Location") if part else "",
    )
    return next((address for address in addresses if address.startswith("http")), "")


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
