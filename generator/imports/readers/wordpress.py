"""Exports of WordPress (WXR): posts with the names of their authors, their terms and pictures.

The file is read twice, piece by piece: first for what posts refer to (authors, attachments), which may be
further down, then for the posts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from generator.imports.classic_editor import as_html
from generator.imports.item import Item, Opened
from generator.imports.pages import page
from generator.imports.readers.wordpress_site import (
    ITEM,
    Site,
    attachments,
    children,
    custom_fields,
    lead_picture,
    learn,
    line,
    words,
)
from generator.imports.source import Options, Source
from generator.imports.xml_stream import elements, is_whole
from generator.model.errors import ClipfileError
from generator.text.controls import without_controls
from generator.text.dates import parse_date
from generator.text.tables import load_table

_CUT = (
    "The file ends in the middle of this item. Export again, then import again; what was imported is skipped"
)
_NO_DAY = "0000-00-00"
_PART = re.compile(r"[.\-_ (]?\d{1,4}\)?\Z")
# The status of an item → the word for why it is not public.
_STATUSES: Mapping[str, str] = {
    "publish": "",
    "inherit": "",
    "future": "scheduled",
    "pending": "pending review",
}
_SKIPPED_KINDS = frozenset({"page", "attachment", "revision", "nav_menu_item"})


def recognises(source: Source) -> bool:
    """Whether a file is an export of WordPress."""
    head = source.head
    return b"<rss" in head and (b"wordpress.org/export/" in head or b"wp:wxr_version" in head)


def read(source: Source, options: Options) -> Opened:
    """The items of an export.

    Raises:
        ClipfileError: it contains none.
    """
    del options
    if b"<!ENTITY" in source.head:
        raise ClipfileError(
            f"{source.shown}: declares entities, which no export of WordPress does. It is not read."
        )
    site = Site(source.path.parent)
    try:
        for path in _parts(source.path):
            learn(path, site)
    except etree.XMLSyntaxError as error:
        raise ClipfileError(f"{source.shown}: cannot be read as XML: {error}. Export again.") from None
    if not site.items:
        raise ClipfileError(
            f"{source.shown}: the export has no items. In WordPress, choose Tools > Export > All content."
        )
    return Opened(source.path.stat().st_size, _items(source, site))


def _parts(path: Path) -> list[Path]:
    """The files of an export that WordPress has split: pictures of a post may be in another one."""
    stem = _PART.sub("", path.stem)
    if stem == path.stem:
        return [path]
    siblings = [
        other
        for other in sorted(path.parent.glob("*.xml"))
        if other.is_file() and _PART.sub("", other.stem) == stem and recognises(Source(other))
    ]
    return siblings or [path]


def _items(source: Source, site: Site) -> Iterator[Item]:
    """The items in order; the last one of a file that was cut off is a fault."""
    waiting: Item | None = None
    comments: list[Item] = []
    is_cut = not is_whole(source.path)
    try:
        for element, done in elements(source.path, ITEM):
            if waiting:
                yield waiting
                yield from comments
            waiting, comments = _item(element, site, done), list(_comments(element))
    except etree.XMLSyntaxError as error:
        is_cut = True
        if waiting is None:
            yield Item(source.shown, fault=f"cannot be read as XML: {error}. Export again")
    if waiting and is_cut:
        yield Item(waiting.name, fault=_CUT, done=waiting.done)
    elif waiting:
        yield waiting
        yield from comments
    if is_cut:
        yield Item(
            source.shown,
            fault="the export is incomplete. Export again, then import again; what was imported is skipped",
        )


def _comments(element: etree._Element) -> Iterator[Item]:
    for _ in element.iterfind("{*}comment"):
        yield Item("comment", kind="comment", skipped="comment")


def _item(element: etree._Element, site: Site, done: int) -> Item:
    given, metas = children(element), custom_fields(element)
    title, link = words(given.get("title", "")), line(given.get("link"))
    name = title or link or f"item {given.get('post_id', '')}"
    kind = line(given.get("post_type")) or "post"
    if not _is_article(kind):
        label = kind.replace("_", " ") if kind in _SKIPPED_KINDS else f"item of type {kind!r}"
        return Item(name, kind=kind, skipped=label, done=done)
    content, status = given.get("content", ""), line(given.get("status")) or "publish"
    if not content.strip() and status == "auto-draft":
        return Item(name, kind=kind, skipped="empty draft", done=done)
    number = given.get("post_id", "")
    body = _body(content, number, site)
    published = _published(given)
    lead = lead_picture(metas, site, body)
    fields = {
        **_custom(metas),
        "title": title,
        "date": published,
        "updated": _updated(given, published),
        "authors": _authors(element, given, site),
        "tags": _terms(element),
        "language": _language(element),
        "source.name": site.title,
        "source.url": link or line(given.get("guid")),
        "summary": words(given.get("excerpt", "")) or words(metas.get("_yoast_wpseo_metadesc", "")),
        "image": lead,
    }
    return Item(
        name,
        page(title, body),
        fields,
        kind="post" if kind == "post" else kind.replace("_", " "),
        identifier=line(given.get("guid")) or number,
        attachments=tuple(attachments(body, lead, site)),
        withheld="password" if given.get("post_password", "").strip() else _STATUSES.get(status, status),
        done=done,
    )


def _body(content: str, number: str, site: Site) -> str:
    """The text of a post as HTML. A gallery shows the files that it names, or those uploaded for the post."""
    if "[gallery" not in content:
        return as_html(without_controls(content), {})
    attached = [site.figure(key) for key, file in site.files.items() if file.parent == number]
    figures = {key: site.figure(key) for key in re.findall(r"\d+", content)}
    named = {key: figure for key, figure in figures.items() if figure}
    return as_html(without_controls(content), named, "\n".join(attached))


def _is_article(kind: str) -> bool:
    articles: Sequence[str] = load_table("imports")["wordpress"]["articles"]
    return any(word in re.split(r"[-_]", kind.casefold()) for word in articles)


def _published(given: Mapping[str, str]) -> str:
    """The local day of publication; ``pubDate`` gives the same moment in UTC."""
    local = line(given.get("post_date"))
    if local and not local.startswith(_NO_DAY):
        return local
    return parse_date(line(given.get("pubDate")), "en")


def _updated(given: Mapping[str, str], published: str) -> str:
    """The day of the last change, if it is a later one."""
    changed = line(given.get("post_modified"))
    return changed if changed[:10] > published[:10] and not changed.startswith(_NO_DAY) else ""


def _authors(element: etree._Element, given: Mapping[str, str], site: Site) -> list[str]:
    """The names of the authors: of several, if a plug-in lists them as terms."""
    several = [
        line(term.text)
        for term in element.iterfind("category")
        if term.get("domain") in {"author", "ppma_author"}
    ]
    names = [site.authors.get(name) or name for name in several if name]
    if names:
        return names
    login = line(given.get("creator"))
    shown = site.authors.get(login) or login
    return [] if shown.casefold() in load_table("imports")["wordpress"]["nobody"] else [shown]


def _terms(element: etree._Element) -> list[str]:
    """Categories and tags, and the terms of other taxonomies."""
    table: Mapping[str, list[str]] = load_table("imports")["wordpress"]
    found: dict[str, None] = {}
    for term in element.iterfind("category"):
        domain, slug, text = term.get("domain", "category"), term.get("nicename", ""), words(term.text or "")
        default = domain == "category" and (
            slug in table["uncategorised"] or text.casefold() in table["uncategorised"]
        )
        if text and not default and domain not in table["technical_terms"]:
            found[text] = None
    return list(found)


def _language(element: etree._Element) -> str:
    """The language of a post, if a plug-in for translations states it."""
    slugs = (
        term.get("nicename", "") for term in element.iterfind("category") if term.get("domain") == "language"
    )
    return next((slug for slug in slugs if re.fullmatch(r"[a-z]{2,3}(?:-[a-z]{2})?", slug)), "")


def _custom(metas: Mapping[str, str]) -> dict[str, str]:
    """Custom fields that a person filled in."""
    technical: Sequence[str] = load_table("imports")["wordpress"]["technical_fields"]
    return {
        key: value
        for key, value in metas.items()
        if not key.startswith("_")
        and not any(part in key.casefold() for part in technical)
        and 2 < len(value) < 1000
        and not re.match(r"\A(?:[aOsib]:\d++[:;]|[\[{]|field_|[\d.,:\s-]++\Z|[^\s@]++@[^\s@]++\Z|<)", value)
    }
