"""Commands that change seeds, killed at every moment: each file is old or new, and a second run goes on."""

from __future__ import annotations

import contextlib
import functools
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from dying import deaths
from making import folder
from picturing import image, picture_bytes
from typer.testing import CliRunner

from generator.authority.authority import Authority, load_authority
from generator.authority.folders import authority_folders
from generator.check.fix import apply_fixes
from generator.commands.cli import app
from generator.convert.convert import gather
from generator.convert.pipeline import prepare
from generator.inputs.seeds import read_seeds
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.system.files import create, rewrite
from generator.system.work import Where

TEXT = (
    "Lighthouse of the cape goes dark\n\nThe light of the cape was switched off on Monday, after a century.\n"
)
SIDECAR = "# by hand\nsource: {name: Cape Herald}\ndate: 2020-01-02\ntopics: [Sea]\n"
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Cape Herald</title>{}</channel></rss>"""
ITEM = """<item><title>Entry {0}</title><link>https://cape.example/{0}</link>
<description>The text of entry {0} is long enough to be cut in the middle.</description></item>"""


@pytest.fixture(autouse=True)
def one_authority(monkeypatch: pytest.MonkeyPatch) -> None:
    """The base set of names is indexed once, not in each process that dies."""
    monkeypatch.setattr("generator.commands.draft.load_authority", lambda _: (indexed(), ()))


@functools.cache
def indexed() -> Authority:
    authority, _ = load_authority(authority_folders(Path("seeds")))
    return prepare(authority)


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def visible(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files without those that are written under another name first."""
    return {path: data for path, data in files.items() if not Path(path).name.startswith(".")}


def run(settings: Settings, *words: str | Path) -> None:
    command = [*map(str, words), "--seeds", str(settings.seeds)]
    CliRunner().invoke(app, command, catch_exceptions=False)


def check_deaths(
    tmp_path: Path,
    files: Mapping[str, str | bytes],
    work: Callable[[Settings], object],
    *,
    twice: bool = True,
) -> list[str]:
    """Kill ``work`` at every moment, and return these. Each file is always old or new.

    Afterwards, the work is done again, and the result is that of work that was never interrupted.
    """
    whole = folder(tmp_path / "whole", files)
    before = contents(whole.seeds)
    work(whole)
    after = contents(whole.seeds)
    assert after != before
    settings = folder(tmp_path / "killed", files)

    def renew() -> None:
        shutil.rmtree(settings.seeds)
        folder(tmp_path / "killed", files)

    moments = []
    for moment in deaths(lambda: work(settings), settings.seeds, renew):
        moments.append(moment)
        found = visible(contents(settings.seeds))
        for path, data in found.items():
            assert data in (before.get(path), after.get(path)), (moment, path)
        missing = (before.keys() & after.keys()) - found.keys()
        assert not missing, moment
        # A build of what is there knows nothing of a file under another name.
        assert all("/." not in f"/{seed.path}" for seed in read_seeds(settings.seeds)[0])
        if twice:
            work(settings)
            assert contents(settings.seeds) == after, moment
    return moments


def test_an_import_of_a_feed(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED.format("".join(map(ITEM.format, range(2)))))
    moments = check_deaths(tmp_path, {"a.txt": TEXT}, lambda settings: run(settings, "import", feed))
    assert len(moments) > 8


def test_an_import_of_a_folder_with_sidecars(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "b.txt").write_text(TEXT.replace("cape", "bay"))
    (source / "b.yml").write_text(SIDECAR)
    check_deaths(tmp_path, {"a.txt": TEXT}, lambda settings: run(settings, "import", source, "--into", "new"))


def test_an_import_that_is_resumed_on_another_day_uses_the_same_names(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT})
    (tmp_path / "feed.xml").write_text(FEED.format(ITEM.format(1)))
    run(settings, "import", tmp_path / "feed.xml")
    names = set(contents(settings.seeds))
    sidecar = settings.seeds / "entry-1.yml"
    (settings.seeds / "entry-1.html").unlink()
    lines = sidecar.read_text().splitlines()
    earlier = ["  retrieved: 2019-01-01" if "retrieved" in line else line for line in lines]
    assert earlier != lines
    sidecar.write_text("\n".join(earlier) + "\n")
    run(settings, "import", tmp_path / "feed.xml")
    assert set(contents(settings.seeds)) == names
    assert sidecar.read_text().splitlines() == lines


