"""Work done in this process, in worker processes of this machine, or on a Dask cluster.

Conversion and rendering share one interface: what every worker needs is sent to it once, items are sent in
chunks, and results come back in the order of the items.
"""

from __future__ import annotations

import contextlib
import importlib
import multiprocessing
import os
import pickle
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import Connection
from typing import Any, Generic, ParamSpec, TypeVar

from generator.model.errors import ClipfileError
from generator.system.work import Item, Result, Shared, State, Where, Work

_Parameters = ParamSpec("_Parameters")
_Returned = TypeVar("_Returned")
_ENDED = (
    "The system ended a worker process, most likely because memory ran out. Finished work is kept. "
    "Run again with fewer processes at a time, such as --workers 1, or with more memory."
)


def spread(
    work: Work[Shared, Any, Item, Result],
    shared: Shared,
    items: Sequence[Item],
    where: Where,
    *,
    guarded: bool = False,
) -> Iterator[Result]:
    """The result of each item, in their order.

    Args:
        work: what to do.
        shared: what every worker needs.
        items: what to do it with.
        where: which processes do it; this one does all if they are few.
        guarded: whether no item is to be worked on in this process, which the system could end.

    If the system ends a worker process, its item gets the result of ``work.lost``, and the others are done.

    Raises:
        ClipfileError: the cluster does not answer, runs other software, or lost too many workers; a worker
            process cannot start, or was ended in work that must be whole.
    """
    if where.cluster:
        yield from _cluster().spread_on_cluster(work, shared, items, where.cluster)
        return
    workers = where.workers or os.cpu_count() or 1
    alone = workers < 2 or len(items) < work.parallel_from or not (work.sendable or _can_copy())
    if alone and not guarded:
        state = work.begin(shared) if items else None
        yield from (work.each(state, item) for item in items)
        return
    yield from _in_processes(work, shared, items, 1 if alone else workers)


def _in_processes(
    work: Work[Shared, Any, Item, Result], shared: Shared, items: Sequence[Item], workers: int
) -> Iterator[Result]:
    done = 0
    begun = _begun_here(work, shared)
    while done < len(items):
        try:
            with _pool(work, shared, workers, begun) as pool:
                for result in pool.map(_each, items[done:], chunksize=work.chunk):
                    yield result
                    done += 1
        except BrokenProcessPool as error:
            if work.lost is None:
                raise ClipfileError(_ENDED) from error
            # The end of one process ends the others, too. One of the next items did it, most likely.
            for result in _one_by_one(work, shared, items[done : done + workers * work.chunk], begun):
                yield result
                done += 1


def _begun_here(work: Work[Shared, State, Any, Any], shared: Shared) -> tuple[State, ...]:
    """The state of all workers if they can be copies of this process, which has warmed up; else nothing."""
    if work.warm is None or not _can_copy():
        return ()
    state = work.begin(shared)
    work.warm(state)
    return (state,)


def _one_by_one(
    work: Work[Shared, State, Item, Result], shared: Shared, items: Sequence[Item], begun: tuple[State, ...]
) -> Iterator[Result]:
    """The result of each item, of which one or more end the process that works on them."""
    assert work.lost  # noqa: S101 - asked before
    done = 0
    while done < len(items):
        with _pool(work, shared, 1, begun) as pool:
            try:
                pool.submit(os.getpid).result()
            except BrokenProcessPool as error:  # it ended before it had any item
                raise ClipfileError(_ENDED) from error
            try:
                for item in items[done:]:
                    yield pool.submit(_each, item).result()
                    done += 1
            except BrokenProcessPool:
                yield work.lost(shared, items[done])
                done += 1


class Aside(Generic[_Returned]):
    """One call in a process of its own, while this process goes on; no thread of this one waits for it."""

    def __init__(
        self,
        function: Callable[_Parameters, _Returned],
        *arguments: _Parameters.args,
        **options: _Parameters.kwargs,
    ) -> None:
        """Start it. A module's function, its arguments and its result are sent from process to process."""
        context: Any = multiprocessing.get_context(_start_method())
        self._answer, sends = context.Pipe(duplex=False)
        call = (sends, function, arguments, options)
        self._process = context.Process(target=_answer, args=call, daemon=True)
        self._process.start()
        sends.close()

    def result(self) -> _Returned:
        """Wait for what the function returns.

        Raises:
            ClipfileError: the system ended the process, or the function raised it.
            OSError: the function raised it.
            RuntimeError: the function raised something else, or returned what cannot be sent; it says what.
        """
        try:
            returned, error = self._answer.recv()
        except EOFError as ended:
            raise ClipfileError(_ENDED) from ended
        if error:
            raise error
        return returned  # type: ignore[no-any-return]

    def wait(self) -> None:
        """Wait for its end, and forget its result."""
        # A long one must be taken: the process has both ends of the pipe, and would wait to send the rest.
        with contextlib.suppress(EOFError, OSError):
            self._answer.recv_bytes()
        self._answer.close()
        self._process.join()


def _answer(
    sends: Connection, function: Callable[..., Any], arguments: tuple[Any, ...], options: dict[str, Any]
) -> None:
    end_with_parent()
    try:
        answer = pickle.dumps((function(*arguments, **options), None))
    except KeyboardInterrupt:  # the process that started this one reports it
        os._exit(1)
    except BaseException as error:  # noqa: BLE001 - raised again where the result is asked for
        answer = pickle.dumps((None, _as_sent(error)))
    with contextlib.suppress(BrokenPipeError):  # nobody asks for it any more
        sends.send_bytes(answer)


def _as_sent(error: BaseException) -> Exception:
    """An error that can be sent: one that users are told, or else one that names it."""
    if not isinstance(error, (ClipfileError, OSError)):
        return RuntimeError("".join(traceback.format_exception_only(error)).strip())
    with contextlib.suppress(Exception):
        again = pickle.loads(pickle.dumps(error))  # noqa: S301 - made here
        if type(again) is type(error) and str(again) == str(error):
            return error
    return ClipfileError(str(error)) if isinstance(error, ClipfileError) else OSError(str(error))


def _pool(
    work: Work[Shared, State, Any, Any], shared: Shared, workers: int, begun: tuple[State, ...]
) -> ProcessPoolExecutor:
    context = multiprocessing.get_context(_start_method())
    # A thread may have started since: then workers are no copies, and what has begun cannot be sent to them.
    arguments = (work, shared, begun if _can_copy() else ())
    return ProcessPoolExecutor(workers, context, initializer=_begin, initargs=arguments)


def _can_copy() -> bool:
    return (_start_method() or multiprocessing.get_start_method()) == "fork"


def _start_method() -> str | None:
    """How to start a process: by the default of the system, but never by a copy of one that has threads.

    A lock that a thread holds at that moment stays locked in the copy for ever, as that of ``tempfile`` did.
    """
    return None if threading.active_count() == 1 else "spawn"


def _cluster() -> Any:  # noqa: ANN401 - a module that is loaded only where it is asked for: it takes a second
    try:
        return importlib.import_module("generator.system.dask")
    except ModuleNotFoundError as error:
        raise ClipfileError(
            "Work on a cluster needs Dask: pip install 'clipfile[dask]', here and on its machines."
        ) from error


# What a worker process works with: the work and its state.
_state: list[tuple[Work[Any, Any, Any, Any], Any]] = []


def _begin(work: Work[Shared, State, Any, Any], shared: Shared, begun: tuple[State, ...]) -> None:
    end_with_parent()
    _state[:] = [(work, begun[0] if begun else work.begin(shared))]


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
