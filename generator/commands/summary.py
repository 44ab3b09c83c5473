"""What a person sees after a run: the problems, and a summary that asks for missing details."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from generator.convert.convert import Conversion
from generator.model.problem import Problem
from generator.model.records import Article
from generator.text.controls import legible

SHOWN, WARNINGS = 10, 20


def print_problems(problems: Sequence[Problem], console: Console) -> None:
    """Print one problem per line, errors in red, and at most twenty warnings of each rule.

    ``clipfile check`` lists all of them.
    """
    warnings: Counter[str] = Counter()
    for problem in problems:
        warning = problem.severity == "warning"
        warnings[problem.rule] += warning
        if warning and warnings[problem.rule] > WARNINGS:
            continue
        console.print(
            legible(str(problem)), style="yellow" if warning else "red", markup=False, highlight=False
        )
    for rule, number in warnings.items():
        if number > WARNINGS:
            more = f"{rule}: {number - WARNINGS} more; 'clipfile check' lists them all"
            console.print(more, style="yellow", highlight=False)


def print_summary(done: Conversion, console: Console) -> None:
    """Print counts of the run, then what only a curator can decide."""
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
        table.add_row(str(number), _singular(label, number))
    console.print(table)
    if done.left_out:
        counts = ", ".join(f"{number} {_singular(kind, number)}" for kind, number in done.left_out.items())
        console.print(f"Left out: {counts}", markup=False, highlight=False, soft_wrap=True)
    _ask("No headline found; add one to the sidecar (title: ...)", untitled, console)
    _ask("No date found; add one to the sidecar (date: YYYY-MM-DD)", undated, console)


def _singular(kind: str, number: int) -> str:
    """The name of a kind, in the singular for one: "files of saved pages" becomes "file of saved pages"."""
    first, space, rest = kind.partition(" ")
    return f"{first.removesuffix('s')}{space}{rest}" if number == 1 else kind


def _ask(request: str, articles: Sequence[Article], console: Console) -> None:
    if not articles:
        return
    console.print(f"\n{request}:", style="bold", markup=False)
    for article in articles[:SHOWN]:
        console.print(f"  {article.seed}: {article.title}", markup=False, highlight=False)
    if len(articles) > SHOWN:
        console.print(f"  and {len(articles) - SHOWN} more")