@pytest.mark.parametrize("with_sidecar", [True, False])
def test_an_empty_seed_that_an_earlier_version_left_is_not_called_present(
    tmp_path: Path, with_sidecar: bool
) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT, "withdrawn.txt": ""})
    address = "source: {url: 'https://cape.example/2'}\nstatus: withdrawn\nwithdrawn: {reason: Wrong}\n"
    (settings.seeds / "withdrawn.yml").write_text(address)
    (tmp_path / "feed.xml").write_text(FEED.format("".join(map(ITEM.format, (1, 2)))))
    run(settings, "import", tmp_path / "feed.xml")
    whole = contents(settings.seeds)
    # What was withdrawn is not imported again, though its document is empty.
    assert whole.keys() == {"a.txt", "withdrawn.txt", "withdrawn.yml", "entry-1.html", "entry-1.yml"}
    (settings.seeds / "entry-1.html").write_bytes(b"")
    if not with_sidecar:
        (settings.seeds / "entry-1.yml").unlink()
    run(settings, "import", tmp_path / "feed.xml")
    assert contents(settings.seeds) == whole


@pytest.mark.parametrize("sidecar", ["", SIDECAR])
def test_a_draft(tmp_path: Path, sidecar: str) -> None:
    files = {"a.txt": TEXT, **({"a.yml": sidecar} if sidecar else {})}
    check_deaths(tmp_path, files, lambda settings: run(settings, "draft", "a.txt"))


@pytest.mark.parametrize(
    "files",
    [
        {"a.txt": TEXT, "a.yml": "titlle: A lighthouse\nsumary: Dark\n"},
        {"a.txt": TEXT, "a.txt.yml": SIDECAR},
        {"a.txt": TEXT, "a.yaml": SIDECAR},
    ],
)
def test_a_fix(tmp_path: Path, files: dict[str, str]) -> None:
    def fix(settings: Settings) -> None:
        apply_fixes(gather(settings, where=Where(1)).problems, settings.seeds)

    check_deaths(tmp_path, files, fix)


@pytest.mark.parametrize("sidecar", ["", SIDECAR])
def test_a_withdrawal(tmp_path: Path, sidecar: str) -> None:
    files = {"a.txt": TEXT, "b.txt": TEXT + TEXT, **({"a.yml": sidecar} if sidecar else {})}

    def withdraw(settings: Settings) -> None:
        # A second run of one that was complete has nothing to do.
        try:
            run(settings, "withdraw", "a.txt", "--reason", "It was wrong", "--date", "2021-02-03")
        except ClipfileError as error:
            assert "already withdrawn" in str(error)  # noqa: PT017 - it need not be raised

    check_deaths(tmp_path, files, withdraw)


@pytest.mark.parametrize("sidecar", ["", SIDECAR])
def test_a_purge(tmp_path: Path, sidecar: str) -> None:
    files = {"a.txt": TEXT, **({"a.yml": sidecar} if sidecar else {})}

    def purge(settings: Settings) -> None:
        run(settings, "withdraw", "a.txt", "--reason", "It was wrong", "--date", "2021-02-03", "--purge")

    check_deaths(tmp_path, files, purge)


class Interrupted(BaseException):
    """A command ends here."""


def interruptions(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, purge: Callable[[], object]
) -> Iterator[int]:
    """Purge again and again, each time until one change of a file later; in the end, completely."""
    before = contents(settings.seeds)
    left = 0

    def counted(change: Callable[..., None]) -> Callable[..., None]:
        def changed(*arguments: Any, **options: Any) -> None:
            nonlocal left
            if not left:
                raise Interrupted
            left -= 1
            change(*arguments, **options)

        return changed

    for number in range(50):
        shutil.rmtree(settings.seeds)
        folder(settings.seeds.parent, before)
        left = number
        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", counted(Path.unlink))
            patch.setattr("generator.accession.withdraw.create", counted(create))
            patch.setattr("generator.accession.withdraw.rewrite", counted(rewrite))
            with contextlib.suppress(Interrupted):
                purge()
                return
        yield number


IMAGES: dict[str, str | bytes] = {
    f"{name}{n}.jpg": picture_bytes(image(64, 64)) for name in ("a-", "b_") for n in (1, 2)
}
PAGE = f"<html><head><title>Cape</title></head><body><h1>Cape</h1><p>{TEXT}</p></body></html>"
ADDRESS = "https://cape.example/a"


