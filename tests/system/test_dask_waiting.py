"""Waiting for a task of a Dask cluster, with answers made up: no cluster is started."""

from __future__ import annotations

import errno
from typing import Any

import pytest

from generator.model.errors import ClipfileError

dask = pytest.importorskip("generator.system.dask")
OWN = OSError(errno.ETIMEDOUT, "the network disk does not answer")


class MadeUp:
    """A task and its cluster: each wait ends as the next of ``ends`` says; more waits fail the test."""

    def __init__(self, *ends: tuple[str, Any], threads: int = 1) -> None:
        self.ends, self.status, self.threads = list(ends), "pending", threads
        self.last: Any = None
        self.asked = 0

    def result(self, timeout: float) -> object:
        assert timeout == dask.ANSWERS_WITHIN
        self.asked += 1
        assert self.asked < 10, "is asked over and over"
        # What has ended ends the same way for whoever asks again.
        self.status, end = self.ends.pop(0) if self.status == "pending" else (self.status, self.last)
        self.last = end
        if isinstance(end, Exception):
            raise end
        return end

    def done(self) -> bool:
        return self.status != "pending"

    def nthreads(self) -> dict[str, int]:
        return dict.fromkeys(["worker"][: self.threads], 1)


def waited(made_up: MadeUp) -> object:
    return dask._result(made_up, made_up)


@pytest.mark.parametrize("error", [OWN, TimeoutError("its own"), LookupError("8")])
def test_an_error_of_the_task_is_raised_and_not_waited_for(error: Exception) -> None:
    with pytest.raises(type(error)) as raised:
        waited(MadeUp(("error", error)))
    assert raised.value is error
    with pytest.raises(type(error)):
        waited(MadeUp(("pending", TimeoutError()), ("error", error)))


def test_a_long_task_is_waited_for() -> None:
    slow = [("pending", TimeoutError())] * 3
    assert waited(MadeUp(*slow, ("finished", 5))) == 5


def test_a_task_is_not_waited_for_without_workers() -> None:
    with pytest.raises(ClipfileError, match="no worker is left"):
        waited(MadeUp(*[("pending", TimeoutError())] * 2, threads=0))
