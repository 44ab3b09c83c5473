"""The public log of corrections and withdrawals, its feed, and what changed in a corrected text."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import archive, article, folder, meta_of

from generator.convert.convert import convert
from generator.inputs.settings import Settings
from generator.model.records import Article, Correction, Withdrawal
from generator.outputs.pages.differences import LONGEST, differences
from generator.outputs.pages.log import entries, log_feed, log_pages
from generator.outputs.words import LANGUAGES, words

SETTINGS = Settings(site_name="News", site_url="https://news.example/", page_size=2)
BEFORE = (
    "Bridge opens\nMarch 3, 2020\n\nThe bridge of wood was opened on Monday by the mayor of the town.\n\n"
    "It cost two million, the council says, and took four years to build.\n"
)
AFTER = BEFORE.replace("Monday", "Tuesday").replace("two million", "three <million>")
CORRECTED = "corrections: [{date: 2020-03-09, text: The bridge was opened on Tuesday.}]\n"


def withdrawn(name: str, date: str, **more: object) -> Article:
    record = Withdrawal(date, f"Reason of {name}", hide_title=bool(more.pop("hidden", False)))
    return article(
        seed=name, id=name, title=f"Title {name}", status="withdrawn", withdrawn=record, language="de"
    )


def corrected(name: str, *dates: str) -> Article:
    fixed = tuple(Correction(date, f"Correction {number}") for number, date in enumerate(dates, 1))
    return article(seed=name, id=name, title=f"Title {name}", corrections=fixed)


MIXED = archive([corrected("a", "2024-01-02", "", "2024-05-01"), withdrawn("b", "2024-03-01", hidden=True)])


def test_entries_are_newest_first_with_undated_ones_last() -> None:
    found = [(entry.day, entry.kind, entry.article.id) for entry in entries(MIXED)]
    assert found == [
        ("2024-05-01", "correction", "a"),
        ("2024-03-01", "withdrawal", "b"),
        ("2024-01-02", "correction", "a"),
        ("", "correction", "a"),
    ]


def test_older_pages_of_the_log_keep_their_addresses() -> None:
    pages = {output.path: output.page for output in log_pages(MIXED, SETTINGS)}
    assert set(pages) == {"log/index.md", "log/page/1.md"}
    newest, oldest = pages["log/index.md"], pages["log/page/1.md"]
    assert (newest.fields["title"], newest.view["count"]) == ("Corrections and withdrawals", 4)
    assert newest.view["entries"][0] == {
        "kind": "correction",
        "title": "Title a",
        "url": "articles/undated/a/",
        "date": "2024-05-01",
        "when": "May 1, 2024",
        "text": "Correction 3",
    }
    # The headline is withheld and replaced by a text in the site's language.
    assert (newest.view["entries"][1]["title"], newest.view["entries"][1].get("language")) == (
        "Withdrawn article",
        None,
    )
    assert newest.view["pager"]["next"] == "log/page/1/"
    assert [entry["text"] for entry in oldest.view["entries"]] == ["Correction 1", "Correction 2"]


def test_the_log_exists_even_without_entries() -> None:
    (output,) = log_pages(archive([]), SETTINGS)
    assert "entries" not in output.page.view


def test_the_feed_distinguishes_entries_of_the_same_article() -> None:
    files = {output.path: output.text for output in log_feed(MIXED, SETTINGS)}
    read = feedparser.parse(files["log/feed.xml"])
    assert not read.bozo
    assert len({entry.id for entry in read.entries}) == len(read.entries) == 4
    first, second = read.entries[:2]
    assert (first.title, first.description) == ("Correction: Title a", "Correction 3")
    assert (second.title, second.description) == ("Withdrawal: Withdrawn article", "Reason of b")
    assert second.link == "https://news.example/articles/undated/b/"
    assert [item["id"] for item in json.loads(files["log/feed.json"])["items"]] == [
        entry.id for entry in read.entries
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_has_a_name_in_every_language(language: str) -> None:
    names = {words(other)["log"] for other in LANGUAGES}
    assert words(language)["log"] in names
    assert len(names) == len(LANGUAGES)


def git(root: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


def view_of(settings: Settings) -> dict[str, object]:
    (item,) = convert(settings).archive.articles
    view: dict[str, object] = meta_of(settings.docs, item.url)["view"]
    return view


def test_a_corrected_text_is_compared_with_its_first_commit(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"first.txt": BEFORE})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "seeds")
    git(tmp_path, "commit", "-qm", "first")
    git(tmp_path, "mv", "seeds/first.txt", "seeds/bridge.txt")
    git(tmp_path, "commit", "-qm", "another name")
    folder(tmp_path, {"bridge.txt": AFTER})
    assert "changes" not in view_of(settings), "nobody said that it was corrected"
    folder(tmp_path, {"bridge.yml": CORRECTED})
    changed = [
        [
            {"same": "The bridge of wood was opened on "},
            {"removed": "Monday "},
            {"added": "Tuesday "},
            {"same": "by the mayor of the town."},
        ],
        [
            {"same": "It cost "},
            {"removed": "two million, "},
            {"added": "three <million>, "},
            {"same": "the council says, and took four years to build."},
        ],
    ]
    assert view_of(settings)["changes"] == changed
    git(tmp_path, "add", "seeds")
    git(tmp_path, "commit", "-qm", "corrected")
    assert view_of(settings)["changes"] == changed
    folder(tmp_path, {"bridge.txt": BEFORE})
    assert "changes" not in view_of(settings)


def test_without_a_history_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert "changes" not in view_of(folder(tmp_path, {"bridge.txt": AFTER, "bridge.yml": CORRECTED}))


def test_added_removed_and_replaced_paragraphs_are_shown_whole() -> None:
    assert differences("One here.\n\nTwo there.", "One here.") == [[{"removed": "Two there."}]]
    assert differences("One here.", "One here.\n\nTwo there.") == [[{"added": "Two there."}]]
    assert differences("A cat sat down.", "Nobody knows why it rained.") == [
        [{"removed": "A cat sat down."}],
        [{"added": "Nobody knows why it rained."}],
    ]
    assert differences("市长昨天辞职了", "市长今天辞职了") == [
        [{"same": "市长"}, {"removed": "昨"}, {"added": "今"}, {"same": "天辞职了"}]
    ]


def test_a_very_long_paragraph_is_not_compared_word_by_word() -> None:
    long = " ".join(f"w{number % 7}" for number in range(LONGEST + 1))
    assert differences(long, f"{long} x") == [[{"removed": long}], [{"added": f"{long} x"}]]


@given(st.text("ab .\n", max_size=40), st.text("ab .\n", max_size=40))
def test_the_pieces_add_up_to_both_texts(before: str, after: str) -> None:
    shown = differences(before, after)
    old, new = (
        "\n".join(
            "".join(str(piece.get(side, piece.get("same", ""))) for piece in pieces) for pieces in shown
        )
        for side in ("removed", "added")
    )
    # Paragraphs that did not change are left out, alike on both sides.
    assert Counter(before.split()) + Counter(new.split()) == Counter(after.split()) + Counter(old.split())
    assert all(text for pieces in shown for piece in pieces for text in piece.values())
