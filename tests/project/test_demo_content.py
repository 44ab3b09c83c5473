"""The demonstration archive contains what its README says, and every brief converts without problems."""

from collections import Counter
from pathlib import Path

import pytest
from making import ROOT

from generator.authority.authority import load_authority
from generator.authority.folders import authority_folders
from generator.convert.convert import Conversion, convert
from generator.inputs.collections import CollectionFile, read_collections
from generator.inputs.settings import load_settings
from generator.model.records import Article, ArticleText
from generator.system.work import Where

DEMO = ROOT / "examples" / "demo"
DOCUMENTS = (".txt", ".md", ".html")
CC0_ADDRESS = "https://creativecommons.org/publicdomain/zero/1.0/"
# The briefs are written in whole sentences; menus, buttons and headlines of other stories are not.
SENTENCE_ENDS = tuple('.?!:"”»')


@pytest.fixture(scope="module")
def conversion(tmp_path_factory: pytest.TempPathFactory) -> Conversion:
    settings = load_settings(DEMO / "mkdocs.yml")
    return convert(settings.located(docs=tmp_path_factory.mktemp("docs")), where=Where(1))


@pytest.fixture(scope="module")
def articles(conversion: Conversion) -> tuple[Article, ...]:
    return tuple(conversion.archive.articles)


@pytest.fixture(scope="module")
def texts(conversion: Conversion) -> dict[str, ArticleText]:
    return {article.seed: conversion.archive.text(article) for article in conversion.archive.articles}


@pytest.fixture(scope="module")
def collections() -> tuple[CollectionFile, ...]:
    found, problems = read_collections(DEMO / "seeds")
    assert not problems
    return found


def test_every_document_becomes_an_article(conversion: Conversion, articles: tuple[Article, ...]) -> None:
    documents = {path.name for path in (DEMO / "seeds").iterdir() if path.suffix in DOCUMENTS}
    assert {article.seed for article in articles} == documents
    assert [str(problem) for problem in conversion.problems] == []


def test_languages_and_formats_are_as_announced(articles: tuple[Article, ...]) -> None:
    assert Counter(article.language[:2] for article in articles) == {"en": 41, "es": 4, "fr": 4, "ar": 5}
    assert Counter(Path(article.seed).suffix for article in articles) == {".txt": 35, ".md": 9, ".html": 10}


def test_every_date_is_within_the_announced_years(articles: tuple[Article, ...]) -> None:
    assert [article.seed for article in articles if not "1957" <= article.date[:4] <= "2024"] == []


def test_every_article_names_its_source_and_licence(articles: tuple[Article, ...]) -> None:
    # The settings give the licence of briefs that name none; a brief must not contradict it.
    assert {article.rights for article in articles} <= {"", "CC0-1.0", CC0_ADDRESS}
    assert {article.source.name for article in articles} <= {"", "Clipfile demonstration briefs"}


def test_no_two_articles_share_a_title(articles: tuple[Article, ...]) -> None:
    titles = Counter(article.title.casefold() for article in articles)
    assert [title for title, count in titles.items() if count > 1 or not title] == []


def test_every_body_has_the_length_of_a_brief(texts: dict[str, ArticleText]) -> None:
    lengths = {seed: len(text.body.split()) for seed, text in texts.items()}
    assert {seed: words for seed, words in lengths.items() if not 80 <= words <= 220} == {}


def test_no_debris_reaches_a_body(texts: dict[str, ArticleText]) -> None:
    debris = [
        (seed, paragraph.text)
        for seed, text in texts.items()
        if not seed.endswith(".md")  # Markdown bodies contain headings and tables
        for paragraph in text.paragraphs
        if not paragraph.text.endswith(SENTENCE_ENDS)
    ]
    assert debris == []


def test_every_headline_is_that_of_its_brief(
    articles: tuple[Article, ...], texts: dict[str, ArticleText]
) -> None:
    # The first line of a pasted page (a menu, a section, a notice) may not be the headline.
    inferred = [seed for seed, text in texts.items() if text.evidence["title"].basis == "inferred"]
    short = [article.title for article in articles if len(article.title.split()) < 4]
    assert inferred == []
    assert short == []


def test_collections_list_existing_articles(
    articles: tuple[Article, ...], collections: tuple[CollectionFile, ...]
) -> None:
    known = {article.seed for article in articles}
    assert [collection.id for collection in collections] == ["one-planet", "space-age"]
    assert [seed for collection in collections for seed in collection.articles if seed not in known] == []
    assert {collection.order for collection in collections} == {"date", "listed"}


def test_there_are_a_correction_a_note_and_an_update(
    articles: tuple[Article, ...], texts: dict[str, ArticleText]
) -> None:
    assert [article for article in articles if article.corrections]
    assert [seed for seed, text in texts.items() if text.note]
    assert [article for article in articles if article.updated > article.date]


def test_corrections_are_dated_after_their_article(articles: tuple[Article, ...]) -> None:
    dates = [(each.date, article.date) for article in articles for each in article.corrections]
    assert [pair for pair in dates if pair[0] < pair[1]] == []


def test_every_article_has_a_place_and_a_topic(articles: tuple[Article, ...]) -> None:
    bare = [article.seed for article in articles if not article.places or not article.topics]
    assert bare == []


def test_authority_files_do_not_repeat_entries_of_the_base_set() -> None:
    base, own = authority_folders(DEMO / "seeds")
    known = load_authority([base])[0]
    repeated = [
        (entry.id, same.id)
        for entry in load_authority([own])[0].entries.values()
        if (same := known.find(entry.kind, entry.name))
    ]
    assert repeated == []
