"""``clipfile links`` checks sources politely and stores their answers."""

from __future__ import annotations

import datetime as dt
import json
import socket
from pathlib import Path

import pytest
from making import archive, article, folder
from typer.testing import CliRunner

from generator.accession.fetch import probe
from generator.accession.links import Answer, Manners, answers, remember, remembered, sources
from generator.accession.request import FetchError, Limits, UnknownHostError
from generator.commands.cli import app
from generator.model.records import Source

DAY = dt.date(2020, 5, 8)


def ask(url: str) -> int:
    if "silent" in url:
        raise FetchError("silent: took longer than 20 seconds.")
    return 404 if "gone" in url else 200


def test_each_source_is_checked_and_failures_are_answers() -> None:
    urls = ["https://example.org/gone", "https://example.org/silent", "https://example.org/here"]
    found = dict(answers(urls, {}, DAY, ask, Manners(0)))
    assert [found[url].status for url in urls] == [404, 0, 200]
    assert [found[url].gone for url in urls] == [True, False, False]
    assert "took longer" in found[urls[1]].fault


def test_a_source_is_checked_at_most_once_a_week() -> None:
    known = {
        "https://example.org/new": Answer(404, "", "2020-05-02"),
        "https://example.org/old": Answer(404, "", "2020-05-01"),
    }
    found = dict(answers(known, known, DAY, ask, Manners(0)))
    assert found["https://example.org/new"] == known["https://example.org/new"]
    assert found["https://example.org/old"] == Answer(200, "", "2020-05-08")


def test_a_host_that_limits_requests_is_left_alone() -> None:
    urls = [f"https://{host}.example/{number}" for host in ("calm", "tired") for number in range(3)]
    statuses = {"https://tired.example/1": 429}
    found = dict(answers(urls, {}, DAY, lambda url: statuses.get(url, 200), Manners(0)))
    assert [url for url in urls if url not in found] == ["https://tired.example/2"]
    assert not found["https://tired.example/1"].gone


def test_the_oldest_answers_are_renewed_first_until_time_is_up() -> None:
    known = {f"https://example.org/{day}": Answer(200, "", f"2020-04-{day}") for day in ("20", "10", "15")}
    order = [url for url, _ in answers([*known, "https://example.org/new"], known, DAY, ask, Manners(0))]
    assert [url.rpartition("/")[2] for url in order] == ["new", "10", "15", "20"]
    assert list(answers(known, known, DAY, ask, Manners(0, seconds=0))) == []


def nameless(url: str) -> int:
    if "here" in url:
        return 200
    raise UnknownHostError("gone.example: unknown host: Name or service not known")


NAMELESS, HERE = "https://gone.example/a", "https://here.example/"


def asked(urls: list[str], known: dict[str, Answer], day: str) -> dict[str, Answer]:
    return dict(answers(urls, known, dt.date.fromisoformat(day), nameless, Manners(0)))


def test_a_host_without_a_dns_entry_on_two_days_is_dead() -> None:
    first = asked([NAMELESS, HERE], {}, "2020-05-08")
    assert (first[NAMELESS].unknown, first[NAMELESS].gone) == ("2020-05-08", False)
    again = asked([NAMELESS, HERE], first, "2020-05-08")
    assert not again[NAMELESS].gone
    second = asked([NAMELESS, HERE], first, "2020-05-15")
    assert (second[NAMELESS].unknown, second[NAMELESS].gone) == ("2020-05-08", True)


def test_without_a_network_no_host_is_dead() -> None:
    first = asked([NAMELESS], {}, "2020-05-08")
    assert first[NAMELESS].unknown == ""
    second = asked([NAMELESS], first, "2020-05-15")
    assert (second[NAMELESS].unknown, second[NAMELESS].gone) == ("", False)
    # Answers of an earlier run do not prove that there is a network now.
    third = asked([NAMELESS, HERE], second | {HERE: Answer(200, "", "2020-05-20")}, "2020-05-22")
    assert third[NAMELESS].unknown == ""


def test_a_host_that_came_back_starts_over() -> None:
    back = {NAMELESS: Answer(503, "", "2020-05-01")}
    assert asked([NAMELESS, HERE], back, "2020-05-08")[NAMELESS].unknown == "2020-05-08"


@pytest.mark.parametrize(("code", "missing"), [(socket.EAI_NONAME, True), (socket.EAI_AGAIN, False)])
def test_only_a_dns_answer_makes_a_host_unknown(
    monkeypatch: pytest.MonkeyPatch, code: int, missing: bool
) -> None:
    def resolve(*_: object, **__: object) -> None:
        raise socket.gaierror(code, "said the stub")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(FetchError, match=r"gone\.example: unknown host") as caught:
        probe(NAMELESS, Limits())
    assert isinstance(caught.value, UnknownHostError) == missing


def test_answers_are_stored_and_a_broken_file_is_ignored(tmp_path: Path) -> None:
    file = tmp_path / "cache" / "links.json"
    kept = {"https://example.org/": Answer(0, "fault", "2020-05-01")}
    remember(file, kept)
    assert remembered(file) == kept
    file.write_text("[broken")
    assert remembered(file) == {}
    file.write_text('{"a": {"other": 1}}')
    assert remembered(file) == {}


def test_sources_are_listed_with_their_seeds() -> None:
    found = sources(
        archive([article(source=Source(url="https://example.org/a")), article(seed="b.txt", title="B")])
    )
    assert found == {"https://example.org/a": "a.txt"}


def test_without_time_the_report_counts_what_is_left_and_dead_sources_stay(tmp_path: Path) -> None:
    url = "https://example.org/gone"
    files = {"a.txt": "Mill\n\nThe mill burnt.\n", "a.yml": f"source: {{url: '{url}'}}"}
    settings = folder(tmp_path, {**files, "links.csv": f"url,gone\n{url},2020-05-08\n"})
    arguments = [
        "links",
        "--seeds",
        str(settings.seeds),
        "--cache",
        str(tmp_path / "c.json"),
        "--minutes",
        "0",
    ]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    assert "**0** checked" in done.stdout
    assert "**1** left for a later run" in done.stdout
    assert (settings.seeds / "links.csv").read_text() == f"url,gone\n{url},2020-05-08\n"


def test_a_private_address_in_a_seed_is_never_requested(tmp_path: Path) -> None:
    settings = folder(
        tmp_path, {"a.txt": "Mill\n\nThe mill burnt.\n", "a.yml": "source: {url: 'http://127.0.0.1:1/'}"}
    )
    cache = tmp_path / "links.json"
    done = CliRunner().invoke(app, ["links", "--seeds", str(settings.seeds), "--cache", str(cache)])
    assert done.exit_code == 0
    assert "not a public address" in done.stdout
    assert json.loads(cache.read_text())["http://127.0.0.1:1/"]["status"] == 0
