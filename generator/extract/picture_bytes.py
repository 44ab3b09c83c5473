"""Gives the pictures of a draft their bytes, if these are cut out of the document's text or parts of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from email.message import EmailMessage
from urllib.parse import unquote

from generator.extract.html.picture_sources import decoded
from generator.model.documents import Draft
from generator.text.web_address import resolved

_CUT_OUT = re.compile(r"data:[^,]{1,100};base64,~(\d{1,6})\Z", re.IGNORECASE)


def with_bytes(draft: Draft, bytes_at: Callable[[str], bytes]) -> Draft:
    """The draft with the bytes of each picture of which one address has any."""
    if not draft.pictures:
        return draft
    pictures = []
    for picture in draft.pictures:
        addresses = () if picture.data else filter(None, (picture.address, *picture.also))
        data = next(filter(None, map(bytes_at, addresses)), b"")
        pictures.append(replace(picture, data=data) if data else picture)
    return replace(draft, pictures=tuple(pictures))


def with_cut_out(draft: Draft, cut_out: Sequence[bytes]) -> Draft:
    """The draft with the pictures that were cut out of its text, as base64."""

    def bytes_at(address: str) -> bytes:
        match = _CUT_OUT.match(address)
        return decoded(cut_out[int(match[1])]) if match and int(match[1]) < len(cut_out) else b""

    return with_bytes(draft, bytes_at) if cut_out else draft


def with_parts(draft: Draft, message: EmailMessage, address: str) -> Draft:
    """The draft with the pictures that are parts of its message.

    Args:
        draft: of the message's page.
        message: the message, or the page that a browser saved as one.
        address: of the page, which resolves the addresses of parts.
    """
    if not draft.pictures:
        return draft
    parts = _parts(message, address)

    def bytes_at(at: str) -> bytes:
        part = parts.get(_plain(at)) or parts.get(_plain(resolved(at, address)) if address else "")
        payload = part.get_payload(decode=True) if part is not None else b""
        return payload if isinstance(payload, bytes) else b""

    return with_bytes(draft, bytes_at) if parts else draft


def _parts(message: EmailMessage, address: str) -> Mapping[str, EmailMessage]:
    """The parts of a message that may be pictures, by every address at which its page may show them."""
    parts: dict[str, EmailMessage] = {}
    for part in message.walk():
        if part.get_content_maintype() not in {"image", "application"}:
            continue
        identifier = str(part.get("Content-ID") or "").strip().strip("<>")
        location = "".join(str(part.get("Content-Location") or "").split())
        if identifier:
            parts.setdefault(_plain(f"cid:{identifier}"), part)
        if location:
            parts.setdefault(_plain(location), part)
            parts.setdefault(_plain(resolved(location, address)) if address else "", part)
    parts.pop("", None)
    return parts


def _plain(address: str) -> str:
    """An address for comparison: without a fragment, and decoded."""
    bare = unquote(address.strip().partition("#")[0])
    return bare[:4].lower() + bare[4:] if bare[:4].lower() == "cid:" else bare
