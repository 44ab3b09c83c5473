"""An archive as it was: read and described as its own authority files said then."""

from __future__ import annotations

from pathlib import Path

from generator.authority.folders import authority_folders
from generator.commands.options import console
from generator.convert.convert import Gathered, gather
from generator.inputs.settings import Settings
from generator.system.progress import counting


def gathered_state(settings: Settings, own: Path) -> Gathered:
    """Read and describe one state of an archive.

    Args:
        settings: with the folder of seeds of that state.
        own: the folder of seeds as it is now.
    """
    # Where the base set is the archive's own, the base set of that state counts.
    replaced = {own / "authority": settings.seeds / "authority"}
    folders = [replaced.get(folder, folder) for folder in authority_folders(own)]
    with counting(console) as step:
        return gather(settings, step, authority_from=folders)
