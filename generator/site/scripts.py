"""Scripts of the site, joined: a page loads one file instead of the modules that it is written in.

An entry is a module of the theme. Its bundle has the modules that it imports, each in a function of its own,
so that their names stay apart. Only what the theme uses is understood: ``import "./A.js"``,
``import { a, b } from "./A.js"``, ``export`` before a declaration, ``export * as a from "./A.js"``, and
``import("./B.js")`` of another entry. Comments and
indentation, a third of the files, are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

# Each entry, and the one that a page has loaded before it, whose modules it shares.
ENTRIES = {"search.js": "", "search-query.js": "search.js", "suggest.js": ""}
# Pages also load this one by itself.
ALONE = "marks.js"

_IMPORT = re.compile(r'^import (?:(\{[^}]*\}) from )?"\./([\w-]+)\.js";$', re.MULTILINE)
_NAMESPACE = re.compile(r'^export \* as (\w+) from "\./([\w-]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const) (\w+))", re.MULTILINE)


def bundles(sources: Mapping[str, str]) -> dict[str, str]:
    """The bundle of each entry that is among the modules of a theme, by their file names."""
    made: dict[str, _Bundle] = {}
    for entry, earlier in ENTRIES.items():
        if entry in sources:
            made[entry] = _Bundle(sources, entry, made.get(earlier))
    return {entry: bundle.text for entry, bundle in made.items()}


def joined(sources: Mapping[str, str]) -> set[str]:
    """The modules that are only parts of bundles."""
    parts: set[str] = set()
    waiting = [entry for entry in ENTRIES if entry in sources]
    while waiting:
        names = [f"{match[2]}.js" for match in _references(sources[waiting.pop()])]
        waiting += [name for name in names if name not in parts]
        parts.update(names)
    return parts - {*ENTRIES, ALONE}


def _references(text: str) -> list[re.Match[str]]:
    return [*_IMPORT.finditer(text), *_NAMESPACE.finditer(text)]


@dataclass
class _Bundle:
    """One file in the making: its modules in the order in which they run."""

    sources: Mapping[str, str]
    entry: str
    earlier: _Bundle | None
    parts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        text = self.sources[self.entry]
        for match in _references(text):
            self._add(match[2])
        self.exports = {match[2]: match[1] for match in _NAMESPACE.finditer(text)}
        self.rest = self._within(_NAMESPACE.sub("", text))

    @property
    def text(self) -> str:
        """The whole file."""
        own = {module: name for module, name in self.exports.items() if module in self.parts}
        lines = (
            [f'import * as {_variable(self.earlier.entry)} from "./{self.earlier.entry}";']
            if self.earlier
            else []
        )
        lines += [*self.parts.values(), self.rest.strip()]
        lines += [f"export {{ {_variable(module)} as {name} }};" for module, name in own.items()]
        return "\n".join(filter(None, lines)) + "\n"

    def _add(self, module: str) -> None:
        if module in self.parts or self._is_loaded(module):
            return
        text = self.sources[f"{module}.js"]
        for match in _references(text):
            self._add(match[2])
        names = ", ".join(match[1] for match in _EXPORT.finditer(text))
        body = self._within(_EXPORT.sub("", text))
        self.parts[module] = f"const {_variable(module)} = (() => {{\n{body}return {{ {names} }};\n}})();"

    def _is_loaded(self, module: str) -> bool:
        return self.earlier is not None and module in self.earlier.exports

    def _within(self, text: str) -> str:
        """The text of a module inside a bundle."""
        return "".join(f"{line}\n" for line in _bare(_IMPORT.sub(self._taken, text)))

    def _taken(self, match: re.Match[str]) -> str:
        names, module = match[1], match[2]
        if not names:
            return ""
        if self.earlier and self._is_loaded(module):
            return f"const {names} = {_variable(self.earlier.entry)}.{self.earlier.exports[module]};"
        return f"const {names} = {_variable(module)};"


def _bare(text: str) -> Iterator[str]:
    """The lines of a script without comments that have lines of their own, and without indentation."""
    in_comment = False
    for line in map(str.strip, text.splitlines()):
        in_comment = in_comment or line.startswith("/**")
        if line and not in_comment and not line.startswith("//"):
            yield line
        in_comment = in_comment and not line.endswith("*/")


def _variable(name: str) -> str:
    """The name of a module, or of an entry, in a bundle."""
    return "$" + PurePosixPath(name).stem.replace("-", "_")
