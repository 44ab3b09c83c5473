"""Publication dates: declared, extracted, inferred from a weekday, or none."""

from __future__ import annotations

import pytest

from generator.describe.dates import find_date, find_updated
from generator.model.documents import Claim, Declaration, Draft, Paragraph
from generator.text.dates import find_dates

NEWS = "The ministry reported on December 22 that talks had begun."
WARNING = 'This Monday, the minister warned of "grave results".'


def draft(
    *paragraphs: str, claims: tuple[Claim, ...] = (), declared: dict[str, object] | None = None
) -> Draft:
    return Draft(
        tuple(Paragraph(text, text) for text in paragraphs),
        claims=claims,
        declared=Declaration(declared or {}),
    )


def claim(value: str, rule: str = "jsonld-published", confidence: float = 0.9, text: str = "") -> Claim:
    return Claim("date", value, rule, text or value, confidence)


def test_a_declared_date_wins_over_the_page() -> None:
    found = find_date(draft(claims=(claim("2020-01-01"),), declared={"date": "2019-05-05"}), "en", "")
    assert found.value == "2019-05-05"
    assert found.evidence is not None
    assert (found.evidence.basis, found.evidence.confidence) == ("declared", 1.0)


def test_the_evidence_of_a_stated_date_quotes_its_words() -> None:
    found = find_date(draft(claims=(claim("Friday, January 4, 2019", "date-line"),)), "en", "")
    assert found.value == "2019-01-04"
    assert found.evidence is not None
    assert (found.evidence.basis, found.evidence.rule) == ("extracted", "date-line")
    assert found.evidence.text == "Friday, January 4, 2019"


def test_agreement_raises_and_disagreement_lowers_confidence() -> None:
    first = claim("2019-01-04", "meta-date", 0.8)
    alone = find_date(draft(claims=(first,)), "en", "").evidence
    agreed = find_date(draft(claims=(first, claim("2019-01-04", "og-published", 0.8))), "en", "").evidence
    denied = find_date(draft(claims=(first, claim("2018-07-01", "og-published", 0.7))), "en", "").evidence
    assert alone is not None
    assert agreed is not None
    assert denied is not None
    assert agreed.confidence > alone.confidence > denied.confidence


LINE = claim("9 May 2020", "date-line", 0.85)


def test_a_date_line_that_readers_see_wins_over_one_statement_of_the_head() -> None:
    assert find_date(draft(claims=(claim("2019-01-04"), LINE)), "en", "").value == "2020-05-09"


def test_statements_of_the_head_that_agree_win_over_a_date_line() -> None:
    claims = (claim("2019-01-04"), claim("2019-01-04", "og-published"), LINE)
    assert find_date(draft(claims=claims), "en", "").value == "2019-01-04"


def test_a_date_line_with_the_day_of_the_shown_version_wins() -> None:
    changed = Claim("updated", "2020-05-09T10:00:00Z", "og-modified", "2020-05-09T10:00:00Z", 0.9)
    claims = (claim("2019-01-04"), claim("2019-01-04", "og-published"), LINE, changed)
    assert find_date(draft(claims=claims), "en", "").value == "2020-05-09"


def test_a_stamp_of_the_last_change_is_no_publication_if_an_earlier_one_is_stated() -> None:
    stamp = "2020-05-09T10:00:00Z"
    changed = Claim("updated", stamp, "og-modified", stamp, 0.9)
    claims = (claim(stamp, "meta-published", 0.88), claim("2019-01-04", "og-published", 0.85), changed)
    assert find_date(draft(claims=claims), "en", "").value == "2019-01-04"
    assert find_date(draft(claims=(claims[0], changed)), "en", "").value == "2020-05-09"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Exported from Inkwell on 9 May 2020", "en"),
        ("Printed on 9 May 2020", "en"),
        ("Accessed 9 May 2020", "en"),
        ("Load-Date: 9 May 2020", "en"),
        ("Abgerufen am 9. Mai 2020", "de"),
        ("Consulté le 9 mai 2020", "fr"),
        ("Sendung vom 9. Mai 2020", "de"),
        ("Дата обращения: 9 мая 2020", "ru"),
        ("閲覧日 2020年5月9日", "ja"),
    ],
)
def test_the_day_of_something_else_is_not_the_publication_date(text: str, language: str) -> None:
    value = next(date.text for date in find_dates(text, language))
    claims = (claim(value, "date-line", 0.85, text),)
    assert find_date(draft(claims=claims), language, "").value == ""


