"""What an export states about an address waits in the list until its page is fetched."""

from __future__ import annotations

from pathlib import Path

from making import folder
from typer.testing import CliRunner

from generator.accession.save import Clipping
from generator.commands.cli import app
from generator.imports.fetching import declared_of
from generator.imports.reading_list import Address, read_list

URL = "https://norwick-herald.example/quay"
ENTRY = f"""%0 Newspaper Article
%T Quay closes
%A Rask, Hanna
%J Norwick Herald
%D 2024
%8 March 12, 2024
%U {URL}
%K harbour
"""


def test_fields_of_a_reference_without_a_text_are_kept(tmp_path: Path) -> None:
    seeds = folder(tmp_path / "archive", {"old.txt": "Old\n\nA text that was here before.\n"}).seeds
    (tmp_path / "lib.enw").write_text(ENTRY)
    done = CliRunner().invoke(app, ["import", str(tmp_path / "lib.enw"), "--seeds", str(seeds)])
    assert "clipfile import --fetch" in done.output
    (address,) = read_list(seeds)
    assert (address.url, address.title, address.tags) == (URL, "Quay closes", "harbour")
    page = Clipping(b"", ".html", "Quay", {"source": {"url": URL, "retrieved": "2024-09-01"}})
    declared = declared_of(address, page)
    assert declared["date"] == "2024-03-12"
    assert declared["authors"] == ["Hanna Rask"]
    assert declared["source"] == {"name": "Norwick Herald", "url": URL, "retrieved": "2024-09-01"}


def test_a_damaged_cell_costs_only_itself() -> None:
    assert Address(URL, declared="{broken").fields == {}
    assert Address(URL, declared="[1]").fields == {}
