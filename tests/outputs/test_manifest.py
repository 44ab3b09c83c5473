"""Seeds are evidence: a manifest in BagIt form, and a check that their bytes stay what they were."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import bagit
import pytest
from making import folder

from generator.check.baseline import Published, read_digests
from generator.check.inspection import examine
from generator.convert.convert import convert, gather
from generator.inputs.history import added_seeds, is_blob
from generator.inputs.settings import Settings

TEXT = "Council votes for the bridge\n\nThe council voted on Monday for a bridge of wood over the river.\n"
OTHER = "Ferry stops for the winter\n\nThe ferry stops, as it does in every year in which there is ice.\n"
CHANGED = TEXT.replace("wood", "stone")
CORRECTED = "corrections: [{date: 2021-05-02, text: It is of stone.}]\n"
NAMES: dict[str, str | bytes] = {
    "bridge.txt": TEXT,
    "bridge.yml": "date: 2020-03-01\n",
    "a folder/ü\n.txt": OTHER,
}


def git(root: Path, *arguments: str, day: str = "2021-05-01") -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "core.autocrlf=false"]
    when = {"GIT_COMMITTER_DATE": f"{day}T12:00:00Z", "PATH": "/usr/bin:/bin"}
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True, env=when)


def commit(root: Path, day: str = "2021-05-01") -> None:
    git(root, "init", "-q")
    git(root, "add", "-A", "seeds")
    git(root, "commit", "-qm", "change", day=day)


def changed(settings: Settings, published: Published | None = None) -> list[tuple[str, str]]:
    found = examine(settings, gather(settings), published)
    return [(item.path, item.severity) for item in found if item.rule == "seed-changed"]


def bag(settings: Settings, root: Path) -> bagit.Bag:
    """A bag of the manifest and the files that it lists, as README says to make one."""
    (root / "bagit.txt").write_text("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    manifest = settings.docs / "data" / "manifest-sha256.txt"
    (root / "manifest-sha256.txt").write_bytes(manifest.read_bytes())
    for name in read_digests(manifest.read_text(encoding="utf-8")):
        (root / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(settings.seeds / name, root / "data" / name)
    return bagit.Bag(str(root))


def test_the_manifest_and_its_files_form_a_valid_bag(tmp_path: Path) -> None:
    # Not every file in the folder of seeds belongs to a published article.
    others = {"draft.txt": OTHER, "draft.yml": "status: draft\n", "authority/people.yml": "[]\n"}
    settings = folder(tmp_path / "archive", {**NAMES, **others})
    convert(settings)
    (tmp_path / "bag").mkdir()
    made = bag(settings, tmp_path / "bag")
    made.validate()
    assert set(made.payload_entries()) == {f"data/{name}" for name in NAMES}
    (tmp_path / "bag" / "data" / "bridge.txt").write_text(CHANGED)
    with pytest.raises(bagit.BagValidationError, match=r"bridge\.txt"):
        bagit.Bag(str(tmp_path / "bag")).validate()


def test_the_manifest_lists_the_seeds_of_the_site(tmp_path: Path) -> None:
    others = {"draft.txt": OTHER, "draft.yml": "status: draft\n", "empty.txt": "", "100%.txt": OTHER * 2}
    settings = folder(tmp_path, {**NAMES, **others})
    convert(settings)
    text = (settings.docs / "data" / "manifest-sha256.txt").read_text()
    assert set(read_digests(text)) == {*NAMES, "100%.txt"}
    names = [line.partition("  ")[2] for line in text.splitlines()]
    assert names[:2] == ["data/100%25.txt", "data/a folder/ü%0A.txt"]


def test_a_seed_that_changed_asks_for_a_correction(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"bridge.txt": TEXT, "ferry.txt": OTHER})
    commit(tmp_path)
    assert changed(settings) == []
    folder(tmp_path, {"bridge.txt": CHANGED})
    assert changed(settings) == [("bridge.txt", "warning")]
    commit(tmp_path, "2021-06-01")
    assert changed(settings) == [("bridge.txt", "warning")]
    messages = [
        problem.message for problem in examine(settings, gather(settings)) if problem.rule == "seed-changed"
    ]
    assert "added on 2021-05-01 (commit " in messages[0]
    assert "corrections: [{date: YYYY-MM-DD, text: ...}]" in messages[0]


@pytest.mark.parametrize(("day", "count"), [("2021-05-02", 0), ("2021-05-01", 0), ("2021-04-30", 1), ("", 1)])
def test_only_a_correction_since_it_was_added_counts(tmp_path: Path, day: str, count: int) -> None:
    settings = folder(tmp_path, {"bridge.txt": TEXT})
    commit(tmp_path)
    folder(tmp_path, {"bridge.txt": CHANGED, "bridge.yml": CORRECTED.replace("2021-05-02", day)})
    assert len(changed(settings)) == count


def test_a_seed_keeps_its_first_bytes_under_another_name(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"bridge.txt": TEXT * 5, "ü\n.txt": OTHER})
    commit(tmp_path)
    (settings.seeds / "sub").mkdir()
    (settings.seeds / "bridge.txt").rename(settings.seeds / "sub" / "bridge.txt")
    commit(tmp_path, "2021-06-01")
    assert changed(settings) == []
    folder(
        tmp_path, {"sub/bridge.txt": TEXT * 5 + "One more line, which nobody wrote in the year it is from.\n"}
    )
    commit(tmp_path, "2021-07-01")
    assert changed(settings) == [("sub/bridge.txt", "warning")]
    assert added_seeds(settings.seeds)["sub/bridge.txt"].day == "2021-05-01"


def test_line_ends_changed_by_git_do_not_count_as_a_change(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"bridge.txt": TEXT})
    commit(tmp_path)
    folder(tmp_path, {"bridge.txt": TEXT.replace("\n", "\r\n")})
    assert changed(settings) == []
    assert not is_blob(CHANGED.encode(), added_seeds(settings.seeds)["bridge.txt"].blob)


def test_outside_git_seeds_are_compared_with_the_published_manifest(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"bridge.txt": TEXT, "ferry.txt": OTHER})
    convert(settings)
    text = (settings.docs / "data" / "manifest-sha256.txt").read_text()
    before = Published("the site", frozenset(), read_digests(text))
    assert changed(settings, before) == []
    folder(tmp_path, {"bridge.txt": CHANGED})
    assert changed(settings) == []
    assert changed(settings, before) == [("bridge.txt", "warning")]
    folder(tmp_path, {"bridge.yml": CORRECTED})
    assert changed(settings, before) == []
