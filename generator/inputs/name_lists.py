"""Lists of authors and tags as programs write them: links to notes, mappings, text with commas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from generator.inputs.checks import MOST_NAMES, Checked, names, one_line, quoted
from generator.text.tables import load_table

_WIKILINK = re.compile(r"\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
# With the address of a mailbox, which is private: "Ana Paz <ana@example.org>", "ana@example.org (Ana Paz)".
_MAILBOX = re.compile(r"[<(]?\s?(?<![^\s<>(),;])[^\s<>(),;@]{1,100}@[^\s<>(),;]{1,200}\s?[>)]?")
# Not "von" and "di", with which names begin as well.
_BY = re.compile(r"\A(?:by|par|por|door)\s+(?=[^\W\d_])", re.IGNORECASE)
_AND = re.compile(r"(?<!\s)\s++(?:and|und|et|y|e|en|och|og|i|&)\s++")
# What follows a name after a comma and is a part of it.
_SUFFIX = re.compile(
    r"(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|m\.?a|b\.?a|esq|dds|msc|mba|obe|cbe|mp)\.?", re.IGNORECASE
)
# Typographic quotation marks are none in YAML.
_EDGES = " ,;“”„«»‹›\"'"
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_HASHTAGS = re.compile(r"\A#[^\s#,;]++(?:[\s,;]++#[^\s#,;]++)*+\Z")
# In the order of preference. A name alone is worth more than its parts.
_NAME_KEYS = ("name", "displayname", "fullname", "title", "label", "value", "nickname")
_PART_KEYS = (("given", "family"), ("first", "last"), ("firstname", "lastname"), ("givenname", "familyname"))


def authors(value: object) -> Checked:
    """A list of names. Text is split at commas, semicolons and "and" where that leaves whole names."""
    items = _plain_items(value)
    if items is None:
        return Checked(None, f"must be a list of names: {quoted(value)}")
    if isinstance(value, str) or len(items) == 1:
        items = [name for item in items for name in split_authors(item)]
    cleaned = [
        one_line(_BY.sub("", _MAILBOX.sub(" ", item)).replace("()", " ")).strip(_EDGES) for item in items
    ]
    people = [name for name in cleaned if name and not _ADDRESS.match(name)]
    if not people and any(cleaned):
        return Checked(None, f"must be a list of names, not of addresses: {quoted(value)}")
    return names(list(dict.fromkeys(people)))


def tags(value: object) -> Checked:
    """A list of tags. Text is split at commas and semicolons, or at spaces where every word is a hashtag."""
    value = _flat(value)
    items = _plain_items(value)
    if items is None:
        # The fault says where in the list it is.
        return names(value)
    if len(value if isinstance(value, list) else ()) > MOST_NAMES:
        return names(value)
    if not isinstance(value, list):
        items = [tag for item in items for tag in _split_tags(item)]
    return names(list(dict.fromkeys(item.strip().lstrip("#").strip() for item in items)))


def _flat(value: object) -> object:
    """A list of tags without lists in it, which Hexo writes for a category in a category: [[News, Roads]]."""
    if not isinstance(value, list) or not any(isinstance(item, list) and len(item) > 1 for item in value):
        return value
    inner = [item if isinstance(item, list) else [item] for item in value]
    return [tag for tags in inner for tag in tags]


def plain_names(value: object) -> Checked:
    """A list of names, in which a link to a note is the name of the note. Text is one name."""
    items = _plain_items(value)
    return names(value if items is None else items)


def split_authors(text: str) -> Iterator[str]:
    """The names in ``A B, C D and E F``; ``Surname, Given`` is one name and ``A B, Jr`` too."""
    for part in text.split(";"):
        pieces: list[str] = []
        for piece in (piece.strip() for piece in part.split(",")):
            if pieces and piece and _is_job(piece):
                continue
            if pieces and _SUFFIX.fullmatch(piece):
                pieces[-1] = f"{pieces[-1]}, {piece}"
            elif piece:
                pieces.append(re.sub(r"\A(?:and|und|et|y|e|&)\s+", "", piece))
        whole = [piece for piece in pieces if _is_full(piece) or _are_full(_AND.split(piece))]
        if len(whole) == len(pieces) or len(pieces) == 1:
            for piece in pieces:
                joined = _AND.split(piece)
                yield from joined if _are_full(joined) else [piece]
        elif pieces:
            yield part.strip()


def _is_job(piece: str) -> bool:
    """Whether a piece is a job with what it is about: "Roads Editor", "Redakteurin"."""
    last = piece.rsplit(maxsplit=1)[-1].casefold().strip(".")
    return last in _jobs() and len(piece.split()) < 5


@cache
def _jobs() -> frozenset[str]:
    return frozenset(load_table("bylines")["roles"])


def _is_full(name: str) -> bool:
    """Whether a name has a first and a last name, or is written without spaces between them."""
    return len(name.split()) > 1 or not name.isascii()


def _are_full(pieces: list[str]) -> bool:
    return len(pieces) > 1 and all(2 <= len(piece.split()) <= 4 and piece[:1].isupper() for piece in pieces)


def _split_tags(text: str) -> list[str]:
    if _HASHTAGS.fullmatch(text.strip()):
        return re.findall(r"#([^\s#,;]+)", text)
    return re.split(r"[,;，、]", text)


def _plain_items(value: object) -> list[str] | None:
    """The items of a list as text, None if one of them is neither a name nor a mapping with one."""
    items = value if isinstance(value, list) else [value]
    note = _note_of(items)  # [[Given Surname]] without quotation marks is a list in a list
    if note is not None:
        return [note]
    plain = []
    for item in items:
        name = _plain(item)
        if name is None:
            return None
        plain.append(name)
    return plain


def _note_of(items: list[object]) -> str | None:
    """The name in a list that contains nothing but a list of words, None if it is another list."""
    inner = items[0] if len(items) == 1 else None
    if not isinstance(inner, list) or not inner or any(isinstance(word, (list, dict)) for word in inner):
        return None
    return ", ".join(map(str, inner))


def _plain(item: object) -> str | None:
    if isinstance(item, Mapping):
        return _name_in(item)
    if isinstance(item, list):
        return _note_of(item)
    if item is None:
        return ""
    text = str(item)
    if "[" in text:
        text = _LINK.sub(r"\1", _WIKILINK.sub(_note_name, text))
    return text


def _note_name(link: re.Match[str]) -> str:
    return link[2] or link[1].partition("#")[0].rsplit("/", 1)[-1]


def _name_in(item: Mapping[str, object]) -> str | None:
    keys = {str(key).casefold().replace("_", "").replace("-", ""): value for key, value in item.items()}
    for key in _NAME_KEYS:
        if isinstance(keys.get(key), str) and keys[key]:
            return _plain(keys[key])
    inner = keys.get("name")
    if isinstance(inner, Mapping):  # Quarto: {name: {given: Ana, family: Paz}}
        return _name_in({key: value for key, value in inner.items() if key != "name"})
    for parts in _PART_KEYS:
        if all(isinstance(keys.get(part), str) for part in parts):
            return " ".join(str(keys[part]) for part in parts)
    # Zola and others: {Ana Paz: {...}} would be a guess.
    return None
