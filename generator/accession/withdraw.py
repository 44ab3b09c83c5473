"""Withdrawing an article: its sidecar declares that, and its text is kept or permanently removed.

The address keeps the words of a headline that is hidden, and so do ``data/addresses.txt``,
``data/withdrawn.jsonl`` and ``seeds/addresses.csv``, which also keeps the address of an article that became a
draft or was removed.
"""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

import yaml

from generator.accession.purge import OwnFiles, delete_document, delete_parts, scans_in
from generator.accession.save import schema_address
from generator.accession.yamltext import (
    SCHEMA_LINE,
    Statement,
    append,
    declared_nodes,
    fill,
    is_empty,
    nested_yaml,
    replace_value,
    to_yaml,
)
from generator.archive.archive import Archive
from generator.inputs.fields import KNOWN, parse_declaration
from generator.inputs.seeds import SIDECAR
from generator.inputs.strict_yaml import load_yaml
from generator.model.errors import ClipfileError
from generator.model.records import Article, Withdrawal
from generator.outputs.pages.redirects import former_address
from generator.system.files import create, rewrite

# How many similar names a message suggests.
SUGGESTIONS = 3


def find_article(archive: Archive, name: str, seeds: Path) -> Article:
    """The article, published or withdrawn, with that id, address, former address or seed.

    Args:
        archive: the archive.
        name: an id; an address, complete or relative to the site's root; or the path of a seed, relative to
            ``seeds`` or to the working directory.
        seeds: the folder of clippings, absolute.

    Raises:
        ClipfileError: there is no such article; the message suggests similar names.
    """
    articles = (*archive.articles, *archive.withdrawn)
    path = Path(name).resolve()
    seed = path.relative_to(seeds).as_posix() if path.is_relative_to(seeds) else name
    address = unquote(urlsplit(name).path).strip("/").removesuffix("index.html").strip("/")
    former = {owner: url for url, owner in archive.former.items()}
    for article in articles:
        if article.id == name or article.seed == seed or _answers(article, address, former):
            return article
    known = [key for article in articles for key in (article.id, article.seed, article.url)]
    near = difflib.get_close_matches(name, known, SUGGESTIONS)
    hint = f"Did you mean {', '.join(near)}?" if near else "Give an id, an address or a seed."
    raise ClipfileError(f"{name}: no published article matches. {hint}")


def _answers(article: Article, address: str, former: Mapping[str, str]) -> bool:
    """Whether an address is the article's present or former one, whatever the site's root."""
    earlier = former.get(article.id, "").strip("/")
    own = (article.url.strip("/"), earlier, *map(former_address, article.aliases))
    return any(f"/{address}".endswith(f"/{path}") for path in own if path)


def same_texts(archive: Archive, article: Article) -> Sequence[Article]:
    """The other published articles with the same text."""
    first = archive.originals.get(article.id, article.id)
    group = (archive.by_id.get(first), *archive.copies.get(first, ()))
    return [copy for copy in group if copy and copy.id != article.id]


def sidecar_of(seeds: Path, article: Article) -> Path:
    """The path of the article's sidecar, which may not exist.

    Raises:
        ClipfileError: the sidecar describes another document as well.
    """
    scans = scans_in(seeds, posixpath.dirname(article.seed))
    path = seeds / f"{scans.alone.get(article.seed) or posixpath.splitext(article.seed)[0]}{SIDECAR}"
    own = {article.seed, *scans.of}
    others = [
        name for name in _documents(path) if posixpath.join(posixpath.dirname(article.seed), name) not in own
    ]
    if others:
        raise ClipfileError(f"{path} also describes {', '.join(others)}. Rename one of the documents.")
    return path


def _documents(sidecar: Path) -> Iterable[str]:
    files = (path for path in sidecar.parent.iterdir() if path.stem == sidecar.stem and path != sidecar)
    return sorted(path.name for path in files if path.is_file())


def withdraw(
    article: Article, withdrawal: Withdrawal, seeds: Path, *, purge: bool, files: OwnFiles | None = None
) -> None:
    """Declare the withdrawal in the article's sidecar; with ``purge``, also delete its other files.

    Args:
        article: as it is published.
        withdrawal: what readers will see.
        seeds: the folder of clippings.
        purge: whether to delete files.
        files: what it has besides its document.

    Raises:
        ClipfileError: the sidecar cannot be extended, or a file cannot be written.
    """
    sidecar = _Sidecar(sidecar_of(seeds, article))
    files = files or OwnFiles()
    try:
        # First the sidecar: if the command is interrupted here, the article is withdrawn already.
        if not purge:
            sidecar.write(withdrawing(sidecar.text, article, withdrawal))
            return
        if not (files.is_empty or sidecar.is_new):
            # Only it may say what belongs to the article, so its words stay until that is deleted.
            if article.withdrawn is None:
                sidecar.write(_with_all_fields(sidecar.text, article, withdrawal, seeds))
            delete_parts(article, files, seeds)
        sidecar.write(remnant(article, withdrawal, seeds))
        delete_parts(article, files, seeds)
        delete_document(article, seeds)
    except OSError as error:
        raise ClipfileError(f"{error.filename}: cannot be written: {error.strerror}") from error


