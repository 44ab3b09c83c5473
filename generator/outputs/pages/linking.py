"""Links from an article's text to the pages of the people and places that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.authority.adjoining import is_in_longer_name
from generator.model.addresses import link_path, markdown_path, term_url
from generator.model.documents import Paragraph
from generator.model.kinds import Kind
from generator.model.records import Article, ArticleText, Term
from generator.text.markup import escape

LINKED: tuple[Kind, ...] = ("people", "places")
# Where no link may be: code, links and images with their address, addresses, tags.
_CLOSED = re.compile(
    r"(?<!`)(?P<tick>`++).*?(?<!`)(?P=tick)(?!`)|!?\[(?:\\.|[^\[\]\\])*+\](?:\([^)\s]*\)|\[[^\[\]]*\])?"
    r"|<[^<>]*>|https?://\S+",
    re.DOTALL,
)
# Paragraphs without links: headings (both kinds), indented code, tables, and HTML.
_SKIPPED = re.compile(r"\s{0,3}#|\A(?s:.*)\n\s{0,3}(?:=+|-+)\s*$| {4}|\t|\||<p>")


def linked(article: Article, text: ArticleText) -> tuple[str, ...]:
    """The article's paragraphs as Markdown, the first mention of each person and place a link to its page.

    A mention is the words that the evidence quotes, or the name itself, as whole words that are no part of a
    longer name. Headings, links and code have none.
    """
    targets = {**dict.fromkeys(_longer(article, text), ""), **dict(_targets(article, text))}
    paragraphs = []
    for paragraph in text.paragraphs:
        markup, used = _link(paragraph, targets, article.language)
        paragraphs.append(markup)
        targets = {words: url for words, url in targets.items() if url not in used}
    return tuple(paragraphs)


def _longer(article: Article, text: ArticleText) -> Iterator[str]:
    """Names, as Markdown, that have no link but may contain other names: "Bank of England"."""
    quoted = text.evidence["organizations"].text if "organizations" in text.evidence else ""
    for _, words in _mentions(article.organizations, quoted):
        if words:
            yield escape(words)
    yield from (escape(candidate.name) for candidate in text.candidates if " " in candidate.name)


def _targets(article: Article, text: ArticleText) -> Iterator[tuple[str, str]]:
    """(Words as Markdown, path of a page's file relative to that of the article)."""
    path = markdown_path(article.url)
    for kind in LINKED:
        terms = article.terms(kind)
        for term, words in _mentions(terms, text.evidence[kind].text if kind in text.evidence else ""):
            if words:
                yield escape(words), link_path(path, term_url(kind, term.id))


def _mentions(terms: Sequence[Term], quoted: str) -> Iterator[tuple[Term, str]]:
    """Each term with the words that name it: those quoted for it, if each has its own, and its name."""
    phrases = quoted.split("; ")
    if len(phrases) == len(terms):
        yield from zip(terms, phrases, strict=True)
    yield from ((term, term.name) for term in terms)


def _link(paragraph: Paragraph, targets: Mapping[str, str], language: str) -> tuple[str, frozenset[str]]:
    """The paragraph with its links, and the targets of these links."""
    markup = paragraph.markup
    targets = {words: url for words, url in targets.items() if words in markup}
    if not any(targets.values()) or _SKIPPED.match(markup):
        return markup, frozenset()
    used: set[str] = set()
    pieces = (_linking(part, targets, used, language) if opened else part for opened, part in _parts(markup))
    return "".join(pieces), frozenset(used)


def _linking(text: str, targets: Mapping[str, str], used: set[str], language: str) -> str:
    """The text with a link at the first mention of each target that is not in ``used``, which grows.

    A target without an address only keeps the names that it contains from being linked.
    """
    # Longest first: "New York Times" is not "New York".
    names = sorted((words for words in targets if words in text), key=lambda name: (-len(name), name))
    pieces, end, free = [], 0, 0
    for at, place in sorted((at, place) for place, words in enumerate(names) for at in _places(text, words)):
        words = names[place]
        if at < free:
            continue
        free = at + len(words)
        target = targets[words]
        if target and target not in used and not is_in_longer_name(text, at, free, language):
            used.add(target)
            pieces += [text[end:at], f"[{words}]({target})"]
            end = free
    return "".join((*pieces, text[end:]))


def _places(text: str, words: str) -> Iterator[int]:
    """Positions of words as whole words, found without a pattern, whose compilation takes far longer."""
    at = text.find(words)
    while at >= 0:
        before, end = text[at - 1 : at], at + len(words)
        # After an exclamation mark, a link would be an image.
        if before != "!" and not _is_word(before) and not _is_word(text[end : end + 1]):
            yield at
        at = text.find(words, at + 1)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _parts(markup: str) -> Iterable[tuple[bool, str]]:
    """(Whether links are allowed, text), in order."""
    end = 0
    for match in _CLOSED.finditer(markup):
        yield True, markup[end : match.start()]
        yield False, match[0]
        end = match.end()
    yield True, markup[end:]
