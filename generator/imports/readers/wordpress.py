"""Exports of WordPress (WXR): posts with the names of their authors, their terms and pictures.

The file is read twice, piece by piece: first for what posts refer to (authors, attachments), which may be
further down, then for the posts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import lxml.html
from lxml import etree

from generator.imports.classic_editor import as_html
from generator.imports.item import MAX_BYTES, Attachment, Item, Opened
from generator.imports.pages import page
from generator.imports.source import Options, Source
from generator.imports.xml_stream import elements
from generator.model.errors import ClipfileError
from generator.text.controls import without_controls
from generator.text.dates import parse_date
from generator.text.tables import load_table

_WP = "http://wordpress.org/export/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_ITEM, _AUTHOR, _TITLE = "item", "{*}author", "title"
_CUT = (
    "The file ends in the middle of this item. Export again, then import again; what was imported is skipped"
)
_TAG = re.compile(r"<[^<>]*+>")
_NO_DAY = "0000-00-00"
_UPLOADS = re.compile(r"/(?:wp-content/uploads|uploads|files)/(?P<path>.+)\Z")
# The size that WordPress adds to the name of a smaller copy.
_SIZE = re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled|rotated|e\d{13})(?=\.\w{2,5}\Z)")
_PART = re.compile(r"[.\-_ (]?\d{1,4}\)?\Z")
_SOURCE = re.compile(r"""\b(?:src|href|data-src|data-orig-file)=["']([^"'\s]{5,2000})["']""")
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".bmp", ".heic")


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
    known = _Known(source.path.parent)
    try:
        for path in _parts(source.path):
            _learn(path, known)
    except etree.XMLSyntaxError as error:
        raise ClipfileError(f"{source.shown}: cannot be read as XML: {error}. Export again.") from None
    if not known.items:
        raise ClipfileError(
            f"{source.shown}: the export has no items. In WordPress, choose Tools > Export > All content."
        )
    return Opened(source.path.stat().st_size, _items(source, known))


class _File(NamedTuple):
    """An attachment: its address and words."""

    url: str
    alt: str
    caption: str
    parent: str


@dataclass
class _Known:
    """What posts refer to.

    Attributes:
        folder: in which the export is; files may be next to it.
        site: title of the site.
        authors: login → name.
        files: identifier of an attachment → the attachment.
        items: number of items.
    """

    folder: Path
    site: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    files: dict[str, _File] = field(default_factory=dict)
    items: int = 0

    def figure(self, number: str) -> str:
        """A picture of the export with its caption, "" if the attachment is unknown or no picture."""
        known = self.files.get(number)
        if known is None or not known.url.lower().partition("?")[0].endswith(_PICTURES):
            return ""
        words = f"<figcaption>{html.escape(known.caption)}</figcaption>" if known.caption else ""
        return f'<figure><img src="{html.escape(known.url)}" alt="{html.escape(known.alt)}">{words}</figure>'


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


def _learn(path: Path, known: _Known) -> None:
    for element, _ in elements(path, _ITEM, _AUTHOR, _TITLE):
        name = etree.QName(element).localname
        parent = element.getparent()
        if name == "title":
            if parent is not None and parent.tag == "channel":
                known.site = known.site or _line(element.text)
        elif name == "author":
            if str(element.tag).startswith(f"{{{_WP}"):
                login, shown = _author(_fields(element))
                known.authors.setdefault(login, shown)
        else:
            known.items += 1
            if _line(element.findtext("{*}post_type")) == "attachment":
                _add_file(element, known)


def _add_file(element: etree._Element, known: _Known) -> None:
    given, metas = _fields(element), _metas(element)
    url = given.get("attachment_url") or given.get("guid", "")
    known.files[given.get("post_id", "")] = _File(
        url.strip(),
        _line(metas.get("_wp_attachment_image_alt")),
        _words(given.get("excerpt", "")),
        given.get("post_parent", ""),
    )


def _author(given: Mapping[str, str]) -> tuple[str, str]:
    """Login and name of an author."""
    login, shown = _line(given.get("author_login")), _line(given.get("author_display_name"))
    full = _line(f"{given.get('author_first_name', '')} {given.get('author_last_name', '')}")
    return login, (full if shown in ("", login) or "@" in shown else shown)


def _fields(element: etree._Element) -> dict[str, str]:
    """The text of each child by its local name; of the two called "encoded", one is "content"."""
    found: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = etree.QName(child)
        local = name.localname
        if local == "encoded":
            local = "content" if name.namespace == _CONTENT else "excerpt"
        found.setdefault(local, child.text or "")
    return found


def _metas(element: etree._Element) -> dict[str, str]:
    """The custom fields of an item."""
    found: dict[str, str] = {}
    for meta in element.iterfind("{*}postmeta"):
        key, value = meta.findtext("{*}meta_key"), meta.findtext("{*}meta_value")
        if key and value:
            found.setdefault(key.strip(), value.strip())
    return found


def _items(source: Source, known: _Known) -> Iterator[Item]:
    """The items in order; the last one of a file that was cut off is a fault."""
    waiting: Item | None = None
    comments: list[Item] = []
    is_cut = _is_cut(source.path)
    try:
        for element, done in elements(source.path, _ITEM):
            if waiting:
                yield waiting
                yield from comments
            waiting, comments = _item(element, known, done), list(_comments(element))
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


def _is_cut(path: Path) -> bool:
    """Whether a file lacks its end."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 2_000))
        return b"</rss" not in file.read()


def _comments(element: etree._Element) -> Iterator[Item]:
    for _ in element.iterfind("{*}comment"):
        yield Item("comment", kind="comment", skipped="comment")


