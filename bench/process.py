"""Run a command in a process of its own and measure it: seconds, and the memory of it and its children."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
INTERVAL = 0.05


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: wall-clock seconds, and peak memory in bytes of the whole process tree."""

    seconds: float
    memory: int


def measure(command: Sequence[str], folder: Path) -> Measured:
    """Run ``command`` in ``folder``.

    Memory is the sum over the command's processes of what each has to itself plus its part of what they
    share (PSS), sampled; where the system does not tell, the largest single process.

    Raises:
        SystemExit: the command failed; its last words are shown.
    """
    start = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
        watch = Watch(process.pid)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        watch.stop()
        output.seek(0)
        said = output.read().decode(errors="replace")
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1 says that some seeds have problems and all others were done, which a real corpus may well have.
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}\n{said[-2000:]}")
    return Measured(seconds, max(watch.peak, usage.ru_maxrss * 1024))


class Watch(threading.Thread):
    """Samples the memory of a process group until told to stop. ``peak`` is in bytes."""

    def __init__(self, group: int) -> None:
        super().__init__(daemon=True)
        self.group = group
        self.peak = 0
        self._done = threading.Event()

    def run(self) -> None:
        """Sample at every interval."""
        while not self._done.wait(INTERVAL):
            self.peak = max(self.peak, sum(map(memory, members(self.group))))

    def stop(self) -> None:
        """End the sampling and wait for it."""
        self._done.set()
        self.join()


def members(group: int) -> list[Path]:
    """The folders below /proc of the processes of one group."""
    folders = PROC.glob("[0-9]*") if PROC.is_dir() else ()
    return [folder for folder in folders if _group(folder) == group]


def _group(folder: Path) -> int:
    try:
        # The program's name stands in brackets and may itself hold spaces and brackets.
        return int((folder / "stat").read_text().rpartition(")")[2].split()[2])
    except (OSError, ValueError, IndexError):
        return -1


def memory(folder: Path) -> int:
    """Proportional set size in bytes of the process at a folder below /proc; 0 when it has ended."""
    try:
        text = (folder / "smaps_rollup").read_text()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)