def test_a_statement_too_weak_to_decide_does_not_count_against_others() -> None:
    claims = (claim("2019-01-04", "meta-date", 0.65), claim("9 May 2020", "date-line", 0.59))
    assert find_date(draft(claims=claims), "en", "").value == "2019-01-04"


def test_many_dates_of_the_same_weak_rule_decide_nothing() -> None:
    claims = tuple(claim(f"{day} June 2015", "date-line", 0.85) for day in (1, 2, 3, 4))
    assert find_date(draft(claims=claims), "en", "").value == ""


UTC = "2023-11-09T05:30:59Z"


@pytest.mark.parametrize(
    ("line", "language", "day"),
    [
        ("November 8, 2023", "en", "2023-11-08"),  # in America
        ("November 8, 2023 10:30 PM", "en-GB", "2023-11-08"),  # the clock time is that of the stamp
        ("November 8, 2023 6:11 PM", "en", "2023-11-09"),  # it is not
        ("8. November 2023", "de", "2023-11-09"),  # clocks are ahead of UTC there
        ("10 November 2023", "en-AU", "2023-11-09"),
    ],
)
def test_a_utc_timestamp_counts_for_the_local_day_of_the_country(line: str, language: str, day: str) -> None:
    claims = (claim(UTC), claim(UTC, "og-published"), claim(line, "date-line", 0.8))
    assert find_date(draft(claims=claims), language, "").value == day


def test_the_offset_of_another_stamp_is_the_zone_of_the_page() -> None:
    changed = Claim("updated", "2023-11-12T08:00:00-06:00", "og-modified", "", 0.9)
    claims = (claim(UTC), claim(UTC, "og-published"), claim("8 November 2023", "date-line", 0.8), changed)
    assert find_date(draft(claims=claims), "es", "").value == "2023-11-08"


@pytest.mark.parametrize(
    ("tag", "url", "day"),
    [
        ("en-GB", "", "2019-04-03"),
        ("en-US", "", "2019-03-04"),
        ("en-US", "https://example.com.au/ferry", "2019-04-03"),
        ("en", "https://example.co.uk/ferry", "2019-04-03"),
        ("en", "https://example.io/ferry", ""),
    ],
)
def test_the_region_determines_which_number_is_the_month(tag: str, url: str, day: str) -> None:
    claims = (Claim("language", tag, "html-lang", tag, 0.8), claim("03/04/2019", "date-line", 0.85))
    found = find_date(draft(claims=claims, declared={"source": {"url": url}}), "en", "")
    assert found.value == day


def test_a_date_after_the_retrieval_is_not_the_publication_date() -> None:
    assert find_date(draft(claims=(claim("2025-12-30"),)), "en", "2025-12-23").value == ""


def test_the_declared_address_contains_the_day() -> None:
    url = "https://example.org/2019/01/03/story"
    found = find_date(draft(declared={"source": {"url": url}}), "en", "")
    assert found.value == "2019-01-03"


def test_a_weekday_determines_the_year() -> None:
    found = find_date(draft(NEWS, WARNING), "en", "2025-12-23")
    assert found.value == "2025-12-22"
    assert found.evidence is not None
    assert found.evidence.basis == "inferred"
    assert "December 22" in found.evidence.text
    assert "This Monday" in found.evidence.text


def test_a_weekday_in_a_date_line_determines_the_year() -> None:
    claims = (claim("Monday, December 22", "date-line", 0.85),)
    assert find_date(draft("Talks had begun.", claims=claims), "en", "2026-01-02").value == "2025-12-22"


