"""Pasted text: the paragraphs, the ledger with its rules, and the claims."""

import json
import lzma

import pytest
from making import ROOT

from generator.extract.decode import clean
from generator.extract.plain.reader import extract_plain
from generator.model.documents import Declaration, Draft

SHARED = ROOT.parent / "shared" / "data" / "articles"
NOTHING = Declaration()
FIRST = "The council voted on Tuesday to repair the roof of the market hall before the winter begins."
SECOND = "Work starts in September, and the hall stays open on Saturdays, the mayor's office said."


def read(text: str) -> Draft:
    return extract_plain(text, NOTHING)


def article(*more: str) -> str:
    return "\n\n".join((*more, FIRST, SECOND))


def rules(draft: Draft) -> dict[str, str]:
    return {line.text: line.rule for line in draft.removed}


@pytest.fixture(scope="module")
def page() -> Draft:
    return read((ROOT / "tests" / "fixtures" / "plain" / "copied_page.txt").read_text(encoding="utf-8"))


def test_the_first_seed_has_ten_paragraphs_and_two_ledger_lines() -> None:
    text = (ROOT / "seeds" / "000_dfc9ff1af13f9c54.txt").read_text(encoding="utf-8")
    draft = read(text)
    assert [paragraph.text for paragraph in draft.paragraphs] == text.splitlines()[2:12]
    assert [(line.line, line.text, line.rule) for line in draft.removed] == [
        (2, "Related videos:", "related-media"),
        (13, "Filed under:", "filed-under"),
    ]
    assert not draft.claimed("title")


def test_a_copied_page_gives_the_article_and_nothing_else(page: Draft) -> None:
    kept = [paragraph.text for paragraph in page.paragraphs]
    assert len(kept) == 6
    assert kept[0].startswith("The harbour bridge reopened")
    assert kept[3] == "What changes for passengers"
    assert kept[-1].endswith("website once a day.")


def test_a_copied_page_gives_headline_byline_and_date_as_claims(page: Draft) -> None:
    stated = {claim.field: (claim.value, claim.rule) for claim in page.claims}
    assert stated["title"] == ("Harbour bridge reopens to trams after two years of repairs", "headline")
    assert stated["authors"] == ("Test Author", "byline")
    assert stated["date"] == ("4 March 2019", "published-line")


def test_every_line_of_a_copied_page_is_in_the_body_or_the_ledger(page: Draft) -> None:
    text = (ROOT / "tests" / "fixtures" / "plain" / "copied_page.txt").read_text(encoding="utf-8")
    numbers = {line.line for line in page.removed} | {paragraph.line for paragraph in page.paragraphs}
    assert numbers == set(range(1, len(text.splitlines()) + 1))


def test_the_ledger_of_a_copied_page_names_the_phrase_that_removed_a_line(page: Draft) -> None:
    found = rules(page)
    assert found["Advertisement"] == "advertisement"
    assert found["Read more: River level falls after a week of rain"] == "read-also"
    assert found["© 2019 All rights reserved"] == "legal"
    assert found["Leave a comment"] == "comments"


def test_a_paragraph_that_a_page_repeats_is_kept_once() -> None:
    text = (ROOT / "tests" / "fixtures" / "plain" / "copied_page.txt").read_text(encoding="utf-8")
    lines = text.splitlines()
    twice = read("\n".join([*lines[:20], *lines[18:]]))
    assert [paragraph.text for paragraph in twice.paragraphs].count(lines[18]) == 1
    assert "repeated" in {line.rule for line in twice.removed if line.text == lines[18]}


def test_a_headline_before_a_blank_line_is_claimed_and_removed_from_the_body() -> None:
    draft = read(article("Market hall gets a new roof"))
    assert [(claim.value, claim.rule) for claim in draft.claimed("title")] == [
        ("Market hall gets a new roof", "headline")
    ]
    assert [paragraph.text for paragraph in draft.paragraphs] == [FIRST, SECOND]
    assert [(line.line, line.rule) for line in draft.removed] == [(1, "headline")]


