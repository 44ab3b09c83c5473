"""The cache of authority entries: parsed again only after a change, with the same result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.authority.authority import Authority, load_authority, parse_authority
from generator.authority.cache import FILE, cached_authority
from generator.authority.read import AuthorityFile
from generator.model.problem import Problem

PEOPLE = "- {id: bellefonds, name: Linant de Bellefonds, aliases: [Bellefonds]}\n- {id: x, nom: X}\n"
PLACES = "- {id: suez, name: Suez, type: city, country: EG, latitude: 29.97, longitude: 32.53}\n"
TOPICS = "- {id: canals, name: Canals, terms: {en: [canal], fr: [canal]}, iptc: 'medtop:20000763'}\n"


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    base, own = tmp_path / "base", tmp_path / "own"
    base.mkdir()
    own.mkdir()
    (base / "people.yml").write_text(PEOPLE)
    (base / "places.yml").write_text(PLACES)
    (own / "topics.yml").write_text(TOPICS)
    return [base, own]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The number of files, for each time that they were parsed."""
    seen: list[int] = []

    def counted(files: Sequence[AuthorityFile]) -> tuple[Authority, tuple[Problem, ...]]:
        seen.append(len(files))
        return parse_authority(files)

    monkeypatch.setattr("generator.authority.cache.parse_authority", counted)
    return seen


def test_unchanged_files_are_not_parsed_again(folders: list[Path], tmp_path: Path, read: list[int]) -> None:
    first = cached_authority(folders, tmp_path)
    assert cached_authority(folders, tmp_path) == first == load_authority(folders)
    assert len(read) == 1
    assert first[1], "problems in a file must be reported each time"


@pytest.mark.parametrize("change", ["edited", "added", "removed", "another order"])
def test_changed_files_are_parsed_again(
    folders: list[Path], tmp_path: Path, read: list[int], change: str
) -> None:
    cached_authority(folders, tmp_path)
    if change == "edited":
        (folders[0] / "people.yml").write_text(PEOPLE.replace("[Bellefonds]", "[Belfons]"))
    elif change == "added":
        (folders[1] / "people.yml").write_text("- {id: bellefonds, name: Bellefonds}\n")
    elif change == "removed":
        (folders[1] / "topics.yml").unlink()
    else:
        (folders[1] / "places.yml").write_text(PLACES.replace("EG", "ET"))
        cached_authority(folders, tmp_path)
        folders.reverse()
    seen = len(read)
    assert cached_authority(folders, tmp_path) == load_authority(folders)
    assert len(read) == seen + 1


def test_a_lost_or_damaged_cache_is_rebuilt(folders: list[Path], tmp_path: Path) -> None:
    cached_authority(folders, tmp_path)
    (tmp_path / FILE).write_bytes(b"\xc1 no record")
    assert cached_authority(folders, tmp_path) == load_authority(folders)
