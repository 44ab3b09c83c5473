"""Pagefind as a service: pages go in, and the files of an index come out, through pipes.

Run over a folder, Pagefind numbers the pages in the order in which the disk lists them, which is another on
each disk, and a disk takes as long for the files as Pagefind itself. Its own Python client of this service
waits 0.1 s a page.
"""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryFile
from typing import IO, Any

import msgspec

from generator.model.errors import ClipfileError

try:
    from pagefind_bin import get_executable
except ImportError:  # no program is packaged for this system: Pagefind's own search finds one
    get_executable = None

# Where this names a program, Pagefind's Python module takes that.
CHOSEN = "PAGEFIND_BINARY_PATH"
# How many places of words make a file of the index (Pagefind's own default: 20,000). A reader loads one such
# file for a word from each shard, so with many small shards they have to be small too.
CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "2500"}
# What ends each message, which is JSON in base64.
END = b","
_PIECE = 1 << 20


class File(msgspec.Struct, frozen=True):
    """A file of an index: its path, and what it holds."""

    path: str
    content: bytes


class _Payload(msgspec.Struct, frozen=True):
    type: str
    files: tuple[File, ...] = ()
    message: str = ""


class _Answer(msgspec.Struct, frozen=True):
    payload: _Payload


def index_files(pages: Mapping[str, str], language: str) -> dict[str, bytes]:
    """The files of an index of HTML pages, all as of one language.

    Args:
        pages: by their path in the site, in the order in which the index numbers them.
        language: BCP 47 tag, or ``unknown``.

    Raises:
        ClipfileError: Pagefind failed; the message holds what it said.
    """
    files = [
        {"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": page}
        for path, page in pages.items()
    ]
    new = {"type": "NewIndex", "config": {"force_language": language}}
    answers = _asked([new, *files, {"type": "GetFiles", "index_id": 0}])
    return {file.path: file.content for file in answers[-1].files}


def command() -> tuple[str, ...]:
    """What starts Pagefind: its program, or a module that looks for one, which takes 0.1 s."""
    if get_executable and CHOSEN not in os.environ:
        return (str(get_executable()),)
    return (sys.executable, "-m", "pagefind")


def _asked(requests: Sequence[Mapping[str, Any]]) -> list[_Payload]:
    """The answer to each request."""
    with (
        TemporaryFile() as said,
        subprocess.Popen(
            [*command(), "--service"],
            env={**os.environ, **CHUNK},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
        ) as program,
    ):
        answers = _exchanged(program, requests)
        # It ends with its input, so that stays open until all is answered.
        program.communicate()
        said.seek(0)
        failures = [answer.message for answer in answers if answer.type == "Error"]
        if failures or len(answers) < len(requests):
            told = said.read().decode(errors="replace").strip() or " ".join(failures)
            raise ClipfileError(f"Search could not be indexed. Pagefind said: {told}")
    return answers


def _exchanged(program: subprocess.Popen[bytes], requests: Sequence[Mapping[str, Any]]) -> list[_Payload]:
    """What a program answers, which it does before it has read all."""
    to, back = program.stdin, program.stdout
    if not to or not back:
        return []
    with ThreadPoolExecutor(1) as writer:
        writer.submit(_send, to, requests)
        return [_answer(message) for message in _received(back, len(requests))]


def _send(pipe: IO[bytes], requests: Sequence[Mapping[str, Any]]) -> None:
    try:
        for number, request in enumerate(requests, 1):
            message = msgspec.json.encode({"message_id": number, "payload": request})
            pipe.write(base64.b64encode(message) + END)
        pipe.flush()
    except OSError:  # it ended; what it said tells why
        pass


def _received(pipe: IO[bytes], count: int) -> list[bytes]:
    """So many messages, or those before the end."""
    pieces: list[bytes] = []
    while count > 0 and (piece := os.read(pipe.fileno(), _PIECE)):
        pieces.append(piece)
        count -= piece.count(END)
    return b"".join(pieces).split(END)[:-1]


def _answer(message: bytes) -> _Payload:
    return msgspec.json.decode(base64.b64decode(message), type=_Answer).payload
