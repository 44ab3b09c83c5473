"""Beginning somebody's own archive: settings, folders, workflows, a first example; nothing of ours in it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator import INSTALLED, PACKAGE, __version__
from generator.accession.schema import schemas
from generator.model.errors import ClipfileError

FILES = Path(__file__).resolve().parent / "starter_files"
GITHUB = PACKAGE / "github_files" if INSTALLED else PACKAGE.parent / ".github"
SETTINGS = PACKAGE / "mkdocs_settings.yml" if INSTALLED else PACKAGE.parent / "mkdocs.yml"
# Names that cannot stand in a package as they are, and workflows that are about Clipfile's own code.
RENAMED: Mapping[str, str] = {"gitignore": ".gitignore", "hooks/clipfile.txt": "hooks/clipfile.py"}
OURS = frozenset({"workflows/tests.yml"})


def begin(folder: Path, name: str) -> list[str]:
    """Write a new archive into ``folder``.

    Args:
        folder: missing, or empty but for hidden files (a fresh repository).
        name: the site's name.

    Returns:
        The paths written, sorted.

    Raises:
        ClipfileError: there is something already, or the disk refused.
    """
    if folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir()):
        raise ClipfileError(f"{folder}: is not empty. Name a new folder; an archive there is left as it is.")
    files = dict(_files(folder.resolve(), name))
    try:
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ClipfileError(f"{error.filename}: cannot be written: {error.strerror}") from error
    return sorted(files)


def _files(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """Path and text of every file of a new archive."""
    for path, text in _texts(FILES):
        yield RENAMED.get(path, path), text
    for path, text in _texts(GITHUB):
        if path not in OURS:
            yield f".github/{path}", text
    for path, text in schemas().items():
        yield f"schemas/{path}", text
    yield "mkdocs.yml", _settings(folder, name)
    yield "requirements.txt", f"clipfile=={__version__}\n"


def _texts(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")


def _settings(folder: Path, name: str) -> str:
    """Our own settings with what is ours taken out.

    Raises:
        ClipfileError: the settings no longer hold what has to be replaced.
    """
    text = SETTINGS.read_text(encoding="utf-8")
    for old, new in _replaced(folder, name).items():
        if old not in text:
            raise ClipfileError(
                f"{SETTINGS}: holds no line {old!r}. This is a fault of Clipfile; please report it."
            )
        text = text.replace(old, new)
    return text


def _replaced(folder: Path, name: str) -> Mapping[str, str]:
    # Without a package that MkDocs could find it by name, the theme is named by its folder.
    beside = Path(os.path.relpath(PACKAGE.parent / "theme", folder)).as_posix()
    theme = "  name: clipfile\n" if INSTALLED else f"  name: material\n  custom_dir: {json.dumps(beside)}\n"
    return {
        "site_name: Clipfile\n": f"site_name: {json.dumps(name, ensure_ascii=False)}\n",
        "site_description: A curated archive of the news, kept readable, searchable and citable.\n": (
            "site_description: An archive of news clippings.\n"
        ),
        "  name: material\n  custom_dir: theme\n": theme,
        "  - generator/site/hooks.py\n": "  - hooks/clipfile.py\n",
    }
