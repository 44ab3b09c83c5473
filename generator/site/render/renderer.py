"""Renders single generated pages exactly like ``mkdocs build``, in any process."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from html import escape
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Any, NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FileSystemBytecodeCache, TemplateError
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from generator.convert.write.views import Views
from generator.convert.write.writer import read_manifest
from generator.site.render.frames import TEMPLATE, Frames
from generator.site.render.lookups import look_up_quickly
from generator.site.render.markdown import plain, renders_plain
from generator.site.render.views import read_page
from generator.text.markdown_limits import is_costly

RENDERERS = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "markupsafe", "pyyaml")
INDEX = "index.md"
TEMPLATES = Path(".cache") / "templates"


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that a worker needs to load the settings of a site and render any of its pages."""

    config_file: str
    docs: str
    site: str
    site_url: str
    extra: dict[str, Any]
    nav: list[Any] | None
    hand_written: tuple[str, ...]


def renderers() -> str:
    """The versions of the packages that render pages."""
    return " ".join(f"{name} {version(name)}" for name in RENDERERS)


def keep_compiled(env: Environment, docs: Path) -> None:
    """Let an environment cache compiled templates in the docs folder."""
    folder = docs / TEMPLATES / hashlib.sha256(renderers().encode()).hexdigest()[:16]
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))


def source_as_html(markdown: str) -> str:
    """The source of a page that Markdown cannot render, as paragraphs of text."""
    blocks = (" ".join(block.split()) for block in markdown.split("\n\n"))
    return "\n".join(f"<p>{escape(block)}</p>" for block in blocks if block)


def render_hand_written(page: Page, config: MkDocsConfig, files: Files) -> bool:
    """Render a page that a person wrote; False if Markdown cannot, and its source is shown as text."""
    try:
        if not is_costly(page.markdown or ""):
            Page.render(page, config, files)
            return True
    except RecursionError:
        pass
    page.content, page.toc = source_as_html(page.markdown or ""), get_toc([])
    return False


class _Files(Files):
    """Hand-written files, and generated ones, which are created when a link refers to them."""

    def __init__(self, files: Iterable[File], generated: Callable[[str], File | None]) -> None:
        super().__init__(files)
        self._find = generated

    def get_file_from_path(self, path: str) -> File | None:
        """The file at a path below the docs folder."""
        return super().get_file_from_path(path) or self._find(PurePath(path).as_posix())


class RenderedPage(NamedTuple):
    """A finished page; ``simplified`` if its body is the Markdown itself, which could not be rendered."""

    html: bytes
    simplified: bool = False


class Renderer:
    """Renders one page at a time."""

    def __init__(self, site: Site) -> None:
        places = {"docs_dir": site.docs, "site_dir": site.site, "site_url": site.site_url}
        self._config = load_config(site.config_file, **places, extra=site.extra, nav=site.nav)
        self._env = self._config.theme.get_env()
        keep_compiled(self._env, Path(site.docs))
        look_up_quickly(self._env)
        self._frames = Frames(self._env, self._config)
        self._plain = renders_plain(self._config)
        self._docs = Path(site.docs)
        self._views = Views(self._docs)
        self._generated = read_manifest(self._docs)
        self._files = _Files([self._file(name) for name in site.hand_written], self._linked)
        self._nav = get_navigation(self._files, self._config)
        for page in self._nav.pages:  # the masthead shows their titles
            page.read_source(self._config)
            render_hand_written(page, self._config, self._files)

    def warm(self) -> None:
        """Compile the templates of the theme, so that workers that are copies of this process share them."""
        for folder in map(Path, self._config.theme.dirs):
            for path in sorted(folder.rglob("*.html")) if (folder / TEMPLATE).exists() else ():
                with contextlib.suppress(TemplateError):  # reported for the page that needs it
                    self._env.get_template(path.relative_to(folder).as_posix())

    def render(self, src_uri: str, *, simplified: bool = False) -> RenderedPage:
        """The finished page of one Markdown file below the docs folder.

        Args:
            src_uri: path of the file.
            simplified: whether to show its Markdown as text without an attempt to render it.
        """
        page = Page(None, self._file(src_uri), self._config)
        page.markdown, page.meta = read_page(self._docs, self._views, src_uri)
        address = partial(self.address, src_uri)
        made = plain(page.markdown, address) if self._plain and not simplified else None
        if made:
            page.content, page.toc = made
        elif simplified or not self._rendered(page):
            simplified = True
            page.content, page.toc = source_as_html(page.markdown), get_toc([])
        page.active = True
        context = get_context(self._nav, self._files, self._config, page)
        template = self._env.get_template(page.meta["template"])
        frame, words = self._frames.frame(page, context), self._frames.words(context)
        html: str = template.render(context, frame=frame, ui=words)
        # Python-Markdown marks its placeholders with U+0002 and U+0003, and loses some in hostile text.
        html = html.replace("\x02", "").replace("\x03", "")
        return RenderedPage(html.encode("utf-8", errors="xmlcharrefreplace"), simplified)

    def _rendered(self, page: Page) -> bool:
        """Render the body of a page; False if Markdown fails."""
        try:
            page.render(self._config, self._files)
        except Exception:  # noqa: BLE001 - a fault of Markdown in one page must not lose the others
            return False
        return True

    def address(self, src_uri: str, link: str) -> str | None:
        """The address of a link between generated pages, neither of them an index; None for any other link.

        A link is as ``link_path`` writes it: up to the docs folder, then down.
        """
        root = "../" * src_uri.count("/")
        name = link.removeprefix(root)
        indexes = src_uri.endswith(INDEX) or name.endswith(INDEX)
        if indexes or not link.startswith(root) or name not in self._generated:
            return None
        return quote(f"../{link.removesuffix('.md')}/")

    def _linked(self, src_uri: str) -> File | None:
        return self._file(src_uri) if src_uri in self._generated else None

    def _file(self, src_uri: str) -> File:
        return File(src_uri, self._config.docs_dir, self._config.site_dir, self._config.use_directory_urls)
