"""RapidOCR: the models of PaddleOCR, in its package, which know Latin letters, Chinese and Japanese."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
import rapidocr
from numpy.typing import NDArray

from generator.text.tables import load_table
from generator.transcribe.engines.engine import Picture, Quad, Reading, ReadWord

# Pixels of height in which the model reads lines, and of width at least.
_HEIGHT, _WIDTH = 48, 320
# Pixels of the longer side of a page in which lines are sought.
_LONGEST = 2000
# How much the score of a letter counts that the language does not have.
_STRANGE = 0.25
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Global.max_side_len": _LONGEST,
}


class RapidEngine:
    """See ``Engine``."""

    name = "RapidOCR"

    def __init__(self, threads: int = 1) -> None:
        """Load the models; ``threads`` of this process recognize at the same time."""
        threaded = {"EngineConfig.onnxruntime.intra_op_num_threads": threads}
        self._finder = rapidocr.RapidOCR(params={**_SETTINGS, **threaded})
        model = next(Path(rapidocr.__file__).parent.glob("models/*_rec_*.onnx"))
        options = onnxruntime.SessionOptions()
        # A line is too small to be shared by threads: each thread reads lines of its own.
        options.intra_op_num_threads, options.inter_op_num_threads = 1, 1
        self._threads = threads
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._reader = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._input = self._reader.get_inputs()[0].name
        letters = self._reader.get_modelmeta().custom_metadata_map["character"].splitlines()
        # As the model counts them: nothing comes first, and a space last.
        self._letters = ["", *letters, " "]

    def find(self, page: Picture) -> list[Quad]:
        """The lines of a page."""
        found = self._finder(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR), use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        return [] if boxes is None else [np.asarray(box, dtype=np.float64) for box in boxes]

    def read(self, lines: Sequence[Picture], language: str) -> list[Reading]:
        """The text of each line."""
        weights = self._weights(language)
        if self._threads == 1:
            return [self._line(line, weights) for line in lines]
        with ThreadPoolExecutor(self._threads) as threads:
            return list(threads.map(partial(self._line, weights=weights), lines))

    def _weights(self, language: str) -> NDArray[np.float32] | None:
        """How much the score of each letter counts: less, if the language does not have it."""
        own = load_table("transcription")["letters"].get(language)
        if own is None:
            return None
        known = {*own, *own.upper(), ""}
        strange = [
            len(letter) == 1 and not letter.isascii() and letter.isalpha() and letter not in known
            for letter in self._letters
        ]
        return np.where(strange, _STRANGE, 1.0).astype(np.float32)

    def _line(self, line: Picture, weights: NDArray[np.float32] | None) -> Reading:
        height, width = line.shape[:2]
        if not height or not width:
            return ()
        scaled = max(1, round(_HEIGHT * width / height))
        how = cv2.INTER_AREA if height > _HEIGHT else cv2.INTER_CUBIC
        picture = cv2.resize(line, (scaled, _HEIGHT), interpolation=how).astype(np.float32) / 127.5 - 1
        padded = np.zeros((_HEIGHT, max(_WIDTH, scaled)), dtype=np.float32)
        padded[:, :scaled] = picture
        batch = np.ascontiguousarray(np.broadcast_to(padded, (1, 3, *padded.shape)))
        (scores,) = self._reader.run(None, {self._input: batch})
        weighed = scores[0] if weights is None else scores[0] * weights
        return self._words(weighed, scaled / padded.shape[1])

    def _words(self, scores: NDArray[np.float32], used: float) -> Reading:
        """The words of a line by the scores of each letter at each of its places."""
        best = scores.argmax(axis=1)
        places = [
            place for place, letter in enumerate(best) if letter and (place == 0 or best[place - 1] != letter)
        ]
        words: list[ReadWord] = []
        text: list[str] = []
        held: list[int] = []
        length = used * len(best)

        def close() -> None:
            if text:
                confidence = float(np.mean([scores[place, best[place]] for place in held]))
                start, end = held[0] / length, (held[-1] + 1.5) / length
                places = tuple(
                    (place + 0.5) / length for letter, place in zip(text, held, strict=True) for _ in letter
                )
                words.append(ReadWord("".join(text), min(start, 1.0), min(end, 1.0), confidence, places))
            text.clear()
            held.clear()

        for place in places:
            letter = self._letters[best[place]]
            if letter.isspace():
                close()
            else:
                text.append(letter)
                held.append(place)
        close()
        return _apart(words)


def _apart(words: list[ReadWord]) -> Reading:
    """The words, none of which ends after the next begins."""
    ends = [min(word.end, after.start) for word, after in pairwise(words)]
    return tuple(word._replace(end=end) for word, end in zip(words, [*ends, 1.0][: len(words)], strict=True))
