"""Creating an archive of one's own: settings, folders, workflows and a first example."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import INSTALLED, PACKAGE
from generator.accession.origin import is_local, requirement
from generator.accession.schema import schemas
from generator.model.errors import ClipfileError
from generator.system.files import rewrite

STARTER_FILES = Path(__file__).resolve().parent / "starter_files"
GITHUB = PACKAGE / "github_files" if INSTALLED else PACKAGE.parent / ".github"
SETTINGS = PACKAGE / "mkdocs_settings.yml" if INSTALLED else PACKAGE.parent / "mkdocs.yml"
# A wheel cannot contain files with these names.
RENAMED: Mapping[str, str] = {"gitignore": ".gitignore", "hooks/clipfile.txt": "hooks/clipfile.py"}
# Workflows that test Clipfile's own code.
OWN_WORKFLOWS = frozenset({"workflows/tests.yml"})
REQUIREMENTS = """\
# Where pip gets Clipfile from: the place this archive's author installed it from.
{note}# For Word and PDF clippings write clipfile[documents].
{requirement}
"""
LOCAL_NOTE = """\
# That is a path on one machine. For other people, and for the workflows on GitHub, replace it with an
# address, such as
# clipfile @ git+https://HOST/OWNER/clipfile@COMMIT
"""


def create_archive(folder: Path, name: str) -> list[str]:
    """Write a new archive into ``folder``.

    Args:
        folder: does not exist yet, or contains only hidden files (a new repository).
        name: the site's name.

    Returns:
        The paths written, sorted.

    Raises:
        ClipfileError: the folder is not empty, or cannot be written to.
    """
    if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise ClipfileError(f"{folder}: the folder is not empty. Name a new one; nothing was written.")
    files = dict(_files(name))
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            rewrite(target, text.encode())
    except OSError as error:
        raise ClipfileError(f"{error.filename}: cannot be written: {error.strerror}") from error
    return sorted(files)


def _files(name: str) -> Iterator[tuple[str, str]]:
    """Path and text of every file of a new archive."""
    for path, text in _texts(STARTER_FILES):
        yield RENAMED.get(path, path), text
    for path, text in _texts(GITHUB):
        if path not in OWN_WORKFLOWS:
            yield f".github/{path}", text
    for path, text in schemas().items():
        yield f"schemas/{path}", text
    yield "mkdocs.yml", _settings(name)
    line = requirement()
    note = LOCAL_NOTE if is_local(line) else ""
    yield "requirements.txt", REQUIREMENTS.format(note=note, requirement=line)


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def _settings(name: str) -> str:
    """This project's settings, with its own name, theme folder and hook replaced.

    Raises:
        ClipfileError: the settings lack a line that has to be replaced.
    """
    text = SETTINGS.read_text(encoding="utf-8")
    for old, new in _replacements(name).items():
        if old not in text:
            raise ClipfileError(
                f"{SETTINGS}: there is no line {old!r}. This is a bug in Clipfile; please report it."
            )
        text = text.replace(old, new)
    return text


def _replacements(name: str) -> Mapping[str, str]:
    return {
        "site_name: Clipfile\n": f"site_name: {json.dumps(name, ensure_ascii=False)}\n",
        "site_description: A curated archive of the news, kept readable, searchable and citable.\n": (
            "site_description: An archive of news clippings.\n"
        ),
        # A new archive has no earlier addresses.
        "    addresses: [unicode, ascii]\n": "    addresses: unicode\n",
        "  name: material\n  custom_dir: theme\n": "  name: clipfile\n",
        "  - generator/site/hooks.py\n": "  - hooks/clipfile.py\n",
    }
