"""Documents of word processors, and texts in which rules part several articles."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest
from reading_exports import items_of

from generator.model.errors import ClipfileError

ARTICLE = """{}

The harbour reopened on Tuesday after three weeks in which no ship could enter it, the authority said.
Fishing crews said that they had lost a month of income, and asked the council for help and advice.
"""
FIRST, SECOND, THIRD = (
    ARTICLE.format(title)
    for title in ("Harbour opens after three weeks", "Council wants a library", "Ferry stays")
)


def test_old_names_with_another_content(tmp_path: Path) -> None:
    contents = {
        b"{\\rtf1 Words\\par}": ".rtf",
        b"PK\x03\x04 word/document.xml": ".docx",
        b"<html><body><p>Words</p>": ".html",
        b"Words of a text": ".txt",
    }
    for content, suffix in contents.items():
        (tmp_path / "old.doc").write_bytes(content)
        (item,) = items_of(tmp_path / "old.doc")
        assert item.document == (content, suffix)


def test_a_converter_that_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "old.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setattr(
        shutil, "which", lambda name: str(programs / name) if (programs / name).is_file() else None
    )
    (item,) = items_of(old)
    assert "install LibreOffice" in item.fault
    for name, script in {
        "catdoc": "#!/bin/sh\necho 'Words of catdoc'\n",
        "soffice": '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done\nprintf PK-made > "$2/old.docx"\n',
    }.items():
        (programs / name).write_text(script)
        (programs / name).chmod(stat.S_IRWXU)
        (item,) = items_of(old)
        expected = {"catdoc": (b"Words of catdoc\n", ".txt"), "soffice": (b"PK-made", ".docx")}[name]
        assert item.document == expected


@pytest.mark.parametrize("rule", ["-----", "=" * 40, "_ _ _ _", "*" * 20, "———", "~~~~~~~~"])
def test_articles_between_rules_are_split_if_the_person_says_so(tmp_path: Path, rule: str) -> None:
    path = tmp_path / "clippings.txt"
    path.write_text(f"Clippings of the harbour\n\n{rule}\n{FIRST}\n{rule}\n\n{SECOND}{rule}\n{THIRD}")
    (item,) = items_of(path)
    assert "3 texts" in item.fault
    assert "--split" in item.fault
    parts = items_of(path, split=True)
    bodies = [part.document.data.decode() for part in parts if part.document]
    assert [body.strip() for body in bodies[1:]] == [SECOND.strip(), THIRD.strip()]
    # What is above the first is not lost.
    assert bodies[0].startswith("Clippings of the harbour")
    assert FIRST.strip() in bodies[0]


def test_one_article_with_sections_is_one(tmp_path: Path) -> None:
    sentence = (
        "the crews said that they had lost a month of income, and asked the council for help and advice.\n"
        * 3
    )
    path = tmp_path / "long.txt"
    path.write_text(f"{FIRST}\n-----\n\n{sentence.capitalize().replace(chr(10), ' ')}\n")
    (item,) = items_of(path)
    assert item.document is not None
    assert not item.fault


def test_ornaments_underlines_and_front_matter_are_no_rules(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_text(f"{FIRST}\n* * *\n\n{SECOND}")
    (item,) = items_of(path)
    assert item.document is not None
    for content in (
        FIRST.replace("weeks\n", "weeks\n===============================\n", 1),
        f"---\ntitle: A\n---\n{FIRST}",
    ):
        path.write_text(content)
        with pytest.raises(AssertionError, match="no format"):
            items_of(path)


def test_ornaments_separate_articles_that_have_a_day_each_or_if_the_person_says_so(tmp_path: Path) -> None:
    path = tmp_path / "clippings.txt"
    path.write_text(f"{FIRST}\n* * *\n\n{SECOND}")
    assert len(items_of(path, split=True)) == 2
    dated = (text.replace("\n", "\n12 March 1950\n", 1) for text in (FIRST, SECOND))
    path.write_text("\n* * *\n\n".join(dated))
    (item,) = items_of(path)
    assert "--split" in item.fault


def test_rules_settle_where_articles_begin_if_nothing_else_does(tmp_path: Path) -> None:
    path = tmp_path / "clippings.txt"
    path.write_text(
        "\n-----\n".join(
            f"{text}\nLoad-Date: March {day}, 2024\n" for day, text in enumerate((FIRST, SECOND), 12)
        )
    )
    with pytest.raises(ClipfileError, match="--split"):
        items_of(path)
    assert len(items_of(path, split=True)) == 2
