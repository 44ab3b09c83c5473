"""Run as a program: each compiled pattern of the generator against strings made from the pattern itself.

It prints the name of a pattern before it is tried, and ends by a signal when one takes too long.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LENGTH = 3000
# Seconds of processor time for one pattern and all its strings: a guard against hanging, no measure.
GUARD = 10
TAILS = ("\x00", "!\n")
STRINGS = 24
# A character of each category of the parser's.
SAMPLES = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_NOT_DIGIT: "a",
    op.CATEGORY_SPACE: " ",
    op.CATEGORY_NOT_SPACE: "a",
    op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_WORD: "-",
}
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
Seen = dict[tuple[str, re.RegexFlag], tuple[str, re.Pattern[Any]]]


def recorded(seen: Seen) -> Callable[..., re.Pattern[Any]]:
    """``re``'s own compiling function, which also notes the patterns of the generator's modules."""
    compiled = re._compile  # type: ignore[attr-defined]

    def compile_(pattern: Any, flags: int) -> re.Pattern[Any]:
        made: re.Pattern[Any] = compiled(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals["__name__"] == "re":
            frame = frame.f_back
        name = frame.f_globals["__name__"]
        if name.startswith("generator."):
            seen[str(made.pattern), made.flags] = (name, made)  # type: ignore[index]
        return made

    return compile_


def use_everything() -> None:
    """Import every module and convert the fixtures: what is compiled late is compiled then."""
    package = importlib.import_module("generator")
    for module in pkgutil.walk_packages(package.__path__, "generator."):
        if not module.name.endswith("__main__") and "_files" not in module.name:
            importlib.import_module(module.name)
    settings = importlib.import_module("generator.settings").Settings()
    for inputs in (ROOT / "examples" / "demo" / "seeds", ROOT / "tests" / "golden" / "seeds"):
        with tempfile.TemporaryDirectory() as folder:
            located = settings.located(seeds=inputs, docs=Path(folder) / "docs", site=Path(folder) / "site")
            importlib.import_module("generator.convert").convert(located)
            importlib.import_module("generator.check").inspect(located)


def sample(tree: Any, before: str, found: list[tuple[str, str]]) -> str:
    """A text that a parsed pattern matches, or almost; ``found`` gets what precedes and what is repeated."""
    made = ""
    for code, value in tree:
        if code is op.LITERAL:
            made += chr(value)
        elif code is op.IN:
            made += _of_class(value)
        elif code is op.BRANCH:
            branches = [sample(branch, before + made, found) for branch in value[1]]
            made += branches[0]
        elif code is op.SUBPATTERN:
            made += sample(value[3], before + made, found)
        elif code is op.ATOMIC_GROUP:
            made += sample(value, before + made, found)
        elif code in REPEATS:
            unit = sample(value[2], before + made, found) or "a"
            found.append((before + made, unit))
            made += unit * min(value[0], 50)
        elif code in (op.ANY, op.NOT_LITERAL):
            made += "a"
    return made


def _of_class(items: Any) -> str:
    code, value = items[0]
    if code is op.NEGATE:
        return "a"
    return chr(value) if code is op.LITERAL else chr(value[0]) if code is op.RANGE else SAMPLES[value]


def strings(pattern: re.Pattern[Any]) -> Iterator[str]:
    """Long strings on which a pattern may go wrong: what it repeats, over and over, and an end that fails."""
    found: list[tuple[str, str]] = []
    whole = sample(parser.parse(pattern.pattern, pattern.flags), "", found)
    pairs = {(start, one) for before, unit in found for start in ("", before) for one in (unit, unit[0], " ")}
    chosen = sorted(pairs | {("", whole or "a"), ("", whole[:-1] or "a"), ("", "\n")})[:STRINGS]
    for before, unit in chosen:
        for tail in TAILS:
            yield before + unit * (LENGTH // len(unit)) + tail


def try_all(patterns: Seen, guard: int) -> None:
    """Search with each pattern in its strings; ``guard`` seconds for one mean the end of this process."""
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    for name, pattern in patterns.values():
        sys.stdout.write(f"{name} {pattern.pattern!r}\n")
        sys.stdout.flush()
        limit = int(time.process_time()) + guard
        resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.RLIM_INFINITY))
        for text in strings(pattern):
            pattern.search(text if isinstance(pattern.pattern, str) else text.encode())
            pattern.fullmatch(text if isinstance(pattern.pattern, str) else text.encode())


def main() -> None:
    """Try the patterns of the generator, or the one that is given; say that all were tried."""
    seen: Seen = {}
    if len(sys.argv) > 1:
        given = re.compile(sys.argv[1])
        try_all({(given.pattern, re.RegexFlag(0)): ("argument", given)}, 2)
        return
    re._compile = recorded(seen)  # type: ignore[attr-defined]
    use_everything()
    try_all(seen, GUARD)
    sys.stdout.write(f"tried {len(seen)}\n")


if __name__ == "__main__":
    main()
