"""Permanent ids and addresses for all articles of an archive."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import xxhash
from msgspec.structs import replace

from generator.model.addresses import UNTITLED, address_id, article_url, is_undated
from generator.model.kinds import KINDS
from generator.model.names import name_id
from generator.model.problem import Problem
from generator.model.records import Article, Term
from generator.model.slugs import Scheme, slug

_NONE: Mapping[str, str] = MappingProxyType({})


def assign(
    articles: Iterable[Article],
    scheme: Scheme = "unicode",
    given: Mapping[str, str] = _NONE,
    reserved: Mapping[str, str] = _NONE,
) -> tuple[list[Article], list[Problem]]:
    """Give each article its permanent id and address.

    A declared ``id`` is used unchanged. Otherwise it is that of the address that the article was
    ``given`` earlier, by the path of its seed, or else the slug of the headline. The given address also stays
    if the text now seems to be of another date, unless a curator declares it, and if the article is
    withdrawn. If an article whose seed sorts first has the same slug, the start of the seed path's digest is
    added, and a warning explains how to choose a better id. In the scheme ``date-id`` it is the date with
    that digest.

    Args:
        articles: of the archive.
        scheme: of their addresses.
        given: path of a seed → address that its article was given earlier.
        reserved: id in an address that others may link to → path of the seed that had it. No other article
            gets it, unless a curator declares it.

    Returns:
        The articles in the order in which they got their ids, without those whose declared id is taken, and
        the problems.
    """
    named, problems = _name(articles, scheme, given, reserved)
    return [_with_id(article, name, scheme, given) for article, name in named], problems


def _name(
    articles: Iterable[Article],
    scheme: Scheme,
    given: Mapping[str, str],
    reserved: Mapping[str, str] = _NONE,
) -> tuple[list[tuple[Article, str]], list[Problem]]:
    """As ``assign``, but with each article's id next to it."""
    ordered = sorted(articles, key=lambda article: (not article.id, article.seed not in given, article.seed))
    owners = {_on_disk(name): seed for name, seed in reserved.items()}
    taken: dict[str, str] = {}
    named: list[tuple[Article, str]] = []
    problems = []
    for article in ordered:
        candidate = article.id or address_id(given.get(article.seed, "")) or _candidate(article, scheme)
        first = taken.get(_on_disk(candidate))
        if first is None and not article.id:
            owner = owners.get(_on_disk(candidate), article.seed)
            first = owner if owner != article.seed else None
        if first is None:
            name = candidate
        elif article.id:
            message = f"id {candidate!r} is already used by {first}; declare a different id"
            problems.append(Problem(article.seed, 0, "id-taken", message))
            continue
        else:
            digest = _digest(article)
            name = f"{candidate}-{digest[:6]}"
            name = name if _on_disk(name) not in taken else f"{candidate}-{digest}"
            what = "address" if article.seed in given else "headline"
            message = f"has the same {what} as {first}; declare 'id:' for a better address than {name}"
            problems.append(Problem(article.seed, 0, "same-headline", message, "warning"))
        taken[_on_disk(name)] = article.seed
        named.append((article, name))
    return named, problems


def former_addresses(
    articles: Sequence[Article],
    described: Iterable[Article],
    schemes: Sequence[Scheme],
    given: Mapping[str, str] = _NONE,
) -> Mapping[str, str]:
    """Address → id of the article that had it in an earlier scheme, where it has another one now.

    Args:
        articles: with their ids and addresses.
        described: the same articles before they got any.
        schemes: the present one, then the earlier ones, the most recent first.
        given: path of a seed → address that its article was given, in whatever scheme.
    """
    now = {article.url for article in articles}
    ids = {article.seed: article.id for article in articles}
    former: dict[str, str] = {}
    unnamed = [article for article in described if article.seed in ids]
    is_ascii = all((article.id or article.slug or slug(article.title)).isascii() for article in unnamed)
    for scheme in schemes[1:]:
        if is_ascii and "date-id" not in {schemes[0], scheme}:
            continue
        for article, name in _name(unnamed, scheme, given)[0]:
            url = article_url(article.date, name) if name != ids[article.seed] else ""
            if url and url not in now:
                former.setdefault(url, ids[article.seed])
    return former


def _candidate(article: Article, scheme: Scheme) -> str:
    if scheme == "date-id":
        return f"{article.date or 'undated'}-{_digest(article)[:8]}"
    words = article.slug or slug(article.title)
    return (slug(article.title, scheme) if not words.isascii() and scheme == "ascii" else words) or UNTITLED


def _digest(article: Article) -> str:
    return hashlib.sha256(article.seed.encode(errors="surrogatepass")).hexdigest()


def _on_disk(name: str) -> str:
    """What two names have in common that are one file on a disk without capitals: ``Bay`` and ``bay``."""
    return name.casefold()


def _with_id(article: Article, name: str, scheme: Scheme, given: Mapping[str, str]) -> Article:
    url, before = article_url(article.date, name), given.get(article.seed, "")
    guessed = "date" in article.unsettled and not is_undated(before)
    # A withdrawal declares the date that the text seemed to have, which must not move the notice.
    if address_id(before) == name and (guessed or article.withdrawn):
        url = before
    digest = xxhash.xxh3_128_digest(b"\0".join((article.digest, name.encode(), url.encode())))
    terms = _in_ascii(article) if scheme == "ascii" else {}
    return replace(article, id=name, url=url, digest=digest if article.digest else b"", **terms)


def _in_ascii(article: Article) -> dict[str, tuple[Term, ...]]:
    """The terms of each kind that has ids beyond ASCII, which are those of names, with other ids."""
    named = {kind: article.terms(kind) for kind in KINDS}
    return {
        kind: tuple(
            [term if term.id.isascii() else Term(name_id(term.name, "ascii"), term.name) for term in terms]
        )
        for kind, terms in named.items()
        if not all(term.id.isascii() for term in terms)
    }
