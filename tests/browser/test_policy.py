"""Each page states what it may do: nothing but the site's own files, and no inline script."""

from __future__ import annotations

import pytest
from lxml import html
from playwright.sync_api import expect

from browser.demo import KINDS_OF_PAGE, Demo
from browser.visits import Visitor
from generator.outputs.headers import DIRECTIVES, HEADERS, REFERRER

pytestmark = pytest.mark.browser


def stated(tree: html.HtmlElement) -> dict[str, str]:
    """The directives of a page's own policy."""
    (policy,) = tree.xpath("//head/meta[@http-equiv='Content-Security-Policy']/@content")
    return dict(part.strip().split(" ", 1) for part in policy.split(";"))


def trees(demo: Demo) -> dict[str, html.HtmlElement]:
    paths = sorted(demo.site.rglob("*.html"))
    return {str(path.relative_to(demo.site)): html.document_fromstring(path.read_bytes()) for path in paths}


def test_every_page_states_the_policy_before_it_loads_anything(demo: Demo) -> None:
    for name, tree in trees(demo).items():
        assert stated(tree) == DIRECTIVES, name
        assert tree.xpath("//meta[@name='referrer']/@content") == [REFERRER]
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']")[0]
        assert policy.xpath("preceding::script | preceding::link") == []


def test_no_page_has_a_script_that_the_policy_would_block(demo: Demo) -> None:
    data = ("application/ld+json", "application/json")
    for name, tree in trees(demo).items():
        inline = [element for element in tree.xpath("//script[not(@src)]") if element.get("type") not in data]
        assert (name, inline, tree.xpath("//@onclick | //@onload | //style")) == (name, [], [])


def test_an_inline_script_does_not_run(visitor: Visitor) -> None:
    with visitor.page("") as page:
        page.evaluate(
            "() => { const script = document.createElement('script');"
            " script.textContent = 'document.title = 1'; document.body.append(script); }"
        )
        expect(page).not_to_have_title("1")
    assert any("Content Security Policy" in fault for fault in visitor.faults)
    visitor.faults.clear()


@pytest.mark.parametrize("name", KINDS_OF_PAGE)
def test_nothing_is_remembered_in_a_cookie(name: str, visitor: Visitor, demo: Demo) -> None:
    with visitor.page(demo.pages()[name]) as page:
        assert page.context.cookies() == []


def test_hosts_that_read_headers_find_them(demo: Demo) -> None:
    first, *lines = (demo.site / "_headers").read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    stated = lines[: len(HEADERS)]
    assert dict(line.strip().split(": ", 1) for line in stated) == dict(HEADERS)
    # Only what viewers on other hosts load may be loaded by them.
    assert lines[len(HEADERS) :] == [
        "/data/scans/*",
        "  Access-Control-Allow-Origin: *",
        "/media/*",
        "  Access-Control-Allow-Origin: *",
    ]
