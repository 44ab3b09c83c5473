"""A build that is killed, or whose disk is full, leaves the previous site intact; the next build goes on."""

from __future__ import annotations

import errno
import importlib
import os
import shutil
import signal
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

import pytest
from making import ROOT
from searching import shard_list

from generator.convert.convert import convert
from generator.inputs.settings import Settings, load_settings
from generator.model.errors import ClipfileError
from generator.site.render.store import FOLDER
from generator.site.run import build_site
from generator.site.trees import trees
from generator.site.trees.swap import SiteFolders
from generator.system.locking import lock

TEXT = "Council votes for bridge {n}\n\nThe council voted on Monday. Bridge {n} will cost a lot in Paris.\n"
# Where the process dies: the module, the function, and at which of its calls.
POINTS = {
    "rendering": ("site.render.renderer", "Renderer.render", 2),
    "linking pages": ("site.trees.trees", "_put", 9),
    "writing the record": ("site.trees.trees", "_write_record", 1),
    "indexing": ("site.search.index", "index_articles", 1),
    "indexing pages that people wrote": ("site.search.index", "index_pages", 1),
    "placing the index": ("site.search.index", "SearchIndex.place", 1),
    "before the first rename": ("site.trees.swap", "SiteFolders.put_in_place", 1),
    "after the first rename": ("pathlib", "Path.rename", 2),
    "after the second rename": ("pathlib", "Path.rename", 3),
}


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An archive of six articles, its site built."""
    found = archive(tmp_path)
    built(found)
    return found


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site of that archive after ``edit``, built from nothing but the seeds and their addresses."""
    found = archive(tmp_path_factory.mktemp("edited"))
    convert(found)
    shutil.rmtree(found.docs)
    edit(found)
    return built(found)


def archive(folder: Path) -> Settings:
    """Six clippings and settings."""
    (folder / "seeds").mkdir()
    for number in range(6):
        (folder / "seeds" / f"{number}.txt").write_text(TEXT.format(n=number))
    (folder / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\ntheme: {{custom_dir: {ROOT}/theme}}\nnav: [index.md]\n"
        f"hooks: [{ROOT}/generator/site/hooks.py]\nextra: {{clipfile: {{introduction: ''}}}}\n"
    )
    return load_settings(folder / "mkdocs.yml")


def built(settings: Settings) -> dict[str, bytes]:
    """Every file of the site, built now."""
    convert(settings)
    build_site(settings)
    return shown(settings)


def shown(settings: Settings) -> dict[str, bytes]:
    """Path → content of every file of the site."""
    files = (path for path in settings.site.rglob("*") if path.is_file())
    return {path.relative_to(settings.site).as_posix(): path.read_bytes() for path in files}


def run(folder: Path, program: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Run a program in a folder, in a process of its own; one that waits for ever fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=120, check=False)


def killed(settings: Settings, module: str, name: str, calls: int) -> bool:
    """Build in a copy of this process that dies at a point as at a power cut, in whichever process it is.

    Returns:
        Whether it was killed there.
    """
    child = os.fork()
    if not child:
        try:
            convert(settings)
            _die_at(module, name, calls)
            build_site(settings)
        except BaseException:  # noqa: BLE001 - the parent is told
            traceback.print_exc()
        os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _die_at(module: str, name: str, calls: int) -> None:
    owner = importlib.import_module(module if module == "pathlib" else f"generator.{module}")
    *path, name = name.split(".")
    for part in path:
        owner = getattr(owner, part)
    real, build, left = getattr(owner, name), os.getpid(), [calls]

    def dies(*words: Any, **options: Any) -> Any:
        moved = module != "pathlib" or {"site", "spare", "leaving"} & {Path(word).name for word in words}
        left[0] -= bool(moved)
        if not left[0]:
            os.kill(build, signal.SIGKILL)
        return real(*words, **options)

    setattr(owner, name, dies)


