"""Date lines of a saved page: which lines give a date, and whether of publication or of an update."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Seed

PROSE = "The harbour board said that the ferry would run again once the pier had been mended and inspected. "


def stated(near: str, *, head: str = "", heading: str = "The ferry runs again") -> list[tuple[str, str, str]]:
    """Field, rule and value of the date claims of a page with ``near`` below its headline."""
    text = f"<p>{2 * PROSE}</p>" * 3
    page = f"<html lang=de><head>{head}</head><body><article><h1>{heading}</h1>{near}{text}"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    days = [*draft.claimed("date"), *draft.claimed("updated")]
    return [(claim.field, claim.rule, claim.value) for claim in days]


@pytest.mark.parametrize(
    ("near", "field", "value"),
    [
        ("<p>Kultur, 2.11.22</p>", "date", "2.11.22"),
        ("<p>14 Januar '20</p>", "date", "14 Januar '20"),
        ("<table><tr><th>Datum</th><td>3.5.2019</td></tr></table>", "date", "3.5.2019"),
        ("<dl><dt>Date</dt><dd>3 May 2019</dd></dl>", "date", "3 May 2019"),
        ("<dl><dt>Details</dt><dd>Published: 3 May 2019</dd></dl>", "date", "3 May 2019"),
        ("<dl><dt>Aktualisiert</dt><dd>3.5.2019</dd></dl>", "updated", "3.5.2019"),
        ("<div>Aktualisiert:</div><div>3.5.2019</div>", "updated", "3.5.2019"),
        ("<p>Updated<br>3 May 2019</p>", "updated", "3 May 2019"),
        ("<p>Lastupdate 3 May 2019</p>", "updated", "3 May 2019"),
        ("<p>Nachrichten der Bucht – zuletzt aktualisiert am 3. Mai 2019</p>", "updated", "3. Mai 2019"),
        ("<p>3. Mai 2019 (aktualisiert)</p>", "updated", "3. Mai 2019"),
        ("<p>Päivitetty 3.5.2019</p>", "updated", "3.5.2019"),
        ("<time datetime='19-5-3T'>3. Mai 2019</time>", "date", "3. Mai 2019"),
        ("<div class='category-kommentar'><p>3.5.2019</p></div>", "date", "3.5.2019"),
    ],
)
def test_a_line_gives_the_date(near: str, field: str, value: str) -> None:
    assert stated(near) == [(field, "date-line", value)]


@pytest.mark.parametrize(
    "near",
    [
        "<dl><dt>Geburtsdatum</dt><dd>3.5.1975</dd></dl>",
        "<table><tr><td>Beginn:</td><td>3.5.2019 11:00</td></tr></table>",
        "<p>Version 2.11.22.4</p>",
        "<p>Einlass am 12. Mai 20 Uhr</p>",
        "<div class='comments'><p>3.5.2019</p></div>",
        "<figure><figcaption>3.5.2019</figcaption></figure>",
        "<blockquote class='twitter-tweet'><p>3.5.2019</p></blockquote>",
        "<div class='embed-post'><p>3.5.2019</p></div>",
    ],
)
def test_the_date_of_something_else_is_not_claimed(near: str) -> None:
    assert stated(near) == []


def test_a_line_with_both_dates_gives_both() -> None:
    line = (
        "<p>Published: <time datetime='2019-05-03 10:00'>May 3, 2019</time> | Updated: "
        "<time datetime='2019-05-04 08:00'>May 4, 2019</time></p>"
    )
    assert stated(line) == [
        ("date", "published-line", "May 3, 2019"),
        ("updated", "updated-line", "May 4, 2019"),
    ]


def test_a_line_with_the_update_first_gives_both_dates() -> None:
    line = "<p>Last updated 4 June 2020, originally published 17 June 2019</p>"
    assert stated(line) == [
        ("date", "published-line", "17 June 2019"),
        ("updated", "updated-line", "4 June 2020"),
    ]


def test_the_date_of_a_source_counts_less_than_that_of_the_page() -> None:
    top = "<p>3 May 2019</p><h1>The ferry runs again</h1><p>Source: Harbour Board, 9 April 2019</p>"
    page = f"<html><body>{top}<p>{2 * PROSE}</p>"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    trust = {claim.value: claim.confidence for claim in draft.claimed("date")}
    assert trust["9 April 2019"] < trust["3 May 2019"]


def test_a_time_element_in_the_headline_counts() -> None:
    heading = "<time datetime='2022-02-01'>1. Februar 2022</time> <span>Die Fähre fährt wieder</span>"
    assert ("date", "date-line", "2022-02-01") in stated("", heading=heading)


def test_a_date_in_a_heading_counts_less_than_a_stated_one() -> None:
    head = "<meta property='article:published_time' content='2020-05-03'>"
    second = "<h2>Letters to the editors of the valley papers for 9 May 2019</h2>"
    page = f"<html><head>{head}</head><body><h1>Letters</h1>{second}<p>{2 * PROSE}</p>"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    trust = {claim.value: claim.confidence for claim in draft.claimed("date")}
    assert trust["9 May 2019"] < 0.7 < trust["2020-05-03"]


def test_a_part_of_the_title_that_is_a_date_counts() -> None:
    found = stated("", head="<title>Die Fähre fährt wieder - Lokales - 11.05.2022 - Bote</title>")
    assert found == [("date", "title-date", "11.05.2022")]
    assert stated("", head="<title>Bericht vom 11.05.2022 - Bote</title>") == []


def elsewhere(near: str) -> float:
    """Confidence of the date claim of a page with ``near`` far from its text, 0 without a claim."""
    filler = "<nav>" + "".join(f"<p>Ressort {number}</p>" for number in range(40)) + "</nav>"
    page = f"<html lang=de><body>{near}{filler}<h1>Die Fähre fährt wieder</h1><p>{2 * PROSE}</p>"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    return max((claim.confidence for claim in draft.claimed("date")), default=0)


def test_far_from_the_text_a_label_or_a_time_element_is_enough() -> None:
    assert elsewhere("<p>Veröffentlicht am 3.5.2019</p>") >= 0.6
    assert elsewhere("<p><time datetime='2019-05-03'>3.5.2019</time></p>") >= 0.6
    assert elsewhere("<p>3.5.2019</p>") < 0.6


def head_dates(head: str, body: str = "") -> list[str]:
    page = (
        f"<html lang=en><head>{head}</head><body><main><h1>The ferry runs</h1>{body}<p>{2 * PROSE}</p></main>"
    )
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    return [claim.value for claim in draft.claimed("date")]


@pytest.mark.parametrize(
    "script",
    [
        '//<![CDATA[\n{"@type": "NewsArticle", "datePublished": "2019-05-03"}\n//]]>',
        '{"@type": "NewsArticle", "datePublished": "2019-05-03"}}',
        '{"@type": "NewsArticle", "headline": "He said "no"", "datePublished": "2019-05-03"}',
        '{"@type": "NewsArticle", "datePublished": "2019-05-03", "author": [{"name": "A',
    ],
)
def test_damaged_json_is_read_as_far_as_possible(script: str) -> None:
    assert head_dates(f'<script type="application/ld+json">{script}</script>') == ["2019-05-03"]


def test_damaged_json_with_several_dates_states_none() -> None:
    script = '[{"@type": "Article", "datePublished": "2019-05-03"}, {"datePublished": "2019-05-04"'
    assert head_dates(f'<script type="application/ld+json">{script}</script>') == []


def test_the_microdata_of_a_teaser_is_not_that_of_the_page() -> None:
    own = "<meta itemprop=datePublished content=2019-05-03>"
    other = "<div itemscope><meta itemprop=datePublished content=2018-01-02></div>"
    page = f"<body><main itemscope>{own}<h1>The ferry runs</h1><p>{2 * PROSE}</p></main>{other}"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    assert [claim.value for claim in draft.claimed("date")] == ["2019-05-03"]


ENTRY = "<article><time datetime='{day}T10:00:00Z'>10:00</time><p>On {day}. " + 2 * PROSE + "</p></article>"


def test_a_live_report_has_the_day_of_its_first_entry() -> None:
    entries = "".join(ENTRY.format(day=f"2019-05-{day:02}") for day in (5, 4, 3))
    page = f"<html lang=en><body><main><h1>Storm in the bay</h1>{entries}</main>"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    assert [claim.value[:10] for claim in draft.claimed("date")] == ["2019-05-03"]
    assert [claim.value[:10] for claim in draft.claimed("updated")] == ["2019-05-05"]


def test_a_report_is_live_if_its_headline_says_so() -> None:
    entry = "<div><time datetime='2019-05-0{0}'>10:00</time><p>Entry {0}. " + 2 * PROSE + "</p></div>"
    page = f"<html lang=en><body><h1>Storm in the bay: live updates</h1>{entry.format(4)}{entry.format(3)}"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    assert [claim.value for claim in draft.claimed("date")] == ["2019-05-03"]
