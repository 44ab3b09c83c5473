"""Folders of static site generators: their articles with pictures, without pages, templates and settings."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from reading_exports import items_of

from generator.imports.item import Item

TEXT = (
    "The ferry company of Lunmark will stop its night crossings in June, its director told the island "
    "council. Fewer than twenty people used them each night, she said, and the boats need repairs.\n"
)
PICTURE = b"\x89PNG\r\n\x1a\n picture"


def site(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def articles(items: list[Item]) -> dict[str, Item]:
    """The items that would be imported or are withheld, by the path of the seed."""
    taken = [item for item in items if item.document and not item.skipped]
    return {(PurePosixPath(item.folder) / item.stem).as_posix(): item for item in taken}


def skipped(items: list[Item]) -> dict[str, str]:
    return {item.name: item.skipped for item in items if item.skipped}


def front(title: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndate: 2024-05-03\n{more}---\n\n{TEXT}"


def test_a_hugo_site(tmp_path: Path) -> None:
    items = items_of(
        site(
            tmp_path,
            {
                "hugo.toml": 'title = "Lunmark Courier"\nbaseURL = "https://lunmark.example/"\n',
                "content/_index.md": front("Start"),
                "content/about.md": f"---\ntitle: About\n---\n\n{TEXT}",
                "content/posts/_index.md": front("Posts"),
                "content/posts/ferry/index.md": front("Ferry") + "\n![The ferry](boat.png)\n",
                "content/posts/ferry/boat.png": PICTURE,
                "content/posts/2024-05-04-dam.md": front("Dam") + "\n![The dam](/images/dam.png)\n",
                "content/news/mill.de.md": '+++\ntitle = "Mühle"\ndate = 2024-05-03\n+++\n\n' + TEXT,
                "content/posts/later.md": front("Later", "draft: true\n"),
                "static/images/dam.png": PICTURE,
                "layouts/index.html": "<html></html>",
                "themes/plain/README.md": TEXT,
                "public/posts/ferry/index.html": f"<p>{TEXT}</p>",
                "archetypes/default.md": "---\ndraft: true\n---\n",
            },
        )
    )
    found = articles(items)
    assert sorted(found) == ["2024-05-04-dam", "ferry", "later", "news/mill.de"]
    assert [attachment.name for attachment in found["ferry"].attachments] == ["boat.png"]
    assert [attachment.data for attachment in found["2024-05-04-dam"].attachments] == [PICTURE]
    assert found["ferry"].fields == {"source.name": "Lunmark Courier"}
    assert {name for name, why in skipped(items).items() if why == "page"} == {
        "content/_index.md",
        "content/about.md",
        "content/posts/_index.md",
    }


def test_a_jekyll_site(tmp_path: Path) -> None:
    items = items_of(
        site(
            tmp_path,
            {
                "_config.yml": "title: Lunmark Courier\n",
                "_posts/2024-05-03-ferry.md": front("Ferry")
                + "\n![Boat]({{ site.baseurl }}/assets/boat.png)\n",
                "harbour/_posts/2024-05-04-dam.markdown": f"---\nlayout: post\n---\n\n{TEXT}",
                "_drafts/later.md": front("Later"),
                "_layouts/post.html": "<html>{{ content }}</html>",
                "_includes/head.html": "<head></head>",
                "_site/2024/05/03/ferry.html": f"<p>{TEXT}</p>",
                "about.md": front("About"),
                "index.html": "<p>Start</p>",
                "assets/boat.png": PICTURE,
            },
        )
    )
    found = articles(items)
    assert sorted(found) == ["2024-05-03-ferry", "_drafts/later", "harbour/2024-05-04-dam"]
    assert "'_drafts'" in found["_drafts/later"].withheld
    assert skipped(items)["about.md"] == "page"
    assert skipped(items)["_layouts/post.html"] == "file of a program or page"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {
                "pelicanconf.py": "SITENAME = 'Lunmark Courier'\n",
                "content/harbour/ferry.md": f"Title: Ferry\nDate: 2024-05-03 10:20\nTags: harbour\n\n{TEXT}",
                "content/pages/about.md": f"Title: About\nDate: 2024-05-03\n\n{TEXT}",
            },
            ["harbour/ferry"],
        ),
        (
            {
                ".eleventy.js": "module.exports = {};\n",
                "src/posts/ferry.md": front("Ferry"),
                "src/_includes/base.njk": "<html>",
                "src/about.md": front("About"),
            },
            ["ferry"],
        ),
        (
            {
                "astro.config.mjs": "export default {};\n",
                "src/content/blog/ferry.mdx": front("Ferry").replace("date:", "pubDate:"),
                "src/content/config.ts": "",
                "src/pages/index.astro": "<html>",
            },
            ["ferry"],
        ),
        (
            {
                "_config.yml": "title: Courier\n",
                "source/_posts/ferry.md": front("Ferry"),
                "scaffolds/post.md": "---\n---\n",
            },
            ["ferry"],
        ),
    ],
)
def test_other_generators(tmp_path: Path, files: dict[str, str | bytes], expected: list[str]) -> None:
    # Astro keeps articles in a folder for each kind.
    found = [name.removeprefix("blog/") for name in articles(items_of(site(tmp_path, files)))]
    assert found == expected


def test_an_article_of_astro_has_no_lines_of_programs(tmp_path: Path) -> None:
    text = front("Ferry") + '\nimport Chart from "../chart.astro";\n\nThe crossings cost much.\n'
    files: dict[str, str | bytes] = {"astro.config.mjs": "", "src/content/news/ferry.mdx": text}
    (item,) = articles(items_of(site(tmp_path, files))).values()
    assert item.document
    assert item.document.suffix == ".md"
    assert b"import Chart" not in item.document.data


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_nikola_writes_fields_into_a_file_of_their_own(tmp_path: Path, encoding: str) -> None:
    meta = ".. title: Fähre fährt früher\n.. date: 2024-05-03\n.. tags: harbour, boats\n"
    files: dict[str, str | bytes] = {
        "conf.py": 'BLOG_TITLE = "Lunmark Courier"\n',
        "posts/ferry.md": TEXT,
        "posts/ferry.meta": meta.encode(encoding),
    }
    (item,) = articles(items_of(site(tmp_path, files))).values()
    assert item.fields["title"] == "Fähre fährt früher"
    assert item.fields["tags"] == "harbour, boats"
    assert item.fields["source.name"] == "Lunmark Courier"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize(
    "head",
    [
        ".. title: Ferry stops\n.. date: 2024-05-03 10:00:00 UTC+02:00\n.. tags: harbour, boats\n\n",
        "Ferry stops\n###########\n\n:date: 2024-05-03 10:20\n:tags: harbour, boats\n\n",
    ],
)
def test_restructured_text_becomes_a_page(tmp_path: Path, head: str, encoding: str) -> None:
    text = f"{head}{TEXT}Größe: zwölf Fähren.\n\n.. image:: boat.png\n\n.. include:: /etc/hostname\n"
    files: dict[str, str | bytes] = {
        "conf.py": "",
        "posts/ferry.rst": text.encode(encoding),
        "posts/boat.png": PICTURE,
    }
    (item,) = articles(items_of(site(tmp_path, files))).values()
    assert item.document
    assert item.document.suffix == ".html"
    assert b"<h1>Ferry stops</h1>" in item.document.data
    assert "zwölf Fähren" in item.document.data.decode()
    assert item.fields["tags"] == "harbour, boats"
    assert str(item.fields["date"]).startswith("2024-05-03")
    assert [attachment.name for attachment in item.attachments] == ["boat.png"]
