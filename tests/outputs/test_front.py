from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from making import archive, article, folder

from generator.convert.convert import convert
from generator.inputs.settings import Settings
from generator.model.pictures import Picture
from generator.model.records import Article, Source
from generator.outputs.keys import settings_key
from generator.outputs.pages.choices import each_day, unknown_choices
from generator.outputs.pages.front import LATEST, day_files, front_page
from generator.site.session import empty_sections


def day(number: int, date: str, **values: Any) -> Article:
    """An article that reports an event of its own."""
    body = " ".join(f"Word{number}{letter} came." for letter in "abcdefgh")
    return article(seed=f"{number:02}", title=f"N{number}", date=date, body=body, **values)


# Some days apart, so that the newest is the only candidate for the lead.
SPRING = [day(number, str(dt.date(2024, 3, 1) + dt.timedelta(days=4 * number))) for number in range(1, 15)]


def home(articles: list[Article], settings: Settings) -> dict[str, Any]:
    (output,) = front_page(archive(articles), settings)
    return dict(output.page.view)


def titles(articles: list[Article], settings: Settings) -> list[str]:
    return [entry["title"] for entry in home(articles, settings)["latest"]]


def test_an_editor_chooses_the_lead_and_what_follows_it() -> None:
    chosen = Settings(lead="n3", pinned=("articles/2024/03/n5/", "n3", "n1"))
    assert titles(SPRING, chosen) == ["N3", "N5", "N1", "N14", "N13", "N12", "N11", "N10", "N9"]
    pinned = Settings(pinned=("n2",))
    assert titles(SPRING, pinned)[:3] == ["N14", "N2", "N13"]
    assert len(titles(SPRING, pinned)) == LATEST


def test_an_unknown_choice_is_reported_with_its_line_and_left_out(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("extra:\n  clipfile:\n    front_page:\n      lead: n33\n      pinned: [n4]\n")
    settings = Settings(file=file, lead="n33", pinned=("n4",))
    (problem,) = unknown_choices(archive(SPRING), settings)
    assert (problem.path, problem.line, problem.severity) == ("mkdocs.yml", 4, "warning")
    assert "'n33'" in problem.message
    assert "did you mean 'n" in problem.message
    assert titles(SPRING, settings)[:2] == ["N14", "N4"]


def test_a_conversion_reports_unknown_choices(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": "Ferry returns\n\nThe ferry came back on Tuesday, two days late."})
    (tmp_path / "mkdocs.yml").write_text("pinned: [mole]\n")
    settings = Settings(
        seeds=settings.seeds, docs=settings.docs, file=tmp_path / "mkdocs.yml", pinned=("mole",)
    )
    assert [problem.rule for problem in convert(settings).problems] == ["front-page-article"]
    # Of this archive of one article without names, only the lists by date have anything to show.
    assert set(empty_sections(settings.docs)) >= {"people", "organizations", "places", "map", "quotations"}
    assert not {"dates", "timeline"} & set(empty_sections(settings.docs))


def test_each_day_of_the_year_has_its_articles_or_those_nearby() -> None:
    of = archive([day(1, "1990-02-28"), day(2, "1996-02-29"), day(3, "2003-12-30"), day(4, "2004")])
    found = {f"{when:%m-%d}": (exact, [item.title for item in some]) for when, exact, some in each_day(of, 4)}
    assert found["02-28"] == (True, ["N1"])
    assert found["03-02"] == (False, ["N2", "N1"])
    assert found["01-02"] == (False, ["N3"])
    assert "06-15" not in found


def test_the_29th_of_february_is_a_day_of_its_own() -> None:
    leap = archive([day(1, "2024-02-29"), day(2, "2023-03-01"), day(3, "2022-02-28")])
    found = {
        f"{date:%m-%d}": [item.title for item in there] for date, exact, there in each_day(leap, 5) if exact
    }
    assert found == {"02-28": ["N3"], "02-29": ["N1"], "03-01": ["N2"]}


def test_no_other_page_depends_on_what_the_front_page_shows() -> None:
    settings = Settings(site_name="An archive")
    chosen = replace(settings, lead="n3", pinned=("n1",), front_page=("latest",))
    assert settings_key(chosen) == settings_key(settings)
    assert settings_key(replace(settings, site_name="Another")) != settings_key(settings)


def test_files_of_months_have_what_the_front_page_shows_of_the_day_of_the_reader() -> None:
    source = Source(name="The Harbour Herald")
    of = archive([day(1, "1990-05-04", source=source, language="ar"), day(2, "2004-05-04")])
    (may,) = [output for output in day_files(of, Settings()) if output.path == "data/days/05.json"]
    days = json.loads(may.text)
    assert days["04"]["exact"] is True
    assert days["04"]["articles"] == [
        {"title": "N2", "url": "articles/2004/05/n2/", "date": "2004-05-04", "when": "May 4, 2004"},
        {
            "title": "N1",
            "url": "articles/1990/05/n1/",
            "date": "1990-05-04",
            "when": "May 4, 1990",
            "source": "The Harbour Herald",
            "language": "ar",
            "direction": "rtl",
        },
    ]
    assert days["05"]["exact"] is False
    assert list(day_files(of, Settings(front_page=("latest",)))) == []


def test_a_large_archive_has_a_place_for_the_day_of_the_reader() -> None:
    assert home(SPRING, Settings())["on_these_days"] == {"day": "April 26", "entries": []}
    assert "on_these_days" not in home(SPRING[:3], Settings())


def test_the_lead_of_one_day_has_a_picture_if_any_has() -> None:
    picture = Picture(file="a.jpg", sha256="0" * 64, type="image/jpeg", width=9, height=9, lead=True)
    pictured = day(20, "2024-04-25", pictures=(picture,))
    assert titles([*SPRING, pictured], Settings())[0] == "N20"