@pytest.mark.parametrize(
    "line",
    [
        "SEN. EXAMPLE SAYS THE COUNCIL WILL REPAIR THE ROOF OF THE HALL BEFORE WINTER COMES TO THE U.S.",
        "SEN. EXAMPLE TO THE COUNCIL: HOW MANY MORE WINTERS MUST THE MARKET HALL STAND WITHOUT A ROOF?",
        "McEXAMPLE ASKS THE COUNCIL TO REPAIR THE ROOF OF THE MARKET HALL BEFORE THE WINTER BEGINS.",
    ],
)
def test_a_long_headline_in_capitals_is_not_a_sentence(line: str) -> None:
    draft = read(article(line))
    assert [claim.value for claim in draft.claimed("title")] == [line]
    assert draft.body == f"{FIRST}\n\n{SECOND}"


def test_a_headline_before_a_long_paragraph_may_end_in_an_abbreviation() -> None:
    line = "Sen. Example says the council will repair the roof of the hall in the U.S."
    draft = read(f"{line}\n\n{FIRST} {SECOND}")
    assert [claim.value for claim in draft.claimed("title")] == [line]
    assert draft.body == f"{FIRST} {SECOND}"


@pytest.mark.parametrize(
    "line",
    [
        "The council will repair the roof of the market hall before the winter begins.",
        "The council met in the U.S. It will repair the roof of the market hall in the U.S.",
    ],
)
def test_a_sentence_before_a_blank_line_is_not_a_headline(line: str) -> None:
    draft = read(article(line))
    assert not draft.claimed("title")
    assert draft.body == f"{line}\n\n{FIRST}\n\n{SECOND}"


def test_an_article_all_in_capitals_keeps_its_first_sentence() -> None:
    draft = read(article().upper())
    assert not draft.claimed("title")
    assert draft.body == f"{FIRST}\n\n{SECOND}".upper()


def test_a_headline_before_byline_and_date_needs_no_blank_line() -> None:
    lines = ("Market hall gets a new roof", "By Ana Example", "March 5, 2019", FIRST, SECOND)
    draft = read("\n".join(lines))
    assert [(line.line, line.rule) for line in draft.removed] == [
        (1, "headline"),
        (2, "byline"),
        (3, "date-line"),
    ]


def test_the_first_sentence_of_the_body_is_not_a_headline() -> None:
    draft = read(article())
    assert not draft.claimed("title")
    assert draft.body == f"{FIRST}\n\n{SECOND}"
    assert draft.removed == ()


def test_a_date_line_below_the_headline_is_claimed_and_removed_from_the_body() -> None:
    draft = read(article("Market hall gets a new roof", "Friday, January 4, 2019"))
    assert [(claim.value, claim.rule) for claim in draft.claimed("date")] == [
        ("Friday, January 4, 2019", "date-line")
    ]
    assert rules(draft)["Friday, January 4, 2019"] == "date-line"
    assert draft.claimed("title")[0].value == "Market hall gets a new roof"


@pytest.mark.parametrize(
    ("line", "field", "value", "rule"),
    [
        ("By Test Author", "authors", "Test Author", "byline"),
        ("Von Test Author", "authors", "Test Author", "byline"),
        ("By Test Author - 4 March 2019", "date", "4 March 2019", "date-line"),
        ("3 March 2019 @17:19 · Updated: 5 March 2019", "date", "3 March 2019", "date-line"),
        ("3 March 2019 @17:19 · Updated: 5 March 2019", "updated", "5 March 2019", "updated-line"),
        ("Last updated 5 March 2019, first published 4 March 2019", "date", "4 March 2019", "published-line"),
        ("Written: 4 March 2019 / Updated: 5 March 2019", "date", "4 March 2019", "published-line"),
        ("23.11.18, 08:16", "date", "23.11.18", "date-line"),
        ("Published: 4 March 2019, 8:00", "date", "4 March 2019", "published-line"),
        ("Veröffentlicht am 4. März 2019", "date", "4. März 2019", "published-line"),
        ("Publié le 4 mars 2019", "date", "4 mars 2019", "published-line"),
        ("Опубликовано: 4 марта 2019", "date", "4 марта 2019", "published-line"),
        ("Updated 5 March 2019", "updated", "5 March 2019", "updated-line"),
        ("Zuletzt aktualisiert am 5. März 2019", "updated", "5. März 2019", "updated-line"),
        ("Source: Example Gazette", "source_name", "Example Gazette", "source-line"),
        ("Fuente: Example Gazette", "source_name", "Example Gazette", "source-line"),
        ("Example Gazette, 4 March 1931, p. 7", "source_name", "Example Gazette", "date-line"),
        ("Example Gazette, 4 March 1931, p. 7", "date", "4 March 1931", "date-line"),
        (
            "Example Gazette. Wednesday, 4 March 1931. Page B7-B8, col. 2",
            "source_name",
            "Example Gazette",
            "date-line",
        ),
        ("Neue Zeitung, 4. März 1931, S. 7", "source_name", "Neue Zeitung", "date-line"),
        (
            "Source: Example Gazette, 4 March 1931, section B, page 7",
            "source_name",
            "Example Gazette",
            "source-line",
        ),
        ("Source: Example Gazette, 4 March 1931, section B, page 7", "date", "4 March 1931", "source-line"),
    ],
)
def test_a_line_about_the_document_is_a_claim_and_not_a_paragraph(
    line: str, field: str, value: str, rule: str
) -> None:
    draft = read(article("Market hall gets a new roof", line))
    assert (value, rule) in [(claim.value, claim.rule) for claim in draft.claimed(field)]
    assert draft.body == f"{FIRST}\n\n{SECOND}"
    assert line in rules(draft)


