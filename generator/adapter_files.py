"""What MkDocs is shown of the docs folder: it renders and copies what people wrote, and only that."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePath
from typing import NamedTuple

from mkdocs.structure.files import File, Files, InclusionLevel

from generator.adapter_state import HOME


class OwnFiles(Files):
    """Hand-written and theme files. Links to generated ones find them, though nothing is done with these."""

    def __init__(self, own: Collection[File], generated: Collection[File]) -> None:
        super().__init__(own)
        self._generated = {file.src_uri: file for file in generated}

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path below the docs folder, whoever wrote it."""
        return super().get_file_from_path(path) or self._generated.get(PurePath(path).as_posix())


class Parted(NamedTuple):
    """Files of a site: those that MkDocs sees to, and generated ones by their path in the docs folder.

    ``pages`` and ``data`` give the path in the site.
    """

    own: OwnFiles
    pages: Mapping[str, str]
    data: Mapping[str, str]


def part(files: Files, manifest: Collection[str], docs: str, *, serving: bool) -> Parted:
    """Part generated files from those that MkDocs sees to. The front page is rendered with each build.

    Args:
        files: all that MkDocs found.
        manifest: paths of the generated ones.
        docs: the folder that holds them.
        serving: whether drafts belong into the site.
    """
    ours = set(manifest) - {HOME}
    generated = {
        file.src_uri: file
        for file in files
        if file.src_uri in ours and file.src_dir == docs and _included(file, serving=serving)
    }
    own = [file for file in files if file.src_uri not in generated]
    pages = {name: file.dest_uri for name, file in generated.items() if file.is_documentation_page()}
    data = {name: name for name in generated if name not in pages}
    return Parted(OwnFiles(own, list(generated.values())), pages, data)


def _included(file: File, *, serving: bool) -> bool:
    lowest: int = (InclusionLevel.DRAFT if serving else InclusionLevel.NOT_IN_NAV).value
    return bool(lowest <= file.inclusion.value)
