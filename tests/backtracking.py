"""Run as a program: each pattern of the generator against long strings made from the pattern itself.

It prints the name of a pattern before it is tried, and ends by a signal when one takes too long. Patterns
that are written out are read from the code; the others are noted while the fixtures are converted.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import itertools
import os
import pkgutil
import re
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# Imported here: the patterns of what `making` imports would be compiled before they can be recorded.
LENGTH, STRINGS = (50_000, 40) if os.environ.get("CLIPFILE_THOROUGH") else (20_000, 12)
# Seconds of processor time for one string: what grows with the length takes some hundredths, what grows
# with its square more than half of one. A guard against hanging, no measure.
GUARD = 0.5
TAILS = ("\x00", "!\n")
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
Place = tuple[str, int]
Seen = dict[re.Pattern[Any], set[Place]]


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
            seen.setdefault(made, set()).add((name, frame.f_lineno))
        return made

    return compile_


def use_everything() -> None:
    """Import every module, call what is made once, convert and check the fixtures, all in this process."""
    package = importlib.import_module("generator")
    for found in pkgutil.walk_packages(package.__path__, "generator."):
        if not found.name.endswith("__main__") and "_files" not in found.name:
            for function in list(vars(importlib.import_module(found.name)).values()):
                if hasattr(function, "cache_info") and not inspect.signature(function).parameters:
                    function()
    settings = importlib.import_module("generator.inputs.settings").Settings()
    here = importlib.import_module("generator.system.executors").Where(workers=1)
    for inputs in (ROOT / "examples" / "demo" / "seeds", ROOT / "tests" / "golden" / "seeds"):
        with tempfile.TemporaryDirectory() as folder:
            located = settings.located(seeds=inputs, docs=Path(folder) / "docs", site=Path(folder) / "site")
            importlib.import_module("generator.convert.convert").convert(located, None, here)
            importlib.import_module("generator.check.inspection").inspect(located)
    mail = importlib.import_module("generator.extract.mail_private")
    mail.pattern_of([mail.Person("first_last+news@mail.example")])
    for module, table in (("candidates.tables", "cue_tables"), ("quotes.speech", "speech_words")):
        for language in ("en", "de", "fr", "es", "ru", "uk", "tr", "ar", "zh", "ja"):
            getattr(importlib.import_module(f"generator.describe.{module}"), table)(language)
    fields = importlib.import_module("generator.inputs.checks")
    fields.address("https://a.example/")
    fields.flag("yes")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call in the generator's code that compiles a pattern, with its module."""
    for file in sorted((ROOT / "generator").rglob("*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and ast.unparse(called.value) == "re":
                assert isinstance(node, ast.Call)
                if called.attr != "escape":
                    yield name, node


def written_out(seen: Seen) -> list[str]:
    """Add the patterns that are literals in the code. Return the places of those that no test reached."""
    reached = set().union(*seen.values())
    missed = []
    for module, call in calls():
        pattern, lines = call.args[0], range(call.lineno, (call.end_lineno or call.lineno) + 1)
        if isinstance(pattern, ast.Constant):
            flags = re.NOFLAG
            for node in (node for more in call.args[1:] for node in ast.walk(more)):
                if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "re":
                    flags |= re.RegexFlag[node.attr]
            seen.setdefault(re.compile(pattern.value, flags), set()).add((module, call.lineno))
        elif not reached & {(module, line) for line in lines}:
            missed.append(f"{module}:{call.lineno}")
    return missed


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
    """Long strings on which a pattern may go wrong: what it repeats, over and over, and an end that fails.

    What is repeated is tried alone, with what comes before it, next to the next repeated part, and after a
    blank or a letter.
    """
    found: list[tuple[str, str]] = []
    whole = sample(parser.parse(pattern.pattern, pattern.flags), "", found)
    units = [unit for _, unit in found]
    chosen = [("", "\n"), ("", " "), ("", "a"), ("", whole or "a"), ("", whole[:-1] or "a")]
    chosen += [(before, repeated) for before, unit in found for repeated in (unit, unit[0])]
    chosen += [("", repeated) for unit in units for repeated in (unit, f"{unit} ", f"a{unit}")]
    chosen += [("", first + second) for first, second in itertools.pairwise(units)]
    chosen += [(before, " ") for before, _ in found]
    for before, unit in list(dict.fromkeys(chosen))[:STRINGS]:
        for tail in TAILS:
            yield before + unit * (LENGTH // len(unit)) + tail


def try_all(patterns: Seen) -> None:
    """Search with each pattern in its strings; longer than ``GUARD`` in one means the end of this process."""
    for pattern, places in patterns.items():
        sys.stdout.write(f"{sorted(places)} {pattern.pattern!r}\n")
        sys.stdout.flush()
        for text in strings(pattern):
            subject = text if isinstance(pattern.pattern, str) else text.encode()
            signal.setitimer(signal.ITIMER_VIRTUAL, GUARD)
            for _ in pattern.finditer(subject):
                pass
            pattern.fullmatch(subject)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def main() -> None:
    """Try the patterns of the generator, or the one that is given; say that all were tried."""
    seen: Seen = {}
    if len(sys.argv) > 1:
        try_all({re.compile(sys.argv[1]): {("argument", 0)}})
        return
    re._compile = recorded(seen)  # type: ignore[attr-defined]
    use_everything()
    missed = written_out(seen)
    try_all(seen)
    sys.stdout.write(f"missed {' '.join(missed)}\ntried {len(seen)}\n")


if __name__ == "__main__":
    main()
