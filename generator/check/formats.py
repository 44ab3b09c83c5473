"""Problems as text for people, JSON for programs, annotations for GitHub and SARIF for code scanning."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.model.problem import Problem
from generator.text.controls import legible

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# Characters that must be escaped in GitHub workflow commands.
ESCAPES: Mapping[str, str] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY_ESCAPES: Mapping[str, str] = {**ESCAPES, ":": "%3A", ",": "%2C"}


def with_full_paths(problems: Iterable[Problem], seeds: Path, base: Path) -> tuple[Problem, ...]:
    r"""The problems with paths relative to ``base``, or absolute if ``seeds`` is elsewhere, and lines from 1.

    Bytes of file names that are not UTF-8 are written as ``\udc..``, which every format can represent.
    """
    folder = seeds.relative_to(base) if seeds.is_relative_to(base) else seeds
    return tuple(
        replace(
            problem,
            path=_encodable(Path(os.path.normpath(folder / problem.path)).as_posix()),
            line=problem.line or 1,
            message=_encodable(problem.message),
            column=problem.column or 1,
        )
        for problem in problems
    )


def as_text(problems: Sequence[Problem]) -> str:
    """One line per problem, whatever characters a path has: ``path:line:column: rule: message``."""
    return "\n".join(legible(str(problem)) for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects with ``path line rule message severity column``."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows as annotations on the changed lines."""
    return "\n".join(_command(problem) for problem in problems)


def as_sarif(problems: Sequence[Problem]) -> str:
    """SARIF 2.1.0, a single run."""
    rules = sorted({problem.rule for problem in problems})
    driver = {"name": "clipfile", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, rules) for problem in problems],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Sequence[Problem]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}


def _encodable(text: str) -> str:
    return text.encode("utf-8", errors="backslashreplace").decode("utf-8")


def _command(problem: Problem) -> str:
    properties = {"file": problem.path, "line": problem.line, "col": problem.column, "title": problem.rule}
    parameters = ",".join(
        f"{key}={_escaped(str(value), PROPERTY_ESCAPES)}" for key, value in properties.items()
    )
    return f"::{problem.severity} {parameters}::{_escaped(problem.message, ESCAPES)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)


def _uri(path: str) -> str:
    """A path as a URI reference (RFC 3986; SARIF 2.1.0, section 3.4.3); absolute paths get a scheme."""
    return ("file://" if path.startswith("/") else "") + quote(path)


def _result(problem: Problem, rules: Sequence[str]) -> dict[str, Any]:
    region = {"startLine": problem.line, "startColumn": problem.column}
    place = {"artifactLocation": {"uri": _uri(problem.path)}, "region": region}
    return {
        "ruleId": problem.rule,
        "ruleIndex": rules.index(problem.rule),
        "level": problem.severity,
        "message": {"text": problem.message},
        "locations": [{"physicalLocation": place}],
    }
