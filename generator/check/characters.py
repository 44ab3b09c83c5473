"""Characters that nobody sees and that make a text read as something else."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from generator.check.subject import Subject
from generator.model.problem import Problem

# Overrides and isolates of direction, zero-width spaces, soft hyphens, byte order marks, fillers of Korean,
# the empty sign of Braille, interlinear and tag characters. The joiners U+200C and U+200D and the marks
# U+200E and U+200F belong to some scripts; between two Latin, Greek or Cyrillic letters they join nothing.
UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]|(?<=[A-Za-z\u00c0-\u052f])[\u200c-\u200f](?=[A-Za-z\u00c0-\u052f])"
)
RULE = "unseen-character"


def characters(subject: Subject) -> Iterator[Problem]:
    """Declared values, headlines, bylines, and the archive's own names and collections that hold one."""
    for path, declared in subject.declared.items():
        for field, value in declared.values.items():
            if match := UNSEEN.search("\n".join(_texts(value))):
                where, line, column = subject.place(declared, field, match[0])
                yield Problem(where or path, line, RULE, f"{field} {_message(match[0])}", "warning", column)
    for seed, article in subject.articles.items():
        stated = {"title": article.title, "authors": " ".join(article.authors), "source": article.source.name}
        for field, text in stated.items():
            match = UNSEEN.search(text)
            if match and field not in subject.declaration(article).values:
                message = f"{field} {_message(match[0])} by declaring {field} without it"
                yield Problem(seed, 0, RULE, message, "warning")
    for folder in ("authority", "collections"):
        yield from _entries(subject, folder)


def _entries(subject: Subject, folder: str) -> Iterator[Problem]:
    for file in sorted((subject.folder / folder).glob("*.yml")):
        path = f"{folder}/{file.name}"
        for number, line in enumerate(subject.file(path).splitlines(), 1):
            if match := UNSEEN.search(line):
                yield Problem(path, number, RULE, _message(match[0]), "warning", match.start() + 1)


def _message(char: str) -> str:
    name = unicodedata.name(char, "unnamed")
    return f"holds a character that nobody sees, U+{ord(char):04X} ({name.lower()}); remove it"


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, Mapping):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [str(value)]
