"""What a change does to an archive, as a reviewer wants to see it."""

from __future__ import annotations

from generator.report.changes import Changes, State, compare
from generator.report.markdown import as_markdown
from generator.report.revision import changed_since, checked_out

__all__ = ["Changes", "State", "as_markdown", "changed_since", "checked_out", "compare"]
