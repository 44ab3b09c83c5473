"""The command line: it parses, calls and prints, and decides nothing.

Exit codes: 0 success; 1 errors in some seeds, everything else was done; 2 nothing was done (usage, settings,
disk).
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from generator.commands.options import console
from generator.model.errors import ClipfileError
from generator.system.output import guard

# Command → its module in ``generator.commands``, which has a function NAME_command. A module is loaded only
# for its own command, so that a build need not wait for the libraries that read web archives.
COMMANDS: Mapping[str, str] = {
    "convert": "converting",
    "build": "building",
    "serve": "building",
    "check": "check",
    "add": "add",
    "draft": "draft",
    "new": "new",
    "import": "importing",
    "init": "init",
    "links": "links",
    "publish": "publish",
    "report": "report",
    "schema": "schema",
    "store": "publish",
    "transcribe": "transcribe",
    "withdraw": "withdraw",
    "version": "version",
}


class Commands(TyperGroup):
    """The commands of ``COMMANDS``, each loaded on demand."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - whatever Typer gives a group
        super().__init__(**attributes)
        # Placeholders, for the list of commands and for suggestions.
        self.commands = {name: TyperCommand(name) for name in COMMANDS}

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | None:  # noqa: ARG002 - Typer passes it
        """The command of that name, or None."""
        return _loaded(cmd_name) if cmd_name in COMMANDS else None


def _loaded(name: str) -> TyperCommand:
    function = getattr(import_module(f"generator.commands.{COMMANDS[name]}"), f"{name}_command")
    single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    single.command(name)(function)
    return cast("TyperCommand", get_command(single))


app = typer.Typer(
    cls=Commands,
    name="clipfile",
    help="Turn a folder of raw news clippings into a searchable, citable, permanent website.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _begin() -> None:
    """Make Typer treat this as a group of commands."""


def main() -> None:
    """Run the command line. An error that stops the run is reported in one sentence, with exit code 2."""
    _collect_rarely()
    guard()
    try:
        app()
    except ClipfileError as error:
        console.print(f"clipfile: {error}", style="bold red", markup=False)
        sys.exit(2)
    except OSError as error:
        where = error.filename2 or error.filename or "a file or the output"
        what = f"{where}: cannot be read or written: {error.strerror or error}"
        console.print(f"clipfile: {what}. Fix this, then run again.", style="bold red", markup=False)
        sys.exit(2)


def _collect_rarely() -> None:
    """Search for reference cycles a hundred times less often, and not at all when the program ends.

    Modules, records and outputs have none, and most of them live until the end. Worker processes inherit this
    setting, and nothing else changes how garbage is collected.
    """
    gc.set_threshold(200_000, 50, 50)
    atexit.register(gc.freeze)
