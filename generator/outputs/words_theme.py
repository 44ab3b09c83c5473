"""Writes the catalogues as a table that templates import: ``theme/partials/words.html``. Run ``make words``.

Templates can neither read files nor use gettext, and the theme must work without running a program first.
"""

from __future__ import annotations

import json

from generator import PACKAGE
from generator.outputs.words import LANGUAGES, SAMPLE, category, words

TABLE = PACKAGE.parent / "theme" / "partials" / "words.html"
HEAD = """{#- Made by `make words` from the catalogues in generator/outputs/locale: change those, not this.
    `texts` is language → key → text. `forms` is language → plural categories of 0 to 199, by initial. -#}
"""
# An initial for each CLDR plural category.
INITIALS = {"zero": "z", "one": "1", "two": "2", "few": "f", "many": "m", "other": "o"}


def table() -> str:
    """The Jinja template with every text in every language."""
    texts = {language: dict(words(language)) for language in LANGUAGES}
    forms = {
        language: "".join(INITIALS[category(language, number)] for number in SAMPLE) for language in LANGUAGES
    }
    categories = {initial: name for name, initial in INITIALS.items()}
    return HEAD + "".join(
        f"{{%- set {name} = {_literal(value)} -%}}\n"
        for name, value in (("texts", texts), ("forms", forms), ("categories", categories))
    )


def _literal(value: object) -> str:
    """A Jinja literal, one entry a line. JSON without backslashes is valid Jinja."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def main() -> None:
    """Write the table to the theme."""
    TABLE.write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
