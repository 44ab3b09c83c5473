"""What is indexed of an article and of a hand-written page, as Pagefind returns it with a result."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from searching import BLANK, index, pack_members, write_records

from generator.site.search.pagefind import SIGNATURE
from generator.site.search.records import ArticlesFile, HandWrittenPage


def results(site: Path) -> dict[str, dict[str, Any]]:
    """What the search page can show of each result, by address."""
    packs = (path.read_bytes() for path in (site / "pagefind").rglob("fragments/*.pack"))
    files = (gzip.decompress(data)[len(SIGNATURE) :] for pack in packs for _, data in pack_members(pack))
    return {result["url"]: result for result in map(json.loads, files)}


def indexed(root: Path, **values: Any) -> dict[str, Any]:
    """The result for an article with these values."""
    write_records(root / "docs", [values])
    index(root / "docs", root / "site")
    (result,) = results(root / "site").values()
    return result


def test_an_article_is_found_by_its_text_and_narrowed_by_its_fields(tmp_path: Path) -> None:
    result = indexed(
        tmp_path,
        url="articles/1987/09/ozone/",
        title="Treaty & ozone <layer>",
        summary="In short",
        body="First paragraph.\n\nA heading\n\nLast paragraph",
        date="1987-09-16",
        language="fr",
        source={"name": "Courier", "url": "https://example.org/"},
        topics=["Ozone layer", "Environment"],
        people=["Mario Molina"],
        organizations=["UNEP"],
        places=["Montreal"],
        tags=["CFC"],
    )
    assert result["url"] == "/articles/1987/09/ozone/"
    assert result["content"] == "First paragraph. A heading. Last paragraph."
    assert result["meta"] == {"title": "Treaty & ozone <layer>", "summary": "In short", "date": "1987-09-16"}
    assert result["filters"] == {
        "topic": ["Ozone layer", "Environment"],
        "person": ["Mario Molina"],
        "organization": ["UNEP"],
        "place": ["Montreal"],
        "tag": ["CFC"],
        "source": ["Courier"],
        "language": ["French"],
        "month": ["1987-09"],
    }


def test_an_article_that_says_nothing_else_has_its_headline_alone(tmp_path: Path) -> None:
    result = indexed(tmp_path, title="Picture of a bridge", body="", language=None)
    assert result["content"] == "Picture of a bridge."
    assert result["meta"] == {"title": "Picture of a bridge"}
    assert result["filters"] == {}


@pytest.mark.parametrize("gap", ["\n\n* ", "\n* ", "\n- "])
def test_list_markers_are_not_indexed(gap: str, tmp_path: Path) -> None:
    result = indexed(tmp_path, body=f"Aims:{gap}more trees{gap}fewer cars.\n\nThe end")
    assert result["content"] == "Aims: more trees. fewer cars. The end."


def test_headline_and_text_of_a_script_without_spaces_are_separated(tmp_path: Path) -> None:
    result = indexed(tmp_path, title="卫星发射", body="欧洲卫星。", language="zh")
    assert (result["meta"]["title"], result["content"]) == ("卫 星 发 射", "欧 洲 卫 星。")


def test_a_hand_written_page_is_found_by_the_text_of_its_content(tmp_path: Path) -> None:
    heading = '<h1 id="a">About<a class="headerlink" href="#a">¶</a></h1>'
    text = "<p>We fly <b>zepp</b>elins</p><script>x()</script>"
    pages = [
        HandWrittenPage("about/", "About: this & that, “all”", heading + text),
        HandWrittenPage("blank/", "A picture", '<img src="a.png" alt="">'),
    ]
    write_records(tmp_path / "docs", [{}])
    index(tmp_path / "docs", tmp_path / "site", pages)
    found = results(tmp_path / "site")
    assert found["/about/"]["content"] == "About. We fly zeppelins."
    assert found["/about/"]["meta"] == {"title": "About: this & that, “all”"}
    assert found["/blank/"]["content"] == "A picture."


def test_an_article_that_is_not_published_is_not_indexed(tmp_path: Path) -> None:
    write_records(tmp_path / "docs", [{"url": "a/"}, {"url": "b/", "status": "draft"}])
    index(tmp_path / "docs", tmp_path / "site")
    assert results(tmp_path / "site").keys() == {"/a/"}


def test_a_conversion_that_replaces_the_file_does_not_disturb_who_reads_it(tmp_path: Path) -> None:
    write_records(tmp_path, [{"url": f"{n}/", "body": f"Text {n}"} for n in range(3)])
    with ArticlesFile(tmp_path / "data" / "articles.jsonl") as articles:
        documents = articles.documents()
        write_records(tmp_path, [{"url": "other/"}])
        texts = [request["content"] for request in articles.requests(reversed(documents), "en")]
    assert texts == ["Text 2.", "Text 1.", "Text 0."]


def test_the_digest_depends_only_on_what_is_indexed(tmp_path: Path) -> None:
    def digest(**values: Any) -> str:
        write_records(tmp_path, [values])
        with ArticlesFile(tmp_path / "data" / "articles.jsonl") as articles:
            return articles.documents()[0].digest

    first = digest()
    assert digest(note="Known as the wexcombe", related=["x"], evidence={}) == first
    changes: dict[str, Any] = {"title": "x", "body": "x", "summary": "x", "date": "2001-01-01", "tags": ["x"]}
    assert BLANK.keys() > changes.keys()
    assert len({first, *(digest(**{name: value}) for name, value in changes.items())}) == 6


def test_an_article_is_found_by_the_words_of_its_pictures(tmp_path: Path) -> None:
    pictures = [
        {"thumbnail": "media/ab/c-400.webp", "caption": "The old quay", "credit": "A. Lind"},
        {"thumbnail": "media/de/f-400.webp", "caption": "", "credit": "", "lead": True},
    ]
    result = indexed(tmp_path, url="articles/a/", title="T", body="Text.", pictures=pictures)
    assert result["content"] == "Text. The old quay. A. Lind."
    assert result["meta"]["image"] == "media/de/f-400.webp"
