"""Saved web pages: the article's body, the page's claims, the ledger, and hostile pages."""

import json
from pathlib import Path

import pytest
from lxml.html import fromstring
from making import ROOT
from markdown import markdown

from generator.extract.bylines.names import author_names
from generator.extract.decode import LIMIT
from generator.extract.formats import extract
from generator.extract.html.page_reader import MOST_BLOCKS, extract_html
from generator.model.documents import Declaration, Draft, Seed

FIXTURES = ROOT / "tests" / "fixtures" / "html"
SENTENCE = "The council met on Tuesday and agreed a plan for the harbour, the mayor said to reporters there."

HARMLESS = frozenset(
    [
        "a",
        "abbr",
        "blockquote",
        "br",
        "code",
        "del",
        "div",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "kbd",
        "li",
        "mark",
        "ol",
        "p",
        "pre",
        "strong",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


def read(data: bytes | str, *, name: str = "a.html", **declared: object) -> Draft:
    raw = data.encode() if isinstance(data, str) else data
    return extract(Seed(name, raw, ""), Declaration(declared))


def page(body: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


def article(*extra: str) -> str:
    return page(
        "<article><h1>Harbour plan agreed</h1>" + f"<p>{SENTENCE}</p>" * 6 + "".join(extra) + "</article>"
    )


def held_for_machines(body: str) -> str:
    held = json.dumps({"@type": "NewsArticle", "headline": "T", "articleBody": body})
    return f'<script type="application/ld+json">{held}</script>'


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read((FIXTURES / "article.html").read_bytes())


def test_the_body_keeps_paragraphs_lists_quotes_and_headings_in_order(draft: Draft) -> None:
    starts = [paragraph.markup[:18] for paragraph in draft.paragraphs]
    assert starts == [
        "The council will r",
        "Engineers have dra",
        "- Stone from the o",
        "> We cannot wait f",
        "## What it costs",
        "The work is to cos",
        "Fishermen said tha",
    ]


def test_links_are_absolute_and_emphasis_is_kept(draft: Draft) -> None:
    markup = draft.paragraphs[1].markup
    assert "[three plans](https://courier.example/plans?id=2)" in markup
    assert "**cheapest**" in markup
    assert "three plans" in draft.paragraphs[1].text


def test_paragraphs_and_the_ledger_have_line_numbers_of_the_source(draft: Draft) -> None:
    lines = (FIXTURES / "article.html").read_text().split("\n")
    placed = [(paragraph.text, paragraph.line) for paragraph in draft.paragraphs] + [
        (removed.text, removed.line) for removed in draft.removed
    ]
    for text, line in placed:
        assert text.split()[0] in lines[line - 1]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Harbour wall to be rebuilt", "headline"),
        ("By First Author and Second Author", "byline"),
        ("5 March 2019", "date-line"),
        ("READ MORE: What the storm did to the pier", "read-also"),
        ("Home", "navigation"),
    ],
)
def test_removed_blocks_are_in_the_ledger_with_their_rule(draft: Draft, words: str, rule: str) -> None:
    assert rule in {removed.rule for removed in draft.removed if removed.text == words}


def test_related_stories_are_removed(draft: Draft) -> None:
    assert "ship ran aground" not in draft.body


@pytest.mark.parametrize(
    ("field", "rule", "value"),
    [
        ("title", "jsonld-headline", "Harbour wall to be rebuilt"),
        ("title", "h1", "Harbour wall to be rebuilt"),
        ("date", "jsonld-published", "2019-03-05T08:00:00+00:00"),
        ("date", "og-published", "2019-03-05T08:00:00+00:00"),
        ("date", "address", "2019-03-05"),
        ("date", "date-line", "2019-03-05T08:00:00+00:00"),
        ("authors", "jsonld-author", "First Author"),
        ("authors", "byline", "Second Author"),
        ("source_name", "og-site-name", "Example Courier"),
        ("source_url", "canonical", "https://courier.example/2019/03/05/harbour-wall/"),
        ("summary", "meta-description", "The council will rebuild the harbour wall after the winter storms."),
        ("language", "html-lang", "en"),
        ("tags", "og-tag", "Harbours"),
        ("rights", "jsonld-license", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ],
)
def test_statements_of_the_page_become_claims(draft: Draft, field: str, rule: str, value: str) -> None:
    assert value in {claim.value for claim in draft.claims if (claim.field, claim.rule) == (field, rule)}


def test_placeholder_dates_are_not_claimed() -> None:
    meta = '<meta property="article:published_time" content="0001-01-01T00:00:00Z">'
    assert read(page(f"<p>{SENTENCE}</p>", meta)).claimed("date") == ()


def test_text_never_becomes_markup() -> None:
    draft = read(
        article("<p>Stars *here*, &lt;b&gt;no tag&lt;/b&gt;, [no](link), ![no](picture), `no code`.</p>")
    )
    last = draft.paragraphs[-1]
    rendered = markdown(last.markup, extensions=["tables", "fenced_code"])
    assert rendered == (
        "<p>Stars *here*, &lt;b&gt;no tag&lt;/b&gt;, [no](link), ![no](picture), `no code`.</p>"
    )


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "java\nscript:x", "vbscript:x", "//[bad", "/relative"]
)
def test_unsafe_or_unresolvable_links_become_plain_text(href: str) -> None:
    draft = read(article(f'<p>{SENTENCE} <a href="{href}">the words</a> stay.</p>'))
    assert draft.paragraphs[-1].markup.endswith("the words stay.")


