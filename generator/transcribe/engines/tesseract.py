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
from generator.transcribe.boxes import Box
from generator.transcribe.engines.engine import Picture, Quad, Reading, ReadWord, confidence_of

PROGRAM = "tesseract"
# Seconds for one page.
_PATIENCE = 180
# Pixels of height of a line in which Tesseract reads best, and of white around it.
_HEIGHT, _MARGIN = 48, 20
# Data of Fraktur, whose fine strokes a second look loses.
_ONCE = frozenset({"Fraktur", "frk", "deu_frak", "script/Fraktur"})
# The same when it is shown again, and how soft the page is then.
_LARGE, _SOFT = 80, 0.7
# White around a block that is read, in heights of a line.
_AROUND = 0.35
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

    def read_blocks(self, page: Picture, blocks: Sequence[Sequence[Box]], model: str) -> list[list[Reading]]:
        """The text of blocks of lines, each of which Tesseract sees as it is printed, in two sizes.

        Args:
            page: level, in shades of grey.
            blocks: the boxes of the lines of each.
            model: name of installed data.
        """
        soft = cv2.GaussianBlur(page, (0, 0), _SOFT).astype(np.uint8)
        found = []
        for boxes in blocks:
            # Fraktur is read better with its neighbours.
            others = [box for block in blocks if block is not boxes and model not in _ONCE for box in block]
            looks = [self._block(_alone(page, boxes, others), boxes, model, _HEIGHT)]
            if model not in _ONCE:
                looks.append(self._block(_alone(soft, boxes, others), boxes, model, _LARGE))
            found.append([max(readings, key=confidence_of) for readings in zip(*looks, strict=True)])
        return found

    def _block(self, page: Picture, boxes: Sequence[Box], model: str, height: int) -> list[Reading]:
        high = float(np.median([box.height for box in boxes]))
        around = _AROUND * high
        x0, y0 = (max(0, int(min(box[side] for box in boxes) - around)) for side in (0, 1))
        x1, y1 = (int(max(box[side] for box in boxes) + around) + 1 for side in (2, 3))
        part = page[y0:y1, x0:x1]
        scale = min(4.0, height / high)
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        scaled = cv2.resize(part, None, fx=scale, fy=scale, interpolation=how)
        edge = _MARGIN
        framed = cv2.copyMakeBorder(scaled, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(255,))
        words: list[list[ReadWord]] = [[] for _ in boxes]
        for row in self._rows(framed.astype(np.uint8), model, _BLOCK):
            text = _said(row)
            if text:
                left, top, wide, tall = _box(row)
                word = Box(
                    (left - edge) / scale + x0,
                    (top - edge) / scale + y0,
                    (left + wide - edge) / scale + x0,
                    (top + tall - edge) / scale + y0,
                )
                index = _line_at(word, boxes)
                if index is not None:
                    line = boxes[index]
                    start, end = (word.x0 - line.x0) / line.width, (word.x1 - line.x0) / line.width
                    sure = max(0.0, float(row["conf"]) / 100)
                    words[index].append(
                        ReadWord(text, min(1.0, max(0.0, start)), min(1.0, max(0.0, end)), sure)
                    )
        return [tuple(line) for line in words]

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
            text = _said(row)
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


def _alone(page: Picture, boxes: Sequence[Box], others: Sequence[Box]) -> Picture:
    """A page without those lines of other blocks that are near a block, whose words would be read with it."""
    high = float(np.median([box.height for box in boxes]))
    x0, y0 = (min(box[side] for box in boxes) - high for side in (0, 1))
    x1, y1 = (max(box[side] for box in boxes) + high for side in (2, 3))
    around = Box(x0, y0, x1, y1)
    near = [box for box in others if box.over(around) > 0 and box.along(around) > 0]
    if not near:
        return page
    alone = page.copy()
    for box in near:
        alone[max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1] = 255
    for box in boxes:
        place = np.s_[max(0, int(box.y0)) : int(box.y1) + 1, max(0, int(box.x0)) : int(box.x1) + 1]
        alone[place] = page[place]
    return alone


def _said(row: Mapping[str, str]) -> str:
    """The word of a row, empty if it is none, or a rule next to the text."""
    text = row["text"] if row["level"] == _WORD else ""
    return (text or "").strip().strip("|")


def _line_at(word: Box, boxes: Sequence[Box]) -> int | None:
    """The index of the line that a word is in."""
    x, y = word.middle
    near = [
        (abs(box.middle[1] - y), index)
        for index, box in enumerate(boxes)
        if box.x0 - box.height < x < box.x1 + box.height and abs(box.middle[1] - y) < 0.7 * box.height
    ]
    return min(near)[1] if near else None


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
