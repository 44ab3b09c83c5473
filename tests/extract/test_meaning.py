"""Numbers and words of a page keep their meaning: tables, exponents, deletions, lists, notes."""

from __future__ import annotations

import tracemalloc

import pytest
from lxml.html import fromstring
from markdown import markdown

from generator.extract.formats import extract
from generator.extract.html.grid import UnreadableTableError, grid_of
from generator.extract.html.rewrite import fraction
from generator.model.documents import Declaration, Draft, Paragraph, Seed

FIRST = "The ferry company of Osterby said on Monday that it would end its night service when summer is over."
LAST = (
    "Residents of the islands asked the county for one boat a night, so that nurses can get home after work."
)


def read(inner: str, language: str = "en", head: str = "") -> Draft:
    text = (
        f'<html lang="{language}"><head><title>Night ferry ends</title>{head}</head><body><main><article>'
        f"<h1>Night ferry ends</h1><p>{FIRST}</p>{inner}<p>{LAST}</p><p>{FIRST} Again.</p></article></main>"
    )
    return extract(Seed("a.html", text.encode(), ""), Declaration({}))


def inside(draft: Draft) -> list[Paragraph]:
    """The paragraphs between those of the frame; the page that they make reads the same."""
    page = "\n\n".join(paragraph.markup for paragraph in draft.paragraphs)
    again = extract(
        Seed("a.md", f"---\ntitle: Night ferry ends\n---\n\n{page}\n".encode(), ""), Declaration({})
    )
    assert [(paragraph.text, paragraph.markup) for paragraph in again.paragraphs] == [
        (paragraph.text, paragraph.markup) for paragraph in draft.paragraphs
    ]
    return [
        paragraph
        for paragraph in draft.paragraphs
        if FIRST not in paragraph.text and LAST not in paragraph.text
    ]


def sentence(inner: str, language: str = "en") -> str:
    return inside(read(f"<p>{inner}</p>", language))[0].text


def table(rows: str) -> list[list[str]]:
    (paragraph,) = inside(read(f"<table>{rows}</table>"))
    return [line.split(" | ") for line in paragraph.text.split("\n")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            "<tr><th>Ship<th>2019<th>2024<tr><td>Ada<td><td>12<tr><td>Eve<td>3<td>4",
            ["Ship | 2019 | 2024", "Ada | | 12", "Eve | 3 | 4"],
        ),
        (
            "<tr><th>Port<th>Ship<th>Crew<tr><td rowspan=2>Lund<td>Ada<td>9<tr><td>Eve<td>8",
            ["Port | Ship | Crew", "Lund | Ada | 9", "Lund | Eve | 8"],
        ),
        (
            "<tr><th>Pier<th>Week<th>Sunday<th>Guard<tr><td>East<td colspan=2>closed<td>Ask",
            ["Pier | Week | Sunday | Guard", "East | closed | closed | Ask"],
        ),
        (
            "<thead><tr><th rowspan=2>Ship<th colspan=2>Crew<tr><th>2019<th>2024<tbody><tr><td>Ada<td>1<td>2",
            ["Ship | Crew | Crew", "Ship | 2019 | 2024", "Ada | 1 | 2"],
        ),
        ("<tr><th>A<th>B<tr><td>1<td>2<tr><td colspan=2>All of port", ["A | B", "1 | 2", "All of port |"]),
        (
            "<tfoot><tr><td>Sum<td>3<tbody><tr><td>A<td>1<tr><td>B<td>2",
            ["A | 1", "B | 2", "Sum | 3"],
        ),
        ("<tr><th>A<th>B<tr><td>1<tr><td>1<td rowspan=0>2<tr><td>3", ["A | B", "1 |", "1 | 2", "3 | 2"]),
        (
            "<tr><th>A<th>Open<tr><td>1<td><img src=x.png alt=yes><tr><td>2<td>no",
            ["A | Open", "1 | yes", "2 | no"],
        ),
    ],
)
def test_every_value_stays_in_its_column(rows: str, expected: list[str]) -> None:
    (paragraph,) = inside(read(f"<table>{rows}</table>"))
    assert paragraph.text.split("\n") == expected
    width = len(paragraph.markup.split("\n")[1].split("---")) - 1
    assert all(line.count("|") == width + 1 for line in paragraph.markup.split("\n"))


