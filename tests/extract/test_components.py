"""Videos and posts in components of MDX and in short codes; imports of components are no text."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.model.documents import Declaration, Seed

TEXT = "The night ferry of Lunmark ends in June, its director told the council."


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ('<YouTube id="abcdefg1234" />', "https://www.youtube.com/watch?v=abcdefg1234"),
        ("<YouTube videoId={'abcdefg1234'}></YouTube>", "https://www.youtube.com/watch?v=abcdefg1234"),
        ('<Tweet id="17123" />', "https://twitter.com/i/status/17123"),
        ('{{< x user="idafalk" id="17123" >}}', "https://twitter.com/idafalk/status/17123"),
    ],
)
def test_what_a_component_shows(code: str, address: str) -> None:
    draft = extract(
        Seed("a.md", f"# Night ferry\n\n{TEXT}\n\n{code}\n\n{TEXT}\n".encode(), ""), Declaration()
    )
    assert [embed.url for embed in draft.embeds] == [address]


def test_imports_of_components_are_no_text() -> None:
    line = 'import { YouTube } from "astro-embed"'
    draft = extract(
        Seed("a.md", f"# Night ferry\n\n{line}\n\n{TEXT}\n\n{TEXT}\n".encode(), ""), Declaration()
    )
    assert draft.body == f"{TEXT}\n\n{TEXT}"
    assert (line, "template-tag") in [(removed.text, removed.rule) for removed in draft.removed]


def test_code_stays_as_it_is() -> None:
    text = f"# Night ferry\n\n{TEXT}\n\n```\nimport {{ A }} from 'a'\n```\n\n{TEXT}\n"
    assert "import { A } from 'a'" in extract(Seed("a.md", text.encode(), ""), Declaration()).body
