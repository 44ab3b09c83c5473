"""``clipfile transcribe``: the text of scans, by recognition."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Protocol

import typer
from rich.progress import track

from generator.commands.options import (
    DEFAULT_CONFIG,
    ConfigOption,
    SeedsOption,
    console,
    counted,
    say,
    settings_of,
)
from generator.inputs.seeds import read_folder
from generator.inputs.strict_yaml import load_yaml
from generator.model.errors import ClipfileError
from generator.system.executors import spread
from generator.system.files import rewrite
from generator.system.work import Where
from generator.transcribe.boxes import Box
from generator.transcribe.jobs import (
    ALTO,
    COMPARED,
    TEXT,
    Job,
    State,
    is_withdrawn,
    jobs_of,
    language_in,
    state_of,
    without_pictures,
)

# Processes at a time: each takes up to 1.5 GB.
_WORKERS = 2
_REGION = "--region {}: write four numbers, x,y,width,height in pixels of the picture"


def transcribe_command(  # noqa: PLR0913, PLR0917 - options of a command
    scans: Annotated[
        list[Path] | None,
        typer.Argument(help="Scans, or folders of them.", show_default="the scans in seeds/ without a text"),
    ] = None,
    seeds: SeedsOption = None,
    config: ConfigOption = DEFAULT_CONFIG,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Write NAME.txt, NAME.alto.xml and NAME.json (date, language, confidence) to this folder, "
            "and nothing next to the scans.",
        ),
    ] = None,
    language: Annotated[
        str,
        typer.Option(
            "--language", help="Code of the language, such as de or ar.", show_default="found by itself"
        ),
    ] = "",
    region: Annotated[
        str,
        typer.Option("--region", help="The part of the picture to read: x,y,width,height in pixels."),
    ] = "",
    again: Annotated[
        bool,
        typer.Option(
            "--again",
            help="Also read scans that have a text. If a person wrote or edited it, the new one becomes "
            "NAME.ocr.txt for comparison.",
        ),
    ] = False,
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Scans to read at the same time; each takes up to 1.5 GB.")
    ] = _WORKERS,
) -> None:
    """Read the text of scans: writes NAME.txt and NAME.alto.xml next to each, for a person to correct.

    A text that a person has edited is never overwritten. A run that was interrupted continues where it
    stopped.

    Exit codes: 0 every scan was read; 1 some could not be read; 2 nothing was done.
    """
    part = _region(region)
    jobs = _found(scans or [], settings_of(config).located(seeds=seeds).seeds)
    waiting = jobs if out or again else [job for job in jobs if state_of(job) is State.MISSING]
    if not waiting:
        say("No scan waits for its text." if jobs else "No scan was found.")
        return
    if part and len(waiting) > 1:
        raise ClipfileError("--region is for one scan at a time: name it")
    failed = 0
    for result in _read(waiting, language, part, workers):
        failed += bool(result.failure)
        if sentence := _delivered(result, out, again=again):
            say(sentence)
    unread = f" {counted(failed, 'scan')} could not be read." if failed else ""
    say(f"Read {counted(len(waiting) - failed, 'scan')}.{unread}")
    if failed:
        raise typer.Exit(1)


class _Result(Protocol):
    """See ``transcribe.Transcription``, which can only be imported with the libraries of the extra."""

    job: Job
    text: str
    article: str
    alto: bytes
    date: str
    language: str
    confidence: float
    foreign: int
    failure: str
    cut: bool


def _region(value: str) -> Box | None:
    if not value:
        return None
    try:
        x, y, width, height = (float(part) for part in value.split(","))
    except ValueError:
        raise ClipfileError(_REGION.format(value)) from None
    if min(x, y) < 0 or min(width, height) < 1:
        raise ClipfileError(_REGION.format(value))
    return Box(x, y, x + width, y + height)


def _found(scans: Sequence[Path], folder: Path) -> list[Job]:
    """The scans that were named, or all of the archive. A PDF with text is not a scan."""
    for place in scans or [folder]:
        if not place.exists():
            raise ClipfileError(f"{place}: no such file or folder")
    if scans:
        return jobs_of(scans)
    known = {scan for seed in read_folder(folder).seeds for scan in (*seed.scans, seed.path)}
    found = (job for job in jobs_of([folder]) if Path(job.files[0]).relative_to(folder).as_posix() in known)
    jobs = without_pictures([*found], folder)
    jobs = [job for job in jobs if not is_withdrawn(_sidecar(job))]
    return [job for job in jobs if not (job.files[0].lower().endswith(".pdf") and _is_document(job))]


def _is_document(job: Job) -> bool:
    return bool(_library("loading").has_text(Path(job.files[0]).read_bytes()))


def _library(name: str) -> Any:  # noqa: ANN401 - a module
    """A module that needs the libraries of the extra ``ocr``."""
    try:
        return import_module(f"generator.transcribe.{name}")
    except ImportError as error:
        raise ClipfileError(f"Reading scans needs {error.name}: pip install 'clipfile[ocr]'") from None


def _declared(job: Job) -> str:
    """The language that the sidecar of a scan declares."""
    return language_in(_sidecar(job))


def _sidecar(job: Job) -> Mapping[str, object]:
    sidecar = Path(f"{job.stem}.yml")
    try:
        declared, _, _ = load_yaml(sidecar.read_text(encoding="utf-8"), sidecar.name)
    except (OSError, UnicodeError):
        return {}
    return declared if isinstance(declared, dict) else {}


def _read(jobs: Sequence[Job], language: str, part: Box | None, workers: int) -> Iterator[_Result]:
    """Read scans, several at a time."""
    library = _library("transcribe")
    library.installed(language)
    orders = [library.Order(job, language or _declared(job), part) for job in jobs]
    threads = max(1, (os.cpu_count() or 1) // min(workers, len(orders)))
    results = spread(library.WORK, (language, threads), orders, Where(workers))
    yield from track(results, "Reading", len(orders), console=console, transient=True)


def _delivered(result: _Result, out: Path | None, *, again: bool) -> str:
    """Write what was read; returns a sentence about it, "" if an earlier text is left as it is."""
    scan, stem = result.job.files[0], result.job.stem
    if result.failure:
        return f"{scan}: {result.failure}"
    if out:
        return f"{_write_apart(result, out)}: {_summary(result)}"
    if not result.text:
        return f"{scan}: no text was found; the page is blank, or a picture"
    if state_of(result.job) in {State.MISSING, State.OURS}:
        # The ALTO file has the digest of the text: without it, the text would seem to be a person's.
        rewrite(Path(stem + ALTO), result.alto)
        rewrite(Path(stem + TEXT), result.text.encode())
        return f"{stem}{TEXT}: {_summary(result)}"
    if not again:
        return ""
    rewrite(Path(stem + COMPARED), result.text.encode())
    return f"{stem}{COMPARED}: {_summary(result)}; {stem}{TEXT} is as it was"


def _write_apart(result: _Result, folder: Path) -> Path:
    """Write text, words and facts to a folder; returns the file of the text."""
    name = Path(result.job.stem).name
    facts = {
        "date": result.date or None,
        "language": result.language or None,
        "confidence": round(result.confidence, 3),
    }
    folder.mkdir(parents=True, exist_ok=True)
    text = folder / f"{name}{TEXT}"
    rewrite(text, result.article.encode())
    rewrite(folder / f"{name}{ALTO}", result.alto)
    rewrite(folder / f"{name}.json", (json.dumps(facts) + "\n").encode())
    return text


def _summary(result: _Result) -> str:
    said = [counted(len(result.text.split()), "word"), f"{result.confidence:.0%} sure"]
    if result.date:
        said.append(f"dated {result.date}")
    if result.cut:
        said.append("only the first pages were read: split the file")
    if result.foreign:
        said.append(f"{counted(result.foreign, 'line')} of other articles left out")
    return ", ".join(said)
