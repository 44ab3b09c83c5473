"""Shards give the same results, order and filter counts as a single index."""

from __future__ import annotations

import hashlib
import http.server
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from searching import index, write_records

from browser.demo import ROOT, Handler
from generator.site.search.shards import Sizes

pytestmark = pytest.mark.browser
ARTICLES = 240
QUERIES = 70
VOCABULARY = """
harbour river council treaty satellite ozone orbit minister vote budget strike dock ferry storm bridge library
museum festival orchestra referee league harvest orchard wheat drought reservoir turbine hospital vaccine
nurse school teacher pupil railway timetable platform signal customs border passport election ballot mayor
committee archive newspaper editor column printing telegraph lighthouse keeper
"""
WORDS = VOCABULARY.split()
TOPICS = ("Rivers", "Health", "Elections", "Railways", "Weather")
FIRST = date(1990, 1, 1)


def draw(*seed: object) -> int:
    """A pseudo-random number that depends only on ``seed``."""
    return int.from_bytes(hashlib.sha256(repr(seed).encode()).digest()[:6])


def word(*seed: object) -> str:
    """One of the words, the first ones far more often; now and then with an ending of its own."""
    number = draw(*seed)
    rank = min(number % len(WORDS), number // 1000 % len(WORDS), number // 100_000 % len(WORDS))
    return WORDS[rank] + ("s" if number % 11 == 0 else "")


def article(number: int) -> dict[str, Any]:
    """An article as a line of ``articles.jsonl``; every ninth has no date."""
    day = FIRST + timedelta(draw("day", number) % 9000)
    return {
        "url": f"articles/{number:03}/",
        "title": " ".join(word("title", number, at) for at in range(4)),
        "summary": word("summary", number),
        "body": " ".join(word(number, at) for at in range(20 + draw("length", number) % 60)),
        "date": f"{day}" if number % 9 else None,
        "topics": sorted({TOPICS[draw("topic", number, at) % len(TOPICS)] for at in range(2)}),
    }


def build(root: Path, sizes: Sizes) -> None:
    """The articles, indexed for a site in ``root``."""
    docs = root.with_name(f"{root.name}.docs")
    write_records(docs, map(article, range(ARTICLES)))
    index(docs, root, sizes=sizes)


def states() -> list[dict[str, Any]]:
    """What readers may ask for: words, several, beginnings, phrases, slips, filters, ranges and orders."""
    found = []
    for number in range(QUERIES):
        words = [word("query", number, at) for at in range(1 + draw("many", number) % 3)]
        shapes = (
            " ".join(words),
            " ".join(words),
            f"{words[0][:4]} {' '.join(words[1:])}".strip(),
            f'"{" ".join(words[:2])}"',
            f"{words[0]}xq {' '.join(words[1:])}".strip(),
            "",
        )
        filters = {"topic": [TOPICS[draw("filter", number) % 5]]} if draw("filtered", number) % 3 == 0 else {}
        years = (
            {"from": "1996", "to": "2004-06"} if draw("dated", number) % 5 == 0 else {"from": "", "to": ""}
        )
        sort = ("", "", "newest", "oldest")[draw("sort", number) % 4]
        query = shapes[draw("shape", number) % len(shapes)]
        found.append({"query": query, "filters": filters, "sort": sort, **years})
    return found


ASK = """async ([folder, states]) => {
  const { open } = await import("/assets/search-catalog.js");
  const { search, shown } = await import("/assets/search-engine.js");
  open(new URL(folder, location.href).href);
  const answers = [];
  for (const [at, state] of states.entries()) {
    const kinds = [];
    let counts;
    await search(at, state, false, (answer) => {
      kinds.push(answer.kind);
      counts = answer.counts ?? counts;
    });
    const found = await shown(at, 0, 1000);
    answers.push({ kinds, counts, urls: found.map(({ url }) => url.replace(/^.*articles/, "")) });
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of two sites with the same articles, ``one/`` in one shard, ``many/`` in many."""
    root = tmp_path_factory.mktemp("shards")
    build(root / "one", Sizes(least=1000, most=1000))
    build(root / "many", Sizes(least=12, most=40))
    (root / "assets").symlink_to(ROOT / "theme" / "assets")
    (root / "index.html").write_text('<meta charset="utf-8"><script src="assets/marks.js"></script>')
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def asked(browser: Browser, address: str, folder: str) -> list[dict[str, Any]]:
    """The answers of an index to all states."""
    page = browser.new_page()
    page.goto(address)
    answers: list[dict[str, Any]] = page.evaluate(ASK, [f"{folder}/search-index/", states()])
    page.close()
    return answers


def numbers(counts: dict[str, dict[str, int]]) -> dict[str, dict[str, int]]:
    """Counts without values that no article has."""
    return {name: {value: n for value, n in values.items() if n} for name, values in counts.items() if values}


@pytest.fixture(scope="module")
def both(browser: Browser, served: str) -> list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Each state, with the answers of the single index and of the shards."""
    return list(zip(states(), *(asked(browser, served, folder) for folder in ("one", "many")), strict=True))


def test_results_and_their_order_are_the_same(both: list[tuple[dict[str, Any], ...]]) -> None:
    assert sum(bool(whole["urls"]) for _, whole, _ in both) > QUERIES // 2
    # In a range of dates, only its shards determine the rarity of words, so the order may differ.
    free = [
        (whole["urls"], many["urls"]) for state, whole, many in both if not state["from"] or state["sort"]
    ]
    assert [whole for whole, many in free if whole != many] == []
    assert [state for state, whole, many in both if set(whole["urls"]) != set(many["urls"])] == []


def test_numbers_at_the_filters_are_the_same(both: list[tuple[dict[str, Any], ...]]) -> None:
    differing = [state for state, whole, many in both if numbers(whole["counts"]) != numbers(many["counts"])]
    assert differing == []


def test_some_results_come_before_all_shards_are_asked(both: list[tuple[dict[str, Any], ...]]) -> None:
    assert {tuple(whole["kinds"]) for _, whole, _ in both} == {("whole", "counts")}
    assert ("first", "whole", "counts") in {tuple(many["kinds"]) for _, _, many in both}
