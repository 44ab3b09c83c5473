"""All executors give the same results in the same order."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.model.errors import ClipfileError, ConflictError
from generator.system.executors import Aside, spread
from generator.system.work import Where, Work


def add_to(shared: int) -> int:
    return shared


def added(state: int, item: int) -> int:
    return state + item


def version() -> str:
    return "1"


WORK = Work(add_to, added, version, chunk=3, parallel_from=10)


@pytest.mark.parametrize("where", [Where(1), Where(2)])
def test_results_come_in_the_order_of_the_items(where: Where) -> None:
    assert list(spread(WORK, 100, range(40), where)) == list(range(100, 140))


def test_nothing_to_do_starts_nothing() -> None:
    assert list(spread(WORK, 1, [], Where(cluster="127.0.0.1:1"))) == []


@pytest.mark.parametrize(
    "executor", ["dask://", "dask://host", "dask://host:port", "spark://host:1", "two", "0", ""]
)
def test_an_unknown_executor_is_refused_with_a_list_of_valid_ones(executor: str) -> None:
    with pytest.raises(ClipfileError, match="local, or dask://HOST:PORT"):
        Where.named(executor)


def test_executors_by_name() -> None:
    assert Where.named("local") == Where()
    assert Where.named("3") == Where(3)
    assert Where.named("dask://node-1:8786") == Where(None, "node-1:8786")


def test_a_scheduler_that_does_not_respond_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    dask = pytest.importorskip("generator.system.dask")
    monkeypatch.setattr(dask, "ANSWERS_WITHIN", 1)
    with pytest.raises(ClipfileError, match=r"127\.0\.0\.1:1: no Dask scheduler answers there"):
        list(spread(WORK, 1, range(3), Where(cluster="127.0.0.1:1")))


FOREVER = """
import os, time
from generator.system.executors import Where, Work, spread
def begin(shared): return shared
def each(state, item):
    os.write(1, b"works\\n")  # at once: both workers write here
    time.sleep(600)
def version(): return "1"
if __name__ == "__main__":
    list(spread(Work(begin, each, version, 1, 2), 0, range(4), Where(2)))
"""


def test_workers_of_a_build_that_is_killed_end_with_it(tmp_path: Path, root: Path) -> None:
    (tmp_path / "forever.py").write_text(FOREVER, encoding="utf-8")
    command = [sys.executable, "forever.py"]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE) as build:
        assert build.stdout
        assert build.stdout.readline() == b"works\n"
        build.kill()
        # Workers hold the other end of the pipe, too: it stays empty once the last one has ended.
        build.communicate(timeout=60)


def process(shared: int) -> tuple[int, list[int]]:  # noqa: ARG001 - as any other
    return os.getpid(), []


def warmed(state: tuple[int, list[int]]) -> None:
    state[1].append(os.getpid())


def begun_in(state: tuple[int, list[int]], item: int) -> tuple[int, list[int], bool]:  # noqa: ARG001
    return *state, os.getpid() != state[0]


def test_workers_are_copies_of_a_process_that_has_warmed_up() -> None:
    work = Work(process, begun_in, version, 3, 10, warm=warmed)
    here = os.getpid()
    for began, warm, elsewhere in spread(work, 0, range(20), Where(2)):
        assert elsewhere is (began == here)
        assert warm == ([here] if began == here else [])


def test_work_of_a_single_process_needs_no_warming() -> None:
    work = Work(process, begun_in, version, 3, 10, warm=warmed)
    assert list(spread(work, 0, range(2), Where(2))) == [(os.getpid(), [], False)] * 2


FATAL = {3, 17, 18, 39}


def dying(state: int, item: int) -> int:
    if item in FATAL:
        os.kill(os.getpid(), signal.SIGKILL)  # as the system does when memory runs out
    return state + item


def lost(shared: int, item: int) -> int:
    return -shared - item


def dying_at_once(shared: int) -> int:  # noqa: ARG001 - as any other
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


@pytest.mark.parametrize("chunk", [1, 3, 50])
def test_an_item_that_ends_its_worker_costs_itself_alone(chunk: int) -> None:
    work = Work(add_to, dying, version, chunk, 10, lost)
    made = list(spread(work, 100, range(40), Where(2)))
    assert made == [-100 - item if item in FATAL else 100 + item for item in range(40)]


def test_work_that_must_be_whole_ends_with_a_message() -> None:
    with pytest.raises(ClipfileError, match="The system ended a worker process, most likely because memory"):
        list(spread(Work(add_to, dying, version, 3, 10), 100, range(40), Where(2)))


def test_workers_that_cannot_start_end_the_run() -> None:
    with pytest.raises(ClipfileError, match="The system ended a worker process"):
        list(spread(Work(dying_at_once, added, version, 3, 10, lost), 100, range(40), Where(2)))


HELD = threading.Lock()


def free(item: int) -> int:
    """The item, if nobody holds a lock of this module for ever."""
    with HELD:
        return item


def refused(item: int) -> int:
    raise LookupError(item)


def test_a_process_does_not_wait_for_a_thread_of_the_process_that_started_it(root: Path) -> None:
    program = """if True:
        import threading
        from system import test_executors as own
        from generator.system.executors import Aside

        done = threading.Event()
        ready = threading.Event()

        def hold():
            with own.HELD:
                ready.set()
                done.wait()

        thread = threading.Thread(target=hold)
        thread.start()
        ready.wait()
        try:
            print(Aside(own.free, 5).result())
        finally:
            done.set()
    """
    paths = os.pathsep.join(map(str, (root, root / "tests")))
    shown = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert shown.stdout == "5\n"


def test_work_aside_gives_its_result_or_its_error() -> None:
    assert Aside(free, 7).result() == 7
    with pytest.raises(RuntimeError, match="LookupError: 8"):
        Aside(refused, 8).result()
    with pytest.raises(ClipfileError, match="ended a worker process"):
        Aside(os._exit, 0).result()
    unwanted = Aside(free, 9)
    unwanted.wait()


class OfTwoError(Exception):
    """An error that cannot be made again from its message."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")


