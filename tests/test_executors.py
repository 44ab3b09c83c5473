"""The same results in the same order, whoever does the work; a cluster that loses a worker goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from distributed import Client

from generator.errors import ClipfileError
from generator.executors import Where, Work, spread

PATIENCE = 60  # seconds until a cluster that does not come up fails the test


def add_to(shared: int) -> int:
    return shared


def added(state: int, item: int) -> int:
    return state + item


def slowly_added(state: int, item: int) -> tuple[int, int]:
    time.sleep(0.02)
    return state + item, os.getpid()


def version() -> str:
    return "1"


def version_by_process() -> str:
    return str(os.getpid())


WORK = Work(add_to, added, version, chunk=3, parallel_from=10)
SLOW = Work(add_to, slowly_added, version, chunk=2)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Address of a scheduler of our own, and its two worker processes."""
    folder = tmp_path_factory.mktemp("cluster")
    file = folder / "scheduler.json"
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        with (folder / f"{len(started)}.log").open("wb") as log:
            command = [sys.executable, "-m", *arguments]
            started.append(subprocess.Popen(command, cwd=folder, env=here, stdout=log, stderr=log))
        return started[-1]

    started: list[subprocess.Popen[bytes]] = []
    try:
        start("distributed.cli.dask_scheduler", *common, "--port", "0", "--scheduler-file", str(file))
        wait_for(file.exists)
        worker = (
            "distributed.cli.dask_worker",
            "--scheduler-file",
            str(file),
            "--no-nanny",
            "--nthreads",
            "1",
        )
        workers = [start(*worker, *common) for _ in range(2)]
        address = address_in(file)
        with Client(f"tcp://{address}", set_as_default=False) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=PATIENCE)
        yield address, workers
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def wait_for(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not ready():
        assert time.monotonic() < deadline, "the cluster did not come up"
        time.sleep(0.1)


def address_in(file: Path) -> str:
    return str(json.loads(file.read_text())["address"]).removeprefix("tcp://")


@pytest.mark.parametrize("where", [Where(1), Where(2)])
def test_results_come_in_the_order_of_the_items(where: Where) -> None:
    assert list(spread(WORK, 100, range(40), where)) == list(range(100, 140))


def test_nothing_to_do_starts_nothing() -> None:
    assert list(spread(WORK, 1, [], Where(cluster="127.0.0.1:1"))) == []


@pytest.mark.parametrize("executor", ["dask://", "dask://host", "dask://host:port", "spark://host:1", "two"])
def test_an_executor_that_is_none_is_refused_with_those_there_are(executor: str) -> None:
    with pytest.raises(ClipfileError, match="local, or dask://HOST:PORT"):
        Where.named(executor)


def test_executors_by_name() -> None:
    assert Where.named("local", 3) == Where(3)
    assert Where.named("dask://node-1:8786") == Where(None, "node-1:8786")


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    dask = pytest.importorskip("generator.executors_dask")
    monkeypatch.setattr(dask, "ANSWERS_WITHIN", 1)
    with pytest.raises(ClipfileError, match=r"127\.0\.0\.1:1: no Dask scheduler answers there"):
        list(spread(WORK, 1, range(3), Where(cluster="127.0.0.1:1")))


@pytest.mark.xdist_group("cluster")
def test_other_software_on_the_cluster_is_refused(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    work = Work(add_to, added, version_by_process)
    with pytest.raises(ClipfileError, match="not the version of Clipfile"):
        list(spread(work, 1, range(3), Where(cluster=cluster[0])))


@pytest.mark.xdist_group("cluster")
def test_a_worker_that_dies_half_way_loses_nothing(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    address, workers = cluster
    results: list[int] = []
    pids: set[int] = set()
    for number, (result, pid) in enumerate(spread(SLOW, 1000, range(120), Where(cluster=address))):
        results.append(result)
        pids.add(pid)
        if number == 40:
            workers[0].send_signal(signal.SIGKILL)
    assert results == list(range(1000, 1120))
    assert len(pids) == 2, "both workers took part before one died"
    assert workers[0].wait() == -signal.SIGKILL
