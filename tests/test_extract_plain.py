"""Pasted text: what stays, what goes to the ledger under which rule, what is claimed."""

from pathlib import Path

from generator.extract.plain import extract_plain
from generator.model import Declaration

ROOT = Path(__file__).parent.parent
NOTHING = Declaration()


def test_first_seed_keeps_ten_paragraphs_and_two_ledger_lines():
    text = (ROOT / "seeds" / "000_dfc9ff1af13f9c54.txt").read_text(encoding="utf-8")
    draft = extract_plain(text, NOTHING)
    lines = text.splitlines()
    assert [paragraph.text for paragraph in draft.paragraphs] == lines[2:12]
    assert [(line.line, line.text, line.rule) for line in draft.removed] == [
        (2, "Related videos:", "related-media"),
        (13, "Filed under:", "filed-under"),
    ]
    assert not draft.claimed("title")
