"""What no contributor may cost an archive: sizes, depths and names have limits, and a message each."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from making import folder

from generator.addresses import slug
from generator.convert import convert
from generator.fields import MAX_BYTES, MAX_DEPTH, parse_declaration
from generator.model import Correction, Problem, Removed, Term
from generator.printable import printable
from generator.seeds import MAX_BYTES as SEED_BYTES
from generator.seeds import read_collections, read_seeds

TEXT = "Market hall\n\nThe council voted on Tuesday to repair the roof of the market hall.\n"
NESTED = "<div>" * 400 + "<p>The council voted on Tuesday to repair the roof.</p>" + "</div>" * 400


def told(problems: object, rule: str) -> str:
    assert isinstance(problems, (list, tuple))
    (message,) = [one.message for one in problems if isinstance(one, Problem) and one.rule == rule]
    return str(message)


def test_a_seed_has_a_size(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": TEXT, "b.txt": ""})
    os.truncate(settings.seeds / "b.txt", SEED_BYTES + 1)
    seeds, problems = read_seeds(settings.seeds)
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert "larger than 50 MB; keep the text" in told(problems, "seed-size")


@pytest.mark.parametrize(
    ("text", "rule", "message"),
    [
        ("note: " + "x" * MAX_BYTES, "yaml-size", "larger than 256 KiB"),
        ("tags: " + "[" * (MAX_DEPTH + 1), "yaml-limits", "nested more than 20 levels"),
        ("tags: &a [x]\npeople: *a\n", "yaml-limits", "aliases are not accepted: write the value of *a out"),
        ("title: !!python/object/apply:os.system [id]\n", "yaml", "quote a value"),
    ],
)
def test_a_sidecar_has_a_size_a_depth_and_no_aliases(text: str, rule: str, message: str) -> None:
    declared, problems = parse_declaration(text, "a.yml")
    assert not declared.values
    assert message in told(problems, rule)


def test_a_page_has_a_depth(tmp_path: Path) -> None:
    done = convert(folder(tmp_path, {"a.html": f"<h1>Market hall</h1>{NESTED}"}))
    assert "more than 255 deep" in told(done.problems, "nested-too-deep")


@pytest.mark.parametrize("name", ["index", "README", "字" * 80, "../x", "a b"])
def test_an_id_is_a_name_that_every_disk_takes(name: str) -> None:
    _, problems = parse_declaration(f"id: {name!r}\n", "a.yml")
    assert "may " in told(problems, "field-id")


@pytest.mark.parametrize("name", ["index", '"><img src=x>', "a b", "字" * 80])
def test_a_collection_file_is_named_like_an_address(tmp_path: Path, name: str) -> None:
    settings = folder(
        tmp_path, {f"collections/{name}.yml": "title: T\n", "collections/good.yml": "title: G\n"}
    )
    found, problems = read_collections(settings.seeds)
    assert [one.id for one in found] == ["good"]
    assert "its name is its address" in told(problems, "collection-name")


def test_a_collection_file_is_a_file_of_the_archive(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"collections/good.yml": "title: G\n"})
    (tmp_path / "secret.yml").write_text("title: secret\n")
    (settings.seeds / "collections" / "out.yml").symlink_to(tmp_path / "secret.yml")
    (settings.seeds / "collections" / "lost.yml").symlink_to(tmp_path / "nothing")
    (settings.seeds / "collections" / "folder.yml").mkdir()
    found, problems = read_collections(settings.seeds)
    assert [one.id for one in found] == ["good"]
    assert {one.rule for one in problems} == {"seed-link"}


def test_no_name_takes_the_page_of_its_folder(tmp_path: Path) -> None:
    assert slug("Index") == slug("Index") != "index"
    assert slug("Readme") != slug("README!") != "readme"
    names = "topics: [Index]\npeople: [README]\ncollections: [Index]\nsource: {name: Index}\ntitle: Index\n"
    done = convert(folder(tmp_path, {"a.txt": TEXT, "a.yml": names}))
    assert [one for one in done.problems if one.severity == "error"] == []
    assert done.archive.articles[0].id.startswith("index-")


@pytest.mark.parametrize("alias", ["people", "people/index", "feed.xml", "x" * 300, "a.md/b", "search"])
def test_no_alias_stops_a_conversion(tmp_path: Path, alias: str) -> None:
    done = convert(folder(tmp_path, {"a.txt": TEXT, "a.yml": f"aliases: [{alias}]\npeople: [Ana Example]\n"}))
    assert len(done.archive.articles) == 1


def test_control_characters_go_and_all_else_stays_the_same() -> None:
    assert printable("a\x00b\x1b\x85c") == "ab\nc"
    assert printable((Term("a", "A\x07"), Correction("", "x\ud800"))) == (Term("a", "A"), Correction("", "x"))
    whole = (Removed(1, "text", "rule"), {"a": ("b", 1)}, None)
    assert printable(whole) == whole
    none = {0xD800, 0xDFFF, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF}
    for code in {*range(0x20), 0x7F, *range(0x80, 0xA0), *none} - set(b"\t\n\r\x85"):
        assert printable(Removed(1, f"a{chr(code)}b", "c")).text == "ab"
    spelled = Removed(1, r"a\b\u0000", "\u00a0\u2028")
    assert printable(spelled) is spelled
    assert printable(whole[0]) is whole[0]
