"""What many tests share: the development data, and the demo as a reader sees it, in a real browser."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
from browser.demo import Demo, build_demo, serve_demo
from browser.find_browser import MISSING, find_browser, flags
from browser.visits import Visitor
from playwright.sync_api import Browser, expect, sync_playwright

from generator.authority.authority import Authority
from generator.authority.cache import AuthorityMemory, cached_authority
from generator.authority.entry import Entry
from generator.authority.read import parse_file
from generator.model.problem import Problem

ROOT = Path(__file__).resolve().parent.parent
# Each archive parses the base set of names and builds what finds them in a text, which takes longer than the
# rest of a conversion of a few seeds. The tests convert hundreds of archives in a few processes, and
# its files are the same in all of them.
PARSED = functools.lru_cache(maxsize=8)(parse_file)
pytest.MonkeyPatch().setattr("generator.authority.authority.parse_file", PARSED)


@functools.lru_cache(maxsize=4)
def _authority(entries: bytes) -> Authority:
    authority = Authority({entry.key: entry for entry in msgspec.msgpack.decode(entries, type=list[Entry])})
    # Worker processes are copies of this one, and have the index too.
    authority.index()
    return authority


def shared_authority(
    folders: Sequence[Path], docs: Path, memory: AuthorityMemory | None = None
) -> tuple[Authority, tuple[Problem, ...]]:
    """``cached_authority``, but archives with the same entries in one process have the same authority."""
    authority, problems = cached_authority(folders, docs, memory)
    return _authority(msgspec.msgpack.encode(list(authority.entries.values()))), problems


pytest.MonkeyPatch().setattr("generator.convert.convert.cached_authority", shared_authority)
# Tests give worker processes patched functions, which only copies of this process have. Its
# threads are servers that wait for a request.
pytest.MonkeyPatch().setattr("generator.system.executors._start_method", lambda: None)
# Milliseconds; generous, because the machine may be busy.
expect.set_options(timeout=15_000)


# Files whose tests take longest, the longest first: begun last, one of them would run on while all other
# processes have finished.
LONG = (
    "project/test_backtracking_patterns.py",
    "quality/test_floors.py",
    "site/test_stock_material.py",
    "browser/test_hostile_site.py",
    "site/test_store.py",
    "site/test_interrupted.py",
    "site/test_serve.py",
    "project/test_repeated_phrases.py",
    "project/test_readme.py",
    "site/test_store_states.py",
    "browser/test_thousand.py",
    "browser/test_whole_site.py",
    "extract/test_markdown.py",
    "convert/test_incremental.py",
    "convert/test_handover.py",
    "accession/test_starter.py",
    "system/test_cluster.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; ``--no-loadscope-reorder`` keeps this order."""
    order = {ROOT / "tests" / name: number for number, name in enumerate(LONG)}
    assert all(path.exists() for path in order), "a file of LONG was renamed"
    items.sort(key=lambda item: order.get(item.path, len(order)))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data next to the project; tests that need it are skipped if it is missing."""
    folder = ROOT.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("needs the development data in ../shared, which is not here")
    return folder


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder of this run that all of its workers share, for what is made once."""
    base = tmp_path_factory.getbasetemp()
    # Workers have a folder each below the one they share; without workers there is only one.
    return base if worker_id == "master" else base.parent


@pytest.fixture(scope="session")
def demo(common: Path) -> Iterator[Demo]:
    """The demonstration archive, built once a run and served below a path prefix."""
    with serve_demo(build_demo(common / "demo")) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. Missing is a failure, never a skip: these tests are the proof."""
    program = find_browser()
    if program is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=flags())
        yield running
        running.close()


@pytest.fixture
def visitor(browser: Browser, demo: Demo) -> Iterator[Visitor]:
    """Opens pages. Afterwards, in every test, no page may have caused an error or contacted another host."""
    opened = Visitor(browser, demo)
    yield opened
    assert opened.faults == []
