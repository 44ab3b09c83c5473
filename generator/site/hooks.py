"""MkDocs' side of the build: the only module that imports it. ``mkdocs.yml`` names it under ``hooks``.

It starts the conversion, watches the seeds and indexes the built site. Content never depends on it: whatever
it does not do can be done by hand with ``clipfile convert``, any renderer of Markdown, and Pagefind.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# MkDocs loads a hook by its path: the package beside it may not be importable yet.
_ROOT = str(Path(__file__).resolve().parents[2])
if _ROOT not in sys.path:
    sys.path.append(_ROOT)

from filelock import FileLock  # noqa: E402 - after the path above
from jinja2 import Environment  # noqa: E402
from mkdocs.commands.build import build as mkdocs_build  # noqa: E402
from mkdocs.commands.serve import serve as mkdocs_serve  # noqa: E402
from mkdocs.config import load_config  # noqa: E402
from mkdocs.config.defaults import MkDocsConfig  # noqa: E402
from mkdocs.exceptions import Abort, ConfigurationError, PluginError  # noqa: E402
from mkdocs.livereload import LiveReloadServer  # noqa: E402
from mkdocs.plugins import event_priority  # noqa: E402
from mkdocs.structure.files import Files  # noqa: E402
from mkdocs.structure.pages import Page  # noqa: E402
from rich.console import Console  # noqa: E402

from generator.site.trees.swap import Aside  # noqa: E402
from generator.site.assembly import Assembly, gather  # noqa: E402
from generator.site.serve.live import Live, forget_withdrawn  # noqa: E402
from generator.site.building import Making  # noqa: E402
from generator.site.render.renderer import keep_compiled  # noqa: E402
from generator.site.render.state import EXECUTOR, HOME  # noqa: E402
from generator.site.search.index import Indexing  # noqa: E402
from generator.site.search.records import HandWrittenPage  # noqa: E402
from generator.site.trees.trees import survey  # noqa: E402
from generator.site.serve.watch import Seen, Watcher, look  # noqa: E402
from generator.convert.convert import Conversion, convert  # noqa: E402
from generator.convert.write.writer import read_manifest  # noqa: E402
from generator.model.errors import ClipfileError, SettingsError  # noqa: E402
from generator.model.kinds import LISTS  # noqa: E402
from generator.system.work import LOCAL
from generator.system.locking import lock  # noqa: E402
from generator.inputs.settings import Settings, load_settings, read_config  # noqa: E402
from generator.system.progress import counting  # noqa: E402

log = logging.getLogger("mkdocs.hooks.clipfile")
# What MkDocs is doing and what was begun for it: it gives its hooks no other place to keep that.
_live: list[Live] = []
_watchers: list[Watcher] = []
_docs: list[str] = []
_serving: list[bool] = []
_indexing: list[Indexing] = []
_hand_written: list[HandWrittenPage] = []
_asides: list[Aside] = []
_making: list[Making] = []
_assembled: list[Assembly] = []
_locks: list[FileLock] = []
# Set by build_site, whose caller has converted already.
CONVERTED = "converted"


def on_startup(command: str, dirty: bool) -> None:  # noqa: ARG001 - MkDocs passes both by name
    """Note whether this is a build; a served site is rebuilt where it is."""
    _serving[:] = [True] if command == "serve" else []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build aside, not over the site of before; name no page that is not there."""
    config.nav = _present(config.nav, Path(config.docs_dir))
    _locks.append(_locked(Path(config.docs_dir)))
    if _serving:
        _live[:] = _live or [Live.begin(config, _settings(config).language)]
        return config
    aside = Aside(Path(config.site_dir))
    aside.begin()
    _asides[:] = [aside]
    config.site_dir = str(aside.own)
    return config


@event_priority(-100)
def on_pre_build(config: MkDocsConfig) -> None:
    """Convert the seeds before MkDocs looks for pages."""
    if not config.extra.get("clipfile", {}).get(CONVERTED):
        _convert(config)
    _hand_written.clear()
    if not _serving:
        _indexing[:] = [Indexing(Path(config.docs_dir), _settings(config).language)]
        # What the conversion made stays, and nobody need look through it for garbage.
        gc.freeze()
    # Files are found in on_files: MkDocs is shown a folder with nothing in it.
    _docs[:] = [config.docs_dir]
    config.docs_dir = str(Path(config.docs_dir) / ".cache" / "nothing")


def _convert(config: MkDocsConfig) -> None:
    try:
        with counting(Console(stderr=True)) as step:
            done = convert(_settings(config), step, handover=_live[0].handover if _live else None)
    except ClipfileError as error:
        raise PluginError(str(error)) from error
    _report(done)


@event_priority(100)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take generated pages from the store of rendered ones; MkDocs sees to the others."""
    config.docs_dir = _docs.pop()
    # The masthead links these only if they exist.
    ours = config.extra.get("clipfile") or {}
    config.extra["clipfile"] = {**ours, "sections": optional_sections(Path(config.docs_dir))}
    assembly = gather(files, config, serving=bool(_serving))
    if _serving:
        _assembled[:] = [assembly]
    else:
        aside = _asides.pop()
        _making[:] = [Making.begin(aside, assembly, survey(aside.spare, aside.records), _indexing[0])]
    return assembly.parted.own


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Note the content of each page that people wrote, for the search index; whatever the theme makes of it."""
    del files
    name, search = page.file.src_uri, page.meta.get("search")
    generated = name == HOME and name in read_manifest(Path(config.docs_dir))
    # Material for MkDocs, too, leaves a page with `search: {exclude: true}` out of its index.
    if not generated and not (isinstance(search, dict) and search.get("exclude")):
        _hand_written.append(HandWrittenPage(page.url, str(page.title or ""), html))


