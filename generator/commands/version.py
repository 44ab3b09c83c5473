"""``clipfile version``: which one this is."""

from __future__ import annotations

from generator import __version__
from generator.commands.options import console


def version_command() -> None:
    """Print the version."""
    console.print(__version__)
