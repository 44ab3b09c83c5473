"""``clipfile new``: a text is pasted, what it says is shown, what it does not say is asked for."""

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
from generator.accession.save import Clipping, Holdings
from generator.authority.authority import load_authority
from generator.authority.folders import authority_folders
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.commands.paste import pasted
from generator.inputs.seeds import SIDECAR
from generator.model.errors import ClipfileError
from generator.model.records import FullArticle

Declared = Mapping[str, object]


def new_command(
    file: Annotated[
        Path | None, typer.Argument(help="The text as a file; else it is pasted, written or piped in.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it was published.")] = None,
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    ask: Annotated[bool, typer.Option("--ask/--no-ask", help="Ask for what the text does not say.")] = True,
) -> None:
    """Give an article: paste its text, see what was found and on what evidence, add what is missing.

    What is not answered is marked TODO in the sidecar.
    Exit codes: 0 written; 2 nothing done.
    """
    holdings = Holdings(settings_of(config).located(seeds=seeds).seeds)
    holdings.require()
    # A wrong address is said before a text is asked for.
    declared = _published(url) if url else {}
    try:
        clipping = _completed(_given(file, declared), holdings, ask=ask and sys.stdin.isatty())
    except (typer.Abort, KeyboardInterrupt):
        raise ClipfileError("Stopped; nothing was written.") from None
    path = holdings.save(clipping)
    _tell(f"Written: {path}")
    if clipping.todo:
        _tell(f"Not known: {', '.join(clipping.todo)}. Fill in what is marked TODO in {path.stem}{SIDECAR}.")
    _tell(f"Now run: clipfile check {shlex.quote(str(path))}")


def _tell(text: str) -> None:
    console.print(text, markup=False, highlight=False)


def _given(file: Path | None, declared: Declared) -> Clipping:
    data = _read(file) if file else _typed()
    if not data.strip():
        raise ClipfileError("There is no text. Run again, and paste the article, headline first.")
    return Clipping(data, file.suffix.lower() if file else ".txt", declared=declared)


def _read(file: Path) -> bytes:
    if file.is_dir():
        raise ClipfileError(f"{file}: is a folder. To take in all that lies in it: clipfile import {file}")
    try:
        return file.read_bytes()
    except OSError as error:
        raise ClipfileError(f"{file}: cannot be read: {error.strerror}") from None


def _typed() -> bytes:
    if not sys.stdin.isatty():
        return sys.stdin.buffer.read()
    if typer.confirm("Write the text in an editor? (Else paste it here.)", default=False):
        return _edited()
    console.print("Paste the text, headline first. End with a line that holds only '.'.")
    return pasted()


def _edited() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.txt"
        file.touch()
        try:
            click.edit(filename=str(file))
        except click.ClickException as error:
            raise ClipfileError(f"{error.message}. Name an editor in EDITOR, or paste the text.") from None
        return _read(file)


def _completed(clipping: Clipping, holdings: Holdings, *, ask: bool) -> Clipping:
    """The clipping with its name, with what the person answered, and with what is still to be found out."""
    _refuse_held(clipping, holdings)
    if ask and not clipping.url:
        source = _asked("Address of the article (empty if there is none)", _published)
        clipping = replace(clipping, declared=source or {})
        _refuse_held(clipping, holdings)
    authority, _ = load_authority(authority_folders(holdings.seeds))
    full = look(clipping, authority)
    _show(full)
    declared, todo = clipping.declared, {}
    for field, hint in missing(full):
        known = _answered(field, hint, declared) if ask and field in ASKED else None
        if known is None:
            todo[field] = hint
        declared = known or declared
    title = str(declared.get("title") or full.article.title)
    return replace(clipping, title=title, declared=declared, todo=todo)


def _refuse_held(clipping: Clipping, holdings: Holdings) -> None:
    held = holdings.find(clipping)
    if held:
        what = "An article from this address" if held == holdings.holds(clipping.url) else "This text"
        then = f"To say more of it: clipfile draft {shlex.quote(held)}"
        raise ClipfileError(f"{what} is already in the archive as {held}. {then}")


def _published(url: str) -> Declared:
    """The source as the person knows it: its address and, with it, today as the day of retrieval."""
    source = answered({}, "source.url", url)
    return answered(source, "source.retrieved", dt.datetime.now(tz=dt.UTC).date().isoformat())


def _answered(field: str, hint: str, declared: Declared) -> Declared | None:
    return _asked(f"{field} ({hint}; empty to skip)", lambda answer: answered(declared, field, answer))


def _asked(question: str, read: Callable[[str], Declared]) -> Declared | None:
    """What ``read`` makes of an answer, asked for until it is in order; None where there is none."""
    while True:
        answer = typer.prompt(question, default="", show_default=False).strip()
        if not answer:
            return None
        try:
            return read(answer)
        except ClipfileError as error:
            console.print(str(error), style="red", markup=False)


def _show(full: FullArticle) -> None:
    table = Table("field", "value", "what it rests on", expand=True)
    for row in rows(full):
        table.add_row(*(click.unstyle(cell).replace("[", "\\[") for cell in row))
    console.print(table)