def _item(element: etree._Element, known: _Known, done: int) -> Item:
    given, metas = _fields(element), _metas(element)
    title, link = _words(given.get("title", "")), _line(given.get("link"))
    name = title or link or f"item {given.get('post_id', '')}"
    kind = _line(given.get("post_type")) or "post"
    if not _is_article(kind):
        label = kind.replace("_", " ") if kind in _SKIPPED_KINDS else f"item of type {kind!r}"
        return Item(name, kind=kind, skipped=label, done=done)
    content, status = given.get("content", ""), _line(given.get("status")) or "publish"
    if not content.strip() and status == "auto-draft":
        return Item(name, kind=kind, skipped="empty draft", done=done)
    number = given.get("post_id", "")
    attached = (
        [known.figure(key) for key, file in known.files.items() if file.parent == number]
        if "[gallery" in content
        else []
    )
    galleries = (
        {key: known.figure(key) for key in re.findall(r"\d+", content)} if "[gallery" in content else {}
    )
    body = as_html(
        without_controls(content),
        {key: figure for key, figure in galleries.items() if figure},
        "\n".join(attached),
    )
    published = _published(given)
    lead = _lead(metas, known, body)
    fields = {
        **_custom(metas),
        "title": title,
        "date": published,
        "updated": _updated(given, published),
        "authors": _authors(element, given, known),
        "tags": _terms(element),
        "language": _language(element),
        "source.name": known.site,
        "source.url": link or _line(given.get("guid")),
        "summary": _words(given.get("excerpt", "")) or _words(metas.get("_yoast_wpseo_metadesc", "")),
        "image": lead,
    }
    return Item(
        name,
        page(title, body),
        fields,
        kind="post" if kind == "post" else kind.replace("_", " "),
        identifier=_line(given.get("guid")) or number,
        attachments=tuple(_attachments(body, lead, known)),
        withheld="password" if given.get("post_password", "").strip() else _STATUSES.get(status, status),
        done=done,
    )


# The status of an item → the word for why it is not public.
_STATUSES: Mapping[str, str] = {
    "publish": "",
    "inherit": "",
    "future": "scheduled",
    "pending": "pending review",
}
_SKIPPED_KINDS = frozenset({"page", "attachment", "revision", "nav_menu_item"})


def _is_article(kind: str) -> bool:
    words: Sequence[str] = load_table("imports")["wordpress"]["articles"]
    return any(word in re.split(r"[-_]", kind.casefold()) for word in words)


def _line(text: object) -> str:
    return " ".join(without_controls(str(text or "")).split())


def _words(text: str) -> str:
    """A text without markup and short codes."""
    if "<" in text:
        try:
            text = str(lxml.html.fromstring(f"<div>{text}</div>").xpath("string()"))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            text = _TAG.sub(" ", text)
    else:
        text = html.unescape(text)
    return _line(text)


def _published(given: Mapping[str, str]) -> str:
    """The local day of publication; ``pubDate`` gives the same moment in UTC."""
    local = _line(given.get("post_date"))
    if local and not local.startswith(_NO_DAY):
        return local
    return parse_date(_line(given.get("pubDate")), "en")


def _updated(given: Mapping[str, str], published: str) -> str:
    """The day of the last change, if it is a later one."""
    changed = _line(given.get("post_modified"))
    return changed if changed[:10] > published[:10] and not changed.startswith(_NO_DAY) else ""


def _authors(element: etree._Element, given: Mapping[str, str], known: _Known) -> list[str]:
    """The names of the authors: of several, if a plug-in lists them as terms."""
    several = [
        _line(term.text)
        for term in element.iterfind("category")
        if term.get("domain") in {"author", "ppma_author"}
    ]
    names = [known.authors.get(name) or name for name in several if name]
    if names:
        return names
    login = _line(given.get("creator"))
    shown = known.authors.get(login) or login
    return [] if shown.casefold() in load_table("imports")["wordpress"]["nobody"] else [shown]


def _terms(element: etree._Element) -> list[str]:
    """Categories and tags, and the terms of other taxonomies."""
    table: Mapping[str, list[str]] = load_table("imports")["wordpress"]
    found: dict[str, None] = {}
    for term in element.iterfind("category"):
        domain, slug, text = term.get("domain", "category"), term.get("nicename", ""), _words(term.text or "")
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


def _lead(metas: Mapping[str, str], known: _Known, body: str) -> dict[str, str]:
    """The featured picture, unless the text shows it."""
    file = known.files.get(metas.get("_thumbnail_id", ""))
    if file is None or not file.url or _SIZE.sub("", file.url).rpartition("/")[2] in _SIZE.sub("", body):
        return {}
    return {"url": file.url, "alt": file.alt, "caption": file.caption}


def _attachments(body: str, lead: Mapping[str, str], known: _Known) -> Iterator[Attachment]:
    """The files of a post that are next to the export."""
    addresses = [html.unescape(address) for address in _SOURCE.findall(body)]
    for address in dict.fromkeys([*filter(None, [lead.get("url", "")]), *addresses]):
        match = _UPLOADS.search(unquote(address.partition("?")[0]))
        data = _file(match["path"], known.folder) if match else b""
        if data:
            yield Attachment(address, data)


def _file(path: str, folder: Path) -> bytes:
    """The bytes of an uploaded file, or of the original of a smaller copy; b"" if there is none."""
    if ".." in path.split("/"):
        return b""
    for name in dict.fromkeys((path, _SIZE.sub("", path))):
        for place in load_table("imports")["wordpress"]["uploads"]:
            file = folder / place / name
            try:
                if file.is_file() and not file.is_symlink() and file.stat().st_size <= MAX_BYTES:
                    data: bytes = file.read_bytes()
                    return data
            except OSError:
                continue
    return b""
