"""Trees of finished files: differences from their records, and what remains of a site after the swap."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.site.trees.trees import INDEX, SourceFile, difference, forget, survey, update


@pytest.fixture
def pieces(tmp_path: Path) -> dict[str, SourceFile]:
    """Two pages in a store."""
    (tmp_path / "store").mkdir()
    found = {}
    for name in ("a", "b"):
        (tmp_path / "store" / name).write_text(f"page {name}")
        found[f"articles/{name}/index.html"] = SourceFile(name, str(tmp_path / "store" / name), linked=True)
    return found


def placed(tmp_path: Path, name: str, pieces: dict[str, SourceFile]) -> Path:
    """A tree that holds the pieces."""
    records = tmp_path / "records"
    update(tmp_path / name, records, pieces, difference(survey(tmp_path / name, records), pieces))
    return tmp_path / name


def digests(pieces: dict[str, SourceFile]) -> dict[str, str]:
    return {path: piece.digest for path, piece in pieces.items()}


def test_only_files_that_differ_from_the_record_are_replaced(
    tmp_path: Path, pieces: dict[str, SourceFile]
) -> None:
    tree = placed(tmp_path, "tree", pieces)
    assert not difference(survey(tree, tmp_path / "records"), pieces).missing
    (tree / "articles/a/index.html").unlink()
    (tree / "articles/a/index.html").write_text("edited")
    (tree / "stray.html").write_text("nobody's")
    (tree / "empty" / "folder").mkdir(parents=True)
    found = difference(survey(tree, tmp_path / "records"), pieces)
    assert not (tree / "empty").exists()
    assert found.missing == ("articles/a/index.html",)
    assert set(found.stale) == {"articles/a/index.html", "stray.html"}
    assert set(found.placed) == {"articles/b/index.html"}


def test_a_record_that_cannot_be_read_makes_all_files_stale(
    tmp_path: Path, pieces: dict[str, SourceFile]
) -> None:
    tree = placed(tmp_path, "tree", pieces)
    for record in (tmp_path / "records").iterdir():
        record.write_bytes(b"[1")
    assert set(difference(survey(tree, tmp_path / "records"), pieces).stale) == set(pieces)
    placed(tmp_path, "tree", pieces)
    assert not difference(survey(tree, tmp_path / "records"), pieces).stale


def test_a_tree_forgets_pages_and_shards_that_are_not_in_the_site(
    tmp_path: Path, pieces: dict[str, SourceFile]
) -> None:
    site, tree = placed(tmp_path, "site", pieces), placed(tmp_path, "tree", pieces)
    for shard, shared in (("same", True), ("grown", True), ("other", False), ("gone", False)):
        (tree / INDEX / shard / "fragments").mkdir(parents=True)
        (tree / INDEX / shard / "fragments" / "0.pack").write_text(shard)
        if shard != "gone":
            (site / INDEX / shard / "fragments").mkdir(parents=True)
            target = site / INDEX / shard / "fragments" / "0.pack"
            if shared:
                os.link(tree / INDEX / shard / "fragments" / "0.pack", target)
            else:
                target.write_text("another")
    (tree / INDEX / "grown" / "withdrawn.pack").write_text("a text that is no longer in the site")
    (tree / INDEX / "shards.json").write_text("[]")
    kept = {path: digest for path, digest in digests(pieces).items() if "/a/" in path}
    forget(tree, tmp_path / "records", kept, site)
    assert [path.relative_to(tree).as_posix() for path in sorted(tree.rglob("*")) if path.is_file()] == [
        "articles/a/index.html",
        f"{INDEX}/same/fragments/0.pack",
    ]


def test_a_tree_without_a_record_is_deleted(tmp_path: Path, pieces: dict[str, SourceFile]) -> None:
    site, tree = placed(tmp_path, "site", pieces), placed(tmp_path, "tree", pieces)
    for record in (tmp_path / "records").iterdir():
        record.unlink()
    forget(tree, tmp_path / "records", digests(pieces), site)
    assert not tree.exists()
