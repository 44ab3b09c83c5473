"""Highlights and notes of the person who kept an item, as Markdown."""

from __future__ import annotations

from collections.abc import Mapping

from generator.imports.html_words import plain


def notes_in(value: object) -> list[str]:
    """Highlights and notes as Markdown: what is quoted as a quotation, and the words about it below."""
    if isinstance(value, list):
        return [note for part in value for note in notes_in(part)]
    if isinstance(value, Mapping):
        inner = value.get("annotations") or value.get("highlights")
        return notes_in(inner) if isinstance(inner, list) else _note(value)
    text = plain(str(value))
    return [text] if text and not isinstance(value, bool) else []


def _note(value: Mapping[str, object]) -> list[str]:
    quoted = next((str(value[key]) for key in ("quote", "highlight") if value.get(key)), "")
    own = [str(value[key]).strip() for key in ("text", "note", "comment", "annotation") if value.get(key)]
    if not quoted and own:
        quoted, *own = own
    return ["\n\n".join(filter(None, (quotation(quoted), *own)))] if quoted or own else []


def quotation(text: str) -> str:
    """A text as a quotation in Markdown."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().split("\n")) if text.strip() else ""
