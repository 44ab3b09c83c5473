"""MkDocs gets the same files of a theme as without Clipfile, though hidden ones are not listed for it."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import load_config
from mkdocs.structure.files import Files

from generator.site.files import list_quickly


def test_the_same_files_of_the_theme_are_published(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    for name in ("assets/own.css", "assets/.draft.css", ".icons/deep/a.svg", ".b.css", "main.html"):
        (theme / name).parent.mkdir(parents=True, exist_ok=True)
        (theme / name).write_text("a")
    (tmp_path / "docs").mkdir()
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("site_name: An archive\nplugins: []\ntheme: {name: material, custom_dir: theme}\n")
    config = load_config(str(settings))
    listed: list[list[str]] = []
    for _ in range(2):
        files = Files([])
        files.add_files_from_theme(config.theme.get_env(), config)
        listed.append([file.src_uri for file in files])
        list_quickly(config.theme)
    before, after = listed
    assert after == before
    assert "assets/own.css" in after
    template = config.theme.get_env().get_template(".icons/deep/a.svg")
    assert template.render() == "a"
