"""Errors that stop a run. What is wrong with one seed is never an error but a ``Problem``.

ClipfileError           nothing was done; the message tells a person what to do next (exit 2)
├── SettingsError       mkdocs.yml or an authority file says something that cannot be used
└── ConflictError       two pages want one address; names both
"""

from __future__ import annotations


class ClipfileError(Exception):
    """Nothing was done. The message is shown to a person as it stands."""


class SettingsError(ClipfileError):
    """A settings or authority file cannot be used."""


class ConflictError(ClipfileError):
    """Two pages want one address."""
