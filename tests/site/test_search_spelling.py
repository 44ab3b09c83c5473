"""The words of the archive in small files: each in one by its first letter, and in one by its second."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from searching import catalog, index, write_records

from generator.site.search.spelling import spelling


def words_of(content: Any) -> dict[str, str]:
    """The words of a file, each with its frequency."""
    shortened, frequencies, *_ = content
    words, before = [], ""
    for shared, rest in re.findall(r"(\d)(\D*)", shortened):
        before = before[: int(shared)] + rest
        words.append(before)
    return dict(zip(words, frequencies, strict=True))


def files(counts: dict[str, int], articles: int = 1) -> list[dict[str, str]]:
    """The words of all files."""
    return [words_of(content) for _, content in spelling([counts], [{}], articles).files()]


def test_words_in_nearly_all_articles_are_known_but_not_offered(tmp_path: Path) -> None:
    bodies = [f"with {'zeppelin' if number == 7 else 'harbour'} 卫星 1987" for number in range(30)]
    write_records(tmp_path, [{"url": f"{n}/", "title": "", "body": body} for n, body in enumerate(bodies)])
    index(tmp_path, tmp_path / "site")
    summary = catalog(tmp_path / "site", "summary")["spelling"]
    assert summary == {"first": [[ord("h"), 4, 8]], "second": [[ord("e"), 8, 8]], "whole": True}
    assert words_of(catalog(tmp_path / "site", "spelling/0")) == {
        "harbour": "0",
        "with": "0",
        "zeppelin": "1",
    }
    assert words_of(catalog(tmp_path / "site", "spelling/1")) == {"zeppelin": "1"}


def test_letters_with_few_words_share_a_file_and_one_with_many_has_several(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.site.search.spelling.FEW", 2)
    monkeypatch.setattr("generator.site.search.spelling.MANY", 3)
    counts = dict.fromkeys(["anchor", "berth", "dock", "dike", "drydock", "dredger", "driftwood", "ferry"], 1)
    made = spelling([counts], [{}], 1)
    assert made.summary["first"] == [(ord("a"), 5, 6), (ord("d"), 4, 4), (ord("d"), 7, 9), (ord("f"), 5, 5)]
    by_first = [set(words_of(content)) for _, content in made.files()][: len(made.first)]
    assert by_first == [{"anchor", "berth"}, {"dike", "dock"}, {"dredger", "drydock", "driftwood"}, {"ferry"}]


def test_words_say_how_frequent_they_are() -> None:
    assert files({"quay": 1, "quays": 2, "query": 16}, 100)[0] == {"quay": "1", "quays": "3", "query": "9"}


def test_accents_are_kept_for_words_that_always_have_them() -> None:
    counts = [{"bundnis": 3, "resume": 2}, {"bundnis": 1, "resume": 1}]
    ways = [{"bundnis": "bündnis", "resume": "résumé"}, {"bundnis": "bundnís"}]
    made = spelling(counts, ways, 9)
    assert made.written == {"bundnis": "bündnis"}
    assert dict(made.files())["spelling/0"][2] == {"bundnis": "bündnis"}


def test_a_file_by_first_letters_says_which_shards_have_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.site.search.spelling.BITS", 3)
    counts = [{"quay": 1}, {"berth": 1}, {"berth": 2, "quay": 1}, {"crane": 1}]
    made = dict(spelling(counts, [{}] * 4, 9).files())
    assert made["spelling/0"][3] == [0b110, 0, 0b101]  # berth, crane, quay
    assert made["spelling/1"][3] == []


def test_rare_words_of_a_large_archive_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.site.search.spelling.LISTED", 2)
    made = spelling([{"quay": 5, "berth": 2, "crane": 1}], [{}], 9)
    assert not made.whole
    assert [known.word for file in made.first for known in file.words] == ["berth", "quay"]
