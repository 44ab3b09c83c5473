"""Reads exports of Notion: pages in Markdown or HTML, with an identifier at the end of each name.

A page of a database begins with its properties, which become fields. The CSV file of a database repeats them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

import lxml.html

from generator.extract.decode import decode
from generator.imports.item import MAX_BYTES, Attachment, Document, Item, Opened
from generator.imports.pages import page
from generator.imports.source import Options, Source

_ID = re.compile(
    r"[ _-]?(?P<id>[0-9a-f]{32})\Z|[ _-]?(?P<uuid>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\Z"
)
_ONLY_ID = re.compile(r"\A(?:[^/]*+/)*+[0-9a-f]{32}\.\w++\Z")
_PROPERTY = re.compile(r"\A(?P<name>[^\s:#>*\-|!\[`][^:\n]{0,60}): (?P<value>\S.*)\Z")
_PICTURE = re.compile(r"!\[[^\]]*\]\((?P<address>[^()\s]+(?:\([^()\s]*\)[^()\s]*)*)\)")
_LINKED = re.compile(r"\[(?P<text>[^\[\]]{1,200})\]\((?P<address>[^()\s]+)\)")
_PAGES = (".md", ".html")
_MOST_PROPERTIES, _MOST_FILES = 60, 50
_FEW = 200  # characters of a page of links to others
# Types of properties whose values are lists.
_LISTS = ("multi_select", "multi-select")


def is_notion(source: Source) -> bool:
    """Whether a folder is an unpacked export, as its names show."""
    if source.path.is_file():
        return (
            source.suffix in _PAGES
            and _key(source.path.name) != ""
            and (
                source.suffix == ".md"
                or 'class="page-title"' in source.start
                or 'class="page ' in source.start
            )
        )
    pages = [name for name in source.names if name.endswith(_PAGES)]
    keyed = sum(bool(_key(name)) for name in pages)
    # Names that are nothing but identifiers are those of other programs.
    return keyed > 0 and 2 * keyed >= len(pages) and not all(map(_ONLY_ID.match, pages))


def read_notion(source: Source, _: Options) -> Opened:
    """The pages of an export."""
    names = source.every_name or (source.path.name,)
    return Opened(len(names), _items(source, names))


def _key(name: str) -> str:
    found = _ID.search(PurePosixPath(name).stem)
    return (found["id"] or found["uuid"] or "").replace("-", "") if found else ""


def _items(source: Source, names: Sequence[str]) -> Iterator[Item]:
    root = source.path if source.path.is_dir() else source.path.parent
    for number, name in enumerate(names, 1):
        path = root / name
        suffix = path.suffix.lower()
        if suffix == ".csv":
            yield Item(
                name, kind="table", skipped="table of pages, which are imported themselves", done=number
            )
        elif suffix not in _PAGES:
            yield Item(name, kind="file", skipped="file of a page", done=number)
        elif name == "index.html":
            yield Item(name, kind="file", skipped="table of contents", done=number)
        elif path.stat().st_size > MAX_BYTES:
            yield Item(name, kind="page", fault=f"is larger than {MAX_BYTES:,} bytes", done=number)
        else:
            decoded = decode(name, path.read_bytes(), html=suffix == ".html")
            if decoded.text is None:
                yield Item(name, kind="page", fault=decoded.problems[0].message, done=number)
            elif suffix == ".html":
                yield _web_page(source, name, decoded.text, number)
            else:
                yield _markdown(source, name, decoded.text, number)


def _markdown(source: Source, name: str, text: str, done: int) -> Item:
    lines = text.lstrip("\ufeff").splitlines()
    title = _ID.sub("", PurePosixPath(name).stem).strip()
    if lines and lines[0].startswith("# "):
        title = lines.pop(0)[2:].strip() or title
    fields: dict[str, object] = {"title": title}
    start = 0
    while start < len(lines) and not lines[start].strip():
        start += 1
    end = start
    while end < len(lines) and end - start < _MOST_PROPERTIES and (found := _PROPERTY.match(lines[end])):
        fields.setdefault(found["name"].strip(), _value(found["name"], found["value"].strip()))
        end += 1
    # Properties are a block of their own; a line with a colon may be the first of the text.
    if end < len(lines) and lines[end].strip():
        end, fields = start, {"title": title}
    body = "\n".join(lines[end:]).strip()
    plain = _LINKED.sub("", body).strip(" \n-*")
    if not plain:
        return _without_text(name, fields, done, is_index=bool(body))
    files = _files(source, name, [match["address"] for match in _PICTURE.finditer(body)])
    document = Document(f"# {title}\n\n{body}\n".encode(errors="replace"), ".md")
    return Item(title, document, fields, "page", _key(name), files, done=done)


def _without_text(name: str, fields: dict[str, object], done: int, *, is_index: bool) -> Item:
    has_address = any(
        isinstance(value, str) and value.startswith(("http://", "https://")) for value in fields.values()
    )
    kind = "address" if has_address and not is_index else "page"
    skipped = "" if kind == "address" else "list of pages" if is_index else "no text"
    return Item(str(fields["title"]), None, fields, kind, _key(name), skipped=skipped, done=done)


def _value(name: str, value: str) -> object:
    """The value of a property. Links to pages of the export are their names."""
    value = _LINKED.sub(
        lambda match: match["text"] if "://" not in match["address"] else match["address"], value
    )
    if "://" in value or "," not in value or any(char.isdigit() for char in value):
        return value
    is_list = name.casefold().rstrip("s") in {
        "tag",
        "keyword",
        "label",
        "topic",
        "categorie",
        "category",
        "author",
        "schlagwort",
        "thema",
        "étiquette",
    }
    return [part.strip() for part in value.split(",") if part.strip()] if is_list else value


def _files(source: Source, name: str, addresses: Sequence[str]) -> tuple[Attachment, ...]:
    """The files in the folder of a page."""
    root = source.path if source.path.is_dir() else source.path.parent
    found: dict[str, Attachment] = {}
    for address in addresses[:_MOST_FILES]:
        if "://" in address or address.startswith("/"):
            continue
        path = (root / name).parent / unquote(address)
        inside = path.resolve().is_relative_to(root.resolve())
        if inside and path.is_file() and path.stat().st_size <= MAX_BYTES:
            found.setdefault(address, Attachment(address, path.read_bytes()))
    return tuple(found.values())


def _web_page(source: Source, name: str, text: str, done: int) -> Item:
    try:
        root = lxml.html.document_fromstring(text)
    except (ValueError, lxml.etree.ParserError):
        return Item(name, kind="page", skipped="no text", done=done)
    heading = _first(root, "page-title")
    title = (
        " ".join(heading.text_content().split())
        if heading is not None
        else _ID.sub("", PurePosixPath(name).stem)
    )
    fields: dict[str, object] = {"title": title}
    for row in root.iter("tr"):
        if "property-row" in (row.get("class") or "").split():
            fields |= _property(row)
    body = _first(root, "page-body")
    if body is None or not body.text_content().strip():
        return _without_text(name, fields, done, is_index=False)
    links = {
        element for element in body.iter("a") if "link-to-page" in (element.getparent().get("class") or "")
    }
    if links and len(body.text_content()) - sum(len(link.text_content()) for link in links) < _FEW // 10:
        return _without_text(name, fields, done, is_index=True)
    files = _files(source, name, [element.get("src") or "" for element in body.iter("img")])
    lead = _first(root, "page-description")
    content = "".join(
        lxml.html.tostring(part, encoding="unicode")
        for part in (lead, body)
        if part is not None and part.text_content().strip()
    )
    return Item(title, page(title, content), fields, "page", _key(name), files, done=done)


def _first(root: Any, name: str) -> Any:  # noqa: ANN401 - lxml has no types of elements
    found = root.find_class(name)
    return found[0] if found else None


def _property(row: Any) -> dict[str, object]:  # noqa: ANN401
    names, values = row.find("th"), row.find("td")
    if names is None or values is None:
        return {}
    name = " ".join(names.text_content().split())
    selected = [" ".join(element.text_content().split()) for element in values.find_class("selected-value")]
    link = next(
        (
            element.get("href") or ""
            for element in values.iter("a")
            if "url-value" in (element.get("class") or "")
        ),
        "",
    )
    text = link or " ".join(values.text_content().split()).lstrip("@")
    if selected:
        return {
            name: selected
            if len(selected) > 1 or any(kind in (row.get("class") or "") for kind in _LISTS)
            else selected[0]
        }
    return {name: text} if name and text else {}
