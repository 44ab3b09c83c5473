"""Headlines in pasted text: lines that are none, and what is glued to those that are."""

import pytest

from generator.extract.plain.headline_text import bare_headline, is_debris
from generator.extract.plain.lines import LineBlock
from generator.extract.plain.reader import extract_plain
from generator.model.documents import Declaration, Draft

HEADLINE = "Harbour of Saltport closed after the storm"
BODY = (
    "The harbour of Saltport was closed on Monday after a storm had damaged its wall, the mayor said.\n\n"
    "Ships must wait in the bay until the wall is mended. That may take three weeks, the council says.\n"
)


def read(*lines: str) -> Draft:
    return extract_plain("\n\n".join((*lines, BODY)), Declaration())


def blocks(*lines: str) -> list[LineBlock]:
    return [LineBlock(line, number, number, True) for number, line in enumerate(lines, 1)]


@pytest.mark.parametrize(
    "line",
    [
        "Watch live:",
        "In pictures:",
        "Watch live",
        "Skip to content",
        "Zum Inhalt springen",
        "Home News Sport Weather Opinion",
        "News | Sport | Weather",
        "News › Region › Saltport",
        "Politik Wirtschaft Kultur Sport",
        "Politics, Region, Harbour",
        "Photo: The wall after the storm (Ann Paz)",
        "The wall on Monday © Gull/Ann Paz",
        "« Older news from the bay",
    ],
)
def test_a_line_that_introduces_something_or_is_a_menu_is_no_headline(line: str) -> None:
    draft = read(line, HEADLINE)
    assert [claim.value for claim in draft.claimed("title")] == [HEADLINE]
    assert line in [removed.text for removed in draft.removed]
    assert draft.paragraphs[0].text.startswith("The harbour of Saltport was closed")


@pytest.mark.parametrize(
    "line",
    [
        HEADLINE,
        "«The harbour stays closed»",
        "»Der Hafen bleibt zu«",
        "Video: Harbour closed after the storm",
        "Storm, flood and fire on the coast",
        "Sport and politics in Saltport",
        "Europe waits for the ships",
    ],
)
def test_a_headline_is_not_taken_for_debris(line: str) -> None:
    assert not is_debris(blocks(line)[0])


@pytest.mark.parametrize(
    "line",
    [
        "Posted by the harbour office",
        "Erstellt von der Redaktion",
        "Wednesday, 4 May 2022",
        "Deprecated: Function nothing() is deprecated in /www/page.php on line 18",
        "Start » Region » Saltport",
        "Already have a subscription?",
        "Bildquelle: Ann Paz",
        "Latest news →",
    ],
)
def test_other_statements_near_a_headline_are_debris(line: str) -> None:
    assert is_debris(blocks(line)[0])


@pytest.mark.parametrize(
    ("line", "others", "author"),
    [
        (f"{HEADLINE} by Ann Paz-Lind", ["Ann Paz-Lind"], "Ann Paz-Lind"),
        (f"{HEADLINE} by: Ann Paz-Lind", [], "Ann Paz-Lind"),
        (f"{HEADLINE} von Ann Paz-Lind", ["Über Ann Paz-Lind"], "Ann Paz-Lind"),
        (f"{HEADLINE} von", [], ""),
        (f"{HEADLINE} vor 11 Minuten", [], ""),
        (f"{HEADLINE} 3 hours ago", [], ""),
        (f"{HEADLINE} | gull.example", [], ""),
        (f"{HEADLINE} | The Gull", ["The Gull"], ""),
        (f"Home / News / {HEADLINE}", [], ""),
    ],
)
def test_what_is_glued_to_a_headline_goes(line: str, others: list[str], author: str) -> None:
    assert bare_headline(line, blocks(line, *others)) == (HEADLINE, author)


@pytest.mark.parametrize(
    "line",
    [
        "A new novel of the sea by Ann Paz-Lind",
        "Harbour closed | A guide in three steps",
        "Storm / flood: what the council of Saltport says",
    ],
)
def test_the_words_of_a_headline_stay(line: str) -> None:
    assert (
        bare_headline(line, blocks(line, "The author of the novel is Ann Paz-Lind, who lives in Saltport."))[
            0
        ]
        == line
    )


def test_a_word_that_begins_other_lines_is_no_author() -> None:
    line = "Neue Veröffentlichung im Mai von Seekarte"
    assert bare_headline(line, blocks(line, "Seekarte ist frei", "Mehr zu Seekarte")) == (line, "")
    assert bare_headline(f"{HEADLINE} by Möwe", blocks("Möwe")) == (HEADLINE, "Möwe")
