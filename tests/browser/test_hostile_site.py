"""Whatever a contributor writes, the site runs none of it, contacts no other host, and keeps its layout."""

from __future__ import annotations

import json
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from bibtexparser.entrypoint import parse_string
from making import SHARED, THOROUGH, folder, meta_at
from playwright.sync_api import Browser, Dialog, Page

from browser.checks import (
    JAVA,
    NO_JAVA,
    Site,
    broken_links,
    foreign_loads,
    leads_on,
    nonconforming,
    parse_errors,
    read_site,
    repeated_ids,
)
from browser.demo import MARKS, PREFIX, ROOT, Demo, made_once, serve_demo
from browser.hostile import hostile_seeds, in_doses, shared_payloads
from browser.payloads import PAYLOADS
from browser.payloads_alone import SINGLES

pytestmark = pytest.mark.browser

HOSTILE = SHARED / "data" / "hostile"
# Some payloads share a page in small groups, all others have their own: one may disarm the next.
DOSE = 4
# A browser parses every page; it opens one of so many of those without a dose, and the checker reads as few.
PASSED_OVER = 1 if THOROUGH else 6
# A sample of the payloads collected by others is used; our own are always used.
LEFT_OUT = 1 if THOROUGH else 4
WATCH = """() => {
    globalThis.seen = [];
    const tell = (what) => globalThis.seen.push(what);
    addEventListener("securitypolicyviolation", (e) => tell(`${e.violatedDirective}: ${e.blockedURI}`));
    for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
        globalThis[name] = () => tell(`ran: ${name}`);
    }
}"""
# Elements and attributes that the theme never uses, or only where listed here.
LOOK = r"""(document) => {
    const found = [];
    const runs = /^[\s\0-\x1f]*(javascript|vbscript|data|file):/i;
    for (const one of document.querySelectorAll("*")) {
        for (const {name, value} of one.attributes) {
            if (/^on|^(srcdoc|ping|formaction)$/.test(name)) found.push(`attribute: ${name}=${value}`);
            if (runs.test(value) && !["content", "value"].includes(name)) found.push(`address: ${value}`);
        }
    }
    const foreign = `iframe, object, embed, base, audio, video, form:not([role=search]),
        template, portal, math, style, svg script, svg use, #__search,
        svg image:not([href$='assets/world.svg'])`;
    for (const one of document.querySelectorAll(`:is(main, head) :is(${foreign})`)) {
        found.push(`element: ${one.outerHTML.slice(0, 90)}`);
    }
    for (const one of document.scripts) {
        if (!one.src && !/json/.test(one.type)) found.push(`script: ${one.text.slice(0, 90)}`);
    }
    for (const name of ["main", "h1"]) {
        const count = document.querySelectorAll(name).length;
        if (count !== 1) found.push(`${count} times ${name}`);
    }
    return found;
}"""
OPENED = f"""() => {{
    const {{scrollWidth, clientWidth}} = document.documentElement;
    const found = [...globalThis.seen, ...({LOOK})(document)];
    if (scrollWidth > clientWidth + 1) found.push(`wider than the window by ${{scrollWidth - clientWidth}}`);
    return found;
}}"""
# As the browser parses them, in an instant each.
PARSED = f"""async (addresses) => {{
    const found = [];
    for (const address of addresses) {{
        const page = await (await fetch(address)).text();
        const faults = ({LOOK})(new DOMParser().parseFromString(page, "text/html"));
        found.push(...faults.map((one) => `${{address}}: ${{one}}`));
    }}
    return found;
}}"""


@pytest.fixture(scope="module")
def built(common: Path) -> Path:
    """The hostile archive, converted and built; that it builds at all is part of the proof."""
    return made_once(common / "hostile", _build)


def _build(root: Path) -> None:
    folder(root, hostile_seeds(in_doses(PAYLOADS, DOSE), [*SINGLES, *shared_payloads(HOSTILE)[::LEFT_OUT]]))
    places = [f"--seeds={root / 'seeds'}", f"--docs={root / 'docs'}", f"--site={root / 'www' / PREFIX}"]
    command = [sys.executable, "-m", "generator", "build", *places]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    # Refused values are problems of their seeds; nothing stops the others.
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr[-3000:]
    assert [line for line in done.stderr.splitlines() if "internal:" in line] == []


@pytest.fixture(scope="module")
def site(built: Path) -> Site:
    return read_site(built / "www" / PREFIX)


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[Demo]:
    with serve_demo(built / "www") as demo:
        yield demo


def test_the_development_data_is_among_the_payloads(shared: Path) -> None:
    assert len(shared_payloads(shared / "data" / "hostile")) > 600


def test_no_page_runs_loads_or_breaks_anything(browser: Browser, served: Demo, site: Site) -> None:
    faults: list[str] = []
    with browser.new_context(viewport={"width": 800, "height": 600}) as context:
        context.add_init_script(f"({WATCH})()")
        page = context.new_page()
        _listen(page, served.url, faults)
        for address in filter(lambda path: not (_leads_on(site, path) or _is_passed_over(path)), site.trees):
            page.goto(served.url + address, wait_until="load")
            faults += [f"{address}: {item}" for item in _looked(page)]
    assert faults[:20] == []


