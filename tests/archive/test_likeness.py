from __future__ import annotations

import json
import lzma
import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from making import article, full_article, reader
from msgspec.structs import replace

from generator.archive.likeness import find_copies, fingerprint
from generator.archive.stories import stories
from generator.model.records import FullArticle

WORDS = [
    "harbour",
    "council",
    "bridge",
    "water",
    "vote",
    "river",
    "money",
    "school",
    "train",
    "winter",
    "market",
    "road",
    "light",
    "city",
    "plan",
]


def text(seed: int, sentences: int = 20) -> list[str]:
    chance = random.Random(seed)  # noqa: S311 - any words will do
    return [" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(sentences)]


def carried(name: str, sentences: list[str], **values: str) -> FullArticle:
    body = " ".join(sentences)
    fields = {"seed": f"{name}.txt", "id": name, "title": "A vote", **values}
    made = full_article(body=body, **fields)
    return made._replace(article=replace(made.article, fingerprint=fingerprint(body)))


def same_text(full: list[FullArticle]) -> Mapping[str, str]:
    return find_copies([article for article, _ in full], reader(*full), {}).originals


def test_one_sentence_in_ten_changed_is_the_same_text() -> None:
    original, changed = text(1), text(1)
    changed[3], changed[11] = text(2)[0], text(2)[1]
    found = same_text(
        [
            carried("b", changed, date="2024-01-02"),
            carried("a", original, date="2024-01-03"),
            carried("c", text(3)),
        ]
    )
    assert found == {"a": "b", "b": "b"}


def test_a_dated_article_is_the_original_of_its_undated_copy() -> None:
    assert same_text([carried("a", text(1)), carried("b", text(1), date="2024-01-02")])["a"] == "b"


def test_a_letter_with_other_names_and_amounts_is_another_text() -> None:
    def letter(town: str, amount: str) -> FullArticle:
        body = [
            f"{town} gets {amount} dollars.",
            *text(1, 8),
            f"{town} will use it.",
            f"People in {town} agree.",
        ]
        return carried(town, body, title=f"Money for {town}")

    assert same_text([letter("Oban", "500"), letter("Malmö", "700")]) == {}


def test_the_same_words_a_year_later_are_another_article() -> None:
    assert (
        same_text([carried("a", text(1), date="2023-01-02"), carried("b", text(1), date="2024-01-02")]) == {}
    )


def test_reports_of_one_event_are_a_story_and_distant_ones_are_not() -> None:
    reports = [
        article(id="a", seed="a", title="Suez Canal blocked by container ship Ever Given", date="2021-03-23"),
        article(
            id="b", seed="b", title="Container ship Ever Given still blocks the Suez Canal", date="2021-03-25"
        ),
        article(id="c", seed="c", title="Container ship Ever Given blocks the Suez Canal", date="2021-05-25"),
        article(id="d", seed="d", title="Probe lands on comet after ten years", date="2021-03-24"),
        article(id="e", seed="e", title="Container ship Ever Given and the Suez Canal"),
    ]
    assert stories(reports) == {"a": "a", "b": "a"}


def test_copies_made_of_real_articles_are_found(shared: Path) -> None:
    """Every second article of a sample copied with one sentence in ten replaced or reworded."""
    with lzma.open(shared / "data" / "articles" / "senate-en.jsonl.xz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][::7]
    chance = random.Random(5)  # noqa: S311 - any choice will do
    made: set[tuple[str, str]] = set()
    articles = [_real(str(number), row, row["body"]) for number, row in enumerate(rows)]
    for number in range(0, len(rows), 2):
        sentences = re.split(r"(?<=[.!?])\s+", rows[number]["body"])
        if len(sentences) < 10:
            continue
        for place in chance.sample(range(len(sentences)), len(sentences) // 10):
            other = re.split(r"(?<=[.!?])\s+", rows[chance.randrange(len(rows))]["body"])
            sentences[place] = chance.choice((chance.choice(other), f"Officials say that {sentences[place]}"))
        articles.append(_real(f"{number}-copy", rows[number], " ".join(sentences)))
        made.add((str(number), f"{number}-copy"))
    natural = same_text(articles[: len(rows)])
    found = same_text(articles)
    right = sum(found.get(copy) in (name, natural.get(name)) for name, copy in made)
    wrong = sum(
        name.endswith("-copy") and first not in (name[:-5], natural.get(name[:-5]))
        for name, first in found.items()
    )
    if len(made) < 500:
        pytest.fail("too few copies to measure on")
    assert right / len(made) >= 0.98
    assert right / (right + wrong) >= 0.99


def _real(name: str, row: dict[str, str], body: str) -> FullArticle:
    return carried(name, [body], seed=name, title=row["title"], date=row["date"])
