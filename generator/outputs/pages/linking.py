"""Links the first mention of each person and place in an article to their page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.model.addresses import link_path, markdown_path, term_url
from generator.model.documents import Paragraph
from generator.model.kinds import Kind
from generator.model.records import Article, ArticleText, Term
from generator.text.markup import escape

LINKED: tuple[Kind, ...] = ("people", "places")
# Where no link may be inserted: code, links and images with their address, addresses, tags.
_CLOSED = re.compile(
    r"(?<!`)(?P<tick>`++).*?(?<!`)(?P=tick)(?!`)|!?\[(?:\\.|[^\[\]\\])*+\](?:\([^)\s]*\)|\[[^\[\]]*\])?"
    r"|<[^<>]*>|https?://\S+",
    re.DOTALL,
)
# Paragraphs without links: headings (marked by hashes or underlined), indented code, tables.
_SKIPPED = re.compile(r"\s{0,3}#|\A(?s:.*)\n\s{0,3}(?:=+|-+)\s*$| {4}|\t|\|")


def link_mentions(article: Article, text: ArticleText) -> tuple[str, ...]:
    """The article's paragraphs as Markdown, with links at the first mention of each person and place.

    A mention is an occurrence of the words that the evidence quotes, or of the name, as whole words. Never in
    headings, links and code.
    """
    targets = dict(_targets(article, text))
    paragraphs = []
    for paragraph in text.paragraphs:
        markup, used = _link(paragraph, targets)
        paragraphs.append(markup)
        targets = {words: url for words, url in targets.items() if url not in used}
    return tuple(paragraphs)


def _targets(article: Article, text: ArticleText) -> Iterator[tuple[str, str]]:
    """(Words as written in Markdown, relative path from the article's file to that of the term's page)."""
    path = markdown_path(article.url)
    for kind in LINKED:
        terms = article.terms(kind)
        for term, words in _mentions(terms, text.evidence[kind].text if kind in text.evidence else ""):
            if words:
                yield escape(words), link_path(path, term_url(kind, term.id))


def _mentions(terms: Sequence[Term], quoted: str) -> Iterator[tuple[Term, str]]:
    """Each term with the words that name it: those that the evidence quotes for it, if any, and its name."""
    quotes = quoted.split("; ")
    if len(quotes) == len(terms):
        yield from zip(terms, quotes, strict=True)
    yield from ((term, term.name) for term in terms)


def _link(paragraph: Paragraph, targets: Mapping[str, str]) -> tuple[str, frozenset[str]]:
    """The paragraph as Markdown with links, and the paths that it links to."""
    markup = paragraph.markup
    targets = {words: url for words, url in targets.items() if words in markup}
    if not targets or _SKIPPED.match(markup):
        return markup, frozenset()
    used: set[str] = set()
    pieces = (_add_links(part, targets, used) if is_open else part for is_open, part in _parts(markup))
    return "".join(pieces), frozenset(used)


def _add_links(text: str, targets: Mapping[str, str], used: set[str]) -> str:
    """The text with a link at the first mention of each target that is not in ``used``, which is updated."""
    # The longest words first: "New York Times" is not "New York".
    names = sorted((words for words in targets if words in text), key=lambda name: (-len(name), name))
    pieces, end, free = [], 0, 0
    mentions = sorted(
        (start, rank) for rank, words in enumerate(names) for start in _occurrences(text, words)
    )
    for start, rank in mentions:
        words = names[rank]
        if start < free:
            continue
        free = start + len(words)
        if targets[words] not in used:
            used.add(targets[words])
            pieces += [text[end:start], f"[{words}]({targets[words]})"]
            end = free
    return "".join((*pieces, text[end:]))


def _occurrences(text: str, words: str) -> Iterator[int]:
    """Where ``words`` occur as whole words. Much faster than compiling a regular expression for each name."""
    start = text.find(words)
    while start >= 0:
        before, end = text[start - 1 : start], start + len(words)
        # A link directly after an exclamation mark would become an image.
        if before != "!" and not _is_word(before) and not _is_word(text[end : end + 1]):
            yield start
        start = text.find(words, start + 1)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _parts(markup: str) -> Iterable[tuple[bool, str]]:
    """Split Markdown into (whether links may be inserted, text)."""
    end = 0
    for match in _CLOSED.finditer(markup):
        yield True, markup[end : match.start()]
        yield False, match[0]
        end = match.end()
    yield True, markup[end:]