def test_no_page_contains_anything_that_could_run_or_load(browser: Browser, served: Demo, site: Site) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{served.url}data/addresses.txt")
        addresses = [served.url + quote(tree) for tree in site.trees if not _leads_on(site, tree)]
        assert page.evaluate(PARSED, addresses)[:20] == []


def test_the_monitor_detects_what_it_looks_for(browser: Browser, served: Demo) -> None:
    faults: list[str] = []
    with browser.new_context() as context:
        context.add_init_script(f"({WATCH})()")
        page = context.new_page()
        _listen(page, served.url, faults)
        page.goto(served.url, wait_until="load")
        hostile = "<img src='https://evil.example/x' onerror=alert(1)><iframe></iframe><p>" + "x" * 9999
        page.evaluate("(hostile) => { document.querySelector('main').innerHTML = hostile; }", hostile)
        page.evaluate("() => alert(1)")
        page.wait_for_function("() => globalThis.seen.length > 2")
        messages = " ".join([*_looked(page), *faults])
    signs = ("img-src: https://evil.example/x", "script-src-attr", "ran: alert", "<iframe")
    assert [sign for sign in signs if sign not in messages] == []


def _leads_on(site: Site, address: str) -> bool:
    """Whether a page is a former address, which a browser leaves at once: its links are checked elsewhere."""
    return bool(leads_on(site.trees[address]))


def _is_passed_over(address: str) -> bool:
    """Whether a page is only parsed."""
    return "/fields-" not in address and zlib.crc32(address.encode()) % PASSED_OVER > 0


def _looked(page: Page) -> list[str]:
    found: list[str] = page.evaluate(OPENED)
    return found


def _listen(page: Page, home: str, faults: list[str]) -> None:
    def tell(what: str) -> None:
        faults.append(f"{page.url}: {what}")

    def dialog(shown: Dialog) -> None:
        tell(f"dialog: {shown.message}")
        shown.dismiss()

    page.on("dialog", dialog)
    page.on("popup", lambda opened: tell(f"popup: {opened.url}"))
    page.on("download", lambda begun: tell(f"download: {begun.url}"))
    page.on("pageerror", lambda error: tell(str(error)))
    page.on("request", lambda made: None if made.url.startswith(home) else tell(f"asked {made.url}"))
    page.on("console", lambda said: tell(said.text) if said.type == "error" else None)


def test_every_payload_has_its_pages(built: Path) -> None:
    records = [json.loads(line) for line in (built / "docs" / "data" / "articles.jsonl").open()]
    doses = len(list((built / "seeds").glob("fields-*.yml")))
    assert sum(record["seed"].startswith("fields-") for record in records) == doses
    assert sum(record["seed"].startswith("body-") for record in records) > 2 * doses
    alone = [path for path in (built / "seeds").glob("one-*") if path.suffix != ".yml"]
    assert len(alone) >= len(SINGLES)
    assert len(alone) - sum(record["seed"].startswith("one-") for record in records) < len(alone) // 20


def test_html_links_and_identifiers_are_valid(site: Site) -> None:
    # Curators link by hand in the introductions of collections; the payloads make relative links to nothing.
    assert [
        link
        for link in broken_links(site)
        if not link[0].startswith(("collections/dose-", "collections/one-"))
    ] == []
    assert foreign_loads(site) == []
    assert repeated_ids(site) == {}
    faults = {
        address: parse_errors((site.folder / address / "index.html").read_text())
        for address in list(site.trees)[::29]
    }
    assert {address: found for address, found in faults.items() if found} == {}


@pytest.mark.skipif(JAVA is None, reason=NO_JAVA)
def test_the_checker_of_the_standard_finds_no_error(site: Site) -> None:
    pages = [site.folder / address / "index.html" for address in list(site.trees)[::PASSED_OVER]]
    assert nonconforming(*pages)[:20] == []


def test_nothing_is_written_outside_its_folder(built: Path) -> None:
    assert {path.name for path in built.iterdir()} == {"seeds", "docs", "www", *MARKS}
    assert {path.name for path in (built / "www").iterdir()} == {PREFIX, ".cache"}
    assert not [path for path in built.rglob("*") if path.is_symlink()]


def test_data_files_are_valid(built: Path, site: Site) -> None:
    for file in [*site.folder.rglob("*.xml")]:
        ET.fromstring(file.read_bytes())  # noqa: S314 - our own file
    for file in [*site.folder.rglob("*.json")]:
        json.loads(file.read_bytes())
    for tree in site.trees.values():
        for script in tree.xpath("//script[contains(@type, 'json')]"):
            json.loads(script.text)
    addresses = (built / "docs" / "data" / "addresses.txt").read_text().splitlines()
    assert not [address for address in addresses if ".." in address.split("/") or "<" in address]


def test_each_citation_contains_one_article(built: Path) -> None:
    for file in (built / "docs" / "articles").rglob("fields-*.md"):
        name = file.relative_to(built / "docs").as_posix()
        cite = meta_at(built / "docs", name)["view"]["cite"]
        library = parse_string(cite["bibtex"])
        assert (len(library.entries), library.failed_blocks) == (1, []), cite["bibtex"]
        lines = cite["ris"].split("\n")
        assert [line[:6] for line in lines].count("TY  - ") == 1
        assert [line[:6] for line in lines].index("ER  - ") == len(lines) - 1
        assert len(json.loads(cite["csl"])) == 1
