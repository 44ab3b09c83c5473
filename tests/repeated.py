"""Run as a program: reads long seeds made of one repeated phrase, and ends at the first that takes too long.

``python tests/repeated.py LENGTH SECONDS EVERY``: bytes of a seed, seconds of processor time that one may
take, and of how many phrases one is tried.
"""

from __future__ import annotations

import html
import json
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from generator import PACKAGE
from generator.authority.authority import load_authority
from generator.convert.pipeline import make_article, prepare
from generator.model.documents import Seed
from generator.text.tables import load_table

PROSE = "The council of Lima voted on Tuesday. “We agree,” the mayor said before the winter began."
FORMS = {
    "whole.txt": "{run}",
    "text.txt": f"Market hall\n\n{PROSE}\n\n{{run}}\n\n{PROSE}",
    "lines.txt": f"Market hall\n\n{PROSE}\n\n{{lines}}",
    "text.md": f"# Market hall\n\n{PROSE}\n\n{{run}}\n",
    "lines.md": "{lines}",
    "text.html": f"<title>Market</title><article><h1>Market</h1><p>{PROSE}</p><p>{{run}}</p></article>",
    "items.html": f"<article><h1>Market hall</h1><p>{PROSE}</p>{{items}}</article>",
    "fields.html": "<title>{run}</title><meta name=author content='{run}'>"
    "<meta name=description content='{run}'><meta property='article:published_time' content='{run}'>"
    "<article><h1>{run}</h1><p class=byline>{run}</p><time datetime='{run}'>{run}</time>"
    f"<p title='{{run}}'>{PROSE}</p></article>",
    "spans.html": f"<article><h1>Market hall</h1><p>{PROSE}</p><p>{{spans}}</p></article>",
    "front.md": "---\ntitle: {run}\nauthor: {run}\ntags: [{run}]\ndate: {run}\nsource: {run}\n---\n\n"
    + PROSE,
    "message.eml": f"From: {{run}} <a@b.example>\nTo: {{run}}\nSubject: {{run}}\n\n{{run}}\n\n{PROSE}\n",
    "blocks.md": f"> {{run}}\n\n- {{run}}\n\n| {{run}} | a |\n|---|---|\n| a | {{run}} |\n\n{PROSE}\n",
}
# What readers and describers look for that is in no table, or is made from several of its words.
MADE = (
    *(
        "on Monday ",
        "٣ مايو ",
        "3 May 2020, ",
        "Photo: ",
        "Related: ",
        "Source: ",
        "Read more: ",
        "PARIS — ",
        "« a » ",
    ),
    *(
        "|",
        "- ",
        "| ",
        "“a” ",
        "“a,” he said. ",
        "„a“ ",
        "「あ」",
        "By Ann Lee ",
        "(Agency) ",
        "1,",
        "2020-01-01 ",
        "12:30 ",
    ),
    *(
        "令和7年",
        "A. ",
        "Lima ",
        "Lima, Peru ",
        "and ",
        ", ",
        ". ",
        " – ",
        "; ",
        "a.b@c.example ",
        "https://a.example/b ",
        "#a ",
    ),
    *(
        "[1] ",
        "(a",
        "a) ",
        "1. ",
        "a\n",
        "Mr. A ",
        "A & B ",
        "A de B ",
        "said A ",
        "&amp; ",
        "\u00a0",
        "\u3000",
        "字",
        "A\n\n",
    ),
)


def phrases() -> list[str]:
    """Every text in the tables of data, each with a blank, and what is made from them."""
    files = sorted((PACKAGE / "data").iterdir())
    tables = [load_table(file.stem) for file in files if file.suffix == ".yml"]
    tables += [json.loads(file.read_text(encoding="utf-8")) for file in files if file.suffix == ".json"]
    found = dict.fromkeys(text for table in tables for text in _texts(table) if text)
    return [*MADE, *(f"{text} " for text in found)]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def seed(form: str, phrase: str, length: int) -> Seed:
    """A seed of about as many bytes, in one of the forms."""
    places = FORMS[form].count("{run}") or 1
    number = max(1, length // len(phrase.encode()) // places)
    shown = html.escape(phrase) if form.endswith("html") else phrase
    parts = {
        "run": shown * number,
        "lines": f"{phrase.strip()}\n" * number,
        "items": f"<p>{shown}</p>" * number,
        "spans": f"<b>{shown}</b> <i>{shown}</i> " * (length // (2 * len(shown) + 16)),
    }
    text = FORMS[form].format(**parts) if "{" not in phrase else FORMS[form].replace("{run}", parts["run"])
    return Seed(f"a{Path(form).suffix}", text.encode(), "")


def main(length: int, seconds: int, every: int) -> None:
    """Try every form of every so-many-th phrase; the system ends the program where one takes too long."""
    authority = prepare(load_authority([PACKAGE.parent / "seeds" / "authority"])[0])
    tried = turn = 0
    for number, phrase in enumerate(phrases()):
        if number >= len(MADE) and number % every:
            continue
        turn += 1
        # Phrases take turns with the forms unless all are tried.
        for form in FORMS if every == 1 else list(FORMS)[turn % 6 :: 6]:
            sys.stdout.write(json.dumps([form, phrase]) + "\n")
            sys.stdout.flush()
            used = int(time.process_time())
            resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))
            made = make_article(seed(form, phrase, length), authority)
            faults = [str(problem) for problem in made.problems if problem.rule == "internal"]
            if faults:
                sys.exit("\n".join(faults))
            tried += 1
    sys.stdout.write(f"tried {tried}\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
