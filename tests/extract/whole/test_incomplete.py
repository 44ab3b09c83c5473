"""Articles of which only a part was saved are marked; complete ones with the same furniture are not."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed

SENTENCE = (
    "The ferry company of Lunmark will stop its night crossings in June, its director told the council. "
)
START = "The ferry company of Lunmark will stop its night crossings in June, its direc…"
LONG = "".join(f"<p>{SENTENCE * 4}</p>" for _ in range(8))
NOT_FREE = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry","isAccessibleForFree":%s}</script>'


def read(name: str, text: str, declared: Declaration | None = None) -> Draft:
    return extract(Seed(name, text.encode(), ""), declared or Declaration())


def missing(draft: Draft) -> str:
    claims = draft.claimed("incomplete")
    assert bool(claims) == any(problem.rule == "incomplete" for problem in draft.problems)
    return claims[0].value if claims else ""


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Ferry to end</title>{head}</head><body><article><h1>Ferry to end</h1>{body}</article></body></html>"


@pytest.mark.parametrize(
    "offer",
    [
        "Subscribe to continue reading",
        "This article is for subscribers only.",
        "To view the full story, please subscribe to the Osterby Times.",
        "Create a free account to read on",
        "Jetzt weiterlesen mit dem Probeabo",
        "Il vous reste 72 % de cet article à lire. La suite est réservée aux abonnés.",
        "Suscríbete para seguir leyendo",
        "Contenuto riservato agli abbonati",
        "Assine para continuar lendo",
        "Alleen voor abonnees",
        "Доступно только подписчикам",
        "Tylko dla prenumeratorów",
        "この記事は有料会員限定です",
        "订阅后继续阅读",
        "للمشتركين فقط",
    ],
)
def test_an_offer_marks_the_beginning_of_an_article_and_is_no_text(offer: str) -> None:
    for name, text in (
        ("a.html", page(f"<p>{START}</p><div><h2>{offer}</h2><p>Already a subscriber? Log in</p></div>")),
        ("a.txt", f"Ferry to end\n\n{START}\n\n{offer}\n\nAlready a subscriber? Log in\n"),
        ("a.md", f"# Ferry to end\n\n{START}\n\n## {offer}\n\nAlready a subscriber? Log in\n"),
    ):
        draft = read(name, text)
        assert missing(draft) == "paywall"
        assert draft.body == START
        assert offer in {line.text for line in draft.removed}


@pytest.mark.parametrize("value", ["false", '"False"'])
def test_a_short_page_that_is_not_free_is_a_beginning(value: str) -> None:
    assert missing(read("a.html", page(f"<p>{SENTENCE}</p>", NOT_FREE % value))) == "paywall"


def test_a_script_of_its_own_that_locks_the_page_counts() -> None:
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False",'
        '"hasPart":{"@type":"WebPageElement","isAccessibleForFree":"False","cssSelector":".rest"}}</script>'
    )
    assert missing(read("a.html", page(f"<p>{SENTENCE}</p>", head))) == "paywall"


def test_a_page_with_far_fewer_words_than_stated_is_a_beginning() -> None:
    head = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"F","isAccessibleForFree":false,"wordCount":2400}</script>'
    assert missing(read("a.html", page(LONG, head))) == "paywall"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        (LONG, NOT_FREE % "false"),
        (f"<p>{SENTENCE}</p>", NOT_FREE % "true"),
        (f"{LONG}<div><h3>Subscribe to continue reading</h3><p>Already a subscriber? Log in</p></div>", ""),
        (f"{LONG}<p>Sign up for our newsletter</p>", ""),
        (f"{LONG}<p>And so they waited…</p>", ""),
    ],
    ids=["not free", "free", "box at the end", "newsletter", "ellipsis"],
)
def test_a_complete_article_stays_complete(body: str, head: str) -> None:
    draft = read("a.html", page(body, head))
    assert missing(draft) == ""
    assert "Already a subscriber" not in draft.body


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Page 1 of 3", "page 1 of 3"),
        ("Seite 2 von 4", "page 2 of 4"),
        ("Page 1 sur 2", "page 1 of 2"),
        ("Página 1 de 2", "page 1 of 2"),
        ("Страница 1 из 2", "page 1 of 2"),
        ("第1页，共3页", "page 1 of 3"),
        ("1/3ページ", "page 1 of 3"),
    ],
)
def test_a_counted_page_is_a_part(line: str, expected: str) -> None:
    for name, text in (
        ("a.txt", f"Ferry\n\n{SENTENCE}\n\n{SENTENCE}\n\n{line}\n"),
        ("a.html", page(f"{LONG}<p>{line}</p>")),
    ):
        draft = read(name, text)
        assert missing(draft) == expected
        assert line not in draft.body


def test_all_pages_of_a_print_are_complete() -> None:
    text = f"Ferry\n\n{SENTENCE}\n\nPage 1 of 2\n\n{SENTENCE}\n\nPage 2 of 2\n"
    assert missing(read("a.txt", text)) == ""


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/news/ferry?page=2", "page 1 of several"),
        ("/news/ferry/2", "page 1 of several"),
        ("/news/ferry/seite-2", "page 1 of several"),
        ("/news/bridges", ""),
        ("/news/bridges?page=2", ""),
    ],
)
def test_a_link_to_the_next_page_of_the_same_article(link: str, expected: str) -> None:
    head = f'<link rel="canonical" href="https://courier.example/news/ferry"><link rel="next" href="{link}">'
    assert missing(read("a.html", page(LONG, head))) == expected


@pytest.mark.parametrize(
    "end",
    [
        "Continue reading →",
        "Read more »",
        "Weiterlesen",
        "Lire la suite",
        "Leer más",
        "続きを読む",
        "Читать далее",
    ],
)
def test_the_teaser_of_a_feed_is_a_part(end: str) -> None:
    draft = read("a.md", f"# Ferry\n\n{START}\n\n{end}\n")
    assert missing(draft) == "teaser"
    assert end not in draft.body


def test_a_count_of_the_characters_that_are_left_out_marks_a_part() -> None:
    assert missing(read("a.md", f"# Ferry\n\n{START}\n\nThe captain said the [+1204 chars]\n")) == "teaser"


def test_a_text_that_a_feed_cut_off_is_a_part() -> None:
    assert (
        missing(read("a.txt", f"Ferry\n\n{SENTENCE}The last boat will then leave at nine […]\n")) == "teaser"
    )


def test_a_curator_decides_what_is_missing() -> None:
    text = page(f"<p>{SENTENCE}</p>", NOT_FREE % "false")
    assert missing(read("a.html", text, Declaration({"whole": True}))) == ""
    draft = read("a.html", text, Declaration({"incomplete": "the last column"}))
    assert not draft.problems


def test_a_line_that_a_curator_keeps_stays() -> None:
    draft = read(
        "a.txt", f"Ferry\n\n{SENTENCE}\n\n{SENTENCE}\n\nPage 1 of 3\n", Declaration({"keep": ["Page 1 of 3"]})
    )
    assert "Page 1 of 3" in draft.body


REFUSED = [
    ("404 Not Found", "nginx"),
    ("Page not found - Lunmark Courier", "Sorry, the page you are looking for could not be found."),
    (
        "Seite nicht gefunden | Kurier",
        "Die angeforderte Seite gibt es nicht (mehr). Bitte prüfen Sie die Adresse.",
    ),
    ("Page introuvable", "La page que vous cherchez a été déplacée ou supprimée, ou l'adresse est erronée."),
    ("ページが見つかりません", "お探しのページは移動または削除された可能性があります。"),
    ("Access Denied", "You don't have permission to access this page on this server. Reference #18.2f3a"),
    (
        "Just a moment...",
        "Checking your browser before accessing courier.example. This process is automatic.",
    ),
    ("courier.example", "Please enable JavaScript and cookies to continue to the site you wanted to visit."),
    ("Are you a robot?", "To continue, please click the box below to let us know you are not a robot."),
    (
        "Attention Required! | Cloudflare",
        "You are unable to access courier.example. Why have I been blocked?",
    ),
    ("503 Service Temporarily Unavailable", "The server is busy. Try again in a few minutes."),
]


@pytest.mark.parametrize(("title", "text"), REFUSED)
def test_error_pages_are_refused(title: str, text: str) -> None:
    html = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    for name, document in (
        ("a.html", html),
        ("a.txt", f"{title}\n\n{text}\n"),
        ("a.md", f"# {title}\n\n{text}\n"),
    ):
        errors = [problem for problem in read(name, document).problems if problem.severity == "error"]
        assert errors, name


@pytest.mark.parametrize(
    "title",
    ["Page not found: how libraries lose links", "Access denied", "404", "Gone: the last ferry", "Blocked"],
)
def test_an_article_about_errors_is_an_article(title: str) -> None:
    assert not read("a.html", page(LONG).replace("Ferry to end", title)).problems
    byline = f"<html><body><article><h1>{title}</h1><p class='byline'>By Ida Falk</p><p>May 3, 2021</p><p>{SENTENCE * 2}</p></article></body></html>"
    assert not [problem for problem in read("a.html", byline).problems if problem.severity == "error"]


def test_the_rest_of_an_offer_is_no_text() -> None:
    offer = "<p>この記事は有料会員限定です。</p><p>会員登録して続きを読む</p>"
    draft = read("a.html", page(f"<p>{SENTENCE}</p>{offer}"))
    assert draft.body == SENTENCE.strip()
    assert missing(draft) == "paywall"


def test_a_sentence_about_subscriptions_is_text() -> None:
    told = (
        "The company asked its readers to subscribe to continue this work, and four hundred did so in a week."
    )
    draft = read("a.html", page(f"{LONG}<p>{told}</p><p>{SENTENCE}</p>"))
    assert told in draft.body
    assert not missing(draft)
