"""Reads mailboxes (mbox), folders of messages (Maildir, Apple Mail) and single messages.

A message stays as it is: the reader of seeds removes what concerns the person who received it. Drafts, sent
and deleted messages are not public, whatever they contain.
"""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple
from xml.parsers.expat import ExpatError

from generator.imports.item import MAX_BYTES, Document, Item, Opened
from generator.imports.source import Options, Source

# The line above a message of a mailbox, and the first line of the message.
_BORDER = re.compile(rb"From \S+ +(?:\S+ +)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? .{10,60}\r?\n?\Z")
_HEADER = re.compile(rb">?[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t\r\n]|\Z)")
_LETTERS = re.compile(r"[:;!_-]2,([A-Za-z]*)\Z")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
_MAIL_HEADERS = frozenset(
    {b"from", b"date", b"subject", b"received", b"return-path", b"message-id", b"mime-version"}
)
_MOST_HEADERS = 64_000  # bytes
_LONGEST = 2_000  # characters of a header
# Folders of mail and labels of Gmail, by why their messages are not public.
_WITHHELD = {
    "draft": {
        "draft",
        "drafts",
        "entwürfe",
        "brouillons",
        "borradores",
        "bozze",
        "rascunhos",
        "concepten",
        "utkast",
    },
    "private": {
        "sent",
        "sent mail",
        "sent items",
        "sent messages",
        "gesendet",
        "gesendete objekte",
        "envoyés",
        "enviados",
        "inviata",
        "outbox",
        "chats",
    },
    "trash": {
        "trash",
        "deleted",
        "deleted items",
        "deleted messages",
        "bin",
        "papierkorb",
        "corbeille",
        "papelera",
        "cestino",
        "lixeira",
    },
}
_JUNK = frozenset({"junk", "spam", "junk e-mail", "bulk mail"})
_SYSTEM_LABELS = frozenset(
    {"inbox", "unread", "opened", "starred", "important", "archived", "all mail", "category personal",
     "category updates", "category promotions", "category forums", "category social", "muted"}
)  # fmt: skip
# Bits of flags: Thunderbird's X-Mozilla-Status, and Apple Mail's list of properties.
_EXPUNGED = 0x0008
_APPLE_DELETED, _APPLE_DRAFT, _APPLE_JUNK = 1 << 1, 1 << 6, 1 << 25
_FEW = 3  # messages by which a folder is recognised
_HEADERS_ONLY: policy.EmailPolicy[EmailMessage] = policy.default


class _Flags(NamedTuple):
    """What the place of a message says of it."""

    withheld: str = ""
    skipped: str = ""


def is_mailbox(source: Source) -> bool:
    """Whether a file is a mailbox in mbox form."""
    lines = source.head.split(b"\n", 2)
    return len(lines) > 1 and bool(_BORDER.match(lines[0])) and bool(_HEADER.match(lines[1]))


def read_mailbox(source: Source, _: Options) -> Opened:
    """The messages of a mailbox, read one after the other."""
    flags = _flags_of([source.path.name, source.path.parent.name])
    return Opened(source.path.stat().st_size, _messages(source, flags))


def is_mail_folder(source: Source) -> bool:
    """Whether a folder is a Maildir, or one of Apple Mail."""
    delivered = [name for name in source.names if PurePosixPath(name).parent.name in {"cur", "new"}]
    return any(name.endswith(".emlx") for name in source.names) or any(
        is_message(Source(source.path / name)) for name in delivered[:_FEW]
    )


def read_mail_folder(source: Source, _: Options) -> Opened:
    """The messages of a folder."""
    return Opened(len(source.every_name), _files(source))


def is_message(source: Source) -> bool:
    """Whether a file is one message, as its headers show."""
    if source.suffix == ".emlx":
        return True
    head = source.head[:_MOST_HEADERS]
    lines = _END_OF_HEADERS.split(head, 1)[0].splitlines()
    names = {line.partition(b":")[0].lower() for line in lines if _HEADER.match(line)}
    # Also a page that a browser saved as MHTML.
    return bool(lines) and bool(_HEADER.match(lines[0])) and len(names & _MAIL_HEADERS) > 2


def read_message(source: Source, _: Options) -> Opened:
    """One message."""
    return Opened(1, iter((_file(source.path, source.path.name, _Flags(), 1),)))


def _messages(source: Source, flags: _Flags) -> Iterator[Item]:
    done = 0
    with source.path.open("rb") as file:
        for number, (data, size, whole) in enumerate(_parts(file), 1):
            done += size
            yield _item(data, f"message {number}", flags, done, whole=whole)


def _parts(file: BinaryIO) -> Iterator[tuple[bytes, int, bool]]:
    """Each message of a mailbox, its size there, and whether it is within the limit, else its beginning."""
    lines: list[bytes] = []
    kept = size = 0
    border, is_blank, started = b"", True, False
    for line in file:
        if border:
            if _HEADER.match(line) or not started:
                if started:
                    yield _unquoted(lines), size, size <= MAX_BYTES
                lines, kept, size, started = [], 0, 0, True
            else:
                lines.append(border)
                kept += len(border)
            size += len(border)
            border = b""
        if is_blank and line.startswith(b"From ") and _BORDER.match(line):
            border = line
            continue
        is_blank = not line.strip()
        size += len(line)
        if kept <= MAX_BYTES:
            lines.append(line)
            kept += len(line)
    if started:
        yield _unquoted(lines), size + len(border), size <= MAX_BYTES


