"""Files that are no documents: of systems, of saved pages, ignored by a curator, and scans."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from making import folder

from generator.inputs.seeds import SeedFolder, read_folder
from generator.model.errors import ClipfileError

PAGE = "<html><body><p>The ferry company of Lunmark will stop its night crossings.</p></body></html>"


def read(tmp_path: Path, *names: str, **files: str) -> SeedFolder:
    return read_folder(folder(tmp_path, {**dict.fromkeys(names, "x"), **files}).seeds)


@pytest.mark.parametrize(
    "name",
    [
        *("Thumbs.db", "desktop.ini", "~$ferry.docx", "ferry.txt~", ".~lock.ferry.odt#", "ferry.swp"),
        *("README.md", "sub/Readme.txt", "LICENSE", "CONTRIBUTING.md", "CHANGELOG.rst", "Liesmich.txt"),
        *("@eaDir/ferry.txt@SynoEAStream", "__MACOSX/ferry.txt", "Icon\r", "sub/Thumbs.db", "Desktop.ini"),
    ],
)
def test_files_of_systems_are_ignored_quietly(tmp_path: Path, name: str) -> None:
    seeds, problems, left_out = read(tmp_path, "a.txt", name)
    assert [seed.path for seed in seeds] == ["a.txt"]
    assert not problems
    assert not any(left_out.values())


def test_articles_with_names_like_those_of_files_about_a_folder_are_read(tmp_path: Path) -> None:
    names = ["history.txt", "licence.html", "license-fees.md", "readme-first.txt"]
    assert [seed.path for seed in read(tmp_path, *names).seeds] == sorted(names)


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
    seeds, problems, _ = read_folder(folder(tmp_path, {"a.txt": "x", "a.yml": "title: T", scan: "x"}).seeds)
    assert [(seed.path, seed.declared.values) for seed in seeds] == [("a.txt", {"title": "T"})]
    assert not problems
    assert (*seeds[0].scans, *seeds[0].scan_words) == (scan,)


def test_images_with_a_sidecar_alone_are_one_article(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.yml": "title: T", "a.1.jpg": "x", "a.2.jpg": "y"})
    seeds, problems, _ = read_folder(settings.seeds)
    assert [(seed.path, seed.data, seed.declared.values) for seed in seeds] == [
        ("a.1.jpg", b"", {"title": "T"})
    ]
    assert not problems
    assert seeds[0].scans == ("a.1.jpg", "a.2.jpg")


def test_an_image_without_an_article_may_be_a_scan(tmp_path: Path) -> None:
    seeds, problems, _ = read(tmp_path, "a.txt", "pier.JPG", "quay.2.png", "quay.10.png", "quay.1.png")
    assert [(seed.path, seed.scans) for seed in seeds] == [
        ("a.txt", ()),
        ("pier.JPG", ("pier.JPG",)),
        ("quay.1.png", ("quay.1.png", "quay.2.png", "quay.10.png")),
    ]
    assert not problems


def test_a_pdf_next_to_a_text_is_its_scan(tmp_path: Path) -> None:
    seeds, problems, _ = read(tmp_path, "a.txt", "a.pdf")
    assert [(seed.path, seed.scans) for seed in seeds] == [("a.txt", ("a.pdf",))]
    assert not problems


def test_the_words_of_a_pdf_are_no_document(tmp_path: Path) -> None:
    seeds, problems, _ = read(tmp_path, "a.pdf", "a.alto.xml", "b.txt", "b.jpg", "b.ocr.txt")
    assert [(seed.path, seed.scans, seed.scan_words) for seed in seeds] == [
        ("a.pdf", (), ("a.alto.xml",)),
        ("b.txt", ("b.jpg",), ()),
    ]
    assert not problems


PRIVATE = ("private/a.txt", "b.txt")


def ignored_by(tmp_path: Path, patterns: str | bytes, *names: str) -> SeedFolder:
    settings = folder(tmp_path, dict.fromkeys(names or PRIVATE, "x"))
    data = patterns if isinstance(patterns, bytes) else patterns.encode()
    (settings.seeds / ".clipfileignore").write_bytes(data)
    return read_folder(settings.seeds)


def shown(read: SeedFolder) -> list[str]:
    return [seed.path for seed in read.seeds]


@pytest.mark.parametrize(
    "line",
    [
        *("private\\", "private\\a.txt", "./private", "./private/", "seeds/private/", "/seeds/private"),
        *(" private/", "\tprivate/a.txt", "ROOT/private"),
    ],
)
def test_a_line_that_probably_means_something_else_is_read_both_ways(tmp_path: Path, line: str) -> None:
    read = ignored_by(tmp_path, line.replace("ROOT", str(tmp_path / "seeds")))
    assert shown(read) == ["b.txt"]
    assert [(problem.rule, problem.line) for problem in read.problems] == [("ignore-pattern", 1)]


@pytest.mark.parametrize(
    "patterns",
    [
        *("private/", "private/ ", "# x\r\nprivate/\r\n", "# x\rprivate/\r", "private", "priv*te/**"),
        *("private/\n!private/a.txt", "private/*", "*/a.txt", "***/a.txt", "\ufeffprivate/"),
        "private/\n".encode("utf-16"),
    ],
)
def test_patterns_as_programs_write_them_are_understood(tmp_path: Path, patterns: str | bytes) -> None:
    read = ignored_by(tmp_path, patterns)
    assert shown(read) == ["b.txt"]
    assert not read.problems


@pytest.mark.parametrize(
    "patterns",
    [
        *("[[:alpha:]]rivate", "a*a*a*a*a*a*a*a*b", "**/a/**/b/**/c/**/d", b"Entw\xfcrfe/"),
        *("private/".encode("utf-16-le"), b"x\n" * 6_000, b"private-0123456789/\n" * 60_000),
    ],
)
def test_nothing_is_published_while_a_list_cannot_be_understood(
    tmp_path: Path, patterns: str | bytes
) -> None:
    with pytest.raises(ClipfileError, match=r"\.clipfileignore: "):
        ignored_by(tmp_path, patterns)


def test_nothing_is_published_while_a_list_cannot_be_read(tmp_path: Path) -> None:
    seeds = folder(tmp_path, dict.fromkeys(PRIVATE, "x")).seeds
    (tmp_path / "elsewhere").write_text("private/")
    for target in (tmp_path / "elsewhere", tmp_path / "gone", seeds / "private"):
        (seeds / ".clipfileignore").symlink_to(target)
        with pytest.raises(ClipfileError, match="so nothing is published without it"):
            read_folder(seeds)
        (seeds / ".clipfileignore").unlink()
    os.mkfifo(seeds / ".clipfileignore")
    with pytest.raises(ClipfileError, match="is not a regular file"):
        read_folder(seeds)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_are_the_same_in_every_form(tmp_path: Path, form: Literal["NFC", "NFD"]) -> None:
    other: Literal["NFC", "NFD"] = "NFD" if form == "NFC" else "NFC"
    name = unicodedata.normalize(other, "Entwürfe/a.txt")
    assert shown(ignored_by(tmp_path, unicodedata.normalize(form, "Entwürfe/"), name, "b.txt")) == ["b.txt"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Private/", "'private/a.txt' if capitals are not compared"),
        ("/old/private.txt", "matches nothing: correct or remove it"),
        ("../seeds/private", "names a place outside this folder"),
        ("private[", r"is read as 'private\\['"),
        ("[z-a]", r"is read as '\\[z-a]'"),
    ],
)
def test_a_pattern_that_matches_nothing_is_reported_if_it_seems_to_mean_something(
    tmp_path: Path, line: str, words: str
) -> None:
    read = ignored_by(tmp_path, line)
    assert shown(read) == ["b.txt", "private/a.txt"]
    assert words in read.problems[0].message
    assert {(problem.line, problem.severity) for problem in read.problems} == {(1, "warning")}


@pytest.mark.parametrize(
    "lines",
    [
        *("private/*\n!private/a.txt", "c/\nc/d.txt", "!x/y", "/", "*.txt\nb.txt", "c/d.txt\nd.txt\nc/*"),
        # They name what is no clipping in any case.
        *(".DS_Store", "**/.git/", "Thumbs.db", "__MACOSX/", "*~", "authority/", "\xa0", " / "),
        # Readings that match nothing are no news.
        *("[bc].txt", "a.tx[t]", "b.txt "),
    ],
)
def test_other_patterns_need_no_warning(tmp_path: Path, lines: str) -> None:
    read = ignored_by(tmp_path, lines, *PRIVATE, "c/d.txt")
    assert not read.problems


@pytest.mark.parametrize(
    "line",
    [
        *(r"privat\*", r"privat\**", r"privat\?otes.txt", r".\privat\*", r"\privat\*.txt", r"privat\notes.*"),
        *("privat/   # not public yet", "privat/*\t#no", '"privat/notes.txt"', "'privat/'", "„privat“"),
        *("- privat/", "* privat", "• privat/", "- [ ] privat/", '- "privat/",', "privat;", "«privat»"),
        *("privat/,", "`privat`;", "{privat,other}/*", "priv{at,x}/{notes,y}.txt", "privat/notes.txt/"),
        *("privat\u200b", "\u2060privat/", "pri\u00advat", "privat\u200e/*", "\x0bprivat"),
        *("privat\u200b  # not yet", "- privat/*  # the council's", r'"privat\*"', "notes.txt/", "*.txt/"),
    ],
)
def test_a_line_with_an_ordinary_mistake_is_read_as_meant(tmp_path: Path, line: str) -> None:
    read = ignored_by(tmp_path, line, "privat/notes.txt", "b.rtf")
    assert shown(read) == ["b.rtf"]
    (problem,) = read.problems
    assert (problem.line, problem.severity) == (1, "warning")
    assert problem.message.startswith(f"{line!r} is read as ")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        *(("[draft] x.txt", "[draft] x.txt"), ("[draft] *.txt", "[draft] x.txt"), (" #1.txt", "#1.txt")),
        *(("x.txt/", "sub/x.txt"), (r"sub\[x] y.txt", "sub/[x] y.txt")),
    ],
)
def test_a_line_of_a_name_with_signs_hides_it(tmp_path: Path, line: str, name: str) -> None:
    read = ignored_by(tmp_path, line, name, "c.txt")
    assert shown(read) == ["c.txt"]


def test_other_blanks_and_signs_that_choose_a_glyph_are_read_as_plain_ones(tmp_path: Path) -> None:
    read = ignored_by(tmp_path, "my\u00a0notes.txt\u3000\nx.txt\ufe0f", "my notes.txt", "x.txt", "b.txt")
    assert shown(read) == ["b.txt"]
    assert [problem.line for problem in read.problems] == [1, 2]


@pytest.mark.parametrize("line", ["! privat/", "- !privat/", "#privat/", '"!privat/"'])
def test_no_reading_publishes_what_another_line_hides(tmp_path: Path, line: str) -> None:
    read = ignored_by(tmp_path, f"privat/\n{line}", "privat/a.txt", "b.txt")
    assert shown(read) == ["b.txt"]


@pytest.mark.parametrize(
    "line",
    [
        "*.old",
        "drafts/",
        "notes.md",
        "a.txt b.txt",
        "secret",
        "*.t?t # x",
        "/old",
        '"x.txt"',
        "**/z",
        "gone/**",
        '"gone/**"',
        "[x-z]",
    ],
)
def test_every_line_that_matches_no_file_is_reported_as_it_stands(tmp_path: Path, line: str) -> None:
    read = ignored_by(tmp_path, f"# first\n{line}", "a.rtf", "b.rtf")
    (problem,) = read.problems
    assert (problem.line, problem.severity) == (2, "warning")
    assert problem.message.startswith(f"{line!r} matches nothing")


def test_an_ending_alone_is_reported_if_files_have_it(tmp_path: Path) -> None:
    (problem,) = ignored_by(tmp_path, ".rtf", "a.rtf").problems
    assert "write '*.rtf'" in problem.message


def test_both_what_a_line_says_and_what_it_may_mean_is_hidden(tmp_path: Path) -> None:
    read = ignored_by(tmp_path, "Issue #4.txt", "Issue #4.txt", "b.txt")
    assert (shown(read), list(read.problems)) == (["b.txt"], [])
    read = ignored_by(tmp_path, "Issue #4.txt", "Issue #4.txt", "Issue/c.txt", "b.txt")
    assert shown(read) == ["b.txt"]
    assert [problem.line for problem in read.problems] == [1]


def test_a_document_is_not_published_without_its_ignored_sidecar(tmp_path: Path) -> None:
    read = ignored_by(tmp_path, "*.yml", "a.txt", "a.yml", "b.txt")
    assert shown(read) == ["b.txt"]
    assert [(problem.path, problem.rule, problem.severity) for problem in read.problems] == [
        ("a.yml", "ignored-sidecar", "error")
    ]


def test_what_is_declared_of_an_ignored_document_is_ignored_too(tmp_path: Path) -> None:
    read = ignored_by(
        tmp_path, "a.txt\n/c.html", "a.txt", "a.yml", "a.jpg", "b.txt", "c.html", "c.txt", "c.yml"
    )
    assert [(seed.path, seed.sidecar is not None) for seed in read.seeds] == [
        ("b.txt", False),
        ("c.txt", True),
    ]
    assert [(problem.path, problem.rule) for problem in read.problems] == [("a.jpg", "image")]
    assert read.left_out["files ignored"] == 3


def test_a_list_at_another_place_is_reported(tmp_path: Path) -> None:
    settings = folder(tmp_path, {"a.txt": "x", "sub/.clipfileignore": "*", "sub/b.txt": "x"})
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / ".clipfileignore").write_text("*")
    read = read_folder(settings.seeds)
    assert shown(read) == ["a.txt", "sub/b.txt"]
    assert [problem.path for problem in read.problems] == ["../.clipfileignore", "sub/.clipfileignore"]