class OfTwoClipfileError(ClipfileError):
    """The same, of those that users are told."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")


def failing(how: str) -> object:
    """Fail in a way, or return what cannot be sent."""
    if how == "exit":
        sys.exit("no more today")
    if how == "unsent":
        return threading.Lock()
    errors: dict[str, Exception] = {
        "two": OfTwoError("a.txt", "is odd"),
        "two told": OfTwoClipfileError("a.txt", "is odd"),
        "holds a lock": LookupError("a lock", threading.Lock()),
        "told": ConflictError("two pages have one address"),
        "disk": PermissionError(errno.EACCES, "not allowed", "a.txt"),
        "value": UnicodeDecodeError("utf-8", b"x", 0, 1, "odd byte"),
    }
    raise errors[how]


@pytest.mark.parametrize(
    ("how", "kind", "words"),
    [
        ("exit", RuntimeError, "SystemExit: no more today"),
        ("unsent", RuntimeError, "cannot pickle .*lock"),
        ("two", RuntimeError, r"OfTwoError: a\.txt: is odd"),
        ("two told", ClipfileError, r"^a\.txt: is odd$"),
        ("holds a lock", RuntimeError, "LookupError: .*a lock"),
        ("value", RuntimeError, "UnicodeDecodeError: .*odd byte"),
        ("told", ConflictError, "^two pages have one address$"),
        ("disk", PermissionError, r"not allowed: 'a\.txt'"),
    ],
)
def test_an_error_of_work_aside_is_told_as_what_it_is(how: str, kind: type[Exception], words: str) -> None:
    with pytest.raises(kind, match=words):
        Aside(failing, how).result()


def long_answer(length: int) -> str:
    return "x" * length


def test_an_unwanted_result_is_not_waited_for(root: Path) -> None:
    program = """if True:
        from system import test_executors as own
        from generator.system.executors import Aside

        unwanted = Aside(own.long_answer, 5_000_000)
        unwanted.wait()
        unwanted.wait()
    """
    paths = os.pathsep.join(map(str, (root, root / "tests")))
    environment = {**os.environ, "PYTHONPATH": paths}
    subprocess.run([sys.executable, "-c", program], env=environment, timeout=60, check=True)
