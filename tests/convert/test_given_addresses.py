"""An address, once given to an article, stays; what it was is in a file that people commit."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from making import article, folder, records

from generator.check.inspection import inspect
from generator.convert.addresses import give_addresses, remember
from generator.convert.convert import convert
from generator.convert.last_good import LastGood
from generator.inputs.given_addresses import ADDRESSES, read_addresses
from generator.inputs.settings import Settings
from generator.model.documents import Seed
from generator.model.records import Withdrawal
from generator.system import git

SEED = "Quay at Norwick closes\n\nPublished: 3 May 1989\n\nThe keepers closed the quay: its piers cracked.\n"
URL = "articles/1989/05/quay-at-norwick-closes/"


def own(root: Path, files: Mapping[str, str | bytes]) -> Settings:
    """An archive whose settings name its folder of seeds."""
    settings = folder(root, files)
    settings.seeds.mkdir(parents=True, exist_ok=True)
    return replace(settings, own_seeds=settings.seeds)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return own(tmp_path, {})


def given(settings: Settings, **values: Any) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Address by seed after a conversion of these seeds, former addresses, and rules of problems.

    Each seed is described by its name (without the ending) and its headline or its fields.
    """
    made = [
        article(**{"seed": f"{name}.txt", "sha256": name, "date": "1989-05-03", **_fields(value)})
        for name, value in values.items()
    ]
    found, problems, addresses = give_addresses(made, settings)
    seeds = [Seed(article.seed, b"", article.sha256) for article in made]
    problems += remember(found, seeds, addresses, settings)
    return (
        {article.seed: article.url for article in found},
        dict(addresses.former),
        [problem.rule for problem in problems],
    )


def _fields(value: str | dict[str, Any]) -> dict[str, Any]:
    return {"title": value} if isinstance(value, str) else value


def test_the_whole_way(tmp_path: Path) -> None:
    archive = own(tmp_path, {"a.txt": SEED})

    def url(settings: Settings) -> str:
        convert(settings)
        (record,) = records(settings.docs, "seed").values()
        return str(record["url"])

    assert url(archive) == URL
    (archive.seeds / "a.txt").write_text(SEED.replace("closes", "shuts", 1) + "\nTown plans a second quay\n")
    assert url(archive) == URL
    (archive.seeds / "a.txt").rename(archive.seeds / "b.txt")
    shutil.copytree(archive.seeds, tmp_path / "clone" / "seeds")
    assert url(own(tmp_path / "clone", {})) == URL, "a fresh clone, without caches"


def test_only_what_was_committed_without_its_address_is_reported(tmp_path: Path) -> None:
    archive = own(tmp_path, {"a.txt": SEED, "of/b.txt": SEED.replace("Quay", "Mill")})

    def unlisted() -> list[str]:
        found = [problem for problem in inspect(archive) if problem.rule == "address-unlisted"]
        assert all("clipfile build" in problem.message for problem in found)
        return [problem.path for problem in found]

    convert(archive)
    new = archive.seeds / "of" / "new, ü.txt"
    new.write_text(SEED.replace("Norwick", "Tornby"))
    assert unlisted() == [], "without a repository"
    git.run(tmp_path, "init", "-q")
    git.run(tmp_path, "add", "--all")
    assert unlisted() == [], "nothing is committed"
    git.run(tmp_path, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "Quay")
    assert unlisted() == ["of/new, ü.txt"]
    convert(archive)
    assert unlisted() == []


def test_a_draft_has_no_address_to_remember(tmp_path: Path) -> None:
    archive = own(
        tmp_path, {"a.txt": SEED, "b.txt": SEED.replace("Quay", "Secret"), "b.yml": "status: draft\n"}
    )
    (archive.seeds / "drafts").mkdir()
    (archive.seeds / "drafts" / "c.txt").write_text(SEED.replace("Quay", "Hidden"))
    convert(archive)
    assert list(read_addresses(archive.seeds)[0]) == ["a.txt"]


def test_a_server_gives_no_lasting_address_to_what_somebody_is_writing(tmp_path: Path) -> None:
    archive, last = own(tmp_path, {"a.txt": SEED, "b.txt": SEED.replace("Quay", "Mill")}), LastGood()

    def listed() -> dict[str, str]:
        convert(archive, last=last)
        return {seed: entry.address for seed, entry in read_addresses(archive.seeds)[0].items()}

    assert listed() == {"a.txt": URL, "b.txt": (mill := URL.replace("quay", "mill"))}
    new = archive.seeds / "new.txt"
    for headline in ("Coun", "Council votes"):
        new.write_text(SEED.replace("Quay at Norwick closes", headline))
        (archive.seeds / "a.txt").unlink(missing_ok=True)
        (archive.seeds / "b.txt").write_text(SEED.replace("Quay", "Old mill"))
        assert listed() == {"a.txt": URL, "b.txt": mill}
        assert records(archive.docs, "seed")["new.txt"]["id"] == headline.lower().replace(" ", "-")
    (archive.seeds / "b.txt").rename(archive.seeds / "c.txt")
    assert listed() == {"a.txt": URL, "c.txt": mill}
    last = LastGood()
    assert listed() == {
        "/a.txt": URL,
        "c.txt": mill,
        "new.txt": URL.replace("quay-at-norwick-closes", "council-votes"),
    }