def test_the_declared_address_resolves_links() -> None:
    draft = read(
        article(f'<p>{SENTENCE} <a href="x">the words</a> stay.</p>'), source={"url": "https://a.example/b/"}
    )
    assert "[the words](https://a.example/b/x)" in draft.paragraphs[-1].markup


def test_an_exclamation_mark_before_a_link_does_not_make_an_image() -> None:
    draft = read(article(f'<p>{SENTENCE} Look!<a href="https://a.example/">here</a></p>'))
    assert "<img" not in markdown(draft.paragraphs[-1].markup)


def test_a_table_of_figures_stays_a_table() -> None:
    cells = ("<th>Year</th><th>Boats</th>", "<td>2018</td><td>12</td>", "<td>2019</td><td>9 | 10</td>")
    rows = "".join(f"<tr>{row}</tr>" for row in cells)
    draft = read(article(f"<table>{rows}</table>", f"<p>{SENTENCE}</p>"))
    table = next(paragraph for paragraph in draft.paragraphs if paragraph.markup.startswith("|"))
    assert table.markup.split("\n")[:2] == ["| Year | Boats |", "| --- | --- |"]
    assert markdown(table.markup, extensions=["tables"]).count("<td>") == 4


def test_two_line_breaks_separate_paragraphs_and_one_breaks_a_line() -> None:
    draft = read(
        page(
            f"<article><div>{SENTENCE}<br>Second line.<br><br>{SENTENCE} Again."
            f"<br><br>{SENTENCE} End.</div></article>"
        )
    )
    assert [paragraph.text for paragraph in draft.paragraphs] == [
        f"{SENTENCE}\nSecond line.",
        f"{SENTENCE} Again.",
        f"{SENTENCE} End.",
    ]


def test_the_curator_restores_and_removes_blocks(draft: Draft) -> None:
    line = draft.paragraphs[0].line
    data = (FIXTURES / "article.html").read_bytes()
    restored = read(data, keep=["READ MORE: What the storm did to the pier"], drop=[line])
    assert "READ MORE" in restored.body
    assert "winter storms broke" not in restored.body
    assert "curator" in {removed.rule for removed in restored.removed if removed.line == line}


def test_a_column_split_into_two_containers_is_read_completely() -> None:
    half = '<div class="chunk"><div class="body">' + f"<p>{SENTENCE} %s</p>" * 6 + "</div></div>"
    text = page(
        "<main><h1>T</h1>" + half % tuple("abcdef") + "<aside>ad</aside>" + half % tuple("ghijkl") + "</main>"
    )
    assert sum(paragraph.text.startswith(SENTENCE) for paragraph in read(text).paragraphs) == 12


