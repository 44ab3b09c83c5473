"""The result of converting one seed, as worker processes send it and the cache keeps it."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.pictures import FileState
from generator.model.problem import Problem
from generator.model.records import Article, ArticleText

# Rules of problems after which the next run converts the same seed again: a fault of ours, or memory ran out.
FAULT, GIVEN_UP = "internal", "worker-ended"


class Outcome(NamedTuple):
    """The result of converting a seed: its article, if any, with its text, and its problems.

    ``files`` are the files besides the seed and its sidecar on which it depends.
    """

    article: Article | None
    text: ArticleText
    problems: tuple[Problem, ...]
    files: tuple[FileState, ...] = ()
