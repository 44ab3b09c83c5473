"""Progress of a long run, for a person at a terminal."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.progress import Progress as ProgressBar

# Seconds between two pictures of a progress bar.
_REFRESH = 0.1
# Called with (items done, items in total).
Progress = Callable[[int, int], None]


@contextlib.contextmanager
def counting(console: Console) -> Iterator[Progress | None]:
    """A progress bar for the seeds, or None when the console is not a terminal."""
    if not console.is_terminal:
        yield None
        return
    # Without the bar's own thread: a process with threads starts worker processes slowly.
    with ProgressBar(console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("Converting")
        shown = time.monotonic()

        def step(done: int, total: int) -> None:
            nonlocal shown
            now = time.monotonic()
            if due := now - shown >= _REFRESH:
                shown = now
            bar.update(task, completed=done, total=total, refresh=due)

        yield step
