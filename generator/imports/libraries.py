"""Libraries of the extra ``imports``, each loaded only for a file that needs it."""

from __future__ import annotations

import importlib
from types import ModuleType

from generator.model.errors import ClipfileError


def library(module: str, purpose: str, otherwise: str = "") -> ModuleType:
    """A module of an optional library.

    Args:
        module: its name.
        purpose: what needs it, as the subject of a sentence: ``list.ris: reading RIS``.
        otherwise: what a person can do without it, as a sentence.

    Raises:
        ClipfileError: it is not installed.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        message = f"{purpose} needs {name}: pip install 'clipfile[imports]'."
        raise ClipfileError(f"{message} {otherwise}".rstrip()) from None
