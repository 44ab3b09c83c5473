"""The result of reading the scans of an article, which most have without loading what reads images."""

from __future__ import annotations

from typing import NamedTuple

from generator.model.documents import Removed
from generator.model.pictures import FacsimilePage, FileState
from generator.model.problem import Problem
from generator.scans.alto import ScanPage


class Facsimile(NamedTuple):
    """The facsimile of an article.

    Attributes:
        pages: those that can be shown, in order.
        words: the words on each of them, None for a page without.
        text_sha256: digest of the text that was written together with the words, "" if unknown.
        removed: scans that are left out, for the ledger.
        problems: what is wrong with them.
        files: every file that was looked at.
    """

    pages: tuple[FacsimilePage, ...] = ()
    words: tuple[ScanPage | None, ...] = ()
    text_sha256: str = ""
    removed: tuple[Removed, ...] = ()
    problems: tuple[Problem, ...] = ()
    files: tuple[FileState, ...] = ()
