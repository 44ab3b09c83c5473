"""While a site is served, what people write is seen, and what a conversion writes is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.convert.write.writer import write
from generator.model.output import Output
from generator.site.serve.watch import AWAKE, INTERVAL, look, pause


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A seed, a template, a hand-written page, a generated one and the introduction."""
    for name in ("seeds/2024/a.txt", "theme/main.html", "docs/notes/about.md", "introduction.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    write([Output("people/ana.md", "generated")], tmp_path / "docs")
    return tmp_path


def seen(archive: Path) -> dict[str, tuple[int, int]]:
    return dict(look([archive / "seeds", archive / "theme"], [archive / "introduction.md"], archive / "docs"))


@pytest.mark.parametrize(
    "name",
    ["seeds/2024/a.txt", "theme/main.html", "docs/notes/about.md", "introduction.md", "docs/new/page.md"],
)
def test_what_people_write_is_seen(archive: Path, name: str) -> None:
    before = seen(archive)
    (archive / name).parent.mkdir(exist_ok=True)
    (archive / name).write_text("written anew")
    assert seen(archive).keys() | before.keys() >= {str(archive / name)}
    assert seen(archive) != before
    (archive / name).unlink()
    assert str(archive / name) not in seen(archive)


def test_what_a_conversion_writes_and_hidden_files_are_not_seen(archive: Path) -> None:
    before = seen(archive)
    write([Output("people/ana.md", "another"), Output("people/li.md", "one")], archive / "docs")
    (archive / "seeds" / ".a.txt.swp").write_text("an editor's own")
    (archive / "docs" / ".cache" / "pages").mkdir(parents=True)
    (archive / "docs" / ".cache" / "pages" / "a.html").write_text("kept")
    assert seen(archive) == before
    write([], archive / "docs")
    assert seen(archive) == before


def test_looks_follow_each_other_closely_only_while_somebody_writes() -> None:
    assert pause(0.001, 0) == pause(0.001, AWAKE) == INTERVAL
    assert INTERVAL < pause(1, 0) < pause(1, AWAKE)
    assert pause(1, AWAKE) / (1 + pause(1, AWAKE)) > 0.9, "a large archive that rests takes a tenth of a core"