def test_the_body_in_json_ld_replaces_a_missing_visible_one() -> None:
    held = json.dumps(
        {"@type": "NewsArticle", "headline": "T", "articleBody": "\n\n".join([SENTENCE + " <b>*</b>"] * 8)}
    )
    draft = read(
        page(
            "<h1>T</h1><p>Loading the article, please wait a moment.</p>",
            f'<script type="application/ld+json">{held}</script>',
        )
    )
    assert len([paragraph for paragraph in draft.paragraphs if paragraph.text == SENTENCE]) == 8


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By First Author", ["First Author"]),
        ("By First Author and Second Author, Staff Writer", ["First Author", "Second Author"]),
        ("Von Erste Autorin am 21. April 2020", ["Erste Autorin"]),
        ("First Author (first@courier.example) | Updated 3 March 2019", ["First Author"]),
        ("Loïc Le Second", ["Loïc Le Second"]),
        ("https://courier.example/staff", []),
        ("Staff", []),
        ("Posted on 3 March 2019", []),
    ],
)
def test_bylines_become_names(byline: str, names: list[str]) -> None:
    assert [name for name in author_names(byline) if name != "Staff Writer"] == names


@pytest.mark.parametrize(
    ("name", "rule"),
    [("a.xyz", "format"), ("a", "format"), ("a.html", "no-text")],
)
def test_a_seed_without_an_article_is_a_problem(name: str, rule: str) -> None:
    draft = read("<p></p>", name=name)
    assert draft.paragraphs == ()
    assert [(problem.path, problem.rule, problem.severity) for problem in draft.problems] == [
        (name, rule, "error")
    ]


@pytest.mark.parametrize("ending", ["</body></html>", "</html>", "</body></html>\n<html><body>"])
def test_what_follows_the_end_of_a_page_is_text_or_in_the_ledger(ending: str) -> None:
    late = "The last ferry of the day leaves the pier at nine, as the harbour master told the town on Friday."
    draft = read(
        page(f"<article><p>{SENTENCE}</p></article>").partition("</body>")[0] + f"{ending}<p>{late}</p>"
    )
    assert SENTENCE in draft.body
    assert late in [line.text for line in draft.removed] or late in draft.body
    markdown = read(f"{SENTENCE}\n\nA line{ending}.\n\n{late}[^1]\n\n[^1]: Every day.\n", name="a.md")
    assert late in markdown.body
    assert "Every day." in markdown.body


@pytest.mark.parametrize("tag", ["div", "b", "p", "ul><li", "table><tr><td", "span"])
def test_tags_nested_a_hundred_thousand_deep_give_a_problem_or_a_result(tag: str) -> None:
    draft = read(f"<{tag}>" * 100_000 + SENTENCE)
    assert draft.paragraphs or any(problem.severity == "error" for problem in draft.problems)


def test_a_page_of_ten_megabytes_is_read_up_to_the_limit() -> None:
    count = LIMIT // (len(SENTENCE) + 16)
    paragraphs = "".join(f"<p>{number}: {SENTENCE[-80:]}</p>\n" for number in range(count))
    draft = read(page(f"<article>{paragraphs}</article>"))
    assert len(draft.paragraphs) == MOST_BLOCKS
    assert [problem.rule for problem in draft.problems] == ["too-long"]


