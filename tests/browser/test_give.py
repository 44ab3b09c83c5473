"""The form for an article, in a real browser, up to the address that it opens."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from making import ROOT, archive, article
from picturing import image, picture_bytes
from playwright.sync_api import Browser, Page, Route, expect

from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.inputs.fields import parse_declaration
from generator.inputs.settings import Settings, load_settings
from generator.model.documents import Seed
from generator.outputs.pages.give import correction_url, give_page, new_file
from generator.scans.alto import Block, Line, ScanPage, Word, write_alto

TEXT = "Bridge opens\n\n" + "The bridge over the river opened on Monday. " * 4 + "\n\nRead more"
SCANNED = "Dyke ho1ds at Vestholm\n\nThe dyke at Vestholm held through the night, and people went home.\n"
HEADLINE = 'Bridge "opens": it\'s done #1'


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it has above
        pass


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small archive that has a repository, built and served."""
    folder = tmp_path_factory.mktemp("give")
    (folder / "seeds").mkdir()
    (folder / "seeds" / "a.txt").write_text(TEXT)
    (folder / "seeds" / "b.txt").write_text(SCANNED)
    (folder / "seeds" / "b.jpg").write_bytes(picture_bytes(image(800, 300)))
    read = Line((Word("Dyke", 20, 20, 90, 30), Word("ho1ds", 120, 20, 110, 30), Word("at", 240, 20, 40, 30)))
    (folder / "seeds" / "b.alto.xml").write_bytes(write_alto([ScanPage(800, 300, (Block("text", (read,)),))]))
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "--seeds",
        folder / "seeds",
        "--docs",
        folder / "docs",
    ]
    environment = {**os.environ, "CLIPFILE_REPOSITORY": "https://github.com/example/archive"}
    subprocess.run(
        [*map(str, command), "--site", str(folder / "site")], cwd=ROOT, env=environment, check=True
    )
    handler = functools.partial(_Quiet, directory=str(folder / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """The form; every request that leaves the site is recorded and answered here."""
    with browser.new_context(viewport={"width": 390, "height": 900}) as context:
        opened = context.new_page()
        opened.route("https://github.com/**", _answer)
        opened.goto(f"{site}give/")
        yield opened


def _answer(route: Route) -> None:
    route.fulfill(status=200, content_type="text/html", body="<!doctype html><title>New file</title>")


def fill(page: Page, **values: str) -> None:
    given = {"headline": HEADLINE, "address": "https://example.org/bridge", "text": TEXT, **values}
    for name, value in given.items():
        page.fill(f"[name={name}]", value)


def test_a_filled_form_opens_the_hosts_page_with_a_finished_seed(page: Page) -> None:
    fill(page, date="2020-05-04", note="First: of its kind")
    page.click(".cf-give button")
    page.wait_for_url("https://github.com/**")
    address = urlsplit(page.url)
    assert address.path == "/example/archive/new/main/seeds"
    asked = parse_qs(address.query)
    assert asked["filename"] == ["bridge-opens-it-s-done-1.txt"]
    made = make_article(Seed("a.txt", asked["value"][0].encode(), ""), Authority())
    assert made.problems == ()
    assert made.article
    assert (made.article.title, made.article.date, made.text.note) == (
        HEADLINE,
        "2020-05-04",
        "First: of its kind",
    )
    assert made.article.source.url == "https://example.org/bridge"
    assert "Read more" not in made.text.body


@pytest.mark.parametrize(
    ("headline", "name"),
    [
        ("Мост открыт", "мост-открыт.txt"),
        ("다리가 열렸다", "다리가-열렸다.txt"),
        ("大桥通车", "大桥通车.txt"),
        ("𠮷" * 70, "𠮷" * 60 + ".txt"),
        ("Ça ira !", "ca-ira.txt"),
    ],
)
def test_the_file_is_named_by_the_headline_in_any_script(page: Page, headline: str, name: str) -> None:
    fill(page, headline=headline)
    page.click(".cf-give button")
    page.wait_for_url("https://github.com/**")
    assert parse_qs(urlsplit(page.url).query)["filename"] == [name]


@pytest.mark.parametrize(
    ("name", "value", "better"),
    [
        ("headline", " ", "A"),
        ("address", "example.org", "https://example.org/a"),
        ("date", "9999-01-01", "2020-01-01"),
        ("text", "short", TEXT),
    ],
)
def test_mistakes_are_shown_at_their_field_while_typing(
    page: Page, name: str, value: str, better: str
) -> None:
    fill(page, **{name: value})
    page.click(".cf-give button")
    assert page.url.endswith("/give/")
    assert page.evaluate("document.activeElement.name") == name
    assert page.get_attribute(f"[name={name}]", "aria-invalid") == "true"
    assert page.inner_text(f"#give-{name}-fault")
    page.fill(f"[name={name}]", better)
    assert page.get_attribute(f"[name={name}]", "aria-invalid") == "false"
    assert page.inner_text(f"#give-{name}-fault") == ""


def test_a_text_too_long_for_an_address_is_shown_to_be_copied(page: Page) -> None:
    fill(page, text=TEXT + "More words. " * 1000)
    page.click(".cf-give button")
    page.wait_for_function("document.querySelector('.cf-give [role=status]').textContent !== ''")
    assert "More words." in page.inner_text(".cf-give details pre")
    assert "continue again" in page.inner_text(".cf-give [role=status]")
    seen = (
        "at => { const box = at.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }"
    )
    assert page.locator(".cf-give [role=status]").evaluate(seen)
    assert page.locator(".cf-give button").evaluate(seen)
    page.click(".cf-give button")
    page.wait_for_url("https://github.com/**")
    assert "value" not in parse_qs(urlsplit(page.url).query)


def test_without_javascript_there_are_instructions(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        opened = context.new_page()
        opened.goto(f"{site}give/")
        assert not opened.is_visible(".cf-give form")
        assert "retrieved: YYYY-MM-DD" in opened.inner_text(".cf-give section")


@pytest.mark.parametrize("palette", ["light", "dark"])
def test_the_form_is_accessible(browser: Browser, site: str, palette: str) -> None:
    scheme = "dark" if palette == "dark" else "light"
    with browser.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        opened = context.new_page()
        opened.goto(f"{site}give/")
        opened.click(".cf-give button")
        assert Axe().run(opened).response["violations"] == []


@pytest.mark.parametrize(
    ("repository", "address", "prefix"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/new/main/seeds", None),
        ("https://gitlab.com/a/b", "https://gitlab.com/a/b/-/new/main", "seeds/"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/_new/main/seeds/", None),
        ("https://forgejo.example.org/a/b", "https://forgejo.example.org/a/b/_new/main/seeds/", None),
    ],
)
def test_each_host_has_its_address(tmp_path: Path, repository: str, address: str, prefix: str | None) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"repo_url: {repository}\n")
    found = new_file(load_settings(tmp_path / "mkdocs.yml"))
    assert found
    assert (found["address"], found.get("prefix")) == (address, prefix)


@pytest.mark.parametrize(
    ("seeds_url", "address"),
    [
        ("https://github.com/a/b/tree/master/news/seeds", "https://github.com/a/b/new/master/news/seeds"),
        ("https://github.com/a/b/blob/HEAD/seeds", "https://github.com/a/b/new/main/seeds"),
        ("https://gitlab.com/a/b/-/tree/trunk/seeds/", "https://gitlab.com/a/b/-/new/trunk"),
        ("https://codeberg.org/a/b/src/branch/old/seeds", "https://codeberg.org/a/b/_new/old/seeds/"),
        ("https://mirror.example.org/seeds", "https://github.com/a/b/new/main/seeds"),
    ],
)
def test_the_branch_is_the_one_that_the_seeds_are_shown_on(seeds_url: str, address: str) -> None:
    repository = "/".join(seeds_url.split("/")[:5]) if "/a/b/" in seeds_url else "https://github.com/a/b"
    found = new_file(replace(Settings(), repository=repository, seeds_url=seeds_url))
    assert found
    assert found["address"] == address


def test_an_unsupported_host_has_no_address() -> None:
    settings = replace(Settings(), repository="https://git.example.org/a/b")
    assert new_file(settings) is None
    assert len(list(give_page(archive([article()]), settings))) == 1
    assert list(give_page(archive([article()]), Settings())) == []


@pytest.mark.parametrize(
    ("repository", "described", "address"),
    [
        ("https://github.com/a/b", True, "https://github.com/a/b/edit/main/seeds/sub/%C3%BC%20x.yml"),
        ("https://gitlab.com/a/b", True, "https://gitlab.com/a/b/-/edit/main/seeds/sub/%C3%BC%20x.yml"),
        ("https://codeberg.org/a/b", True, "https://codeberg.org/a/b/_edit/main/seeds/sub/%C3%BC%20x.yml"),
        (
            "https://gitlab.com/a/b",
            False,
            "https://gitlab.com/a/b/-/new/main?file_name=seeds%2Fsub%2F%C3%BC%20x.yml",
        ),
        ("https://git.example.org/a/b", True, ""),
        ("", True, ""),
    ],
)
def test_a_correction_goes_to_the_sidecar(repository: str, described: bool, address: str) -> None:
    settings = replace(Settings(), repository=repository)
    assert correction_url(article(seed="sub/ü x.txt", described=described), settings) == address


def test_a_new_sidecar_begins_with_what_may_be_corrected(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        opened = context.new_page()
        opened.goto(f"{site}articles/undated/bridge-opens/")
        link = opened.get_attribute("a[href*='filename=a.yml']", "href")
    assert link
    text = parse_qs(urlsplit(link).query)["value"][0]
    declared, problems = parse_declaration(text, "a.yml")
    assert (declared.values, problems) == ({}, ())
    written = text.replace("# ", "").replace("YYYY-MM-DD", "2020-01-01").partition("\n")[2]
    assert parse_declaration(written, "a.yml")[1] == ()


def test_a_line_of_a_scan_is_corrected_in_the_hosts_editor(page: Page, site: str) -> None:
    page.goto(f"{site}articles/undated/dyke-ho1ds-at-vestholm/")
    expect(page.locator(".cf-sheet__line")).to_have_count(1)
    page.get_by_role("button", name="Correct a line").click()
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Correct a line")
    expect(dialog.get_by_label("The line now")).to_have_value("Dyke ho1ds at")
    page.wait_for_function("document.querySelector('.cf-line canvas').width > 250")
    assert Axe().run(page).response["violations"] == []
    dialog.get_by_label("The line as printed").fill("Dyke holds at")
    page.keyboard.press("Enter")
    page.wait_for_url("https://github.com/**")
    address = urlsplit(page.url)
    assert address.path == "/example/archive/edit/main/seeds/b.txt"
    assert parse_qs(address.query)["message"] == ["Correct a line: Dyke ho1ds at → Dyke holds at"]
