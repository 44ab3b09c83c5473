"""Finds the posts that a page quotes from other sites, and writes each as words, author, day and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import Element, HtmlElement

from generator.extract.html.blocks import split_blocks
from generator.extract.html.providers import entry_of, find_provider, handle_in, patterns
from generator.extract.html.spans import safe_address
from generator.model.documents import Embed
from generator.text.dates import parse_date
from generator.text.web_address import parts_of

_LONGEST_NAME = 80
# "8:00 AM · Mar 11, 2024": the line of a post that is only its time.
_STAMP = re.compile(r"\d{1,2}:\d\d(?:\s*[AP]M)?\s*\W\s.{4,30}", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w@/.])@[\w.]{1,40}(?:@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}|\.[\w.-]{2,60})?")
# "— Given Surname (@handle) March 12, 2024", with any dash or none.
_NAMED = re.compile(r"(?:[—–―-]\s*)?([^—–―()\n@]{1,80}?)(?<!\s)\s*+\(\s*(@[^\s()]{2,80})\s*\)")
_SHARED = re.compile(
    r"(?:A (?:post|reel|video) shared by|Ein Beitrag geteilt von|Une publication partagée par"
    r"|Una publicación compartida (?:por|de)|Un post condiviso da|Post(?:ed)? by|Gepostet von|Publié par)\s+"
    r"([^(\n]{2,80}?)(?:\s*\(\s*(@[^\s()]{2,80})\s*\))?(?:\s+(?:on|am|le|el)\s+([^\n]{6,40}))?\s*$",
    re.IGNORECASE | re.MULTILINE,
)


def find_posts(root: HtmlElement) -> Iterator[HtmlElement]:
    """Quoted posts: elements with a known class, and quotations that name an author and link to a post."""
    classes = set(entry_of("post_classes"))
    for element in root.iter("blockquote", "div"):
        names = element.get("class") or ""
        if classes.intersection(names.split()):
            if not classes.intersection(_classes_around(element)):
                yield element
        elif element.tag == "blockquote":
            links = [link.get("href") or "" for link in element.iter("a")][-2:]
            ending = element.text_content()[-200:] if links else ""
            credited = "@" in ending or "— " in ending
            kinds = {target.kind for url in links if (target := find_provider(url))} if credited else set()
            if "post" in kinds or ("video" in kinds and "— " in ending):
                yield element


def _classes_around(element: HtmlElement) -> set[str]:
    return {name for outer in element.iterancestors() for name in (outer.get("class") or "").split()}


def write_post(element: HtmlElement, base: str, language: str) -> Embed | None:
    """Write a quoted post as its words, author, day and address; None if it has neither words nor address."""
    url, provider = _post_address(element, base)
    if not url and set(entry_of("card_classes")).intersection((element.get("class") or "").split()):
        return None
    label = _labelled(element) if element.tag == "div" else ""
    blocks = [block.text for block in split_blocks(element)]
    text = "\n".join(blocks)
    author, date = (label, "") if label else _attribution(text, url)
    day = _day(element, date or text[-120:], language)
    if not url and not text:
        return None
    element.tag = "blockquote"
    stamps = {" ".join(stamp.text_content().split()) for stamp in element.iter("time")}
    kept = [
        words
        for block in blocks
        if (words := _own_words(block)) and not (label and (words in stamps or _STAMP.fullmatch(words)))
    ]
    credit = _Credit(author, date or day, url, provider)
    linked = not url or any(_without_query(link.get("href") or "") == url for link in element.iter("a"))
    if len(kept) < len([block for block in blocks if not _is_credit(block)]) or not _credited(text, author):
        _rebuild(element, kept, credit)
    elif not linked:
        element.append(_credit_line(credit))
    target = find_provider(url)
    title = " ".join(" ".join(kept).split())[:200]
    return Embed(target.kind if target else "post", url, title, author, day)


def _own_words(block: str) -> str:
    """The words of a block of a post, "" for words of the site and for the line that names the author."""
    if _is_credit(block) or patterns()["boilerplate"].fullmatch(block.strip()):
        return ""
    return _SHARED.sub("", block).strip()


def _is_credit(block: str) -> bool:
    return block.startswith(("— ", "– ", "― ")) and len(block) < 200


def _post_address(element: HtmlElement, base: str) -> tuple[str, str]:
    """Address and provider of a post."""
    links = [link.get("href") or "" for link in element.iter("a")]
    own = [element.get(name) or "" for name in entry_of("post_addresses")]
    uri = re.fullmatch(
        r"at://([^/]{1,200})/app\.bsky\.feed\.post/(\w{1,40})", element.get("data-bluesky-uri") or ""
    )
    if uri:
        own.append(f"https://bsky.app/profile/{uri[1]}/post/{uri[2]}")
    for address in (*own, *reversed(links)):
        url = safe_address(address, base)
        target = find_provider(url) if url else None
        if target and target.kind in {"post", "video"}:
            return _without_query(target.url), target.provider
    return next((url for address in own if address and (url := safe_address(address, base))), ""), ""


def _without_query(url: str) -> str:
    parts = parts_of(url)
    keep = "facebook." in parts.netloc
    return url if keep else parts._replace(query="", fragment="").geturl().removesuffix("/embed")


def _labelled(element: HtmlElement) -> str:
    """The author in the parts of a post whose classes say that they name him; these parts are taken out."""
    found = {}
    for kind in ("post_names", "post_handles"):
        classes = set(entry_of(kind))
        for part in element.iter("a", "span", "div", "strong", "b"):
            if classes.intersection((part.get("class") or "").split()):
                words = " ".join(part.text_content().split())
                if 0 < len(words) < _LONGEST_NAME:
                    found[kind] = words
                    part.drop_tree()
                    break
    name, handle = found.get("post_names", ""), found.get("post_handles", "")
    return f"{name} ({handle})" if name and handle and handle not in name else name or handle


def _attribution(text: str, url: str) -> tuple[str, str]:
    """Author with handle, and the words for the day, as far as a post states them."""
    shared = _SHARED.search(text)
    if shared:
        name = shared[1].strip()
        return (f"{name} ({shared[2]})" if shared[2] else name), (shared[3] or "").strip()
    named = list(_NAMED.finditer(text))
    if named:
        last = named[-1]
        after = text[last.end() :].strip().partition("\n")[0]
        return f"{last[1].strip()} ({last[2]})", after[:60].strip()
    last_line = text.rpartition("\n")[2]
    if last_line.startswith("— "):
        name, _, after = last_line[2:].partition(", ")
        return name, after.partition(" (")[0][:60]
    handles = _HANDLE.findall(text)
    known = handle_in(url)
    if known:
        return known, ""
    return (handles[-1] if handles and len(handles) == 1 else ""), ""


def _credited(text: str, author: str) -> bool:
    """Whether the text of a post says who wrote it."""
    return bool(author) and author.rpartition("(")[2].rstrip(")") in text


def _day(element: HtmlElement, words: str, language: str) -> str:
    stamp = next((time.get("datetime") for time in element.iter("time") if time.get("datetime")), "")
    return parse_date(stamp or "") or parse_date(words, language)


class _Credit(NamedTuple):
    """What the line below a post says; each part may be empty."""

    author: str
    date: str
    url: str
    provider: str


def _rebuild(element: HtmlElement, blocks: list[str], credit: _Credit) -> None:
    """Write a post as its words, then author, day and address in a line of their own."""
    for part in list(element):
        element.remove(part)
    element.text = None
    for block in blocks:
        words = Element("p")
        words.text = block
        element.append(words)
    element.append(_credit_line(credit))


def _credit_line(credit: _Credit) -> HtmlElement:
    line = Element("p")
    line.text = f"— {credit.author}{', ' if credit.author else ''}"
    link = Element("a", href=credit.url) if credit.url else Element("span")
    link.text = credit.date or credit.provider or credit.url
    line.append(link)
    if credit.provider and credit.date:
        link.tail = f" ({credit.provider})"
    return line