@pytest.mark.parametrize(
    "text",
    [
        page(f"<article><p>{SENTENCE * (40_000 // len(SENTENCE))}</p></article>"),
        page(f"<p>{SENTENCE}", head=held_for_machines("word " * 10_000)),
    ],
)
def test_text_beyond_the_limit_of_a_page_is_left_out(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("blocks", "page_reader"):
        monkeypatch.setattr(f"generator.extract.html.{module}.MOST_TEXT", 20_000)
    draft = read(text)
    assert 10_000 < len(draft.body) <= 20_000


def test_a_page_beyond_the_limit_gets_a_warning() -> None:
    draft = read(page(f"<article>{f'<p>{SENTENCE * 300}</p>' * 100}</article>"))
    assert [(problem.rule, problem.severity) for problem in draft.problems] == [("too-long", "warning")]


def test_a_line_of_a_million_characters_stays_complete() -> None:
    draft = read(page(f"<article><p>{'word. ' * 200_000}</p></article>"))
    assert len(draft.body) == 200_000 * 6 - 1


def test_hostile_markup_never_renders_to_active_content(shared: Path) -> None:
    path = shared / "data" / "hostile" / "dompurify.json"
    for case in json.loads(path.read_text(encoding="utf-8")):
        draft = read(article(f"<p>{SENTENCE}</p><p>{SENTENCE} {case['payload']}</p><p>{SENTENCE}</p>"))
        rendered = markdown(
            "\n\n".join(paragraph.markup for paragraph in draft.paragraphs), extensions=["tables"]
        )
        for element in fromstring(f"<div>{rendered}</div>").iter():
            assert element.tag in HARMLESS, case
            assert {"href"} >= set(element.attrib), case
            assert element.get("href", "https://").startswith(("http://", "https://")), case


def test_a_row_of_buttons_inside_the_article_is_removed() -> None:
    draft = read(page(article("<p>Partager · Envoyer · Imprimer</p>")))
    assert ("Partager · Envoyer · Imprimer", "menu") in [(line.text, line.rule) for line in draft.removed]


def test_a_day_first_date_in_an_address_counts_if_unambiguous() -> None:
    settled = read(page(article()), source={"url": "https://news.example/23-01-2022-roof"})
    open_ = read(page(article()), source={"url": "https://news.example/03-01-2022-roof"})
    assert [claim.value for claim in settled.claimed("date") if claim.rule == "address"] == ["2022-01-23"]
    assert [claim for claim in open_.claimed("date") if claim.rule == "address"] == []


OPENING = "The council agreed on Tuesday that the harbour gets a new wall before the next winter begins."


@pytest.mark.parametrize(
    ("standfirst", "opening"),
    [
        (f"<h2>{OPENING}</h2>", OPENING),
        (f"<p><b>{OPENING}</b></p>", OPENING),
        (f"<p>{OPENING}</p>", f"{OPENING} Work starts in March."),
    ],
)
def test_a_standfirst_that_the_text_repeats_appears_once(standfirst: str, opening: str) -> None:
    draft = read(
        page(f"<article><h1>Wall</h1>{standfirst}<p>{opening}</p>{f'<p>{SENTENCE}</p>' * 4}</article>")
    )
    assert draft.body.count(OPENING) == 1
    assert draft.paragraphs[0].markup == opening
    assert (OPENING, "repeated") in [(line.text, line.rule) for line in draft.removed]


def test_an_opening_that_only_begins_alike_stays() -> None:
    other = OPENING.replace("winter begins", "summer")
    draft = read(page(f"<article><h1>Wall</h1><p>{OPENING}</p><p>{other}</p><p>{SENTENCE}</p></article>"))
    assert draft.body.startswith(f"{OPENING}\n\n{other}")


def figure(caption: str) -> str:
    return f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure><p>{SENTENCE} Then more.</p>"


@pytest.mark.parametrize("caption", ["The old wall of the harbour, seen from the market", "Ana Example"])
def test_a_caption_belongs_to_its_picture_and_not_to_the_text(caption: str) -> None:
    made = read(article(figure(caption)))
    assert caption not in made.body
    assert [picture.caption for picture in made.pictures] == [caption]
    assert caption not in " ".join(removed.text for removed in made.removed)


def test_a_caption_without_a_figure_is_known_by_its_class() -> None:
    box = "<div><img src='a.jpg'><p class='wp-caption-text'>The old wall, seen from the market.</p></div>"
    made = read(article(box, f"<p>{SENTENCE} Then more.</p>"))
    assert "seen from the market" not in made.body


def test_captions_that_are_most_of_the_text_stay() -> None:
    pictures = "".join(figure(f"{number}. {SENTENCE}").partition("<p>")[0] for number in range(9))
    assert f"8. {SENTENCE}" in read(page(f"<article><h1>Wall</h1>{pictures}</article>")).body


@pytest.mark.parametrize(
    "box",
    [
        "<div class='newsletter-box'><h4>News of the coast each morning, for all who sail there.</h4></div>",
        f"<div class='latest-stories'><p>{SENTENCE} On other pages.</p></div>",
        "<h3>More</h3>",
    ],
)
def test_boxes_and_headings_after_the_article_go(box: str) -> None:
    last = f"<p>{SENTENCE} That was all.</p>"
    made = read(page(f"<main><article><h1>Plan</h1>{f'<p>{SENTENCE}</p>' * 6}{last}</article>{box}</main>"))
    assert made.body.endswith("That was all.")


PROSE = f"<article>{f'<p>{SENTENCE}</p>' * 6}</article>"
LONG_HEADING = "Council of Saltport votes to rebuild the harbour wall after the storm"


def headings(draft: Draft) -> list[tuple[str, float]]:
    return [(claim.value, claim.confidence) for claim in draft.claims if claim.rule in {"h1", "h2"}]


@pytest.mark.parametrize(
    ("heading", "title", "value"),
    [
        # The title for sharing is shorter than the headline.
        (LONG_HEADING, "Saltport rebuilds harbour wall after storm", LONG_HEADING),
        # A kicker or a date stands in the same element.
        (f"3 May 2019 {LONG_HEADING}", f"{LONG_HEADING} | The Gull", LONG_HEADING),
        (f"On the coast: {LONG_HEADING}", f"{LONG_HEADING} - Gull", LONG_HEADING),
    ],
)
def test_the_only_first_level_heading_wins_if_it_resembles_the_title(
    heading: str, title: str, value: str
) -> None:
    made = read(page(f"<h1>{heading}</h1>{PROSE}", f'<meta property="og:title" content="{title}">'))
    assert headings(made) == [(value, 0.9)]


def test_the_outlets_name_as_first_level_heading_does_not_win() -> None:
    head = "<title>Wall of the harbour falls | News from the bay of Saltport</title>"
    body = "<h1>News from the bay of Saltport</h1><h2>Wall of the harbour falls</h2>" + PROSE
    assert headings(read(page(body, head))) == [("Wall of the harbour falls", 0.9)]


FOREIGN = "The bill has a provision that gives the harbours of the coast ten years to build new walls."


@pytest.mark.parametrize(
    "sentence",
    [
        FOREIGN,
        "The harbour office changed its privacy policy on the day on which the storm had closed the quay.",
        "Citizens can sign up for an appointment with the mayor.",
    ],
)
def test_a_sentence_of_the_article_with_a_phrase_of_furniture_stays(sentence: str) -> None:
    made = read(page(article(f"<p>{sentence}</p>", f"<p>{SENTENCE} Twice.</p>")))
    assert sentence in [paragraph.text for paragraph in made.paragraphs]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our newsletter",
        "© The Gull. All rights reserved.",
        "Read our privacy policy and terms of use",
    ],
)
def test_a_line_with_a_phrase_of_furniture_goes(line: str) -> None:
    made = read(page(article(f"<p>{line}</p>", f"<p>{SENTENCE} Twice.</p>")))
    assert line not in [paragraph.text for paragraph in made.paragraphs]
    assert line in [removed.text for removed in made.removed]


