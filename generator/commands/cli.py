"""The command line. It parses, calls, prints; it decides nothing.

Exit codes: 0 all well; 1 problems in seeds, the rest done; 2 nothing done (usage, settings, disk).
"""

from __future__ import annotations

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

# Command → its module below ``generator.commands``, which has a function NAME_command. A module is loaded
# when its command is asked for: no build waits for what reads web archives.
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
    "withdraw": "withdraw",
    "version": "version",
}


class Commands(TyperGroup):
    """The commands of ``COMMANDS``, each loaded when it is asked for."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - whatever Typer gives a group
        super().__init__(**attributes)
        # Their names, which are listed and suggested.
        self.commands = {name: TyperCommand(name) for name in COMMANDS}

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | None:  # noqa: ARG002 - Typer passes it
        """The command of a name, or None where there is none."""
        return _loaded(cmd_name) if cmd_name in COMMANDS else None


def _loaded(name: str) -> TyperCommand:
    # Modules are no garbage; searching them for some takes a tenth of the time of loading them.
    gc.disable()
    function = getattr(import_module(f"generator.commands.{COMMANDS[name]}"), f"{name}_command")
    gc.enable()
    only = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    only.command(name)(function)
    return cast("TyperCommand", get_command(only))


app = typer.Typer(
    cls=Commands,
    name="clipfile",
    help="Turn a folder of raw news clippings into a searchable, citable, permanent website.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _begin() -> None:
    """Nothing is asked before the command itself."""


def main() -> None:
    """Run the command line; what stops a run is said in one sentence, with exit code 2."""
    try:
        app()
    except ClipfileError as error:
        console.print(f"clipfile: {error}", style="bold red", markup=False)
        sys.exit(2)
