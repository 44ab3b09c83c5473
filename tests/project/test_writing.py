"""Files are written whole: every module that writes one does so through ``system/files.py``."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from making import ROOT

# Where a file is written in place: its home, and what is renamed as a whole or is a journal.
EXCEPTIONS = {
    "system/files.py": "the home of the rule",
    "site/search/cache.py": "a folder that is renamed as a whole",
    "convert/write/lines.py": "a file that its caller renames",
    "convert/write/ownership.py": "journals, to which lines are added",
    "imports/archives.py": "a temporary folder",
}
METHODS = {"write_text", "write_bytes", "touch"}


def writes(tree: ast.AST) -> Iterator[int]:
    """The lines on which a module writes a file by itself."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
        modes = [text for text in texts if isinstance(text, str) and set(text) <= set("rwaxbt+") and text]
        if name in METHODS or (name == "open" and any(set(mode) & set("wax+") for mode in modes)):
            yield node.lineno


def test_no_module_writes_a_file_in_place() -> None:
    found = {}
    for path in sorted((ROOT / "generator").rglob("*.py")):
        lines = list(writes(ast.parse(path.read_text(encoding="utf-8"))))
        if lines:
            found[path.relative_to(ROOT / "generator").as_posix()] = lines
    assert found.keys() - EXCEPTIONS.keys() == {"commands/new.py"}, found
    assert EXCEPTIONS.keys() <= found.keys()


def test_a_write_is_found() -> None:
    code = "Path(a).write_text(b)\nopen(a, 'w')\na.open('r+b')\nopen(a)\na.open('rb')\nf.write(b)\n"
    assert list(writes(ast.parse(code))) == [1, 2, 3]