def edit(settings: Settings) -> None:
    """Change what every kind of page shows."""
    (settings.seeds / "0.txt").unlink()
    (settings.seeds / "1.yml").write_text("title: Another headline\n")
    (settings.seeds / "7.txt").write_text(TEXT.format(n=7))


@pytest.mark.parametrize("point", POINTS)
def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_goes_on(
    settings: Settings, edited: dict[str, bytes], point: str
) -> None:
    before = shown(settings)
    edit(settings)
    assert killed(settings, *POINTS[point])
    if settings.site.exists():
        whole = shown(settings)
        assert whole == before or (point == "after the second rename" and "Another headline" in str(whole))
    else:
        assert point == "after the first rename"
    SiteFolders(settings.site).begin()
    assert settings.site.exists()
    assert built(settings) == edited
    assert edited != before


def test_the_first_build_leaves_a_second_tree_for_the_next_one(
    settings: Settings, edited: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = SiteFolders(settings.site)
    files = [path for path in shown(settings) if not path.startswith("search-index/")]
    assert all((folders.spare / path).is_file() for path in files)
    edit(settings)
    placed: list[str] = []
    put = trees._put

    def counted(piece: trees.SourceFile, target: str) -> None:
        placed.append(target)
        put(piece, target)

    monkeypatch.setattr(trees, "_put", counted)
    before = shown(settings)
    assert built(settings) == edited
    changed = {path for path, data in edited.items() if before.get(path) != data}
    names = {Path(path).relative_to(folders.spare).as_posix() for path in placed}
    assert names == {path for path in changed if not path.startswith("search-index/")}


def test_a_first_build_does_not_need_space_for_a_second_tree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = archive(tmp_path)
    put = trees._put

    def fits(piece: trees.SourceFile, target: str) -> None:
        if "/second/" in target:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), target)
        put(piece, target)

    monkeypatch.setattr(trees, "_put", fits)
    before = built(settings)
    assert before
    assert not SiteFolders(settings.site).second.exists()
    assert not SiteFolders(settings.site).spare.exists()
    monkeypatch.undo()
    assert built(settings) == before


def test_a_second_tree_left_by_a_killed_first_build_does_not_become_the_site(settings: Settings) -> None:
    folders = SiteFolders(settings.site)
    before = shown(settings)
    folders.spare.rename(folders.second)
    shutil.rmtree(folders.second / "articles")
    settings.site.rename(folders.spare)
    assert built(settings) == before
    assert not folders.second.exists()


