"""What is indexed of an article and of a hand-written page, and what the search page shows of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from searching import BLANK, articles_with, catalog, index, shown, write_records

from generator.site.search.catalog import part_of
from generator.site.search.records import ArticlesFile, HandWrittenPage, IndexedText


def indexed(root: Path, **values: Any) -> IndexedText:
    """What is indexed of an article with these values."""
    write_records(root, [values])
    with ArticlesFile(root / "data" / "articles.jsonl") as articles:
        (text,) = articles.texts(articles.documents(), "en")
    return text


def test_an_article_is_found_by_its_text_and_narrowed_by_its_fields(tmp_path: Path) -> None:
    text = indexed(
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
        authors=["Ada Quorvell"],
        collections=["Treaties"],
    )
    assert text.shown == {
        "url": "articles/1987/09/ozone/",
        "title": "Treaty & ozone <layer>",
        "date": "1987-09-16",
        "source": "Courier",
        "language": "fr",
        "text": "In short\nFirst paragraph.\nA heading\nLast paragraph",
        "names": ["Ada Quorvell", "CFC"],
    }
    assert text.facets == {
        "topic": ("Ozone layer", "Environment"),
        "person": ("Mario Molina",),
        "place": ("Montreal",),
        "organization": ("UNEP",),
        "collection": ("Treaties",),
        "tag": ("CFC",),
        "author": ("Ada Quorvell",),
        "source": ("Courier",),
        "language": ("French",),
    }
    assert text.parts[0] == "Treaty & ozone <layer>"


def test_names_that_a_curator_declared_are_words_of_the_article(tmp_path: Path) -> None:
    declared = {"evidence": {"topics": {"basis": "declared"}, "people": {"basis": "inferred"}}}
    text = indexed(tmp_path, topics=["Zeppelins"], people=["Mario Molina"], **declared)
    assert "Zeppelins" in text.parts
    assert "Mario Molina" not in text.parts


def test_an_article_that_says_nothing_else_has_its_headline_alone(tmp_path: Path) -> None:
    text = indexed(tmp_path, title="Picture of a bridge", body="", language=None)
    assert text.shown.keys() == {"url", "title"}
    assert [part for part in text.parts if part] == ["Picture of a bridge"]
    assert not any(text.facets.values())


@pytest.mark.parametrize("gap", ["\n\n* ", "\n* ", "\n- "])
def test_list_markers_are_not_shown(gap: str, tmp_path: Path) -> None:
    text = indexed(tmp_path, body=f"Aims:{gap}more trees{gap}fewer cars.\n\nThe end")
    assert text.shown["text"] == "Aims:\nmore trees\nfewer cars.\nThe end"


def test_a_hand_written_page_is_found_by_the_text_of_its_content(tmp_path: Path) -> None:
    heading = '<h1 id="a">About<a class="headerlink" href="#a">¶</a></h1>'
    text = "<p>We fly <b>zepp</b>elins</p><script>x()</script>"
    pages = [
        HandWrittenPage("about/", "About: this & that, “all”", heading + text),
        HandWrittenPage("blank/", "A picture", '<img src="a.png" alt="">'),
    ]
    write_records(tmp_path / "docs", [{}])
    index(tmp_path / "docs", tmp_path / "site", pages)
    found = shown(tmp_path / "site")
    assert found["about/"]["text"] == "About\nWe fly zeppelins"
    assert found["about/"]["title"] == "About: this & that, “all”"
    assert articles_with(tmp_path / "site", "zeppelins") == {"about/"}
    assert articles_with(tmp_path / "site", "picture") == {"blank/"}


def test_an_article_that_is_not_published_is_not_indexed(tmp_path: Path) -> None:
    write_records(tmp_path / "docs", [{"url": "a/"}, {"url": "b/", "status": "draft"}])
    index(tmp_path / "docs", tmp_path / "site")
    assert shown(tmp_path / "site").keys() == {"a/"}


def test_a_conversion_that_replaces_the_file_does_not_disturb_who_reads_it(tmp_path: Path) -> None:
    write_records(tmp_path, [{"url": f"{n}/", "body": f"Text {n}"} for n in range(3)])
    with ArticlesFile(tmp_path / "data" / "articles.jsonl") as articles:
        documents = articles.documents()
        write_records(tmp_path, [{"url": "other/"}])
        texts = [text.shown["text"] for text in articles.texts(reversed(documents), "en")]
    assert texts == ["Text 2", "Text 1", "Text 0"]


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
        {"thumbnail": "media/de/f-400.webp", "caption": "", "alt": "A crane", "credit": "", "lead": True},
    ]
    text = indexed(tmp_path, url="articles/a/", title="T", body="Text.", pictures=pictures)
    assert text.shown["text"] == "Text.\nThe old quay\nA. Lind\nA crane"
    assert text.shown["image"] == "media/de/f-400.webp"


def test_headlines_are_found_by_the_beginnings_of_their_words(tmp_path: Path) -> None:
    titles = ["Harbour reopens", "Harvest begins", "卫星发射"]
    write_records(tmp_path, [{"url": f"{n}/", "title": title} for n, title in enumerate(titles)])
    index(tmp_path, tmp_path / "site")
    parts = catalog(tmp_path / "site", "summary")["titles"]

    def beginning_with(letters: str) -> set[str]:
        listed, beginnings = catalog(tmp_path / "site", f"titles/{part_of(letters, parts)}")
        return {listed[number][0] for number in beginnings.get(letters, [])}

    assert beginning_with("ha") == {"Harbour reopens", "Harvest begins"}
    assert beginning_with("harb") == {"Harbour reopens"}
    assert beginning_with("发") == beginning_with("发射") == {"卫星发射"}


def test_a_word_is_found_as_it_was_read_from_a_scan_but_not_shown(tmp_path: Path) -> None:
    text = indexed(tmp_path, title="Harbour", body="The harbour opens", readings=["harhour"])
    assert text.parts[-1] == "harhour"
    assert "harhour" not in text.shown["text"]