class _Sidecar:
    """A sidecar that is changed; its line endings stay."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.is_new = not path.exists()
        self.data = b"" if self.is_new else path.read_bytes()
        self.text = self.data.decode("utf-8-sig")
        self.ending = "\r\n" if "\r\n" in self.text else "\n"

    def write(self, text: str) -> None:
        """Replace the text."""
        data = text.replace("\r\n", "\n").replace("\n", self.ending).encode()
        if self.is_new:
            create(self.path, data)
        else:
            rewrite(self.path, data, self.data)
        self.is_new, self.data, self.text = False, data, text


def withdrawing(existing: str, article: Article, withdrawal: Withdrawal) -> str:
    """The text of a sidecar with the withdrawal added; comments, order and everything else stay as they are.

    It also declares the fields that determine the article's address, so that the notice keeps that address.

    Args:
        existing: the sidecar's text so far.
        article: as it is published.
        withdrawal: what readers will see.

    Raises:
        ClipfileError: ``existing`` is not YAML, or has a form that cannot be added to.
    """
    try:
        text = existing
        for field, value in _heading_fields(article, withdrawal).items():
            text = _set(text, field, value)
        text = _set(text, "status", "withdrawn")
        if "withdrawn" in declared_nodes(text):
            raise ClipfileError(
                "The sidecar already has a field 'withdrawn'. Remove it and run the command again."
            )
    except yaml.YAMLError as error:
        raise ClipfileError(f"The sidecar is not valid YAML; fix it first: {error}") from None
    text = append(text, _record(withdrawal))
    if not _holds(text, withdrawal):
        raise ClipfileError(
            "The sidecar has its fields in braces or in several documents. Put one on each line."
        )
    return text


def _with_all_fields(existing: str, article: Article, withdrawal: Withdrawal, seeds: Path) -> str:
    """The text of a sidecar with the withdrawal and every declared field, if need be in another form."""
    try:
        return withdrawing(existing, article, withdrawal)
    except ClipfileError:
        declared, _, _ = load_yaml(existing, "")
        needed = remnant(article, withdrawal, seeds)
        fields = declared if isinstance(declared, dict) else {}
        others = (field for field in fields if KNOWN.get(field, field) not in declared_nodes(needed))
        return "".join(to_yaml(Statement(field, fields[field], "")) for field in others) + needed


def remnant(article: Article, withdrawal: Withdrawal, seeds: Path) -> str:
    """The text of a sidecar that replaces a purged document: everything its notice needs."""
    values = {**_heading_fields(article, withdrawal), "aliases": list(article.aliases), "status": "withdrawn"}
    schema = schema_address(seeds, str(Path(article.seed).parent))
    blocks = (to_yaml(Statement(field, value, "")) for field, value in values.items() if value)
    return (f"{SCHEMA_LINE}{schema}\n" if schema else "") + "".join(blocks) + _record(withdrawal)


def _heading_fields(article: Article, withdrawal: Withdrawal) -> Mapping[str, str]:
    """The known fields that determine the notice's address and heading."""
    title = "" if withdrawal.hide_title else article.title
    values = {"id": article.id, "title": title, "date": article.date, "language": article.language}
    return {field: value for field, value in values.items() if value}


def _set(text: str, field: str, value: str) -> str:
    """``text`` with a field set to ``value``, unless it has another value; only ``status`` is overwritten."""
    node = declared_nodes(text).get(field)
    if node is None:
        return append(text, to_yaml(Statement(field, value, "")))
    if is_empty(node):
        return fill(text, node, value)
    return replace_value(text, node, value) if field == "status" else text


def _record(withdrawal: Withdrawal) -> str:
    return nested_yaml("withdrawn", _parts(withdrawal))


def _parts(withdrawal: Withdrawal) -> Iterator[Statement]:
    yield Statement("date", withdrawal.date, "")
    yield Statement("reason", withdrawal.reason, "")
    if withdrawal.hide_title:
        yield Statement("hide_title", True, "")


def _holds(text: str, withdrawal: Withdrawal) -> bool:
    declared, _ = parse_declaration(text, "")
    record = declared.values.get("withdrawn")
    return (
        declared.values.get("status") == "withdrawn"
        and isinstance(record, Mapping)
        and record.get("reason") == withdrawal.reason
    )
