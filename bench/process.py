"""Run a command in a process of its own and measure it."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took: wall-clock seconds, and the peak memory in bytes of its largest process."""

    seconds: float
    memory: int
    said: str = ""


def measure(command: Sequence[str], folder: Path) -> Measured:
    """Run ``command`` in ``folder``.

    Raises:
        SystemExit: the command failed; its last words are shown.
    """
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        # Also counts the processes that it started and waited for: the largest of all.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        output.seek(0)
        said = output.read().decode(errors="replace")
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1 says that some seeds have problems and all others were done, which a real corpus may well have.
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}\n{said[-2000:]}")
    return Measured(seconds, usage.ru_maxrss * 1024, said)
