"""Renders the frame of pages (head, masthead, footer) once for all that share it, and loads words once."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, TemplateNotFound
from jinja2.environment import TemplateModule
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

TEMPLATE = "partials/frame.html"
_WORDS = "partials/strings.html"


class Frames:
    """The frames of a site; generated pages of the same section, depth and template share a frame."""

    def __init__(self, env: Environment, config: MkDocsConfig) -> None:
        self._env = env
        # If one of these is in a section, links to it differ between the pages of that section.
        favicon = config.theme.get("favicon")
        self._linked = f"{config.nav} {config.extra_css} {config.extra_javascript} {favicon}"
        self._frames: dict[tuple[str, str, str], TemplateModule] = {}
        self._words: TemplateModule | None = None

    def frame(self, page: Page, context: Mapping[str, Any]) -> TemplateModule | None:
        """The frame of a generated page; None if the page cannot share one, or the theme has none.

        Args:
            page: the page.
            context: the variables of its template.
        """
        section = page.url.split("/")[0]
        if f"{section}/" in self._linked:
            return None
        key = (section, context["base_url"], page.meta.get("template", ""))
        if key not in self._frames:
            try:
                template = self._env.get_template(TEMPLATE)
            except TemplateNotFound:  # another theme
                return None
            self._frames[key] = template.make_module(dict(context))
        return self._frames[key]

    def words(self, context: Mapping[str, Any]) -> TemplateModule | None:
        """The words of the interface, which are the same for all pages; None if the theme has none."""
        if self._words is None:
            with contextlib.suppress(TemplateNotFound):
                self._words = self._env.get_template(_WORDS).make_module(dict(context))
        return self._words
