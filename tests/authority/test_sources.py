"""``authority/sources.yml``: reading and checking it."""

from __future__ import annotations

from pathlib import Path

from generator.authority.sources import read_sources

FILE = """
- id: courier
  name: Example Courier
  aliases: [The Example Courier]
  country: GB
  years: 1871-1964
  issn: 1234-5679
- id: herald
  name: Example Herald
  issn: 1234-5678
  years: long ago
  owner: somebody
- id: nameless
"""


def test_a_source_is_known_by_each_of_its_names_and_mistakes_cost_their_field(tmp_path: Path) -> None:
    folder = tmp_path / "authority"
    folder.mkdir()
    (folder / "sources.yml").write_text(FILE, encoding="utf-8")
    found, problems = read_sources([folder])
    assert {entry.name for entry in found.values()} == {"Example Courier", "Example Herald"}
    assert len(found) == 3
    herald = next(entry for entry in found.values() if entry.id == "herald")
    assert (herald.issn, herald.years) == ("", "")
    assert sorted((problem.rule, problem.severity) for problem in problems) == [
        ("authority-issn", "error"),
        ("authority-key", "warning"),
        ("authority-name", "error"),
        ("authority-years", "error"),
    ]
    assert any("it would end with 9" in problem.message for problem in problems)


def test_without_the_file_nothing_is_known(tmp_path: Path) -> None:
    assert read_sources([tmp_path]) == ({}, ())
