"""The tables of rules for saved pages, loaded once from ``generator/data``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

_DATA = Path(__file__).parents[1] / "data"


@cache
def table(name: str) -> Any:  # noqa: ANN401 - what a YAML file holds is checked by its one reader
    """The content of ``generator/data/NAME.yml``."""
    return yaml.load((_DATA / f"{name}.yml").read_text(encoding="utf-8"), Loader=SafeLoader)
