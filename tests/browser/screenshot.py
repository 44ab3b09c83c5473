"""Take the README's screenshot: the front page of the demonstration archive. ``make screenshot`` calls it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from browser.demo import ROOT, build_demo, serve_demo
from browser.find_browser import MISSING, find_browser, flags
from browser.visits import DESK, Visitor

PICTURE = ROOT / "docs" / "images" / "demo.png"
LARGEST = 300_000


def take(folder: Path) -> int:
    """Build the demo in ``folder``, write the picture and return its size in bytes."""
    program = find_browser()
    if program is None:
        raise SystemExit(MISSING)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with serve_demo(build_demo(folder)) as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags())
        with Visitor(browser, demo).page("", DESK) as page:
            return len(page.screenshot(path=PICTURE))


def main() -> None:
    """Take the picture; refuse one that would make the README slow to open."""
    with tempfile.TemporaryDirectory() as folder:
        size = take(Path(folder))
    if size > LARGEST:
        raise SystemExit(f"{PICTURE.relative_to(ROOT)} has {size:,} bytes; at most {LARGEST:,} are wanted.")


if __name__ == "__main__":
    main()
