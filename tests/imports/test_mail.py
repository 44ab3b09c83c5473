"""Mailboxes and folders of mail: one message each, without drafts, sent and deleted ones."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

from itertools import islice
from pathlib import Path

from making import folder
from reading_exports import DAY, items_of

from generator.authority.authority import Authority
from generator.convert.pipeline import make_article
from generator.imports.item import MAX_BYTES
from generator.imports.readers.mail import read_mailbox
from generator.imports.source import Options, Source
from generator.model.documents import Seed

TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director told the island council."
MORE = "Islanders who work in the harbour said that they would have no way home after ten, and that nobody asked them."


def message(number: int, headers: str = "", body: str = f"{TEXT}\n\n{MORE}") -> str:
    return (
        f"From: Lunmark Courier <news@courier.example>\nTo: jo@private.example\nSubject: Ferry news {number}\nDate: Mon, 11 Mar 2024 22:30:00 -0500\n"
        f"Message-ID: <{number}@courier.example>\n{headers}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n"
    )


def mbox(*messages: str) -> str:
    return "".join(
        f"From news@courier.example Mon Mar 11 22:30:0{n % 10} 2024\n{text}\n"
        for n, text in enumerate(messages)
    )


def test_a_mailbox_is_split_at_its_borders(tmp_path: Path) -> None:
    file = tmp_path / "news.mbox"
    quoted = f"{TEXT}\n\n>From the harbour came no word.\n\nFrom the town none either, Mon by Mon.\n\n{MORE}"
    file.write_text(mbox(message(1), message(2, body=quoted), message(3)))
    found = items_of(file)
    assert [(item.name, item.identifier) for item in found] == [
        (f"Ferry news {n}", f"{n}@courier.example") for n in (1, 2, 3)
    ]
    assert found[1].document
    assert b"\nFrom the harbour came no word." in found[1].document.data
    assert found[-1].done == file.stat().st_size
    made = make_article(Seed("a.eml", found[0].document.data, ""), Authority())  # type: ignore[union-attr]
    assert made.article
    assert (made.article.title, made.article.date) == ("Ferry news 1", "2024-03-11")


def test_other_line_ends_and_senders(tmp_path: Path) -> None:
    file = tmp_path / "Inbox"
    text = (
        mbox(message(1), message(2))
        .replace("From news@courier.example", "From -", 1)
        .replace("From news@courier.example Mon", "From 17934@xxx Mon", 1)
    )
    file.write_bytes(text.replace("\n", "\r\n").encode())
    assert [item.name for item in items_of(file)] == ["Ferry news 1", "Ferry news 2"]


def test_messages_that_are_not_public(tmp_path: Path) -> None:
    file = tmp_path / "All mail Including Spam and Trash.mbox"
    labels = ("Inbox,Ferries", "Sent", "Drafts", "Trash,Inbox", "Spam,Unread")
    marked = [message(n, f"X-Gmail-Labels: {label}\n") for n, label in enumerate(labels, 1)]
    deleted = message(6, "X-Mozilla-Status: 0009\n")
    first, *others = items_of(_written(file, mbox(*marked, deleted)))
    assert (first.fields, first.withheld) == ({"labels": ["Ferries"]}, "")
    assert [item.withheld or item.skipped for item in others] == [
        "private",
        "draft",
        "trash",
        "spam",
        "trash",
    ]
    assert {item.withheld for item in items_of(_written(tmp_path / "Sent", mbox(message(1))))} == {"private"}


def _written(file: Path, text: str) -> Path:
    file.write_text(text)
    return file


def test_a_maildir(tmp_path: Path) -> None:
    path = folder(
        tmp_path / "mail",
        {
            "cur/1710.M1.host:2,S": message(1),
            "new/1710.M2.host": message(2),
            "cur/1710.M3.host:2,ST": message(3),
            "cur/1710.M4.host:2,D": message(4),
            "tmp/1710.M5.host": message(5)[:200],
            ".Sent/cur/1710.M6.host:2,S": message(6),
            ".Junk/cur/1710.M7.host:2,S": message(7),
            "dovecot.index": "x",
        },
    ).seeds
    states = {item.name: item.withheld or item.skipped for item in items_of(path)}
    assert states == {
        "Ferry news 1": "",
        "Ferry news 2": "",
        "Ferry news 3": "trash",
        "Ferry news 4": "draft",
        "Ferry news 6": "private",
        "Ferry news 7": "spam",
        "tmp/1710.M5.host": "message not delivered yet",
        "dovecot.index": "file of the mail program",
    }


def test_messages_of_apple_mail(tmp_path: Path) -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0"><dict><key>flags</key><integer>{}</integer></dict></plist>\n'
    text = message(1)
    for flags, state in ((1, ""), (3, "trash"), (65, "draft")):
        file = tmp_path / f"{flags}.emlx"
        file.write_text(f"{len(text)}\n{text}{head.format(flags)}")
        (item,) = items_of(file)
        assert item.withheld == state
        assert item.document
        assert item.document.data.decode() == text


def test_one_message_and_a_page_saved_as_one(tmp_path: Path) -> None:
    (item,) = items_of(_written(tmp_path / "a.eml", message(1)))
    assert item.document
    assert item.document.suffix == ".eml"
    saved = f'From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.example/a\nSubject: Ferry\nDate: Fri, 15 Mar 2024 10:11:12 -0000\nMIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="x"\n\n--x\nContent-Type: text/html\nContent-Location: https://courier.example/a\n\n<h1>Ferry</h1><p>{TEXT}</p>\n--x--\n'
    (page,) = items_of(_written(tmp_path / "b.mht", saved))
    assert page.document
    assert (page.document.suffix, page.kind) == (".mhtml", "saved page")


def test_a_large_mailbox_is_read_one_message_after_the_other(tmp_path: Path) -> None:
    file = tmp_path / "large.mbox"
    file.write_text(
        mbox(*(message(n) for n in range(2000)))
        + mbox(message(9999, body="x" * 99 + "\n" + f"{'y' * 99}\n" * (MAX_BYTES // 100)))
    )
    opened = read_mailbox(Source(file), Options(DAY))
    assert [item.name for item in islice(opened.items, 2)] == ["Ferry news 0", "Ferry news 1"]
    *_, last = opened.items
    assert "is larger than" in last.fault
    assert last.document is None
