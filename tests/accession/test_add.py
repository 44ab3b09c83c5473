"""``clipfile add`` fetches a page, or says why it could not, whatever the server does."""

from __future__ import annotations

import datetime as dt
import json
import re
import socket
from pathlib import Path

import pytest
import yaml
from making import folder
from misbehaving import BOMB, PAGE, Answer, answer, dripping, endless, misbehaving, raw, silent
from typer.testing import CliRunner

from generator.accession.add import archived, clip
from generator.accession.fetch import FetchedPage, fetch
from generator.accession.request import FetchError, Limits, is_public
from generator.commands.cli import app
from generator.text.archived import original_of

DAY = dt.date(2020, 5, 1)
LIMITS = Limits(seconds=1.0, wait=0.5, size=1_000_000, redirects=3)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
HTML = b"<!doctype html><p>\xe9t\xe9</p>"


def to(location: str, status: str = "302 Found") -> Answer:
    return answer(status, b"", Location=location)


BROKEN: dict[str, tuple[Answer, str]] = {
    "/silent": (silent, "cannot be read"),
    "/dripping-body": (dripping(HEAD + b"\r\n"), "took longer than 1 seconds"),
    "/dripping-head": (dripping(HEAD + b"X-Slow: "), "took longer than 1 seconds"),
    "/endless": (endless, "larger than 1,000,000 bytes"),
    "/bomb": (answer(body=BOMB, Content_Encoding="gzip"), "larger than 1,000,000 bytes"),
    "/not-gzip": (answer(body=b"plain", Content_Encoding="gzip"), "cannot be read"),
    "/cut-short": (raw(HEAD + b"Content-Length: 5000\r\n\r\nhalf"), "cannot be read"),
    "/bad-chunks": (raw(HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nx"), "cannot be read"),
    "/closed": (raw(b""), "cannot be read"),
    "/not-http": (raw(b"\x00\x01\x02 what is this\r\n\r\n"), "cannot be read"),
    "/many-headers": (raw(HEAD + b"X: y\r\n" * 5000 + b"\r\n"), "cannot be read"),
    "/long-header": (raw(HEAD + b"X: " + b"y" * 200_000 + b"\r\n\r\n"), "cannot be read"),
    "/missing": (answer("404 Not Found"), "answered with status 404"),
    "/failing": (answer("500 Oh no"), "answered with status 500"),
    "/empty": (answer(body=b"  \n"), "the answer is empty"),
    "/no-content": (answer("204 No Content", b""), "answered with status 204"),
    "/picture": (answer(kind="image/png"), "its type is image/png"),
    "/untyped": (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"), "its type is not stated"),
    "/loop": (to("/loop"), "redirected more than 3 times"),
    "/nowhere": (to(""), "redirected more than 3 times"),
    "/to-file": (to("file:///etc/passwd"), "must start with http"),
    "/to-password": (to("http://me:secret@127.0.0.1/"), "contain no password"),
    "/to-other-port": (to("http://127.0.0.1:1/"), "not a public address"),
    "/to-localhost": (to("http://localhost:1/"), "not a public address"),
    "/to-ipv6": (to("http://[::1]:1/"), "not a public address"),
    "/to-mapped": (to("http://[::ffff:127.0.0.1]:1/"), "not a public address"),
    "/to-decimal": (to("http://2130706433/"), "not a public address"),
    "/to-private": (to("http://10.0.0.1/"), "not a public address"),
    "/to-metadata": (to("http://169.254.169.254/latest/"), "not a public address"),
}


@pytest.mark.parametrize("path", BROKEN)
def test_limits_are_enforced_against_a_misbehaving_server(path: str) -> None:
    behaviour, message = BROKEN[path]
    with misbehaving({path: behaviour}) as server, pytest.raises(FetchError, match=message):
        fetch(server.url(path), LIMITS)


def test_a_redirect_never_reaches_another_private_server() -> None:
    with misbehaving({"/": answer()}) as inner, misbehaving({"/": to(inner.url("/"))}) as outer:
        with pytest.raises(FetchError, match="not a public"):
            fetch(outer.url("/"), LIMITS)
        assert inner.asked == []


def test_a_redirect_on_the_same_host_is_followed() -> None:
    with misbehaving({"/old": to("/new?a=b#part", "301 Moved"), "/new": answer()}) as server:
        page = fetch(server.url("/old"), LIMITS)
        assert (page.data, page.suffix, page.url) == (PAGE, ".html", server.url("/new?a=b#part"))
        assert "/new?a=b" in server.asked


@pytest.mark.parametrize("later", ["127.0.0.9", "10.0.0.1", "93.184.216.34"])
def test_a_name_whose_address_changes_is_not_looked_up_again(
    monkeypatch: pytest.MonkeyPatch, later: str
) -> None:
    lookups: list[str] = []
    real = socket.getaddrinfo

    def changing(host: str, port: int, *words: object, **options: object) -> object:
        if host != "news.example":
            assert host == "127.0.0.1"
            return real(host, port, *words, **options)  # type: ignore[arg-type]
        lookups.append(host)
        address = "127.0.0.1" if len(lookups) == 1 else later
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    with misbehaving({}) as server:
        origin = f"http://news.example:{server.port}"
        server.answers |= {"/old": to(f"{origin}/other"), "/other": to("/new"), "/new": answer()}
        assert fetch(f"{origin}/old", LIMITS).data == PAGE
    assert lookups == ["news.example"]


def test_a_name_that_becomes_private_is_refused_after_a_redirect_elsewhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The check is of each other name, and of every address that it has."""

    def private(host: str, port: int, *_: object, **__: object) -> object:
        addresses = ["127.0.0.1"] if host in ("typed.example", "127.0.0.1") else ["93.184.216.34", "10.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", private)
    with misbehaving({"/": to("http://other.example/")}) as server, pytest.raises(FetchError, match="public"):
        fetch(f"http://typed.example:{server.port}/", LIMITS)


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
    [
        *(
            "",
            "example.org",
            "ftp://example.org/",
            "http://",
            "http://[::",
            "http://a:99999/",
            "javascript:1",
        ),
        *("http://a b.example/", "http://a.example%00.b.example/", "http://writer:secret@a.example/"),
    ],
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    with pytest.raises(FetchError) as refusal:
        fetch(url, LIMITS)
    assert "secret" not in str(refusal.value)


def test_a_closed_port_is_reported() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(FetchError, match="cannot be read"):
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
    assert [is_public(address) for address in public] == [True, True]
    assert not any(is_public(address) for address in [*private, "::ffff:10.0.0.1", "224.0.0.1", "100.64.0.1"])
    # IPv4 addresses of private networks within IPv6 addresses.
    assert not any(
        is_public(address) for address in ("64:ff9b::10.0.0.1", "2002:0a00:0001::", "2001:0:1::f5ff:fffe")
    )
    assert is_public("64:ff9b::93.184.216.34")
    # Forms that no network assigns, some of which a system may lead to itself.
    assert not any(
        is_public(address)
        for address in ("::127.0.0.1", "::ffff:0:10.0.0.1", "fec0::1", "64:ff9b:1::10.0.0.1")
    )


def test_an_encoding_declared_only_by_the_server_is_applied() -> None:
    latin = answer(body=HTML, kind="text/html; charset=ISO-8859-1")
    own = answer(body=b"<meta charset=latin1>" + HTML, kind="text/html; charset=utf-8")
    with misbehaving({"/a": latin, "/b": own}) as server:
        assert "été" in clip(server.url("/a"), DAY, "").data.decode()
        assert clip(server.url("/b"), DAY, "").data == b"<meta charset=latin1>" + HTML


@pytest.mark.parametrize(
    ("response", "copy"),
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
def test_the_address_of_an_archived_copy_is_recorded(response: object, copy: str) -> None:
    with misbehaving({"/api": answer(body=json.dumps(response).encode(), kind="application/json")}) as server:
        assert archived("https://example.org/a?b=c&d", server.url("/api")) == copy
        assert server.asked == ["/api?url=https%3A%2F%2Fexample.org%2Fa%3Fb%3Dc%26d"]


@pytest.mark.parametrize("behaviour", [answer("500 No"), raw(b""), answer(body=b"not JSON")])
def test_an_unavailable_web_archive_does_not_stop_the_command(behaviour: Answer) -> None:
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
def test_a_copy_in_the_wayback_machine_is_recognized_by_its_address(copy: str, original: str) -> None:
    assert original_of(copy) == original


def test_a_copy_is_recorded_as_a_copy_and_its_original_as_the_source(monkeypatch: pytest.MonkeyPatch) -> None:
    copy = "https://web.archive.org/web/2020/https://example.org/gone"
    monkeypatch.setattr(
        "generator.accession.add.fetch", lambda *_, **__: FetchedPage(copy, PAGE, ".html", "")
    )
    source = {"url": "https://example.org/gone", "archived_url": copy, "retrieved": DAY.isoformat()}
    assert clip(copy, DAY).declared == {"source": source}


def test_a_page_without_an_article_is_not_saved(tmp_path: Path) -> None:
    settings = folder(tmp_path, {})
    settings.seeds.mkdir()
    empty = answer(body=b"<html><body><script>app()</script><div id=root></div></body></html>")
    with misbehaving({"/app": empty}) as server:
        done = CliRunner().invoke(app, ["add", "--seeds", str(settings.seeds), server.url("/app")])
    assert "no article was found" in done.stderr
    assert "clipfile new FILE --url ADDRESS" in str(done.exception)
    assert list(settings.seeds.iterdir()) == []


def test_the_same_page_is_saved_only_once(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"old.txt": "Old\n\nA text that was here before.\n"})
    with misbehaving({"/news/1": answer(), "/gone": answer("410 Gone")}) as server:
        arguments = ["add", "--seeds", str(settings.seeds), "--wayback", "", server.url("/news/1")]
        assert CliRunner().invoke(app, [*arguments, server.url("/gone")]).exit_code == 1
        assert (settings.seeds / "bridge-opens.html").read_bytes() == PAGE
        declared = yaml.safe_load((settings.seeds / "bridge-opens.yml").read_text())
        assert declared["source"]["url"] == server.url("/news/1")
        assert list(declared["source"]) == ["url", "retrieved"]
        again = CliRunner().invoke(app, arguments)
        assert "already in the archive: bridge-opens.html" in again.stderr
    assert sorted(path.name for path in settings.seeds.iterdir()) == [
        "bridge-opens.html",
        "bridge-opens.yml",
        "old.txt",
    ]


@pytest.mark.parametrize("password", ["se/cret", "se@cret", "se:cret", "se#cret", "secret"])
def test_no_message_about_an_address_shows_its_password(tmp_path: Path, password: str) -> None:
    seeds = folder(tmp_path, {"a.txt": "x"}).seeds
    done = CliRunner().invoke(app, ["add", f"http://writer:{password}@a.example/", "--seeds", str(seeds)])
    assert "http://writer:...@a.example/: not a web address" in done.output
    assert not {"se", "cret", "secret"} & set(re.findall(r"\w+", done.output))