@pytest.mark.parametrize(
    ("news", "warning", "language"),
    [
        ("El ministerio informó el 22 de diciembre.", "Este lunes, el ministro advirtió.", "es"),
        ("Le ministère l'a annoncé le 22 décembre.", "Ce lundi, le ministre a prévenu.", "fr"),
        ("外交部12月22日宣布。", "本周一，部长警告。", "zh"),
    ],
)
def test_a_weekday_determines_the_year_in_other_languages(news: str, warning: str, language: str) -> None:
    assert find_date(draft(news, warning), language, "2025-12-23").value == "2025-12-22"


def test_without_a_bound_the_year_is_unknown() -> None:
    assert find_date(draft(NEWS, WARNING), "en", "").value == ""


def test_without_a_weekday_the_year_is_unknown() -> None:
    assert find_date(draft(NEWS), "en", "2025-12-23").value == ""


def test_a_nearer_day_on_another_weekday_leaves_the_year_unknown() -> None:
    # 22 December 2024 was a Sunday, the day before the retrieval: "this Monday" is the 23rd.
    assert find_date(draft(NEWS, WARNING), "en", "2024-12-23").value == ""


def test_an_older_year_has_less_confidence() -> None:
    near = find_date(draft(NEWS, WARNING), "en", "2025-12-23").evidence
    far = find_date(draft(NEWS, WARNING), "en", "2024-06-01")
    assert near is not None
    assert far.value == "2014-12-22"
    assert far.evidence is not None
    assert far.evidence.confidence < near.confidence


@pytest.mark.parametrize(
    "text",
    [
        "She was born on 3 May 1950 in a small town.",
        "The talks will resume on Monday, December 22.",
        "A reception was held on Monday, December 22, the office said.",
        "Talks were held on December 22. This Monday, the minister warned of rain.",
        "In November, the parties met.",
    ],
)
def test_an_event_in_the_text_is_not_the_publication_date(text: str) -> None:
    assert find_date(draft(text), "en", "2025-12-23").value == ""


def test_an_update_before_the_publication_is_ignored() -> None:
    early = Claim("updated", "2019-01-01", "meta", "2019-01-01", 0.8)
    late = Claim("updated", "2019-03-01", "meta", "2019-03-01", 0.8)
    assert find_updated(draft(claims=(early,)), "en", "", "2019-02-02").value == ""
    assert find_updated(draft(claims=(early, late)), "en", "", "2019-02-02").value == "2019-03-01"


@pytest.mark.parametrize(
    "text",
    [
        "CIUDAD DE MÉXICO, 14 de febrero de 1967. Los países abrieron hoy a la firma un tratado.",
        "MADRID, 14 de febrero de 1967.- Los países abrieron hoy a la firma un tratado.",
        "PARIS, 14 February 1967 — The treaty was opened for signature today.",
        "14.02.1967 – Der Vertrag liegt seit heute zur Unterschrift aus.",
    ],
)
def test_a_dateline_that_opens_the_text_is_its_date(text: str) -> None:
    found = find_date(draft(text), "", "")
    assert found.value == "1967-02-14"
    assert found.evidence is not None
    assert found.evidence.rule == "dateline"


def test_a_sentence_that_ends_in_a_date_is_not_a_dateline() -> None:
    assert find_date(draft("On Tuesday, February 14, 1967. The treaty was opened."), "en", "").value == ""


def test_this_weekday_and_the_date_in_one_phrase_determine_the_year() -> None:
    found = find_date(draft("The parties came to terms this Friday, April 10."), "en", "1998-04-12")
    assert found.value == "1998-04-10"


def test_two_unlabelled_days_decide_nothing() -> None:
    claims = (
        claim("1 May 2019", "date-line", 0.85),
        claim("2 May 2019", "date-line", 0.8),
        claim("1 May 2019", "date-line", 0.85, "1 May 2019, 10:00"),
    )
    assert find_date(draft(claims=claims), "en", "").value == ""


