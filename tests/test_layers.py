"""Imports point one way: the order that DESIGN.md states, and MkDocs behind one module."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "generator"
ENTRY_POINTS = {"__init__", "__main__"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def stated_order(design: str) -> dict[str, int]:
    """The rank of each module of the sentence "Imports point one way: a ← b, c ← d."."""
    sentence = re.search(r"Imports point one way:\s*(.+?)\.\n", design, re.DOTALL)
    assert sentence, "DESIGN.md no longer states the order of imports"
    groups = " ".join(sentence[1].split()).split(" ← ")
    return {name.strip(" `"): rank for rank, group in enumerate(groups) for name in group.split(",")}


RANKS = stated_order((ROOT / "DESIGN.md").read_text(encoding="utf-8"))


def family(module: str) -> str:
    """A module that the map does not name belongs to its namesake: ``seeds_read`` to ``seeds``."""
    stem = module.partition("_")[0]
    return stem if module not in RANKS and stem in RANKS else module


def top(path: Path) -> str:
    """The module or subpackage directly below ``generator`` that a file belongs to."""
    return family(path.relative_to(PACKAGE).parts[0].removesuffix(".py"))


def absolute(node: ast.ImportFrom, path: Path) -> str:
    """The full dotted name of what a ``from ... import`` reads from."""
    if not node.level:
        return node.module or ""
    package = path.relative_to(ROOT).parts[: -node.level]
    return ".".join((*package, *filter(None, [node.module])))


def imported(path: Path, source: str) -> Iterator[str]:
    """Dotted names of all that a file imports, submodules of packages included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = absolute(node, path)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def own(names: Iterator[str]) -> set[str]:
    """The modules directly below ``generator`` among dotted names."""
    parts = (name.split(".") for name in names)
    return {family(part[1]) for part in parts if part[0] == "generator" and len(part) > 1 and exists(part[1])}


def exists(name: str) -> bool:
    return (PACKAGE / f"{name}.py").is_file() or (PACKAGE / name).is_dir()


def turned_back(path: Path, source: str, ranks: dict[str, int]) -> list[str]:
    """The imports of a file that go to its own rank or a later one, its own package aside."""
    here = top(path)
    used = own(imported(path, source)) - {here}
    return sorted(name for name in used if ranks.get(name, -1) >= ranks[here])


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_stated_order(path: Path) -> None:
    if top(path) in ENTRY_POINTS:
        return
    assert top(path) in RANKS, f"DESIGN.md gives no place to generator/{top(path)}"
    assert turned_back(path, path.read_text(encoding="utf-8"), RANKS) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_adapter_imports_mkdocs(path: Path) -> None:
    roots = {name.split(".")[0] for name in imported(path, path.read_text(encoding="utf-8"))}
    assert "mkdocs" not in roots or top(path) == "adapter"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_function_imports(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = [n.lineno for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert inside == []


def test_an_import_that_turns_back_is_found() -> None:
    source = "from generator import errors\nfrom generator.model import Seed\nfrom .errors import X\n"
    ranks = {"model": 0, "errors": 1}
    assert turned_back(PACKAGE / "model.py", source, ranks) == ["errors"]
    assert turned_back(PACKAGE / "errors.py", source, ranks) == []
