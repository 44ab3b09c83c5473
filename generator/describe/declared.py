"""Fields that only a curator can fill, taken from the declaration as they were checked."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.documents import Declaration, Draft, Link
from generator.model.records import Correction, Withdrawal


def text_of(declared: Declaration, field: str) -> str:
    """A declared text, "" if none."""
    return str(declared.values.get(field) or "")


def names_of(declared: Declaration, field: str) -> tuple[str, ...]:
    """A declared list of names or addresses, in its order."""
    return tuple(str(item) for item in _items(declared, field))


def corrections(declared: Declaration) -> tuple[Correction, ...]:
    """Declared corrections, in their order."""
    return tuple(
        Correction(str(item.get("date") or ""), str(item.get("text") or ""))
        for item in _items(declared, "corrections")
        if isinstance(item, Mapping)
    )


def withdrawal(declared: Declaration) -> Withdrawal | None:
    """The declared withdrawal; None for an article that stands. ``withdrawn:`` alone withdraws too."""
    parts = declared.values.get("withdrawn")
    status = text_of(declared, "status") or ("withdrawn" if parts else "")
    if status != "withdrawn":
        return None
    stated: Mapping[str, object] = parts if isinstance(parts, Mapping) else {}
    hidden = bool(stated.get("hide_title"))
    return Withdrawal(str(stated.get("date") or ""), str(stated.get("reason") or ""), hidden)


def media(draft: Draft) -> tuple[Link, ...]:
    """Declared media, else the document's own."""
    declared = tuple(
        Link(str(item.get("label") or item.get("url") or ""), str(item.get("url") or ""))
        for item in _items(draft.declared, "media")
        if isinstance(item, Mapping)
    )
    return declared or draft.media


def _items(declared: Declaration, field: str) -> list[object]:
    value = declared.values.get(field)
    return value if isinstance(value, list) else []
