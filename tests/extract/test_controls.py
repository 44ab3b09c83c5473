"""No output contains a control character, in whatever form and format a seed writes it."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import folder

from generator.authority.authority import Authority
from generator.convert.convert import convert
from generator.convert.pipeline import make_article
from generator.inputs.sidecars import sidecar_of
from generator.model.documents import Seed
from generator.text.controls import CONTROLS

C0_AND_C1 = (*range(1, 9), 0xB, 0xC, *range(0xE, 0x20), *range(0x7F, 0xA0))
CONTROL = st.sampled_from([*map(chr, (*C0_AND_C1, 0xFDD0, 0xFFFF, 0x1FFFE))])
# Raw, as references of HTML (escaped twice, too), as an escape of JSON, and in a word of a mail header.
FORMS = ("{0}", "&#{1};", "&#x{1:x}", "&amp;#{1};", "\\u{2:04x}", "=?utf-8?b?{3}?=")
WORDS = "The council voted on Tuesday to repair the roof of the market hall before the winter begins."
PLAIN = f"Roof@ of the hall\n\nBy Ana@ Lind\n\n{WORDS}@\n\n@{WORDS}\n\nAdvertisement@\n"
MARKDOWN = (
    f'---\ntitle: "Roof\\x01@"\ntags: ["a\\0", b]\n---\n# Roof@\n\n{WORDS}@\n\n- @[x](http://e.org/@)\n'
)
LINKED_DATA = json.dumps({"@type": "NewsArticle", "headline": "Hall %", "articleBody": f"% {WORDS}" * 9})
PAGE = f"""<html lang="e@n"><head><title>Roof@ of the hall</title><meta name="author" content="An@a Lind">
<meta property="og:site_name" content="Cour@ier"><link rel="canonical" href="https://example.org/@">
<script type="application/ld+json">{LINKED_DATA.replace("@", "~")}</script></head>
<body><article><h1>Roof@ of the hall</h1><p>{WORDS}@</p><p>“It @ rains,” said Ana Lind.</p>
<ul><li>@<a href="/@">x@</a></ul></article><nav>menu@</nav></body></html>"""
MAIL = "From: Ana @ <a%example.org>\nSubject: Roof @ of the hall\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n"
SAVED = "Snapshot-Content-Location: http://e.org/@\nContent-Type: text/html; charset=utf-8\n\n"
SEEDS = {
    "a.txt": PLAIN,
    "b.md": MARKDOWN,
    "c.html": PAGE,
    "d.eml": f"{MAIL}Content-Type: text/plain; charset=utf-8\n\n{PLAIN}",
    "e.mhtml": f"{MAIL}{SAVED}{PAGE}",
}


def seeds(control: str, form: str) -> dict[str, str]:
    """Name and text of a seed of each format, with a control character wherever a text may be."""
    code = ord(control)
    encoded = base64.b64encode(f"a{control}b".encode()).decode()
    bad = form.format(control, code, code & 0xFFFF, encoded)
    return {name: text.replace("@", bad).replace("%", bad).replace("~", "@") for name, text in SEEDS.items()}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for item in value if isinstance(value, list) else ():
        yield from texts(item)
    for key, item in value.items() if isinstance(value, dict) else ():
        yield key
        yield from texts(item)


def bad(value: Any) -> list[str]:
    return [text for text in texts(value) if CONTROLS.search(text) or "\x85" in text]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(control=CONTROL, form=st.sampled_from(FORMS))
def test_no_record_contains_a_control_character(control: str, form: str) -> None:
    escape = json.dumps(control)[1:-1]
    declared = f'summary: "S{escape}"\ncorrections: [{{date: 2024-01-02, text: "C{escape}"}}]\n'
    for name, text in seeds(control, form).items():
        seed = Seed(name, text.encode(), "", sidecar_of("x.yml", declared.encode()))
        made = make_article(seed, Authority())
        assert [str(problem) for problem in made.problems if problem.rule == "internal"] == []
        assert bad(msgspec.to_builtins(made)) == []


@pytest.mark.parametrize("form", FORMS)
def test_no_file_contains_a_control_character(tmp_path: Path, form: str) -> None:
    files: dict[str, str | bytes] = {}
    for number, control in enumerate("\x01\x08\x0c\x1b\x7f\x85\x9f\ufffe\U0001fffe"):
        escape = json.dumps(control)[1:-1]
        files |= {f"{number}/{name}": text for name, text in seeds(control, form).items()}
        files[f"{number}/a.yml"] = f'people: ["Ana{escape} Lind"]\nsource: {{name: "S{escape}"}}\n'
        listed = f'articles: ["{number}/a.txt"]\n'
        files[f"collections/c{number}.yml"] = f'title: "T{escape}"\ndescription: "D{escape}"\n{listed}'
    files["authority/people.yml"] = '- {id: ana-lind, name: "Ana\\x01 Lind", description: "d\\e"}\n'
    settings = folder(tmp_path, files)
    assert convert(settings).archive.articles
    written = (path for path in settings.docs.rglob("*") if path.is_file() and ".cache" not in path.parts)
    for path in written:
        text = path.read_text(encoding="utf-8")
        # A list of nothing, such as that of withdrawals here, is an empty file.
        lines = list(filter(None, text.split("\n"))) if path.suffix == ".jsonl" else [text]
        assert [path.name, *bad(lines)] == [path.name]
        if path.suffix in {".json", ".jsonl"}:
            assert [path.name, *bad([json.loads(line) for line in lines])] == [path.name]
