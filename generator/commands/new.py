"""``clipfile new``: shows what a pasted text says, and asks for what it does not say."""

from __future__ import annotations

import datetime as dt
import shlex
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import click
import typer
from rich.table import Table

from generator.accession.new import ASKED, answered, look, missing, rows
from generator.accession.pictures import copy_pictures, sentences
from generator.accession.save import Clipping, Holdings
from generator.authority.authority import load_authority
from generator.authority.folders import authority_folders
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, say, settings_of
from generator.commands.paste import pasted
from generator.inputs.seeds import SIDECAR
from generator.model.errors import ClipfileError
from generator.model.records import FullArticle

Declared = Mapping[str, object]


def new_command(
    file: Annotated[
        Path | None, typer.Argument(help="File with the text. Without one, you paste, write or pipe it in.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Address of the published article.")] = None,
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    ask: Annotated[
        bool, typer.Option("--ask/--no-ask", help="Ask for details that the text does not give.")
    ] = True,
) -> None:
    """Add an article: paste its text, see what was found and why, and fill in what is missing.

    Whatever you skip is marked TODO in the sidecar.
    Exit codes: 0 saved; 2 nothing saved.
    """
    holdings = Holdings(settings_of(config).located(seeds=seeds).seeds)
    holdings.require()
    # Checked before a person pastes a text.
    declared = _published(url) if url else {}
    try:
        clipping = _completed(_clipping(file, declared), holdings, ask=ask and sys.stdin.isatty())
    except (typer.Abort, KeyboardInterrupt):
        raise ClipfileError("Stopped. Nothing was saved.") from None
    path = holdings.save(clipping)
    say(f"Saved {path}")
    if file:
        copied = copy_pictures(file, path, holdings.seeds)
        if copied.saved:
            say(f"Copied pictures: {copied.saved}, to {path.with_name(copied.folder)}")
        for line in sentences(copied.faults):
            say(line, style="yellow")
    if clipping.todo:
        unknown = ", ".join(clipping.todo)
        say(f"Still unknown: {unknown}. Fill them in where {path.with_suffix(SIDECAR)} says TODO.")
    say(f"To check the article, run: clipfile check {shlex.quote(str(path))}")


def _clipping(file: Path | None, declared: Declared) -> Clipping:
    data = _read(file) if file else _entered()
    if not data.strip():
        raise ClipfileError("There is no text. Run the command again and paste the article, headline first.")
    return Clipping(data, file.suffix.lower() if file else ".txt", declared=declared)


def _read(file: Path) -> bytes:
    if file.is_dir():
        raise ClipfileError(f"{file}: this is a folder. To import its files, run: clipfile import {file}")
    try:
        return file.read_bytes()
    except OSError as error:
        raise ClipfileError(f"{file}: cannot be read: {error.strerror}") from None


def _entered() -> bytes:
    if not sys.stdin.isatty():
        return sys.stdin.buffer.read()
    if typer.confirm("Write the text in an editor? (Otherwise paste it here.)", default=False):
        return _edited()
    say("Paste the text, headline first. Finish with a line that contains only a full stop (.).")
    return pasted()


def _edited() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.touch()
        try:
            click.edit(filename=str(file))
        except click.ClickException as error:
            raise ClipfileError(f"{error.message}. Set EDITOR to an editor, or paste the text.") from None
        return _read(file)


def _completed(clipping: Clipping, holdings: Holdings, *, ask: bool) -> Clipping:
    """The clipping with a title to name it by, the person's answers, and what is still unknown."""
    _refuse_existing(clipping, holdings)
    if ask and not clipping.url:
        source = _ask("Address of the article (leave empty if there is none)", _published)
        clipping = replace(clipping, declared=source or {})
        _refuse_existing(clipping, holdings)
    authority, _ = load_authority(authority_folders(holdings.seeds))
    full = look(clipping, authority)
    _show(full)
    declared, todo = clipping.declared, {}
    for field, hint in missing(full):
        answer = _ask_for(field, hint, declared) if ask and field in ASKED else None
        if answer is None:
            todo[field] = hint
        declared = answer or declared
    title = str(declared.get("title") or full.article.title)
    return replace(clipping, title=title, declared=declared, todo=todo)


def _refuse_existing(clipping: Clipping, holdings: Holdings) -> None:
    existing = holdings.find(clipping)
    if existing:
        what = "An article from this address" if existing == holdings.holds(clipping.url) else "This text"
        remedy = f"To add details, run: clipfile draft {shlex.quote(existing)}"
        raise ClipfileError(f"{what} is already in the archive: {existing}. {remedy}")


def _published(url: str) -> Declared:
    """The source that a person gives by its address, retrieved today."""
    source = answered({}, "source.url", url)
    return answered(source, "source.retrieved", dt.datetime.now(tz=dt.UTC).date().isoformat())


def _ask_for(field: str, hint: str, declared: Declared) -> Declared | None:
    return _ask(f"{field} ({hint}; leave empty to skip)", lambda answer: answered(declared, field, answer))


def _ask(question: str, read: Callable[[str], Declared]) -> Declared | None:
    """What ``read`` makes of the answer, repeating the question until it is valid; None for no answer."""
    while True:
        answer = typer.prompt(question, default="", show_default=False).strip()
        if not answer:
            return None
        try:
            return read(answer)
        except ClipfileError as error:
            say(str(error), style="red")


def _show(full: FullArticle) -> None:
    table = Table("field", "value", "evidence", expand=True)
    for row in rows(full):
        table.add_row(*(click.unstyle(cell).replace("[", "\\[") for cell in row))
    console.print(table)
