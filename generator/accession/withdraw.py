"""Withdrawing an article: the sidecar that says so, and the seed's text kept or removed for good."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

from generator.accession.save import schema_address
from generator.accession.yamltext import (
    SCHEMA_LINE,
    Statement,
    appended,
    empty,
    filled,
    nested,
    replaced,
    stated,
    written,
)
from generator.archive.archive import Archive
from generator.inputs.fields import parse_declaration
from generator.inputs.seeds import SIDECAR
from generator.model.errors import ClipfileError
from generator.model.records import Article, Withdrawal
from generator.outputs.pages.redirects import former_address

# Names that are offered in place of one that is not known.
OFFERED = 3


def find_article(archive: Archive, name: str, seeds: Path) -> Article:
    """The article of that id, address, former address or seed, also where it is withdrawn already.

    Args:
        archive: the archive.
        name: an id; an address, whole or below the site's root; or a seed's path, below the seeds or from the
            working directory.
        seeds: the folder of clippings, absolute.

    Raises:
        ClipfileError: there is none; the nearest names are offered.
    """
    articles = (*archive.articles, *archive.withdrawn)
    path = Path(name).resolve()
    seed = path.relative_to(seeds).as_posix() if path.is_relative_to(seeds) else name
    address = unquote(urlsplit(name).path).strip("/").removesuffix("index.html").strip("/")
    for article in articles:
        if article.id == name or article.seed == seed or _answers(article, address):
            return article
    known = [key for article in articles for key in (article.id, article.seed, article.url)]
    near = difflib.get_close_matches(name, known, OFFERED)
    hint = f"Did you mean {', '.join(near)}?" if near else "Name an id, an address or a seed."
    raise ClipfileError(f"{name}: no published article is called so. {hint}")


def _answers(article: Article, address: str) -> bool:
    """Whether an address, below whatever root, is that of the article or a former one of it."""
    own = (article.url.strip("/"), *map(former_address, article.aliases))
    return any(f"/{address}".endswith(f"/{one}") for one in own if one)


def same_texts(archive: Archive, article: Article) -> Sequence[Article]:
    """The other published articles that carry the text of this one."""
    first = archive.originals.get(article.id, article.id)
    group = (archive.by_id.get(first), *archive.copies.get(first, ()))
    return [one for one in group if one and one.id != article.id]


def sidecar_of(seeds: Path, article: Article) -> Path:
    """The sidecar that can speak for this article alone.

    Raises:
        ClipfileError: it would describe another document too.
    """
    path = (seeds / article.seed).with_suffix(SIDECAR)
    others = [one.name for one in _documents(path) if one.name != Path(article.seed).name]
    if others:
        raise ClipfileError(f"{path} would describe {', '.join(others)} too; give one of them another name.")
    return path


def _documents(sidecar: Path) -> Iterable[Path]:
    return sorted(one for one in sidecar.parent.iterdir() if one.stem == sidecar.stem and one != sidecar)


def withdrawing(existing: str, article: Article, withdrawal: Withdrawal) -> str:
    """The text of a sidecar with the withdrawal in it; all else stays as it is, comments and order too.

    It also states what the article's address is made of, so that the notice stands where the article stood.

    Args:
        existing: the sidecar's text so far.
        article: as it is published.
        withdrawal: what readers will see.

    Raises:
        ClipfileError: ``existing`` is of a form that cannot be added to.
    """
    try:
        text = existing
        for field, value in _placed(article, withdrawal).items():
            text = _stated(text, field, value)
        text = _stated(text, "status", "withdrawn")
        if "withdrawn" in stated(text):
            raise ClipfileError("The sidecar states 'withdrawn' already; remove it, then run again.")
    except yaml.YAMLError as error:
        raise ClipfileError(f"The sidecar cannot be read as YAML; mend it first: {error}") from None
    text = appended(text, _record(withdrawal))
    if not _holds(text, withdrawal):
        raise ClipfileError("The sidecar holds its fields in braces or in parts; write one a line first.")
    return text


def remnant(article: Article, withdrawal: Withdrawal, seeds: Path) -> str:
    """The text of a sidecar in the place of a document removed for good: what its notice needs."""
    values = {**_placed(article, withdrawal), "aliases": list(article.aliases), "status": "withdrawn"}
    schema = schema_address(seeds, str(Path(article.seed).parent))
    blocks = (written(Statement(field, value, "")) for field, value in values.items() if value)
    return (f"{SCHEMA_LINE}{schema}\n" if schema else "") + "".join(blocks) + _record(withdrawal)


def _placed(article: Article, withdrawal: Withdrawal) -> Mapping[str, str]:
    """What the notice's address and heading are made of, as far as it is known."""
    title = "" if withdrawal.hide_title else article.title
    values = {"id": article.id, "title": title, "date": article.date, "language": article.language}
    return {field: value for field, value in values.items() if value}


def _stated(text: str, field: str, value: str) -> str:
    """``text`` with a field that says ``value``; only ``status`` is changed where it says something else."""
    node = stated(text).get(field)
    if node is None:
        return appended(text, written(Statement(field, value, "")))
    if empty(node):
        return filled(text, node, value)
    return replaced(text, node, value) if field == "status" else text


def _record(withdrawal: Withdrawal) -> str:
    return nested("withdrawn", _parts(withdrawal))


def _parts(withdrawal: Withdrawal) -> Iterator[Statement]:
    yield Statement("date", withdrawal.date, "")
    yield Statement("reason", withdrawal.reason, "")
    if withdrawal.hide_title:
        yield Statement("hide_title", True, "")


def _holds(text: str, withdrawal: Withdrawal) -> bool:
    declared, _ = parse_declaration(text, "")
    found = declared.values.get("withdrawn")
    return (
        declared.values.get("status") == "withdrawn"
        and isinstance(found, Mapping)
        and found.get("reason") == withdrawal.reason
    )