def test_a_sentence_with_a_phrase_of_furniture_goes_at_the_end_of_the_page() -> None:
    last = "Sign up for our newsletter to read each morning what has happened on the coast of the bay."
    assert last in [removed.text for removed in read(page(article(f"<p>{last}</p>"))).removed]


def test_a_sentence_with_a_phrase_of_furniture_goes_in_a_box() -> None:
    line = "Sign up for an appointment with the news of the mayor, each morning at seven."
    around = [f"<div><p>{line}</p></div>", f"<p>{SENTENCE} Twice.</p>"]
    assert line in read(page(article(*around))).body
    around[0] = around[0].replace("<div>", "<div class='newsletter-signup'>")
    made = read(page(article(*around)))
    assert line in [removed.text for removed in made.removed]
    assert SENTENCE in made.body


def test_the_pages_own_address_is_no_text() -> None:
    address = "https://gull.example/2024/wall"
    other = "https://gull.example/2019/storm"
    lines = f"<p>{SENTENCE}</p><p>{address}</p><p>{other}</p><p>{SENTENCE} Twice.</p>"
    made = read(page(article(lines), f'<link rel="canonical" href="{address}">'))
    assert address not in made.body
    assert address in [removed.text for removed in made.removed]
    assert other in made.body


@pytest.mark.parametrize(
    "head",
    ["", "<title>Bridge</title>", "<meta charset=utf-8>", "<!doctype html><title>A</title><meta name=x>"],
)
@pytest.mark.parametrize("tag", ["article", "main", "section", "div"])
def test_an_article_of_a_page_without_a_body_tag_is_read(head: str, tag: str) -> None:
    text = "The bridge over the Aune opened on Monday after two years of work on its piers."
    after = "<p>Boats pass below it.</p>"
    draft = read(f"{head}<{tag}><h1>Bridge opens</h1><p>{text}</p></{tag}>{after}<script>x</script>")
    assert [paragraph.text for paragraph in draft.paragraphs] == [text, "Boats pass below it."]


