"""Work on a Dask cluster: chunks of items as tasks, a bounded number of them under way.

A worker that dies loses nothing: the scheduler gives its tasks to others. Results are taken in the order of
the items, so that the output does not depend on who made what.
"""

from __future__ import annotations

import hashlib
import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from itertools import islice
from threading import Lock
from typing import Any, TypeVar

from distributed import Client, Future, KilledWorker
from distributed.comm.core import CommClosedError

from generator.model.errors import ClipfileError
from generator.system.work import Work

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Result = TypeVar("Result")

ANSWERS_WITHIN = 10  # seconds
_LEFT = (
    "The cluster does not answer any more: {}. Finished work is kept: start it, then run the command again."
)
# Chunks in progress per thread of the cluster: enough to keep it busy, few enough for its memory.
AHEAD = 4

# Of a worker process: the states begun in it, by digest; one thread at a time works with them.
_begun: dict[str, Any] = {}
_one_at_a_time = Lock()


def spread_on_cluster(
    work: Work[Shared, Any, Item, Result], shared: Shared, items: Sequence[Item], address: str
) -> Iterator[Result]:
    """The result of each item, in their order. See ``executors.spread``.

    Raises:
        ClipfileError: no scheduler or worker answers, other software runs there, or too many workers died.
    """
    if not items:
        return
    with _connected(address) as client:
        threads = _agreeing(client, work, address)
        sent = pickle.dumps((work, shared))
        # A task, not scattered data: the result of a task is computed again if its worker dies.
        kit = client.submit(_kit, sent, key=f"clipfile-kit-{hashlib.sha256(sent).hexdigest()}")
        client.replicate(kit)
        try:
            yield from _in_order(client, kit, work, shared, _chunks(items, work.chunk), AHEAD * threads)
        except KilledWorker as error:
            raise ClipfileError(
                f"{address}: several workers of the cluster died at one task ({error}). Their logs say why; "
                "often it is memory. Finished work is kept: fix the cause, then run the command again."
            ) from error


def _connected(address: str) -> Client:
    try:
        return Client(f"tcp://{address}", timeout=ANSWERS_WITHIN, set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise ClipfileError(
            f"{address}: no Dask scheduler answers there. Start one with 'dask scheduler', "
            "or leave --executor out."
        ) from error


def _agreeing(client: Client, work: Work[Any, Any, Any, Any], address: str) -> int:
    """The number of threads of the cluster, whose machines all run the software that runs here."""
    try:
        versions: dict[str, str] = client.run(work.version)
    except Exception as error:
        raise ClipfileError(
            f"{address}: a worker of the cluster cannot load Clipfile ({error}). "
            "Install this version there too."
        ) from error
    if not versions:
        raise ClipfileError(
            f"{address}: the cluster has no workers. Start some with 'dask worker {address}', then run again."
        )
    here = work.version()
    others = sorted(worker for worker, version in versions.items() if version != here)
    if others:
        raise ClipfileError(
            f"{', '.join(others)}: not the version of Clipfile and its libraries that is here; pages would "
            "differ. Install the same from requirements.lock on all machines."
        )
    return max(1, sum(client.nthreads().values()))  # type: ignore[no-untyped-call]


def _chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _in_order(  # noqa: PLR0913, PLR0917 - all is one stream of work
    client: Client,
    kit: Future[Any],
    work: Work[Shared, Any, Any, Any],
    shared: Shared,
    chunks: Iterator[Sequence[Any]],
    ahead: int,
) -> Iterator[Any]:
    def submit(chunk: Sequence[Any]) -> Future[Any]:
        return client.submit(_work_on, kit, chunk, pure=False)

    under_way = deque((chunk, submit(chunk)) for chunk in islice(chunks, ahead))
    while under_way:
        chunk, future = under_way.popleft()
        try:
            done = _result(client, future)
        except KilledWorker:
            if work.lost is None:
                raise
            done = []
            for item in chunk:  # one of them ended several workers
                try:
                    done += _result(client, submit([item]))
                except KilledWorker:
                    done.append(work.lost(shared, item))
        under_way.extend((chunk, submit(chunk)) for chunk in islice(chunks, 1))
        yield from done


def _result(client: Client, future: Future[Any]) -> Any:  # noqa: ANN401 - of whatever the work makes
    """Wait for a task, as long as there is somebody to do it.

    Raises:
        ClipfileError: the scheduler or all workers are gone.
        Exception: the task's own.
    """
    was_without = False
    while True:
        try:
            return future.result(timeout=ANSWERS_WITHIN)
        except TimeoutError:
            if future.status == "error":  # the task's own, as of a network disk: no wait changes it
                return future.result(timeout=ANSWERS_WITHIN)
            is_without = not client.nthreads()  # type: ignore[no-untyped-call]
            if is_without and was_without:
                raise ClipfileError(_LEFT.format("no worker is left")) from None
            was_without = is_without
        except (CancelledError, CommClosedError) as error:
            raise ClipfileError(_LEFT.format("its scheduler ended")) from error


def _kit(sent: bytes) -> tuple[str, bytes]:
    return hashlib.sha256(sent).hexdigest(), sent


def _work_on(kit: tuple[str, bytes], chunk: Sequence[Any]) -> list[Any]:
    digest, sent = kit
    with _one_at_a_time:
        if digest not in _begun:
            work, shared = pickle.loads(sent)  # noqa: S301 - who may give tasks to a cluster may run code there
            _begun.clear()
            _begun[digest] = work, work.begin(shared)
        work, state = _begun[digest]
        return [work.each(state, item) for item in chunk]
