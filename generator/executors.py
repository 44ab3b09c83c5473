"""Where work is done: in this process, in worker processes of this machine, or on a Dask cluster.

One interface for conversion and rendering: what every worker needs is sent to it once, items go in chunks,
and results come back in the order of the items, whoever made them.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from generator.errors import ClipfileError

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


def spread(
    work: Work[Shared, Any, Item, Result], shared: Shared, items: Sequence[Item], where: Where
) -> Iterator[Result]:
    """The result of each item, in their order.

    Raises:
        ClipfileError: the cluster does not answer, runs other software, or lost too many workers.
    """
    if where.cluster:
        yield from _cluster().spread_on_cluster(work, shared, items, where.cluster)
        return
    workers = where.workers or os.cpu_count() or 1
    if workers < 2 or len(items) < work.parallel_from:
        state = work.begin(shared) if items else None
        yield from (work.each(state, item) for item in items)
        return
    with ProcessPoolExecutor(workers, initializer=_begin, initargs=(work, shared)) as pool:
        yield from pool.map(_each, items, chunksize=work.chunk)


def _cluster() -> Any:  # noqa: ANN401 - a module that is loaded only where it is asked for: it takes a second
    try:
        return importlib.import_module("generator.executors_dask")
    except ModuleNotFoundError as error:
        raise ClipfileError(
            "Work on a cluster needs Dask: pip install 'clipfile[dask]', here and on its machines."
        ) from error


# What a worker process works with: the work and its state.
_state: list[tuple[Work[Any, Any, Any, Any], Any]] = []


def _begin(work: Work[Shared, Any, Any, Any], shared: Shared) -> None:
    end_with_parent()
    _state[:] = [(work, work.begin(shared))]


def end_with_parent() -> None:
    """From now on a worker process ends when its build is killed: it would wait for work for ever."""
    threading.Thread(target=_wait_for_parent, name="parent", daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _each(item: Any) -> Any:  # noqa: ANN401 - a process pool calls it by name, whatever the work is
    work, state = _state[0]
    return work.each(state, item)
