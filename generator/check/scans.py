"""Lines of scans that a program read without being sure of them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.subject import Subject, place_of
from generator.model.problem import Problem
from generator.scans.alto import Line
from generator.scans.words import words_of

# The confidence below which a word is unsure, and lines that are reported of an article.
_UNSURE, _MOST = 0.5, 20


def scans(subject: Subject) -> Iterator[Problem]:
    """Lines that nobody has changed or confirmed, and of which the program that read them was unsure."""
    for article in subject.archive.articles:
        if article.transcription not in {"ocr", "corrected"}:
            continue
        text = subject.file(article.seed)
        flat = " ".join(text.split())
        found = 0
        for number, page in enumerate(words_of(str(subject.folder), article.facsimile), 1):
            for line in page.lines if page else ():
                words = _unsure(line)
                if not words or found == _MOST or _whole(line) not in flat:
                    continue
                found += 1
                message = (
                    f"page {number} of the scan: {', '.join(map(repr, words))} may be misread in "
                    f"{line.text[:80]!r}: compare the line with the scan, and declare 'transcription: "
                    "verified' when all are right"
                )
                yield Problem(article.seed, place_of(text, words[0], 0)[0], "unsure-line", message, "warning")


def _unsure(line: Line) -> list[str]:
    return [word.text for word in line.words if word.confidence < _UNSURE]


def _whole(line: Line) -> str:
    """The words of a line without one that is broken at its end."""
    return " ".join(word.text for word in (line.words[:-1] if line.hyphenated else line.words))
