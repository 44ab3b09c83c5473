"""Find a Chromium for the tests and the screenshots; ``--install`` fetches one where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

# Chromium without its window comes first: it opens a page in half the time.
SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
FOLDERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
# Chromium contacts its vendor at every start. Tests prove that the site contacts no host, so it must not.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # The positions of letters depend only on the font, with or without a window.
    "--font-render-hinting=none",
)
MISSING = (
    "No Chromium or Chrome was found. Install one (on Debian: apt-get install chromium; anywhere: "
    ".venv/bin/python -m playwright install chromium), then run `make test` again."
)
# Seconds: without a network, do not wait long for a browser that is only faster.
PATIENCE = ("-o", "Acquire::http::Timeout=20")
UPDATE, INSTALL = ("apt-get", *PATIENCE, "update", "-qq"), ("apt-get", *PATIENCE, "install", "-y", "-qq")


def find_browser() -> Path | None:
    """The program of an installed Chromium or Chrome, else Playwright's own, else None."""
    installed = [*filter(None, map(shutil.which, NAMES)), *FOLDERS]
    return next((Path(place) for place in installed if Path(place).is_file()), None) or _playwrights_own()


def _playwrights_own() -> Path | None:
    with sync_playwright() as playwright:
        program = Path(playwright.chromium.executable_path)
    return program if program.is_file() else None


def flags() -> list[str]:
    """The options for starting it. Root cannot use the sandbox; other users keep it."""
    return [*FLAGS, "--no-sandbox"] if is_root() else list(FLAGS)


def is_root() -> bool:
    """Whether this process may install packages and cannot use the sandbox."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install() -> None:
    """Install Debian's Chromium, where this is Debian and we are root; do nothing elsewhere.

    Distributions that have it in one piece only are asked for that.
    """
    if not (is_root() and shutil.which("apt-get")):
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def run(*command: str) -> bool:
        return subprocess.run(command, check=False, env=environment, stdout=sys.stderr).returncode == 0

    run(*UPDATE)
    _ = run(*INSTALL, SHELL) or find_browser() or run(*INSTALL, "chromium")


def main(arguments: Sequence[str]) -> int:
    """Print the browser's path; if there is none, say what to install and exit with 1."""
    found = find_browser()
    if "--install" in arguments and not shutil.which(SHELL):
        install()
        found = find_browser()
    sys.stdout.write(f"Browser for the tests: {found}\n" if found else "")
    sys.stderr.write("" if found else f"{MISSING}\n")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
