"""``clipfile new``: a text is pasted, what it says is shown, what it does not say is asked for."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import click
import typer
from rich.table import Table

from generator.accession.new import answered, look, questions, rows
from generator.accession.save import Clipping, Holdings
from generator.authority import load_authority
from generator.commands.options import DEFAULT_CONFIG, ConfigOption, SeedsOption, console, settings_of
from generator.convert import authority_folders
from generator.errors import ClipfileError
from generator.model import Article

END = "."


def new_command(
    file: Annotated[
        Path | None, typer.Argument(help="The text as a file; else it is pasted, written or piped in.")
    ] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it was published.")] = None,
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    ask: Annotated[bool, typer.Option("--ask/--no-ask", help="Ask for what the text does not say.")] = True,
) -> None:
    """Give an article: paste its text, see what was found and on what evidence, add what is missing."""
    ask = ask and sys.stdin.isatty()
    folder = settings_of(config).located(seeds=seeds).seeds
    data = file.read_bytes() if file and file.is_file() else _text(file).encode()
    suffix = file.suffix if file else ".txt"
    clipping = _described(data, suffix, folder, _answers(url, ask=ask), ask=ask)
    holdings = Holdings(folder)
    held = holdings.find(clipping)
    if held:
        raise ClipfileError(f"This text is already in the archive as {held}.")
    path = holdings.save(clipping)
    console.print(f"Written: {path}", markup=False, highlight=False)
    console.print(f"Now run: clipfile check {path}", markup=False, highlight=False)


def _text(file: Path | None) -> str:
    if file:
        raise ClipfileError(f"{file}: no such file.")
    if not sys.stdin.isatty():
        return sys.stdin.read()
    if typer.confirm("Write the text in an editor? (Else paste it here.)", default=False):
        return click.edit("", extension=".txt") or ""
    console.print(f"Paste the text, headline first. End with a line that holds only '{END}'.")
    return "\n".join(_pasted())


def _pasted() -> Iterator[str]:
    for line in sys.stdin:
        if line.strip() == END:
            return
        yield line.rstrip("\n")


def _answers(url: str | None, *, ask: bool) -> dict[str, object]:
    """The source as the person knows it: its address and, with it, today as the day of retrieval."""
    if url is None and ask:
        url = typer.prompt("Address of the article (empty if there is none)", default="", show_default=False)
    if not url:
        return {}
    source = answered({}, "source.url", url)
    return answered(source, "source.retrieved", dt.datetime.now(tz=dt.UTC).date().isoformat())


def _described(data: bytes, suffix: str, folder: Path, declared: dict[str, object], *, ask: bool) -> Clipping:
    authority, _ = load_authority(authority_folders(folder))
    article = look(data, suffix, authority, declared)
    _show(article)
    for field, hint in questions(article):
        if ask:
            declared = _asked(field, hint, declared)
        else:
            console.print(f"Not known: {field} ({hint}); write it into the sidecar.", highlight=False)
    return Clipping(data, suffix, str(declared.get("title") or article.title), declared)


def _asked(field: str, hint: str, declared: dict[str, object]) -> dict[str, object]:
    while True:
        answer = typer.prompt(f"{field} ({hint}; empty to skip)", default="", show_default=False)
        if not answer:
            return declared
        try:
            return answered(declared, field, answer)
        except ClipfileError as error:
            console.print(str(error), style="red", markup=False)


def _show(article: Article) -> None:
    table = Table("field", "value", "what it rests on", expand=True)
    for row in rows(article):
        table.add_row(*(click.unstyle(cell).replace("[", "\\[") for cell in row))
    console.print(table)
