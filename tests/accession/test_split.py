"""A file of several articles is split into one clipping each."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from generator.accession.importing import open_source
from generator.model.errors import ClipfileError

DAY = dt.date(2021, 5, 9)
TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director told the island council."


def test_each_document_becomes_a_clipping(tmp_path: Path) -> None:
    file = tmp_path / "result.txt"
    file.write_text("".join(f"Document {n} of 3\n\nFerry, part {n}\n\n{TEXT}\n\n" for n in (1, 2, 3)))
    clippings = [item.clipping for item in open_source(file, DAY).items]
    assert [clipping.title for clipping in clippings if clipping] == [
        "Ferry, part 1",
        "Ferry, part 2",
        "Ferry, part 3",
    ]


def test_each_message_of_a_mailbox_becomes_a_message(tmp_path: Path) -> None:
    head = "From a@courier.example Mon May  3 08:00:00 2021\nFrom: Courier <a@courier.example>\nSubject: Ferry {}\n\n"
    file = tmp_path / "mail.mbox"
    file.write_text("".join(f"{head.format(n)}{TEXT}\n\n" for n in (1, 2)))
    clippings = [item.clipping for item in open_source(file, DAY).items]
    assert [(clipping.suffix, clipping.title) for clipping in clippings if clipping] == [
        (".eml", "Ferry 1"),
        (".eml", "Ferry 2"),
    ]


def test_the_messages_of_a_mailbox_keep_their_encodings(tmp_path: Path) -> None:
    head = "From a@courier.example Mon May  3 08:00:00 2021\nFrom: Courier <a@courier.example>\nSubject: Ferry {}\n"
    kind = "Content-Type: text/plain; charset={}\nContent-Transfer-Encoding: 8bit\n\n"
    text = (
        "Die Fähre nach Lunmark fährt ab Juni nicht mehr in der Nacht, sagte ihr Direktor dem Rat der Insel."
    )
    charsets = ("iso-8859-1", "utf-8")
    file = tmp_path / "mail.mbox"
    file.write_bytes(
        b"".join(f"{head.format(name)}{kind.format(name)}{text}\n\n".encode(name) for name in charsets)
    )
    clippings = [item.clipping for item in open_source(file, DAY).items]
    for name, clipping in zip(charsets, clippings, strict=True):
        assert clipping
        assert text in clipping.data.decode(name)


def test_a_single_article_is_not_imported(tmp_path: Path) -> None:
    file = tmp_path / "one.txt"
    file.write_text(f"Ferry\n\n{TEXT}\n")
    with pytest.raises(ClipfileError, match="clipfile new"):
        open_source(file, DAY)
