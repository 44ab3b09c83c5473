from __future__ import annotations

import json
from typing import Any

from making import archive, article

from generator.inputs.settings import Settings
from generator.model.records import Article, Term
from generator.outputs.data.names import LIMIT, name_files
from generator.text.folding import fold_typed


def files(articles: list[Article]) -> dict[str, Any]:
    made = name_files(archive(articles), Settings())
    return {output.path.removeprefix("data/names/"): json.loads(output.text) for output in made}


def test_a_name_is_found_by_each_of_its_words_without_accents() -> None:
    made = files([article(people=(Term("ana", "Ána García"),))])
    assert made["index.json"] == "ag"
    for letter in "ag":
        assert made[f"{ord(letter):x}.json"]["names"] == [["Ána García", "people/ana/", 1]]


def test_a_large_archive_has_more_files_not_larger_ones() -> None:
    names = [f"M{chr(97 + number % 26)}{chr(97 + number // 26)} X{number}" for number in range(600)]
    made = files([article(seed=name, people=(Term(f"n{at}", name),)) for at, name in enumerate(names)])
    assert max(len(file["names"]) for path, file in made.items() if path != "index.json") <= LIMIT
    assert made["6d.json"]["next"] == "abcdefghijklmnopqrstuvwxyz"
    reached = {name for path, file in made.items() if path.startswith("6d-") for name, *_ in file["names"]}
    assert reached == set(names)


def test_names_with_most_articles_come_first() -> None:
    ana, amy = Term("ana", "Ana"), Term("amy", "Amy")
    made = files([article(seed="1", people=(ana,)), article(seed="2", people=(ana, amy))])
    assert [name for name, *_ in made["61.json"]["names"]] == ["Ana", "Amy"]


def test_folding_drops_marks_and_case_of_any_script() -> None:
    assert fold_typed("Øresund ÉÀ Лавров") == "øresund ea лавров"
