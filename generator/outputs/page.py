"""Builds all pages other than articles: front matter, a body for any renderer, and a view for our theme."""

from __future__ import annotations

from generator.inputs.settings import Settings
from generator.model.addresses import markdown_path
from generator.model.output import Output, Page
from generator.outputs.body import list_body
from generator.outputs.views import View, filled
from generator.outputs.words import words
from generator.text.markup import escape


def page(template: str, url: str, title: str, view: View, settings: Settings, **more: str) -> Output:
    """A page as an output. The arguments are those of ``build_page``."""
    return Output(markdown_path(url), build_page(template, url, title, view, settings, **more))


def build_page(template: str, url: str, title: str, view: View, settings: Settings, **more: str) -> Page:
    """Build a page whose body contains the lists of its view as Markdown.

    Args:
        template: name of a template of the theme, without its extension.
        url: address below the site's root.
        title: the headline.
        view: data for the template.
        settings: for the language of the interface.
        more: ``introduction``, Markdown at the start of the body, the only part of it that the theme shows;
            ``opening``, Markdown that is used if there is no introduction, by default the description;
            ``description`` and ``status`` for the front matter.
    """
    introduction, opening = more.pop("introduction", ""), more.pop("opening", "")
    lists = list_body(markdown_path(url), view, words(settings.language))
    opening = introduction or opening or escape(more.get("description", ""))
    body = "\n\n".join(filter(None, (opening, lists)))
    return Page(filled(title=title, **more), body, f"{template}.html", view, introduction)
