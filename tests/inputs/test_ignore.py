"""Files that are no documents: of systems, of saved pages, ignored by a curator, and scans."""

from __future__ import annotations

from pathlib import Path

import pytest
from making import folder

from generator.inputs.seeds import SeedFolder, read_folder

PAGE = "<html><body><p>The ferry company of Lunmark will stop its night crossings.</p></body></html>"


def read(tmp_path: Path, *names: str, **files: str) -> SeedFolder:
    return read_folder(folder(tmp_path, {**dict.fromkeys(names, "x"), **files}).seeds)


@pytest.mark.parametrize(
    "name",
    [
        *("Thumbs.db", "desktop.ini", "~$ferry.docx", "ferry.txt~", ".~lock.ferry.odt#", "ferry.swp"),
        *("@eaDir/ferry.txt@SynoEAStream", "__MACOSX/ferry.txt", "Icon\r", "sub/Thumbs.db", "Desktop.ini"),
    ],
)
def test_files_of_systems_are_ignored_quietly(tmp_path: Path, name: str) -> None:
    seeds, problems, left_out = read(tmp_path, "a.txt", name)
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert not problems
    assert not any(left_out.values())


@pytest.mark.parametrize(
    "ending",
    [
        "_files",
        ".files",
        "-Dateien",
        "_fichiers",
        "_archivos",
        "_file",
        "_pliki",
        "-filer",
        "_файлы",
        "_arquivos",
    ],
)
def test_the_folder_of_a_saved_page_is_ignored_as_one(tmp_path: Path, ending: str) -> None:
    names = [f"Ferry{ending}/{name}" for name in ("frame.html", "a.css", "sub/b.js", "c.png", "d.txt")]
    seeds, problems, left_out = read(tmp_path, "Ferry.html", *names)
    assert [seed.path for seed in seeds] == ["Ferry.html"]
    assert not problems
    assert left_out["files of saved pages"] == 5


def test_the_folder_of_a_missing_page_is_one_warning(tmp_path: Path) -> None:
    seeds, problems, _ = read(tmp_path, "a.txt", "Ferry_files/frame.html", "Ferry_files/a.css")
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert [(problem.path, problem.rule, problem.severity) for problem in problems] == [
        ("Ferry_files", "page-folder", "warning")
    ]


def test_a_folder_of_documents_is_no_folder_of_a_page(tmp_path: Path) -> None:
    seeds, problems, _ = read(tmp_path, "case_files/a.txt", "news.html", "news-archive/b.txt")
    assert [seed.path for seed in seeds] == ["case_files/a.txt", "news-archive/b.txt", "news.html"]
    assert not problems


def test_a_curator_ignores_files_as_with_git(tmp_path: Path) -> None:
    patterns = "# notes\n*.rtf\n/old/\n!old.rtf\n!Thumbs.db\n"
    names = ("a.txt", "b.rtf", "old/c.txt", "sub/old/d.txt", "old.rtf", "Thumbs.db")
    settings = folder(tmp_path, {**dict.fromkeys(names, "x"), ".clipfileignore": patterns})
    seeds, problems, left_out = read_folder(settings.seeds)
    assert [seed.path for seed in seeds] == ["Thumbs.db", "a.txt", "old.rtf", "sub/old/d.txt"]
    assert not problems
    assert left_out["files ignored"] == 2


def test_a_pattern_that_is_none_costs_only_itself(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": "x", "b.rtf": "x", ".clipfileignore": "!\n*.rtf\n"})
    seeds, problems, _ = read_folder(settings.seeds)
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert [(problem.path, problem.line, problem.severity) for problem in problems] == [
        (".clipfileignore", 1, "warning")
    ]


@pytest.mark.parametrize("scan", ["a.jpg", "a.TIF", "a.1.png", "a-2.jpeg", "a (3).webp", "a.alto.xml"])
def test_an_image_next_to_its_document_is_a_scan(tmp_path: Path, scan: str) -> None:
    seeds, problems, left_out = read_folder(
        folder(tmp_path, {"a.txt": "x", "a.yml": "title: T", scan: "x"}).seeds
    )
    assert [(seed.path, seed.declared.values) for seed in seeds] == [("a.txt", {"title": "T"})]
    assert not problems
    assert left_out["scans"] == 1


def test_images_with_a_sidecar_alone_are_one_article(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.yml": "title: T", "a.1.jpg": "x", "a.2.jpg": "y"})
    seeds, problems, left_out = read_folder(settings.seeds)
    assert [(seed.path, seed.data, seed.declared.values) for seed in seeds] == [
        ("a.1.jpg", b"", {"title": "T"})
    ]
    assert not problems
    assert left_out["scans"] == 1


def test_an_image_without_an_article_is_a_warning(tmp_path: Path) -> None:
    seeds, problems, left_out = read(tmp_path, "a.txt", "pier.jpg")
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert [(problem.path, problem.rule, problem.severity) for problem in problems] == [
        ("pier.jpg", "image", "warning")
    ]
    assert left_out["images without an article"] == 1


def test_a_pdf_next_to_a_text_is_its_scan_with_a_warning(tmp_path: Path) -> None:
    seeds, problems, _ = read(tmp_path, "a.txt", "a.pdf")
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert [(problem.path, problem.severity) for problem in problems] == [("a.pdf", "warning")]
