"""``clipfile add``: a page is fetched whatever its server does, or a sentence says why not."""

from __future__ import annotations

import datetime as dt
import json
import socket
from pathlib import Path

import pytest
import yaml
from making import folder
from misbehaving import BOMB, PAGE, Answer, answer, dripping, endless, misbehaving, raw, silent
from typer.testing import CliRunner

from generator.accession.add import archived, clip, original_of
from generator.accession.fetch import FetchError, Limits, Page, fetch, is_public
from generator.commands.cli import app

DAY = dt.date(2020, 5, 1)
LIMITS = Limits(seconds=1.0, wait=0.5, size=1_000_000, redirects=3)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
HTML = b"<!doctype html><p>\xe9t\xe9</p>"


def to(location: str, status: str = "302 Found") -> Answer:
    return answer(status, b"", Location=location)


BROKEN: dict[str, tuple[Answer, str]] = {
    "/silent": (silent, "could not be read"),
    "/dripping-body": (dripping(HEAD + b"\r\n"), "took longer than 1 seconds"),
    "/dripping-head": (dripping(HEAD + b"X-Slow: "), "took longer than 1 seconds"),
    "/endless": (endless, "larger than 1,000,000 bytes"),
    "/bomb": (answer(body=BOMB, Content_Encoding="gzip"), "larger than 1,000,000 bytes"),
    "/not-gzip": (answer(body=b"plain", Content_Encoding="gzip"), "could not be read"),
    "/cut-short": (raw(HEAD + b"Content-Length: 5000\r\n\r\nhalf"), "could not be read"),
    "/bad-chunks": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx"), "could not be read"),
    "/closed": (raw(b""), "could not be read"),
    "/not-http": (raw(b"\x00\x01\x02 what is this\r\n\r\n"), "could not be read"),
    "/many-headers": (raw(HEAD + b"X: y\r\n" * 5000 + b"\r\n"), "could not be read"),
    "/long-header": (raw(HEAD + b"X: " + b"y" * 200_000 + b"\r\n\r\n"), "could not be read"),
    "/missing": (answer("404 Not Found"), "answered with status 404"),
    "/failing": (answer("500 Oh no"), "answered with status 500"),
    "/empty": (answer(body=b"  \n"), "answered with nothing"),
    "/no-content": (answer("204 No Content", b""), "answered with status 204"),
    "/picture": (answer(kind="image/png"), "is image/png"),
    "/untyped": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"), "of no stated type"),
    "/loop": (to("/loop"), "redirects more than 3 times"),
    "/nowhere": (to(""), "redirects more than 3 times"),
    "/to-file": (to("file:///etc/passwd"), "must be an address that starts with http"),
    "/to-password": (to("http://me:secret@127.0.0.1/"), "without a password"),
    "/to-other-port": (to("http://127.0.0.1:1/"), "not public was not followed"),
    "/to-localhost": (to("http://localhost:1/"), "not public was not followed"),
    "/to-ipv6": (to("http://[::1]:1/"), "not public was not followed"),
    "/to-mapped": (to("http://[::ffff:127.0.0.1]:1/"), "not public was not followed"),
    "/to-decimal": (to("http://2130706433/"), "not public was not followed"),
    "/to-private": (to("http://10.0.0.1/"), "not public was not followed"),
    "/to-metadata": (to("http://169.254.169.254/latest/"), "not public was not followed"),
}


@pytest.mark.parametrize("path", BROKEN)
def test_a_misbehaving_server_costs_no_more_than_the_limits(path: str) -> None:
    behaviour, message = BROKEN[path]
    with misbehaving({path: behaviour}) as server, pytest.raises(FetchError, match=message):
        fetch(server.url(path), LIMITS)


def test_a_redirect_to_another_private_server_never_reaches_it() -> None:
    with misbehaving({"/": answer()}) as inner, misbehaving({"/": to(inner.url("/"))}) as outer:
        with pytest.raises(FetchError, match="not public"):
            fetch(outer.url("/"), LIMITS)
        assert inner.asked == []


def test_a_redirect_on_the_same_host_is_followed() -> None:
    with misbehaving({"/old": to("/new?a=b#part", "301 Moved"), "/new": answer()}) as server:
        page = fetch(server.url("/old"), LIMITS)
        assert (page.data, page.suffix, page.url) == (PAGE, ".html", server.url("/new?a=b#part"))
        assert "/new?a=b" in server.asked


@pytest.mark.parametrize(
    ("robots", "permitted"),
    [
        (answer(body=b"User-agent: *\nDisallow: /private", kind="text/plain"), True),
        (answer(body=b"User-agent: *\nDisallow: /", kind="text/plain"), False),
        (answer(body=b"User-agent: Clipfile\nDisallow: /", kind="text/plain"), False),
        (answer(body=b"\xff\xfe\x00 nonsense", kind="text/plain"), True),
        (answer("404 Not Found"), True),
        (answer("503 Busy"), False),
    ],
)
def test_robots_txt_is_obeyed(robots: Answer, permitted: bool) -> None:
    with misbehaving({"/robots.txt": robots, "/a": answer()}) as server:
        if permitted:
            assert fetch(server.url("/a"), LIMITS).data == PAGE
        else:
            with pytest.raises(FetchError, match="robots"):
                fetch(server.url("/a"), LIMITS)
            assert "/a" not in server.asked


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "ftp://example.org/", "http://", "http://[::", "http://a:99999/", "javascript:1"],
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, LIMITS)