def test_a_page_without_tags_of_head_and_body_has_its_article() -> None:
    words = "The quay of the small harbour was opened on Monday, after years of work on its walls."
    page = f"<!doctype html><html lang=en><title>Harbour</title><article><h1>Harbour</h1><p>{words}</article>"
    draft = extract(Seed("a.html", page.encode(), ""), Declaration())
    assert draft.body == words
    assert draft.claimed("title")


def _word_item(marker: str, text: str, level: int = 1) -> str:
    """A paragraph that Word saves for an item of a list."""
    space = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span>"
    marked = f"<![if !supportLists]><span style='mso-list:Ignore'>{marker}{space}</span><![endif]>"
    return f"<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level{level} lfo1'>{marked}{text}</p>"


@pytest.mark.parametrize(
    ("items", "markup"),
    [
        ((("1.", "Mill"), ("2.", "Quay <b>two</b>")), "1. Mill\n2. Quay **two**"),
        ((("4.", "Mill"), ("5.", "Quay")), "4. Mill\n5. Quay"),
        ((("·", "Mill"), ("o", "Wheel", 2), ("·", "Quay")), "- Mill\n    - Wheel\n- Quay"),
    ],
)
def test_items_that_word_saves_as_paragraphs_are_lists(
    items: tuple[tuple[str, str] | tuple[str, str, int], ...], markup: str
) -> None:
    text = "The ferry company of Lunmark will stop its night crossings in June, its director said on Friday."
    body = f"<h1>Night ferry to end</h1><p>{text}</p>{''.join(_word_item(*item) for item in items)}"
    draft = extract_html(f"<html><body>{body}</body></html>", Declaration())
    assert [paragraph.markup for paragraph in draft.paragraphs][1:] == [markup]


def test_a_paragraph_in_the_style_of_lists_without_a_number_stays_one() -> None:
    texts = [
        "2 boats of the ferry company of Lunmark will stop crossing in June, its director said on Friday.",
        "A third boat stays for the doctor and the mail, and runs once a day if the ice allows it, she said.",
    ]
    page = f"<p>{texts[0]}</p><p class=MsoListParagraph>{texts[1]}</p>"
    draft = extract_html(f"<html><body>{page}</body></html>", Declaration())
    assert [paragraph.markup for paragraph in draft.paragraphs] == texts
