"""Run a command in its own process and measure it."""

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
    """One run: wall-clock seconds, peak memory of its largest process in bytes, and its output."""

    seconds: float
    memory: int
    output: str = ""


def measure(command: Sequence[str], folder: Path) -> Measured:
    """Run ``command`` in ``folder``.

    Raises:
        SystemExit: the command failed; the message has the end of its output.
    """
    with tempfile.TemporaryFile() as file:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=file, stderr=subprocess.STDOUT)
        # This includes the processes that it started and waited for; the memory is that of the largest.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        file.seek(0)
        output = file.read().decode(errors="replace")
    process.returncode = os.waitstatus_to_exitcode(status)
    # 1 means that some seeds have errors and all others were done, which is normal for a real corpus.
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}\n{output[-2000:]}")
    return Measured(seconds, usage.ru_maxrss * 1024, output)
