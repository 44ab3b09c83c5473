"""YAML that strangers write, read with limits: every scalar as text, and the place of each value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from generator.inputs.checks import quoted
from generator.model.problem import Problem
from generator.text.controls import without_controls

MAX_BYTES = 256 * 1024
MAX_DEPTH = 20
# Tags of a plain value, of one in quotes, and of one that is declared to be text.
_TAGS = frozenset({None, "!", "tag:yaml.org,2002:str"})


class _StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Every scalar but null is text: a title may be ``2020``, a tag ``No``, a date an impossible one."""


_StrictLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@dataclass(frozen=True, slots=True)
class Places:
    """Where keys and values of a YAML text are: (line, column) of their first characters, from 1.

    ``first_line`` is the line of the file on which the text starts.
    """

    root: yaml.Node | None = None
    first_line: int = 1

    def lines(self) -> dict[str, int]:
        """The line of each key of the outermost mapping."""
        return {str(key.value): key.start_mark.line + self.first_line for key, _ in _pairs(self.root)}

    def key(self, name: str) -> tuple[int, int]:
        """The place of such a key; of the whole text where there is none."""
        node = next((key for key, _ in _pairs(self.root) if key.value == name), self.root)
        return self._place(node)

    def value(self, *path: str | int) -> tuple[int, int]:
        """The place of the value at a path of keys and list positions, as far as the path leads."""
        node = self.root
        for step in path:
            if isinstance(step, int):
                items = node.value if isinstance(node, yaml.SequenceNode) else []
                node = items[step] if step < len(items) else node
            else:
                node = next((value for key, value in _pairs(node) if key.value == step), node)
        return self._place(node)

    def _place(self, node: yaml.Node | None) -> tuple[int, int]:
        mark = node.start_mark if node else None
        return (mark.line + self.first_line, mark.column + 1) if mark else (self.first_line, 1)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def load_yaml(text: str, path: str, first_line: int = 1) -> tuple[Any, Places, Problem | None]:
    """YAML as (value with text scalars, the places of its parts, what is wrong with it or None).

    Safe: no tags, no aliases, no key twice, no control characters, at most ``MAX_BYTES`` and ``MAX_DEPTH``
    levels.
    """
    if len(text) > MAX_BYTES:
        return (
            None,
            Places(),
            Problem(
                path, 0, "yaml-size", f"is larger than {MAX_BYTES // 1024} KiB; move the text into the seed"
            ),
        )
    try:
        hostile = _hostile(text)
        if hostile:
            return None, Places(), Problem(path, first_line + hostile[0], "yaml-limits", hostile[1])
        loader = _StrictLoader(text)
        node = loader.get_single_node()
        _clean(node)
        repeated = _repeated(node)
        if repeated:
            return None, Places(), Problem(path, first_line + repeated[0], "yaml-twice", repeated[1])
        value = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (0, 0)
        return (
            None,
            Places(),
            Problem(
                path,
                line,
                "yaml",
                f"{error.problem}; quote a value that holds ': ' or starts with a special character",
                column=column,
            ),
        )
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return (
            None,
            Places(),
            Problem(path, first_line, "yaml", f"cannot be read as YAML: {str(error).splitlines()[0]}"),
        )
    return value, Places(node, first_line), None


def _clean(node: yaml.Node | None) -> None:
    """Leave control characters out of every scalar. Escapes make them where the text has none."""
    if isinstance(node, yaml.ScalarNode):
        node.value = without_controls(node.value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _clean(item)
    for key, value in _pairs(node):
        _clean(key)
        _clean(value)


def _hostile(text: str) -> tuple[int, str] | None:
    depth = 0
    for event in yaml.parse(text, Loader=_StrictLoader):
        if isinstance(event, yaml.AliasEvent):
            return _line(event), f"aliases are not accepted: write the value of *{event.anchor} out"
        tag = getattr(event, "tag", None)
        if tag not in _TAGS:
            problem = f"tags such as {quoted(tag)} are not accepted"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return _line(event), f"is nested more than {MAX_DEPTH} levels deep"
    return None


def _repeated(node: yaml.Node | None) -> tuple[int, str] | None:
    """Line, from 0, and message where a mapping has a key twice: YAML would silently use the last."""
    if isinstance(node, yaml.SequenceNode):
        return next(filter(None, map(_repeated, node.value)), None)
    seen: set[str] = set()
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                return key.start_mark.line, f"{quoted(key.value)} is defined twice; remove one"
            seen.add(key.value)
        within = _repeated(value)
        if within:
            return within
    return None


def _line(event: yaml.Event) -> int:
    return event.start_mark.line if event.start_mark else 0
