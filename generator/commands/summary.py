"""What a person sees of a run: a progress bar, the problems, and a summary that asks for what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from generator.convert.convert import Conversion
from generator.model.problem import Problem
from generator.model.records import Article

SHOWN, WARNINGS = 10, 20


def print_problems(problems: Sequence[Problem], console: Console) -> None:
    """Problems on a line each, errors in red; of one rule twenty warnings and how many more.

    ``clipfile check`` is what lists all of them, for people and programs.
    """
    met: Counter[str] = Counter()
    for problem in problems:
        warning = problem.severity == "warning"
        met[problem.rule] += warning
        if warning and met[problem.rule] > WARNINGS:
            continue
        console.print(str(problem), style="yellow" if warning else "red", markup=False, highlight=False)
    for rule, number in met.items():
        if number > WARNINGS:
            more = f"{rule}: {number - WARNINGS} more; 'clipfile check' lists all of them"
            console.print(more, style="yellow", highlight=False)


def print_summary(done: Conversion, console: Console) -> None:
    """Counts of the run, then what only a curator can settle."""
    articles = done.archive.articles
    undated = [article for article in articles if not article.date]
    untitled = [article for article in articles if "title" in article.unsettled]
    unreviewed = [article for article in articles if "candidates" in article.unsettled]
    errors = sum(problem.severity == "error" for problem in done.problems)
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(justify="right")
    rows = {
        "articles": len(articles),
        "errors": errors,
        "warnings": len(done.problems) - errors,
        "without a date": len(undated),
        "with names to review": len(unreviewed),
        "pages written": done.written.changed,
        "pages unchanged": done.written.unchanged,
        "pages removed": done.written.removed,
    }
    for label, number in rows.items():
        table.add_row(str(number), label)
    console.print(table)
    _ask("No headline of their own; write a better one in the sidecar (title: ...)", untitled, console)
    _ask("No date could be settled; add one to the sidecar (date: YYYY-MM-DD)", undated, console)


def _ask(what: str, articles: Sequence[Article], console: Console) -> None:
    if not articles:
        return
    console.print(f"\n{what}:", style="bold", markup=False)
    for article in articles[:SHOWN]:
        console.print(f"  {article.seed}: {article.title}", markup=False, highlight=False)
    if len(articles) > SHOWN:
        console.print(f"  and {len(articles) - SHOWN} more")
