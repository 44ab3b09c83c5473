"""A sidecar is parsed once, and its faults are those of its seed alone."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from making import folder

from generator.check.inspection import inspect
from generator.convert.convert import convert
from generator.extract.formats import declared_fields
from generator.inputs.contents import FileCache
from generator.inputs.seeds import read_seeds
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Declaration, Sidecar
from generator.model.problem import Problem

TEXT = "Market hall\n\nThe council voted on Tuesday to repair the roof of the market hall.\n"
HOSTILE = [
    b"title: [unclosed",
    b"\xff\xfe\xff",
    b"a: &a [x]\nb: *a\n",
    b"!!python/object/apply:os.system [id]",
    b"{" * 5_000,
    b"title: x\ntitle: y\n",
    b"- a list",
    b"withdrawn: {date: 2020-02-30}\n",
]
calls: list[str] = []


def counted(path: str, data: bytes) -> tuple[Declaration, tuple[Problem, ...]]:
    calls.append(path)
    return Declaration({"title": data.decode()}), ()


def test_a_sidecar_is_parsed_once_on_first_use() -> None:
    calls.clear()
    sidecar = Sidecar("a.yml", b"A", counted)
    assert calls == []
    assert sidecar.declared.values == {"title": "A"}
    assert sidecar.problems == ()
    sent = pickle.loads(pickle.dumps(sidecar))  # noqa: S301 - of our own making
    assert sent.declared == sidecar.declared
    assert calls == ["a.yml"]


def test_a_process_parses_it_again_only_after_a_change(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT, "a.yml": "title: A\n"})
    kept = FileCache()
    first, second = (read_seeds(settings.seeds, kept)[0][0] for _ in range(2))
    assert first.sidecar is second.sidecar
    (settings.seeds / "a.yml").write_text("title: Another\n")
    assert read_seeds(settings.seeds, kept)[0][0].declared.values == {"title": "Another"}
    (settings.seeds / "a.yml").unlink()
    assert read_seeds(settings.seeds, kept)[0][0].sidecar is None
    assert kept.sidecars == {}


@pytest.mark.parametrize("data", HOSTILE)
def test_a_broken_sidecar_is_a_problem_of_its_seed_alone(tmp_path: Path, data: bytes) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT, "a.yml": data, "b.txt": TEXT.replace("Market", "Town")})
    done = convert(settings)
    assert [article.seed for article in done.archive.articles] == ["b.txt"]
    assert {problem.path for problem in done.problems} == {"a.yml"}
    assert {problem.path for problem in inspect(settings) if problem.severity == "error"} == {"a.yml"}


def test_the_notice_of_a_withdrawal_that_is_not_utf_8_is_not_lost_in_silence(tmp_path: Path) -> None:
    notice = "id: gone\nwithdrawn: {date: 2020-01-01, reason: Größe}\n".encode("latin-1")
    problems = convert(folder(tmp_path, {"a.txt": TEXT, "gone.yml": notice})).problems
    assert [(problem.path, problem.rule, problem.severity) for problem in problems] == [
        ("gone.yml", "sidecar-encoding", "error")
    ]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_declared_fields_are_known_without_reading_the_text(tmp_path: Path, name: str, mark: bytes) -> None:
    front = mark + b"---\ntitle: A\nlanguage: en\n---\n" + TEXT.encode()
    settings = folder(tmp_path, {name: front, "a.yml": "language: de\n"})
    (seed,) = read_seeds(settings.seeds)[0]
    declared = declared_fields(seed)
    assert declared.values == {"title": "A", "language": "de"}
    assert declared.paths == {"title": name, "language": "a.yml"}


def test_a_sidecar_says_where_it_is() -> None:
    assert sidecar_of("sub/a.yml", b"tittle: x").problems[0].path == "sub/a.yml"
