"""A real engine reads a printed page; the page may lie on its side, or be blank."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from transcribe.drawing import picture, printed

from generator.scans.alto import ScanPage
from generator.transcribe.engines import choice
from generator.transcribe.engines.choice import Engines, UnreadableError, installed
from generator.transcribe.engines.engine import Picture, ReadWord, text_of
from generator.transcribe.engines.tesseract import TesseractEngine
from generator.transcribe.page import read_page
from generator.transcribe.text import transcript
from generator.transcribe.words import scan_page

LEFT = [
    "The ferry across the river",
    "carries forty cars again",
    "after a winter of repair",
    "at the northern pier.",
]
RIGHT = [
    "Fares stay as they were",
    "last year, the town said,",
    "and children under six",
    "travel without a ticket.",
]
PAGE = printed("Ferry is back", [LEFT, RIGHT], "Tuesday, May 8, 2007")


@pytest.fixture(scope="module")
def engines() -> Engines:
    return Engines(installed().rapid)


def test_a_page_of_two_columns_is_read_in_order(engines: Engines) -> None:
    page = read_page(picture(PAGE), engines, language="en")
    said = transcript([page.paragraphs])
    assert said.headline == "Ferry is back"
    assert " ".join(said.body).split() == " ".join([*LEFT, *RIGHT]).split()
    words = [word for line in scan_page(page).lines for word in line.words]
    fares = next(word for word in words if word.text == "Fares")
    assert abs(fares.x - 330) < 12
    assert abs(fares.y - 120) < 14


def test_a_page_on_its_side_is_turned(engines: Engines) -> None:
    page = read_page(picture(PAGE.rotate(-90, expand=True)), engines, language="en")
    assert transcript([page.paragraphs]).headline == "Ferry is back"
    words = [word for line in scan_page(page).lines for word in line.words]
    headline = next(word for word in words if word.text == "Ferry")
    # The upper edge of the page is at the right.
    assert headline.x > PAGE.height - 110


def test_a_page_upside_down_is_turned(engines: Engines) -> None:
    page = read_page(picture(PAGE.rotate(180)), engines, language="en")
    assert page.turns == 2
    assert transcript([page.paragraphs]).headline == "Ferry is back"


def test_a_blank_page_has_no_text(engines: Engines) -> None:
    page = read_page(np.full((200, 300), 240, dtype=np.uint8), engines)
    assert scan_page(page) == ScanPage(300, 200)


def test_a_language_without_an_engine_says_what_to_install(engines: Engines) -> None:
    with pytest.raises(UnreadableError, match="tesseract-ocr-rus"):
        engines.script_of([], "ru")


def test_without_any_engine_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "_rapid", lambda: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Exception, match=r"No engine for text recognition is installed"):
        installed()


class Silent:
    """An engine that knows none of the letters."""

    name = "Silent"

    def read(self, lines: list[Picture], language: str) -> list[tuple[ReadWord, ...]]:
        assert language == ""
        return [() for _ in lines]


class Formulas:
    """An engine that knows some Greek letters, as RapidOCR does."""

    def read(self, lines: list[Picture], language: str) -> list[tuple[ReadWord, ...]]:
        assert language == ""
        return [(ReadWord("απóφaσισε", 0.0, 0.5, 0.9), ReadWord("λíμνη", 0.5, 1.0, 0.9)) for _ in lines]


def test_greek_is_not_read_without_its_data() -> None:
    with pytest.raises(UnreadableError, match="tesseract-ocr-ell"):
        Engines(Formulas()).script_of([np.zeros((20, 200), np.uint8)], "")


def test_an_unknown_script_says_what_to_install() -> None:
    with pytest.raises(UnreadableError, match="apt-get install tesseract-ocr"):
        Engines(Silent()).script_of([np.zeros((20, 200), dtype=np.uint8)], "")


@pytest.mark.skipif(not TesseractEngine().models, reason="needs the program Tesseract with data")
def test_tesseract_alone_finds_and_reads_lines() -> None:
    engine = TesseractEngine()
    page = picture(PAGE.resize((PAGE.width * 2, PAGE.height * 2), Image.Resampling.BICUBIC))
    read = engine.read([page[230:300, 40:620]], "en")
    assert text_of(read[0]) == LEFT[0]
