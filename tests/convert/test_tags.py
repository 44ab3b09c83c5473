"""Tags through a whole conversion, and through a second one that reads the pages of the first."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from making import folder

from generator.convert.convert import convert
from generator.inputs.settings import Settings

AUTHORITY: dict[str, str | bytes] = {
    "authority/people.yml": "- {id: vera-lindqvist, name: Vera Lindqvist, aliases: [Lindqvist]}\n",
    "authority/places.yml": "- {id: port-amsel, name: Port Amsel}\n- {id: old-quay, name: Old Quay}\n",
    "authority/topics.yml": "- {id: harbours, name: Harbours}\n- {id: old-quay, name: Old Quay}\n",
}
SEEDS: dict[str, str | bytes] = {
    "a.md": "---\ntitle: Crane falls\ntags: [lindqvist, harbours, Heavy lifting, Old Quay]\n---\n\n"
    "A crane fell in Port Amsel on Monday. Nobody was hurt when it came down on the stones.\n",
    "b.html": "<html><head><title>Crane rises</title><meta property='article:tag' content='Port Amsel'>"
    "<meta property='article:tag' content='heavy-lifting'></head><body><article><h1>Crane rises</h1>"
    "<p>The crane that fell on Monday stands again, and ships are unloaded as they were before it.</p>"
    "</article></body></html>\n",
    "c.md": "---\ntitle: Nobody pays\npeople: [Ines Unknown]\ntags: [Ines Unknown, C++]\n---\n\nNobody "
    "paid.\n",
}
KINDS = ("topics", "people", "places", "tags", "all_tags")


def terms(settings: Settings) -> dict[str, list[list[str]]]:
    lines = (settings.docs / "data" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    records: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return {record["title"]: [record[kind] for kind in KINDS] for record in records}


def test_tags_go_where_they_belong_and_stay_there_when_a_page_is_converted_again(tmp_path: Path) -> None:
    settings = folder(tmp_path / "one", SEEDS | AUTHORITY)
    convert(settings)
    found = terms(settings)
    assert found == {
        "Crane falls": [
            ["Harbours"],
            ["Vera Lindqvist"],
            ["Port Amsel"],
            ["Heavy lifting", "Old Quay"],
            ["Heavy lifting", "Old Quay", "Harbours", "Vera Lindqvist", "Port Amsel"],
        ],
        # Its text does not mention Port Amsel.
        "Crane rises": [[], [], [], ["Port Amsel", "Heavy lifting"], ["Port Amsel", "Heavy lifting"]],
        "Nobody pays": [[], ["Ines Unknown"], [], ["C++"], ["C++", "Ines Unknown"]],
    }
    again = folder(tmp_path / "two", AUTHORITY)
    shutil.copytree(settings.docs / "articles", again.seeds / "articles")
    convert(again)
    # If a page has no terms, a known name among its tags cannot be recognised as a free tag.
    del found["Crane rises"]
    assert {title: kinds for title, kinds in terms(again).items() if title in found} == found
