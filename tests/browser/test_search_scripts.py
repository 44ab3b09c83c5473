"""Words of languages that write without spaces are found, and shown as they are written."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.demo import PREFIX, ROOT, Demo, serve_demo
from browser.visits import Visitor

pytestmark = pytest.mark.browser
SEEDS = {
    "wei": ("zh", "欧洲卫星发射成功", "欧洲航天局昨天宣布卫星已经成功进入轨道。各国政府对此表示欢迎。"),
    "ozon": ("ja", "オゾン層を守る条約", "オゾン層を守る条約が署名された。各国の政府が参加する。"),
    "en": ("en", "A satellite is launched", "The agency said the satellite reached its orbit."),
}


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A small archive in Chinese, Japanese and English."""
    folder = tmp_path_factory.mktemp("scripts")
    (folder / "seeds").mkdir()
    for name, (language, title, text) in SEEDS.items():
        declared = f"---\ntitle: {title}\nlanguage: {language}\ndate: 2024-01-05\n---\n{text}\n"
        (folder / "seeds" / f"{name}.md").write_text(declared, encoding="utf-8")
    places = ["--seeds", "seeds", "--docs", "docs", "--site", f"www/{PREFIX}"]
    config = ["--config", str(ROOT / "examples" / "demo" / "mkdocs.yml")]
    command = [sys.executable, "-m", "generator", "build", *config, *places]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    with serve_demo(Path(folder / "www")) as served:
        yield served


@pytest.mark.parametrize(
    ("query", "title"),
    [("卫星", "wei"), ("政府对此", "wei"), ("条約", "ozon"), ("政府が", "ozon"), ("satellite", "en")],
)
def test_words_in_the_middle_of_a_sentence_are_found(
    query: str, title: str, scripts: Demo, visitor: Visitor
) -> None:
    with Visitor(visitor.browser, visitor.demo).page("") as page:
        page.goto(f"{scripts.url}search/?q={query}")
        heading = page.locator(".cf-search__results h3")
        expect(heading).to_have_text([SEEDS[title][1]])
        excerpt = page.locator(".cf-search__results p[dir]").inner_text()
        assert query.lower() in excerpt.lower()


def test_the_articles_themselves_stay_as_they_are_written(scripts: Demo) -> None:
    lines = (scripts.site / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    for article in map(json.loads, lines):
        page = (scripts.site / article["url"] / "index.html").read_text(encoding="utf-8")
        assert article["body"].split("。")[0] in page