@pytest.mark.parametrize(
    "line", ["4 March 1931, p. 7", "By Test Author, 4 March 1931, p. 7", "Example Gazette, 4 March 1931"]
)
def test_a_line_without_a_newspaper_and_a_page_names_no_source(line: str) -> None:
    assert not read(article("Market hall gets a new roof", line)).claimed("source_name")


def test_filed_under_gives_one_tag_per_name() -> None:
    draft = read(article("Market hall gets a new roof") + "\n\nFiled under: Trade, Town hall")
    assert [claim.value for claim in draft.claimed("tags")] == ["Trade", "Town hall"]
    assert rules(draft)["Filed under: Trade, Town hall"] == "filed-under"


def test_related_videos_with_addresses_become_media() -> None:
    text = (
        article("A roof")
        + "\n\nRelated videos:\nThe hall from above: https://example.org/v/1\nhttps://example.org/v/2"
    )
    draft = read(text)
    assert [(link.label, link.url) for link in draft.media] == [
        ("The hall from above", "https://example.org/v/1"),
        ("https://example.org/v/2", "https://example.org/v/2"),
    ]
    assert "https://" not in draft.body


def test_a_dateline_is_claimed_and_stays_in_the_paragraph() -> None:
    draft = read("A roof\n\nEXAMPLETOWN, Jan 3, 2019 (Example Agency) - " + FIRST + "\n\n" + SECOND)
    assert draft.body.startswith("EXAMPLETOWN, Jan 3, 2019")
    assert [(claim.value, claim.rule) for claim in draft.claimed("date")] == [("Jan 3, 2019", "dateline")]
    assert [claim.value for claim in draft.claimed("source_name")] == ["Example Agency"]


def test_text_never_becomes_markdown_or_html() -> None:
    draft = read(
        article("A roof") + "\n\n# Not a heading, but *a sentence* with <script>alert(1)</script> in it."
    )
    markup = draft.paragraphs[-1].markup
    assert markup.startswith("\\#")
    assert "\\*a sentence\\*" in markup
    assert "<script" not in markup


def test_lines_with_bullets_are_one_list() -> None:
    draft = read(article("A roof") + "\n\n* first item\n* second item")
    assert draft.paragraphs[-1].markup == "- first item\n- second item"


def test_numbered_lines_keep_their_numbers() -> None:
    draft = read(article("A roof") + "\n\n1. first item\n2. second item")
    assert draft.paragraphs[-1].markup == "1. first item\n2. second item"


def test_a_short_line_before_a_paragraph_is_a_heading() -> None:
    draft = read(article("A roof") + "\n\nWhat comes next\n\n" + FIRST.replace("Tuesday", "Friday"))
    assert draft.paragraphs[2].markup == "## What comes next"


def test_hard_wrapped_text_is_rejoined() -> None:
    lines = [
        "The council voted on Tuesday to repair the roof of the market",
        "hall before the winter begins, and to pay for it from the fund",
        "that was set up after the storm.",
    ]
    draft = read("A roof\n\n" + "\n".join(lines) + "\n\n" + SECOND)
    assert draft.paragraphs[0].text == " ".join(lines)
    assert draft.paragraphs[0].line == 3


