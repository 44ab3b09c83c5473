"""A converted page is a seed that gives the same article again."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from making import ROOT, folder, records
from mkdocs.utils.meta import get_data
from PIL import Image

from generator.convert.convert import Conversion, convert
from generator.inputs.settings import Settings, load_settings

DEMO = ROOT / "examples" / "demo"
# Declared fields and those from the text. Candidates, relations and the like are computed again.
SAME = (
    *("title", "summary", "date", "updated", "language", "authors", "source", "rights", "status", "note"),
    "incomplete",
    *("topics", "people", "organizations", "places", "collections", "corrections", "body", "id", "url"),
)


def converted_again(settings: Settings, root: Path) -> tuple[Settings, Conversion]:
    """Settings and result of a conversion whose seeds are the article pages of ``settings``."""
    shutil.copytree(settings.docs / "articles", root / "seeds" / "articles")
    if (settings.docs / "media").is_dir():
        small = shutil.ignore_patterns("*.webp")
        shutil.copytree(settings.docs / "media", root / "seeds" / "media", ignore=small)
    for name in ("authority", "collections"):
        if (settings.seeds / name).is_dir():
            shutil.copytree(settings.seeds / name, root / "seeds" / name)
    again = settings.located(seeds=root / "seeds", docs=root / "docs")
    return again, convert(again)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The demo, converted."""
    found = load_settings(DEMO / "mkdocs.yml").located(docs=tmp_path_factory.mktemp("demo"))
    convert(found)
    return found


def test_every_page_of_the_demo_gives_the_same_article_again(demo: Settings, tmp_path: Path) -> None:
    before = records(demo.docs, "id")
    again, done = converted_again(demo, tmp_path)
    after = records(again.docs, "id")
    # The page of the withdrawn article is a notice, and those of former addresses redirect: no articles.
    assert {problem.rule for problem in done.problems} == {"not-published", "withdrawn"}
    assert after.keys() == before.keys()
    for name, record in before.items():
        changed = {key: (record[key], after[name][key]) for key in SAME if record[key] != after[name][key]}
        assert changed == {}, name
        # A tag that names a term of the article is one of its terms the second time.
        assert set(map(str.casefold, after[name]["all_tags"])) == set(map(str.casefold, record["all_tags"]))


def test_names_of_a_converted_page_are_not_tags(tmp_path: Path) -> None:
    files = {
        "a.md": "---\ntitle: Ships\ntags: [own, Oslo, Ana]\nplaces: [Oslo]\npeople: [Ana]\n---\n\nText.\n"
    }
    settings = folder(tmp_path / "a", dict(files))
    convert(settings)
    again, _ = converted_again(settings, tmp_path / "b")
    (record,) = records(again.docs, "id").values()
    assert (record["tags"], record["all_tags"]) == (["own"], ["own", "Ana", "Oslo"])


def test_what_is_missing_of_an_article_is_still_missing_and_a_whole_one_whole(tmp_path: Path) -> None:
    text = "Ships wait off Oslo\n\nShips wait off Oslo, the harbour said.\n\nSubscribe to continue reading\n"
    whole = (
        "---\ntitle: Fog\nwhole: true\n---\n\nThe harbour of Oslo was full of fog, and nobody could see …\n"
    )
    settings = folder(tmp_path / "a", {"a.txt": text, "b.md": whole})
    convert(settings)
    again, done = converted_again(settings, tmp_path / "b")
    assert sorted(record["incomplete"] or "" for record in records(again.docs, "id").values()) == [
        "",
        "paywall",
    ]
    assert done.problems == ()


def test_a_section_that_opens_the_text_and_links_to_sources_stay(tmp_path: Path) -> None:
    text = (
        "---\ntitle: Ships\nsource: {name: Example, url: https://example.org/a}\nplaces: [Oslo]\n---\n\n"
        "## Before\n\nShips wait off Oslo, as [others](https://example.org/c) said.\n"
    )
    settings = folder(tmp_path / "a", {"a.md": text})
    convert(settings)
    again, done = converted_again(settings, tmp_path / "b")
    assert done.problems == ()
    bodies = [
        get_data((run.docs / "articles" / "undated" / "ships.md").read_text())[0] for run in (settings, again)
    ]
    assert bodies[0] == bodies[1]
    assert "off [Oslo](../../places/oslo.md), as [others](https://example.org/c)" in bodies[1]


def picture(colour: str) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(out, "JPEG")
    return out.getvalue()


def test_pictures_of_a_converted_page_have_the_same_words_and_places(tmp_path: Path) -> None:
    mole = "Lorries of the night ferry wait at the mole of Lunmark, where the ramp was closed in the morning."
    page = (
        "# Ferry\n\n![The ferry at its *quay*](pics/a.jpg)\n\n"
        "*The ferry on Sunday. Photo: Ole Berg/Example Agency*\n\n"
        f'{mole}\n\n![](<pics/b b.jpg> "The mole · at dusk")\n\nThe ramp opens in May.\n\n'
        "![Ramp](pics/c.jpg)\n\n*© Ole Berg*\n"
    )
    files: dict[str, str | bytes] = {
        "a.md": page,
        "a.yml": "pictures: [{file: pics/c.jpg, rights: CC BY 4.0}]\n",
        "pics/a.jpg": picture("red"),
        "pics/b b.jpg": picture("navy"),
        "pics/c.jpg": picture("green"),
    }
    settings = folder(tmp_path / "a", files)
    convert(settings)
    again, done = converted_again(settings, tmp_path / "b")
    assert done.problems == ()
    keys = ("alt", "caption", "credit", "rights", "lead", "after", "width", "height")
    before, after = (next(iter(records(run.docs, "id").values())) for run in (settings, again))
    assert before["body"] == after["body"] == f"{mole}\n\nThe ramp opens in May."
    shown = [
        [{key: picture[key] for key in keys} for picture in made["pictures"]] for made in (before, after)
    ]
    assert shown[0] == shown[1]
    assert [(item["caption"], item["credit"], item["after"]) for item in shown[0]] == [
        ("The ferry on Sunday.", "Ole Berg/Example Agency", 0),
        ("The mole · at dusk", "", 1),
        ("", "© Ole Berg", 2),
    ]
