"""What a conversion hands over to the next one in the same process only saves time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from making import folder, tree

from generator.convert.convert import convert
from generator.convert.handover import Handover
from generator.inputs.settings import Settings

SEEDS: dict[str, str | bytes] = {
    "a.txt": "Suez Canal reopens after eight years\n\nLinant de Bellefonds had measured the land in Paris.\n",
    "b.txt": "Øresund Bridge opens to traffic\n\nThe bridge to Malmö opened on Saturday.\n",
    "c.txt": "First cable under the sea\n\nSergej Lawrow spoke of the cable. It opened on Saturday.\n",
    "d.txt": "Øresund Bridge opens to traffic\n\nIt was the second bridge of that name, built of stone.\n",
}


def _write(name: str, text: str) -> Callable[[Settings], None]:
    def write(settings: Settings) -> None:
        path = settings.seeds / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    return write


def _remove(name: str) -> Callable[[Settings], None]:
    return lambda settings: (settings.seeds / name).unlink()


def _rename(settings: Settings) -> None:
    (settings.seeds / "c.txt").rename(settings.seeds / "z.txt")


EDITS: dict[str, Callable[[Settings], None]] = {
    "a text": _write("a.txt", "Suez Canal reopens\n\nShips pass again.\n"),
    "a text of the same length": _write("a.txt", "Suez Canal reopens\n\nShips stay again.\n"),
    "a sidecar": _write("b.yml", "date: 2000-07-01\n"),
    "a first headline goes, the other takes its address": _remove("b.txt"),
    "a new seed": _write("e.txt", "Third bridge planned\n\nNobody knows where it shall stand.\n"),
    "a name is known": _write("authority/people.yml", "- {id: bellefonds, name: Linant de Bellefonds}\n"),
    "a seed is renamed": _rename,
    "a name is another": _write("authority/people.yml", "- {id: sl, name: Sergej Lawrow}\n"),
    "a withdrawal": _write("z.yml", "id: cable\nwithdrawn: {date: 2024-01-01, reason: Wrong.}\n"),
    "the cache goes": lambda settings: shutil.rmtree(settings.docs / ".cache"),
    "nothing": lambda _: None,
}


def test_the_result_is_the_same_with_and_without_a_handover(tmp_path: Path) -> None:
    settings, handover = folder(tmp_path / "kept", SEEDS), Handover()
    convert(settings, handover=handover)
    for name, edit in EDITS.items():
        edit(settings)
        # The settings file declares the rights, and it may change while a site is served.
        now = replace(settings, rights="CC0" if "seed" in name else "")
        kept = convert(now, handover=handover)
        rebuilt = convert(replace(now, docs=tmp_path / "rebuilt"))
        assert tree(now.docs) == tree(tmp_path / "rebuilt"), name
        shutil.rmtree(tmp_path / "rebuilt" / ".cache")
        assert kept.problems == rebuilt.problems, name


def test_another_conversion_in_between_is_noticed(tmp_path: Path) -> None:
    settings, handover = folder(tmp_path, SEEDS), Handover()
    convert(settings, handover=handover)
    EDITS["a name is known"](settings)
    convert(settings)
    _remove("authority/people.yml")(settings)
    convert(settings)
    EDITS["a name is another"](settings)
    convert(settings, handover=handover)
    found = tree(settings.docs)
    shutil.rmtree(settings.docs)
    convert(settings)
    assert tree(settings.docs) == found


def test_nothing_is_read_or_unpacked_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings, handover = folder(tmp_path, SEEDS), Handover()
    convert(settings)
    convert(settings, handover=handover)
    monkeypatch.delattr("generator.authority.cache.parse_authority")
    monkeypatch.delattr("generator.convert.cache.decoded.decode_record")
    monkeypatch.setattr("generator.inputs.contents.Content", None)
    assert convert(settings, handover=handover).written.changed == 0
