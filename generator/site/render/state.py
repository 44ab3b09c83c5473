"""The digest of everything that every generated page depends on, except its own Markdown."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.inputs.settings import read_config
from generator.site.render.renderer import Site, renderers

HOME = "index.md"
# The setting under extra.clipfile that says what renders: `local`, a number of processes, or a cluster.
EXECUTOR = "executor"
# The folder of files that a browser loads; pages contain nothing of them.
ASSETS = "assets"
# A tag that reads another template; and one that names it literally, outside of the assets.
_READS = re.compile(rb"\{%-?\s*(?:include|import|from|extends)\b\s*([^%]*)")
_NAMED = re.compile(rb"""(["'])(?!assets/)[^"']+\1(?!\s*[~+%|])""")


def site_of(config: MkDocsConfig, hand_written: Sequence[str]) -> Site:
    """What workers need to know of a site with these hand-written pages."""
    return Site(
        config_file=str(config.config_file_path),
        docs=str(config.docs_dir),
        site=str(config.site_dir),
        site_url=config.site_url or "",
        extra={**config.extra, "clipfile": _visible(config.extra.get("clipfile") or {})},
        nav=config.nav,
        hand_written=tuple(sorted(hand_written)),
    )


def _visible(ours: dict[str, Any]) -> dict[str, Any]:
    """Our settings without those that say how a build was started, which no page depends on."""
    return {key: value for key, value in ours.items() if key not in ("seeds", "converted", EXECUTOR)}


def state_of(site: Site, theme_folders: Sequence[str]) -> str:
    """Digest of versions, settings, templates and the hand-written pages whose titles every page shows."""
    total = hashlib.sha256(renderers().encode())
    for path in sorted(Path(__file__).parents[1].rglob("*.py")):
        total.update(path.read_bytes())
    config = _of_pages(read_config(Path(site.config_file)))
    settings = [config, site.site_url, _of_pages({"extra": site.extra}), site.nav]
    total.update(json.dumps(settings, default=str, sort_keys=True).encode())
    # The front page changes with every article, and no other page depends on it.
    for name in sorted({*site.hand_written} - {HOME}):
        total.update(name.encode() + (Path(site.docs) / name).read_bytes())
    for folder in map(Path, theme_folders):
        # An installed theme is represented by its version.
        if "site-packages" not in folder.parts:
            for name, content in _read_by_pages(folder):
                total.update(name.encode() + content)
    return total.hexdigest()[:16]


def _of_pages(config: dict[str, Any]) -> dict[str, Any]:
    """Settings without those of the front page, which MkDocs renders in each build."""
    extra = config.get("extra") or {}
    ours = extra.get("clipfile") if isinstance(extra, dict) else None
    if not isinstance(ours, dict):
        return config
    others = {key: value for key, value in ours.items() if key != "front_page"}
    return {**config, "extra": {**extra, "clipfile": others}}


def _read_by_pages(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Files of a theme that pages may depend on: all, but no assets if no template reads one."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path for path in paths}
    templates = {name: path.read_bytes() for name, path in files.items() if name.endswith(".html")}
    named = all(_NAMED.match(read) for text in templates.values() for read in _READS.findall(text))
    for name, path in files.items():
        if not (named and name.startswith(f"{ASSETS}/")):
            yield name, templates.get(name) or path.read_bytes()
