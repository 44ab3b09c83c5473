"""The search index: Pagefind over the article pages, in parts that a build has the memory for.

Pagefind holds what it indexes in memory, about 0.2 MB an article. A part more costs each reader who searches
one more copy of Pagefind's engine (70 KB), so parts are large, and a small archive has one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.errors import ClipfileError
from generator.search_words import needs_spaces, spaced

# Articles in one part: about 1.1 GB.
PART = 6000
FOLDER = "pagefind"
# Names the parts beside the first; the search page merges them.
PARTS = "parts.json"
PAGES = "articles/**/*.html"


def index_site(site: Path, part: int = PART) -> None:
    """Index a built site for search; the first part goes to ``site/pagefind``, others into it.

    Raises:
        ClipfileError: Pagefind failed; the message holds what it said.
    """
    pages = sorted((site / "articles").rglob("*.html"))
    count = max(1, -(-len(pages) // part))
    if count > 1 or any(needs_spaces(path.read_text(encoding="utf-8")) for path in pages):
        _index_parts(site, pages, count)
    else:
        # Pagefind wants at least one page: that of an empty archive is its front page.
        _pagefind(site, site / FOLDER, PAGES if pages else "index.html")
    names = [f"part-{number}/" for number in range(1, count)]
    (site / FOLDER / PARTS).write_text(json.dumps(names), encoding="utf-8")


def _index_parts(site: Path, pages: Sequence[Path], count: int) -> None:
    scratch = site.with_name(site.name + ".parts")
    shutil.rmtree(scratch, ignore_errors=True)
    for path, number in _dealt(site, pages, count):
        link = scratch / str(number) / path.relative_to(site)
        link.parent.mkdir(parents=True, exist_ok=True)
        _place(path, link)
    for number in range(count):
        # One after the other: memory is what parts are for.
        _pagefind(scratch / str(number), site / FOLDER / (f"part-{number}" if number else ""), PAGES)
    shutil.rmtree(scratch)


def _place(path: Path, link: Path) -> None:
    page = path.read_text(encoding="utf-8")
    apart = spaced(page)
    if apart != page:
        link.write_text(apart, encoding="utf-8")
        return
    try:
        os.link(path, link)
    except OSError:  # a disk without hard links
        shutil.copyfile(path, link)


def _dealt(site: Path, pages: Sequence[Path], count: int) -> Iterator[tuple[Path, int]]:
    """Each page with the number of its part, by a digest of its address: it stays there as others come."""
    for path in pages:
        address = path.relative_to(site).as_posix().encode()
        yield path, int.from_bytes(hashlib.sha256(address).digest()[:4]) % count


def _pagefind(site: Path, output: Path, pages: str) -> None:
    command = [
        sys.executable,
        "-m",
        "pagefind",
        "--site",
        str(site),
        "--output-path",
        str(output),
        "--glob",
        pages,
        "--quiet",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip() or done.stdout.strip()
        raise ClipfileError(f"Search could not be indexed. Pagefind said: {said}")
