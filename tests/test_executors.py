"""The same results in the same order, whoever does the work."""

from __future__ import annotations

import pytest

from generator.errors import ClipfileError
from generator.executors import Where, Work, spread


def add_to(shared: int) -> int:
    return shared


def added(state: int, item: int) -> int:
    return state + item


def version() -> str:
    return "1"


WORK = Work(add_to, added, version, chunk=3, parallel_from=10)


@pytest.mark.parametrize("where", [Where(1), Where(2)])
def test_results_come_in_the_order_of_the_items(where: Where) -> None:
    assert list(spread(WORK, 100, range(40), where)) == list(range(100, 140))


def test_nothing_to_do_starts_nothing() -> None:
    assert list(spread(WORK, 1, [], Where(cluster="127.0.0.1:1"))) == []


@pytest.mark.parametrize(
    "executor", ["dask://", "dask://host", "dask://host:port", "spark://host:1", "two", "0", ""]
)
def test_an_executor_that_is_none_is_refused_with_those_there_are(executor: str) -> None:
    with pytest.raises(ClipfileError, match="local, or dask://HOST:PORT"):
        Where.named(executor)


def test_executors_by_name() -> None:
    assert Where.named("local") == Where()
    assert Where.named("3") == Where(3)
    assert Where.named("dask://node-1:8786") == Where(None, "node-1:8786")


def test_a_scheduler_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    dask = pytest.importorskip("generator.executors_dask")
    monkeypatch.setattr(dask, "ANSWERS_WITHIN", 1)
    with pytest.raises(ClipfileError, match=r"127\.0\.0\.1:1: no Dask scheduler answers there"):
        list(spread(WORK, 1, range(3), Where(cluster="127.0.0.1:1")))
