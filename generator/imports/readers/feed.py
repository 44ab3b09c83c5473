"""Feeds: RSS, Atom, RDF and JSON Feed."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import feedparser

from generator.imports.item import TEASER, Item, Opened
from generator.imports.json_files import parsed
from generator.imports.pages import page
from generator.imports.source import HEAD, Options, Source
from generator.imports.xml_stream import is_whole
from generator.model.errors import ClipfileError
from generator.text.controls import without_controls
from generator.text.dates import parse_date
from generator.text.tables import load_table

_ROOT = re.compile(rb"<(?:rss|feed|(?:\w+:)?RDF)[\s>]", re.IGNORECASE)
_RSS_NAMES = (
    b"http://purl.org/rss/",
    b"http://www.w3.org/2005/Atom",
    b"<rss",
    b"http://my.netscape.com/rdf/",
)
_JSON = "https://jsonfeed.org/version/"
_TAG = re.compile(r"</?[a-zA-Z][^<>]*+>")
_TEXT = re.compile(r"<[^<>]*+>|\s++")
# Words with which a teaser ends.
_CUT = re.compile(
    r"(?:(?:…|\.\.\.|&#8230;|&hellip;|\[&#8230;\])\s*+\]?|(?:continue reading|read more|"
    r"read the full|weiterlesen|mehr lesen|lire la suite|en savoir plus|leer más|seguir leyendo|"
    r"continua a leggere|leggi tutto|ler mais|lees verder|läs mer|les mer|læs mere|lue lisää|czytaj więcej|"
    r"číst dál|читать далее|続きを読む|阅读更多|阅读全文|閱讀全文)[^<]{0,120}+)"
    r"\s*+(?:</?\w++[^<>]*+>\s*+)*+\Z",
    re.IGNORECASE,
)
INCOMPLETE = "the feed has only the beginning of the text"
# A feed is read whole, which takes ten times as much memory.
LARGEST = 100_000_000
# Letters of a description below which it is a teaser, if it is one piece of text.
_TEASER = 300
# feedparser takes the caption of a picture for the text of the entry, unless its element has another name.
_CAPTION = re.compile(rb"(</?)media:description\b")
_BLOCK = re.compile(r"</?(?:p|div|br|li|h[1-6]|blockquote)\b", re.IGNORECASE)


def recognises(source: Source) -> bool:
    """Whether a file is a feed."""
    if source.start.lstrip().startswith("{"):
        return _JSON in source.start
    head = source.head
    return bool(_ROOT.search(head)) and any(name in head for name in _RSS_NAMES)


def read(source: Source, options: Options) -> Opened:
    """The entries of a feed.

    Raises:
        ClipfileError: it has none, or is too large.
    """
    del options
    data = source.whole(LARGEST, "Save the feed in parts, or export the site from the program that made it.")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _json_feed(source, data)
    if b"<!ENTITY" in data[:HEAD]:
        raise ClipfileError(
            f"{source.shown}: declares entities, which no feed needs. Save the feed again, and import that."
        )
    # As a stream: bytes or text that look like a path or an address would be opened.
    try:
        feed = feedparser.parse(BytesIO(_CAPTION.sub(rb"\1media:caption", data)), sanitize_html=False)
    except UnicodeDecodeError as error:
        raise ClipfileError(f"{source.shown}: the feed is damaged ({error}). Save the feed again.") from None
    if not feed.entries:
        raise ClipfileError(
            f"{source.shown}: the feed has no entries. Save what its address returns, and import that."
        )
    return Opened(len(feed.entries), _whole(source, _entries(feed)))


def _whole(source: Source, items: Iterator[Item]) -> Iterator[Item]:
    yield from items
    # Many feeds are invalid and can still be read. A feed without its end tag is incomplete.
    if not is_whole(source.path):
        fault = "the file is incomplete and lacks its last entries. Fetch it again, then import it again"
        yield Item(source.shown, fault=fault)


def _entries(feed: Any) -> Iterator[Item]:  # noqa: ANN401 - feedparser has no types
    outlet, language = _title(feed.feed), str(feed.feed.get("language") or "")
    # In Atom, what is not "content" is a summary by definition.
    is_atom = str(feed.get("version", "")).startswith("atom")
    for number, entry in enumerate(feed.entries, 1):
        title, url = _title(entry), str(entry.get("link", ""))
        contents = [part for part in entry.get("content") or () if part.get("value", "").strip()]
        # The description of a video is all that its entry has.
        summary = str(entry.get("summary") or ("" if contents else entry.get("media_caption", "")))
        content = _plain(max((str(part.value) for part in contents), key=len, default=summary))
        is_teaser = _is_cut(content) or (not contents and (is_atom or _is_short(content)))
        published = _published(entry)
        fields = {
            "title": title,
            "date": parse_date(published, language) or parse_date(published, "en") or published,
            "updated": _updated(entry, published),
            "authors": [_words(author["name"]) for author in entry.get("authors", ()) if author.get("name")],
            "tags": [_words(tag.get("label") or tag.get("term") or "") for tag in entry.get("tags", ())],
            "source.name": outlet,
            "source.url": url,
            "language": _language(contents, language),
            "summary": _letters(summary) if contents and not _is_cut(summary) and summary != content else "",
            "media": list(_media(entry)),
            "rights": _plain(entry.get("rights", "")),
            "image": _image(entry),
        }
        if not _letters(content):
            name = url or title or f"entry {number}"
            yield Item(
                name, fields=fields, kind="address", identifier=_plain(entry.get("id", "")), done=number
            )
            continue
        if is_teaser:
            fields["incomplete"] = INCOMPLETE
        yield Item(
            url or title or f"entry {number}",
            page(title, content, published),
            fields,
            kind=TEASER if "incomplete" in fields else "entry",
            identifier=_plain(entry.get("id", "")),
            done=number,
        )


def _plain(text: object) -> str:
    return without_controls(str(text or "")).strip()


def _words(text: object) -> str:
    """Words on one line. Many feeds escape them twice."""
    return " ".join(html.unescape(_plain(text)).split())


def _title(entry: Any) -> str:  # noqa: ANN401 - feedparser has no types
    """The title of an entry or a feed, without the markup that it may have."""
    title = _plain(entry.get("title", ""))
    is_markup = "html" in str((entry.get("title_detail") or {}).get("type", ""))
    return _words(_TAG.sub("", title) if is_markup else title)


def _letters(content: str) -> str:
    return " ".join(_TEXT.sub(" ", content).split())


def _is_cut(content: str) -> bool:
    return bool(_CUT.search(_without_end(content.rstrip()[-1000:])[-400:]))


def _without_end(content: str) -> str:
    """The end of a text without the line that weblogs write below it: "The post X appeared first on Y"."""
    start = content.rfind("<p")
    last = content[start:] if start >= 0 else ""
    ends = load_table("incomplete")["feed_end"]
    return content[:start].rstrip() if any(words in last for words in ends) else content


def _is_short(content: str) -> bool:
    """Whether a description is one short piece of text. Feeds with whole articles have paragraphs."""
    return len(_letters(content)) < _TEASER and len(_BLOCK.findall(content)) <= 2


def _published(entry: Any) -> str:  # noqa: ANN401 - feedparser has no types
    """The words of a feed for the time of publication, in the author's own time zone if it states one.

    They are read by our own reader: feedparser converts to UTC, which may be another day, and guesses.
    """
    # Of the dictionary itself: feedparser has one word for another where that is missing.
    words = (dict.get(entry, key) for key in ("published", "created", "updated"))
    return next((_plain(text) for text in words if text), "")


def _updated(entry: Any, published: str) -> str:  # noqa: ANN401 - feedparser has no types
    """The day of the last change, if it is a later one."""
    changed = _day(_plain(dict.get(entry, "updated", "")))
    return changed if changed > _day(published) else ""


def _language(contents: Sequence[Any], channel: str) -> str:
    """The language of an entry, if it states another one than its feed, which often states a wrong one."""
    stated = str(contents[0].get("language") or "") if contents else ""
    return "" if stated.casefold() == channel.casefold() else stated


def _day(text: str) -> str:
    return parse_date(text, "en")


def _media(entry: Any) -> Iterator[dict[str, str]]:  # noqa: ANN401 - feedparser has no types
    """Enclosures that are no pictures, such as the recording of a broadcast."""
    for enclosure in entry.get("enclosures", ()):
        kind, url = str(enclosure.get("type", "")), str(enclosure.get("href", ""))
        if url.startswith(("http://", "https://")) and not kind.startswith("image/"):
            yield {"label": kind.partition("/")[0] or "enclosure", "url": url}


def _image(entry: Any) -> list[dict[str, str]]:  # noqa: ANN401 - feedparser has no types
    """The pictures that a feed gives besides the text, the first only."""
    pictures = [
        {"url": str(medium.get("url", "")), "caption": _caption(entry), "credit": _credit(entry)}
        for medium in (*entry.get("media_content", ()), *entry.get("media_thumbnail", ()))
        if medium.get("medium") == "image" or str(medium.get("type", "image")).startswith("image")
    ]
    pictures += [
        {"url": str(enclosure.get("href", ""))}
        for enclosure in entry.get("enclosures", ())
        if str(enclosure.get("type", "")).startswith("image/")
    ]
    return [picture for picture in pictures if picture["url"].startswith("http")][:1]


def _caption(entry: Any) -> str:  # noqa: ANN401 - feedparser has no types
    """The caption of the only picture; feedparser keeps one caption of several."""
    return _words(entry.get("media_caption", "")) if len(entry.get("media_content", ())) == 1 else ""


def _credit(entry: Any) -> str:  # noqa: ANN401 - feedparser has no types
    names = [_plain(credit.get("content", "")) for credit in entry.get("media_credit", ())]
    return next(filter(None, names), "")


def _json_feed(source: Source, data: bytes) -> Opened:
    feed = parsed(data)
    if feed is None:
        raise ClipfileError(f"{source.shown}: the feed is incomplete or damaged. Save it again.")
    items = feed.get("items") if isinstance(feed, dict) else None
    entries = [entry for entry in items or () if isinstance(entry, Mapping)]
    if not entries:
        raise ClipfileError(
            f"{source.shown}: the feed has no items. Save what its address returns, and import that."
        )
    return Opened(len(entries), _json_items(feed if isinstance(feed, dict) else {}, entries))


def _json_items(feed: Mapping[str, Any], entries: list[Mapping[str, Any]]) -> Iterator[Item]:
    for number, entry in enumerate(entries, 1):
        title, url = _words(entry.get("title")), _plain(entry.get("url") or entry.get("external_url"))
        markup, text = _plain(entry.get("content_html")), _plain(entry.get("content_text"))
        content = markup or "".join(f"<p>{_escaped(part)}</p>" for part in text.split("\n\n") if part.strip())
        summary, published = _plain(entry.get("summary")), _plain(entry.get("date_published"))
        authors = (
            entry.get("authors") or entry.get("author") or feed.get("authors") or feed.get("author") or ()
        )
        fields: dict[str, object] = {
            "title": title,
            "date": parse_date(published, "en") or published,
            "updated": _day(_plain(entry.get("date_modified"))),
            "authors": [
                _plain(author.get("name"))
                for author in (authors if isinstance(authors, list) else [authors])
                if isinstance(author, Mapping) and author.get("name")
            ],
            "tags": entry.get("tags") if isinstance(entry.get("tags"), list) else [],
            "source.name": _plain(feed.get("title")),
            "source.url": url,
            "language": _plain(entry.get("language") or feed.get("language")),
            "summary": summary if content else "",
            "image": _plain(entry.get("image") or entry.get("banner_image")),
            "media": [
                {"label": _plain(file.get("title")) or "attachment", "url": _plain(file.get("url"))}
                for file in entry.get("attachments") or ()
                if isinstance(file, Mapping)
            ],
        }
        name, identifier = url or title or f"item {number}", _plain(entry.get("id"))
        if not content and not summary:
            yield Item(name, fields=fields, kind="address", identifier=identifier, done=number)
            continue
        if not content or _is_cut(content):
            fields["incomplete"] = INCOMPLETE
        document = page(title, content or f"<p>{_escaped(summary)}</p>", published)
        kind = TEASER if "incomplete" in fields else "entry"
        yield Item(name, document, fields, kind=kind, identifier=identifier, done=number)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
