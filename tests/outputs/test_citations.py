from __future__ import annotations

import json

from making import article
from msgspec.structs import replace

from generator.inputs.settings import Settings
from generator.model.records import Source
from generator.outputs.citations import citations

FULL = article(
    id="x",
    title="Who pays 5% & why?",
    date="2024-01-05",
    authors=("Ana María Ruiz", "Otto Klee"),
    source=Source(name="The Herald", url="https://a.example/x"),
    language="en",
)


def test_every_style_of_a_full_record() -> None:
    cited = citations(FULL, Settings())
    assert (
        cited["apa"]
        == "Ruiz, A. M., & Klee, O. (2024, January 5). Who pays 5% & why? The Herald. https://a.example/x"
    )
    assert (
        cited["mla"]
        == "Ruiz, Ana María, and Otto Klee. “Who pays 5% & why?” The Herald, 5 January 2024, a.example/x."
    )
    assert cited["chicago"] == (
        "Ruiz, Ana María, and Otto Klee. “Who pays 5% & why?” The Herald, January 5, 2024. https://a.example/x."
    )
    assert json.loads(cited["csl"]) == [
        {
            "id": "x",
            "type": "article-newspaper",
            "title": "Who pays 5% & why?",
            "container-title": "The Herald",
            "author": [{"family": "Ruiz", "given": "Ana María"}, {"family": "Klee", "given": "Otto"}],
            "issued": {"date-parts": [[2024, 1, 5]]},
            "language": "en",
            "URL": "https://a.example/x",
        }
    ]
    assert r"title = {{Who pays 5\% \& why?}}" in cited["bibtex"]
    assert cited["ris"].splitlines()[:3] == ["TY  - NEWS", "AU  - Ruiz, Ana María", "AU  - Klee, Otto"]
    assert cited["ris"].splitlines()[-1] == "ER  - "


def test_unknown_fields_are_left_out() -> None:
    cited = citations(article(id="x", title="T"), Settings(site_name="Archive"))
    assert cited["apa"] == "T. (n.d.). Archive."
    assert cited["mla"] == cited["chicago"] == "“T.” Archive."
    assert "issued" not in cited["csl"]
    assert "date" not in cited["bibtex"]


def test_chicago_names_three_of_many_authors() -> None:
    many = tuple(f"A{number} B" for number in range(7))
    cited = citations(article(id="x", title="T", authors=many), Settings())
    assert cited["chicago"].startswith("B, A0, A1 B, A2 B, et al. “T.”")


def test_citations_of_a_partial_date_say_what_is_known() -> None:
    month, year = (citations(replace(FULL, date=date), Settings()) for date in ("1974-05", "1896"))
    assert "(1974, May)." in month["apa"]
    assert "The Herald, May 1974," in month["mla"]
    assert "The Herald, 1896." in year["chicago"]
    assert json.loads(month["csl"])[0]["issued"] == {"date-parts": [[1974, 5]]}
    assert json.loads(year["csl"])[0]["issued"] == {"date-parts": [[1896]]}
    assert "DA  - 1974/05\nPY  - 1974" in month["ris"]
    assert "date = {1896},\n  year = {1896}" in year["bibtex"]
