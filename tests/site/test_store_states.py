"""Whatever was built before, a site built with caches equals the one built from nothing, to the byte."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from making import ROOT

from generator.convert.convert import convert
from generator.inputs.settings import load_settings
from generator.site.run import build_site
from generator.system.work import Where

PLACES = ("Paris", "Lima", "Oslo")
NAMES = st.integers(0, 4)
PEOPLE = "- {{id: somebody, name: {name}, aliases: [Mayor of Paris]}}\n"


def text(number: int, version: int) -> str:
    """A clipping whose headline stays, whatever its version."""
    place = PLACES[(number + version) % len(PLACES)]
    return f"Council {number} votes for the bridge\n\n{place} saw vote {version}. The Mayor of Paris spoke.\n"


class Archive(RuleBasedStateMachine):
    """An archive that is edited and built in turn."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        for name in ("seeds/authority", "docs"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "seeds" / "kept.txt").write_text(text(9, 0))
        (self.folder / "docs" / "about.md").write_text("# About\n")
        shutil.copytree(ROOT / "theme", self.folder / "theme")
        (self.folder / "mkdocs.yml").write_text(
            f"INHERIT: {ROOT}/mkdocs.yml\nsite_name: Test\nsite_url: https://news.example/archive/\n"
            f"theme: {{custom_dir: theme}}\nhooks: [{ROOT}/generator/site/hooks.py]\n"
            "extra: {clipfile: {introduction: ''}}\n"
        )

    @rule(name=NAMES, version=st.integers(0, 2))
    def write_a_seed(self, name: int, version: int) -> None:
        (self.folder / "seeds" / f"{name}.txt").write_text(text(name, version))

    @rule(name=NAMES, title=st.sampled_from(["Another headline", "A third one"]))
    def rename_an_article(self, name: int, title: str) -> None:
        if (self.folder / "seeds" / f"{name}.txt").exists():
            (self.folder / "seeds" / f"{name}.yml").write_text(f"title: {title}\n")

    @rule(name=NAMES)
    def remove_a_seed(self, name: int) -> None:
        for kind in ("txt", "yml"):
            (self.folder / "seeds" / f"{name}.{kind}").unlink(missing_ok=True)

    @rule(name=st.sampled_from(["Ana Ruiz", "Li Wei"]))
    def edit_an_authority_file(self, name: str) -> None:
        (self.folder / "seeds" / "authority" / "people.yml").write_text(PEOPLE.format(name=name))

    @rule(words=st.sampled_from(["One footer", "Another footer"]))
    def edit_a_template(self, words: str) -> None:
        (self.folder / "theme" / "partials" / "colophon.html").write_text(f"<footer>{words}</footer>")

    @rule(colour=st.sampled_from(["red", "blue"]))
    def edit_the_style_sheet(self, colour: str) -> None:
        (self.folder / "theme" / "assets" / "print.css").write_text(f"body {{ color: {colour} }}\n")

    @rule(name=st.sampled_from(["about", "notes/first", "notes"]), words=st.sampled_from(["Here", "There"]))
    def write_a_page(self, name: str, words: str) -> None:
        page = self.folder / "docs" / f"{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"# {words}\n\n[All people](/people/) and [this](about.md).\n")

    @rule(name=st.sampled_from(["notes/first", "notes"]))
    def remove_a_page(self, name: str) -> None:
        (self.folder / "docs" / f"{name}.md").unlink(missing_ok=True)

    @invariant()
    def is_as_built_from_nothing(self) -> None:
        kept = self.build(self.folder)
        other = Path(tempfile.mkdtemp())
        shutil.copytree(self.folder, other, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*", "site"))
        for generated in set((self.folder / "docs" / ".generated").read_text().split("\n")) - {""}:
            (other / "docs" / generated).unlink()
        assert self.build(other) == kept
        shutil.rmtree(other)

    @staticmethod
    def build(folder: Path) -> dict[str, bytes]:
        """Every file of the site of an archive."""
        found = load_settings(folder / "mkdocs.yml")
        convert(found, where=Where(1))
        build_site(found)
        files = (path for path in found.site.rglob("*") if path.is_file())
        return {path.relative_to(found.site).as_posix(): path.read_bytes() for path in files}

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


TestArchive = Archive.TestCase
TestArchive.settings = settings(
    max_examples=3,
    stateful_step_count=6,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
