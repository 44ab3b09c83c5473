"""Problems as text for people, JSON for programs, annotations for GitHub and SARIF for code scanning."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.model.problem import Problem
from generator.text.controls import legible

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# What a GitHub workflow command cannot hold, and how it is written instead.
ESCAPES: Mapping[str, str] = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY_ESCAPES: Mapping[str, str] = {**ESCAPES, ":": "%3A", ",": "%2C"}


def placed(problems: Iterable[Problem], seeds: Path, base: Path) -> tuple[Problem, ...]:
    r"""The problems with paths from ``base`` (absolute where ``seeds`` lies elsewhere), lines from 1.

    Names of files that are not UTF-8 are written with ``\udc..``, which every output can hold.
    """
    folder = seeds.relative_to(base) if seeds.is_relative_to(base) else seeds
    return tuple(
        replace(
            one,
            path=_encodable((folder / one.path).as_posix()),
            line=one.line or 1,
            message=_encodable(one.message),
            column=one.column or 1,
        )
        for one in problems
    )


def as_text(problems: Sequence[Problem]) -> str:
    """One line each, whatever a file is called: ``file:line:column: rule: what, and how to mend it``."""
    return "\n".join(legible(str(one)) for one in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects with ``path line rule message severity column``."""
    return json.dumps([asdict(one) for one in problems], ensure_ascii=False, indent=2)


def as_github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows as annotations on the changed lines."""
    return "\n".join(_command(one) for one in problems)


def as_sarif(problems: Sequence[Problem]) -> str:
    """SARIF 2.1.0, one run."""
    rules = sorted({one.rule for one in problems})
    driver = {"name": "clipfile", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, rules) for one in problems],
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


def _command(one: Problem) -> str:
    properties = {"file": one.path, "line": one.line, "col": one.column, "title": one.rule}
    stated = ",".join(f"{key}={_escaped(str(value), PROPERTY_ESCAPES)}" for key, value in properties.items())
    return f"::{one.severity} {stated}::{_escaped(one.message, ESCAPES)}"


def _escaped(text: str, escapes: Mapping[str, str]) -> str:
    return "".join(escapes.get(char, char) for char in text)


def _uri(path: str) -> str:
    """A path as a reference by RFC 3986 (SARIF 2.1.0, section 3.4.3); an absolute one with its scheme."""
    return ("file://" if path.startswith("/") else "") + quote(path)


def _result(one: Problem, rules: Sequence[str]) -> dict[str, Any]:
    region = {"startLine": one.line, "startColumn": one.column}
    place = {"artifactLocation": {"uri": _uri(one.path)}, "region": region}
    return {
        "ruleId": one.rule,
        "ruleIndex": rules.index(one.rule),
        "level": one.severity,
        "message": {"text": one.message},
        "locations": [{"physicalLocation": place}],
    }
