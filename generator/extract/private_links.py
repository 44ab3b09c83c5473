"""Cleans every address in a draft of tracking parameters, user names and passwords, and reports them."""

from __future__ import annotations

from dataclasses import replace

from generator.model.documents import Claim, Draft, Embed, Link, Paragraph, Removed
from generator.text.links import clean_text


def without_tracking(draft: Draft) -> Draft:
    """The draft with clean addresses in its body, ledger, claims, media and embeds."""
    cleaning = _Cleaning()
    paragraphs = tuple(cleaning.paragraph(paragraph) for paragraph in draft.paragraphs)
    removed = tuple(cleaning.line(line) for line in draft.removed)
    claims = tuple(cleaning.claim(claim) for claim in draft.claims)
    media = tuple(cleaning.link(link) for link in draft.media)
    embeds = tuple(cleaning.embed(embed) for embed in draft.embeds)
    if not cleaning.parameters and not cleaning.logins:
        return draft
    removed = (*removed, *cleaning.ledger())
    return replace(draft, paragraphs=paragraphs, removed=removed, claims=claims, media=media, embeds=embeds)


class _Cleaning:
    """What was cleaned so far: names of parameters and hosts of logins, each with its first line."""

    def __init__(self) -> None:
        self.parameters: dict[str, int] = {}
        self.logins: dict[str, int] = {}

    def clean(self, text: str, line: int = 0) -> str:
        """A text with clean addresses."""
        cleaned = clean_text(text)
        for name in cleaned.parameters:
            self.parameters.setdefault(name, line)
        for host in cleaned.logins:
            self.logins.setdefault(host, line)
        return cleaned.text

    def paragraph(self, paragraph: Paragraph) -> Paragraph:
        if "://" not in paragraph.markup:
            return paragraph
        markup = self.clean(paragraph.markup, paragraph.line)
        if markup == paragraph.markup:
            return paragraph
        return replace(paragraph, text=self.clean(paragraph.text, paragraph.line), markup=markup)

    def line(self, removed: Removed) -> Removed:
        text = self.clean(removed.text, removed.line)
        return removed if text == removed.text else replace(removed, text=text)

    def claim(self, claim: Claim) -> Claim:
        if "://" not in claim.value and "://" not in claim.text:
            return claim
        return replace(claim, value=self.clean(claim.value), text=self.clean(claim.text))

    def link(self, link: Link) -> Link:
        return replace(link, label=self.clean(link.label), url=self.clean(link.url))

    def embed(self, embed: Embed) -> Embed:
        return replace(embed, url=self.clean(embed.url), title=self.clean(embed.title))

    def ledger(self) -> list[Removed]:
        """An entry for the parameters of all links, and one for each host of a user name or password."""
        entries = [
            Removed(line, f"a user name or password in a link to {host}", "link-login")
            for host, line in self.logins.items()
        ]
        if self.parameters:
            line = min(self.parameters.values())
            entries.append(Removed(line, ", ".join(self.parameters), "link-tracking"))
        return entries
