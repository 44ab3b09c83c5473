"""The picture that the metadata of a page name as that of its article: Open Graph, Twitter cards, JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from generator.extract.captions import credit_of, split_caption
from generator.extract.html.jsonld import article_picture
from generator.extract.html.meta import tidy
from generator.extract.html.picture_sources import BACKGROUND, is_saved_copy, key_of, name_of
from generator.model.pictures import FoundPicture
from generator.text.web_address import resolved

_MOST_STYLED = 200
_NAMES = frozenset(
    (
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "twitter:image",
        "twitter:image:src",
        "parsely-image-url",
        "sailthru.image.full",
    )
)
_ALTS = frozenset({"og:image:alt", "twitter:image:alt"})
_GENERAL = re.compile(
    r"logo|default|placeholder|fallback|favicon|share[-_]?image|social[-_]?(?:share|card|image)|og[-_]?image|avatar|no[-_]?image|site[-_]?icon"
    r"|(?:\A|[-_])blank\.|\A(?:facebook|open[-_]?graph)\.|open[-_]?graph[-_]",
    re.IGNORECASE,
)


class LeadPicture(NamedTuple):
    """The lead picture as metadata name it: its addresses, their keys, and its words."""

    addresses: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    alt: str = ""
    caption: str = ""
    credit: str = ""
    rights: str = ""
    rule: str = ""


def lead_of(root: HtmlElement, base: str) -> LeadPicture:
    """The picture that the metadata name; its addresses are empty if they name none, or that of the site."""
    stated, alt = [], ""
    for element in root.iter("meta"):
        name = (
            (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        )
        if name in _NAMES:
            stated.append((element.get("content") or "").strip())
        elif name in _ALTS:
            alt = alt or tidy(element.get("content") or "")
    links = (element for element in root.iter("link") if (element.get("rel") or "").lower() == "image_src")
    stated += [(element.get("href") or "").strip() for element in links]
    rule = "og-image" if any(stated) else "jsonld-image"
    node = article_picture(root)
    stated += [str(node[key]) for key in ("url", "contentUrl") if isinstance(node.get(key), str)]
    addresses = [
        address
        for address in dict.fromkeys(filter(None, stated))
        if not (_GENERAL.search(address.rpartition("/")[2]) or "gravatar.com/" in address)
    ]
    if not addresses:
        return LeadPicture()
    caption = split_caption(_text(node.get("caption")) or _text(node.get("description")))
    credit = (
        credit_of(_text(node.get("creditText")) or _text(node.get("creator")) or _text(node.get("author")))
        or caption.credit
    )
    return LeadPicture(
        tuple(dict.fromkeys(_forms(addresses, base))),
        frozenset(filter(None, map(key_of, addresses))),
        alt,
        caption.caption,
        credit,
        _text(node.get("copyrightNotice")) or _text(node.get("license")),
        rule,
    )


def _forms(addresses: list[str], base: str) -> Iterator[str]:
    for address in addresses:
        if base and not address.startswith("data:"):
            yield resolved(address, base)
        yield address


def _text(value: object) -> str:
    """A text, or the name of a person or organization, in JSON-LD."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_text, value)))[:300]
    if isinstance(value, dict):
        value = value.get("name") or value.get("caption")
    return tidy(value)[:1000] if isinstance(value, str) else ""


def with_lead(
    pictures: list[FoundPicture], lead: LeadPicture, by_name: Mapping[str, int], root: HtmlElement
) -> tuple[FoundPicture, ...]:
    """The pictures with the one that opens the article marked, or added if only the metadata name it.

    Args:
        pictures: those of the article, in the order of the page.
        lead: what metadata name.
        by_name: the number of the picture with each key.
        root: root element of the page.
    """
    named = min((by_name[key] for key in lead.keys if key in by_name), default=None)
    if named is None and lead.addresses:
        hidden = FoundPicture(
            "",
            lead.alt,
            lead.caption,
            lead.credit,
            lead.rights,
            lead=True,
            rule=lead.rule,
            also=_places(lead, root),
        )
        # Whether it is there is only known when files are read: until then, two may open the article.
        opening = next((n for n, picture in enumerate(pictures) if picture.after == 0), None)
        if opening is not None:
            pictures[opening] = replace(pictures[opening], lead=True)
        return (hidden, *pictures)
    opening = next((n for n, picture in enumerate(pictures) if picture.after == 0), named)
    if opening is not None:
        pictures[opening] = replace(pictures[opening], lead=True)
    if named is not None:
        picture = pictures[named]
        pictures[named] = replace(
            picture,
            alt=picture.alt or lead.alt,
            caption=picture.caption or lead.caption,
            credit=picture.credit or lead.credit,
            rights=picture.rights or lead.rights,
        )
    return tuple(pictures)


def _places(lead: LeadPicture, root: HtmlElement) -> tuple[str, ...]:
    """Where the picture of the metadata may be: its addresses, and its name in the page's folder."""
    styled = islice(root.iterfind(".//*[@style]"), _MOST_STYLED)
    shown = (BACKGROUND.search(element.get("style") or "") for element in styled)
    backgrounds = (match[1] for match in shown if match and is_saved_copy(match[1]))
    folder = next((address.rpartition("/")[0] for address in backgrounds), "") or next(
        (
            address.rpartition("/")[0]
            for image in root.iter("img", "link", "script")
            if (address := _saved(image))
        ),
        "",
    )
    names = [f"{folder}/{name}" for address in lead.addresses if folder and (name := name_of(address))]
    return tuple(dict.fromkeys((*lead.addresses, *names)))


def _saved(element: HtmlElement) -> str:
    address = element.get("src") or element.get("href") or ""
    return address if is_saved_copy(address) else ""
