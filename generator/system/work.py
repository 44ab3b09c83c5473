"""Work to do, and where to do it: the records that executors share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.model.errors import ClipfileError

Shared = TypeVar("Shared")


State = TypeVar("State")


Item = TypeVar("Item")


Result = TypeVar("Result")


CLUSTER = "dask://"


LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Work(Generic[Shared, State, Item, Result]):
    """Work to do. The functions belong to modules, since they are sent to workers by name.

    Attributes:
        begin: turns what is sent (small) into the state of a worker (large), once in each process.
        each: turns one item into its result.
        version: digest of the software that ``each`` depends on; every machine of a cluster is asked for it.
        chunk: number of items sent at a time.
        parallel_from: number of items below which starting workers takes longer than they save.
        lost: the result of an item whose worker the system ended, mostly because memory ran out; None if
            there can be none, and the run has to end.
        sendable: whether what is shared can be sent to another process; otherwise only copies of this process
            have it, and where there can be none, this process does all.
        warm: loads what most items need. Where workers can be copies of this process, it begins and warms up
            once, and they share the result; otherwise this is not called.
    """

    begin: Callable[[Shared], State]
    each: Callable[[State, Item], Result]
    version: Callable[[], str]
    chunk: int = 25
    parallel_from: int = 150
    lost: Callable[[Shared, Item], Result] | None = None
    sendable: bool = True
    warm: Callable[[State], object] | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where to work.

    Attributes:
        workers: number of processes on this machine; None means one for each processor.
        cluster: HOST:PORT of the scheduler of a cluster to use instead, or empty.
    """

    workers: int | None = None
    cluster: str = ""

    @classmethod
    def named(cls, executor: str) -> Where:
        """The meaning of ``--executor``: a number of processes, ``local`` or ``dask://HOST:PORT``.

        Raises:
            ClipfileError: it is anything else.
        """
        address = executor.removeprefix(CLUSTER)
        host, _, port = address.rpartition(":")
        if executor.startswith(CLUSTER) and host and port.isdigit():
            return cls(cluster=address)
        if executor == LOCAL or (executor.isdecimal() and int(executor)):
            return cls(None if executor == LOCAL else int(executor))
        raise ClipfileError(
            f"--executor {executor}: no such executor. Write a number of processes, {LOCAL}, or "
            f"{CLUSTER}HOST:PORT of a Dask scheduler."
        )


HERE = Where()
