"""The cache only saves time, and a changed authority file rebuilds what depends on it."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from making import folder, tree

from generator.convert.convert import convert, gather
from generator.convert.outcome import Outcome
from generator.convert.pipeline import make_article
from generator.inputs.settings import Settings
from generator.model.documents import Seed
from generator.model.errors import ClipfileError

SEEDS: dict[str, str | bytes] = {
    "a.txt": "Suez Canal reopens after eight years\n\nLinant de Bellefonds had measured the land.\n",
    "b.txt": "Øresund Bridge opens to traffic\n\nThe bridge to Malmö opened on Saturday.\n",
    "c.txt": "First cable under the sea\n\nSergej Lawrow spoke of the cable. It opened on Saturday.\n",
}


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The seeds that were converted, not taken from the cache."""
    seen: list[str] = []

    def counted(seed: Seed, authority: object) -> Outcome:
        seen.append(seed.path)
        return make_article(seed, authority)  # type: ignore[arg-type]

    monkeypatch.setattr("generator.convert.worker.make_article", counted)
    return seen


def converted(settings: Settings, made: list[str]) -> list[str]:
    made.clear()
    convert(settings)
    return list(made)


def test_only_changed_seeds_are_converted_again(tmp_path: Path, made: list[str]) -> None:
    settings = folder(tmp_path, SEEDS)
    assert converted(settings, made) == ["a.txt", "b.txt", "c.txt"]
    assert converted(settings, made) == []
    (settings.seeds / "b.yml").write_text("date: 2000-07-01")
    assert converted(settings, made) == ["b.txt"]
    (settings.seeds / "a.txt").write_text("Suez Canal reopens\n\nShips pass again.\n")
    assert converted(settings, made) == ["a.txt"]


@pytest.mark.parametrize(
    ("file", "entry", "concerned"),
    [
        ("people", "- {id: bellefonds, name: Linant de Bellefonds}", ["a.txt"]),
        ("people", "- {id: nobody, name: Nemo Nusquam}", []),
        ("people", "- {id: bellefonds, name: Linant de Bellefonds, context: [bridge, land]}", ["a.txt"]),
        ("organizations", "- {id: oresund-bridge, name: Øresund Bridge}", ["b.txt"]),
        ("topics", "- {id: cables, name: Cables, terms: {en: [cable]}}", ["c.txt"]),
    ],
)
def test_an_authority_entry_affects_the_articles_that_may_name_it(
    tmp_path: Path, made: list[str], file: str, entry: str, concerned: list[str]
) -> None:
    settings = folder(tmp_path, SEEDS)
    convert(settings)
    authority = settings.seeds / "authority" / f"{file}.yml"
    authority.parent.mkdir()
    authority.write_text(entry)
    assert converted(settings, made) == concerned
    with_cache = tree(settings.docs)
    shutil.rmtree(settings.docs)
    convert(settings)
    assert tree(settings.docs) == with_cache
    authority.unlink()
    assert converted(settings, made) == concerned


def test_authority_entries_take_a_tag_and_give_it_back(tmp_path: Path, made: list[str]) -> None:
    settings = folder(tmp_path, SEEDS | {"a.yml": "tags: [Linen]\n", "b.yml": "tags: [Steel]\n"})
    authority = settings.seeds / "authority"

    def lists() -> set[str]:
        return {
            f"{kind}/linen" for kind in ("tags", "topics") if (settings.docs / kind / "linen.md").exists()
        }

    convert(settings)
    assert lists() == {"tags/linen"}
    authority.mkdir()
    (authority / "topics.yml").write_text("- {id: linen, name: Linen}")
    assert converted(settings, made) == ["a.txt"]
    assert lists() == {"topics/linen"}
    # Now the name is ambiguous.
    (authority / "organizations.yml").write_text("- {id: linen-guild, name: Linen Guild, aliases: [Linen]}")
    assert converted(settings, made) == ["a.txt"]
    assert lists() == {"tags/linen"}
    with_cache = tree(settings.docs)
    shutil.rmtree(settings.docs)
    convert(settings)
    assert tree(settings.docs) == with_cache


