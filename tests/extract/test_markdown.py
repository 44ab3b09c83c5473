"""Markdown seeds: front matter declares fields, the first heading is the headline, the rest is safe."""

import pytest
from making import ROOT
from markdown import markdown

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed
from generator.text.markdown_limits import tame

FIXTURE = ROOT / "tests" / "fixtures" / "markdown" / "article.md"


def read(text: str) -> Draft:
    return extract(Seed("a.md", text.encode(), ""), Declaration())


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read(FIXTURE.read_text(encoding="utf-8"))


def test_front_matter_declares_fields_with_file_and_lines(draft: Draft) -> None:
    assert draft.declared.values == {"title": "Declared headline", "date": "2019-03-05"}
    assert draft.declared.lines["date"] == 3
    assert draft.declared.paths["date"] == "a.md"


def test_the_template_of_a_converted_page_is_not_declared(draft: Draft) -> None:
    assert "template" not in draft.declared.values
    assert draft.problems == ()


def test_the_first_heading_is_the_headline_and_not_in_the_body(draft: Draft) -> None:
    assert [(claim.value, claim.rule) for claim in draft.claimed("title")] == [
        ("Headline in the text", "heading")
    ]
    assert "Headline in the text" not in draft.body


def test_structure_is_kept_and_raw_html_removed(draft: Draft) -> None:
    assert [paragraph.markup for paragraph in draft.paragraphs] == [
        "First paragraph with a [link](https://courier.example/a), **raw HTML** and *stress*.",
        "- one\n- two",
        "> Words of another.",
        "bad and worse links.",
        "## A heading",
        "| a | b |\n| --- | --- |\n| 1 | 2 |",
    ]


def test_paragraphs_have_line_numbers_of_the_source(draft: Draft) -> None:
    assert [paragraph.line for paragraph in draft.paragraphs] == [8, 12, 15, 17, 19, 21]


def test_the_rendered_body_contains_no_script(draft: Draft) -> None:
    rendered = markdown(
        "\n\n".join(paragraph.markup for paragraph in draft.paragraphs), extensions=["tables"]
    )
    assert "script" not in rendered
    assert "javascript" not in rendered


def test_text_without_front_matter_or_heading_is_all_body() -> None:
    draft = read("One paragraph\nin two lines.\n\n---\n\nAnother.")
    assert [paragraph.text for paragraph in draft.paragraphs] == ["One paragraph in two lines.", "Another."]
    assert draft.claims == ()


def test_broken_front_matter_is_an_error_with_its_line() -> None:
    draft = read("---\ntitle: [unclosed\n---\n\nText.")
    assert [(problem.path, problem.severity) for problem in draft.problems] == [("a.md", "error")]
    assert draft.problems[0].line in {2, 3, 4}


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "[a](" * 20_000, "`" * 30_001, "<div>" * 20_000, ">" * 5_000 + " x"]
)
def test_runs_of_marks_give_a_problem_or_a_result(text: str) -> None:
    draft = read(f"Text.\n\n{text}")
    assert draft.paragraphs[0].text == "Text."


def test_ordinary_text_is_unchanged() -> None:
    text = FIXTURE.read_text(encoding="utf-8")
    assert tame(text) == text


def test_an_unclosed_code_fence_is_ignored_and_other_code_stays() -> None:
    code = '```python\nx = 1\n```\n\n~~~ {.sh #a}\n# b\n~~~\n\n``` hl_lines="1 2"\ny\n```\n'
    assert tame(code) == code
    assert tame("~~~ x\n" * 3) == "\\~~~ x\n" * 3
    assert tame("~~~ {a}b}\n~~~\n").startswith("\\~~~ {a}b}\n~~~")
    assert read("# Title\n\n~~~ sh\nOne line.\n").body == "~~~ sh One line."


@pytest.mark.parametrize("line", ["# a", "a\n=", "> # a", "> a\n> -", "* * *", ": a", "[a]: b"])
def test_nested_block_starts_are_limited_to_a_hundred(line: str) -> None:
    few, many = f"{line}\n" * 100, f"{line}\n" * 300
    assert tame(few) == few
    assert max(len(block.split("\n")) for block in tame(many).split("\n\n")) < 10


def test_a_block_of_very_many_marks_is_plain_text() -> None:
    assert tame("*a* " * 50_000).startswith("<p>*a* *a*")
    text = "A *stressed* word, and **more** of `them`.  \n" * 200
    assert tame(text) == text


def test_blocks_beyond_the_limit_are_cut_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    most = 500
    monkeypatch.setattr("generator.extract.markdown.MOST_BLOCKS", most)
    draft = read("a b\n\n" * (most + 5))
    assert len(draft.paragraphs) + len(draft.removed) == most
    (problem,) = [problem for problem in draft.problems if problem.rule == "too-long"]
    assert (problem.line, problem.severity) == (2 * most, "warning")


def test_line_numbers_are_right_after_blocks_written_differently() -> None:
    found = read("# Title\n\n" + "&#97;b\n\n" * 20 + "The last words of it.\n")
    assert found.paragraphs[-1].line == 43


CLIPPED = """# Market hall gets a new roof

*4 March 2019*

The council voted on Tuesday to repair the roof of the market hall before the winter begins.

## Photos

- Share
- Print

Photo: The hall before the storm

Work starts in September, and the hall stays open on Saturdays, the mayor's office said.

Filed under: Trade, Roofs
"""


def test_statements_about_the_text_are_claims_but_headings_and_lists_stay() -> None:
    found = read(CLIPPED)
    assert [(claim.field, claim.value) for claim in found.claims] == [
        ("title", "Market hall gets a new roof"),
        ("date", "4 March 2019"),
        ("tags", "Trade"),
        ("tags", "Roofs"),
    ]
    assert [(line.line, line.rule) for line in found.removed] == [
        (3, "date-line"),
        (12, "photo-credit"),
        (16, "filed-under"),
    ]
    assert "## Photos" in [paragraph.markup for paragraph in found.paragraphs]
    assert any("Share" in paragraph.text for paragraph in found.paragraphs)


def test_the_curator_restores_a_line_of_markdown() -> None:
    kept = extract(Seed("a.md", CLIPPED.encode(), ""), Declaration({"keep": [16], "drop": [14]}))
    assert kept.paragraphs[-1].text == "Filed under: Trade, Roofs"
    assert (14, "curator") in [(line.line, line.rule) for line in kept.removed]


def test_lines_of_spaces_render_as_blank_lines() -> None:
    assert tame("one\n \t\n\ttwo") == "one\n\n\ttwo"


def test_text_beyond_the_limit_is_cut_at_a_line_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    most, line = 20_000, "The council met on Tuesday to agree a plan.\n\n"
    monkeypatch.setattr("generator.extract.bounds.MOST_TEXT", most)
    draft = read(line * (most // len(line) * 2))
    assert 0 < most - len(draft.body) < 2 * len(line)
    assert [(problem.rule, problem.severity) for problem in draft.problems] == [("too-long", "warning")]


def test_code_after_a_list_stays_code() -> None:
    draft = read("# Hall\n\n1. a\n\n           <script>alert(1)</script>\n\n- b\n\n```\n`` ` ```` <b>\n```\n")
    page = markdown(
        "\n\n".join(paragraph.markup for paragraph in draft.paragraphs), extensions=["fenced_code"]
    )
    assert "<script" not in page
    assert page.count("<pre><code>") == 2
