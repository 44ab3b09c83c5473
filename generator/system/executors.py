"""Work done in this process, in worker processes of this machine, or on a Dask cluster.

Conversion and rendering share one interface: what every worker needs is sent to it once, items are sent in
chunks, and results come back in the order of the items.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from generator.model.errors import ClipfileError
from generator.system.work import Item, Result, Shared, Where, Work


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
        return importlib.import_module("generator.system.dask")
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
    """End this worker process when its build is killed; otherwise it would wait for work for ever."""
    threading.Thread(target=_wait_for_parent, name="parent", daemon=True).start()


def _wait_for_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _each(item: Any) -> Any:  # noqa: ANN401 - a process pool calls it by name, whatever the work is
    work, state = _state[0]
    return work.each(state, item)