def test_lists_and_line_breaks_in_cells_survive() -> None:
    rows = "<tr><th>Pier<th>Ships<tr><td>East<br>side<td><ul><li>Ada<li>Eve | Bo</ul>"
    (paragraph,) = inside(read(f"<table>{rows}</table>"))
    shown = markdown(paragraph.markup, extensions=["tables"])
    assert "<td>East<br>side</td>" in shown
    assert "<ul><li>Ada</li><li>Eve &#124; Bo</li></ul>" in shown


def test_a_row_of_headings_at_the_side_gets_no_header() -> None:
    (paragraph,) = inside(read("<table><tr><th>Height<td>9 m<tr><th>Width<td>4 m</table>"))
    assert paragraph.markup.split("\n") == ["|  |  |", "| --- | --- |", "| Height | 9 m |", "| Width | 4 m |"]


def test_a_table_whose_cells_overlap_is_left_out_and_named() -> None:
    rows = "<tr><th>Ship<th>Crew<tr><td>Ada<td rowspan=2>9<tr><td colspan=2>Eve"
    draft = read(f"<table><caption>Crews in May</caption>{rows}</table>")
    assert "Ada" not in draft.body
    (left_out,) = [line for line in draft.removed if line.kind == "table"]
    assert "Ada" in left_out.text


def test_the_grid_of_a_table_is_not_built_beyond_its_limit() -> None:
    rows = f"<tr>{'<td colspan=100 rowspan=100>Ada' * 90}{'<tr>' * 99}"
    table = fromstring(f"<table><tbody>{rows}</table>")
    tracemalloc.start()
    with pytest.raises(UnreadableTableError):
        grid_of(table)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1_000_000


def test_a_table_for_layout_is_no_table() -> None:
    draft = read(f"<table role=presentation><tr><td><p>{LAST} One.</p><td><p>{LAST} Two.</p></table>")
    assert not any(paragraph.markup.startswith("|") for paragraph in draft.paragraphs)


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("10<sup>6</sup> tonnes", "10⁶ tonnes"),
        ('10<span style="vertical-align: super">6</span> tonnes', "10⁶ tonnes"),
        ("10<sup>-3</sup> and m<sup>2</sup>", "10⁻³ and m²"),
        ("10<sup>2.5</sup>", "10^(2.5)"),
        ("10<sup>10<sup>2</sup></sup>", "10^(10²)"),
        ("5<sup>1</sup>⁄<sub>2</sub> crowns", "5½ crowns"),
        ("5<sup>1</sup>/<sub>2</sub> crowns", "5½ crowns"),
        ("5<sup>1</sup>&frasl;2 crowns", "5½ crowns"),
        ("2<sup>3</sup><span>⁄</span><sub>16</sub> inches", "2³⁄₁₆ inches"),
        ("CO<sub>2</sub>", "CO₂"),
        ("the 2<sup>nd</sup> and XX<sup>e</sup>", "the 2nd and XXe"),
        ("Brand<sup>TM</sup>", "Brand™"),
        ("said<sup>[citation needed]</sup> so", "said[citation needed] so"),
        ("<sup>14</sup><sub>6</sub>C", "¹⁴₆C"),
        ("<kbd>Ctrl</kbd><kbd>C</kbd>", "Ctrl+C"),
        ("<ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>へ", "港（みなと）へ"),
        ("<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>", "東京（とうきょう）"),
        ("<ruby>a<rt>b<ruby>c<rt>d</rt></ruby></rt></ruby>", "a (bc(d))"),
        ("about <small>fine print</small> and <ins>more</ins>", "about fine print and more"),
        ("one<wbr>word", "oneword"),
        ("<math><mfrac><mn>1</mn><mn>3</mn></mfrac></math> of it", "(1)/(3) of it"),
        (r'<math alttext="{\displaystyle x_{1}}"><mi>x</mi></math> of it', "$x_{1}$ of it"),
        ("$a_1 * b_2$ for $5 and $10", "$a_1 * b_2$ for $5 and $10"),
        ("H~2~O x^2^ ==so== ~~so~~ %%so%% [[so]] {.so}", "H~2~O x^2^ ==so== ~~so~~ %%so%% [[so]] {.so}"),
    ],
)
def test_inline_elements_keep_their_meaning(inner: str, text: str) -> None:
    assert sentence(f"It is {inner} so.") == f"It is {text} so."


