"""What a line of ``.clipfileignore`` probably means, besides what ``.gitignore``'s syntax makes of it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

# Before a star, a dot or a word it separates folders, as Windows has it.
_WINDOWS = re.compile(r"(?<!\\)\\++(?=[\w*?.]|\Z)|(?<=\w)\\(?=\[)")
_COMMENT = re.compile(r"(?<!\s)\s++#")
_LIST_MARK = re.compile(r"\A[-*+•–—]\s++(?:\[[ xX]\]\s++)?(?=\S)")
_QUOTES = ('""', "''", "``", "“”", "„“", "„”", "‘’", "‚‘", "«»", "»«", "‹›", "<>")
_FILE_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}\Z")
_CLASS_BEGINS = re.compile(r"(?<!\\)\[")
_BRACES = re.compile(r"\{([^{},]*+(?:,[^{},]*+)++)\}")
_MOST_NAMES = 64  # that braces may stand for


def readings(root: Path, line: str) -> list[str]:
    """Other patterns that a line may mean; none takes back what another ignores.

    Args:
        root: the folder of clippings.
        line: what the list says.
    """
    if line.startswith("!"):
        return []
    meant = dict.fromkeys((line, _visible(line)))
    for step in (_without_comment, _unwrapped, _names, _without_slash):
        meant |= dict.fromkeys(itertools.chain.from_iterable(map(step, tuple(meant))))
    meant |= dict.fromkeys(_located(root, meant))
    meant |= dict.fromkeys([_CLASS_BEGINS.sub(r"\\[", text) for text in meant])
    escaped = (f"\\{text}" if text.startswith(("#", "!")) else text for text in meant if text != line)
    return [text for text in dict.fromkeys(escaped) if text.strip("/ \t") and text != line]


def _visible(line: str) -> str:
    """A line without invisible characters, and with plain blanks: some programs write others."""
    return line if line.isascii() and line.isprintable() else "".join(map(_visible_sign, line))


def _visible_sign(char: str) -> str:
    kind = unicodedata.category(char)
    if kind == "Zs":
        return " "
    return "" if (kind in {"Cf", "Cc"} and char != "\t") or "\ufe00" <= char <= "\ufe0f" else char


def _without_comment(line: str) -> Iterator[str]:
    """What precedes a comment: the first that may be one, or the last."""
    begins = [match.start() for match in _COMMENT.finditer(line)]
    for at in dict.fromkeys((*begins[:1], *begins[-1:])):
        if line[:at].strip():
            yield line[:at]


def _unwrapped(line: str) -> Iterator[str]:
    """A line without the mark of a list, the sign after it, and quotation marks around it."""
    text = line.strip()
    for bare in dict.fromkeys((text, text.rstrip(";, \t"))):
        name = _LIST_MARK.sub("", bare)
        if len(name) > 2 and name[0] + name[-1] in _QUOTES:
            name = name[1:-1].strip()
        if name and name != line:
            yield name


def _names(line: str) -> list[str]:
    """The names for which braces stand, as in a shell."""
    parts = _BRACES.split(line) if "{" in line else []
    choices = [part.split(",") if at % 2 else [part] for at, part in enumerate(parts)]
    count = 1
    for choice in choices:
        count *= len(choice)
        if count > _MOST_NAMES:
            return []
    return ["".join(chosen) for chosen in itertools.product(*choices)] if len(parts) > 1 else []


def _without_slash(line: str) -> Iterator[str]:
    """The name of a file that is written like that of a folder."""
    bare = line.rstrip().rstrip("/\\")
    if bare != line.rstrip() and _FILE_ENDING.search(bare):
        yield bare


def _located(root: Path, lines: Iterable[str]) -> Iterator[str]:
    """Lines relative to the seeds, with slashes."""
    folder, named = f"{root.as_posix()}/", f"{root.name}/"
    for line in lines:
        path = _WINDOWS.sub("/", line.strip())
        if path.startswith(folder):
            yield f"/{path.removeprefix(folder)}"
            continue
        if path.startswith("./"):
            path = path[1:]
        own = path.removeprefix("/")
        if own.startswith(named) and own != named and not (root / root.name).exists():
            yield f"/{own.removeprefix(named)}"
        elif path != line.rstrip(" "):
            yield path
