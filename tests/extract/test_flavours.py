"""Markdown as note apps and site generators write it."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.extract.markdown_flavours import plain_markdown
from generator.model.documents import Declaration, Draft, Seed


def read(text: str) -> Draft:
    source = f"---\ntitle: Night ferry ends\n---\n\nFirst.\n\n{text}\n"
    draft = extract(Seed("a.md", source.encode(), ""), Declaration())
    page = "\n\n".join(paragraph.markup for paragraph in draft.paragraphs)
    again = extract(
        Seed("a.md", f"---\ntitle: Night ferry ends\n---\n\n{page}\n".encode(), ""), Declaration()
    )
    assert [(paragraph.text, paragraph.markup) for paragraph in again.paragraphs] == [
        (paragraph.text, paragraph.markup) for paragraph in draft.paragraphs
    ]
    return draft


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in read(text).paragraphs][1:]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Ships ==wait== ~~never~~ here.", "Ships wait here."),
        ("H~2~O and 10^6^ and ^^new^^", "H₂O and 10⁶ and new"),
        ("See [[Osterby]], [[Osterby|the town]], [[Places/Lund]] and [[Lund#Port]].",
         "See Osterby, the town, Lund and Lund > Port."),
        ("A %%private%% line ^abc123", "A line"),
        ("A [small]{.smallcaps} word{#id .big key=val}", "A small word"),
        ("Costs $5 and $10, with $x_1 * y_2$", "Costs $5 and $10, with $x_1 * y_2$"),
        ("Compare a == b and c == d", "Compare a == b and c == d"),
        ("Code `==a== [[b]] ~~c~~` stays", "Code ==a== [[b]] ~~c~~ stays"),
        ("Unknown[^9] note", "Unknown[9] note"),
        ("Paid {--four--}{++five++} {~~marks~>crowns~~}{>>ask Jo<<}", "Paid five crowns"),
        ("- [-] Rope\n- [>] Paint", "☒ Rope\n☐ Paint"),
        ("About ~5 km, ~6 km", "About ~5 km, ~6 km"),
    ],
)  # fmt: skip
def test_additions_to_markdown_are_read(source: str, expected: str) -> None:
    assert texts(source) == [expected]


def test_private_comments_do_not_reach_the_ledger() -> None:
    draft = read("Open.\n\n%%\nsecret plan\n%%\n\nEnd.")
    assert [paragraph.text for paragraph in draft.paragraphs] == ["First.", "Open.", "End."]
    assert not any("secret" in line.text for line in draft.removed)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("> [!warning] Mind the gap\n> Step back.", ["Mind the gap\nStep back."]),
        ("> [!NOTE]\n> Step back.", ["Note\nStep back."]),
        ("> [!tip]- *Fold*\n> Step back.", ["Fold\nStep back."]),
        ('!!! danger "Mind"\n    Step back.\n\nAfter.', ["Mind\nStep back.", "After."]),
        ("??? info\n    Step back.", ["Info\nStep back."]),
        ("::: warning Mind\nStep back.\n:::\n\nAfter.", ["Mind\nStep back.", "After."]),
        (":::note[Label]\nStep back.\n:::", ["Label\nStep back."]),
        ("::: {.callout-tip}\nStep back.\n:::", ["Tip\nStep back."]),
        (":::: columns\n::: {.column}\nLeft\n:::\n::::", ["Left"]),
    ],
)
def test_boxes_are_quotations_with_their_title(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_notes_of_every_kind_are_linked_and_unused_ones_are_in_the_ledger() -> None:
    draft = read("One[^a] and two^[Inline *words*.].\n\n[^a]: First note.\n[^b]: Nobody refers here.")
    assert [paragraph.text for paragraph in draft.paragraphs][1:] == [
        "One[1] and two[2].",
        "1. First note.\n2. Inline words.",
    ]
    assert draft.paragraphs[1].markup.count("](#fn-") == 2
    assert [line.text for line in draft.removed] == ["[b] Nobody refers here."]


def test_lists_of_two_spaces_nest_and_may_follow_a_line_at_once() -> None:
    draft = read("Plan:\n- old pier\n  - east side\n- [x] survey\n- [ ] tender\n\n3. third\n4. fourth")
    assert [paragraph.markup for paragraph in draft.paragraphs][1:] == [
        "Plan:",
        "- old pier\n    - east side\n- ☑ survey\n- ☐ tender",
        "<!-- -->\n\n3. third\n4. fourth",
    ]


def test_definitions_and_abbreviations() -> None:
    draft = read("Mole\n: A wall in the sea\n\nThe WHO said so.\n\n*[WHO]: World Health Organization")
    assert draft.paragraphs[1].markup == "- **Mole**: A wall in the sea"
    assert '<abbr title="World Health Organization">WHO</abbr>' in draft.paragraphs[2].markup


def test_definitions_in_code_are_code() -> None:
    code = "```\n*[PIER]: a word\n[^1]: a line\n```"
    draft = read(f"The WHO said so.\n\n{code}\n\nThe PIER is closed.\n\n*[WHO]: World Health Organization")
    assert [paragraph.markup for paragraph in draft.paragraphs][2:4] == [code, "The PIER is closed."]
    assert [(line.line, line.rule) for line in draft.removed] == [(16, "abbreviation")]


def test_pictures_and_embedded_files_are_found_with_their_lines() -> None:
    draft = read("Look.\n\n![[Pasted 1.png|300]]\n\n![The mole](img/mole.jpg)\n")
    assert [(picture.line, picture.address, picture.alt) for picture in draft.pictures] == [
        (9, "Pasted%201.png", ""),
        (11, "img/mole.jpg", "The mole"),
    ]


def test_short_codes_for_videos_are_embeds() -> None:
    draft = read('{{< youtube abcdefghijk >}}\n\n{% vimeo 12345678 %}\n\n{{< youtube id="lmnopqrstuv" >}}')
    assert [embed.url for embed in draft.embeds] == [
        "https://www.youtube.com/watch?v=abcdefghijk",
        "https://vimeo.com/12345678",
        "https://www.youtube.com/watch?v=lmnopqrstuv",
    ]


def test_tables_of_markdown_keep_empty_cells() -> None:
    assert texts("| Ship | 2019 | 2024 |\n|---|---|---|\n| Ada |  | 12 |") == [
        "Ship | 2019 | 2024\nAda | | 12"
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "==a",
        "~~a",
        "[[a",
        "%%a",
        "$a_",
        "{.a",
        "^[a",
        "![[",
        "::: a\n",
        "!!! a\n",
        "> [!a]\n",
        "{{< a",
        "`a",
        "x^a",
        "[^a]",
    ],
)
def test_marks_that_never_end_take_linear_time(mark: str) -> None:
    text = mark * 20_000
    assert plain_markdown(text).text
