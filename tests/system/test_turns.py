"""One process at a time writes in a folder, and none waits for ever."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from generator.model.errors import ClipfileError
from generator.system.turns import sole_writer


def test_a_process_that_never_ends_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.system.turns.PATIENCE", 0)
    other = os.open(tmp_path, os.O_RDONLY)
    try:
        fcntl.flock(other, fcntl.LOCK_EX)
        with (
            pytest.raises(ClipfileError, match="another process has been writing here"),
            sole_writer(tmp_path),
        ):
            pass
    finally:
        os.close(other)
    with sole_writer(tmp_path), sole_writer(tmp_path):
        pass
