from __future__ import annotations

from pathlib import Path

from making import folder

from generator.check.inspection import inspect

SEED = "---\ntitle: {title}\nid: {id}\nlanguage: {language}\n{more}---\nWords of an article.\n"


def test_a_translation_of_an_unknown_article_is_reported_with_its_line(tmp_path: Path) -> None:
    settings = folder(
        tmp_path,
        {
            "a.md": SEED.format(title="A bridge", id="bridge", language="en", more=""),
            "b.md": SEED.format(title="Un pont", id="pont", language="fr", more="translation_of: brige\n"),
            "c.md": SEED.format(title="Brücke", id="bruecke", language="de", more="translation_of: bridge\n"),
        },
    )
    found = [problem for problem in inspect(settings) if problem.rule == "translation-of"]
    assert [(item.path, item.line) for item in found] == [("b.md", 5)]
    assert "did you mean 'bridge'?" in found[0].message
