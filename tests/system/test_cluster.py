"""A Dask cluster of our own: a scheduler and two worker processes, one of which dies half-way."""

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
from making import ROOT

from generator.model.errors import ClipfileError
from generator.system.executors import spread
from generator.system.work import Where, Work

PATIENCE = 60  # seconds until a cluster that does not come up fails the test
TEXT = "Council votes for bridge {n}\n\nThe vote was on Monday. Bridge {n} will cost a lot in Paris.\n"

Cluster = tuple[str, list[subprocess.Popen[bytes]]]


def add_to(shared: int) -> int:
    return shared


def slowly_added(state: int, item: int) -> tuple[int, int]:
    time.sleep(0.02)
    return state + item, os.getpid()


def version() -> str:
    return "1"


def version_by_process() -> str:
    return str(os.getpid())


SLOW = Work(add_to, slowly_added, version, chunk=2)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Address of a scheduler of our own, and its two worker processes."""
    folder = tmp_path / "cluster"
    folder.mkdir()
    file = folder / "scheduler.json"
    common = ["--host", "127.0.0.1", "--no-dashboard"]
    # The code that is tested, even if another copy of it is installed.
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "tests", ROOT)))}

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        with (folder / f"{len(started)}.log").open("wb") as log:
            command = [sys.executable, "-m", *arguments]
            started.append(subprocess.Popen(command, cwd=folder, env=here, stdout=log, stderr=log))
        return started[-1]

    started: list[subprocess.Popen[bytes]] = []
    try:
        start("distributed.cli.dask_scheduler", *common, "--port", "0", "--scheduler-file", str(file))
        wait_for(lambda: bool(address_in(file)))
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
    """HOST:PORT of the scheduler; empty until it has said all of it."""
    try:
        return str(json.loads(file.read_text())["address"]).removeprefix("tcp://")
    except (FileNotFoundError, ValueError):
        return ""


def test_other_software_on_the_cluster_is_refused(
    cluster: Cluster,
) -> None:
    work = Work(add_to, slowly_added, version_by_process)
    with pytest.raises(ClipfileError, match="not the version of Clipfile"):
        list(spread(work, 1, range(3), Where(cluster=cluster[0])))


def test_a_worker_that_dies_halfway_loses_nothing(
    cluster: Cluster,
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


@pytest.mark.parametrize(
    ("killed", "words"), [("workers", "no worker is left"), ("all", "does not answer any more")]
)
def test_a_cluster_that_ends_halfway_ends_the_run(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch, killed: str, words: str
) -> None:
    monkeypatch.setattr("generator.system.dask.ANSWERS_WITHIN", 1)
    address, workers = cluster
    pids = [worker.pid for worker in workers]
    results = spread(SLOW, 1000, range(500), Where(cluster=address))
    next(results)
    if killed == "all":
        pids.append(int(scheduler_of(address)))
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    with pytest.raises(ClipfileError, match=words):
        list(results)


def scheduler_of(address: str) -> str:
    """The process of a scheduler."""
    with Client(f"tcp://{address}", set_as_default=False) as client:  # type: ignore[no-untyped-call]
        return str(client.run_on_scheduler(os.getpid))


def test_a_site_built_while_a_worker_dies_is_the_same_to_the_byte(cluster: Cluster, tmp_path: Path) -> None:
    address, workers = cluster
    here, there = archive(tmp_path / "here"), archive(tmp_path / "there")
    assert start_build(here).wait() == 0
    build = start_build(there, "--executor", f"dask://{address}")
    wait_for(lambda: build.poll() is not None or any((there / "docs/.cache/pages").glob("*/*/*.html")))
    workers[0].kill()
    assert build.poll() is None, f"ends before the worker dies:\n{(there / 'build.log').read_text()}"
    assert build.wait() == 0, (there / "build.log").read_text()
    assert files(there / "site") == files(here / "site")


def archive(folder: Path) -> Path:
    """Enough articles for several chunks of conversion and of rendering."""
    (folder / "seeds").mkdir(parents=True)
    for number in range(160):
        (folder / "seeds" / f"{number}.txt").write_text(TEXT.format(n=number))
    (folder / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\nsite_name: Test\ntheme: {{custom_dir: {ROOT}/theme}}\n"
        f"hooks: [{ROOT}/generator/site/hooks.py]\nextra: {{clipfile: {{introduction: ''}}}}\n"
        "nav: [index.md]\n"
    )
    return folder


def start_build(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    with (folder / "build.log").open("wb") as log:
        command = [sys.executable, "-m", "generator", "build", *options]
        return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
