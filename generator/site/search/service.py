"""Pagefind as a service: documents go in and the files of an index come out, through pipes.

Run over a folder, Pagefind numbers pages in the order in which the disk lists them, so that an index would
depend on the disk, and its files cost as much processor time as the index itself. Pagefind's own Python
client for this service waits 0.1 s for each document.
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
# How many positions of words make a file of the index (Pagefind's own default: 20,000). For each word of a
# query a reader loads one such file from each shard, so with many small shards the files must be small too.
CHUNK = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "2500"}
# The permalinks of headings in a hand-written page are not text.
NOT_TEXT = (".headerlink",)
# Ends each message, which is JSON in base64.
END = b","
_BUFFER = 1 << 20


class File(msgspec.Struct, frozen=True):
    """A file of an index: its path and its content."""

    path: str
    content: bytes


class _Payload(msgspec.Struct, frozen=True):
    type: str
    files: tuple[File, ...] = ()
    message: str = ""


class _Answer(msgspec.Struct, frozen=True):
    payload: _Payload


# Made here, not in the threads that read answers: msgspec prepares a type on first use, which is not safe in
# several threads at once and ended a build with a segmentation fault.
_decoder = msgspec.json.Decoder(_Answer)


def index_files(documents: Sequence[Mapping[str, Any]], language: str) -> dict[str, bytes]:
    """The files of an index, by path.

    Args:
        documents: what adds each document, in the order in which the index numbers them.
        language: BCP 47 tag; all words are stemmed as words of this language.

    Raises:
        ClipfileError: Pagefind failed; the message repeats its output.
    """
    new = {"type": "NewIndex", "config": {"force_language": language, "exclude_selectors": NOT_TEXT}}
    added = [{**document, "index_id": 0} for document in documents]
    answers = _answers([new, *added, {"type": "GetFiles", "index_id": 0}])
    return {file.path: file.content for file in answers[-1].files}


def command() -> tuple[str, ...]:
    """What starts Pagefind: its program, or a module that looks for one, which takes 0.1 s."""
    if get_executable and CHOSEN not in os.environ:
        return (str(get_executable()),)
    return (sys.executable, "-m", "pagefind")


def _answers(requests: Sequence[Mapping[str, Any]]) -> list[_Payload]:
    """The answer to each request."""
    with (
        TemporaryFile() as log,
        subprocess.Popen(
            [*command(), "--service"],
            env={**os.environ, **CHUNK},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        ) as program,
    ):
        answers = _exchange(program, requests)
        if len(answers) == len(requests):
            # It would wait for the end of its input, which a process forked meanwhile may hold open.
            program.kill()
        program.communicate()
        log.seek(0)
        failures = [answer.message for answer in answers if answer.type == "Error"]
        if failures or len(answers) < len(requests):
            reason = log.read().decode(errors="replace").strip() or " ".join(failures)
            raise ClipfileError(f"Search could not be indexed. Pagefind said: {reason}")
    return answers


def _exchange(program: subprocess.Popen[bytes], requests: Sequence[Mapping[str, Any]]) -> list[_Payload]:
    """The answers of a program, which come before it has read all requests."""
    if not program.stdin or not program.stdout:
        return []
    with ThreadPoolExecutor(1) as writer:
        sent = writer.submit(_send, program.stdin, requests)
        answers = [_decode(message) for message in _receive(program.stdout, len(requests))]
        sent.result()
        return answers


def _send(pipe: IO[bytes], requests: Sequence[Mapping[str, Any]]) -> None:
    try:
        for number, request in enumerate(requests, 1):
            message = msgspec.json.encode({"message_id": number, "payload": request})
            pipe.write(base64.b64encode(message) + END)
        pipe.flush()
    except OSError:  # it ended; its log says why
        pass
    except (
        Exception
    ):  # no request can be made of this: without an end, both programs would wait for each other
        pipe.close()
        raise


def _receive(pipe: IO[bytes], count: int) -> list[bytes]:
    """So many messages, or those before the end."""
    pieces: list[bytes] = []
    while count > 0 and (piece := os.read(pipe.fileno(), _BUFFER)):
        pieces.append(piece)
        count -= piece.count(END)
    return b"".join(pieces).split(END)[:-1]


def _decode(message: bytes) -> _Payload:
    return _decoder.decode(base64.b64decode(message)).payload
