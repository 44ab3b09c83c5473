"""Imports point one way, in the order that DESIGN.md states; MkDocs and the stemmer stay behind ``site``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import ROOT

PACKAGE = ROOT / "generator"
MODULES = sorted(PACKAGE.rglob("*.py"))
# The folders below ``generator`` that hold code; ``data`` holds tables.
PACKAGES = {path.relative_to(PACKAGE).parts[0] for path in MODULES if path.parent != PACKAGE}
# Only ``site`` may import these; anything else that renders or searches would tie the archive to them.
SITE_ONLY = {"mkdocs", "Stemmer", "material"}


def stated_order(design: str) -> dict[str, int]:
    """The rank of each package in the sentence "Imports point one way: a ← b ← c."."""
    sentence = re.search(r"Imports point one way:\s*(.+?)\.\n", design, re.DOTALL)
    assert sentence, "DESIGN.md no longer states the order of imports"
    names = " ".join(sentence[1].split()).split(" ← ")
    return {name.strip(" `"): rank for rank, name in enumerate(names)}


RANKS = stated_order((ROOT / "DESIGN.md").read_text(encoding="utf-8"))


def imported(source: str) -> Iterator[str]:
    """Dotted names of everything a source imports, by statement or by ``import_module``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports hide where a module lives"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and _called(node) in {"import_module", "__import__", "find_spec"}:
            yield from (str(arg.value) for arg in node.args if isinstance(arg, ast.Constant))


def _called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def backward(package: str, source: str, ranks: dict[str, int]) -> list[str]:
    """Packages imported by ``source``, a module of ``package``, that do not come before it in the order."""
    parts = (name.split(".") for name in imported(source))
    used = {part[1] for part in parts if part[0] == "generator" and len(part) > 2} - {package}
    return sorted(name for name in used if ranks.get(name, 99) >= ranks[package])


def third_parties(source: str) -> set[str]:
    """The top-level names of a source's imports."""
    return {name.split(".")[0] for name in imported(source)}


def test_the_stated_order_names_every_package() -> None:
    assert set(RANKS) == PACKAGES


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_follow_the_stated_order(path: Path) -> None:
    package = path.relative_to(PACKAGE).parts[0]
    if package in PACKAGES:
        assert backward(package, path.read_text(encoding="utf-8"), RANKS) == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_site_imports_mkdocs_and_the_stemmer(path: Path) -> None:
    if path.relative_to(PACKAGE).parts[0] != "site":
        assert not third_parties(path.read_text(encoding="utf-8")) & SITE_ONLY


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_function_imports(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = [n.lineno for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert inside == []


def test_a_backward_import_is_found() -> None:
    ranks = {"model": 0, "inputs": 1, "site": 2}
    source = "from generator import PACKAGE\nfrom generator.model.problem import Problem\n"
    assert backward("inputs", source, ranks) == []
    assert backward("inputs", source + "from generator.site import hooks\n", ranks) == ["site"]
    assert backward("inputs", source + "import generator.site.hooks\n", ranks) == ["site"]
    assert backward("inputs", 'import_module("generator.site.hooks")\n', ranks) == ["site"]
    assert backward("inputs", "from generator.unknown import x\n", ranks) == ["unknown"]


@pytest.mark.parametrize(
    "source",
    ["import mkdocs.config", "from Stemmer import X", 'importlib.import_module("mkdocs.utils")'],
)
def test_a_third_party_behind_any_kind_of_import_is_found(source: str) -> None:
    assert third_parties(source) & SITE_ONLY
