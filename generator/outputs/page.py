"""Every generated page but that of an article: front matter, a body that any program can show, and a view."""

from __future__ import annotations

from generator.inputs.settings import Settings
from generator.model.addresses import markdown_path
from generator.model.output import Output, Page
from generator.outputs.body import list_body
from generator.outputs.views import View, filled
from generator.outputs.words import words
from generator.text.markup import escape


def page(template: str, url: str, title: str, view: View, settings: Settings, **more: str) -> Output:
    """A page as an output. The arguments are those of ``made_page``."""
    return Output(markdown_path(url), made_page(template, url, title, view, settings, **more))


def made_page(template: str, url: str, title: str, view: View, settings: Settings, **more: str) -> Page:
    """A page, whose body shows the lists of its view as lists of links.

    Args:
        template: name of a template of the theme, without its ending.
        url: address below the site's root.
        title: the headline.
        view: what the template needs.
        settings: for the language of the words in the body.
        more: ``introduction``, Markdown that opens the body, the only part of it that the theme shows;
            ``opening``, Markdown that is used if there is none, by default the description; ``closing``,
            Markdown that ends the body; ``path`` of the page's file, where it is not the usual one;
            ``description`` and ``status`` for the front matter.
    """
    texts = words(settings.language)
    introduction, opening, closing = (more.pop(key, "") for key in ("introduction", "opening", "closing"))
    opening = introduction or opening or escape(more.get("description", ""))
    lists = list_body(more.pop("path", markdown_path(url)), view, texts)
    body = "\n\n".join(filter(None, (opening, lists, closing))) or escape(texts["empty_directory"])
    return Page(filled(title=title, **more), body, f"{template}.html", view, introduction)