def _unquoted(lines: Iterable[bytes]) -> bytes:
    """A message without the marks that keep its lines apart from borders."""
    data = b"".join(lines)
    data = data.rstrip(b"\r\n") + b"\n"
    return _QUOTED.sub(rb"\1", data) if b">From " in data else data


def _files(source: Source) -> Iterator[Item]:
    for number, name in enumerate(source.every_name, 1):
        path = PurePosixPath(name)
        if name.endswith((".emlx", ".eml")) or (len(path.parts) > 1 and path.parts[-2] in {"cur", "new"}):
            flags = _flags_of(
                [part.lstrip(".") for parent in path.parts[:-1] for part in (parent, *parent.split("."))]
            )
            yield _file(source.path / name, name, _maildir_flags(path.name, flags), number)
        elif len(path.parts) > 1 and path.parts[-2] == "tmp":
            yield Item(name, skipped="message not delivered yet", kind="message", done=number)
        elif Path(name).name == "mbox" and is_mailbox(part := Source(source.path / name)):
            yield from (replace(item, done=number) for item in _messages(part, _flags_of(path.parts)))
        else:
            yield Item(name, skipped="file of the mail program", kind="file", done=number)


def _maildir_flags(name: str, flags: _Flags) -> _Flags:
    """What the end of a name in a Maildir says: ``:2,DT`` is a draft that was deleted."""
    # Systems that do not allow a colon in a name have another sign there.
    found = _LETTERS.search(name)
    letters = found[1] if found else ""
    said = "trash" if "T" in letters else "draft" if "D" in letters else ""
    return flags._replace(withheld=flags.withheld or said)


def _flags_of(folders: Iterable[str]) -> _Flags:
    for folder in folders:
        name = folder.removesuffix(".mbox").removesuffix(".sbd").replace("_", " ").casefold()
        if name in _JUNK:
            return _Flags(skipped="spam")
        for withheld, names in _WITHHELD.items():
            if name in names:
                return _Flags(withheld)
    return _Flags()


def _file(path: Path, name: str, flags: _Flags, done: int) -> Item:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return Item(name, kind="message", fault=f"cannot be read: {error.strerror}", done=done)
    if path.suffix == ".emlx":
        data, apple = _apple(data)
        flags = _Flags(flags.withheld or apple.withheld, flags.skipped or apple.skipped)
        if path.name.endswith(".partial.emlx"):
            return Item(name, kind="message", skipped="message of which Mail has only a part", done=done)
    return _item(data, name, flags, done, whole=len(data) <= MAX_BYTES)


def _apple(data: bytes) -> tuple[bytes, _Flags]:
    """The message in a file of Apple Mail: its length, the message, and properties."""
    length, _, rest = data.partition(b"\n")
    if not length.strip().isdigit():
        return data, _Flags()
    size = int(length)
    try:
        properties = plistlib.loads(rest[size:].strip(), fmt=plistlib.FMT_XML)
        flags = int(properties.get("flags", 0))
    except (ValueError, TypeError, AttributeError, ExpatError, plistlib.InvalidFileException):
        flags = 0
    withheld = "trash" if flags & _APPLE_DELETED else "draft" if flags & _APPLE_DRAFT else ""
    return rest[:size], _Flags(withheld, "spam" if flags & _APPLE_JUNK else "")


def _item(data: bytes, name: str, flags: _Flags, done: int, *, whole: bool) -> Item:
    head = _END_OF_HEADERS.split(data[:_MOST_HEADERS], 1)[0]
    try:
        message = message_from_bytes(head + b"\n\n", policy=_HEADERS_ONLY)
        subject, identifier = _header(message, "Subject"), _header(message, "Message-ID")
        labels = _labels(_header(message, "X-Gmail-Labels") or _header(message, "X-Keywords"))
        status = _header(message, "X-Mozilla-Status"), _header(message, "X-Status")
        is_saved = "multipart/related" in _header(message, "Content-Type") and bool(
            _header(message, "Snapshot-Content-Location") or "saved by" in _header(message, "From").lower()
        )
    # For headers that no program writes, the library may raise anything.
    except Exception:  # noqa: BLE001
        subject = identifier = ""
        labels, status, is_saved = [], ("", ""), False
    if not whole:
        return Item(
            subject or name,
            kind="message",
            fault=f"is larger than {MAX_BYTES:,} bytes. Save it without its attachments",
            done=done,
        )
    said = _flags_of(labels)
    withheld = flags.withheld or said.withheld or _status(*status)
    tags = [label for label in labels if label.casefold() not in _SYSTEM_LABELS and not said.withheld]
    return Item(
        subject or name,
        Document(data, ".mhtml" if is_saved else ".eml"),
        {"labels": tags} if tags else {},
        "saved page" if is_saved else "message",
        identifier.strip("<> "),
        withheld=withheld,
        skipped="" if withheld else flags.skipped or said.skipped,
        done=done,
    )


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name) or "")[:_LONGEST].split())


def _labels(value: str) -> list[str]:
    return [label for part in value.split(",") if (label := part.strip(' "'))]


def _status(mozilla: str, other: str) -> str:
    """Whether flags of Thunderbird or Dovecot say that a message is deleted or a draft."""
    try:
        if int(mozilla or "0", 16) & _EXPUNGED:
            return "trash"
    except ValueError:
        pass
    return "trash" if "D" in other else "draft" if "T" in other else ""