def test_a_renamed_seed_is_found_by_its_digest(settings: Settings) -> None:
    given(settings, a={"title": "Quay at Norwick closes", "sha256": "1"})
    after = given(settings, b={"title": "Quay shuts", "sha256": "1"})[0]
    assert after == {"b.txt": URL}
    assert list(read_addresses(settings.seeds)[0]) == ["b.txt"]


def test_swapped_names_do_not_swap_addresses(settings: Settings) -> None:
    quay, mill = {"title": "Quay closes", "sha256": "1"}, {"title": "Mill burns", "sha256": "2"}
    before = given(settings, a=quay, b=mill)[0]
    after, former, problems = given(settings, a=mill, b=quay)
    assert after == {"a.txt": before["b.txt"], "b.txt": before["a.txt"]}
    assert not former
    assert not problems


def test_a_renamed_article_keeps_its_address_although_another_has_its_old_name(settings: Settings) -> None:
    given(settings, a={"title": "Quay at Norwick closes", "sha256": "1"})
    after = given(settings, a="Mill burns", b={"title": "Quay at Norwick closes", "sha256": "1"})[0]
    assert after == {"a.txt": "articles/1989/05/mill-burns/", "b.txt": URL}


def test_a_copy_of_the_earlier_text_does_not_take_the_address_of_an_edited_article(
    settings: Settings,
) -> None:
    given(settings, a={"title": "Quay at Norwick closes", "sha256": "1"})
    after = given(settings, a="Quay at Norwick closes", copy={"title": "Quay at Norwick", "sha256": "1"})[0]
    assert after == {"a.txt": URL, "copy.txt": "articles/1989/05/quay-at-norwick/"}


@pytest.mark.parametrize(
    "later",
    [
        {"title": "Keepers leave Norwick's harbour"},
        {"title": "Quay of Norwick is shut", "date": "1991"},
        {"title": "Keepers leave", "date": ""},
        {"title": "Keepers leave", "date": "1989"},
        {"title": "Keepers leave", "date": "1991", "id": "quay-at-norwick-closes"},
    ],
)
def test_an_edited_article_keeps_its_address_or_a_link_from_it(
    settings: Settings, later: dict[str, str]
) -> None:
    given(settings, a="Quay at Norwick closes")
    after, former, problems = given(settings, a={**later, "sha256": "edited"})
    assert URL in {*after.values(), *former}
    assert not problems


def test_another_article_in_the_same_file_gets_its_own_address(settings: Settings) -> None:
    given(settings, a="Quay at Norwick closes")
    other = {"title": "Council plans a mill", "sha256": "2", "date": "2004-02-01"}
    after, former, problems = given(settings, a=other)
    assert (after, former) == ({"a.txt": "articles/2004/02/council-plans-a-mill/"}, {})
    assert problems == ["address-of-another"]
    assert given(settings, a=other)[2] == [], "said once"
    back = given(settings, a=other, b={"title": "Quay shuts", "sha256": "a"})[0]
    assert back["b.txt"] == URL, "the first article has returned under another name"


def test_a_purged_text_that_is_added_again_does_not_take_the_address_of_the_notice(
    settings: Settings,
) -> None:
    given(settings, a={"title": "Quay at Norwick closes", "sha256": "1"})
    notice = _fields({"title": "", "id": "quay-at-norwick-closes", "withdrawn": Withdrawal()})
    notice |= {"seed": "a.yml", "sha256": ""}
    assert given(settings, a=notice)[0] == {"a.yml": URL}
    after = given(settings, a=notice, b={"title": "Quay shuts", "sha256": "1"})[0]
    assert after == {"a.yml": URL, "b.txt": "articles/1989/05/quay-shuts/"}


def test_the_name_of_a_removed_seed_is_free_for_another_article(settings: Settings) -> None:
    given(settings, a="Quay at Norwick closes", b="Harbour opens")
    given(settings, b="Harbour opens")
    after, former, problems = given(settings, a={"title": "Mill burns", "sha256": "2"}, b="Harbour opens")
    assert after["a.txt"] == "articles/1989/05/mill-burns/"
    assert not former
    assert not problems


def test_a_file_that_cannot_be_read_for_a_while_is_not_removed(settings: Settings) -> None:
    given(settings, a="Quay at Norwick closes", b="Harbour opens")
    (settings.seeds / "a.txt").write_bytes(b"\0")
    given(settings, b="Harbour opens")
    after = given(settings, a={"title": "Quay shuts", "sha256": "2"}, b="Harbour opens")[0]
    assert after["a.txt"] == URL


def test_another_article_never_takes_an_address(settings: Settings) -> None:
    given(settings, b="Quay at Norwick closes")
    after, _, problems = given(settings, a="Quay at Norwick closes", b="Quay shuts")
    assert after["b.txt"] == URL
    assert after["a.txt"] not in {URL, ""}
    assert problems == ["same-headline"]


