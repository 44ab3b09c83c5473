"""Any content of a seed, in every format, gives an article or a problem: nothing crashes the readers."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml.html import fromstring
from making import ROOT
from markdown import markdown

from generator.authority.authority import Authority, load_authority
from generator.convert.outcome import Outcome
from generator.convert.pipeline import make_article
from generator.describe.names import find_names
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Declaration, Seed

AUTHORITY: Authority = load_authority([ROOT / "seeds" / "authority"])[0]
SUFFIXES = ("txt", "md", "html")
PROSE = "The council voted on Tuesday to repair the roof of the market hall before the winter begins."
# Text that the readers look for: combined in any order, it reaches more code than random letters do.
PIECES = (
    *(
        "\n",
        "\n\n",
        " | ",
        " – ",
        ": ",
        "---\n",
        "# ",
        "> ",
        "- ",
        "* ",
        "1. ",
        "“",
        "”",
        "«",
        "»",
        "「",
        "\u200f",
    ),
    *(
        "Filed under",
        "Related videos:",
        "By ",
        "Published",
        "Share",
        "3 comments",
        "MOSCOW, Jan 3 (Agency) — ",
    ),
    *(
        "2019-02-30",
        "31 February 2019",
        "令和7年12月22日",
        "٣ مايو ٢٠١٩",
        "Monday",
        "yesterday",
        "said",
        "Mr. ",
    ),
    *(
        "<p>",
        "</p>",
        "<table><tr><td>",
        "<!--",
        "<script>",
        "<time datetime='",
        "&#x110000;",
        "[a](",
        "```",
        "![",
        PROSE,
    ),
    *(
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": [',
        "title: [",
        "date: 0001-01-01\n",
    ),
    *(
        '<link rel="canonical" href="http://[a/b">',
        '<a rel="next" href="http://[">2</a>',
        '<a href="http://[b#note">1</a>',
        '<iframe src="https://www.facebook.com/plugins/post.php?href=http%3A%2F%2F%5Bc"></iframe>',
    ),
)
SAFE_ATTRIBUTES = {
    "a": ("href",),
    "ol": ("start",),
    "td": ("style", "align"),
    "th": ("style", "align"),
    **dict.fromkeys(
        ("div", "p", "br", "hr", "em", "strong", "code", "pre", "sub", "sup", "del", "blockquote"), ()
    ),
    **dict.fromkeys(("ul", "li", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr"), ()),
}
EASE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def made(suffix: str, data: bytes | str, sidecar: str | None = None) -> Outcome:
    """Convert a seed; a problem with the seed is allowed, an internal error fails the test."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    declared = sidecar_of("a.yml", sidecar.encode()) if sidecar else None
    found = make_article(Seed(f"a.{suffix}", raw, "", declared), AUTHORITY)
    assert [str(problem) for problem in found.problems if problem.rule == "internal"] == []
    assert found.article or found.problems
    return found


@pytest.mark.parametrize("suffix", SUFFIXES)
@EASE
@given(st.binary(max_size=2000))
def test_any_bytes_give_an_article_or_a_problem(suffix: str, data: bytes) -> None:
    made(suffix, data)


@pytest.mark.parametrize("suffix", SUFFIXES)
@EASE
@given(st.text(max_size=2000))
def test_any_text_gives_an_article_or_a_problem(suffix: str, data: str) -> None:
    made(suffix, f"{data}\n\n{PROSE}")


@pytest.mark.parametrize("canonical", ["http://[a/b", "https://example.org/a"])
@pytest.mark.parametrize(
    "link",
    [
        '<a href="#note">1</a>',
        '<a href="http://[c#note">1</a>',
        '<a rel="next" href="http://[c/2">2</a>',
        '<img src="http://[c/d.png" alt="The hall">',
    ],
)
def test_an_address_that_cannot_be_split_costs_only_itself(canonical: str, link: str) -> None:
    head = f'<html><head><link rel="canonical" href="{canonical}"></head>'
    found = made("html", f"{head}<body><article><p>{PROSE}</p>{link}<p>{PROSE[:-1]}!</p></article>")
    assert found.article is not None
    assert PROSE[:-1] in found.text.body


@pytest.mark.parametrize("suffix", SUFFIXES)
@EASE
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=60).map("".join))
def test_pieces_of_articles_in_any_order_give_an_article_or_a_problem(suffix: str, data: str) -> None:
    made(suffix, data)


@EASE
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_any_sidecar_is_read_or_gives_a_problem(sidecar: str) -> None:
    made("txt", f"Market hall\n\n{PROSE}", sidecar)


@EASE
@given(st.text(max_size=400), st.sampled_from(["", "en", "de", "ar", "zh-Hant", "ja", "xx", "zh-hanx"]))
def test_the_names_found_in_any_text_are_inside_it(text: str, language: str) -> None:
    names = find_names(text, language, Declaration(), AUTHORITY, ())
    assert all(0 <= candidate.confidence <= 1 for candidate in names.candidates)


def unsafe(shown: str) -> Iterator[str]:
    """Elements, attributes and addresses that must never occur in rendered Markdown."""
    for element in fromstring(f"<div>{shown}</div>").iter("*"):
        allowed = SAFE_ATTRIBUTES.get(str(element.tag))
        if allowed is None:
            yield str(element.tag)
        yield from (str(name) for name in element.attrib if name not in (allowed or ()))
        address = str(element.get("href") or "")
        if address and not address.startswith(("http://", "https://")):
            yield address


@pytest.fixture(scope="module")
def strings(shared: Path) -> list[str]:
    folder = shared / "data" / "hostile"
    naughty: list[str] = json.loads((folder / "naughty-strings.json").read_text(encoding="utf-8"))
    cases = json.loads((folder / "dompurify.json").read_text(encoding="utf-8"))
    return [*naughty, *(str(case["payload"]) for case in cases)]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_hostile_strings_in_headline_and_text_stay_plain_text(suffix: str, strings: list[str]) -> None:
    for string in strings:
        found = made(suffix, f"{string}\n\n{PROSE}\n\n{string} said {string}, “{string}”\n")
        for paragraph in found.text.paragraphs:
            assert list(unsafe(markdown(paragraph.markup, extensions=["tables"]))) == [], string


def test_hostile_strings_are_accepted_as_declared_values(strings: list[str]) -> None:
    for string in strings:
        declared = json.dumps({"title": string, "authors": [string], "people": [string], "tags": [string]})
        found = made("txt", PROSE, declared)
        if found.article and string.strip() and string.isprintable():
            assert found.article.title.strip(), string
