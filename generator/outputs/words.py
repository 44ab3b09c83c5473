"""Every word of the interface, by language: gettext catalogues in ``generator/outputs/locale``.

``clipfile.pot`` has the English words, ``LANGUAGE.po`` their translations. ``msgctxt`` is the key of a text
in templates and pages; a missing translation is shown in English. A text that depends on a number becomes
several keys, ``articles_one``, ``articles_few`` ..., named by the CLDR plural categories.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent / "locale"
ENGLISH = "en"
LANGUAGES: tuple[str, ...] = (ENGLISH, *sorted(path.stem for path in FOLDER.glob("*.po")))
# From 100 on, plural categories depend on the last two digits; special forms for millions are ignored.
SAMPLE = range(200)


@cache
def words(language: str) -> Mapping[str, str]:
    """Key → text in a language (BCP 47 tag), and ``direction`` → ``ltr`` or ``rtl``."""
    known = spoken(language)
    own = dict(_texts(_catalog(known), known)) if known != ENGLISH else {}
    english = dict(_texts(_catalog(ENGLISH), ENGLISH))
    return {**english, **own, "direction": str(Locale(known).text_direction)}


def spoken(language: str) -> str:
    """The best match among ``LANGUAGES``: ``pt`` for ``pt-BR``; English if there is none."""
    tongue = language.lower().partition("-")[0]
    return tongue if tongue in LANGUAGES else ENGLISH


def _catalog(language: str) -> Catalog:
    path = FOLDER / ("clipfile.pot" if language == ENGLISH else f"{language}.po")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _texts(catalog: Catalog, language: str) -> Iterator[tuple[str, str]]:
    """Key and text of everything that is translated."""
    form_of = c2py(catalog.plural_expr)
    # Many numbers have the same category and form.
    forms = dict.fromkeys((category(language, number), form_of(number)) for number in SAMPLE)
    for message in catalog:
        text = message.id if language == ENGLISH else message.string
        if not message.context or not text or message.fuzzy:
            continue
        if isinstance(text, str):
            pairs = [(message.context, text)]
        else:
            pairs = [(f"{message.context}_{name}", text[form]) for name, form in forms]
        yield from ((key, text) for key, text in pairs if text)


def category(language: str, number: int) -> str:
    """The CLDR plural category of a whole number: ``one``, ``few``, ``other`` ..."""
    return str(Locale(language).plural_form(number))
