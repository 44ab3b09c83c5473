"""``clipfile version``: the installed version."""

from __future__ import annotations

from generator import __version__
from generator.commands.options import console


def version_command() -> None:
    """Print the installed version."""
    console.print(__version__)
