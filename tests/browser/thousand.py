"""The seeds of an archive of a thousand articles with a few names: enough for many pages of every list."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import yaml

from browser.demo import ROOT

ARTICLES = 1000
FIRST = dt.date(1990, 1, 3)
PLACES = (
    "Paris",
    "London",
    "Berlin",
    "Tokyo",
    "Nairobi",
    "Ottawa",
    "Lima",
    "Canberra",
    "Oslo",
    "Rome",
    "Cairo",
)
COUNTRIES = ("France", "Japan", "Kenya", "Canada", "Peru", "Australia", "Norway")
BODIES = ("United Nations", "World Bank", "European Union", "NASA", "World Health Organization")
MATTERS = ("a treaty on the oceans", "the harvest", "a satellite", "the election", "the vaccine", "a railway")
SOURCES = ("The Morning Post & Mail", "Evening <Echo>", "L'Écho", "Noon Wire")
# Characters that could break a list, an address or an attribute.
ODD = ("“Quoted” & <tagged>", "100% #1?", "Ünïcode – naïve", "It's a/b test", "100% #1?")


def write_seeds(folder: Path) -> None:
    """``ARTICLES`` Markdown seeds: some share a headline, a day or an event, every eleventh has no date."""
    folder.mkdir(parents=True)
    for number in range(ARTICLES):
        (folder / f"brief-{number:04}.md").write_text(_seed(number), encoding="utf-8")


def _seed(number: int) -> str:
    place, country = PLACES[number % len(PLACES)], COUNTRIES[number % len(COUNTRIES)]
    body, matter = BODIES[number % len(BODIES)], MATTERS[number % len(MATTERS)]
    # Two per day, so that neighbours in the list report one event.
    day = FIRST + dt.timedelta(days=number // 2 * 11)
    odd = ODD[number % len(ODD)]
    declared = {
        "title": f"{body} speaks of {matter} in {place} {odd if number % 9 == 0 else ''}".strip(),
        "source": {"name": SOURCES[number % len(SOURCES)]},
        "tags": [odd],
        **({} if number % 11 == 0 else {"date": str(day)}),
    }
    return (
        f"---\n{yaml.safe_dump(declared, allow_unicode=True)}---\n\n"
        f"{place.upper()} — Delegates of the {body} met in {country} to speak of {matter}.\n\n"
        f'"We have talked for {number % 40 + 2} days," the chair said. Report {number} went to {country}.\n'
    )


def build_thousand(folder: Path) -> None:
    """Build the archive below ``folder``, its site in ``site``."""
    write_seeds(folder / "seeds")
    places = [f"--{name}={folder / name}" for name in ("seeds", "docs", "site")]
    command = [sys.executable, "-m", "generator", "build", *places]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert built.returncode == 0, f"the archive does not build:\n{built.stdout}{built.stderr[-1500:]}"
