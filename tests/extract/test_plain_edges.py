"""An article pasted with little around it loses its edges; an article by itself loses nothing."""

import pytest

from generator.extract.plain.reader import extract_plain
from generator.model.documents import Declaration, Draft

FIRST = "The council voted on Tuesday to repair the roof of the market hall before the winter begins."
SECOND = "Work starts in September, and the hall stays open on Saturdays, the mayor's office said."
HEADLINE = "Market hall gets a new roof"


def read(*lines: str) -> Draft:
    return extract_plain("\n".join(lines), Declaration())


def headline(draft: Draft) -> list[str]:
    return [claim.value for claim in draft.claimed("title")]


@pytest.mark.parametrize(
    "above",
    [
        ("Home | News | Weather",),
        ("Menu   Search   Subscribe", "Town"),
        ("Skip to content", "World   Town   Archive   Sign in", "Town"),
        ("You have read 3 of your 5 free articles this month.", "Home > Town", "TOWN"),
        ("Inicio | Mundo | Ciencia",),
        ("الرئيسية", "أفريقيا"),
    ],
)
def test_a_menu_above_the_headline_is_removed(above: tuple[str, ...]) -> None:
    draft = read(*above, HEADLINE, "", FIRST, "", SECOND)
    assert headline(draft) == [HEADLINE]
    assert draft.body == f"{FIRST}\n\n{SECOND}"
    assert [line.line for line in draft.removed] == list(range(1, len(above) + 2))


@pytest.mark.parametrize(
    "below",
    [
        ("Filed under: Trade, Town hall", "Was this page useful? Yes / No", "Acid rain over the lakes"),
        ("3 comments",),
        ("Compartir | Guardar | Imprimir", "Suscríbete a nuestro boletín"),
        ("Partager · Envoyer · Imprimer",),
        ("Previous article: A bridge for the river", "Next article: Rain at the weekend"),
    ],
)
def test_furniture_below_the_end_is_removed(below: tuple[str, ...]) -> None:
    draft = read(HEADLINE, "", FIRST, "", SECOND, "", *below)
    assert draft.body == f"{FIRST}\n\n{SECOND}"
    assert [line.text for line in draft.removed] == [HEADLINE, *below]


@pytest.mark.parametrize(
    "line",
    [
        "4 minute read",
        "Photo: The hall before the storm",
        "[Image: The hall]",
        "Advertisement – continue below",
    ],
)
def test_furniture_inside_a_pasted_article_is_removed(line: str) -> None:
    draft = read("Home | News | Weather", HEADLINE, "", FIRST, "", line, "", SECOND)
    assert draft.body == f"{FIRST}\n\n{SECOND}"


def test_short_lines_of_an_article_by_itself_stay() -> None:
    lines = ("What changes", "Photo: The hall before the storm", "Roof", "Doors")
    draft = read(HEADLINE, "", FIRST, "", lines[0], "", SECOND, "", *lines[1:])
    assert [paragraph.text for paragraph in draft.paragraphs] == [FIRST, lines[0], SECOND, *lines[1:]]


def test_a_sentence_below_the_headline_stays() -> None:
    draft = read("Share this article", HEADLINE, "It took years.", FIRST, SECOND)
    assert draft.body == f"It took years.\n\n{FIRST}\n\n{SECOND}"


def test_tags_below_the_end_are_claims() -> None:
    draft = read(
        "Home | News | Weather", HEADLINE, FIRST, SECOND, "Topics: Trade, Roofs", "Get our app", "A", "B", "C"
    )
    assert [claim.value for claim in draft.claimed("tags")] == ["Trade", "Roofs"]


def test_a_long_headline_at_the_start_is_found_when_buttons_follow_the_end() -> None:
    line = "SEN. EXAMPLE SAYS THE COUNCIL OF THE TOWN WILL REPAIR THE ROOF OF THE MARKET HALL BEFORE WINTER"
    draft = read(f"{line}\n\n{FIRST}\n\n{SECOND}\n\nContact:")
    assert headline(draft) == [line]