def test_a_line_that_says_published_after_other_text_is_trusted() -> None:
    text = "erstellt von der Redaktion — veröffentlicht 28.01.2022 06:00"
    assert (
        find_date(draft(claims=(claim("28.01.2022", "date-line", 0.59, text),)), "de", "").value
        == "2022-01-28"
    )
    plain = claim("28.01.2022", "date-line", 0.59, "Redaktion 28.01.2022 06:00")
    assert find_date(draft(claims=(plain,)), "de", "").value == ""


def test_a_labelled_event_is_not_the_publication_date() -> None:
    assert (
        find_date(
            draft(claims=(claim("21.02.2020", "date-line", 0.85, "Termin: 21.02.2020"),)), "de", ""
        ).value
        == ""
    )


def test_a_utc_instant_counts_for_the_day_that_readers_see() -> None:
    claims = (
        claim("2019-10-19T03:00:00Z", "jsonld-published", 0.9),
        claim("2019-10-18", "microdata-published", 0.9),
        claim("2019-10-19T03:00:00Z", "date-line", 0.85, "Redaktion 19.10.2019, 05:00 Uhr"),
    )
    assert find_date(draft(claims=claims), "de", "").value == "2019-10-19"


def test_a_day_before_the_first_newspapers_is_ignored() -> None:
    assert find_date(draft(claims=(claim("3.2.1199", "date-line"),)), "de", "").value == ""


def test_a_date_line_older_than_the_head_belongs_to_another_article() -> None:
    claims = (
        claim("2019-11-20"),
        claim("2019-11-20", "og-published"),
        claim("June 15, 2010", "date-line", 0.85),
    )
    assert find_date(draft(claims=claims), "en", "").value == "2019-11-20"


@pytest.mark.parametrize(
    ("stamp", "line", "day"),
    [
        ("2019-11-20T00:53:52", "Nov 19, 2019, 7:53pm EST", "2019-11-19"),
        ("2019-11-20", "12/10/2019", "2019-11-20"),
        ("2018-06-22T10:20:00", "2018-08-29 14:15 22.06.2018 10:20", "2018-06-22"),
    ],
)
def test_the_day_that_readers_see_wins_over_the_elements_timestamp(stamp: str, line: str, day: str) -> None:
    assert find_date(draft(claims=(claim(stamp, "date-line", 0.85, line),)), "en", "").value == day


def test_a_line_with_a_range_of_hours_is_an_event() -> None:
    hours = claim("19.1.2023", "date-line", 0.85, "19.1.2023, 10:00-11:30")
    assert find_date(draft(claims=(hours,)), "de", "").value == ""
    assert find_date(
        draft(claims=(claim("19.1.2023", "date-line", 0.85, "19.1.2023, 10:00"),)), "de", ""
    ).value


@pytest.mark.parametrize(
    ("claims", "date"),
    [
        ((claim("May 1974", "date-line", 0.8),), "1974-05"),
        ((claim("1896", "meta-published", 0.88),), "1896"),
        ((claim("1974"), claim("1974-05", "og-published")), "1974-05"),
        ((claim("1975"), claim("1974-05", "og-published")), ""),
        ((claim("1974-05"), claim("3 May 1974", "date-line", 0.85)), "1974-05-03"),
        ((claim("May 1974", "date-line", 0.59),), ""),
        ((claim("May 1974", "date-line", 0.85, "Printed in May 1974"),), ""),
    ],
)
def test_a_month_or_year_is_the_date_where_no_day_is_stated(claims: tuple[Claim, ...], date: str) -> None:
    assert find_date(draft(claims=claims), "en", "").value == date


def test_an_imported_date_is_evidence_of_its_source_until_a_curator_changes_it() -> None:
    words = claim("Tue, 12 Mar 2024 22:30:00 -0500", "feed-published", 0.95)
    taken = find_date(draft(claims=(words,), declared={"date": "2024-03-12"}), "en", "")
    changed = find_date(draft(claims=(words,), declared={"date": "2024-03-13"}), "en", "")
    assert taken.evidence is not None
    assert changed.evidence is not None
    assert (taken.value, taken.evidence.basis, taken.evidence.text) == ("2024-03-12", "extracted", words.text)
    assert (changed.value, changed.evidence.basis) == ("2024-03-13", "declared")
