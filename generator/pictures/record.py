"""The result of reading the pictures of an article, which most have without loading what reads images."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.documents import Removed
from generator.model.pictures import FileState, Picture
from generator.model.problem import Problem


class ReadPictures(NamedTuple):
    """The pictures of an article.

    Attributes:
        pictures: those that are kept, in the order of the document.
        removed: those that are left out, for the ledger.
        problems: warnings about those whose file is missing or unfit.
        files: every file that was looked for.
    """

    pictures: tuple[Picture, ...] = ()
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[FileState, ...] = ()
