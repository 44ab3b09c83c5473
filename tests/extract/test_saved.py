"""What programs that save pages write into them, and marks of pages that were not public."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed

SENTENCE = "The ferry to Easter Quay sails again after a long repair, the harbour master said on Friday."
PARAGRAPHS = f"<p>{SENTENCE}</p><p>{SENTENCE} Twice.</p>"
BODY = f"<body><article><h1>Ferry sails</h1>{PARAGRAPHS}</article></body></html>"
SAVED = "Tue May 04 2021 10:11:12 GMT+0200 (Central European Summer Time)"


def read(page: str) -> Draft:
    return extract(Seed("a.html", page.encode(), ""), Declaration())


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (
            (
                "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://bay.example/ferry\n "
                f"saved date: {SAVED}\n--><head></head>"
            ),
            "2021-05-04",
        ),
        ("<!-- saved from url=(0025)https://bay.example/ferry -->\n<html><head></head>", ""),
        (
            "<!-- Saved from https://bay.example/ferry at 2021-05-04T10:11:12Z using monolith v2 --><html>",
            "2021-05-04",
        ),
        (
            (
                "<html><!-- Mirrored from bay.example/ferry by HTTrack Website Copier/3.x [XR&CO'2014], "
                "Tue, 04 May 2021 10:11:12 GMT -->"
            ),
            "2021-05-04",
        ),
        (
            '<html data-scrapbook-source="https://bay.example/ferry" data-scrapbook-create="20210504101112">',
            "2021-05-04",
        ),
        (
            (
                '<html><head><meta name="savepage-url" content="https://bay.example/ferry">'
                f'<meta name="savepage-date" content="{SAVED}"></head>'
            ),
            "2021-05-04",
        ),
        ('<html><head><base href="https://bay.example/ferry"></head>', ""),
    ],
)
def test_the_address_and_the_day_of_saving_are_claimed(page: str, day: str) -> None:
    draft = read(page + BODY)
    assert "https://bay.example/ferry" in {claim.value for claim in draft.claimed("source_url")}
    assert [claim.value for claim in draft.claimed("retrieved")] == ([day] if day else [])


def test_a_base_for_the_whole_site_is_no_address_of_the_page() -> None:
    assert read(f'<html><head><base href="https://bay.example/"></head>{BODY}').claimed("source_url") == ()


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta name="status" content="draft"></head>',
        '<html><div class="post-4 post type-post status-private hentry"><p>x</p></div>',
        '<html><article class="post-4 type-post status-publish post-password-required"></article>',
    ],
)
def test_a_page_that_was_not_public_is_a_draft(page: str) -> None:
    draft = read(page + BODY)
    assert draft.declared.values == {"status": "draft"}
    assert [problem.rule for problem in draft.problems] == ["not-published"]


@pytest.mark.parametrize(
    "page",
    [
        '<html><head><meta name="robots" content="noindex, nofollow"></head>',
        '<html><article class="post-4 type-post status-publish hentry"></article>',
        '<html><div class="status-private">x</div>',
        '<html><head><meta name="status" content="live"></head>',
    ],
)
def test_other_marks_withhold_nothing(page: str) -> None:
    draft = read(page + BODY)
    assert (draft.declared.values, draft.problems) == ({}, ())


def test_links_of_a_page_are_clean_and_that_is_in_the_ledger() -> None:
    link = '<p>{} <a href="https://u:p@bay.example/t?utm_source=x&id=1">The timetable</a> is new.</p>'
    draft = read(f"<html><body><article><h1>Ferry sails</h1>{link.format(SENTENCE)}</article></body></html>")
    assert draft.paragraphs[0].markup.endswith("[The timetable](https://bay.example/t?id=1) is new.")
    ledger = {line.rule: line.text for line in draft.removed}
    assert ledger["link-tracking"] == "utm_source"
    assert "bay.example" in ledger["link-login"]
