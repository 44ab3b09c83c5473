"""Work that is killed: by SIGKILL before each of its operations on files, and in the middle of each write."""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

# Audit events of operations that change files; "open" counts where it is for writing.
CHANGES = frozenset(
    {"open", "os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.truncate"}
)
# Bytes of a file that are written before the process dies.
HALF = 5


def deaths(work: Callable[[], object], folder: Path, renew: Callable[[], object]) -> Iterator[str]:
    """Run ``work`` again and again in a process of its own that dies ever later, until it does not die.

    Args:
        work: what to do.
        folder: operations on files below it count.
        renew: called before each run.

    Yields:
        After each death, the operation before or in which it was.
    """
    for half in (False, True):
        number = 0
        while True:
            renew()
            died, what = _run(work, str(folder), number, half=half)
            if not died:
                break
            yield what
            number += 1
        assert number or half, "nothing was changed"


def together(*works: Callable[[], object]) -> None:
    """Do each of these in a process of its own, at the same time. None may fail."""
    children = []
    for work in works:
        child = os.fork()
        if not child:
            status = 1
            try:
                work()
                status = 0
            except BaseException:  # noqa: BLE001 - the parent is told
                traceback.print_exc()
            os._exit(status)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * len(children)


def _run(work: Callable[[], object], folder: str, number: int, *, half: bool) -> tuple[bool, str]:
    """Whether the work died at an operation, and at which."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _die_at(number, folder, writer, half=half)
        try:
            work()
        except BaseException:  # noqa: BLE001 - the parent is told
            os.write(writer, traceback.format_exc().encode())
            os._exit(1)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        what = told.read().decode()
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL, -signal.SIGXFSZ), what
    return status != 0, what


def _die_at(number: int, folder: str, writer: int, *, half: bool) -> None:
    left = [number]

    def look(event: str, arguments: tuple[object, ...]) -> None:
        if event not in CHANGES or not str(arguments[0]).startswith(folder):
            return
        flags = arguments[2] if event == "open" else 0
        writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
        if not writes if half or event == "open" else False:
            return
        left[0] -= 1
        if left[0] >= 0:
            return
        os.write(writer, f"{event} {arguments[0]}\n".encode())
        if not half:
            os.kill(os.getpid(), signal.SIGKILL)
        # The kernel takes a few bytes of the file that is opened now, then ends the process.
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (HALF, HALF))

    sys.addaudithook(look)
