"""A conversion that reuses earlier work gives the same bytes as one from nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings as tuned
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from making import folder, tree

from generator.convert.convert import convert
from generator.convert.write.writer import read_record
from generator.inputs.settings import Settings
from generator.model.output import Page
from generator.model.records import Article
from generator.outputs import keys
from generator.outputs.pages import articles
from generator.system.work import Where

TITLES = ("Harbour reopens", "Bridge opens to traffic", "Council votes for the tram", "Tram line is late")
BODIES = (
    "The harbour of Rotterdam reopened on Tuesday, the United Nations said in Geneva. Ships pass again.",
    "The bridge between Copenhagen and Malmö opened. “It is longer than we thought,” Ana Example said.",
    "Members voted in Berlin for the tram. “We waited,” Otto Example said in Paris.",
    "The tram of Lyon is late by three years. France pays for it, and so does Spain. Germany does not.",
)
DATES = ("", "Published: 1 July 2000", "Published: 2 July 2000", "Published: 14 March 2011")
SIDECARS = (
    "title: A better title",
    "date: 2000-07-03\ncollections: [Rails]",
    "people: [Ana Example]\ntopics: [Trade]\nsource: {name: The Example, url: 'https://example.org/a'}",
    "aliases: [old/address]\nlanguage: fr",
    "status: draft",
    "status: withdrawn\nwithdrawn: {date: 2011-03-15, reason: It was wrong.}",
    "corrections: [{date: 2012-01-01, text: The bridge is 8 km long.}]",
    "id: tram\nrights: All rights reserved",
)
AUTHORITY = (
    "- {id: ana, name: Ana Example, description: Engineer}",
    "- {id: ana, name: Ana Example, aliases: [A. Example]}\n- {id: otto, name: Otto Example}",
    "- {id: otto-example, name: Otto Example}",
)
COLLECTIONS = (
    "title: Rails\ndescription: Of trams.\norder: listed\narticles: [b.txt, a.txt]",
    "title: Rails and roads\narticles: [a.txt, c.txt]",
)
CHANGES: tuple[Callable[[Settings], Settings], ...] = (
    lambda settings: replace(settings, page_size=3 - settings.page_size),
    lambda settings: replace(settings, link_names=not settings.link_names),
    lambda settings: replace(settings, rights="" if settings.rights else "Ask first"),
    lambda settings: replace(settings, language="de" if settings.language == "en" else "en"),
    lambda settings: replace(settings, site_url="" if settings.site_url else "https://archive.example/"),
)
NAMES = st.sampled_from(["a.txt", "b.txt", "c.txt", "deep/d.txt", "e.txt"])


class Conversions(RuleBasedStateMachine):
    """Edits of an archive in any order, a conversion after each."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.settings = replace(folder(self.root, {}), page_size=1)
        self.seeds = self.settings.seeds

    def teardown(self) -> None:
        shutil.rmtree(self.root)

    def put(self, name: str, text: str) -> None:
        (self.seeds / name).parent.mkdir(parents=True, exist_ok=True)
        (self.seeds / name).write_text(text, encoding="utf-8")

    @initialize()
    def begin(self) -> None:
        for name, title, body in zip(("a.txt", "b.txt", "c.txt"), TITLES, BODIES, strict=False):
            self.put(name, f"{title}\n\nPublished: 1 July 2000\n\n{body}\n")
        convert(self.settings, where=Where(1))

    @rule(
        name=NAMES, title=st.sampled_from(TITLES), date=st.sampled_from(DATES), body=st.sampled_from(BODIES)
    )
    def write(self, name: str, title: str, date: str, body: str) -> None:
        self.put(name, f"{title}\n\n{date}\n\n{body}\n")

    @rule(name=NAMES)
    def remove(self, name: str) -> None:
        (self.seeds / name).unlink(missing_ok=True)

    @rule(name=NAMES, other=NAMES)
    def rename(self, name: str, other: str) -> None:
        if (self.seeds / name).exists():
            (self.seeds / other).parent.mkdir(exist_ok=True)
            (self.seeds / name).replace(self.seeds / other)

    @rule(name=NAMES, text=st.sampled_from(SIDECARS))
    def describe(self, name: str, text: str) -> None:
        if (self.seeds / name).exists():
            self.put(name.replace(".txt", ".yml"), text)

    @rule(text=st.sampled_from(AUTHORITY))
    def know(self, text: str) -> None:
        self.put("authority/people.yml", text)

    @rule(text=st.sampled_from(COLLECTIONS))
    def collect(self, text: str) -> None:
        self.put("collections/rails.yml", text)

    @rule(change=st.sampled_from(CHANGES))
    def set(self, change: Callable[[Settings], Settings]) -> None:
        self.settings = change(self.settings)

    @precondition(lambda self: bool(read_record(self.settings.docs)))
    @rule(number=st.integers(0, 10**6), edited=st.booleans())
    def harm(self, number: int, edited: bool) -> None:
        names = sorted(read_record(self.settings.docs))
        path = self.settings.docs / names[number % len(names)]
        if edited:
            path.write_text("by hand")
        else:
            path.unlink()

    @invariant()
    def same_as_from_nothing(self) -> None:
        if not self.seeds.exists():
            return
        fresh = self.settings.located(docs=self.root / "fresh")
        convert(self.settings, where=Where(1))
        convert(fresh, where=Where(1))
        assert tree(self.settings.docs) == tree(fresh.docs)
        shutil.rmtree(fresh.docs)


Conversions.TestCase.settings = tuned(max_examples=3, stateful_step_count=6, deadline=None)
TestConversions = Conversions.TestCase


def made_anew(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The articles whose pages a conversion makes."""
    seen: set[str] = set()
    make = articles._page

    def counted(article: Article, around: articles.Around, settings: Settings) -> Page:
        seen.add(article.id)
        return make(article, around, settings)

    with monkeypatch.context() as patch:
        patch.setattr("generator.outputs.pages.articles._page", counted)
        convert(settings, where=Where(1))
    return seen


def test_only_pages_affected_by_a_change_are_rebuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, str | bytes] = {
        f"{n}.txt": f"Report number {n}\n\nPublished: {n} July 200{n}\n\nThe words of day {n} were {own}.\n"
        for n, letter in enumerate("bcdfghj", 1)
        # Words of their own, so that no two articles are related.
        for own in [" ".join(letter * length for length in range(4, 24))]
    }
    settings = folder(tmp_path, files)
    assert len(made_anew(settings, monkeypatch)) == 7
    assert made_anew(settings, monkeypatch) == set()
    (settings.seeds / "4.yml").write_text("title: Another title")
    assert made_anew(settings, monkeypatch) == {"another-title", "report-number-3", "report-number-5"}


def test_other_software_rebuilds_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = folder(tmp_path, {"a.txt": "Harbour reopens\n\nThe harbour reopened on Tuesday.\n"})
    convert(settings, where=Where(1))
    keys.settings_key.cache_clear()
    monkeypatch.setattr("generator.outputs.keys.software", lambda: "other")
    assert made_anew(settings, monkeypatch) == {"harbour-reopens"}
    keys.settings_key.cache_clear()
