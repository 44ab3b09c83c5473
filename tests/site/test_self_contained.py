"""Self-contained pages need our theme and nothing else of ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from browser.demo import PREFIX, Demo
from making import ROOT

SETTINGS = ROOT / "examples" / "demo" / "mkdocs.yml"


def pages(site: Path) -> dict[str, str]:
    """Every page of a site by its path."""
    found = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {
        name: path.read_text("utf-8") for name, path in found.items() if not name.startswith("search-index/")
    }


def test_the_demo_is_the_same_to_the_byte_without_the_hook(demo: Demo, tmp_path: Path) -> None:
    convert = ["convert", "--self-contained", "--config", str(SETTINGS), "--out", str(tmp_path / "docs")]
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        f"INHERIT: {SETTINGS}\ndocs_dir: docs\nsite_dir: site\nhooks: []\nplugins: []\nnav: [index.md]\n"
        f"theme: {{custom_dir: {ROOT / 'theme'}}}\n"
        # Sections that not every archive has; in a build with the hook, it lists them.
        "extra: {clipfile: {sections: [tags, pictures]}}\n"
    )
    environment = {
        **os.environ,
        "CLIPFILE_SITE_URL": f"https://archive.example/{PREFIX}/",
        "NO_MKDOCS_2_WARNING": "1",
    }
    for command in ("generator", *convert), ("mkdocs", "build", "-q", "-f", str(config)):
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    expected = pages(demo.site)
    assert not (tmp_path / "docs" / ".cache" / "views").exists()
    assert len(expected) > 400
    assert pages(tmp_path / "site") == expected
