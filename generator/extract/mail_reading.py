"""Reads the text of a message without what is private in it: forwarders' notes, signatures, subscriptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import lxml.html

from generator.extract.html.tree import parse
from generator.extract.mail_html import lines_of
from generator.extract.mail_private import (
    ForwardedMessage,
    Person,
    find_forwarded,
    pattern_of,
    private_lines,
)
from generator.model.documents import Draft, Paragraph, Removed
from generator.text.tables import load_table

HIDDEN = "…"
_QUOTED = re.compile(r"\A\s*+>")
_QUOTE = re.compile(r"^[ \t]*+>[ \t]?", re.MULTILINE)
_LINK = re.compile(r"https?://[^\s<>()\[\]\"']+")
_TOKEN = re.compile(r"[^\s<>()\[\]\"']*")
_DEAD_LINK = re.compile(rf"\[((?:\\.|[^\[\]\\])*+)\]\({HIDDEN}\)")


@dataclass(frozen=True, slots=True)
class MailText:
    """The text of a message: without its private lines, the ledger of these, and the forwarded head."""

    text: str
    removed: tuple[Removed, ...] = ()
    head: Mapping[str, str] | None = None


class Reader(NamedTuple):
    """Who may appear in a message as a private person, and whether its subject says that it was forwarded."""

    people: Sequence[Person]
    is_forward: bool


def clean_plain(text: str, reader: Reader) -> MailText:
    """The plain text of a message without its private lines, which are left empty."""
    lines = text.split("\n")
    private = _private(lines, [False] * len(lines), reader)
    kept = ["" if number in private.rules else line for number, line in enumerate(lines)]
    body = [line for line in kept if line.strip()]
    if private.forwarded and body and sum(bool(_QUOTED.match(line)) for line in body) > 0.8 * len(body):
        kept = [_QUOTE.sub("", line) for line in kept]
    ledger = [Removed(number + 1, shown, rule) for number, (rule, shown) in private.rules.items() if shown]
    text = "\n".join(kept)
    untraced = _LINK.sub(_untraced, text) if "://" in text else text
    if untraced != text:
        ledger.append(Removed(0, "(addresses that show who follows a link)", "mail-link"))
    return MailText(untraced, tuple(ledger), private.head)


def _untraced(link: re.Match[str]) -> str:
    return HIDDEN if _is_traced(link[0], None) else link[0]


def clean_html(page: str, reader: Reader) -> MailText:
    """The HTML of a message without its private lines and without links made for its reader."""
    root = parse(page).root
    if root is None:
        return MailText(page)
    lines = lines_of(root)
    private = _private([line.text for line in lines], [line.linked for line in lines], reader)
    ledger = []
    for number, (rule, shown) in private.rules.items():
        line = lines[number]
        for node in line.nodes:
            node.clear()
        if shown:
            ledger.append(Removed(int(line.nodes[0].element.sourceline or 0), shown, rule))
    personal = pattern_of(reader.people)
    traced = [link for link in root.iter("a") if _is_traced(link.get("href") or "", personal)]
    for link in traced:
        del link.attrib["href"]
    if traced:
        ledger.append(Removed(0, f"(addresses that show who follows a link: {len(traced)})", "mail-link"))
    if not ledger:
        return MailText(page, head=private.head)
    return MailText(lxml.html.tostring(root, encoding="unicode"), tuple(ledger), private.head)


class _PrivateLines(NamedTuple):
    rules: Mapping[int, tuple[str, str]]
    forwarded: ForwardedMessage | None

    @property
    def head(self) -> Mapping[str, str] | None:
        return self.forwarded.head if self.forwarded else None


def _private(lines: Sequence[str], linked: Sequence[bool], reader: Reader) -> _PrivateLines:
    """The private lines by number, with rule and words for the ledger, "" for none of their own."""
    forwarded = find_forwarded(lines, is_forward=reader.is_forward)
    start = forwarded.start if forwarded else 0
    rules: dict[int, tuple[str, str]] = dict.fromkeys(range(start), ("mail-forwarding", ""))
    if forwarded:
        length = sum(1 for line in lines[:start] if line.strip())
        rules[0] = ("mail-forwarding", f"(what was written above the forwarded message, lines: {length})")
    below = private_lines(lines[start:], linked[start:], reader.people)
    rules |= {start + number: rule for number, rule in below.items()}
    return _PrivateLines(rules, forwarded)


def _is_traced(address: str, personal: re.Pattern[str] | None) -> bool:
    if "://" not in address:
        return address.lower().startswith("mailto:")
    if personal is not None and personal.search(address):
        return True
    lower = address.lower()
    return any(part in lower for part in load_table("tracking")["redirects"])


def without_people(draft: Draft, people: Iterable[Person]) -> Draft:
    """The draft without the mail addresses of people, wherever they are left."""
    personal = pattern_of(tuple(people))
    if personal is None:
        return draft

    def hidden(text: str) -> str:
        return "".join(_hidden_parts(text, personal)) if personal.search(text) else text

    def is_public(address: str) -> bool:
        return not personal.search(address)

    paragraphs = tuple(
        Paragraph(hidden(paragraph.text), _DEAD_LINK.sub(r"\1", hidden(paragraph.markup)), paragraph.line)
        for paragraph in draft.paragraphs
    )
    removed = [replace(line, text=hidden(line.text)) for line in draft.removed]
    removed += [
        Removed(0, hidden(link.label), "mail-link") for link in draft.media if not is_public(link.url)
    ]
    claims = (replace(claim, value=hidden(claim.value), text=hidden(claim.text)) for claim in draft.claims)
    return replace(
        draft,
        paragraphs=paragraphs,
        removed=tuple(removed),
        claims=tuple(claims),
        media=tuple(replace(link, label=hidden(link.label)) for link in draft.media if is_public(link.url)),
        # What the text shows of an embed stays.
        embeds=tuple(replace(e, title=hidden(e.title)) for e in draft.embeds if is_public(e.url)),
    )


def _hidden_parts(text: str, personal: re.Pattern[str]) -> Iterator[str]:
    """The text with an ellipsis in place of each word, or link, that contains a mail address."""
    position = 0
    for word in _TOKEN.finditer(text):
        if word[0] and personal.search(word[0]):
            yield text[position : word.start()]
            yield HIDDEN
            position = word.end()
    yield text[position:]
