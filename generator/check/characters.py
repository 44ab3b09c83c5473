"""Invisible characters, which can make a text read differently from what it says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from generator.check.subject import Subject
from generator.model.problem import Problem

# Directional overrides and isolates, zero-width spaces, soft hyphens, byte order marks, Hangul fillers, the
# blank Braille pattern, interlinear and tag characters. Some scripts need the joiners U+200C and U+200D and
# the marks U+200E and U+200F; between two Latin, Greek or Cyrillic letters they have no use.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]|(?<=[A-Za-z\u00c0-\u052f])[\u200c-\u200f](?=[A-Za-z\u00c0-\u052f])"
)
RULE = "unseen-character"


def characters(subject: Subject) -> Iterator[Problem]:
    """Invisible characters in declared values, headlines, bylines, authority files and collections."""
    for path, declared in subject.declared.items():
        for field, value in declared.values.items():
            if match := INVISIBLE.search("\n".join(_texts(value))):
                where, line, column = subject.place(declared, field, match[0])
                yield Problem(where or path, line, RULE, f"{field} {_message(match[0])}", "warning", column)
    for seed, article in subject.articles.items():
        texts = {"title": article.title, "authors": " ".join(article.authors), "source": article.source.name}
        for field, text in texts.items():
            match = INVISIBLE.search(text)
            if match and field not in subject.declaration(article).values:
                message = f"{field} {_message(match[0])}: declare {field} without it"
                yield Problem(seed, 0, RULE, message, "warning")
    for folder in ("authority", "collections"):
        yield from _entries(subject, folder)


def _entries(subject: Subject, folder: str) -> Iterator[Problem]:
    for file in sorted((subject.folder / folder).glob("*.yml")):
        path = f"{folder}/{file.name}"
        for number, line in enumerate(subject.file(path).splitlines(), 1):
            if match := INVISIBLE.search(line):
                yield Problem(path, number, RULE, _message(match[0]), "warning", match.start() + 1)


def _message(char: str) -> str:
    name = unicodedata.name(char, "unnamed")
    return f"contains an invisible character, U+{ord(char):04X} ({name.lower()}); remove it"


def _texts(value: object) -> Iterable[str]:
    if isinstance(value, Mapping):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [str(value)]