def test_short_lines_of_a_poem_are_not_rejoined() -> None:
    lines = ["Roof of tin,", "Rain comes in,", "Bring a pail,", "Drive a nail."]
    assert len(read("A roof\n\n" + "\n".join(lines)).paragraphs) == len(lines)


@pytest.mark.parametrize("wanted", [2, "Advertisement"])
def test_the_curator_restores_a_line(wanted: int | str) -> None:
    draft = extract_plain(f"{FIRST}\nAdvertisement\n{SECOND}", Declaration({"keep": [wanted]}))
    assert [paragraph.text for paragraph in draft.paragraphs] == [FIRST, "Advertisement", SECOND]


@pytest.mark.parametrize("wanted", [2, SECOND])
def test_the_curator_removes_a_line(wanted: int | str) -> None:
    draft = extract_plain(f"{FIRST}\n{SECOND}", Declaration({"drop": [wanted]}))
    assert [paragraph.text for paragraph in draft.paragraphs] == [FIRST]
    assert [(line.line, line.rule) for line in draft.removed] == [(2, "curator")]


@pytest.mark.parametrize(
    "text", ["", "\n \n\t\n", "\x00\x01\x1f", "a", "x" * 1_000_000, "\ufeff", "- \n* \n"]
)
def test_strange_input_gives_a_draft(text: str) -> None:
    assert isinstance(read(text), Draft)


def test_control_characters_are_removed() -> None:
    assert read(clean(FIRST.replace(" ", " \x07"))).body == FIRST


def test_the_same_text_gives_the_same_draft(page: Draft) -> None:
    text = (ROOT / "tests" / "fixtures" / "plain" / "copied_page.txt").read_text(encoding="utf-8")
    assert read(text) == page


@pytest.mark.parametrize(
    "name", ["wikinews-2019-en", "digitalgov-en", "senate-en", "debian-fr-de-ja", "roc-zh"]
)
def test_articles_without_furniture_keep_their_words(name: str) -> None:
    path = SHARED / f"{name}.jsonl.xz"
    if not path.exists():
        pytest.skip(f"needs {path.name} in ../shared/data/articles")
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        cases = [json.loads(line) for _, line in zip(range(150), lines, strict=False)]
    words = lost = 0
    for case in cases:
        draft = read(f"{case['title']}\n\n{case['body']}\n")
        words += len(case["body"])
        lost += sum(len(line.text) for line in draft.removed if line.rule not in {"headline", "date-line"})
    assert lost < 0.002 * words


def test_text_beyond_the_limit_is_cut_at_a_line_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.extract.bounds.MOST_TEXT", 20_000)
    draft = read(f"{FIRST}\n\n" * (40_000 // len(FIRST)))
    assert {paragraph.text for paragraph in draft.paragraphs} == {FIRST}
    assert [(problem.rule, problem.severity) for problem in draft.problems] == [("too-long", "warning")]


@pytest.mark.parametrize(
    "rows",
    [
        "Pier\t2018\t2023\nOld\t\t17\nNew\t12\t",
        "| Pier | 2018 | 2023 |\n|---|---|---|\n| Old | | 17 |\n| New | 12 | |",
    ],
)
def test_a_pasted_table_keeps_its_empty_cells(rows: str) -> None:
    draft = read(f"Boats at the piers\n\n{FIRST}\n\n{rows}\n\n{SECOND}\n")
    assert [paragraph.markup for paragraph in draft.paragraphs][1:2] == [
        "| Pier | 2018 | 2023 |\n| --- | --- | --- |\n| Old |  | 17 |\n| New | 12 |  |"
    ]
    assert len(draft.paragraphs) == 3


def test_a_copied_menu_is_no_table() -> None:
    draft = read(f"Boats at the piers\n\n{FIRST}\n\nHome\tNews\nSport\tWeather\n\n{SECOND}\n")
    assert not any("|" in paragraph.markup for paragraph in draft.paragraphs)


def test_the_credit_of_a_quoted_post_is_text_and_gives_no_date() -> None:
    credit = "— Ada Nordvik (@adanordvik) May 4, 2021"
    draft = read(f"Boats at the piers\n\n{FIRST}\n\nNine piers are old.\n{credit}\n\n{SECOND}\n")
    assert credit in draft.body
    assert draft.claimed("date") == ()
