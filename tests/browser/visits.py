"""Opens pages in a browser. No visit may cause an error or a request to another host."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page

from browser.demo import Demo

PHONE, DESK = 390, 1280
Palette = Literal["light", "dark"]
PALETTES: tuple[Palette, ...] = ("light", "dark")
# The browser's own message about a missing page, which cannot be suppressed.
EXPECTED = "the server responded with a status of 404"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Opens pages of the demo and records every fault on them."""

    browser: Browser
    demo: Demo
    faults: list[str] = field(default_factory=list)

    @contextmanager
    def page(
        self, address: str, width: int = DESK, palette: Palette = "light", *, javascript: bool = True
    ) -> Iterator[Page]:
        """The page at an address below the demo's root, loaded, in a fresh browser profile."""
        with self.blank(width, palette, javascript=javascript) as page:
            self._watch(page, missing=address == self.demo.pages()["not-found"])
            page.goto(self.demo.url + address, wait_until="load")
            yield page

    @contextmanager
    def blank(
        self, width: int = DESK, palette: Palette = "light", *, javascript: bool = True
    ) -> Iterator[Page]:
        """A page on which nothing is loaded yet, in a fresh browser profile; faults are not recorded."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=palette,
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        with context:
            yield context.new_page()

    def _watch(self, page: Page, *, missing: bool) -> None:
        home = urlsplit(self.demo.url).netloc

        def request(url: str) -> None:
            parts = urlsplit(url)
            if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != home:
                self.faults.append(f"{page.url} asked another host: {url}")

        def console(message: ConsoleMessage) -> None:
            if message.type == "error" and not (missing and EXPECTED in message.text):
                self.faults.append(f"{page.url} logged: {message.text} ({message.location})")

        page.on("request", lambda made: request(made.url))
        page.on("console", console)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url} raised: {error}"))
