"""Eight pages match their approved screenshots in layout and colours, whatever fonts a machine has."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from browser.demo import Demo
from browser.snapshots import KEPT, LOOKS, difference, looked_at, picture

pytestmark = pytest.mark.browser
# Two versions of a browser round lines differently; a moved block or another colour is far more than this.
TOLERANCE = 0.005


@pytest.mark.parametrize("name", LOOKS)
def test_page_matches_its_approved_screenshot(
    name: str, browser: Browser, demo: Demo, tmp_path: Path
) -> None:
    with looked_at(LOOKS[name], browser, demo) as page:
        taken = picture(page)
    now = tmp_path / f"{name}.png"
    taken.save(now)
    changed = difference(taken, Image.open(KEPT / f"{name}.png"))
    assert changed <= TOLERANCE, f"{changed:.1%} of {name} changed, see {now}. Intended? Run `make snapshots`"


@pytest.mark.parametrize(
    "change",
    [
        ":root { --ink: #5a4a9a !important; }",
        ".cf-head h1 { font-size: 1.2rem !important; }",
        "figure { display: none !important; }",
        ".cf-mast__bar { padding-block: 2rem !important; }",
    ],
)
def test_a_changed_look_would_be_detected(change: str, browser: Browser, demo: Demo) -> None:
    with looked_at(LOOKS["article"], browser, demo) as page:
        before = picture(page)
        assert difference(before, picture(page)) == 0
        page.add_style_tag(content=change)
        assert difference(before, picture(page)) > TOLERANCE
