"""``mkdocs serve`` and ``mkdocs build`` as a curator runs them, in a process of their own."""

from __future__ import annotations

import itertools
import os
import queue
import re
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import ROOT

PATIENCE = 60
# The message of a finished rebuild. MkDocs never repeats a line, so "Documentation built in 0.27 seconds" of
# two equally long builds would be printed only once.
REBUILT = "Reloading browsers"
SEED = "Council votes for the new bridge\n\nThe council voted on Monday. The bridge will cost a lot.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """An archive of its own with one seed and one hand-written page."""
    for name in ("seeds", "docs"):
        (tmp_path / name).mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(SEED)
    (tmp_path / "docs" / "about.md").write_text("# About\n")
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\nsite_name: Test\ntheme:\n  custom_dir: {ROOT}/theme\n"
        f"hooks: [{ROOT}/generator/site/hooks.py]\nextra: {{clipfile: {{introduction: ''}}}}\n"
    )
    return tmp_path


class Served:
    """A running ``mkdocs serve`` and its output so far."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self.lines.put(line)

    def wait_for(self, words: str) -> None:
        """Until a line holds ``words``."""
        end = time.monotonic() + PATIENCE
        seen = []
        while time.monotonic() < end:
            try:
                seen.append(self.lines.get(timeout=1))
            except queue.Empty:
                continue
            if words in seen[-1]:
                return
        raise AssertionError(f"never said {words!r}: {''.join(seen)}")

    def rebuilds_within(self, seconds: float) -> int:
        """How many builds end in the next seconds."""
        time.sleep(seconds)
        said = [self.lines.get_nowait() for _ in range(self.lines.qsize())]
        return sum(REBUILT in line for line in said)


@pytest.fixture
def free_port() -> int:
    """A port that nothing listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture
def served(project: Path, free_port: int) -> Iterator[Served]:
    """The archive served on a free port; ended after the test."""
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{free_port}"]
    environment = {**os.environ, "NO_COLOR": "1", "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    )
    try:
        yield Served(process, free_port)
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def test_an_edited_seed_and_an_edited_page_are_one_rebuild_each(project: Path, served: Served) -> None:
    served.wait_for("Serving on")
    site = f"http://127.0.0.1:{served.port}/"
    url = "articles/undated/council-votes-for-the-new-bridge"
    edits = {
        "seeds/a.txt": (SEED.replace("bridge", "harbour"), f"changed: a.txt → {site}{url}/"),
        "docs/about.md": ("# About us\n", f"no article changed; the site is at {site}"),
    }
    for path, (text, line) in edits.items():
        (project / path).write_text(text)
        served.wait_for(line)
        served.wait_for(REBUILT)
        assert served.rebuilds_within(4) == 0
    page = (project / f"docs/{url}.md").read_text()
    assert "title: Council votes for the new harbour" in page, "its address stays"


def test_mkdocs_build_alone_does_everything(project: Path) -> None:
    (project / "seeds" / "bad.txt").write_bytes(b"")
    build = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(build, cwd=project, capture_output=True, text=True, check=True)
    assert re.search(r"bad\.txt: \S+: ", done.stderr)
    assert (project / "site/articles/undated/council-votes-for-the-new-bridge/index.html").exists()
    assert (project / "site/search-index/index.json").exists()
    assert not (project / "site/search/search_index.json").exists()
    strict = subprocess.run([*build, "--strict"], cwd=project, capture_output=True, text=True, check=False)
    assert strict.returncode == 1


def test_the_command_line_says_what_happened_in_its_exit_code(project: Path) -> None:
    def clipfile(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "generator", *words]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
        return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False, env=env)

    done = clipfile("build", "--site", "elsewhere")
    assert done.returncode == 0, done.stderr
    assert f"The site is in {project}/elsewhere\n" in done.stderr
    assert "clipfile serve" in done.stderr.splitlines()[-1], "what to do next comes last"
    assert (project / "elsewhere" / "articles").is_dir()
    assert clipfile("convert", "--out", "[pages]").stderr.endswith(f"The pages are in {project}/[pages]\n")
    (project / "seeds" / "bad.txt").write_bytes(b"")
    assert clipfile("check").returncode == 1
    assert clipfile("convert").returncode == 1
    missing = clipfile("convert", "nowhere")
    assert missing.returncode == 2
    assert "Make it and put clippings into it" in missing.stderr
    (project / "mkdocs.yml").write_text("extra: {clipfile: {page_sise: 3}}")
    wrong = clipfile("convert")
    assert wrong.returncode == 2
    assert "did you mean 'page_size'?" in wrong.stderr


def test_the_command_line_says_where_the_site_is_served(project: Path, free_port: int) -> None:
    process = clipfile_serve(project, free_port)
    lines = list(itertools.takewhile(lambda line: "Serving on" not in line, process.stdout or ()))
    try:
        assert process.poll() is None
        assert any("1 articles" in line for line in lines), "the first build is reported before"
        with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/", timeout=PATIENCE) as page:
            assert page.status == 200
    finally:
        process.terminate()
        process.communicate(timeout=PATIENCE)


def test_a_port_in_use_is_reported_before_anything_is_built(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        output, _ = clipfile_serve(project, port).communicate(timeout=PATIENCE)
    assert f"Port {port} on 127.0.0.1 is in use. Stop the other server, or choose another port" in output
    assert f"--address 127.0.0.1:{port + 1}" in output
    assert not (project / "docs" / "articles").exists()


def clipfile_serve(project: Path, port: int) -> subprocess.Popen[str]:
    """``clipfile serve``, started in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "generator", "serve", "--address", f"127.0.0.1:{port}"],
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
    )
