"""Documents of office programs that cannot be read, each as a draft that says why and what to do."""

from __future__ import annotations

import importlib
from types import ModuleType

from generator.extract.decode import LIMIT
from generator.model.documents import Draft
from generator.model.problem import Problem

LARGEST = 4 * LIMIT  # bytes; documents contain images too


def library_of(name: str) -> ModuleType | None:
    """A library of the extra ``documents``, None if it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def refused(name: str, kind: str, library: ModuleType | None) -> Draft:
    """The draft of a document that is too large, or for which a library is missing."""
    if library is None:
        return faulty("extra", f"reading {kind} needs {name}: pip install 'clipfile[documents]'")
    return faulty("too-large", f"{kind} may have at most {LARGEST >> 20} MB: save only its text")


def broken(kind: str, error: Exception) -> Draft:
    """The draft of a document that a reader refused with an error."""
    if "password" in type(error).__name__.lower():
        return faulty("broken-document", f"the {kind} is encrypted: save a copy of it without a password")
    return faulty(
        "broken-document", f"the {kind} cannot be read ({type(error).__name__}): save its text instead"
    )


def faulty(rule: str, message: str) -> Draft:
    """A draft without text, and the problem that is the reason."""
    return Draft((), problems=(Problem("", 0, rule, message),))
