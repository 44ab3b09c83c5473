"""Posts, videos, charts and maps of other sites: each becomes text with its author, day and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote, urljoin, urlsplit

from lxml.html import Element, HtmlElement

from generator.extract.html.blocks import split_blocks
from generator.extract.html.marks import EMBED, set_number
from generator.extract.html.spans import safe_address
from generator.model.documents import Embed
from generator.text.dates import parse_date
from generator.text.tables import load_table

_MOST = 500  # embeds of a page
_FRAMES = ("iframe", "embed", "object", "video", "audio", "lite-youtube", "lite-vimeo")
_LINES = frozenset({"p", "div", "figure"})  # elements whose text may be nothing but an address
_SOURCES = ("src", "data-src", "data-lazy-src", "data-url", "data-iframe-src", "data-litespeed-src", "data")
_HANDLE = re.compile(r"(?<![\w@/.])@[\w.]{1,40}(?:@[\w-]{1,40}(?:\.[\w-]{1,40}){1,4}|\.[\w.-]{2,60})?")
# "— Given Surname (@handle) March 12, 2024", with any dash or none.
_NAMED = re.compile(r"(?:[—–―-]\s*)?([^—–―()\n@]{1,80}?)(?<!\s)\s*+\(\s*(@[^\s()]{2,80})\s*\)")
_SHARED = re.compile(
    r"(?:A (?:post|reel|video) shared by|Ein Beitrag geteilt von|Une publication partagée par"
    r"|Una publicación compartida (?:por|de)|Un post condiviso da|Post(?:ed)? by|Gepostet von|Publié par)\s+"
    r"([^(\n]{2,80}?)(?:\s*\(\s*(@[^\s()]{2,80})\s*\))?(?:\s+(?:on|am|le|el)\s+([^\n]{6,40}))?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_IN_ADDRESS = re.compile(r"(?:/(@[\w.]{1,40})|(?:twitter|x)\.com/(\w{1,20})/status)")
_ADDRESS = re.compile(r"https?://[^\s<>\"]{4,500}")
_BLUESKY = re.compile(r"at://([^/]{1,200})/app\.bsky\.feed\.post/(\w{1,40})")
_IDENTIFIER = re.compile(r"[\w-]{4,40}")
_CHART = re.compile(r"datawrapper(?:-vis|-chart)-(\w{5})\b")
_VIDEO = re.compile(r"\.(?:mp4|m4v|webm|ogv|mov|m3u8)(?:[?#]|\Z)", re.IGNORECASE)
_AUDIO = re.compile(r"\.(?:mp3|m4a|ogg|oga|wav|aac)(?:[?#]|\Z)", re.IGNORECASE)
_LABEL = " – "  # between the title and the address
_SHOWN = 100  # most characters of an address in the text; some players' addresses hold all their settings


class Provider(NamedTuple):
    """A row of ``embeds.yml``."""

    name: str
    kind: str
    url: str
    pattern: re.Pattern[str]


class _Found(NamedTuple):
    provider: str
    kind: str
    url: str


def mark_embeds(root: HtmlElement, base: str, language: str) -> list[Embed]:
    """Write each embed as text in the tree, and mark it with its number in the result, from 1.

    Args:
        root: root element of a page; it is changed.
        base: resolves relative addresses.
        language: the page's language, for dates.
    """
    embeds: list[Embed] = []
    for element in list(_posts(root)):
        if len(embeds) < _MOST and (embed := _write_post(element, base, language)):
            embeds.append(embed)
            set_number(element, EMBED, len(embeds))
    seen = {embed.url for embed in embeds}
    for element in list(_frames(root)):
        embed = _frame(element, base)
        if embed is None or embed.url in seen or len(embeds) >= _MOST:
            continue
        seen.add(embed.url)
        embeds.append(embed)
        set_number(_write_frame(element, embed), EMBED, len(embeds))
    return embeds


@cache
def _providers() -> tuple[Provider, ...]:
    rows = load_table("embeds")["providers"]
    return tuple(
        Provider(row["name"], row["kind"], row.get("url", ""), re.compile(pattern))
        for row in rows
        for pattern in row["patterns"]
    )


@cache
def _words() -> dict[str, re.Pattern[str]]:
    table = load_table("embeds")
    names = ("boilerplate", "generic_title", "unseen_hosts")
    return {name: re.compile(table[name], re.IGNORECASE) for name in names}


@cache
def _table(name: str) -> Any:  # noqa: ANN401 - each entry of the table has a shape of its own
    return load_table("embeds")[name]


def find_provider(url: str) -> _Found | None:
    """What an address shows, if it is that of a known provider."""
    for provider in _providers():
        match = provider.pattern.search(url[:1000])
        if match:
            identifier = match[1] if match.re.groups else ""
            made = provider.url.format(identifier) if provider.url and identifier else url
            return _Found(provider.name, provider.kind, made)
    return None


def _posts(root: HtmlElement) -> Iterator[HtmlElement]:
    """Quoted posts: elements with a known class, and quotations that name an author and link to a post."""
    classes = set(_table("post_classes"))
    for element in root.iter("blockquote", "div"):
        names = element.get("class") or ""
        if classes.intersection(names.split()):
            if not classes.intersection(_classes_around(element)):
                yield element
        elif element.tag == "blockquote":
            links = [link.get("href") or "" for link in element.iter("a")][-2:]
            ending = element.text_content()[-200:] if links else ""
            credited = "@" in ending or "— " in ending
            kinds = {found.kind for url in links if (found := find_provider(url))} if credited else set()
            if "post" in kinds or ("video" in kinds and "— " in ending):
                yield element


def _classes_around(element: HtmlElement) -> set[str]:
    return {name for outer in element.iterancestors() for name in (outer.get("class") or "").split()}


def _write_post(element: HtmlElement, base: str, language: str) -> Embed | None:
    url, provider = _post_address(element, base)
    blocks = [block.text for block in split_blocks(element)]
    text = "\n".join(blocks)
    author, date = _attribution(text, url)
    day = _day(element, date or text[-120:], language)
    if not url and not text:
        return None
    element.tag = "blockquote"
    kept = [words for block in blocks if (words := _own_words(block))]
    credit = _Credit(author, date or day, url, provider)
    linked = not url or any(_without_query(link.get("href") or "") == url for link in element.iter("a"))
    if len(kept) < len([block for block in blocks if not _is_credit(block)]) or not _credited(text, author):
        _rebuild(element, kept, credit)
    elif not linked:
        element.append(_credit_line(credit))
    found = find_provider(url)
    title = " ".join(" ".join(kept).split())[:200]
    return Embed(found.kind if found else "post", url, title, author, day)


def _own_words(block: str) -> str:
    """The words of a block of a post, "" for words of the site and for the line that names the author."""
    if _is_credit(block) or _words()["boilerplate"].fullmatch(block.strip()):
        return ""
    return _SHARED.sub("", block).strip()


def _is_credit(block: str) -> bool:
    return block.startswith(("— ", "– ", "― ")) and len(block) < 200


def _post_address(element: HtmlElement, base: str) -> tuple[str, str]:
    """Address and provider of a post."""
    links = [link.get("href") or "" for link in element.iter("a")]
    own = [element.get(name) or "" for name in _table("post_addresses")]
    uri = re.fullmatch(
        r"at://([^/]{1,200})/app\.bsky\.feed\.post/(\w{1,40})", element.get("data-bluesky-uri") or ""
    )
    if uri:
        own.append(f"https://bsky.app/profile/{uri[1]}/post/{uri[2]}")
    for address in (*own, *reversed(links)):
        url = safe_address(address, base)
        found = find_provider(url) if url else None
        if found and found.kind in {"post", "video"}:
            return _without_query(found.url), found.provider
    return next((url for address in own if address and (url := safe_address(address, base))), ""), ""


def _without_query(url: str) -> str:
    parts = urlsplit(url)
    keep = "facebook." in parts.netloc
    return url if keep else parts._replace(query="", fragment="").geturl().removesuffix("/embed")


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
    address = _IN_ADDRESS.search(url)
    known = (address[1] or f"@{address[2]}") if address else ""
    if known and known.lower() != "@i":
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


def _frames(root: HtmlElement) -> Iterator[HtmlElement]:
    """Elements that load something of another site, and lines that are the address of something to show."""
    yield from (element for element in root.iter(*_FRAMES) if element.getparent() is not None)
    yield from root.xpath(
        "//*[starts-with(name(), 'amp-') and (@data-videoid or @data-tweetid or @data-shortcode or @src)"
        " and name() != 'amp-img' and name() != 'amp-ad' and name() != 'amp-pixel']"
        " | //div[contains(@class, 'flourish-embed') or contains(@class, 'infogram-embed')]"
        " | //div[starts-with(@id, 'datawrapper-')]"
    )
    for element in root.iter("p", "div", "figure"):
        text = element.text_content() if len(element) < 3 else ""
        if not 12 < len(text) < 600:
            continue
        words = " ".join(text.split())
        bare = _ADDRESS.fullmatch(words)
        link = next(element.iter("a"), None)
        own = link is not None and words == " ".join(link.text_content().split())
        if (bare or (own and _ADDRESS.search(words))) and next(element.iter(*_FRAMES), None) is None:
            yield element


def _frame(element: HtmlElement, base: str) -> Embed | None:
    url = _frame_address(element, base)
    unseen = _words()["unseen_hosts"]
    if not url or unseen.search(url) or _without_ending(url) == _without_ending(base):
        return None
    found = find_provider(url)
    tag = str(element.tag)
    title = " ".join((element.get("title") or element.get("aria-label") or "").split())[:200]
    if _words()["generic_title"].fullmatch(title):
        title = ""
    if tag in _LINES:
        written = " ".join(element.text_content().split()).endswith(f"{_LABEL}{_shown(url)}")
        if (found is None and not written) or element.get("class") in _table("post_classes"):
            return None
        title = title or _earlier_title(element)
        tag = "video" if _VIDEO.search(url) else "audio" if _AUDIO.search(url) else tag
    if found is None:
        kind = {"video": "video", "audio": "audio"}.get(tag, "other")
        return Embed(kind, url, title)
    address = _IN_ADDRESS.search(found.url) if found.kind == "post" else None
    handle = (address[1] or f"@{address[2]}") if address else ""
    author = "" if handle.lower() == "@i" else handle
    return Embed(found.kind, found.url, title.removeprefix(author).strip() if author else title, author)


def _earlier_title(element: HtmlElement) -> str:
    """The title in a line that was written by ``_write_frame`` and is read again."""
    head, dash, _ = " ".join(element.text_content().split()).rpartition(_LABEL)
    return head.partition(": ")[2] if dash else ""


def _frame_address(element: HtmlElement, base: str) -> str:
    """The address of what an element shows, "" if it has none that is safe."""
    if element.tag in _LINES:
        return _line_address(element)
    made = _identified(element)
    if made:
        return made
    sources = [element.get(name) or "" for name in _SOURCES]
    sources += [one.get("src") or "" for one in element.iter("source")]
    addresses = (
        safe_address(f"https:{one}" if one.startswith("//") else one, base)
        for one in sources
        if one and not _is_saved_copy(one)
    )
    return next(
        (_inner_address(url) for url in addresses if url and not _words()["unseen_hosts"].search(url)), ""
    )


def _is_saved_copy(source: str) -> bool:
    """Whether an address is that of a file which a browser saved next to the page: no site has it."""
    folder, slash, _ = source.removeprefix("./").partition("/")
    return bool(slash) and ":" not in folder and unquote(folder).lower().endswith(_saved_folders())


@cache
def _saved_folders() -> tuple[str, ...]:
    return tuple(load_table("ignored")["page_folders"])


def _without_ending(url: str) -> str:
    return url.partition("#")[0].rstrip("/")


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
    link = next(element.iter("a"), None)
    bare = _ADDRESS.search(element.text_content())
    return safe_address(link.get("href") or "", "") if link is not None else bare[0] if bare else ""


def _identified(element: HtmlElement) -> str:
    """The address of a video or post that an element names by its identifier, "" if it names none."""
    video = "https://vimeo.com/{}" if "vimeo" in str(element.tag) else "https://www.youtube.com/watch?v={}"
    forms = {
        "videoid": video,
        "data-videoid": video,
        "data-tweetid": "https://twitter.com/i/status/{}",
        "data-shortcode": "https://www.instagram.com/p/{}/",
    }
    named = ((form, element.get(name) or "") for name, form in forms.items())
    return next((form.format(name) for form, name in named if _IDENTIFIER.fullmatch(name)), "")


def _inner_address(url: str) -> str:
    """The address of the post or video that a plugin shows."""
    parts = urlsplit(url)
    if "facebook.com" in parts.netloc and parts.path.startswith("/plugins/"):
        return next(iter(parse_qs(parts.query).get("href", ())), url)
    if "soundcloud.com" in parts.netloc:
        inner = unquote(next(iter(parse_qs(parts.query).get("url", ())), ""))
        return inner if inner.startswith("https://soundcloud.com/") else url
    mastodon = re.fullmatch(r"(.{1,200}/@[\w.]{1,40}/\d{12,20})/embed", url)
    return urljoin(mastodon[1], "") if mastodon else url


def _shown(url: str) -> str:
    """An address as the text shows it: a long one without what follows "?" or "#"; the link has all of it."""
    if len(url) <= _SHOWN:
        return url
    parts = urlsplit(url)
    short = parts._replace(fragment="").geturl()
    return short if len(short) <= _SHOWN else parts._replace(query="", fragment="").geturl()


def _write_frame(element: HtmlElement, embed: Embed) -> HtmlElement:
    """A paragraph with title and address in place of an element."""
    found = find_provider(embed.url)
    name = found.provider if found else urlsplit(embed.url).hostname or ""
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
