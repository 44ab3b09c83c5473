"""No pattern hangs: each is tried on long strings made from itself, and the readers on long seeds."""

from __future__ import annotations

import subprocess
import sys

import pytest
from making import ROOT, THOROUGH

from generator.authority.authority import load_authority
from generator.convert.pipeline import make_article
from generator.model.documents import Seed

PROGRAM = ROOT / "tests" / "backtracking.py"
# A seed of one repeated piece, as long as a very long article. What is slow with its square takes hours.
LENGTH = 200_000 if THOROUGH else 10_000
PIECES = (
    *("\n", " ", "\t", "a", "A", "`", "[", "<", "(", "a ", "a.", "A. ", "1", "1-", "—", "| ", ", ", "“"),
    *("“a", "字", "<meta charset =", "-->", "*", "_", "&#", "http://", "a@", "By ", "and ", "> ", "x\n"),
    # Markdown rereads the text after some of these, looks for the end of others, and shows some differently.
    *("# a\n", "a\n=\n", "---\n", ": a\n", "~~~ x\n", "``` {a}b}\n", '~~~ hl_lines="\n', "&#97;b\n\n"),
    *("*a* ", "a  \n", "**a _b `c ", "a\n\n", "- # a\n", "> a\n> =\n"),
    "<b>x</b>y ",
)
PROSE = "The council of Lima voted on Tuesday. “We agree,” the mayor said before the winter began."
# Attributes of one element, each of another name.
CROWD = "<p " + " ".join(f"a{n}=1" for n in range(LENGTH // 8)) + ">"
FORMS = {
    "txt": "Market hall\n\n{prose} {piece}\n\n{piece}\n\n{prose}",
    "md": "# Market hall\n\n{prose} {piece}\n\n{piece}\n\n{prose}",
    "html": "<title>{piece}</title><article><h1>Market hall</h1><p>{prose}</p><p>{piece}</p></article>",
}


def tried(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(PROGRAM), *arguments]
    # The limit of processor time inside is what ends a pattern; this one ends a program that waits.
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=500, check=False)


def test_no_pattern_hangs_on_strings_made_from_itself() -> None:
    done = tried()
    lines = done.stdout.splitlines()
    assert done.returncode == 0, f"hangs, or fails:\n{lines[-1] if lines else ''}\n{done.stderr[-2000:]}"
    assert lines[-2] == "missed ", "a pattern is neither written out nor made by a fixture"
    assert int(lines[-1].removeprefix("tried ")) > 250


# The first three hang for ever; the others take time by the square of the length.
@pytest.mark.parametrize(
    "pattern", [r"(a+)+$", r"(?:\w+\s?)*!$", r"(a|a)*b", r"\s*,", r"[aeiou]+$", r"\S+@\S+", r"\d\s*-?\s*$"]
)
def test_a_pattern_that_hangs_is_found(pattern: str) -> None:
    done = tried(pattern)
    assert done.returncode < 0
    assert done.stdout.splitlines()[-1].endswith(repr(pattern))


def test_a_pattern_whose_time_grows_with_the_text_passes() -> None:
    done = tried(r"(?:(?<!\s)\s++)?,\s*|(?<!\w)\w++$|\([^()]*\)")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("form", FORMS)
def test_a_long_seed_of_one_piece_is_an_article_or_a_problem(form: str) -> None:
    authority, _ = load_authority([ROOT / "seeds" / "authority"])
    for piece in (*PIECES, CROWD):
        text = FORMS[form].format(prose=PROSE, piece=piece * (LENGTH // len(piece) or 1))
        made = make_article(Seed(f"a.{form}", text.encode(), ""), authority)
        assert [problem for problem in made.problems if problem.rule == "internal"] == [], piece
