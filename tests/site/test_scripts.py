"""Modules of the search page are joined into the files that it loads."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.site.scripts import ENTRIES, bundles, joined

SOURCES = {
    "search.js": 'import "./a.js";\nexport * as b from "./b.js";\n',
    "a.js": '// Says.\nimport { word } from "./b.js";\n\n/** Two\n * lines. */\n'
    "export const said = () => word;\nconst own = 1; // stays\nglobalThis.said = `${said()} // ${own}`;\n",
    "b.js": 'const own = "harbour";\nexport const word = own;\n',
    "search-query.js": 'export * as c from "./c.js";\n',
    "c.js": 'import { word } from "./b.js";\nexport async function twice() {\n  return word + word;\n}\n',
    "lists.js": "1;\n",
}


def test_each_module_is_once_in_a_bundle_or_in_the_one_before() -> None:
    made = bundles(SOURCES)
    assert made.keys() == {"search.js", "search-query.js"}
    assert made["search.js"].count('"harbour"') == 1
    assert "harbour" not in made["search-query.js"]
    assert joined(SOURCES) == {"a.js", "b.js", "c.js"}


def test_comments_and_indentation_are_left_out() -> None:
    text = "".join(bundles(SOURCES).values())
    assert not re.search(r"Says|lines\.|^ ", text, re.MULTILINE)
    assert "`${said()} // ${own}`" in text


@pytest.mark.skipif(not shutil.which("node"), reason="Node.js is not installed")
def test_bundles_run(tmp_path: Path) -> None:
    for name, text in bundles(SOURCES).items():
        (tmp_path / name).write_text(text)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "run.js").write_text(
        'import { b } from "./search.js";\nimport { c } from "./search-query.js";\n'
        "console.log(globalThis.said, b.word, await c.twice());\n"
    )
    done = subprocess.run(["node", "run.js"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "harbour // 1 harbour harbourharbour\n"


def test_every_script_of_the_search_page_is_in_a_bundle() -> None:
    folder = Path(__file__).parents[2] / "theme" / "assets"
    sources = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.js")}
    names = {name for name in sources if name.startswith("search-")}
    assert joined(sources) == names - set(ENTRIES)
    leftover = [line for text in bundles(sources).values() for line in text.splitlines() if '"./' in line]
    assert leftover == [
        'const parts = () => import("./search-query.js");',
        'import * as $search from "./search.js";',
    ]
