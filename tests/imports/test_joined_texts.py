"""A file of several articles is split into one clipping each."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

from pathlib import Path

from reading_exports import items_of

TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director told the island council."


def test_each_document_becomes_an_item(tmp_path: Path) -> None:
    file = tmp_path / "result.txt"
    file.write_text("".join(f"Document {n} of 3\n\nFerry, part {n}\n\n{TEXT}\n\n" for n in (1, 2, 3)))
    texts = [item.document.data.decode() for item in items_of(file) if item.document]
    assert [text.splitlines()[0] for text in texts] == ["Ferry, part 1", "Ferry, part 2", "Ferry, part 3"]


def test_each_message_of_a_mailbox_becomes_a_message(tmp_path: Path) -> None:
    head = "From a@courier.example Mon May  3 08:00:00 2021\nFrom: Courier <a@courier.example>\nSubject: Ferry {}\n\n"
    file = tmp_path / "mail.mbox"
    file.write_text("".join(f"{head.format(n)}{TEXT}\n\n" for n in (1, 2)))
    documents = [item.document for item in items_of(file)]
    assert [document.suffix for document in documents if document] == [".eml", ".eml"]
    assert all(document.data.startswith(b"From: Courier") for document in documents if document)


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
    for name, item in zip(charsets, items_of(file), strict=True):
        assert item.document
        assert text in item.document.data.decode(name)