def optional_sections(docs: Path) -> list[str]:
    """The kinds of lists that not every archive has, of those that this archive has."""
    return [kind for kind, traits in LISTS.items() if traits.optional and (docs / kind / "index.md").exists()]


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Keep compiled templates from build to build."""
    del files
    keep_compiled(env, Path(config.docs_dir))
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Put the site together and in place."""
    if _serving:
        _live[0].show(_assembled.pop(), Path(config.site_dir), tuple(_hand_written))
    else:
        _finish(_making[0])
        config.site_dir = str(_making[0].aside.site)
        forget_withdrawn(Live.kept(config), _making[0].aside.site)
    _release()


def on_build_error(error: Exception) -> None:
    """Let the next build begin; the site of before is whole."""
    _release()
    if isinstance(error, OSError):
        raise PluginError(_refused(error)) from error


def on_shutdown() -> None:
    """Stop what works for a server."""
    while _watchers:
        _watchers.pop().end()
    while _live:
        _live.pop().end()


def _finish(making: Making) -> None:
    try:
        making.finish(tuple(_hand_written))
    except ClipfileError as error:
        raise PluginError(str(error)) from error


def _release() -> None:
    _making.clear()
    while _indexing:
        _indexing.pop().stop()
    while _locks:
        _locks.pop().release()


def _locked(docs: Path) -> FileLock:
    try:
        return lock(docs)
    except ClipfileError as error:
        raise PluginError(str(error)) from error


def _refused(error: OSError) -> str:
    where = error.filename or "the site"
    return f"{where}: {error.strerror}. The site of before is whole; mend that, then run again."


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[..., Any]) -> LiveReloadServer:
    """Show the assembled site. Watch the seeds, and of the docs only what people write."""
    del builder
    server.root = str(_live[0].tree)
    server.build_delay = 0  # the watcher never asks twice so soon
    settings = _settings(config)
    server.unwatch(config.docs_dir)
    themes = [Path(folder) for folder in config.theme.dirs if "site-packages" not in Path(folder).parts]
    files = [settings.introduction_file] if settings.introduction_file else []

    def looks() -> Seen:
        return look([settings.seeds, *themes], files, settings.docs)

    _watchers.append(Watcher(server, looks, lambda: bool(_locks)))
    return server


def build_site(settings: Settings, *, strict: bool = False, executor: str = LOCAL) -> None:
    """What ``mkdocs build`` does after the conversion, with the folders of ``settings``.

    Args:
        settings: folders and the settings file.
        strict: a warning fails the build.
        executor: who renders, see ``executors.Where.named``.

    Raises:
        ClipfileError: MkDocs gave up; it has said why.
    """
    with _mkdocs_errors():
        overrides = _overrides(settings)
        overrides["extra"]["clipfile"] |= {CONVERTED: True, EXECUTOR: executor}
        config = load_config(
            str(settings.file), site_dir=str(settings.site), strict=strict or None, **overrides
        )
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
        config.plugins.on_shutdown()


def serve_site(settings: Settings, address: str) -> None:
    """What ``mkdocs serve`` does: build, serve at ``address`` (HOST:PORT), build again at each change.

    Raises:
        ClipfileError: MkDocs gave up; it has said why.
    """
    with _mkdocs_errors():
        mkdocs_serve(str(settings.file), dev_addr=address, **_overrides(settings))


@contextlib.contextmanager
def _mkdocs_errors() -> Iterator[None]:
    try:
        yield
    except (Abort, ConfigurationError, PluginError) as error:
        raise ClipfileError(f"MkDocs stopped: {error}") from error
    except OSError as error:
        raise ClipfileError(_refused(error)) from error


def _present(nav: list[Any] | None, docs: Path) -> list[Any] | None:
    """The navigation without hand-written pages that the docs folder lacks: links to them would be dead."""
    if nav is None:
        return None
    missing = [item for item in nav if isinstance(item, str) and item != HOME and not (docs / item).exists()]
    for item in missing:
        log.warning("nav names %s, which is not in %s; the site is built without it", item, docs)
    return [item for item in nav if item not in missing]


def _settings(config: MkDocsConfig) -> Settings:
    file = Path(str(config.config_file_path))
    seeds = file.parent / config.extra.get("clipfile", {}).get("seeds", "seeds")
    return load_settings(file).located(seeds=seeds, docs=Path(config.docs_dir), site=Path(config.site_dir))


def _overrides(settings: Settings) -> dict[str, Any]:
    if settings.file is None:
        raise SettingsError(
            "There is no mkdocs.yml here. Run this in the archive's folder, or name it with --config."
        )
    settings.docs.mkdir(parents=True, exist_ok=True)
    extra = dict(read_config(settings.file).get("extra") or {})
    ours = {**(extra.get("clipfile") or {}), "seeds": str(settings.seeds)}
    return {"docs_dir": str(settings.docs), "extra": {**extra, "clipfile": ours}}


def _report(done: Conversion) -> None:
    for problem in done.problems:
        # --strict fails on warnings, and an article that is missing must fail it.
        log.log(logging.WARNING if problem.severity == "error" else logging.INFO, "%s", problem)
    log.info(
        "%d articles; %d pages written, %d unchanged",
        len(done.archive.articles),
        done.written.changed,
        done.written.unchanged,
    )
