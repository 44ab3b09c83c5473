"""Progress of a long run, for a person at a terminal."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import Progress as ProgressBar

# Called with (items done, items in total).
Progress = Callable[[int, int], None]


@contextlib.contextmanager
def counting(console: Console) -> Iterator[Progress | None]:
    """A progress bar for the seeds, or None when the console is not a terminal."""
    if not console.is_terminal:
        yield None
        return
    with ProgressBar(console=console, transient=True) as bar:
        task = bar.add_task("Converting")

        def step(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield step
