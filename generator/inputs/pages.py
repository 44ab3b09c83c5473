"""Pages of one article that were saved as several files: ``story-1.html`` and ``story-2.html``, ``?page=2``.

They are joined only where they say so: they count themselves ("Page 2 of 3"), link each other as next and
previous page, or have the same headline and addresses that differ in a number of a page.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from generator.model.documents import Seed, SeedPage
from generator.text.article_pages import MOST_PAGES, base_of, is_page_of, page_number, page_of, page_words
from generator.text.web_address import resolved

_TEXTS = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".md", ".markdown", ".txt")
_READ = 400_000  # bytes of a file in which its signs are searched for
# The number of a page at the end of a name: "story-2", "story (2)", "story_page2", "story@page=2".
_NAMED = re.compile(
    r"\A(?P<name>.{0,255}?)[\s._@?-]{0,5}+(?:\(\s?|(?:page|part|seite|página|pagina|p|s|strana|страница|ページ|页)[\s._=-]?)?"
    r"(?P<number>\d{1,2})\s?\)?\Z",
    re.IGNORECASE,
)
_RELATED = re.compile(
    rb"<(?:link|a)\b(?=[^<>]{0,1000}?\srel\s?=\s?[\"']?(next|prev)\b)[^<>]{0,1000}?\shref\s?=\s?[\"']?([^\"'\s<>]{1,2000})",
    re.IGNORECASE,
)
_OWN = (
    re.compile(
        rb"<link\b(?=[^<>]{0,500}rel=[\"']?canonical)[^<>]{0,500}href=[\"']?([^\"'\s<>]{1,2000})",
        re.IGNORECASE,
    ),
    re.compile(
        rb"(?:saved from url=\(\d{1,6}\)|^ url: |^Snapshot-Content-Location: )(https?://\S{1,2000})",
        re.MULTILINE,
    ),
    re.compile(
        rb"<meta\b(?=[^<>]{0,500}og:url)[^<>]{0,500}content=[\"']?([^\"'\s<>]{1,2000})", re.IGNORECASE
    ),
    re.compile(rb"^(?:source|url|link): ?[\"']?(https?://[^\s\"']{1,2000})", re.MULTILINE | re.IGNORECASE),
)
_TITLES = (
    re.compile(r"<h1\b[^<>]{0,500}>(.{1,300}?)</h1", re.IGNORECASE | re.DOTALL),
    re.compile(r"<title\b[^<>]{0,200}>([^<>]{1,300})</title", re.IGNORECASE),
    re.compile(r"^title: ?[\"']?([^\n]{1,300}?)[\"']?$", re.MULTILINE),
    re.compile(r"^#\s([^\n]{1,300})$", re.MULTILINE),
)
_MARKS = (b'rel="next"', b'rel="prev"', b"rel=next", b"rel=prev", b"page=", b"/page/", b"seite=")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_PAGE_IN_TITLE = re.compile(
    r"(?<![\s–—|,(-])[\s–—|,(-]++(?:page|seite|página|pagina|strona|sida|стр\w{0,10})\s\d{1,2}\b.*\Z",
    re.IGNORECASE,
)


class _Signs(NamedTuple):
    """What a file says about its place among pages. ``number`` is 0, and texts are "", where it says nothing.

    ``counted`` is the total of "Page 2 of 3", ``following`` the address of the next page, ``stem`` and
    ``named`` are the name of the file without a number and this number.
    """

    seed: Seed
    stem: str
    named: int
    number: int = 0
    counted: int = 0
    base: str = ""
    following: str = ""
    linked: bool = False
    title: str = ""


def join_pages(seeds: Sequence[Seed]) -> list[Seed]:
    """The seeds, in order, where a seed with further pages has these and they are no seeds of their own."""
    folders: dict[str, list[Seed]] = {}
    for seed in seeds:
        if seed.path.lower().endswith(_TEXTS) and seed.data and not _is_whole(seed):
            folders.setdefault(seed.path.rpartition("/")[0], []).append(seed)
    joined: dict[str, Seed] = {}
    further: set[str] = set()
    for inside in folders.values():
        if len(inside) > 1:
            for pages in _groups(inside):
                first = pages[0].seed
                joined[first.path] = _joined(pages)
                further.update(page.seed.path for page in pages[1:])
    if not joined:
        return list(seeds)
    return [joined.get(seed.path, seed) for seed in seeds if seed.path not in further]


def _is_whole(seed: Seed) -> bool:
    return bool(seed.sidecar) and seed.declared.values.get("whole") is True


def _groups(seeds: Sequence[Seed]) -> Iterator[list[_Signs]]:
    """Files that are pages of one article, by number."""
    stems: dict[str, list[tuple[Seed, int]]] = {}
    for seed in seeds:
        stem, number = _named(seed.path)
        stems.setdefault(stem, []).append((seed, number))
    alone: list[_Signs] = []
    for stem, files in stems.items():
        signs = [_signs(seed, stem, number) for seed, number in files] if 1 < len(files) <= MOST_PAGES else []
        pages = _pages_by_name(signs)
        if pages:
            yield pages
        else:
            alone += signs or [_signs(seed, stem, number) for seed, number in files if _may_be_page(seed)]
    yield from _pages_by_address(alone)


def is_named_like(path: str, other: str) -> bool:
    """Whether the names of two files in one folder differ only in the number of a page and their ending."""
    return path != other and _named(path)[0] == _named(other)[0]


def _named(path: str) -> tuple[str, int]:
    """The name of a file without the number of a page at its end, in lower case, and this number or 0."""
    name = path.rpartition("/")[2].rpartition(".")[0]
    match = _NAMED.match(name)
    stem, number = (match["name"], int(match["number"])) if match and match["name"] else (name, 0)
    return stem.casefold(), number


def _may_be_page(seed: Seed) -> bool:
    """Whether a file may be a page by more than its name. Only these are read further."""
    data = seed.data
    # All marks but one have this sign, which few texts have.
    return (b"=" in data or b"/page/" in data) and any(mark in data for mark in _MARKS)


def _pages_by_address(signs: Sequence[_Signs]) -> Iterator[list[_Signs]]:
    bases: dict[str, list[_Signs]] = {}
    for sign in signs:
        if sign.base:
            bases.setdefault(sign.base, []).append(sign)
    for files in bases.values():
        pages = (
            _checked({page.number or 1: page for page in reversed(files)}, len(files))
            if len(files) > 1
            else []
        )
        if pages:
            yield pages


def _pages_by_name(signs: Sequence[_Signs]) -> list[_Signs]:
    """The pages among files whose names differ in a number: ``story`` or ``story-1``, ``story-2`` ..."""
    if len(signs) < 2:
        return []
    numbers = [sign.number or sign.named or 1 for sign in signs]
    return _checked(dict(zip(numbers, signs, strict=True)), len(signs))


def _checked(pages: dict[int, _Signs], files: int) -> list[_Signs]:
    """Pages by number, if they are of one article; else none."""
    if len(pages) < 2 or len(pages) != files or max(pages) > MOST_PAGES:
        return []
    ordered = [pages[number] for number in sorted(pages)]
    first, rest = ordered[0], ordered[1:]
    totals = {page.counted for page in ordered if page.counted}
    bases = {page.base for page in ordered if page.base}
    if len(totals) > 1 or len(bases) > 1 or max(pages) > max(totals, default=MOST_PAGES):
        return []
    stated = bool(totals) or any(page.linked for page in ordered)
    same_title = all(not page.title or not first.title or page.title == first.title for page in rest)
    # A number in an address may be that of an article, and links may lead to the next one.
    if not totals and (not same_title or ordered[0].number > 1):
        return []
    if not same_title and not all(page.counted for page in ordered):
        return []
    titled = first.title and any(page.title == first.title for page in rest)
    if not stated and not (titled and bases and any(page.number > 1 for page in rest)):
        return []
    return [page._replace(number=number) for number, page in sorted(pages.items())]


def _signs(seed: Seed, stem: str, named: int) -> _Signs:
    data = seed.data[:_READ]
    own = seed.declared.source_url or next(
        (_text(match[1]) for pattern in _OWN if (match := pattern.search(data))), ""
    )
    links = {_text(match[1]).lower(): resolved(_text(match[2]), own) for match in _RELATED.finditer(data)}
    links = {kind: link for kind, link in links.items() if is_page_of(link, own)}
    if not named and not links and page_number(own) == 1 and b"age=" not in data:
        # The rest is read only of what may be a page.
        return _Signs(seed, stem, named, base=base_of(own))
    text = data.decode("utf-8", "replace")
    counted = next(_counted(text), (0, 0))
    number = counted[0] or _number(own, links)
    title = next((_plain(found[1]) for pattern in _TITLES if (found := pattern.search(text))), "")
    return _Signs(
        seed, stem, named, number, counted[1], base_of(own), links.get("next", ""), bool(links), title
    )


def _number(own: str, links: dict[str, str]) -> int:
    if "next" in links and page_number(links["next"]) > 1:
        return page_number(links["next"]) - 1
    if "prev" in links:
        return page_number(links["prev"]) + 1
    return page_number(own) if page_number(own) > 1 else 0


def _counted(text: str) -> Iterator[tuple[int, int]]:
    """Number and total of lines such as "Page 2 of 3"."""
    for match in _count_lines().finditer(text):
        line = text[max(text.rfind(end, 0, match.start()) for end in "\n>") + 1 : match.end()]
        if page := page_of(html.unescape(line.strip("*_ #>")) or ""):
            yield page


@cache
def _count_lines() -> re.Pattern[str]:
    return re.compile(
        rf"{page_words()}|第?\s?\d{{1,3}}\s?(?:[页頁]|ページ)?[\s(（]{{0,2}}[/／共全]\s?\d{{1,3}}\s?(?:[页頁]|ページ)",
        re.IGNORECASE,
    )


def _text(data: bytes) -> str:
    return html.unescape(data.decode("utf-8", "replace"))


def _plain(title: str) -> str:
    words = " ".join(html.unescape(_TAG.sub(" ", title)).split()).casefold()
    return _PAGE_IN_TITLE.sub("", words)


def _joined(pages: Sequence[_Signs]) -> Seed:
    """The first page with the others."""
    first = pages[0]
    total = max((page.counted for page in pages), default=0)
    last = pages[-1]
    following = (
        last.number + 1 if not total and last.following and page_number(last.following) > last.number else 0
    )
    further = tuple(
        SeedPage(page.number, page.seed.path, page.seed.data, page.seed.sha256, page.seed.sidecar)
        for page in pages[1:]
    )
    return replace(first.seed, pages=further, number=first.number, total=total or following)


def files_of(seeds: Iterable[Seed]) -> int:
    """How many files are further pages of seeds."""
    return sum(len(seed.pages) for seed in seeds)
