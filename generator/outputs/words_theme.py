"""The catalogues as a table that templates import: ``theme/partials/words.html``. ``make words`` writes it.

Templates can neither read files nor use gettext, and a theme should not need a program to run first.
"""

from __future__ import annotations

import json

from babel import Locale

from generator import PACKAGE
from generator.outputs.words import LANGUAGES, SAMPLE, category, words
from generator.system.files import rewrite

TABLE = PACKAGE.parent / "theme" / "partials" / "words.html"
HEAD = """{#- Made by `make words` from the catalogues in generator/outputs/locale: change those, not this.
    `texts` is language → key → text. `forms` is language → plural categories of 0 to 199, by initial.
    `groups` is language → what separates thousands. -#}
"""
# An initial for each CLDR plural category.
INITIALS = {"zero": "z", "one": "1", "two": "2", "few": "f", "many": "m", "other": "o"}


def table() -> str:
    """The Jinja template that holds every text in every language."""
    texts = {language: dict(words(language)) for language in LANGUAGES}
    forms = {
        language: "".join(INITIALS[category(language, number)] for number in SAMPLE) for language in LANGUAGES
    }
    groups = {language: Locale(language).number_symbols["latn"]["group"] for language in LANGUAGES}
    categories = {initial: name for name, initial in INITIALS.items()}
    return HEAD + "".join(
        f"{{%- set {name} = {_literal(value)} -%}}\n"
        for name, value in (
            ("texts", texts),
            ("forms", forms),
            ("groups", groups),
            ("categories", categories),
        )
    )


def _literal(value: object) -> str:
    """A Jinja literal with one entry a line: JSON is valid Jinja, if the text has no backslashes."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def main() -> None:
    """Write the table."""
    rewrite(TABLE, table().encode())


if __name__ == "__main__":
    main()
