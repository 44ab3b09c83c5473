"""Former addresses that cannot lead to their article, and addresses that nothing remembers."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from generator.archive.archive import Archive
from generator.check.against import OURS
from generator.check.subject import Subject
from generator.inputs.given_addresses import ADDRESSES, read_addresses, remembered
from generator.inputs.settings import Settings
from generator.model.problem import Problem
from generator.outputs.pages.redirects import former_address
from generator.system import git


def addresses(subject: Subject) -> Iterator[Problem]:
    """Each alias that is invalid, the address of a page, or an alias of another article."""
    lists = _lists(subject)
    owners = {article.url.strip("/"): article for article in subject.archive.articles}
    for article in subject.archive.articles:
        for alias in article.aliases:
            former = former_address(alias)
            owner = owners.setdefault(former, article) if former else article
            if not former:
                message = (
                    f"alias {alias!r} is not an address below the site's root, or is reserved for the site's "
                    "own files; write it like '2019/05/bridge/'"
                )
                yield subject.problem(article, "aliases", alias, "alias-unusable", message)
            elif former in lists:
                message = f"alias {alias!r} is the address of a page of the site; remove it"
                yield subject.problem(article, "aliases", alias, "alias-taken", message)
            elif owner.id != article.id:
                message = f"alias {alias!r} already leads to {owner.seed}; remove it from one of them"
                yield subject.problem(article, "aliases", alias, "alias-taken", message)


def unlisted(settings: Settings, archive: Archive) -> Iterator[Problem]:
    """Each article that was committed although ``seeds/addresses.csv``, which exists, does not list it."""
    given, _ = read_addresses(settings.seeds) if settings.keeps_addresses else ({}, ())
    known = remembered(archive.articles, given) if given else {}
    missing = {article.seed for article in archive.articles if given and article.seed not in known}
    # What nobody has committed could not be listed yet.
    committed = ("ls-tree", "-r", "-z", "--name-only", "HEAD")
    for seed in sorted(missing & {*git.paths(git.ask(settings.seeds, *committed) if missing else b"")}):
        message = (
            f"{ADDRESSES} does not list it, so its address would change with its headline; "
            "run 'clipfile build' and commit that file"
        )
        yield Problem(seed, 0, "address-unlisted", message, "warning")


def _lists(subject: Subject) -> AbstractSet[str]:
    """Addresses of lists and other pages that are no articles, without outer slashes."""
    shelves = (shelf.url for shelves in subject.archive.shelves.values() for shelf in shelves)
    return OURS | {url.strip("/") for url in shelves}