@pytest.mark.parametrize(
    "files",
    [
        # Pages that count themselves, with pictures and scans.
        {f"a-{n}.md": f"# Cape\n\n{TEXT}\n![](b_{n}.jpg)\n\nPage {n} of 2\n" for n in (1, 2)} | IMAGES,
        # Only sidecars say that the pages belong together, and which picture there is.
        {
            "a-1.html": PAGE,
            "a-1.yml": f"source: {{url: '{ADDRESS}'}}\npictures: [{{file: b_1.jpg}}]\n",
            "a-2.html": PAGE.replace("Monday", "Sunday"),
            "a-2.yml": f"source: {{url: '{ADDRESS}?page=2'}}\nnote: The second page.\n",
            "b_1.jpg": IMAGES["b_1.jpg"],
        },
        # A sidecar to which no line can be added.
        {"a-1.md": f"# Cape\n\n{TEXT}", "a-1.yml": '{"pictures": [{"file": "b_1.jpg"}]}', **IMAGES},
    ],
)
def test_a_purge_of_pages_with_pictures_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str | bytes]
) -> None:
    monkeypatch.setattr("generator.convert.convert.cached_authority", lambda *_: (Authority(), ()))
    settings = folder(tmp_path, files)
    first = min(name for name in files if name.startswith("a-1.") and not name.endswith((".yml", ".jpg")))
    pages = {name for name in files if name.startswith("a-") and name.endswith((".md", ".html"))}
    declared = {name: data for name, data in files.items() if name.endswith(".yml")}

    def purge() -> None:
        # A second run of one that was complete has nothing to do.
        with contextlib.suppress(ClipfileError):
            asked = ("--reason", "It was wrong", "--date", "2021-02-03", "--purge")
            run(settings, "withdraw", first, *asked)

    purge()
    after = contents(settings.seeds)
    assert "a-1.yml" in after
    assert not after.keys() & pages
    folder(tmp_path, files)
    for name in {"a-1.yml"} - declared.keys():
        (settings.seeds / name).unlink()
    moments = 0
    for number in interruptions(monkeypatch, settings, purge):
        published = {seed.path for seed in read_seeds(settings.seeds)[0]}
        assert published & pages <= {first}, number
        purge()
        assert contents(settings.seeds) == after, number
        moments += 1
    assert moments > 3


def test_a_purge_never_publishes_what_was_withdrawn(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT})
    run(settings, "withdraw", "a.txt", "--reason", "It was wrong")
    withdrawn = contents(settings.seeds)

    def renew() -> None:
        shutil.rmtree(settings.seeds)
        folder(tmp_path, withdrawn)

    for moment in deaths(lambda: run(settings, "withdraw", "a.txt", "--purge"), settings.seeds, renew):
        archive = gather(settings, where=Where(1)).archive
        assert [article.status for article in archive.withdrawn] == ["withdrawn"], moment
        assert not archive.articles


def test_a_new_archive_has_whole_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    monkeypatch.setattr("generator.accession.starter._texts", lambda _: [("seeds/README.md", "A first text")])
    monkeypatch.setattr("generator.accession.starter.schemas", dict)
    CliRunner().invoke(app, ["init", str(whole)], catch_exceptions=False)
    after = contents(whole)

    def init() -> None:
        CliRunner().invoke(app, ["init", str(killed)], catch_exceptions=False)

    for moment in deaths(init, killed, lambda: shutil.rmtree(killed, ignore_errors=True)):
        for path, data in contents(killed).items():
            if not path.endswith(".new"):
                assert data == after[path], (moment, path)


def test_what_changed_since_it_was_read_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"read")
    path.write_bytes(b"changed by somebody")
    with pytest.raises(OSError, match="has changed since it was read"):
        rewrite(path, b"read and completed", b"read")
    assert contents(tmp_path) == {"a.yml": b"changed by somebody"}
    path.unlink()
    with pytest.raises(OSError, match="has changed since it was read"):
        rewrite(path, b"read and completed", b"read")
    assert contents(tmp_path) == {}


def test_a_file_that_a_killed_run_left_under_another_name_is_replaced(tmp_path: Path) -> None:
    create(tmp_path / "a.txt", b"first")
    # As if a run had been killed between the two names of one file.
    (tmp_path / ".a.txt.new").hardlink_to(tmp_path / "a.txt")
    (tmp_path / ".b.txt.new").symlink_to(tmp_path / "a.txt")
    rewrite(tmp_path / "a.txt", b"second")
    create(tmp_path / "b.txt", b"third")
    assert contents(tmp_path) == {"a.txt": b"second", "b.txt": b"third"}
