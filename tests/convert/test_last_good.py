"""A served article keeps its last good state while its sidecar or seed has errors; a build never shows it."""

from __future__ import annotations

from pathlib import Path

from making import folder, meta_of, records

from generator.convert.convert import convert
from generator.convert.last_good import LastGood
from generator.site.serve.changes import changes, shown
from generator.system.work import Where

SEED = "Quay at Norwick closes\n\nThe keepers closed the quay after its piers cracked.\n"
URL = "articles/undated/quay-at-norwick-closes/"
SITE = "http://127.0.0.1:8000/"


def test_a_broken_sidecar_keeps_the_page_and_shows_every_error(tmp_path: Path) -> None:
    settings, last, alone = folder(tmp_path, {"a.txt": SEED}), LastGood(), Where(1)
    before = shown(convert(settings, where=alone, last=last).archive)
    for broken in ("title: [", "title: {"):
        (settings.seeds / "a.yml").write_text(broken)
        done = convert(settings, where=alone, last=last)
        errors = [str(problem) for problem in done.problems if problem.severity == "error"]
        assert errors
        meta = meta_of(settings.docs, URL)
        assert meta["view"]["faults"] == errors
        assert records(settings.docs, "seed")["a.txt"]["body"].startswith("The keepers")
    now = shown(done.archive)
    assert list(changes(before, now, SITE)) == [f"changed: a.txt (it has errors) → {SITE}{URL}"]
    assert convert(settings, where=alone).archive.articles == (), "a build publishes nothing that has errors"
    (settings.seeds / "a.yml").write_text("title: Quay shuts")
    fixed = shown(convert(settings, where=alone, last=last).archive)
    assert "faults" not in meta_of(settings.docs, URL.replace("at-norwick-closes", "shuts"))["view"]
    assert list(changes(now, fixed, SITE)) == [f"changed: a.txt → {SITE}articles/undated/quay-shuts/"]
    (settings.seeds / "a.yml").write_text("status: draft")
    private = shown(convert(settings, where=alone, last=last).archive)
    assert list(changes(fixed, private, SITE)) == ["gone: a.txt"], "what says that it is not public wins"
    assert list(changes(private, private, SITE)) == [f"no article changed; the site is at {SITE}"]


def test_mistakes_in_fields_are_on_the_page_only_while_it_is_served(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": SEED, "a.yml": "date: 12 Foo 1999\n"})
    done = convert(settings, where=Where(1), last=LastGood())
    (archived,) = done.archive.articles
    shown_there = meta_of(settings.docs, archived.url)["view"]["faults"]
    assert shown_there == [str(problem) for problem in done.problems if problem.path == "a.yml"]
    assert "date must be" in shown_there[0]
    # What is wrong with the document itself is shown too.
    (settings.seeds / "a.txt").write_bytes(SEED.replace("piers", "pi\x81rs").encode("latin-1"))
    done = convert(settings, where=Where(1), last=LastGood())
    assert {problem.rule for problem in done.problems} == {"field-date", "encoding"}
    shown_there = meta_of(settings.docs, archived.url)["view"]["faults"]
    assert sorted(shown_there) == sorted(map(str, done.problems))
    convert(settings, where=Where(1))
    assert "faults" not in meta_of(settings.docs, archived.url)["view"]
