"""A seed at which the system ends the worker process is a problem with a name; all others are converted."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from making import folder, records

from generator.authority.authority import Authority
from generator.convert import pipeline, worker
from generator.convert.convert import convert
from generator.convert.outcome import Outcome
from generator.convert.pipeline import make_article
from generator.model.documents import Seed
from generator.model.records import Article
from generator.system.work import Where

TEXT = "Ferry {n} resumes\n\nFerry number {n} resumed its trips on Tuesday, after the ice had gone.\n"


@pytest.mark.parametrize("seeds", [160, 5])  # from 150, processes are used
def test_a_seed_that_ends_its_worker_costs_that_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seeds: int
) -> None:
    files: dict[str, str | bytes] = {f"{n}.txt": TEXT.format(n=n) for n in range(seeds)}
    # A document whose text is packed: no such seed is read in the process of the build itself.
    files["broken.pdf"] = b"%PDF-1.4"
    settings = folder(tmp_path, files)

    def fatal(seed: Seed, authority: Authority) -> Outcome:
        if seed.path == "3.txt":
            os.kill(os.getpid(), signal.SIGKILL)
        return make_article(seed, authority)

    monkeypatch.setattr(worker, "make_article", fatal)
    for _ in range(2):  # a seed that was given up is tried again
        done = convert(settings, where=Where(2))
        assert len(done.archive.articles) == seeds - 1
        assert [(problem.path, problem.rule, problem.severity) for problem in done.problems] == [
            ("3.txt", "worker-ended", "error"),
            ("broken.pdf", "broken-document", "error"),
        ]
    assert "3.txt" not in records(settings.docs, "seed")
    monkeypatch.undo()
    done = convert(settings, where=Where(2))
    assert [problem.path for problem in done.problems] == ["broken.pdf"]
    assert "3.txt" in records(settings.docs, "seed")


@pytest.mark.parametrize("part", ["worker.make_article", "worker.encode", "pipeline.describe"])
def test_a_seed_for_which_the_build_gets_no_memory_costs_that_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    settings = folder(tmp_path, {f"{n}.txt": TEXT.format(n=n) for n in range(5)})
    module, _, name = part.partition(".")
    real = getattr({"worker": worker, "pipeline": pipeline}[module], name)

    def greedy(subject: object, *more: object) -> object:
        seed = subject.article if isinstance(subject, Outcome) else subject
        if isinstance(seed, Article | Seed) and "3.txt" in (
            getattr(seed, "path", ""),
            getattr(seed, "seed", ""),
        ):
            raise MemoryError
        return real(subject, *more)

    monkeypatch.setattr(f"generator.convert.{part}", greedy)
    done = convert(settings, where=Where(1))
    assert len(done.archive.articles) == 4
    assert [(problem.path, problem.rule, problem.severity) for problem in done.problems] == [
        ("3.txt", "worker-ended", "error")
    ]
    monkeypatch.undo()
    assert not convert(settings, where=Where(1)).problems