@pytest.mark.parametrize("tag", ["sub", "sup"])
@pytest.mark.parametrize(
    "before",
    ["", "The mill pond in its bed of reeds, seen "],
)
def test_small_print_is_no_exponent_or_index(tag: str, before: str) -> None:
    words = (
        f"Picture 3: a mill, at 9.{' The wheel has stood still for years.' if before[:3] == 'The' else ''}"
    )
    body = sentence(f"{before}<em><{tag}>{words}</{tag}></em>")
    assert words in body
    assert "(" not in body


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“go ‘now’”"),
        ("de", "„go ‚now‘“"),
        ("fr", "«\u00a0go “now”\u00a0»"),
        ("ja", "「go 『now』」"),
        ("nb", "«go ‘now’»"),
        ("fil", "“go ‘now’”"),  # not Finnish
    ],
)
def test_quotations_get_the_marks_of_their_language(language: str, text: str) -> None:
    # A space without break is as good as any inside a text.
    expected = " ".join(f"He says {text}.".split())
    assert sentence("He says <q>go <q>now</q></q>.", language) == expected


def test_quotation_marks_are_not_doubled() -> None:
    assert sentence("He says “<q>go</q>”, <q>“now”</q>.") == "He says “go”, “now”."


def test_fractions() -> None:
    assert [fraction(above, below) for above, below in (("1", "2"), ("7", "8"), ("3", "16"))] == [
        "½",
        "⅞",
        "³⁄₁₆",
    ]


@pytest.mark.parametrize("tag", ["del", "s", "strike", 'span style="text-decoration: line-through"'])
def test_struck_words_are_marked_and_no_part_of_the_sentence(tag: str) -> None:
    draft = read(f"<p>The boats are <{tag}>never</{tag.split(maxsplit=1)[0]}> late.</p>")
    (paragraph,) = inside(draft)
    assert paragraph.text == "The boats are late."
    assert paragraph.markup == "The boats are <del>never</del> late."
    assert [line.text for line in draft.removed if line.rule == "struck-out"] == ["never"]


def test_a_paragraph_struck_out_as_a_whole_is_only_in_the_ledger() -> None:
    draft = read(f"<p><del>{LAST} Not so.</del></p>")
    assert "Not so" not in draft.body
    assert any("Not so" in line.text for line in draft.removed)


def test_signs_that_old_sites_strike_before_names_are_text() -> None:
    assert sentence("Ask <s>@</s><b>ada</b> for it.") == "Ask @ada for it."


@pytest.mark.parametrize(
    ("listed", "text", "markup"),
    [
        ("<ul><li>a<ul><li>b<ul><li>c</ul></ul><li>d</ul>", "a\nb\nc\nd", "- a\n    - b\n        - c\n- d"),
        ("<ol start=4><li>a<li>b</ol>", "4. a\n5. b", "4. a\n5. b"),
        ("<ol><li>a<ol><li>b</ol><li>c</ol>", "1. a\n1. b\n2. c", "1. a\n    1. b\n2. c"),
        ("<ol type=a><li>x<li>y</ol>", "a. x\nb. y", "- a. x\n- b. y"),
        ("<ol style='list-style: upper-roman' start=3><li>x<li>y</ol>", "III. x\nIV. y", "- III. x\n- IV. y"),
        ("<ol reversed><li>x<li>y</ol>", "2. x\n1. y", "- 2\\. x\n- 1\\. y"),
        ("<ol><li>x<li value=7>y</ol>", "1. x\n7. y", "- 1\\. x\n- 7\\. y"),
        ("<dl><dt>Mole<dd>A wall.<dt>Pier<dd>One.<dd>Two.</dl>", "Mole: A wall.\nPier:\nOne.\nTwo.", None),
        (
            "<ul><li><input type=checkbox checked> a<li><input type=checkbox> b</ul>",
            "☑ a\n☐ b",
            "- ☑ a\n- ☐ b",
        ),
        ("<ol><li>1. a<li>2) b<li>• c<li>3 d</ol>", "1. a\n2) b\n• c\n4. 3 d", None),
        ("<ul><li>a, see <input type=checkbox id=hint> more</ul>", "a, see more", "- a, see more"),
    ],
)
def test_lists_keep_nesting_numbers_and_boxes(listed: str, text: str, markup: str | None) -> None:
    words = {
        "a": "the old pier",
        "b": "the east basin",
        "c": "the fish market",
        "d": "the mole",
        "x": "a survey",
        "y": "a tender",
    }

    def spelled(source: str, ends: str) -> str:
        for letter, name in words.items():
            for end in ends:
                source = source.replace(f">{letter}{end}", f">{name}{end}").replace(
                    f" {letter}{end}", f" {name}{end}"
                )
        return source

    (paragraph,) = inside(read(spelled(listed, "<")))
    assert paragraph.text == "\n".join(_worded(line, words) for line in text.split("\n"))
    if markup:
        assert paragraph.markup == "\n".join(_worded(line, words) for line in markup.split("\n"))


