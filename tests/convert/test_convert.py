"""The conversion as a whole: its results, its problems, and that the same seeds give the same bytes."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from making import ROOT, folder, records, tree

from generator.convert.convert import Conversion, convert
from generator.inputs.seeds import read_seeds
from generator.inputs.settings import Settings
from generator.model.errors import ClipfileError
from generator.system.work import Where

TEXT = "Council votes for the new bridge\n\nThe council voted on Monday. The bridge will cost a lot.\n"


def problems(done: Conversion) -> list[tuple[str, int, str, str]]:
    return [(problem.path, problem.line, problem.rule, problem.severity) for problem in done.problems]


def test_the_owners_first_seed_reads_as_promised(tmp_path: Path) -> None:
    name = "000_dfc9ff1af13f9c54.txt"
    data = (ROOT / "seeds" / name).read_bytes()
    settings = folder(tmp_path, {name: data, name.replace(".txt", ".yml"): "retrieved: 2025-12-23"})
    assert convert(settings).problems == ()
    found = records(settings.docs, "seed")[name]
    lines = data.decode().splitlines()
    assert found["body"].split("\n\n") == [line for line in lines if line and not line.endswith(":")]
    assert len(found["body"].split("\n\n")) == 10
    assert [removed["text"] for removed in found["removed"]] == ["Related videos:", "Filed under:"]
    assert (found["date"], found["evidence"]["date"]["basis"]) == ("2025-12-22", "inferred")
    assert "December 22" in found["evidence"]["date"]["text"]
    assert "This Monday" in found["evidence"]["date"]["text"]
    assert found["evidence"]["title"]["basis"] == "inferred"
    assert len(found["title"]) <= 90
    assert set(found["people"]) == {"Sergey Lavrov", "Iván Gil", "Donald Trump", "Nicolás Maduro"}
    wanted = {"Russia", "Venezuela", "United States", "China", "Iran", "Moscow", "Caracas", "Caribbean Sea"}
    assert wanted <= set(found["places"]) <= wanted | {"Latin America", "Washington, D.C."}
    assert {"Russian Ministry of Foreign Affairs", "United Nations", "White House"} <= set(
        found["organizations"]
    )
    speakers = {quote["text"].strip(",. "): quote["speaker"] for quote in found["quotes"]}
    assert (
        speakers["comprehensive support and solidarity with the leadership and people of Venezuela"]
        == "Sergey Lavrov"
    )
    assert speakers["acts tough, it will be the last time"] == "Donald Trump"


def test_without_a_retrieval_year_the_date_stays_empty(tmp_path: Path) -> None:
    name = "000_dfc9ff1af13f9c54.txt"
    settings = folder(tmp_path, {name: (ROOT / "seeds" / name).read_bytes()})
    convert(settings)
    assert records(settings.docs, "seed")[name]["date"] is None


def test_each_bad_seed_is_reported_and_the_others_are_published(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "empty.txt": "",
        "binary.txt": bytes(range(256)) * 40,
        "picture.png": b"\x89PNG\r\n\x1a\n",
        "long.txt": "word " * 4_200_000,
        "yaml.txt": TEXT,
        "yaml.yml": "title: a\ndate: [",
        "day.txt": TEXT,
        "day.yml": "title: a\ndate: 2025-02-30",
        "front.md": "---\ntitle: [\n---\n\nText of one sentence.\n",
        "special.txt": TEXT,
        "special.yml": "title: 'A <b>\"title\"</b> & {{ x }} | [y](z) `c` \\ # *s* _u_ ''q'' ☃ — “z”: 100 %'",
        "good.txt": TEXT,
    }
    settings = folder(tmp_path, files)
    done = convert(settings)
    assert set(records(settings.docs, "seed")) == {"day.txt", "good.txt", "special.txt"}
    errors = [problem for problem in problems(done) if problem[3] == "error"]
    assert [(path, line) for path, line, *_ in errors] == [
        ("binary.txt", 0),
        ("empty.txt", 0),
        ("front.md", 3),
        ("long.txt", 0),
        ("picture.png", 0),
        ("yaml.yml", 3),
    ]
    assert all(problem.message for problem in done.problems)
    title = records(settings.docs, "seed")["special.txt"]["title"]
    assert title == "A <b>\"title\"</b> & {{ x }} | [y](z) `c` \\ # *s* _u_ 'q' ☃ — “z”: 100 %"
    (page,) = (settings.docs / "articles" / "undated").glob("a-b-title*.md")
    assert yaml.safe_load(page.read_text(encoding="utf-8").split("---\n")[1])["title"] == title


def test_the_same_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"{n:03}.txt": TEXT.replace("bridge", f"bridge {n}") for n in range(160)}
    first, second = folder(tmp_path / "one", files), folder(tmp_path / "two", {})
    names = list(files)
    random.Random(1).shuffle(names)  # noqa: S311 - any order will do
    second = folder(tmp_path / "two", {name: files[name] for name in names})
    convert(first, where=Where(1))
    convert(second, where=Where(2))
    assert tree(first.docs) == tree(second.docs)
    again = convert(first, where=Where(2))
    assert (again.written.changed, again.written.removed) == (0, 0)


def test_seeds_are_never_modified(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT, "a.yml": "date: 2024-01-05"})
    before = tree(settings.seeds)
    convert(settings)
    assert tree(settings.seeds) == before


def test_a_removed_seed_takes_its_pages_with_it(tmp_path: Path) -> None:
    settings = folder(
        tmp_path, {"a.txt": TEXT, "b.txt": "Another headline here\n\nA sentence stands here.\n"}
    )
    convert(settings)
    (settings.seeds / "b.txt").unlink()
    assert convert(settings).written.removed >= 1
    assert [path.stem for path in (settings.docs / "articles").rglob("*.md")] == [
        "council-votes-for-the-new-bridge"
    ]


def test_drafts_and_withdrawn_articles_are_not_published(tmp_path: Path) -> None:
    settings = folder(
        tmp_path, {"a.txt": TEXT, "a.yml": "status: draft", "b.txt": TEXT, "b.yml": "status: withdrawn"}
    )
    convert(settings)
    assert records(settings.docs, "seed") == {}


def test_a_fault_of_ours_in_one_seed_does_not_lose_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def extract(*_: object) -> object:
        raise RuntimeError("broken")

    settings = folder(tmp_path, {"a.txt": TEXT})
    monkeypatch.setattr("generator.convert.pipeline.extract", extract)
    (problem,) = convert(settings).problems
    assert (problem.rule, problem.path) == ("internal", "a.txt")
    assert "report it" in problem.message


def test_the_projects_own_seeds_convert_without_a_problem(tmp_path: Path) -> None:
    seeds, _ = read_seeds(ROOT / "seeds")
    done = convert(Settings().located(seeds=ROOT / "seeds", docs=tmp_path))
    assert done.problems == ()
    assert len(done.archive.articles) == len(seeds)


def test_two_conversions_of_one_folder_at_once_are_refused(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT})
    settings.docs.mkdir()
    command = (
        "import sys; from pathlib import Path; from generator.system.locking import lock;"
        "held = lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", command, str(settings.docs)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ClipfileError, match="Wait for it to finish"):
            convert(settings)
        holder.communicate()
    assert len(convert(settings).archive.articles) == 1