def test_nobody_listening_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match="could not be read"):
        fetch(f"http://127.0.0.1:{port}/", LIMITS)


def test_public_addresses() -> None:
    public = ["93.184.216.34", "2606:2800:220:1::1"]
    private = [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.1.1",
        "0.0.0.0",  # noqa: S104 - to be refused
        "::1",
        "fe80::1%lo",
        "fc00::1",
    ]
    assert [is_public(one) for one in public] == [True, True]
    assert not any(is_public(one) for one in [*private, "::ffff:10.0.0.1", "224.0.0.1", "100.64.0.1"])


def test_what_only_the_server_knows_about_the_encoding_is_kept() -> None:
    latin = answer(body=HTML, kind="text/html; charset=ISO-8859-1")
    own = answer(body=b"<meta charset=latin1>" + HTML, kind="text/html; charset=utf-8")
    with misbehaving({"/a": latin, "/b": own}) as server:
        assert "été" in clip(server.url("/a"), DAY, "").data.decode()
        assert clip(server.url("/b"), DAY, "").data == b"<meta charset=latin1>" + HTML


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            {"archived_snapshots": {"closest": {"available": True, "url": "http://web.example/1/x"}}},
            "https://web.example/1/x",
        ),
        ({"archived_snapshots": {}}, ""),
        ({"archived_snapshots": {"closest": {"available": True, "url": "javascript:alert(1)"}}}, ""),
        (["no", "object"], ""),
    ],
)
def test_an_archived_copy_is_noted_where_there_is_one(said: object, found: str) -> None:
    with misbehaving({"/api": answer(body=json.dumps(said).encode(), kind="application/json")}) as server:
        assert archived("https://example.org/a?b=c&d", server.url("/api")) == found
        assert server.asked == ["/api?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%26d"]


@pytest.mark.parametrize("behaviour", [answer("500 No"), raw(b""), answer(body=b"not JSON")])
def test_an_archive_that_does_not_answer_is_no_hindrance(behaviour: Answer) -> None:
    with misbehaving({"/api": behaviour}) as server:
        assert archived("https://example.org/", server.url("/api")) == ""


@pytest.mark.parametrize(
    ("copy", "original"),
    [
        ("https://web.archive.org/web/20200102030405/https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("http://web.archive.org/web/2020id_/http://example.org/", "http://example.org/"),
        ("https://web.archive.org/web/2020*/example.org", ""),
        ("https://example.org/web/2020/https://example.org/", ""),
    ],
)
def test_a_copy_in_the_wayback_machine_is_known_by_its_address(copy: str, original: str) -> None:
    assert original_of(copy) == original


def test_a_copy_is_noted_as_the_copy_and_not_as_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = "https://web.archive.org/web/2020/https://example.org/gone"
    monkeypatch.setattr("generator.accession.add.fetch", lambda _: Page(copy, PAGE, ".html", ""))
    source = {"url": "https://example.org/gone", "archived_url": copy, "retrieved": DAY.isoformat()}
    assert clip(copy, DAY).declared == {"source": source}


def test_a_page_without_an_article_is_not_taken_in(tmp_path: Path) -> None:
    settings = folder(tmp_path, {})
    settings.seeds.mkdir()
    empty = answer(body=b"<html><body><script>app()</script><div id=root></div></body></html>")
    with misbehaving({"/app": empty}) as server:
        done = CliRunner().invoke(app, ["add", "--seeds", str(settings.seeds), server.url("/app")])
    assert "no article was found" in done.stderr
    assert "clipfile new FILE --url ADDRESS" in str(done.exception)
    assert list(settings.seeds.iterdir()) == []


def test_a_page_becomes_a_seed_once(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"old.txt": "Old\n\nA text that was here before.\n"})
    with misbehaving({"/news/1": answer(), "/gone": answer("410 Gone")}) as server:
        arguments = ["add", "--seeds", str(settings.seeds), "--wayback", "", server.url("/news/1")]
        assert CliRunner().invoke(app, [*arguments, server.url("/gone")]).exit_code == 1
        assert (settings.seeds / "bridge-opens.html").read_bytes() == PAGE
        declared = yaml.safe_load((settings.seeds / "bridge-opens.yml").read_text())
        assert declared["source"]["url"] == server.url("/news/1")
        assert list(declared["source"]) == ["url", "retrieved"]
        again = CliRunner().invoke(app, arguments)
        assert "already in the archive as bridge-opens.html" in again.stderr
    assert sorted(path.name for path in settings.seeds.iterdir()) == [
        "bridge-opens.html",
        "bridge-opens.yml",
        "old.txt",
    ]