def _worded(line: str, words: dict[str, str]) -> str:
    return f"{line[:-1]}{words[line[-1]]}" if line[-1:] in words else line


def test_two_lists_that_follow_each_other_stay_two() -> None:
    draft = read("<ul><li>the old pier<li>the mole</ul><ol><li>a survey<li>a tender</ol>")
    shown = markdown("\n\n".join(line.markup for line in inside(draft)), extensions=["sane_lists"])
    assert (shown.count("<ul>"), shown.count("<ol>")) == (1, 1)


NOTES = [
    '<p>So it is.<sup id="r1"><a href="{}#n1">1</a></sup></p>',
    '<ol><li id="n1">The report is in the library. <a href="{}#r1">↩</a></li></ol>',
]


@pytest.mark.parametrize("own", ["", "https://osterby.example/ferry", "http://www.osterby.example/ferry"])
def test_notes_are_linked_inside_the_article(own: str) -> None:
    link = '<link rel="canonical" href="https://osterby.example/ferry">'
    draft = read("".join(part.format(own) for part in NOTES), head=link)
    reference, note = inside(draft)
    assert (reference.text, note.text) == ("So it is.[1]", "1. The report is in the library.")
    assert reference.markup.endswith('<sup id="fnref-1">[\\[1\\]](#fn-1)</sup>')
    assert note.markup == '1. <a id="fn-1"></a>The report is in the library. [↩](#fnref-1)'
    assert "osterby.example" not in reference.markup + note.markup


def test_a_note_without_its_text_is_a_plain_mark() -> None:
    draft = read('<p>So it is.<a href="#n1">[1]</a> See <a href="#top">the top</a>.</p>')
    assert inside(draft)[0].markup == "So it is.\\[1\\] See the top."


def test_the_number_of_comments_is_no_note() -> None:
    draft = read('<p>So it is, they say. <a href="#comments">12</a></p>')
    assert "#fn" not in inside(draft)[0].markup


@pytest.mark.parametrize("name", ["strikethrough", "line-through"])
def test_a_class_may_strike_words_out(name: str) -> None:
    assert sentence(f'The boats are <span class="{name}">five</span> four.') == "The boats are four."


@pytest.mark.parametrize("mark", ['style="display:none"', 'class="sr-only"', 'class="screen-reader-text"'])
def test_words_that_no_reader_sees_are_in_the_ledger(mark: str) -> None:
    draft = read(f"<p>The fare is 4 crowns<span {mark}> (was 3)</span> from April on.</p>")
    assert inside(draft)[0].text == "The fare is 4 crowns from April on."
    assert [line.text for line in draft.removed if line.rule == "hidden"] == ["(was 3)"]


def test_words_that_a_style_raises_are_an_exponent() -> None:
    raised = 'The pier holds 10<span style="vertical-align: super">6</span> kilos.'
    assert sentence(raised) == "The pier holds 10⁶ kilos."


def test_a_short_list_between_paragraphs_is_text() -> None:
    listed = '<ul><li>North pier: <a href="https://osterby.example/n">plan</a></li><li>East pier</li></ul>'
    assert [line.text for line in inside(read(listed))] == ["North pier: plan\nEast pier"]
    links = "".join(f'<li><a href="https://osterby.example/{n}">Other story {n}</a></li>' for n in range(3))
    assert inside(read(f"<ul>{links}</ul>")) == []


def test_the_paragraphs_of_an_item_stay_apart() -> None:
    (paragraph,) = inside(
        read('<ol start="3"><li><p>Survey of the pier</p><p>It takes a week.</p></li><li>Repair</li></ol>')
    )
    assert paragraph.markup == "3. Survey of the pier\n\n    It takes a week.\n\n4. Repair"
    assert markdown(paragraph.markup).count("<li>") == 2


def test_the_indented_items_of_a_pasted_list_are_nested() -> None:
    text = f"Night ferry ends\n\n{FIRST}\n\n- North pier\n- East pier\n    - Berth one\n- Market\n\n{LAST}\n"
    draft = extract(Seed("a.txt", text.encode(), ""), Declaration())
    assert "- North pier\n- East pier\n    - Berth one\n- Market" in [
        paragraph.markup for paragraph in draft.paragraphs
    ]
