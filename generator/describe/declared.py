"""Reads the fields that only a curator can fill from a checked declaration."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.documents import Declaration, Draft, Link
from generator.model.records import Correction, Withdrawal


def text_of(declared: Declaration, field: str) -> str:
    """The declared value of a text field, "" if there is none."""
    return str(declared.values.get(field) or "")


def names_of(declared: Declaration, field: str) -> tuple[str, ...]:
    """The declared names or addresses of a field, in order."""
    return tuple(str(item) for item in _items(declared, field))


def corrections(declared: Declaration) -> tuple[Correction, ...]:
    """The declared corrections, in order."""
    return tuple(
        Correction(str(item.get("date") or ""), str(item.get("text") or ""))
        for item in _items(declared, "corrections")
        if isinstance(item, Mapping)
    )


def withdrawal(declared: Declaration) -> Withdrawal | None:
    """The declared withdrawal, None if the article is not withdrawn. ``withdrawn:`` needs no ``status:``."""
    parts = declared.values.get("withdrawn")
    status = text_of(declared, "status") or ("withdrawn" if parts else "")
    if status != "withdrawn":
        return None
    declared_parts: Mapping[str, object] = parts if isinstance(parts, Mapping) else {}
    hidden = bool(declared_parts.get("hide_title"))
    return Withdrawal(str(declared_parts.get("date") or ""), str(declared_parts.get("reason") or ""), hidden)


def window(declared: Declaration) -> tuple[str, str]:
    """The days from which and until which the article is declared to be public, "" for none.

    A declared date is one of them: programs publish an article on its date, not before.
    """
    starts = (text_of(declared, "public_from"), text_of(declared, "date"))
    return max(starts), text_of(declared, "public_until")


def media(draft: Draft) -> tuple[Link, ...]:
    """The declared media, else those that the document links."""
    declared = tuple(
        Link(str(item.get("label") or item.get("url") or ""), str(item.get("url") or ""))
        for item in _items(draft.declared, "media")
        if isinstance(item, Mapping)
    )
    return declared or draft.media


def _items(declared: Declaration, field: str) -> list[object]:
    value = declared.values.get(field)
    return value if isinstance(value, list) else []
