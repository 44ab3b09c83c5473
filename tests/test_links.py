"""``clipfile links``: sources are asked politely, and what they said is kept."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from making import archive, article, folder
from typer.testing import CliRunner

from generator.accession.fetch import FetchError
from generator.accession.links import Answer, answers, remember, remembered, sources
from generator.cli import app
from generator.model import Source

DAY = dt.date(2020, 5, 8)


def ask(url: str) -> int:
    if "silent" in url:
        raise FetchError("silent: took longer than 20 seconds.")
    return 404 if "gone" in url else 200


def test_each_source_is_asked_and_faults_are_answers() -> None:
    urls = ["https://example.org/gone", "https://example.org/silent", "https://example.org/here"]
    found = dict(answers(urls, {}, DAY, ask, 0))
    assert [found[url].status for url in urls] == [404, 0, 200]
    assert [found[url].gone for url in urls] == [True, False, False]
    assert "took longer" in found[urls[1]].fault


def test_what_was_asked_this_week_is_not_asked_again() -> None:
    known = {
        "https://example.org/new": Answer(404, "", "2020-05-02"),
        "https://example.org/old": Answer(404, "", "2020-05-01"),
    }
    found = dict(answers(known, known, DAY, ask, 0))
    assert found["https://example.org/new"] == known["https://example.org/new"]
    assert found["https://example.org/old"] == Answer(200, "", "2020-05-08")


def test_answers_are_kept_whole(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "links.json"
    kept = {"https://example.org/": Answer(0, "fault", "2020-05-01")}
    remember(file, kept)
    assert remembered(file) == kept
    file.write_text("[broken")
    assert remembered(file) == {}
    file.write_text('{"a": {"other": 1}}')
    assert remembered(file) == {}


def test_the_sources_of_an_archive() -> None:
    found = sources(
        archive([article(source=Source(url="https://example.org/a")), article(seed="b.txt", title="B")])
    )
    assert found == {"https://example.org/a": "a.txt"}


def test_a_private_address_in_a_seed_is_never_asked(tmp_path: Path) -> None:
    settings = folder(
        tmp_path, {"a.txt": "Mill\n\nThe mill burnt.\n", "a.yml": "source: {url: 'http://127.0.0.1:1/'}"}
    )
    cache = tmp_path / "links.json"
    done = CliRunner().invoke(app, ["links", "--seeds", str(settings.seeds), "--cache", str(cache)])
    assert done.exit_code == 0
    assert "not public" in done.stdout
    assert json.loads(cache.read_text())["http://127.0.0.1:1/"]["status"] == 0