def test_no_process_starts_as_a_copy_of_one_with_threads(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    for number in range(6, 45):  # enough for processes that render
        (settings.seeds / f"{number}.txt").write_text(TEXT.format(n=number))
    convert(settings)
    # The lock of a module that every process uses is held by whatever thread takes it first.
    program = """if True:
        import tempfile, time
        from pathlib import Path
        from generator.inputs.settings import load_settings
        from generator.site.run import build_site

        chosen = tempfile._get_default_tempdir

        def slowly():
            time.sleep(1)
            return chosen()

        tempfile._get_default_tempdir = slowly
        build_site(load_settings(Path("mkdocs.yml")), executor="2")
    """
    done = run(tmp_path, program)
    assert done.returncode == 0, done.stderr.decode()
    assert len(list((settings.site / "articles").rglob("index.html"))) >= 45


def test_an_index_whose_process_is_ended_leaves_the_previous_site(
    settings: Settings, edited: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(settings)
    edit(settings)
    convert(settings)
    monkeypatch.setattr(
        "generator.site.search.index.index_articles", lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    )
    with pytest.raises(ClipfileError, match="BuildError"):
        build_site(settings)
    assert shown(settings) == before
    monkeypatch.undo()
    assert built(settings) == edited


def test_a_hand_written_page_among_the_articles_is_searchable(settings: Settings) -> None:
    page = settings.docs / "articles" / "by-hand.md"
    page.write_text("# By hand\n\nA zeppelin.\n")
    built(settings)
    assert sum(shard["pages"] for shard in shard_list(settings.site)) == 7


@pytest.mark.parametrize("work", ["site.trees.trees._put", "site.render.store._render"])
def test_a_full_disk_is_reported_and_leaves_the_previous_site(
    settings: Settings, edited: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, work: str
) -> None:
    before = shown(settings)
    edit(settings)
    convert(settings)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a file", None, "its copy")

    monkeypatch.setattr(f"generator.{work}", full)
    with pytest.raises(
        ClipfileError, match=r"its copy: No space left on device\. The previous site is intact"
    ):
        build_site(settings)
    assert shown(settings) == before
    monkeypatch.undo()
    assert built(settings) == edited


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may mount a small disk"
)
def test_a_disk_that_is_really_full_leaves_the_previous_site(
    settings: Settings, edited: dict[str, bytes], tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        settings = settings.located(site=disk / "site")
        before = built(settings)
        edit(settings)
        convert(settings)
        free = shutil.disk_usage(disk).free
        (disk / "filler").write_bytes(b"\0" * (free - 20_000))
        with pytest.raises(ClipfileError, match=r"No space left on device"):
            build_site(settings)
        assert shown(settings) == before
        (disk / "filler").unlink()
        assert built(settings) == edited
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_second_build_of_a_folder_is_refused_until_the_first_ends(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    before = shown(settings)
    holder = [sys.executable, "-c", HOLDER, str(settings.docs)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(holder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        process.stdout.readline()
        with pytest.raises(ClipfileError, match="another build of this folder is running"):
            convert(settings)
        with pytest.raises(ClipfileError):
            build_site(settings)
        assert "another build of this folder is running" in caplog.text
    assert shown(settings) == before
    lock(settings.docs).release()


# Holds the lock of a folder until its input ends.
HOLDER = """
import sys
import traceback
from pathlib import Path
from typing import Any
from generator.system.locking import lock
held = lock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_page_edited_or_added_in_the_site_is_repaired(settings: Settings) -> None:
    before = shown(settings)
    page = next(settings.site.glob("articles/undated/*/index.html"))
    for _ in range(3):
        page.write_bytes(b"edited in the site, and so in the store, which shares the file")
        (settings.site / "left" / "here").mkdir(parents=True)
        (settings.site / "left" / "over.html").write_text("stale")
        (settings.site / "feed.xml").unlink()
        (settings.site / "feed.xml").mkdir()
        build_site(settings)
        assert shown(settings) == before


def test_where_files_cannot_be_linked_they_are_copied(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shown(settings)

    def refuses(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr("os.link", refuses)
    for kept in (settings.docs / ".cache", settings.site.parent / ".cache", settings.site):
        shutil.rmtree(kept)
    assert built(settings) == before
    page = next(settings.site.glob("articles/undated/*/index.html"))
    assert page.stat().st_nlink == 1


def test_pages_share_their_files_with_the_store(settings: Settings) -> None:
    page = next(settings.site.glob("articles/undated/*/index.html"))
    assert any(page.samefile(path) for path in (settings.docs / FOLDER).glob("*/*/*.html"))


def test_a_server_of_a_large_archive_converts_and_renders_in_processes(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    for number in range(6, 320):  # enough for every kind of work in processes
        (settings.seeds / f"{number}.txt").write_text(TEXT.format(n=number))
    # As in a server, whose watcher and indexer are threads.
    program = """if True:
        import threading
        from pathlib import Path
        from generator.convert.convert import convert
        from generator.inputs.settings import load_settings
        from generator.site.run import build_site
        from generator.system.work import Where

        done = threading.Event()
        threading.Thread(target=done.wait).start()
        try:
            settings = load_settings(Path("mkdocs.yml"))
            convert(settings, where=Where(2))
            build_site(settings, executor="2")
        finally:
            done.set()
    """
    done = run(tmp_path, program)
    assert done.returncode == 0, done.stderr.decode()
    assert len(list((settings.site / "articles").rglob("index.html"))) >= 320
