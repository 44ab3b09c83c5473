"""What is to be done, and who does it: the records that executors share."""

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
    """What to do. All parts are functions of a module: they travel by name.

    Attributes:
        begin: makes of what is sent (small) what a worker works with (large); once a worker process.
        each: one item to its result.
        version: digest of the software that ``each`` stands on, asked of every machine of a cluster.
        chunk: items sent at a time.
        parallel_from: below this number, starting workers takes longer than they save.
    """

    begin: Callable[[Shared], State]
    each: Callable[[State, Item], Result]
    version: Callable[[], str]
    chunk: int = 25
    parallel_from: int = 150


@dataclass(frozen=True, slots=True)
class Where:
    """Who does the work.

    Attributes:
        workers: processes of this machine; None means as many as there are processors.
        cluster: HOST:PORT of the scheduler of the cluster that does it instead, or empty.
    """

    workers: int | None = None
    cluster: str = ""

    @classmethod
    def named(cls, executor: str) -> Where:
        """What ``--executor`` says: a number of processes, ``local`` or ``dask://HOST:PORT``.

        Raises:
            ClipfileError: it says something else.
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
