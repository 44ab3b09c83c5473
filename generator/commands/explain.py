"""``convert --explain``: what cleaning kept and removed of one seed, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from rich.console import Console
from rich.table import Table
from rich.text import Text

from generator.convert.pipeline import read_draft
from generator.inputs.seeds import SIDECAR, read_seeds
from generator.model.documents import Seed
from generator.model.errors import ClipfileError


class SeedLine(NamedTuple):
    """One line of a seed: its number (0 if unknown), its text, and the rule that removed it or ""."""

    line: int
    text: str
    rule: str


def explain(seeds: Path, name: str) -> list[SeedLine]:
    """Every kept and every removed line of one seed, in the order of the document.

    Args:
        seeds: the folder of clippings.
        name: the seed's path, relative to ``seeds`` or to the working directory.

    Raises:
        ClipfileError: there is no such seed, or it cannot be read.
    """
    draft, problems = read_draft(find_seed(seeds, name))
    if draft is None:
        raise ClipfileError("\n".join(map(str, problems)))
    text = [SeedLine(paragraph.line, paragraph.text, "") for paragraph in draft.paragraphs]
    removed = [SeedLine(line.line, line.text, line.rule) for line in draft.removed]
    return sorted([*text, *removed], key=lambda row: row.line)


def find_seed(seeds: Path, name: str) -> Seed:
    """The seed with that path, relative to ``seeds`` or to the working directory.

    Raises:
        ClipfileError: there is no such seed.
    """
    return named_seed(read_seeds(seeds)[0], seeds, name)


def named_seed(known_seeds: Iterable[Seed], seeds: Path, name: str) -> Seed:
    """The seed with that path, or with a sidecar of that path.

    Raises:
        ClipfileError: there is no such seed.
    """
    path = Path(name).resolve()
    names = {name, path.relative_to(seeds).as_posix() if path.is_relative_to(seeds) else name}
    stems = {spelling.removesuffix(SIDECAR) for spelling in names if spelling.endswith(SIDECAR)}
    for seed in known_seeds:
        if seed.path in names or str(PurePosixPath(seed.path).with_suffix("")) in stems:
            return seed
    raise ClipfileError(f"{name}: there is no such seed. Give its path relative to {seeds}.")


def print_explanation(rows: list[SeedLine], console: Console) -> None:
    """The rows as a table: kept text in green, removed text in red with its rule."""
    table = Table(show_lines=False, expand=True)
    table.add_column("line", justify="right")
    table.add_column("kept", ratio=3)
    table.add_column("removed", ratio=2)
    table.add_column("rule")
    for cells in _cells(rows):
        table.add_row(*cells)
    console.print(table)


def _cells(rows: list[SeedLine]) -> Iterator[tuple[Text, Text, Text, Text]]:
    for row in rows:
        line = Text(str(row.line or ""))
        if row.rule:
            yield line, Text(""), Text(row.text, style="red"), Text(row.rule, style="dim")
        else:
            yield line, Text(row.text, style="green"), Text(""), Text("")
