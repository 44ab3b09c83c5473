"""Tesseract, a program of its own: it knows most scripts, and printed Fraktur."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np

from generator.model.errors import ClipfileError
from generator.text.tables import load_table
from generator.transcribe.engines.engine import Picture, Quad, Reading, ReadWord

PROGRAM = "tesseract"
# Seconds for one page.
_PATIENCE = 180
# Pixels of height of a line in which Tesseract reads best, and of white around it.
_HEIGHT, _MARGIN = 40, 14
# Pixels of height of what is read at once.
_MOST = 24_000
# How Tesseract looks at a page: with columns, or one block of lines.
_COLUMNS, _BLOCK = "3", "6"
_LINE, _WORD = "4", "5"


class TesseractEngine:
    """See ``Engine``."""

    name = "Tesseract"

    def __init__(self) -> None:
        self.program = shutil.which(PROGRAM)

    @cached_property
    def models(self) -> frozenset[str]:
        """The names of the languages and scripts whose data is installed."""
        if not self.program:
            return frozenset()
        listed = subprocess.run(
            [self.program, "--list-langs"], capture_output=True, text=True, check=False, timeout=_PATIENCE
        )
        return frozenset(listed.stdout.split("\n")[1:]) - {"", "osd"}

    def model_of(self, language: str, script: str = "") -> str:
        """The name of the best installed data for a language or a script; empty if none is installed."""
        table = load_table("transcription")["tesseract"]
        names = [*table["languages"].get(language, ()), *table["scripts"].get(script, ())]
        return next((name for name in names if name in self.models), "")

    def find(self, page: Picture) -> list[Quad]:
        """The lines of a page, with the data of any script."""
        model = next((name for name in ("Latin", "eng") if name in self.models), "")
        model = model or next(iter(sorted(self.models)), "")
        rows = self._rows(page, model, _COLUMNS)
        return [_quad(row) for row in rows if row["level"] == _LINE]

    def read(self, lines: Sequence[Picture], language: str) -> list[Reading]:
        """The text of each line; ``language`` is the name of installed data, or a language."""
        model = language if language in self.models else self.model_of(language) or self.model_of("en")
        readings: list[Reading] = []
        batch: list[Picture] = []
        for line in lines:
            batch.append(_fitting(line))
            if sum(len(each) for each in batch) > _MOST:
                readings += self._together(batch, model)
                batch = []
        return readings + self._together(batch, model)

    def _together(self, lines: Sequence[Picture], model: str) -> list[Reading]:
        """Lines below each other are one block, which Tesseract reads with their neighbours in mind."""
        if not lines:
            return []
        width = max(line.shape[1] for line in lines) + 2 * _MARGIN
        tops = np.cumsum([_MARGIN, *(len(line) + _MARGIN for line in lines)])
        page = np.full((int(tops[-1]), width), 255, dtype=np.uint8)
        for line, top in zip(lines, tops, strict=False):
            page[top : top + len(line), _MARGIN : _MARGIN + line.shape[1]] = line
        words: list[list[ReadWord]] = [[] for _ in lines]
        for row in self._rows(page, model, _BLOCK):
            text = row["text"].strip() if row["level"] == _WORD and row["text"] else ""
            if text:
                left, top, wide, high = _box(row)
                index = int(np.searchsorted(tops, top + high / 2)) - 1
                if 0 <= index < len(lines):
                    length = max(1, lines[index].shape[1])
                    start, end = (left - _MARGIN) / length, (left + wide - _MARGIN) / length
                    confidence = max(0.0, float(row["conf"]) / 100)
                    words[index].append(ReadWord(text, max(0.0, start), min(1.0, end), confidence))
        return [tuple(line) for line in words]

    def _rows(self, page: Picture, model: str, layout: str) -> Iterator[Mapping[str, str]]:
        if not self.program or not model:
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "page.png")
            cv2.imwrite(str(path), page, [cv2.IMWRITE_PNG_COMPRESSION, 1])
            command = [self.program, str(path), "-", "-l", model, "--psm", layout, "--dpi", "300"]
            command += ["-c", "tessedit_create_tsv=1"]
            environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
            try:
                done = subprocess.run(
                    command, capture_output=True, check=True, timeout=_PATIENCE, env=environment
                )
            except (subprocess.SubprocessError, OSError) as error:
                raise ClipfileError(f"tesseract failed: {error}") from None
        text = done.stdout.decode("utf-8", "replace")
        yield from csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)


def _fitting(line: Picture) -> Picture:
    height, width = line.shape[:2]
    scale = _HEIGHT / max(1, height)
    size = (max(1, round(width * scale)), _HEIGHT)
    return cv2.resize(line, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC).astype(
        np.uint8
    )


def _box(row: Mapping[str, str]) -> tuple[int, int, int, int]:
    return int(row["left"]), int(row["top"]), int(row["width"]), int(row["height"])


def _quad(row: Mapping[str, str]) -> Quad:
    x, y, width, height = _box(row)
    corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    return np.array(corners, dtype=np.float64)
