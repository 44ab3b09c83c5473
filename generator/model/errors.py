"""Errors that stop a run. A fault in a single seed is never an error but a ``Problem``.

ClipfileError           nothing was done; the message says what to do next (exit 2)
├── SettingsError       mkdocs.yml or an authority file is invalid
└── ConflictError       two pages have the same address
"""

from __future__ import annotations


class ClipfileError(Exception):
    """Nothing was done. The message is shown to the user unchanged."""


class SettingsError(ClipfileError):
    """A settings or authority file cannot be used."""


class ConflictError(ClipfileError):
    """Two pages have the same address."""
