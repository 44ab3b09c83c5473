"""An archive at an earlier commit, read and described with its authority files of that time."""

from __future__ import annotations

from pathlib import Path

from generator.authority.folders import authority_folders
from generator.commands.options import console
from generator.convert.convert import Gathered, gather
from generator.inputs.settings import Settings
from generator.system.progress import counting


def gathered_state(settings: Settings, current_seeds: Path) -> Gathered:
    """Read and describe one state of an archive.

    Args:
        settings: with the folder of seeds in that state.
        current_seeds: the folder of seeds as it is now.
    """
    # If the archive contains the base set of names, the base set of that state applies.
    replaced = {current_seeds / "authority": settings.seeds / "authority"}
    folders = [replaced.get(folder, folder) for folder in authority_folders(current_seeds)]
    with counting(console) as step:
        return gather(settings, step, authority_from=folders)
