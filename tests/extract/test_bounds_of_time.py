"""Small inputs that would take minutes or gigabytes are read in no time, or refused in a sentence.

Each of these took from 20 seconds to several minutes, so a fault shows as a test that does not end.
"""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed
from generator.text.links import clean_text

PROSE = "The council of the town voted on Tuesday to repair the roof of the old market hall."


def read(name: str, data: str) -> Draft:
    return extract(Seed(name, data.encode(), ""), Declaration())


def words(draft: Draft) -> str:
    return " ".join(paragraph.text for paragraph in draft.paragraphs)


@pytest.mark.parametrize(
    "part", ["Content-Type: text/plain\n\nx\n", "Content-Disposition: attachment\n\nx\n", "\n"]
)
@pytest.mark.parametrize("name", ["a.eml", "a.mhtml"])
def test_a_message_of_very_many_parts_is_refused(name: str, part: str) -> None:
    head = "Subject: Hall\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=mark\n\n"
    parts = f"--mark\n{part}" * 120_000
    (problem,) = read(name, f"{head}{parts}--mark--\n").problems
    assert problem.rule == "too-large"
    assert "more than 10,000 parts or 500 kB of headers" in problem.message


@pytest.mark.parametrize(
    "header", ["To: N{n} <a{n}@b.example>", "X-{n}: a", "Received: from a for <c{n}@d.example>;"]
)
def test_a_message_of_very_many_headers_is_refused(header: str) -> None:
    headers = "\n".join(header.format(n=n) for n in range(60_000))
    (problem,) = read("a.eml", f"{headers}\nSubject: Hall\n\n{PROSE}\n").problems
    assert problem.rule == "too-large"


def test_a_long_message_with_rows_of_dashes_is_read() -> None:
    lines = "".join(f"{PROSE} No {n}.\n\n--------\n\n" for n in range(6_000))
    draft = read("a.eml", f"Subject: Hall\n\n{lines}")
    assert not any(problem.rule == "too-large" for problem in draft.problems)


def test_a_host_of_very_many_parts_is_cleaned() -> None:
    address = f"https://{'a.' * 90_000}example/"
    assert clean_text(f"{address}?utm_source=x more").text == f"{address} more"


def test_a_name_of_very_many_parts_in_toml_is_reported() -> None:
    draft = read("a.md", f"+++\n{'a.' * 50_000}b = 1\ntitle = 'Hall'\n+++\n\n{PROSE}\n")
    assert [problem.rule for problem in draft.problems] == ["toml"]
    assert "a name has more than 50 parts" in draft.problems[0].message
    deep = read("a.md", f"+++\ntitle = 'Hall'\n[extra.a.b.c]\nsite = 'a.b.c.d.example'\n+++\n\n{PROSE}\n")
    assert not deep.problems


def test_a_cell_that_spans_very_many_rows_is_one_cell() -> None:
    rows = "<tr><td rowspan=65534>a<td colspan=1000>b" * 3000
    draft = read("a.html", f"<article><h1>Hall</h1><table>{rows}</table><p>{PROSE}</p></article>")
    assert PROSE in words(draft)


@pytest.mark.parametrize("around", ["{}", "<span>{}</span>"])
def test_a_paragraph_of_very_many_elements_is_read(around: str) -> None:
    crowd = around.format("<b>\u00a0</b> <i>a</i> " * 8_000)
    draft = read("a.html", f"<article><h1>Hall</h1><p>{PROSE}</p><p>{crowd}</p></article>")
    assert PROSE in words(draft)


LONG = f"https://a.example/{'x' * 90_000}"


@pytest.mark.parametrize("reference", ["![x][a]", "[x][a]"])
@pytest.mark.parametrize("definition", [f"{LONG}.png", f"/x.png '{LONG}'"])
def test_a_long_address_to_which_very_many_references_lead_is_left_out(
    reference: str, definition: str
) -> None:
    draft = read("a.md", f"# Hall\n\n{PROSE}\n\n[a]: {definition}\n\n" + f"{reference}\n\n" * 10_000)
    assert PROSE in words(draft)
    (problem,) = [problem for problem in draft.problems if problem.rule == "long-addresses"]
    assert "links or pictures lost their addresses" in problem.message


def test_pictures_within_a_text_are_no_repeated_addresses() -> None:
    data = "data:image/png;base64," + "A" * 900_000
    draft = read("a.md", f"# Hall\n\n{PROSE}\n\n![x][a] and ![x][a]\n\n[a]: <{data}>\n")
    assert not [problem for problem in draft.problems if problem.rule == "long-addresses"]


@pytest.mark.parametrize(
    "head",
    [
        f"<base href='{LONG}/'>",
        f"<link rel=canonical href='{LONG}/'><meta property=og:url content='{LONG}/'>",
    ],
)
def test_links_relative_to_an_address_that_is_too_long_are_no_links(head: str) -> None:
    links = "".join(f"<p>{PROSE} <a href=b>The hall</a> has {n} seats.</p>" for n in range(2_100))
    draft = read("a.html", f"{head}<article><h1>Hall</h1><p>{PROSE}</p>{links}</article>")
    assert len(draft.paragraphs) > 2_000
    assert sum(len(paragraph.markup) for paragraph in draft.paragraphs) < 1_000_000


@pytest.mark.parametrize("size", ["-100x100", "_640", "@2x", "-large"])
def test_a_name_of_a_picture_with_very_many_sizes_is_read(size: str) -> None:
    picture = f"<figure><img src='https://a.example/a{size * 20_000}.jpg'><figcaption>A</figcaption></figure>"
    draft = read("a.html", f"<article><h1>Hall</h1><p>{PROSE}</p>{picture}</article>")
    assert PROSE in words(draft)


def test_a_table_of_very_many_columns_is_read() -> None:
    table = f"|{'a|' * 8_000}\n|{'-|' * 8_000}\n" + "|x|\n"
    assert PROSE in words(read("a.md", f"# Hall\n\n{PROSE}\n\n{table}"))


def test_very_many_formulas_in_one_element_are_read() -> None:
    formulas = "<math><mi>a</mi></math>" * 8_000
    page = f"<article><h1>Hall</h1><p>{PROSE}</p><p><span class=katex>{formulas}</span></p></article>"
    assert PROSE in words(read("a.html", page))
