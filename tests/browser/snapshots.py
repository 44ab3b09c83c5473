"""Pictures of pages, and how far two of them differ. ``make snapshots`` replaces the approved ones."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from pixelmatch.contrib.PIL import pixelmatch
from playwright.sync_api import Browser, Page, sync_playwright

from browser.boxes import box_style
from browser.demo import Demo, build_demo, serve_demo
from browser.find_browser import MISSING, find_browser, flags
from browser.visits import DESK, PHONE, Palette

KEPT = Path(__file__).parent / "looks"
HEIGHT = 900


class Look(NamedTuple):
    """How a page (of ``Demo.pages``) is viewed."""

    page: str
    width: int
    palette: Palette = "light"


LOOKS: Mapping[str, Look] = {
    "home": Look("home", DESK),
    "home-phone": Look("home", PHONE, "dark"),
    "article": Look("article", DESK),
    "article-rtl": Look("article-rtl", PHONE),
    "speaker": Look("speaker", DESK, "dark"),
    "collection": Look("collection", DESK),
    "timeline": Look("timeline", PHONE),
    "map": Look("map", DESK, "dark"),
}


@contextmanager
def looked_at(look: Look, browser: Browser, demo: Demo) -> Iterator[Page]:
    """The page, its letters set as boxes, without movement."""
    context = browser.new_context(
        viewport={"width": look.width, "height": HEIGHT},
        color_scheme=look.palette,
        reduced_motion="reduce",
        # The boxes are a style sheet of the test's, which the page's policy would rightly refuse.
        bypass_csp=True,
    )
    with context:
        page = context.new_page()
        page.goto(demo.url + demo.pages()[look.page], wait_until="networkidle")
        page.add_style_tag(content=box_style())
        page.evaluate("document.fonts.load('1em Boxes').then(() => document.fonts.ready)")
        yield page


def picture(page: Page) -> Image.Image:
    """The part visible without scrolling, at half its size, because machines smooth edges differently."""
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    return shot.reduce(2)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of points, 0 to 1, that visibly differ; 1 for pictures of different sizes."""
    if one.size != other.size:
        return 1.0
    return pixelmatch(one.convert("RGBA"), other.convert("RGBA")) / (one.width * one.height)


def main() -> None:
    """Take every screenshot again."""
    program = find_browser()
    if program is None:
        raise SystemExit(MISSING)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags())
        with serve_demo(build_demo(Path(folder) / "demo")) as demo:
            for name, look in LOOKS.items():
                with looked_at(look, browser, demo) as page:
                    picture(page).save(KEPT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
