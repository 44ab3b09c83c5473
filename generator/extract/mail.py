"""Reads email messages (``.eml``: newsletters, press releases) and pages saved as messages (``.mhtml``)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from generator.extract.decode import LIMIT, Decoded, clean, decode
from generator.extract.html.page_reader import extract_html
from generator.extract.plain.reader import extract_plain
from generator.extract.whole.refusal import refusal_of_text
from generator.inputs.fields import overlay
from generator.model.documents import Claim, Declaration, Draft
from generator.model.problem import Problem

_KINDS = ("text/html", "text/plain")  # types of parts to read, the preferred first
_LARGEST = 4 * LIMIT  # bytes; a message may contain images
_LONGEST = 2000  # characters read of a header, as the parser takes quadratic time


class _Policy(policy.EmailPolicy):
    """The standard policy, with a limit on the length of headers."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        """Name of a header, and its value up to the limit."""
        name, value = super().header_source_parse(sourcelines)
        return name, value[:_LONGEST]


_POLICY: policy.EmailPolicy[EmailMessage] = _Policy()  # type: ignore[assignment]


def extract_mail(data: bytes, sidecar: Declaration) -> Draft:
    """Read a message: its HTML part, else its plain text, with claims from its headers.

    For a page saved by a browser, the address in ``Content-Location`` is claimed instead.

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
        headers = tuple(_header_claims(message)) if not address else ()
    # Raised for broken headers, and for parts or comments that are nested too deep.
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError):
        return _failed("broken-message", "the message cannot be read: save the article itself as a page")
    if part is None:
        return _failed("no-text", "the message contains no text: save the article itself as text or HTML")
    draft = _read(part, sidecar, address)
    location = (Claim("source_url", address, "content-location", address, 0.9),) if address else ()
    return replace(draft, claims=(*headers, *location, *draft.claims))


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
    content = part.get_payload(decode=True)
    html = part.get_content_type() == "text/html"
    decoded = _decode_part(
        content if isinstance(content, bytes) else b"", part.get_content_charset(""), html=html
    )
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
    return replace(draft, problems=decoded.problems + draft.problems)


def _decode_part(content: bytes, charset: str, *, html: bool) -> Decoded:
    """The text of a part in the charset of its header, else decoded like any seed."""
    try:
        return Decoded(clean(content.decode(charset)))
    except (LookupError, UnicodeDecodeError):
        return decode("", content, html=html)


def _with_address(sidecar: Declaration, address: str) -> Declaration:
    """The sidecar with the page's address, which resolves its links, unless another is declared."""
    return overlay(Declaration({"source": {"url": address}}), sidecar) if address else sidecar


def _header_claims(message: EmailMessage) -> Iterator[Claim]:
    subject = " ".join(_header(message, "Subject").split())
    if subject:
        yield Claim("title", subject, "mail-subject", subject, 0.9)
    sent = _header(message, "Date")
    with contextlib.suppress(ValueError, OverflowError):  # not a date, or outside the calendar
        if sent:
            yield Claim("date", parsedate_to_datetime(sent).date().isoformat(), "mail-date", sent, 0.9)
    sender, _ = parseaddr(_header(message, "From"))
    if sender:
        yield Claim("source_name", sender, "mail-from", sender, 0.7)


def _failed(rule: str, message: str) -> Draft:
    return Draft((), problems=(Problem("", 0, rule, message),))
