"""A problem with an input: its file, line, rule and message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a seed, sidecar or settings file that a person should fix.

    ``line`` and ``column`` count from 1; 0 means the whole file. An ``error`` keeps its article out
    of the archive, a ``warning`` does not.
    """

    path: str
    line: int
    rule: str
    message: str
    severity: Severity = "error"
    column: int = 0

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{where}: {self.rule}: {self.message}"
