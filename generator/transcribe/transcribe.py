"""Transcribing: a scan becomes a text and its ALTO file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version

from generator.model.errors import ClipfileError
from generator.pictures.files import PictureError
from generator.scans.alto import write_alto
from generator.system.work import Work
from generator.transcribe.boxes import Box
from generator.transcribe.dates import printed_date
from generator.transcribe.engines.choice import Engines, UnreadableError, installed
from generator.transcribe.jobs import Job
from generator.transcribe.loading import cut_out, pages_in
from generator.transcribe.page import ReadPage, read_page
from generator.transcribe.text import Paragraph, transcript
from generator.transcribe.words import scan_page

# Letters without which a picture has no text, and the confidence in them.
_FEWEST, _SURE = 12, 0.5


@dataclass(frozen=True, slots=True)
class Order:
    """A scan to transcribe, its language, and the part of its first page that is the clipping."""

    job: Job
    language: str = ""
    region: Box | None = None


@dataclass(frozen=True, slots=True)
class Transcription:
    """What was read from a scan.

    Attributes:
        job: the scan.
        text: as it is written to seeds, with the date line; empty if the scan is blank or could not be read.
        article: headline, introduction, body, captions and boxes, without the date line.
        alto: the ALTO file.
        date: the printed date, ISO 8601; empty if there is none.
        language: of the text; empty if unknown.
        confidence: mean confidence of its letters.
        foreign: lines that belong to other articles.
        failure: why it could not be read.
        cut: whether it has more pages than are read.
    """

    job: Job
    text: str = ""
    article: str = ""
    alto: bytes = b""
    date: str = ""
    language: str = ""
    confidence: float = 0.0
    foreign: int = 0
    failure: str = ""
    cut: bool = False


def transcribe(engines: Engines, order: Order) -> Transcription:
    """Transcribe one scan. What cannot be read is a failure of the result."""
    pages: list[ReadPage] = []
    whole: tuple[int, int] | None = None
    cut = False
    try:
        for name in order.job.files:
            with open(name, "rb") as file:  # noqa: PTH123 - the name of a file, as everywhere in seeds
                data = file.read()
            found = pages_in(data)
            cut = cut or found.cut
            for page in found.pictures:
                part = page
                if order.region and not pages:
                    part, whole = cut_out(page, order.region), (page.shape[1], page.shape[0])
                if not part.size:
                    return Transcription(order.job, failure="the region is outside the picture")
                pages.append(read_page(part, engines, language=order.language, first=not pages))
    except (PictureError, UnreadableError) as error:
        return Transcription(order.job, failure=str(error))
    except (OSError, ClipfileError, MemoryError) as error:
        return Transcription(order.job, failure=f"could not be read: {error}")
    return replace(_composed(order, pages, whole), cut=cut)


def _composed(order: Order, pages: Sequence[ReadPage], whole: tuple[int, int] | None) -> Transcription:
    spoken = (page.script.language for page in pages if page.script)
    language = order.language or next(filter(None, spoken), "")
    said = transcript([page.paragraphs for page in pages])
    date, line = printed_date(said, language)
    pages = [
        replace(page, paragraphs=tuple(_dated(each, line) for each in page.paragraphs)) for page in pages
    ]
    everything = said.with_date(line)
    rows = [row for page in pages for paragraph in page.paragraphs for row in paragraph.rows]
    letters = sum(len(row.text) for row in rows)
    sure = sum(row.confidence * len(row.text) for row in rows) / letters if letters else 0.0
    text = everything.written(with_date=True) if letters >= _FEWEST and sure > _SURE else ""
    scanned = [
        scan_page(page, *((order.region, whole) if not index else ())) for index, page in enumerate(pages)
    ]
    foreign = sum(
        len(paragraph.rows) for page in pages for paragraph in page.paragraphs if paragraph.kind == "foreign"
    )
    digest = hashlib.sha256(text.encode()).hexdigest()
    alto = write_alto(scanned, language=language, digest=digest, software=_software(pages))
    return Transcription(
        order.job,
        text,
        everything.written(with_date=False) if text else "",
        alto,
        date,
        language,
        sure,
        foreign,
    )


def _dated(paragraph: Paragraph, line: str) -> Paragraph:
    """A paragraph, whose kind is another if it is the date line."""
    # The date line may have more spaces than the engine found.
    is_date = paragraph.kind == "header" and line and _run_on(line) in _run_on(paragraph.rows[0].text)
    return replace(paragraph, kind="date") if is_date else paragraph


def _run_on(text: str) -> str:
    return "".join(text.split())


def _software(pages: Sequence[ReadPage]) -> str:
    used = {page.script.engine.name for page in pages if page.script}
    return ", ".join(f"{name} {_version(name)}".strip() for name in sorted(used))


@cache
def _version(name: str) -> str:
    return version("rapidocr") if name == "RapidOCR" else ""


def _lost(_shared: tuple[str, int], order: Order) -> Transcription:
    return Transcription(order.job, failure="the system ended the process that read it; memory ran out")


def _begin(shared: tuple[str, int]) -> Engines:
    return installed(*shared)


def _software_version() -> str:
    return version("clipfile")


# Each scan takes seconds, so that it is sent alone.
WORK: Work[tuple[str, int], Engines, Order, Transcription] = Work(
    begin=_begin, each=transcribe, version=_software_version, chunk=1, parallel_from=2, lost=_lost
)
