"""Which engine reads a page: each knows other scripts, and either works alone."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from generator.describe.language import identifier
from generator.model.errors import ClipfileError
from generator.text.language_guess import guess_language
from generator.text.tables import load_table
from generator.transcribe.engines.engine import Picture, Quad, Reading, confidence_of, text_of
from generator.transcribe.engines.tesseract import TesseractEngine

# Letters of a line for each time that it is as long as it is high, at least, and the confidence in them, in a
# script that the engine knows.
_LETTERS, _CERTAIN = 0.55, 0.8
# Confidence above which no other script is tried, and the share of long s in Fraktur.
_SURE, _LONG_S = 0.985, 0.012
# Share of Greek letters in a text in Greek, as it is read without knowing them all.
_GREEK = 0.25
FRAKTUR = "Fraktur"
_UNKNOWN = "no engine that is installed knows the script of this text"


class UnreadableError(Exception):
    """No installed engine can read a page; the message says what to install."""


@dataclass(frozen=True)
class Script:
    """How a page is read: by which engine, with which data, in which language."""

    engine: Any
    model: str
    language: str
    name: str = ""


@dataclass
class Engines:
    """The engines that are installed."""

    rapid: Any = None
    tesseract: TesseractEngine | None = None
    _known: dict[str, Script] = field(default_factory=dict)

    def find(self, page: Picture) -> list[Quad]:
        """The lines of a page."""
        finder = self.rapid or self.tesseract
        assert finder  # noqa: S101 - ``installed`` gives at least one
        quads: list[Quad] = finder.find(page)
        return quads

    @property
    def first(self) -> Any:  # noqa: ANN401 - either engine
        """The engine that reads a sample."""
        return self.rapid or self.tesseract

    def script_of(self, sample: Sequence[Picture], language: str) -> Script:
        """How to read a page.

        Args:
            sample: some of its lines.
            language: its language, if it is known; "de-Latf" and the like name Fraktur.

        Raises:
            UnreadableError: no installed engine knows its script.
        """
        base = language.partition("-")[0].lower()
        table = load_table("transcription")
        if base and base not in table["rapid"] and self.tesseract:
            model = self.tesseract.model_of(base)
            if model:
                return Script(self.tesseract, model, base)
            raise UnreadableError(missing_data(base))
        if base and base not in table["rapid"]:
            raise UnreadableError(
                f"is in a language that RapidOCR does not know: {base}. {how_to_install(base)}"
            )
        if self.rapid:
            readings = self.rapid.read(sample, base)
            if _is_known(readings, sample):
                if not base and _is_greek(readings):
                    return self.script_of(sample, "el")
                spoken = base or language_of(readings)
                return self._fraktur(sample, readings, spoken) or Script(self.rapid, "", spoken)
        return self.tried(sample, base)

    def _fraktur(
        self, sample: Sequence[Picture], readings: Sequence[Reading], language: str
    ) -> Script | None:
        """Tesseract with its data of Fraktur, if the lines have the long s of Fraktur."""
        if not self.tesseract or language not in load_table("transcription")["fraktur"]:
            return None
        model = self.tesseract.model_of("", FRAKTUR)
        if not model or _mean(readings) > _SURE:
            return None
        text = " ".join(map(text_of, self.tesseract.read(sample, model)))
        return Script(self.tesseract, model, language or "de", FRAKTUR) if _has_long_s(text) else None

    def tried(self, sample: Sequence[Picture], language: str = "") -> Script:
        """The data of Tesseract that reads the sample with most confidence."""
        if not self.tesseract:
            raise UnreadableError(f"{_UNKNOWN}. {how_to_install('')}")
        best, worth = "", 0.0
        for script in load_table("transcription")["tesseract"]["scripts"]:
            model = self.tesseract.model_of(language if script == "Latin" else "", script)
            if not model:
                continue
            readings = self.tesseract.read(sample, model)
            value = sum(confidence_of(reading) * len(text_of(reading)) for reading in readings)
            value *= _mean(readings)
            if value > worth:
                best, worth = model, value
                if _mean(readings) > 0.9:
                    break
        if not best:
            raise UnreadableError(f"{_UNKNOWN}. {how_to_install('')}")
        spoken = language or language_of(self.tesseract.read(sample, best))
        # The data of the language is better than that of its script.
        return Script(self.tesseract, self.tesseract.model_of(spoken) or best, spoken)


def _is_known(readings: Sequence[Reading], sample: Sequence[Picture]) -> bool:
    letters = sum(len(text_of(reading)) for reading in readings)
    units = sum(picture.shape[1] / max(1, picture.shape[0]) for picture in sample)
    return letters > _LETTERS * units and _mean(readings) > _CERTAIN


def _is_greek(readings: Sequence[Reading]) -> bool:
    """Whether RapidOCR found letters of Greek, which it knows for formulas only."""
    letters = [letter for letter in "".join(map(text_of, readings)) if letter.isalpha()]
    return sum("\u0370" <= letter <= "\u03ff" for letter in letters) > _GREEK * len(letters)


def _mean(readings: Sequence[Reading]) -> float:
    return confidence_of(tuple(word for reading in readings for word in reading))


def _has_long_s(text: str) -> bool:
    return text.count("ſ") > _LONG_S * max(1, len(text))


def language_of(readings: Sequence[Reading]) -> str:
    """The language of some lines; empty if they are too few."""
    text = " ".join(map(text_of, readings))
    guess = guess_language(text)
    if guess or len(text) < 60:
        return guess
    tag, confidence = identifier().classify(text)
    return str(tag) if confidence > 0.8 else ""


def installed(language: str = "", threads: int = 1) -> Engines:
    """The engines that are installed.

    Raises:
        ClipfileError: there is none.
    """
    module = _rapid()
    tesseract = TesseractEngine()
    engines = Engines(
        module.RapidEngine(threads) if module else None, tesseract if tesseract.models else None
    )
    if not engines.first:
        raise ClipfileError(f"No engine for text recognition is installed. {how_to_install(language)}")
    return engines


def _rapid() -> ModuleType | None:
    try:
        return importlib.import_module("generator.transcribe.engines.rapid")
    except ImportError:
        return None


def how_to_install(language: str) -> str:
    """What to install, on each platform."""
    data = load_table("transcription")["tesseract"]["languages"].get(language, ["LANGUAGE"])[0]
    package = f"tesseract-ocr-{data.replace('_', '-')}".lower()
    return (
        "For Latin letters, Chinese and Japanese: pip install 'clipfile[ocr]'. For other scripts and for "
        f"Fraktur: apt-get install tesseract-ocr {package} (Debian, Ubuntu), brew install tesseract "
        "tesseract-lang (macOS), or winget install UB-Mannheim.TesseractOCR (Windows), with the language "
        "selected in its installer."
    )


def missing_data(language: str) -> str:
    """What to say of a language whose data Tesseract does not have."""
    return f"is in a language for which Tesseract has no data: {language}. {how_to_install(language)}"
