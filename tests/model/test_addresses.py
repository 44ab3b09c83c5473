from __future__ import annotations

import re

import pytest
from making import article
from msgspec.structs import replace

from generator.archive.assign import assign, former_addresses
from generator.model.addresses import article_url, markdown_path
from generator.model.names import name_id
from generator.model.records import Article, Term
from generator.model.slugs import SCHEMES, Scheme


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("", "index.md"),
        ("topics/", "topics/index.md"),
        ("topics/a/", "topics/a.md"),
        ("topics/a/page/2/", "topics/a/page/2.md"),
    ],
)
def test_pages_are_where_mkdocs_publishes_them(url: str, path: str) -> None:
    assert markdown_path(url) == path


def test_undated_articles_have_a_place() -> None:
    assert article_url("", "x") == "articles/undated/x/"
    assert article_url("2025-12-22", "x") == "articles/2025/12/x/"


def test_one_headline_twice_gives_two_addresses_and_a_warning() -> None:
    first, second = article(seed="a.txt", title="Same"), article(seed="b.txt", title="Same")
    named, problems = assign([second, first])
    ids = {article.seed: article.id for article in named}
    assert ids["a.txt"] == "same"
    assert ids["b.txt"].startswith("same-")
    assert [(problem.path, problem.severity) for problem in problems] == [("b.txt", "warning")]


def test_a_declared_id_is_used_and_belongs_to_one_article() -> None:
    named, problems = assign(
        [article(seed="a.txt", title="x"), article(seed="b.txt", id="x"), article(seed="c.txt", id="x")]
    )
    assert {article.seed: article.id[:2] for article in named} == {"b.txt": "x", "a.txt": "x-"}
    assert [problem.rule for problem in problems if problem.severity == "error"] == ["id-taken"]


def urls(scheme: Scheme, *articles: Article) -> list[str]:
    named, _ = assign(articles, scheme)
    return [article.url for article in sorted(named, key=lambda article: article.seed)]


QUAY = article(seed="quay.txt", title="旧码头关闭", date="2024-03-12")
FERRY = article(seed="ferry.txt", title="The ferry returns", date="2024-03-13")


def test_the_scheme_decides_what_an_address_is_made_of() -> None:
    assert urls("unicode", QUAY) == ["articles/2024/03/旧码头关闭/"]
    assert urls("ascii", QUAY) == ["articles/2024/03/jiu-ma-tou-guan-bi/"]
    (url,) = urls("date-id", QUAY)
    assert re.fullmatch(r"articles/2024/03/2024-03-12-[0-9a-f]{8}/", url)
    (undated,) = urls("date-id", replace(QUAY, date=""))
    assert re.fullmatch(r"articles/undated/undated-[0-9a-f]{8}/", undated)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_declared_id_is_used_in_every_scheme(scheme: Scheme) -> None:
    assert urls(scheme, replace(QUAY, id="quay")) == ["articles/2024/03/quay/"]


def test_the_date_and_a_digest_do_not_change_with_the_headline_or_other_articles() -> None:
    other = replace(QUAY, seed="a.txt")
    assert urls("date-id", replace(QUAY, title="Corrected"), other)[1:] == urls("date-id", QUAY)


def test_addresses_differ_on_disks_that_ignore_capitals() -> None:
    found = urls("unicode", replace(QUAY, title="Straße"), replace(QUAY, seed="z", title="Strasse"))
    assert len({url.casefold() for url in found}) == 2
    found = urls("unicode", replace(QUAY, id="Quay"), replace(QUAY, seed="z", title="Quay"))
    assert len({url.casefold() for url in found}) == 2


def test_each_former_address_leads_to_its_article() -> None:
    before = [
        QUAY,
        FERRY,
        replace(QUAY, seed="z.txt", title="旧码头观弼"),
        replace(QUAY, seed="y.txt", title="Quai fermé"),
    ]
    now, _ = assign(before)
    former = former_addresses(now, before, ("unicode", "ascii"))
    ids = {article.seed: article.id for article in now}
    old, _ = assign(before, "ascii")
    assert former == {article.url: ids[article.seed] for article in old if article.seed != "ferry.txt"}
    assert len(former) == 3


def test_an_archive_in_ascii_has_no_former_addresses() -> None:
    now, _ = assign([FERRY])
    assert former_addresses(now, [FERRY], ("unicode", "ascii")) == {}


def test_a_present_address_has_precedence_over_a_former_one() -> None:
    before = [replace(QUAY, seed="a.txt"), replace(FERRY, title="Jiu ma tou guan bi")]
    now, _ = assign(before)
    plain = "articles/2024/03/jiu-ma-tou-guan-bi/"
    former = former_addresses(now, before, ("unicode", "ascii"))
    assert plain in {article.url for article in now}
    assert plain not in former


def test_ids_of_names_are_ascii_where_addresses_are() -> None:
    terms = (Term("oslo", "Oslo"), Term("зоя", "Зоя"))
    (article,), _ = assign([replace(QUAY, people=terms)], "ascii")
    assert article.people == (terms[0], Term(name_id("Зоя", "ascii"), "Зоя"))
