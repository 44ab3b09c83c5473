"""Posts, videos, charts and maps of other sites: each becomes text with its author, day and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import parse_qs, unquote

from lxml.html import Element, HtmlElement

from generator.extract.bounds import LEDGER_WIDTH
from generator.extract.html.blocks import split_blocks
from generator.extract.html.elements import words_of
from generator.extract.html.marks import EMBED, set_number
from generator.extract.html.posts import find_posts, write_post
from generator.extract.html.providers import entry_of, find_provider, handle_in, patterns
from generator.extract.html.spans import safe_address
from generator.model.documents import Embed, Removed
from generator.text.tables import load_table
from generator.text.web_address import page_key, parts_of

_MOST = 500  # embeds of a page
_FRAMES = ("iframe", "embed", "object", "video", "audio", "lite-youtube", "lite-vimeo")
_LINES = frozenset({"p", "div", "figure"})  # elements whose text may be nothing but an address
_SOURCES = ("src", "data-src", "data-lazy-src", "data-url", "data-iframe-src", "data-litespeed-src", "data")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")
_IDENTIFIER = re.compile(r"[\w-]{4,40}")
_CHART = re.compile(r"datawrapper(?:-vis|-chart)-(\w{5})\b")
_WALL = re.compile(r"vk_post_(-?\d{1,20}_\d{1,20})")
_CHANNEL_POST = re.compile(r"\w{3,40}/\d{1,12}")
_VIDEO = re.compile(r"\.(?:mp4|m4v|webm|ogv|mov|m3u8)(?:[?#]|\Z)", re.IGNORECASE)
_AUDIO = re.compile(r"\.(?:mp3|m4a|ogg|oga|wav|aac)(?:[?#]|\Z)", re.IGNORECASE)
_LABEL = " – "  # between the title and the address
_SHOWN = 100  # most characters of an address in the text; some players' addresses hold all their settings


def mark_embeds(root: HtmlElement, base: str, language: str) -> tuple[list[Embed], list[Removed]]:
    """Write each embed as text in the tree, and mark it with its number in the list of embeds, from 1.

    Args:
        root: root element of a page; it is changed.
        base: resolves relative addresses.
        language: the page's language, for dates.

    Returns:
        The embeds, and the words inside that are for browsers which cannot show them.
    """
    embeds: list[Embed] = []
    removed: list[Removed] = []
    for element in list(find_posts(root)):
        if len(embeds) < _MOST and (embed := write_post(element, base, language)):
            embeds.append(embed)
            set_number(element, EMBED, len(embeds))
    seen = {embed.url for embed in embeds}
    for element in list(_frames(root)):
        embed = _frame(element, base)
        if embed is None or embed.url in seen or len(embeds) >= _MOST:
            continue
        seen.add(embed.url)
        embeds.append(embed)
        words = _fallback(element)
        if words and not (element.tag in _LINES and _ADDRESS.search(words)):
            removed.append(Removed(element.sourceline or 0, words[:LEDGER_WIDTH], "embed-fallback"))
        set_number(_write_frame(element, embed), EMBED, len(embeds))
    return embeds, removed


def _fallback(element: HtmlElement) -> str:
    """The words in an element for browsers that cannot show it."""
    if not (element.text or len(element)):
        return ""
    tag, element.tag = element.tag, "div"  # an element whose text is not shown has no blocks
    blocks = split_blocks(element)
    element.tag = tag
    return " ".join(" ".join(block.text for block in blocks).split())


def _frames(root: HtmlElement) -> Iterator[HtmlElement]:
    """Elements that load something of another site, and lines that are the address of something to show."""
    yield from (element for element in root.iter(*_FRAMES) if element.getparent() is not None)
    yield from root.xpath(
        "//*[starts-with(name(), 'amp-') and (@data-videoid or @data-tweetid or @data-shortcode or @src)"
        " and name() != 'amp-img' and name() != 'amp-ad' and name() != 'amp-pixel']"
        " | //div[contains(@class, 'flourish-embed') or contains(@class, 'infogram-embed')]"
        " | //div[starts-with(@id, 'datawrapper-') or starts-with(@id, 'vk_post_')]"
        " | //div[contains(@class, 'youtube') and (@data-id or @data-video-id or @data-youtube-id)]"
        " | //script[@data-telegram-post]"
        # Note apps show the video or post whose address is that of a picture.
        " | //img[contains(@src, 'youtube.com/watch') or contains(@src, '//youtu.be/')"
        " or contains(@src, '//twitter.com/') or contains(@src, '//x.com/')]"
    )
    for element in root.iter("p", "div", "figure"):
        text = element.text_content() if len(element) < 3 else ""
        if not 12 < len(text) < 600:
            continue
        words = " ".join(text.split())
        bare = _ADDRESS.fullmatch(words)
        link = next(element.iter("a"), None)
        own = link is not None and words == words_of(link)
        if (bare or (own and _ADDRESS.search(words))) and next(element.iter(*_FRAMES), None) is None:
            yield element


def _frame(element: HtmlElement, base: str) -> Embed | None:
    url = _frame_address(element, base)
    unseen = patterns()["unseen_hosts"]
    if not url or unseen.search(url) or page_key(url) == page_key(base):
        return None
    target = find_provider(url)
    tag = str(element.tag)
    title = " ".join((element.get("title") or element.get("aria-label") or "").split())[:200]
    if patterns()["generic_title"].fullmatch(title):
        title = ""
    if tag in _LINES:
        written = words_of(element).endswith(f"{_LABEL}{_shown(url)}")
        if (target is None and not written) or element.get("class") in entry_of("post_classes"):
            return None
        title = title or _earlier_title(element)
        tag = "video" if _VIDEO.search(url) else "audio" if _AUDIO.search(url) else tag
    if target is None:
        kind = {"video": "video", "audio": "audio"}.get(tag, "other")
        return Embed(kind, url, title)
    author = handle_in(target.url) if target.kind == "post" else ""
    return Embed(target.kind, target.url, title.removeprefix(author).strip() if author else title, author)


def _earlier_title(element: HtmlElement) -> str:
    """The title in a line that was written by ``_write_frame`` and is read again."""
    head, dash, _ = words_of(element).rpartition(_LABEL)
    return head.partition(": ")[2] if dash else ""


def _frame_address(element: HtmlElement, base: str) -> str:
    """The address of what an element shows, "" if it has none that is safe."""
    if element.tag in _LINES:
        return _line_address(element)
    made = _identified(element)
    if made:
        return made
    sources = [element.get(name) or "" for name in _SOURCES]
    sources += [part.get("src") or "" for part in element.iter("source", "embed")]
    sources += [
        part.get("value") or "" for part in element.iter("param") if part.get("name") in {"movie", "src"}
    ]
    addresses = (
        safe_address(f"https:{source}" if source.startswith("//") else source, base)
        for source in sources
        if source and not is_saved_copy(source)
    )
    return next(
        (_inner_address(url) for url in addresses if url and not patterns()["unseen_hosts"].search(url)), ""
    )


def is_saved_copy(source: str) -> bool:
    """Whether an address is that of a file which a browser saved next to the page: no site has it."""
    folder, slash, _ = source.removeprefix("./").partition("/")
    return bool(slash) and ":" not in folder and unquote(folder).lower().endswith(_saved_folders())


@cache
def _saved_folders() -> tuple[str, ...]:
    return tuple(load_table("ignored")["page_folders"])


def _line_address(element: HtmlElement) -> str:
    names = element.get("class") or ""
    if "flourish" in names and element.get("data-src"):
        return safe_address(
            f"https://public.flourish.studio/{(element.get('data-src') or '').strip('/')}/", ""
        )
    if "infogram" in names and element.get("data-id"):
        return safe_address(f"https://infogram.com/{element.get('data-id')}", "")
    chart = _CHART.search(element.get("id") or "")
    if chart:
        return f"https://datawrapper.dwcdn.net/{chart[1]}/"
    wall = _WALL.fullmatch(element.get("id") or "")
    if wall:
        return f"https://vk.com/wall{wall[1]}"
    if "youtube" in names:
        made = _identified(element)
        if made:
            return made
    link = next(element.iter("a"), None)
    bare = _ADDRESS.search(element.text_content())
    return safe_address(link.get("href") or "", "") if link is not None else bare[0] if bare else ""


def _identified(element: HtmlElement) -> str:
    """The address of a video or post that an element names by its identifier, "" if it names none."""
    video = "https://vimeo.com/{}" if "vimeo" in str(element.tag) else "https://www.youtube.com/watch?v={}"
    forms = {
        "videoid": video,
        "data-videoid": video,
        "data-video-id": video,
        "data-youtube-id": video,
        "data-tweetid": "https://twitter.com/i/status/{}",
        "data-shortcode": "https://www.instagram.com/p/{}/",
    }
    if "youtube" in (element.get("class") or ""):
        forms["data-id"] = video
    post = element.get("data-telegram-post") or ""
    if _CHANNEL_POST.fullmatch(post):
        return f"https://t.me/{post}"
    named = ((form, element.get(name) or "") for name, form in forms.items())
    return next((form.format(name) for form, name in named if _IDENTIFIER.fullmatch(name)), "")


def _inner_address(url: str) -> str:
    """The address of the post or video that a plugin shows."""
    parts = parts_of(url)
    if "facebook.com" in parts.netloc and parts.path.startswith("/plugins/"):
        return safe_address(next(iter(parse_qs(parts.query).get("href", ())), ""), "") or url
    if "soundcloud.com" in parts.netloc:
        inner = unquote(next(iter(parse_qs(parts.query).get("url", ())), ""))
        return inner if inner.startswith("https://soundcloud.com/") else url
    mastodon = re.fullmatch(r"(.{1,200}/@[\w.]{1,40}/\d{12,20})/embed", url)
    return mastodon[1] if mastodon else url


def _shown(url: str) -> str:
    """An address as the text shows it: a long one without what follows "?" or "#"; the link has all of it."""
    if len(url) <= _SHOWN:
        return url
    parts = parts_of(url)
    short = parts._replace(fragment="").geturl()
    return short if len(short) <= _SHOWN else parts._replace(query="", fragment="").geturl()


def _write_frame(element: HtmlElement, embed: Embed) -> HtmlElement:
    """A paragraph with title and address in place of an element."""
    target = find_provider(embed.url)
    name = target.provider if target else parts_of(embed.url).hostname or ""
    words = ": ".join(filter(None, (name, " ".join(filter(None, (embed.author, embed.title))))))
    if element.tag in _LINES:
        line = element
        for part in list(line):
            line.remove(part)
        line.tag = "p" if line.tag != "figure" else "div"
    else:
        line = Element("p")
        line.tail, element.tail = element.tail, None
        element.getparent().replace(element, line)
    link = Element("a", href=embed.url)
    link.text = f"{words}{_LABEL}{_shown(embed.url)}"
    line.text = None
    line.append(link)
    return line
