"""What an export of WordPress says of its site: the names of authors, and the files that posts show.

Posts refer to both by key, and these may be further down, or in another file of an export that was split.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote

from lxml import etree

from generator.imports.html_words import line, words
from generator.imports.item import MAX_BYTES, Attachment
from generator.imports.nearby import is_picture
from generator.imports.xml_stream import elements
from generator.text.tables import load_table

ITEM = "item"
_AUTHOR, _TITLE = "{*}author", "title"
_WP = "http://wordpress.org/export/"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_UPLOADS = re.compile(r"/(?:wp-content/uploads|uploads|files)/(?P<path>.+)\Z")
# The size that WordPress adds to the name of a smaller copy.
_SIZE = re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled|rotated|e\d{13})(?=\.\w{2,5}\Z)")
_SOURCE = re.compile(r"""\b(?:src|href|data-src|data-orig-file)=["']([^"'\s]{5,2000})["']""")


class Upload(NamedTuple):
    """A file in the media library: its address, its words, and the key of the post it was uploaded for."""

    url: str
    alt: str
    caption: str
    parent: str


@dataclass
class Site:
    """What posts refer to, gathered from all files of an export.

    Attributes:
        folder: in which the export is; files may be next to it.
        title: of the site.
        authors: login → name.
        files: key of an upload → the upload.
        items: number of items.
    """

    folder: Path
    title: str = ""
    authors: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)
    items: int = 0

    def figure(self, number: str) -> str:
        """A picture of the export with its caption, "" if the attachment is unknown or no picture."""
        upload = self.files.get(number)
        if upload is None or not is_picture(PurePosixPath(upload.url.partition("?")[0])):
            return ""
        caption = f"<figcaption>{html.escape(upload.caption)}</figcaption>" if upload.caption else ""
        return (
            f'<figure><img src="{html.escape(upload.url)}" alt="{html.escape(upload.alt)}">{caption}</figure>'
        )


def learn(path: Path, site: Site) -> None:
    """Add to a site what a file of its export says of it.

    Raises:
        etree.XMLSyntaxError: the file cannot be read.
    """
    for element, _ in elements(path, ITEM, _AUTHOR, _TITLE):
        name = str(element.tag).rpartition("}")[2]
        parent = element.getparent()
        if name == "title":
            if parent is not None and parent.tag == "channel":
                site.title = site.title or line(element.text)
        elif name == "author":
            if str(element.tag).startswith(f"{{{_WP}"):
                login, shown = _author(children(element))
                site.authors.setdefault(login, shown)
        else:
            site.items += 1
            if line(element.findtext("{*}post_type")) == "attachment":
                _add_file(element, site)


def _add_file(element: etree._Element, site: Site) -> None:
    given, metas = children(element), custom_fields(element)
    url = given.get("attachment_url") or given.get("guid", "")
    site.files[given.get("post_id", "")] = Upload(
        url.strip(),
        line(metas.get("_wp_attachment_image_alt")),
        words(given.get("excerpt", "")),
        given.get("post_parent", ""),
    )


def _author(given: Mapping[str, str]) -> tuple[str, str]:
    """Login and name of an author; a name that is an address of mail is not shown."""
    login, shown = line(given.get("author_login")), line(given.get("author_display_name"))
    full = line(f"{given.get('author_first_name', '')} {given.get('author_last_name', '')}")
    return login, (full if shown in ("", login) or "@" in shown else shown)


def children(element: etree._Element) -> dict[str, str]:
    """The text of each child by its local name; of the two called "encoded", one is "content"."""
    found: dict[str, str] = {}
    for child in element:
        if not isinstance(child.tag, str):
            continue
        # A damaged name cannot be a QName.
        namespace, _, local = child.tag.removeprefix("{").rpartition("}")
        if local == "encoded":
            local = "content" if namespace == _CONTENT else "excerpt"
        found.setdefault(local, child.text or "")
    return found


def custom_fields(element: etree._Element) -> dict[str, str]:
    """The custom fields of an item."""
    found: dict[str, str] = {}
    for meta in element.iterfind("{*}postmeta"):
        key, value = meta.findtext("{*}meta_key"), meta.findtext("{*}meta_value")
        if key and value:
            found.setdefault(key.strip(), value.strip())
    return found


def lead_picture(metas: Mapping[str, str], site: Site, body: str) -> dict[str, str]:
    """The featured picture, unless the text shows it."""
    file = site.files.get(metas.get("_thumbnail_id", ""))
    if file is None or not file.url or _SIZE.sub("", file.url).rpartition("/")[2] in _SIZE.sub("", body):
        return {}
    return {"url": file.url, "alt": file.alt, "caption": file.caption}


def attachments(body: str, lead: Mapping[str, str], site: Site) -> Iterator[Attachment]:
    """The files of a post that are next to the export."""
    addresses = [html.unescape(address) for address in _SOURCE.findall(body)]
    for address in dict.fromkeys([*filter(None, [lead.get("url", "")]), *addresses]):
        match = _UPLOADS.search(unquote(address.partition("?")[0]))
        data = _file(match["path"], site.folder) if match else b""
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
