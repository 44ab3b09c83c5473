"""``clipfile import`` reads feeds, web archives and folders, and resumes when it is run again."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
import yaml
from making import folder
from misbehaving import PAGE
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from generator.check.inspection import inspect
from generator.commands.cli import app

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Example Courier</title>
<item><title>Bridge opens &amp; ferry stays</title><link>https://example.org/bridge</link>
<pubDate>Mon, 04 May 2020 10:00:00 GMT</pubDate><author>Example Desk</author>
<description>&lt;p&gt;The bridge over the river opened on Monday.&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;
</description></item>
<item><title>Only a headline</title><link>https://example.org/headline</link></item>
<item><title>Plain words</title><link>javascript:alert(1)</link>
<description>Words without any markup.</description></item>
</channel></rss>"""


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["import", *map(str, arguments)])
    return done.exit_code, done.output


def names(seeds: Path) -> list[str]:
    return sorted(path.relative_to(seeds).as_posix() for path in seeds.rglob("*") if path.is_file())


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return folder(tmp_path / "archive", {"old.txt": "Old\n\nA text that was here before.\n"}).seeds


def warc(*pages: tuple[str, bytes, str, str]) -> bytes:
    """A compressed web archive of (address, body, status, type)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url, body, status, kind in pages:
        head = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        dated = {"WARC-Date": "2020-05-06T01:02:03Z"}
        writer.write_record(
            writer.create_warc_record(
                url, "response", payload=io.BytesIO(body), http_headers=head, warc_headers_dict=dated
            )
        )
    return out.getvalue()


def test_the_entries_of_a_feed_become_seeds(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    code, output = run(tmp_path / "feed.xml", "--seeds", seeds)
    assert (code, "2 imported, 0 already in the archive, 0 refused" in output) == (0, True), output
    assert "Addresses without a text: 1" in output
    assert "https://example.org/headline" in (seeds / "reading-list.csv").read_text()
    declared = yaml.safe_load((seeds / "bridge-opens-ferry-stays.yml").read_text())
    assert declared["title"] == "Bridge opens & ferry stays"
    assert declared["date"].isoformat() == "2020-05-04"
    assert declared["source"]["name"] == "Example Courier"
    assert declared["source"]["url"] == "https://example.org/bridge"
    assert "<script" not in (seeds / "bridge-opens-ferry-stays.html").read_text()
    assert "url" not in yaml.safe_load((seeds / "plain-words.yml").read_text())["source"]
    assert "0 imported, 3 already in the archive" in run(tmp_path / "feed.xml", "--seeds", seeds)[1]


def test_the_pages_of_a_web_archive_become_seeds(tmp_path: Path, seeds: Path) -> None:
    pages = [
        ("https://example.org/a", PAGE, "200 OK", "text/html; charset=utf-8"),
        ("https://example.org/a", PAGE.replace(b"Monday", b"Friday"), "200 OK", "text/html"),
        ("https://example.org/b.png", b"\x89PNG", "200 OK", "image/png"),
        ("https://example.org/c", PAGE, "404 Not Found", "text/html"),
        ("https://example.org/empty", b" ", "200 OK", "text/html"),
    ]
    (tmp_path / "pages.warc.gz").write_bytes(warc(*pages))
    code, output = run(tmp_path / "pages.warc.gz", "--seeds", seeds, "--into", "web/2020")
    assert (code, "1 imported, 1 already in the archive, 1 refused" in output) == (1, True)
    assert (seeds / "web/2020/bridge-opens.html").read_bytes() == PAGE
    declared = yaml.safe_load((seeds / "web/2020/bridge-opens.yml").read_text())
    assert declared["source"]["retrieved"].isoformat() == "2020-05-06"


def test_the_complete_records_of_an_incomplete_web_archive_are_imported(tmp_path: Path, seeds: Path) -> None:
    pages = [(f"https://example.org/{n}", PAGE + b"%d" % n, "200 OK", "text/html") for n in range(3)]
    (tmp_path / "cut.warc.gz").write_bytes(warc(*pages)[:-200])
    code, output = run(tmp_path / "cut.warc.gz", "--seeds", seeds)
    assert (code, "2 imported, 0 already in the archive, 1 refused" in output) == (1, True)
    (tmp_path / "no.warc").write_bytes(b"nothing of the kind")
    assert "cannot be read any further" in run(tmp_path / "no.warc", "--seeds", seeds)[1]


def test_a_web_archive_that_ends_within_a_picture_is_reported_as_incomplete(
    tmp_path: Path, seeds: Path
) -> None:
    picture = b"".join(hashlib.sha256(b"%d" % n).digest() for n in range(150))
    pages = [
        ("https://example.org/a", PAGE, "200 OK", "text/html"),
        ("https://example.org/b", picture, "200 OK", "image/png"),
    ]
    whole = warc(*pages)
    (tmp_path / "whole.warc.gz").write_bytes(whole)
    code, output = run(tmp_path / "whole.warc.gz", "--seeds", seeds)
    assert (code, "1 imported, 0 already in the archive, 0 refused, 1 skipped" in output) == (0, True)
    last = len(whole) - len(warc(pages[1]))
    for end in (last + 50, last + 150, last + 250, len(whole) - 2000):
        (tmp_path / "cut.warc.gz").write_bytes(whole[:end])
        code, output = run(tmp_path / "cut.warc.gz", "--seeds", seeds)
        assert (code, "what was imported is skipped" in output) == (1, True), (end, output)


def test_an_encoding_declared_only_by_the_http_header_is_applied(tmp_path: Path, seeds: Path) -> None:
    page = "<title>Мост закрыт</title><p>Старый мост через реку закрыт до мая.</p>"
    answer = ("https://example.org/a", page.encode("cp1251"), "200 OK", "text/html; charset=windows-1251")
    (tmp_path / "a.warc.gz").write_bytes(warc(answer))
    assert run(tmp_path / "a.warc.gz", "--seeds", seeds)[0] == 0
    assert (seeds / "most-zakryt.html").read_text() == page


def test_a_feed_that_is_a_path_or_an_address_opens_nothing(
    tmp_path: Path, seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real.xml").write_text(FEED)
    (tmp_path / "real").write_text(FEED)
    asked: list[object] = []
    monkeypatch.setattr("socket.create_connection", lambda *place, **_: asked.append(place))
    for content in (
        f"{tmp_path}/real.xml",
        f"{tmp_path}/real",
        "https://feeds.example/a.xml",
        "file:///etc/hosts",
    ):
        (tmp_path / "feed.xml").write_text(content)
        run(tmp_path / "feed.xml", "--seeds", seeds)
    assert asked == []
    assert names(seeds) == ["old.txt"]


def test_a_feed_with_control_characters_or_without_its_end_tag(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "odd.xml").write_text(
        FEED.replace("Plain words", "Plain &#2;\x01words").replace("Words", "Wo\x0crds")
    )
    assert "2 imported, 0 already in the archive, 0 refused" in run(tmp_path / "odd.xml", "--seeds", seeds)[1]
    assert (seeds / "plain-words.html").exists()
    (tmp_path / "cut.xml").write_text(FEED[: FEED.index("<item><title>Only")])
    code, output = run(tmp_path / "cut.xml", "--seeds", seeds)
    assert (code, "cut.xml: the file is incomplete and lacks its last entries" in output) == (1, True)


def test_every_file_that_is_not_imported_is_reported(tmp_path: Path, seeds: Path) -> None:
    given = folder(
        tmp_path / "given",
        {
            "b.txt": "Ferry\n\nThe ferry stops.\n",
            "b.yml": "tags: [ferry]\n",
            "c.txt": "Mill\n\nThe mill turns.\n",
            "d.txt": "Dam\n\nThe dam holds.\n",
            "d.yml": b"title: Br\xfccke\n",
            "empty.txt": "",
            "binary.txt": hashlib.sha512(b"").digest() * 100,
            "orphan.yml": "tags: [x]\n",
            "authority/people.yml": "- id: ana\n",
            ".hidden/e.txt": "Hidden\n\nThe hidden thing.\n",
        },
    ).seeds
    (tmp_path / "secret.yml").write_text("note: what nobody should read\n")
    (given / "c.yml").symlink_to(tmp_path / "secret.yml")
    (given / "a.txt").symlink_to(given / "b.txt")
    (given / "away").symlink_to(tmp_path)
    (given / "nothing.txt").symlink_to(given / "none")
    code, output = run(given, "--seeds", seeds)
    assert (code, "1 imported, 1 already in the archive, 8 refused" in output) == (1, True), output
    assert names(seeds) == ["b.txt", "b.yml", "old.txt"]
    for message in (
        "c.txt: its sidecar c.yml is a link out of the folder",
        "d.txt: its sidecar d.yml is not UTF-8",
        "empty.txt: the file is empty",
        "binary.txt: the characters are in no known encoding",
        "orphan.yml: describes no document",
        "authority/people.yml: belongs to an archive",
        "away: links to folders are not followed",
        "nothing.txt: is a broken link",
    ):
        assert message in output, output
    (given / "b.yml").write_text("tags: [ferries]\n")
    assert (
        "b.txt: already in the archive as b.txt, with a different sidecar" in run(given, "--seeds", seeds)[1]
    )


def test_an_import_of_nothing_fails(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "no").mkdir()
    (tmp_path / "no.warc.gz").write_bytes(b"")
    for name in ("no", "no.warc.gz"):
        done = CliRunner().invoke(app, ["import", str(tmp_path / name), "--seeds", str(seeds)])
        assert "it contains nothing that can be imported" in str(done.exception)


def test_a_folder_is_imported_with_its_sidecars(tmp_path: Path, seeds: Path) -> None:
    given = folder(
        tmp_path / "given",
        {
            "News/A  Bridge!.txt": "Bridge\n\nThe bridge opened.\n",
            "News/A  Bridge!.yml": "# mine\ndate: 2020-05-04\n",
            "b.TXT": "Ferry\n\nThe ferry stops.\n",
            "old copy.txt": "Old\n\nA text that was here before.\n",
            "picture.png": b"\x89PNG",
        },
    ).seeds
    (given / "out.txt").symlink_to(tmp_path / "archive" / "seeds" / "old.txt")
    code, output = run(given, "--seeds", seeds)
    assert (code, "2 imported, 1 already in the archive, 1 refused, 1 skipped" in output) == (1, True)
    assert names(seeds) == ["News/a-bridge.txt", "News/a-bridge.yml", "b.txt", "old.txt"]
    assert (seeds / "News/a-bridge.yml").read_text() == "# mine\ndate: 2020-05-04\n"


def test_an_interrupted_import_resumes(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    run(tmp_path / "feed.xml", "--seeds", seeds)
    whole = names(seeds)
    # Stopped between a sidecar and its seed.
    (seeds / "bridge-opens-ferry-stays.html").unlink()
    run(tmp_path / "feed.xml", "--seeds", seeds)
    assert names(seeds) == whole


def test_imported_seeds_have_no_errors(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    run(tmp_path / "feed.xml", "--seeds", seeds)
    settings = folder(tmp_path / "archive", {})
    assert [problem for problem in inspect(settings) if problem.severity == "error"] == []


@pytest.mark.parametrize("into", ["../out", "/out", "a/../../b", "authority", "collections/x"])
def test_nothing_is_written_outside_the_seeds(tmp_path: Path, seeds: Path, into: str) -> None:
    (tmp_path / "feed.xml").write_text(FEED)
    before = names(tmp_path)
    assert run(tmp_path / "feed.xml", "--seeds", seeds, "--into", into)[0] != 0
    assert names(tmp_path) == before


def test_other_files_are_refused(tmp_path: Path, seeds: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK")
    (tmp_path / "empty.xml").write_text("<rss/>")
    for name in ("a.zip", "empty.xml", "missing.xml"):
        assert run(tmp_path / name, "--seeds", seeds)[0] != 0


def dated(tmp_path: Path, seeds: Path, published: str, language: str = "en") -> dict[str, object]:
    """The sidecar of a feed's only entry."""
    feed = tmp_path / "feed.xml"
    feed.write_text(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Courier</title>"
        f"<language>{language}</language><item><title>The ferry runs</title><link>https://example.org/f</link>{published}"
        "<description>The ferry runs again after the storm in the bay.</description></item></channel></rss>",
        encoding="utf-8",
    )
    run(feed, "--seeds", seeds)
    (sidecar,) = seeds.rglob("*.yml")
    fields: dict[str, object] = yaml.safe_load(sidecar.read_text(encoding="utf-8"))
    return fields


@pytest.mark.parametrize(
    ("published", "language", "day"),
    [
        ("<pubDate>Sun, 03 May 2020 22:30:00 -0700</pubDate>", "en", "2020-05-03"),
        ("<pubDate>Mon, 04 May 2020 00:30:00 +1000</pubDate>", "en", "2020-05-04"),
        ("<pubDate>2020/5/3 15:07:41</pubDate>", "en", "2020-05-03"),
        ("<pubDate>2020-05-03T23:59:00-03:00</pubDate>", "en", "2020-05-03"),
        ("<pubDate>3 maj 2020</pubDate>", "sv", "2020-05-03"),
        ("<pubDate>sometime in May</pubDate>", "en", None),
    ],
)
def test_the_day_of_an_entry_is_that_of_its_author(
    tmp_path: Path, seeds: Path, published: str, language: str, day: str | None
) -> None:
    found = dated(tmp_path, seeds, published, language).get("date")
    assert (str(found) if found else None) == day