def test_the_address_of_an_article_that_is_away_for_a_while_is_reserved(settings: Settings) -> None:
    given(settings, b="Quay at Norwick closes")
    (settings.seeds / "b.txt").write_bytes(b"\0")
    other, _, problems = given(settings, a="Quay at Norwick closes")
    assert other["a.txt"] not in {URL, ""}
    assert problems == ["same-headline"]
    after = given(settings, a="Quay at Norwick closes", b="Quay at Norwick closes")[0]
    assert after == {**other, "b.txt": URL}


def test_a_former_address_is_reserved(settings: Settings) -> None:
    given(settings, b="Quay at Norwick closes")
    renamed = {"title": "Quay at Norwick closes", "id": "quay"}
    after, former, _ = given(settings, a="Quay at Norwick closes", b=renamed)
    assert after["a.txt"] not in {URL, ""}
    assert former == {URL: "quay"}


def test_an_address_that_changes_with_the_date_leads_to_the_new_one_and_back(settings: Settings) -> None:
    given(settings, a="Quay at Norwick closes")
    moved, former, _ = given(settings, a={"title": "Quay at Norwick closes", "date": "1990-06"})
    assert moved == {"a.txt": "articles/1990/06/quay-at-norwick-closes/"}
    assert former == {URL: "quay-at-norwick-closes"}
    back, former, _ = given(settings, a="Quay at Norwick closes")
    assert (back["a.txt"], former) == (URL, {moved["a.txt"]: "quay-at-norwick-closes"})


def test_an_address_stays_if_added_text_seems_to_be_of_another_date(settings: Settings) -> None:
    given(settings, a="Quay at Norwick closes", b={"title": "Harbour opens", "date": ""})
    later = {"date": "1991-06-12", "unsettled": ("date",)}
    after, former, _ = given(
        settings, a={"title": "Quay shuts", **later}, b={"title": "Harbour opens", **later}
    )
    assert after == {"a.txt": URL, "b.txt": "articles/1991/06/harbour-opens/"}
    assert former == {"articles/undated/harbour-opens/": "harbour-opens"}


def test_a_declared_id_wins_and_the_earlier_address_leads_there(settings: Settings) -> None:
    given(settings, a="Quay at Norwick closes")
    after, former, _ = given(settings, a={"title": "Quay at Norwick closes", "id": "quay"})
    assert (after["a.txt"], former) == ("articles/1989/05/quay/", {URL: "quay"})


def test_the_address_of_a_seed_that_is_away_for_a_while_is_not_forgotten(settings: Settings) -> None:
    given(settings, a="Quay at Norwick closes", b="Harbour opens")
    given(settings, b="Harbour opens")
    assert given(settings, a="Quay shuts", b="Harbour opens")[0]["a.txt"] == URL


def test_another_scheme_gives_other_addresses_to_which_the_earlier_ones_lead(settings: Settings) -> None:
    given(settings, a="港の閉鎖")
    after, former, _ = given(replace(settings, addresses=("ascii",)), a="港の閉鎖")
    assert after["a.txt"].isascii()
    assert former == {"articles/1989/05/港の閉鎖/": after["a.txt"].split("/")[3]}


def test_a_folder_that_is_only_tried_out_gets_no_file(settings: Settings) -> None:
    given(replace(settings, own_seeds=None), a="Quay at Norwick closes")
    assert not (settings.seeds / ADDRESSES).exists()


@pytest.mark.parametrize(
    "line",
    [
        "<<<<<<< HEAD",
        "b.txt,0,unicode,../../etc/passwd,",
        "b.txt,0,unicode,articles/1989/05/../x/,",
        f"b.txt,0,unicode,{URL},../y/",
        '"',
    ],
)
def test_a_damaged_line_costs_only_itself(settings: Settings, line: str) -> None:
    given(settings, a="Quay at Norwick closes")
    file = settings.seeds / ADDRESSES
    damaged = f"{file.read_text()}{line}\n"
    file.write_text(damaged)
    after, _, problems = given(settings, a="Quay shuts", c="Harbour opens")
    assert (after["a.txt"], problems) == (URL, ["addresses-row"])
    assert file.read_text() == damaged, "what could not be read is not lost"
    (fault,) = read_addresses(settings.seeds)[1]
    assert fault.severity == "error", "an article must not move with no more than a warning"


def test_a_list_that_cannot_be_used_is_an_error(settings: Settings) -> None:
    (settings.seeds / ADDRESSES).mkdir()
    assert [problem.severity for problem in convert(settings).problems] == ["error"]


def test_after_a_merge_both_addresses_of_a_seed_lead_to_it(settings: Settings) -> None:
    given(settings, a="Quay at Norwick closes")
    file = settings.seeds / ADDRESSES
    file.write_text(f"{file.read_text()}a.txt,0,unicode,articles/1989/05/quay-shuts/,\n")
    after, former, _ = given(settings, a="Quay shuts")
    assert (after["a.txt"], list(former)) == (URL, ["articles/1989/05/quay-shuts/"])
