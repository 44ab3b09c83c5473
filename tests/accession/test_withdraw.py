"""``clipfile withdraw`` replaces an article with a notice, in real folders and a real repository."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from making import ROOT, folder, meta_of
from picturing import picture_bytes
from typer.testing import CliRunner

from generator.accession.withdraw import find_article
from generator.commands.cli import app
from generator.convert.convert import convert, gather
from generator.inputs.fields import parse_declaration
from generator.inputs.given_addresses import ADDRESSES
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.site.serve.live import forget_withdrawn

# Words found only in the withdrawn article: in its text, quotation, summary, names, topic, tag, note and
# collection.
SECRETS = (
    "quorvelling",
    "zandermoot",
    "brimcastle",
    "ostrevane",
    "pellimore",
    "tarnhollow",
    "wexcombe",
    "yarrowfen",
)
HARBOUR = (
    "Harbour wall gives way\nMarch 3, 2020\n\nThe harbour wall gave way on Monday in the quorvelling storm; "
    "nobody was hurt.\n\n“The zandermoot was never in order,” said the keeper of the harbour, who knew.\n"
)
DECLARED = (
    "# my own words\nsummary: A brimcastle failed.\nstatus: published # reviewed\npeople: [Ana Ostrevane]\n"
    "topics: [Pellimore]\ntags: [tarnhollow]\nnote: Known as the wexcombe.\ncollections: [Yarrowfen]\n"
    "aliases: [news/harbour]\n"
)
MILL = "Mill burns down\nMarch 4, 2020\n\nThe mill by the river burnt down last night; nobody was hurt.\n"
FILES: dict[str, str | bytes] = {"harbour.txt": HARBOUR, "harbour.yml": DECLARED, "mill.txt": MILL}
ADDRESS = "articles/2020/03/harbour-wall-gives-way/"
REASON = "The publisher asked: it was never ours"
ASKED = ("--reason", REASON, "--date", "2026-01-02")


def run(settings: Settings, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["withdraw", *arguments, "--seeds", str(settings.seeds)])
    return done.exit_code, done.output + str(done.exception or "")


def page(settings: Settings, address: str = ADDRESS) -> dict[str, object]:
    return meta_of(settings.docs, address)


@pytest.fixture
def archive(tmp_path: Path) -> Settings:
    """Two articles in a plain folder."""
    return folder(tmp_path, FILES)


def test_an_article_is_found_by_id_address_former_address_and_seed(archive: Settings) -> None:
    whole = gather(archive).archive
    for name in (
        "harbour-wall-gives-way",
        ADDRESS,
        f"/{ADDRESS}index.html",
        f"https://news.example/archive/{ADDRESS}?from=here#top",
        "news/harbour/",
        "harbour.txt",
        str(archive.seeds / "harbour.txt"),
    ):
        assert find_article(whole, name, archive.seeds).seed == "harbour.txt", name
    for name in ("gives-way", "", "/", "https://news.example/"):
        with pytest.raises(ClipfileError, match="no published article"):
            find_article(whole, name, archive.seeds)


def test_the_sidecar_keeps_what_the_curator_wrote(archive: Settings) -> None:
    run(archive, str(archive.seeds / "harbour.txt"), *ASKED)
    text = (archive.seeds / "harbour.yml").read_text()
    assert text.startswith(DECLARED.replace("status: published", "status: withdrawn"))
    declared, problems = parse_declaration(text, "harbour.yml")
    assert problems == ()
    assert declared.values["withdrawn"] == {"date": "2026-01-02", "reason": REASON}
    # These determine the address, which no longer depends on the text.
    assert (declared.values["id"], declared.values["date"]) == ("harbour-wall-gives-way", "2020-03-03")
    assert (archive.seeds / "harbour.txt").read_text() == HARBOUR


def test_line_endings_of_a_sidecar_are_kept(archive: Settings) -> None:
    sidecar = archive.seeds / "harbour.yml"
    sidecar.write_bytes(DECLARED.replace("\n", "\r\n").encode())
    assert run(archive, "harbour.txt", *ASKED)[0] == 0
    written = sidecar.read_bytes().decode()
    assert written.count("\r\n") == written.count("\n") > DECLARED.count("\n")
    assert written.startswith(
        DECLARED.replace("status: published", "status: withdrawn").replace("\n", "\r\n")
    )


def test_an_article_without_a_sidecar_gets_one_dated_today(archive: Settings) -> None:
    assert run(archive, "mill.txt", "--reason", "x")[0] == 0
    declared, _ = parse_declaration((archive.seeds / "mill.yml").read_text(), "mill.yml")
    withdrawn = declared.values["withdrawn"]
    assert isinstance(withdrawn, dict)
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", withdrawn["date"])


def test_the_notice_has_the_same_address_with_date_and_reason(archive: Settings) -> None:
    before = {article.id: article.url for article in convert(archive).archive.articles}
    run(archive, "harbour.txt", *ASKED)
    done = convert(archive)
    assert done.problems == ()
    assert {
        article.id: article.url for article in (*done.archive.articles, *done.archive.withdrawn)
    } == before
    found = page(archive)
    assert (found["template"], found["title"]) == ("notice.html", "Harbour wall gives way")
    view = found["view"]
    assert isinstance(view, dict)
    assert (view["date"], view["when"], view["reason"]) == ("2026-01-02", "January 2, 2026", REASON)
    alias = page(archive, "news/harbour/")
    assert (alias["template"], alias["view"]) == ("redirect.html", {"to": ADDRESS})
    data = archive.docs / "data"
    assert [json.loads(line) for line in (data / "withdrawn.jsonl").read_text().splitlines()] == [
        {
            "id": "harbour-wall-gives-way",
            "url": ADDRESS,
            "date": "2026-01-02",
            "reason": REASON,
            "hide_title": False,
        }
    ]
    assert ADDRESS in (data / "addresses.txt").read_text().splitlines()
    assert "harbour" not in (data / "articles.jsonl").read_text()
    assert "harbour" not in (data / "manifest-sha256.txt").read_text()


@pytest.mark.parametrize("purge", [(), ("--purge",)])
def test_the_notice_stays_at_an_address_that_the_text_no_longer_gives(
    archive: Settings, purge: tuple[str, ...]
) -> None:
    settings = replace(archive, own_seeds=archive.seeds)
    convert(settings)
    former = "articles/2019/01/harbour/"
    file = settings.seeds / ADDRESSES
    lines = [
        f"{line}{former}" if line.startswith("harbour.txt") else line for line in file.read_text().split()
    ]
    file.write_text("\n".join(lines))
    (settings.seeds / "harbour.txt").write_text(HARBOUR.replace("March 3", "June 2"))
    convert(settings)
    run(settings, "harbour.txt", *ASKED, *purge)
    for _ in range(2):
        done = convert(settings)
        assert [article.url for article in done.archive.withdrawn] == [ADDRESS]
        assert page(settings, former)["view"] == {"to": ADDRESS}
    seeds = {line.partition(",")[0] for line in file.read_text().splitlines()}
    assert seeds == {"seed", "harbour.yml" if purge else "harbour.txt", "mill.txt"}


def test_a_hidden_headline_appears_only_in_the_address(archive: Settings) -> None:
    run(archive, "harbour.txt", *ASKED, "--hide-title")
    convert(archive)
    assert page(archive)["title"] == "Withdrawn article"
    # From this record a build knows what to delete from the tree of a stopped server.
    assert json.loads((archive.docs / "data" / "withdrawn.jsonl").read_text())["hide_title"] is True
    texts = [
        path.read_text(errors="replace")
        for path in archive.docs.rglob("*")
        if path.suffix in (".md", ".xml", ".json")
    ]
    assert [text for text in texts if "Harbour wall" in text] == []


def test_an_article_withdrawn_by_hand_keeps_the_address_from_its_text(archive: Settings) -> None:
    (archive.seeds / "harbour.yml").write_text("status: withdrawn\n")
    done = convert(archive)
    assert [article.url for article in done.archive.withdrawn] == [ADDRESS]
    assert [(problem.path, problem.line, problem.rule) for problem in done.problems] == [
        ("harbour.yml", 1, "withdrawn")
    ]
    assert "view" in page(archive)


def test_a_record_without_a_status_withdraws_and_a_contradiction_is_reported(archive: Settings) -> None:
    sidecar = archive.seeds / "harbour.yml"
    sidecar.write_text("withdrawn: {date: 2026-01-02, reason: x}\n")
    assert len(convert(archive).archive.withdrawn) == 1
    sidecar.write_text("withdrawn: {date: 2026-01-02, reason: x}\nstatus: published\n")
    done = convert(archive)
    assert (done.archive.withdrawn, [problem.rule for problem in done.problems]) == ((), ["withdrawn"])
    sidecar.write_text("withdrawn: {date: Monday, reason: x}\n")
    done = convert(archive)
    assert [problem.rule for problem in done.problems] == ["field-withdrawn"]
    assert [article.seed for article in done.archive.articles] == ["mill.txt"]


def test_after_a_purge_the_sidecar_alone_gives_the_notice(archive: Settings) -> None:
    code, output = run(archive, "harbour.txt", *ASKED, "--purge")
    assert code == 0
    assert "The seeds are not in a git repository" in output
    assert sorted(path.name for path in archive.seeds.iterdir()) == ["harbour.yml", "mill.txt"]
    left = (archive.seeds / "harbour.yml").read_text()
    assert [word for word in SECRETS if word in left.lower()] == []
    done = convert(archive)
    assert done.problems == ()
    assert page(archive)["title"] == "Harbour wall gives way"
    assert (archive.docs / "news" / "harbour.md").exists()
    checked = CliRunner().invoke(app, ["check", "--seeds", str(archive.seeds)])
    assert (checked.exit_code, checked.stdout) == (0, "")


def test_a_later_purge_gives_the_same_notice(archive: Settings) -> None:
    run(archive, "harbour.txt", *ASKED)
    convert(archive)
    kept = page(archive)
    code, output = run(archive, ADDRESS, *ASKED)
    assert (code != 0, "already withdrawn since 2026-01-02" in output) == (True, True)
    assert run(archive, ADDRESS, "--purge")[0] == 0
    convert(archive)
    assert page(archive) == kept
    code, output = run(archive, ADDRESS, "--purge")
    assert (code != 0, "removed from the seeds" in output) == (True, True)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["harbor-wall-gives-way", *ASKED], "Did you mean harbour-wall-gives-way"),
        (["harbour.txt"], "--reason"),
        (["harbour.txt", "--reason", "x", "--date", "yesterday"], "--date must be YYYY-MM-DD"),
    ],
)
def test_an_impossible_request_is_reported_and_nothing_is_written(
    arguments: list[str], message: str, archive: Settings
) -> None:
    code, output = run(archive, *arguments)
    assert (code != 0, message in output) == (True, True)
    assert (archive.seeds / "harbour.yml").read_text() == DECLARED


def test_a_sidecar_of_two_documents_is_not_changed(archive: Settings) -> None:
    (archive.seeds / "harbour.md").write_text(MILL)
    code, output = run(archive, "harbour.txt", *ASKED)
    assert (code != 0, "also describes harbour.md" in output) == (True, True)


@pytest.mark.parametrize("sidecar", ['{"note": "x"}\n', "withdrawn: {reason: x}\nstatus: published\n"])
def test_a_sidecar_that_cannot_be_extended_is_not_changed(sidecar: str, archive: Settings) -> None:
    (archive.seeds / "mill.yml").write_text(sidecar)
    assert run(archive, "mill.txt", *ASKED)[0] != 0
    assert (archive.seeds / "mill.yml").read_text() == sidecar


def paged(number: int, text: str) -> str:
    return (
        f"<!doctype html><html lang=en><head><title>Ferry returns</title></head><body><article>"
        f"<h1>Ferry returns</h1><p>{text}</p><p>Page {number} of 2</p></article></body></html>"
    )


PAGED: dict[str, str | bytes] = {
    "ferry-page-1.html": paged(
        1, "The ferry came back on Friday after a winter in the yard, with new engines."
    ),
    "ferry-page-2.html": paged(2, "Its captain said that the crossing now takes an hour less than before."),
}


def left(settings: Settings) -> list[str]:
    """Every file of the seeds, by its path."""
    files = (path for path in settings.seeds.rglob("*") if path.is_file())
    return sorted(path.relative_to(settings.seeds).as_posix() for path in files)


def purge(settings: Settings, name: str) -> str:
    code, output = run(settings, name, *ASKED, "--purge")
    assert code == 0, output
    return output


def test_a_purge_deletes_all_pages_of_an_article(tmp_path: Path) -> None:
    settings = folder(tmp_path, {**PAGED, "ferry-page-2.yml": "note: The second page.\n", "mill.txt": MILL})
    before = gather(settings).archive
    assert [article.seed for article in before.articles] == ["ferry-page-1.html", "mill.txt"]
    purge(settings, "ferry-page-1.html")
    assert left(settings) == ["ferry-page-1.yml", "mill.txt"]
    after = gather(settings)
    assert [article.seed for article in after.archive.articles] == ["mill.txt"]
    assert after.problems == ()


def test_a_sidecar_of_a_page_and_of_another_document_is_kept(tmp_path: Path) -> None:
    other = {"ferry-page-2.yml": "note: Of both.\n", "ferry-page-2.docx": "no document"}
    settings = folder(tmp_path, {**PAGED, **other})
    purge(settings, "ferry-page-1.html")
    assert left(settings) == ["ferry-page-1.yml", "ferry-page-2.docx", "ferry-page-2.yml"]


def test_without_a_purge_all_pages_stay(tmp_path: Path) -> None:
    settings = folder(tmp_path, PAGED)
    code, output = run(settings, "ferry-page-1.html", *ASKED)
    assert code == 0
    assert all(str(settings.seeds / name) in output for name in PAGED)
    assert left(settings) == ["ferry-page-1.html", "ferry-page-1.yml", "ferry-page-2.html"]


SHOWING = f"# {MILL}\n\n![The mill](mill%20pictures/the%20wheel.jpg)\n"
WHEEL = "mill pictures/the wheel.jpg"


@pytest.mark.parametrize(
    "other",
    [
        {"draft.md": "---\ndraft: true\n---\n" + SHOWING.replace("burns", "burnt")},
        {"gone.md": SHOWING, "gone.yml": "status: withdrawn\nwithdrawn: {reason: Wrong}\n"},
        {"dropped.md": SHOWING, "dropped.yml": f"pictures: [{{file: {WHEEL}, drop: true}}]\n"},
        {"declared.txt": MILL, "declared.yml": f"pictures: [{{file: {WHEEL}}}]\n"},
        {"ignored/page.md": SHOWING.replace("(mill", "(../mill"), ".clipfileignore": "ignored/\n"},
        {"below/page.md": SHOWING.replace("(mill", "(../mill")},
        {"below/page.html": f"<nav><img src='..\\mill pictures\\the wheel.jpg'></nav><p>{MILL}</p>"},
    ],
)
def test_a_purge_keeps_pictures_that_other_clippings_use(tmp_path: Path, other: dict[str, str]) -> None:
    settings = folder(tmp_path, {"mill.md": SHOWING, WHEEL: picture_bytes(), **other})
    output = purge(settings, "mill.md")
    assert left(settings) == sorted([*other, WHEEL, "mill.yml"])
    assert f"{WHEEL} is kept" in output


@pytest.mark.parametrize(
    "other",
    [
        {"other.md": SHOWING.replace("(mill", "(https://mill.example/mill")},
        {"below/other.md": SHOWING},
        {"other.txt": MILL + "The wheel is shown."},
    ],
)
def test_a_purge_deletes_pictures_with_a_name_that_others_use(tmp_path: Path, other: dict[str, str]) -> None:
    settings = folder(tmp_path, {"mill.md": SHOWING, WHEEL: picture_bytes(), **other})
    purge(settings, "mill.md")
    assert left(settings) == sorted([*other, "mill.yml"])


def test_a_withdrawn_article_loses_the_pictures_that_its_sidecar_declares(tmp_path: Path) -> None:
    declared: dict[str, str | bytes] = {
        "mill.txt": MILL,
        "mill.yml": "pictures: [{file: wheel.jpg}]\n",
        "wheel.jpg": picture_bytes(),
    }
    settings = folder(tmp_path, declared)
    assert run(settings, "mill.txt", *ASKED)[0] == 0
    purge(settings, "mill.txt")
    assert left(settings) == ["mill.yml"]


@pytest.mark.parametrize("sidecar", [{}, {"mill.yml": "note: Scanned.\n"}])
def test_an_article_with_scans_is_withdrawn_and_purged(tmp_path: Path, sidecar: dict[str, str]) -> None:
    scans: dict[str, str | bytes] = {
        "mill.jpg": picture_bytes(),
        "mill-2.jpg": picture_bytes(),
        "mill.pdf": "%PDF",
        "mill.alto.xml": "<alto/>",
    }
    settings = folder(tmp_path, {"mill.txt": MILL, "other.txt": HARBOUR, **scans, **sidecar})
    code, output = run(settings, "mill.txt", *ASKED)
    assert code == 0, output
    assert left(settings) == sorted([*scans, "mill.txt", "mill.yml", "other.txt"])
    purge(settings, "mill.txt")
    assert left(settings) == ["mill.yml", "other.txt"]
    assert gather(settings).problems == ()


def test_scans_without_a_text_are_purged(tmp_path: Path) -> None:
    described = "title: The mill burns down\ndate: 2020-03-04\n"
    scans: dict[str, str | bytes] = {"mill-1.jpg": picture_bytes(), "mill-2.jpg": picture_bytes()}
    settings = folder(tmp_path, {**scans, "mill.yml": described, "other.txt": HARBOUR})
    purge(settings, "mill-1.jpg")
    assert left(settings) == ["mill.yml", "other.txt"]
    assert [article.title for article in gather(settings).archive.withdrawn] == ["The mill burns down"]


def test_a_scan_that_another_clipping_shows_is_kept(tmp_path: Path) -> None:
    other = "# Harbour and mill\n\nMarch 3, 2020\n\nBoth burnt down.\n\n![A page](mill.jpg)\n"
    settings = folder(tmp_path, {"mill.txt": MILL, "mill.jpg": picture_bytes(), "other.md": other})
    purge(settings, "mill.txt")
    assert left(settings) == ["mill.jpg", "mill.yml", "other.md"]
    archive = gather(settings).archive
    assert [article.seed for article in archive.articles] == ["other.md"]


def test_a_purge_deletes_every_picture_that_was_fetched_with_the_page(tmp_path: Path) -> None:
    names = {"https://mill.example/wheel.jpg": "wheel.jpg", "https://mill.example/map.jpg": "map.jpg"}
    files: dict[str, str | bytes] = {
        "mill.html": f"<h1>Mill burns down</h1><p>{MILL}</p><img src='https://mill.example/wheel.jpg'>",
        "mill.yml": "pictures: [{file: mill_files/wheel.jpg, drop: true}]\n",
        "mill_files/pictures.json": json.dumps(names),
        "other.md": "# Harbour\n\nIt gave way.\n\n![A map](./mill_files/map.jpg)\n",
        **{f"mill_files/{name}": picture_bytes() for name in names.values()},
    }
    settings = folder(tmp_path, files)
    purge(settings, "mill.html")
    assert left(settings) == ["mill.yml", "mill_files/map.jpg", "other.md"]


def test_other_seeds_with_the_same_text_are_listed(tmp_path: Path) -> None:
    long = (
        MILL + "The fire brigade came from three towns and stayed until the morning, as the mayor said.\n" * 5
    )
    settings = folder(tmp_path, {"a.txt": long, "b.txt": long})
    assert "The same text is also in" in run(settings, "a.txt", *ASKED)[1]


def words_in(folder: Path) -> set[str]:
    """The secrets in the names and (decompressed) contents of the files of a folder."""
    found: set[str] = set()
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        text = f"{path.relative_to(folder)}\n{data.decode('utf-8', errors='replace')}".lower()
        found |= {word for word in SECRETS if word in text}
    return found


@pytest.mark.parametrize(
    ("state", "left"), [("withdrawn", False), ("the same", True), ("held", True), ("never served", False)]
)
def test_a_build_removes_withdrawn_pages_from_a_stopped_server(
    tmp_path: Path, state: str, *, left: bool
) -> None:
    kept, site = tmp_path / "served", tmp_path / "site"
    for tree, record in ((kept / "tree", "one\n"), (site, "one\n" if state == "the same" else "one\ntwo\n")):
        if state != "never served" or tree == site:
            (tree / "data").mkdir(parents=True)
            (tree / "data" / "withdrawn.jsonl").write_text(record)
    lock = FileLock(kept / "lock")
    if state == "held":
        lock.acquire()
    forget_withdrawn(kept, site)
    # A running server still uses the tree, and updates it.
    assert (kept / "tree").exists() is left
    lock.release()


def test_no_word_of_it_is_left_in_pages_search_feeds_data_or_caches(tmp_path: Path) -> None:
    settings = folder(tmp_path, FILES)
    (tmp_path / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT}/mkdocs.yml\nsite_name: Test\nsite_url: https://news.example/archive/\n"
        f"theme: {{custom_dir: {ROOT}/theme}}\nhooks: [{ROOT}/generator/site/hooks.py]\n"
        "extra: {clipfile: {introduction: ''}}\n"
    )

    def clipfile(*arguments: str) -> None:
        command = [sys.executable, "-m", "generator", *arguments]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    clipfile("build")
    assert words_in(settings.site) == set(SECRETS)
    assert words_in(settings.docs) == set(SECRETS)
    # As a stopped server leaves it.
    shutil.copytree(settings.site, tmp_path / ".cache" / "sites" / "served" / "tree")
    # Pages rendered with other settings stay in the cache for a while.
    (tmp_path / "mkdocs.yml").write_text((tmp_path / "mkdocs.yml").read_text().replace("Test", "Other"))
    clipfile("withdraw", "harbour.txt", "--reason", REASON)
    clipfile("build")
    assert words_in(settings.docs) == set()
    assert words_in(settings.site) == set()
    # Including the tree for the next build.
    assert words_in(tmp_path / ".cache") == set()
    notice = (settings.site / ADDRESS / "index.html").read_text()
    assert re.search(r'<meta name="?robots"? content="?noindex', notice)
    assert REASON in notice
    assert f"/{ADDRESS}</loc>" not in (settings.site / "sitemap.xml").read_text()
    assert json.loads((settings.site / "log" / "feed.json").read_text())["items"][0]["content_text"] == REASON
