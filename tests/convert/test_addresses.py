"""Addresses of a whole archive: in the letters of its headlines, all of them listed, linked and permanent."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from making import folder, meta_at, meta_of

from generator.check.inspection import inspect
from generator.convert.convert import convert
from generator.inputs.settings import Settings
from generator.model.records import Source
from generator.model.slugs import Scheme

TEXT = "The keepers of the Norwick quay met on Tuesday and spoke for two hours about its cracked piers.\n"
HEADLINES = {
    "ar": "إغلاق الرصيف القديم",
    "de": "Die Straße am Hafen",
    "el": "Το λιμάνι κλείνει",
    "en": "The old quay closes",
    "he": "הרציף הישן ייסגר",
    "hi": "पुराना घाट बंद होगा",
    "ja": "港の閉鎖、来月から",
    "ru": "Порт закрывает причал",
    "tr": "IŞIK ışığı söndü",
    "vi": unicodedata.normalize("NFD", "Bến cảng cũ đóng cửa"),
    "zh": "旧码头关闭",
}
FIELDS = """date: 2024-03-12
people: [许岚, 徐岚]
topics: [C, C++, "C#", c]
tags: [घाट]
source: {name: 夕刊港}
"""


def seeds(root: Path) -> Settings:
    files: dict[str, str | bytes] = {f"{language}.txt": TEXT for language in HEADLINES}
    files |= {
        f"{language}.yml": f"title: {title}\nlanguage: {language}\n{FIELDS}"
        for language, title in HEADLINES.items()
    }
    return replace(folder(root, files), site_url="https://archive.example/", feed_minimum=1)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """An archive with a headline in each of many scripts, converted."""
    settings = seeds(tmp_path_factory.mktemp("archive"))
    done = convert(settings)
    assert [problem for problem in done.problems if problem.severity == "error"] == []
    return settings


def listed(settings: Settings) -> list[str]:
    return (settings.docs / "data" / "addresses.txt").read_text(encoding="utf-8").splitlines()


def articles(settings: Settings) -> dict[str, str]:
    """Language → address of the article in it."""
    lines = (settings.docs / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["language"]: record["url"] for record in map(json.loads, lines)}


def test_each_address_has_the_letters_of_its_headline(archive: Settings) -> None:
    urls = articles(archive)
    assert urls["zh"] == "articles/2024/03/旧码头关闭/"
    assert urls["vi"] == "articles/2024/03/bến-cảng-cũ-đóng-cửa/"
    assert urls["en"] == "articles/2024/03/the-old-quay-closes/"
    assert set(urls.values()) <= set(listed(archive))
    assert all(meta_of(archive.docs, url)["title"] for url in urls.values())


def test_every_address_before_headlines_kept_their_letters_leads_to_its_article(archive: Settings) -> None:
    for url in ("jiu-ma-tou-guan-bi", "port-zakryvaet-prichal", "ben-cang-cu-dong-cua"):
        assert f"articles/2024/03/{url}/" in listed(archive)
    assert meta_of(archive.docs, "articles/2024/03/jiu-ma-tou-guan-bi/")["view"] == {
        "to": "articles/2024/03/旧码头关闭/"
    }


def test_the_former_address_of_a_list_leads_to_it_unless_several_had_it(archive: Settings) -> None:
    (page,) = (archive.docs / "sources").rglob("xi-kan-gang/index.md")
    name = page.relative_to(archive.docs).as_posix()
    assert meta_at(archive.docs, name)["view"] == {"to": "sources/夕刊港/"}
    assert "sources/xi-kan-gang/" in listed(archive)
    assert "people/xu-lan/" not in listed(archive)
    assert sorted(page.name for page in (archive.docs / "people").glob("*.md")) == [
        "index.md",
        "徐岚.md",
        "许岚.md",
    ]


def test_names_that_sound_the_same_have_pages_of_their_own(archive: Settings) -> None:
    own = [url for url in listed(archive) if re.fullmatch(r"(?:people|topics|tags|sources)/[^/]+/$", url)]
    topics = [url for url in own if url.startswith("topics/c")]
    assert "topics/c/" in topics
    assert len(topics) == 3
    assert {"people/许岚/", "people/徐岚/", "tags/घाट/", "sources/夕刊港/"} <= set(own)
    view = meta_of(archive.docs, "topics/c/")["view"]
    assert view["count"] == len(view["entries"]) == len(HEADLINES)


def test_links_of_pages_lead_to_pages(archive: Settings) -> None:
    targets = 0
    for page in archive.docs.rglob("*.md"):
        for target in re.findall(r"\]\(([^)]+\.md)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), (page, target)
            targets += 1
    assert targets > 100


def test_feeds_and_the_sitemap_have_percent_encoded_addresses(archive: Settings) -> None:
    sitemap = etree.fromstring((archive.docs / "sitemap.xml").read_bytes())
    found = [
        str(element.text) for element in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ]
    page = "https://archive.example/articles/2024/03/%E6%97%A7%E7%A0%81%E5%A4%B4%E5%85%B3%E9%97%AD/"
    assert page in found
    assert not any("jiu-ma-tou" in url for url in found)
    rss = etree.fromstring((archive.docs / "people" / "许岚" / "feed.xml").read_bytes())
    found += [str(element.text) for element in rss.iter("link")]
    feed = json.loads((archive.docs / "tags" / "घाट" / "feed.json").read_text(encoding="utf-8"))
    found += [feed["feed_url"], feed["home_page_url"], *(item["url"] for item in feed["items"])]
    assert all(map(str.isascii, found))
    assert found.count(page) == 3


def test_citations_and_structured_data_have_percent_encoded_addresses(archive: Settings) -> None:
    view = meta_of(archive.docs, "articles/2024/03/旧码头关闭/")["view"]
    url = "https://archive.example/articles/2024/03/%E6%97%A7%E7%A0%81%E5%A4%B4%E5%85%B3%E9%97%AD/"
    assert json.loads(view["jsonld"])["url"] == url
    assert url in view["cite"]["bibtex"]
    assert view["permalink"] == "articles/2024/03/旧码头关闭/"


def test_another_article_moves_no_address(archive: Settings, tmp_path: Path) -> None:
    settings = seeds(tmp_path)
    (settings.seeds / "zz.txt").write_text(TEXT, encoding="utf-8")
    (settings.seeds / "zz.yml").write_text(
        "title: 就吗头官弼\ndate: 2024-03-01\npeople: [须岚, Xu Lan]\ntopics: [C+]\ntags: [घाट!]\n",
        encoding="utf-8",
    )
    convert(settings)
    assert set(listed(archive)) <= set(listed(settings))


def test_a_converted_page_has_the_same_address_again(archive: Settings, tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {
        f"{language}.md": (archive.docs / f"{url.rstrip('/')}.md").read_bytes()
        for language, url in articles(archive).items()
    }
    again = folder(tmp_path, pages)
    assert [problem.rule for problem in convert(again).problems if problem.severity == "error"] == []
    assert articles(again) == articles(archive)


@pytest.mark.parametrize("scheme", ["ascii", "date-id"])
def test_a_switch_keeps_every_address_of_an_article(
    archive: Settings, tmp_path: Path, scheme: Scheme
) -> None:
    settings = replace(seeds(tmp_path), addresses=(scheme, "unicode"))
    convert(settings)
    assert set(articles(archive).values()) <= set(listed(settings))
    now = articles(settings)
    assert all(map(str.isascii, now.values()))
    to = {
        language: meta_of(settings.docs, url)["view"].get("to")
        for language, url in articles(archive).items()
        if url != now[language]
    }
    assert to
    assert to == {language: now[language] for language in to}


def test_ascii_addresses_are_ascii_throughout(tmp_path: Path) -> None:
    settings = replace(seeds(tmp_path), addresses=("ascii",))
    convert(settings)
    assert all(map(str.isascii, listed(settings)))
    assert len([url for url in listed(settings) if url.startswith("people/xu-lan-")]) == 2
    for page in settings.docs.rglob("*.md"):
        for target in re.findall(r"\]\(([^)]+\.md)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), (page, target)


def test_one_scheme_alone_has_no_redirects(tmp_path: Path) -> None:
    settings = replace(seeds(tmp_path), addresses=("unicode",))
    convert(settings)
    found = [url for url in listed(settings) if url.startswith("articles/")]
    assert sorted(found) == sorted(articles(settings).values())


def test_a_former_address_may_be_copied_from_a_browser(tmp_path: Path) -> None:
    settings = folder(
        tmp_path, {"a.txt": TEXT, "a.yml": "title: Quay\ndate: 2024-03-12\naliases: [2019/%E6%B8%AF/]\n"}
    )
    convert(settings)
    assert "2019/港/" in listed(settings)


@pytest.mark.parametrize("address", ["https://###", "https:///", "https://\u2068/", "https://2024-03-12/"])
def test_a_source_address_that_is_none_is_left_out_with_a_warning(tmp_path: Path, address: str) -> None:
    page = f"<html><head><link rel=canonical href='{address}'></head><body><h1>Quay</h1><p>{TEXT * 5}"
    settings = folder(tmp_path, {"a.html": page})
    done = convert(settings)
    (article,) = done.archive.articles
    assert article.source.url == ""
    assert [problem.severity for problem in done.problems if problem.rule == "source-address"] == ["warning"]
    assert any(problem.rule == "source-address" for problem in inspect(settings))


@pytest.mark.parametrize(
    ("text", "source", "warned"),
    [
        (f"A vote on the quay\n\n{TEXT}\nSource: https://###\n", Source(), True),
        (
            f"A vote on the quay\n\n{TEXT}\nSource: https://news.example/quay\n",
            Source("", "https://news.example/quay"),
            False,
        ),
        (f"---\ntitle: Quay\nurl: 2024-03-12\nsite: Beacon\n---\n\n{TEXT}", Source("Beacon"), True),
        (f"---\ntitle: Quay\nlink: 20240312\n---\n\n{TEXT}", Source(), True),
        (f"---\ntitle: Quay\nurl: /2024/quay/\n---\n\n{TEXT}", Source(), False),
    ],
)
def test_what_names_no_page_is_no_source(tmp_path: Path, text: str, source: Source, *, warned: bool) -> None:
    done = convert(folder(tmp_path, {"a.md" if text.startswith("---") else "a.txt": text}))
    (article,) = done.archive.articles
    assert article.source == source
    rules = {problem.rule for problem in done.problems if problem.severity == "warning"}
    assert bool(rules & {"source-address", "field-source"}) == warned