def test_a_changed_description_affects_no_article(tmp_path: Path, made: list[str]) -> None:
    entry = "- {id: bellefonds, name: Linant de Bellefonds"
    settings = folder(tmp_path, SEEDS | {"authority/people.yml": entry + "}"})
    convert(settings)
    (settings.seeds / "authority" / "people.yml").write_text(entry + ", description: Engineer in Egypt}")
    assert converted(settings, made) == []


def test_an_unreadable_cache_is_rebuilt(tmp_path: Path, made: list[str]) -> None:
    settings = folder(tmp_path, SEEDS)
    convert(settings)
    before = tree(settings.docs)
    (settings.docs / ".cache" / "articles.sqlite").write_bytes(b"not a database" * 100)
    assert converted(settings, made) == ["a.txt", "b.txt", "c.txt"]
    assert tree(settings.docs) == before


def test_an_interrupted_conversion_keeps_its_results(
    tmp_path: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = folder(tmp_path, SEEDS)

    def interrupted(seed: Seed, authority: object) -> Outcome:
        if seed.path == "c.txt":
            raise KeyboardInterrupt
        return make_article(seed, authority)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("generator.convert.worker.make_article", interrupted)
        with pytest.raises(KeyboardInterrupt):
            convert(settings)
    assert converted(settings, made) == ["c.txt"]


def test_a_text_that_another_conversion_replaced_is_not_mixed_in(tmp_path: Path) -> None:
    settings = folder(tmp_path, SEEDS)
    archive = convert(settings).archive
    first, second = (
        next(article for article in archive.articles if article.seed == name) for name in ("a.txt", "b.txt")
    )
    (settings.seeds / "a.txt").write_text("Suez Canal reopens\n\nShips pass again.\n")
    convert(settings)
    assert archive.text(second).body == "The bridge to Malmö opened on Saturday."
    with pytest.raises(ClipfileError, match=r"text of a\.txt"):
        archive.text(first)


def test_gathered_texts_do_not_need_the_cache(tmp_path: Path) -> None:
    settings = folder(tmp_path, SEEDS)
    archive = gather(settings).archive
    shutil.rmtree(settings.docs)
    assert [archive.text(article).paragraphs[0].line for article in archive.articles] == [3, 3, 3]


def test_default_rights_have_evidence_unless_an_article_states_its_own(tmp_path: Path) -> None:
    settings = replace(folder(tmp_path, SEEDS | {"b.yml": "rights: Ask first"}), rights="CC0-1.0")
    archive = convert(settings).archive
    rights = {
        article.seed: (article.rights, archive.text(article).evidence["rights"].rule)
        for article in archive.articles
    }
    assert rights["a.txt"] == ("CC0-1.0", "archive-settings")
    assert rights["b.txt"] == ("Ask first", "sidecar")


def test_converting_other_seeds_does_not_delete_the_cache_of_the_archive(
    tmp_path: Path, made: list[str]
) -> None:
    settings = folder(tmp_path, SEEDS)
    tried = folder(tmp_path / "tried", {"d.txt": SEEDS["a.txt"]})
    convert(settings)
    assert converted(settings.located(seeds=tried.seeds, docs=settings.docs), made) == ["d.txt"]
    assert converted(settings, made) == []


def test_the_unused_cache_of_other_seeds_is_deleted_in_time(tmp_path: Path) -> None:
    settings = folder(tmp_path, SEEDS)
    tried = folder(tmp_path / "tried", {"d.txt": SEEDS["a.txt"]})
    convert(settings.located(seeds=tried.seeds, docs=settings.docs))
    (other,) = (settings.docs / ".cache").glob("articles-*.sqlite")
    convert(settings)
    assert other.exists()
    os.utime(other, (0, 0))
    convert(settings)
    assert not other.exists()
