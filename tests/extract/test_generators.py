"""Tags of templates, and the lines that clippers add, are no text; the ledger lists them."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.extract.generators import file_claims, without_generator_marks
from generator.model.documents import Declaration, Draft, Seed

SENTENCE = "The ferry to Easter Quay sails again after a long repair, the harbour master said on Friday."


def read(text: str, name: str = "a.md") -> Draft:
    return extract(Seed(name, text.encode(), ""), Declaration())


@pytest.mark.parametrize(
    "tag",
    [
        "{{% notice tip %}}",
        "{% include boat.html %}",
        "{% asset_img boat.jpg The old boat %}",
        "{{ page.title }}",
        "{: .lead}",
    ],
)  # fmt: skip
def test_a_tag_leaves_the_text_and_is_in_the_ledger(tag: str) -> None:
    draft = read(f"---\ntitle: A\n---\n\n{SENTENCE}\n\n{tag}\n\n{SENTENCE} Twice.\n")
    assert draft.body == f"{SENTENCE}\n\n{SENTENCE} Twice."
    assert [(line.line, line.text, line.rule) for line in draft.removed] == [(7, tag, "template-tag")]


def test_the_text_between_two_tags_stays() -> None:
    draft = read(f"---\ntitle: A\n---\n\n{{{{< quote >}}}}\n{SENTENCE}\n{{{{< /quote >}}}}\n")
    assert draft.body == SENTENCE


@pytest.mark.parametrize(
    "line", ["#endif", "{# a note #}", "{{< boat >}}", "[View original](https://bay.example/a)"]
)
def test_fenced_code_stays_as_it_is(line: str) -> None:
    draft = read(f"{SENTENCE}\n\n```\n{line}\nint sails;\n```\n\n{line}\n\n{SENTENCE} Twice.\n")
    assert f"```\n{line}\nint sails;\n```" in [paragraph.markup for paragraph in draft.paragraphs]
    assert [removed.line for removed in draft.removed] == [8]


def test_comments_are_removed_and_not_shown() -> None:
    draft = read(
        f"---\ntitle: A\n---\n\n{SENTENCE}\n\n%% ask Ana %%\n\n{{% comment %}}\nask Bo\n{{% endcomment %}}\n"
    )
    assert draft.body == SENTENCE
    assert {line.text for line in draft.removed} == {"(a comment)"}


def test_percent_signs_are_no_comment() -> None:
    text = "Fares rose by 5%% and wages by 6%% in a year."
    assert without_generator_marks(text, templates=True, clipped=True).text == text


def test_lines_of_clippers_are_claims_not_text() -> None:
    draft = read(
        f"# Ferry sails\n#ferry #quay\n\n[Read on Omnivore](https://app.example/1)\n"
        f"[Read Original](https://bay.example/ferry)\n\n{SENTENCE}\n"
    )
    assert draft.body == SENTENCE
    claims = {(claim.field, claim.value) for claim in draft.claims}
    assert {("source_url", "https://bay.example/ferry"), ("tags", "ferry"), ("tags", "quay")} <= claims


def test_an_excerpt_is_the_summary() -> None:
    draft = read(f"# Ferry sails\n\n> ## Excerpt\n> It sails on Friday.\n\n---\n{SENTENCE}\n")
    assert draft.body == SENTENCE
    assert [claim.value for claim in draft.claimed("summary")] == ["It sails on Friday."]


def test_pictures_are_found() -> None:
    draft = read(f"{SENTENCE}\n\n![A boat](../_resources/boat.jpg)\n\n![[quay.png]]\n")
    assert [(picture.address, picture.alt) for picture in draft.pictures] == [
        ("../_resources/boat.jpg", "A boat"),
        ("quay.png", ""),
    ]


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("_posts/2021-05-04-ferry.md", "2021-05-04"),
        ("2021-05-04 Ferry sails.html", "2021-05-04"),
        ("20210504_ferry.txt", "2021-05-04"),
        ("2021-05-04-ferry/index.md", "2021-05-04"),
        ("ferry 2021-05-04.md", "2021-05-04"),
    ],
)
def test_the_day_in_a_file_name_is_claimed(path: str, day: str) -> None:
    assert [claim.value for claim in file_claims(path)] == [day]


@pytest.mark.parametrize("path", ["ferry.md", "000_12345678901234.txt", "2021-13-40.md", "a99999999.txt"])
def test_other_numbers_are_no_day(path: str) -> None:
    assert list(file_claims(path)) == []


def test_unused_fields_are_in_the_ledger_without_their_values() -> None:
    draft = read(f"---\ntitle: A\nmood: bad\n---\n\n{SENTENCE}\n")
    assert [(line.text, line.rule) for line in draft.removed] == [("mood", "unused-field")]


@pytest.mark.parametrize(
    "piece",
    ["{%", "{{<", "{#", "%%", "{{", "{: .", "#a ", "![", "{% comment %}", "> ## Excerpt\n", "[a](http"],
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    assert without_generator_marks(piece * (200_000 // len(piece)), templates=True, clipped=True)


@pytest.mark.parametrize(
    ("path", "days"),
    [
        ("IMG_20190503_142233.jpg", []),
        ("Scan 2019-05-03 14.22.pdf", []),
        ("box/Scan_2019-05-03.txt", []),
        ("WhatsApp Image 2019-05-03 at 10.11.12.jpeg", []),
        ("Scandal 2019-05-03.txt", ["2019-05-03"]),
        ("2019-05-03 scan.jpg", ["2019-05-03"]),
    ],
)
def test_the_day_on_which_a_picture_was_taken_is_not_that_of_the_article(path: str, days: list[str]) -> None:
    assert [claim.value for claim in file_claims(path)] == days
