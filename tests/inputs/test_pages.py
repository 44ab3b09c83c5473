"""Files that are pages of one article are one seed; files that only look alike are not."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import pytest

from generator.authority.authority import Authority
from generator.convert.cache.articles import seed_key
from generator.convert.pipeline import make_article
from generator.inputs.pages import join_pages
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Seed

URL = "https://bay.example/2021/03/ferry"
TEXTS = (
    "The ferry to Easter Quay sails again after a long repair, the harbour master said on Friday morning.",
    "A crossing costs four crowns, and children under seven sail for nothing until the end of June.",
    "The old boat will be kept at the museum pier, where visitors may see its engine on Sundays.",
)


def page(number: int, total: int, title: str = "Ferry sails", *, rel: bool = True, count: bool = True) -> str:
    own = URL if number == 1 else f"{URL}?page={number}"
    links = f'<link rel="canonical" href="{own}">'
    if rel and number < total:
        links += f'<link rel="next" href="{URL}?page={number + 1}">'
    tail = f"<p>Page {number} of {total}</p>" if count else ""
    head = f"<title>{title}</title>{links}"
    return f"<html><head>{head}</head><body><article><h1>{title}</h1><p>{TEXTS[number - 1]}</p>{tail}</article></body></html>"


def seeds(**files: str) -> list[Seed]:
    return [Seed(name.replace("__", "."), text.encode(), text[-9:] + name) for name, text in files.items()]


@pytest.mark.parametrize(
    "files",
    [
        {"ferry-1__html": page(1, 3), "ferry-2__html": page(2, 3), "ferry-3__html": page(3, 3)},
        {
            "c__html": page(1, 3, count=False),
            "a__html": page(2, 3, count=False),
            "b__html": page(3, 3, count=False),
        },
        {
            "Ferry__txt": f"Ferry sails\n\n{TEXTS[0]}\n\nPage 1 of 3\n",
            "Ferry (2)__txt": f"{TEXTS[1]}\n\nPage 2 of 3\n",
            "Ferry (3)__txt": f"{TEXTS[2]}\n\nPage 3 of 3\n",
        },
    ],
)
def test_pages_are_one_article(files: dict[str, str]) -> None:
    (seed,) = join_pages(seeds(**files))
    article, text, problems, *_ = make_article(seed, Authority())
    assert article
    assert (article.title, text.body, problems) == ("Ferry sails", "\n\n".join(TEXTS), ())
    listed = [line.text for line in text.removed if line.rule == "joined-page"]
    assert listed == [f"{page.path} (page {page.number} of the article)" for page in seed.pages]
    assert seed_key(seed) != seed_key(join_pages(seeds(**{**files, max(files): files[max(files)] + " "}))[0])


def test_a_missing_page_makes_the_article_incomplete() -> None:
    (seed,) = join_pages(seeds(a_1__html=page(1, 3), a_3__html=page(3, 3)))
    article, text, problems, *_ = make_article(seed, Authority())
    assert article
    assert text.incomplete == "page 2 of 3 missing"
    assert [(problem.path, problem.rule, problem.severity) for problem in problems] == [
        ("a_1.html", "incomplete", "warning")
    ]


def test_what_pages_repeat_is_there_once() -> None:
    (seed,) = join_pages(
        seeds(a_1__html=page(1, 2), a_2__html=page(2, 2).replace("<h1>", f"<p>{TEXTS[0]}</p><h1>"))
    )
    assert make_article(seed, Authority()).text.body == "\n\n".join(TEXTS[:2])


def test_a_page_that_is_not_public_keeps_the_article_from_the_public() -> None:
    first, second = (f"---\ntitle: Ferry\n---\n\n{TEXTS[n]}\n\nPage {n + 1} of 2\n" for n in (0, 1))
    (seed,) = join_pages(seeds(a_1__md=first, a_2__md=second.replace("---\n\n", "draft: yes\n---\n\n")))
    article = make_article(seed, Authority()).article
    assert article
    assert article.status == "draft"


@pytest.mark.parametrize(
    "files",
    [
        {"news-1__html": page(1, 1, count=False), "news-2__html": page(2, 2, "Museum opens", count=False)},
        {"news-1__txt": TEXTS[0], "news-2__txt": TEXTS[1]},
        {"news-1__html": page(1, 2), "news-2__html": page(2, 9, "Museum opens")},
        {"x/a-1__html": page(1, 2), "y/a-2__html": page(2, 2)},
    ],
)
def test_other_files_are_articles_of_their_own(files: dict[str, str]) -> None:
    assert len(join_pages(seeds(**files))) == 2


def test_a_link_to_the_next_article_joins_nothing() -> None:
    first, second = page(1, 2, count=False), page(2, 2, "Museum opens", count=False)
    numbered = [
        page.replace(f"{URL}?page=2", f"{URL}/13").replace(f'"{URL}"', f'"{URL}/12"')
        for page in (first, second)
    ]
    assert len(join_pages(seeds(a__html=numbered[0], b__html=numbered[1]))) == 2


def test_a_curator_may_say_that_a_page_is_a_whole_article() -> None:
    first, second = seeds(a_1__html=page(1, 2), a_2__html=page(2, 2))
    whole = Seed(second.path, second.data, second.sha256, sidecar_of("a_2.yml", b"whole: true"))
    assert join_pages([first, whole]) == [first, whole]
