"""Offers in words of their own, orders of newsletters, and pages of consent, login and removed articles."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed

FIRST = "The ferry company of Lunmark will stop its night crossings in June, its director told the island council on Friday."
CUT = "Too few passengers use the boats, he said, and the price of fuel has…"


def _read(text: str, name: str = "a.txt") -> Draft:
    return extract(Seed(name, text.encode(), ""), Declaration())


@pytest.mark.parametrize(
    "offer",
    [
        "You have seen a preview. Create a free account or sign in for more.",
        "Abbonati a 1 euro al mese per leggere tutto.",
        "Word abonnee en lees alles.",
        "This post is only for paying subscribers of Lunmark Letters.",
        "Ferry plus: 4 Wochen für 1 € testen. Bereits Abonnent?",
    ],
)
def test_an_offer_below_a_text_that_breaks_off(offer: str) -> None:
    draft = _read(f"Night ferry to end\n\n{FIRST}\n\n{CUT}\n\n{offer}\n")
    assert draft.body == f"{FIRST}\n\n{CUT}"
    assert draft.claimed("incomplete")[0].value == "paywall"
    assert offer in [line.text for line in draft.removed]


def test_words_of_offers_below_a_complete_text_are_no_offer() -> None:
    last = "Readers with an account may sign in and comment until Friday."
    draft = _read(f"Night ferry to end\n\n{FIRST}\n\n{FIRST}\n\n{last}\n")
    assert draft.body.endswith(last)
    assert not draft.claimed("incomplete")


def test_a_line_that_asks_to_order_a_newsletter_is_no_text_and_nothing_is_missing() -> None:
    line = "Sign up for our newsletter and hear of every ferry in the morning."
    draft = _read(f"Night ferry to end\n\n{FIRST}\n\n{line}\n\n{FIRST}\n", "a.md")
    assert line not in draft.body
    assert (line, "newsletter") in [(removed.text, removed.rule) for removed in draft.removed]
    assert not draft.claimed("incomplete")


@pytest.mark.parametrize(
    "body",
    [
        "<h1>This article is no longer available</h1><p>It was taken down by its publisher.</p>",
        "<h1>Welcome</h1><p>Continue with ads: mit Werbung und Tracking.</p><button>OK</button>",
        "<h1>Lunmark</h1><p>You must log in to continue.</p>",
        "<h1>Error code 522</h1><p>The origin web server timed out.</p>",
    ],
)
def test_a_page_without_an_article_is_refused(body: str) -> None:
    draft = _read(f"<html><head><title>Lunmark</title></head><body>{body}</body></html>", "a.html")
    assert [problem.rule for problem in draft.problems] == ["no-article"]


@pytest.mark.parametrize(
    "offer",
    [
        ["Læs videre med abonnement", "Prøv den første uge for 1 kr.", "Allerede abonnent? Log ind her"],
        ["Weiterlesen mit Lunmark Plus", "Sechs Wochen für 3 Kronen lesen"],
    ],
)
def test_an_offer_over_several_lines_with_a_price(offer: list[str]) -> None:
    draft = _read("\n\n".join(["Night ferry to end", FIRST, CUT, *offer]))
    assert draft.body == f"{FIRST}\n\n{CUT}"
    assert draft.claimed("incomplete")[0].value == "paywall"


def test_a_price_below_a_complete_text_is_no_offer() -> None:
    last = "A ticket for the night ferry costs 9 kr."
    draft = _read(f"Night ferry to end\n\n{FIRST}\n\n{FIRST}\n\n{last}\n")
    assert draft.body.endswith(last)
    assert not draft.claimed("incomplete")


def test_the_end_of_a_feed_is_no_text() -> None:
    draft = _read(
        f"Night ferry to end\n\n{FIRST}\n\nThe post Night ferry to end appeared first on Lunmark Letters.\n"
    )
    assert draft.body == FIRST
    assert [line.rule for line in draft.removed if line.text.startswith("The post")] == ["feed-end"]
    assert not draft.claimed("incomplete")


def test_a_paragraph_that_breaks_off_and_links_the_rest_is_a_teaser() -> None:
    draft = _read(f"Night ferry to end\n\n{FIRST}\n\n{CUT} Read the rest of this story on lunmark.example\n")
    assert draft.claimed("incomplete")[0].value == "teaser"


def test_an_error_page_with_a_time_is_refused_and_a_dated_report_on_one_is_not() -> None:
    error = "<p>2021-05-03 10:12:00 UTC</p><p>The origin web server timed out.</p><p>Cloudflare Ray ID: 864b1c2d3e</p>"
    page = "<html><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>"
    refused = _read(page.format("Connection timed out", error), "a.html")
    assert [problem.rule for problem in refused.problems] == ["no-article"]
    report = _read(page.format("Connection timed out", f"<p>3 May 2021</p><p>{FIRST}</p>"), "a.html")
    assert report.body == FIRST


def test_a_page_that_still_loads_is_refused() -> None:
    page = "<html><head><title>Loading…</title></head><body><p>Please be patient</p></body></html>"
    assert [problem.rule for problem in _read(page, "a.html").problems] == ["no-article"]


_MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/a'>Local</a></li><li><a href='/b'>Weather</a></li></ul></nav>"


@pytest.mark.parametrize(
    "rest", ["<main>Loading…</main>", "<noscript>Enable scripts.</noscript>", "<div id='app'></div>"]
)
def test_a_page_with_nothing_but_a_menu_is_no_article(rest: str) -> None:
    draft = _read(
        f"<html><head><title>Tarn Gazette</title></head><body>{_MENU}{rest}</body></html>", "a.html"
    )
    assert [problem.rule for problem in draft.problems] == ["no-text"]
    assert draft.paragraphs == ()
    assert "Weather" in {line.text for line in draft.removed}


def test_a_menu_above_a_short_text_leaves_the_text() -> None:
    page = f"<html><body>{_MENU}<main><p>The beacon on the mole is lit again.</p></main></body></html>"
    assert "The beacon on the mole is lit again." in _read(page, "a.html").body


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Bitte versuchen Sie es in wenigen Minuten noch einmal."),
        ("fr", "Le service est interrompu. Veuillez réessayer plus tard."),
        ("ja", "しばらく経ってからもう一度お試しください。"),
    ],
)
def test_a_page_that_asks_to_come_back_later_is_refused(language: str, words: str) -> None:
    page = f"<html lang='{language}'><head><title>Tarn</title></head><body><p>{words}</p></body></html>"
    assert [problem.rule for problem in _read(page, "a.html").problems] == ["no-article"]


def test_a_text_about_the_numbers_of_requests_is_an_article() -> None:
    text = "What the ray ID means\n\nA reader asked what the ray ID on a blocked page is. It names one request.\n"
    assert not any(problem.rule == "no-article" for problem in _read(text).problems)
    blocked = "<html><head><title>tarn.example</title></head><body><p>Ray ID: 8a1b2c3d4e5f</p></body></html>"
    assert [problem.rule for problem in _read(blocked, "a.html").problems] == ["no-article"]


def test_a_sentence_about_subscribers_below_a_line_without_a_full_stop_stays() -> None:
    line = "The Gazette lists the lights that are out of order in the harbour and along the northern coast"
    told = (
        "Readers who have an account may cancel their subscription by letter until the end of June, the "
        "publisher said, and the price for all others stays the same."
    )
    text = f"Lights out of order\n\n{told.replace('letter', 'post')}\n\n{line}\n\n{told}\n"
    assert told in _read(text).body


def test_the_second_line_of_an_offer_below_a_text_that_breaks_off() -> None:
    second = "That is done in a moment, and nobody has to pay."
    draft = _read(f"Night ferry to end\n\n{FIRST}\n\n{CUT}\n\nCreate a free account to read on\n\n{second}\n")
    assert draft.body == f"{FIRST}\n\n{CUT}"
    assert second in [line.text for line in draft.removed]


def test_the_number_of_characters_that_are_missing_is_no_text() -> None:
    draft = _read(f"# Night ferry to end\n\n{FIRST}\n\n{CUT} [+1204 chars]\n", "a.md")
    assert draft.body == f"{FIRST}\n\n{CUT}"
    assert draft.claimed("incomplete")
    assert "[+1204 chars]" in [line.text for line in draft.removed]
