"""``clipfile new`` asks at a terminal for missing details, and asks again after an invalid answer."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time
from pathlib import Path

import pytest
import yaml
from making import folder
from PIL import Image
from typer.testing import CliRunner

from generator.commands.cli import app
from generator.convert.convert import convert
from generator.model.errors import ClipfileError

TEXT = [
    "Council votes for the new bridge",
    "",
    "The council voted for a bridge over the river. It will be built of wood.",
]
# As an old text editor saves it.
OLD = (
    "Brücke gesperrt bis Mai\r\n\r\nDie alte Brücke über den Fluss bleibt bis Mai gesperrt, sagte der Rat am "
    "Freitag nach der Sitzung im Rathaus der Stadt.\r\n"
).encode("latin-1")
# What appears on the terminal, and what a person then types.
TALK = [
    ("[y/N]", ["n"]),
    ("contains only", [*TEXT, "."]),
    ("Address of the article", ["www.example.org/bridge"]),
    ("must be an address", ["https://example.org/bridge"]),
    ("date (", ["soon"]),
    ("must be YYYY-MM-DD", ["2020-01-02"]),
    ("authors (", ["Ana Example, B Example"]),
    ("source.name (", [""]),
    ("run: clipfile check", []),
]
PATIENCE = 60.0


def until(terminal: int, wanted: str) -> str:
    """What the terminal shows, up to the expected words."""
    shown, end = "", time.monotonic() + PATIENCE
    while wanted not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 0.2)[0]:
            shown += os.read(terminal, 65536).decode(errors="replace")
    assert wanted in shown, shown
    return shown


def started(folder: Path, **environment: str) -> tuple[int, int]:
    """Start ``clipfile new`` in a folder; returns its process and terminal."""
    (folder / "seeds").mkdir()
    child, terminal = pty.fork()
    if not child:
        # A shell that runs tests in the background makes them ignore interrupts.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.chdir(folder)
        os.environ |= {"COLUMNS": "200", "NO_COLOR": "1", "TERM": "dumb", **environment}
        os.execv(sys.executable, [sys.executable, "-m", "generator", "new"])  # noqa: S606 - our own program
    return child, terminal


def converse(terminal: int, talk: list[tuple[str, list[str]]]) -> str:
    shown = ""
    for wanted, typed in talk:
        shown += until(terminal, wanted)
        for line in typed:
            os.write(terminal, f"{line}\n".encode())
    return shown


def exit_code(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_pasted_text_is_shown_and_completed_by_answers(tmp_path: Path) -> None:
    child, terminal = started(tmp_path)
    shown = converse(terminal, TALK)
    assert exit_code(child) == 0
    assert "extracted, headline" in shown
    seed = tmp_path / "seeds" / "council-votes-for-the-new-bridge.txt"
    assert seed.read_text().split() == " ".join(TEXT).split()
    sidecar = seed.with_suffix(".yml").read_text()
    assert "  name:  # TODO the outlet" in sidecar
    declared = yaml.safe_load(sidecar)
    assert declared.pop("source")["url"] == "https://example.org/bridge"
    assert {key: str(value) for key, value in declared.items()} == {
        "date": "2020-01-02",
        "authors": "['Ana Example', 'B Example']",
    }


def test_long_lines_are_complete_and_a_full_stop_within_a_paste_does_not_end_it(tmp_path: Path) -> None:
    long = "The council spoke about the bridge. " * 300
    child, terminal = started(tmp_path)
    converse(terminal, [("[y/N]", ["n"]), ("contains only", [])])
    paste = f"{TEXT[0]}\n\n.\n{long}\nNo brudg\x7f\x7f\x7fidge.\n.\n".encode()
    while paste:
        paste = paste[os.write(terminal, paste[:1000]) :]
    skipped = [("Address", [""]), ("date (", [""]), ("authors (", [""]), ("source.name (", [""])]
    shown = converse(terminal, [*skipped, ("run: clipfile check", [])])
    assert exit_code(child) == 0
    assert "Still unknown: date, authors, source.name, source.url, source.retrieved." in shown
    seed = tmp_path / "seeds" / "council-votes-for-the-new-bridge.txt"
    assert seed.read_text() == f"{TEXT[0]}\n\n.\n{long}\nNo bridge.\n"


def test_a_text_from_an_editor_is_saved_unchanged(tmp_path: Path) -> None:
    written = tmp_path / "written.txt"
    written.write_bytes(OLD)
    child, terminal = started(tmp_path, VISUAL=f"cp {written}", EDITOR=f"cp {written}")
    converse(terminal, [("[y/N]", ["y"]), ("Address", [])])
    # The line end wakes a prompt that started to read just after the interrupt came.
    os.write(terminal, b"\x03")
    os.write(terminal, b"\n")
    until(terminal, "Nothing was saved")
    assert exit_code(child) == 2
    assert list((tmp_path / "seeds").iterdir()) == []
    assert run("new", written, "--seeds", tmp_path / "seeds")[0] == 0
    assert (tmp_path / "seeds" / "brucke-gesperrt-bis-mai.txt").read_bytes() == written.read_bytes()


def run(*arguments: str | Path, text: bytes | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(app, list(map(str, arguments)), input=text)
    if isinstance(done.exception, ClipfileError):
        return 2, str(done.exception)
    return done.exit_code, done.output


def test_a_piped_text_is_saved_unchanged(tmp_path: Path) -> None:
    settings = folder(tmp_path, {})
    settings.seeds.mkdir()
    assert run("new", "--seeds", settings.seeds, text=OLD)[0] == 0
    assert (settings.seeds / "brucke-gesperrt-bis-mai.txt").read_bytes() == OLD


@pytest.mark.parametrize(
    ("arguments", "text", "message"),
    [
        ([], b" \n\n", "There is no text. Run the command again"),
        ([".."], None, "this is a folder. To import its files, run: clipfile import"),
        (["missing.txt"], None, "cannot be read"),
        (["--url", "example.org/x"], b"never read", "must be an address that starts with"),
        (
            [],
            b"Ferry goes on\n\nUntil winter.\n",
            "This text is already in the archive: a.txt. To add details",
        ),
        (["--url", "https://example.org/b"], b"B\n\nC.\n", "An article from this address is already"),
    ],
)
def test_a_text_that_cannot_be_added_is_refused_with_a_remedy(
    tmp_path: Path, arguments: list[str], text: bytes | None, message: str
) -> None:
    files: dict[str, str | bytes] = {
        "a.txt": "Ferry goes on\n\nUntil winter.\n",
        "b.txt": "Another ferry\n\nGoes on, too.\n",
        "b.yml": "source: {url: https://example.org/b}\n",
    }
    settings = folder(tmp_path, files)
    code, output = run("new", "--seeds", settings.seeds, *arguments, text=text)
    assert (code, message in output) == (2, True), output
    assert sorted(path.name for path in settings.seeds.iterdir()) == sorted(files)


def test_a_missing_folder_is_reported_before_a_text_is_read(tmp_path: Path) -> None:
    assert run("new", "--seeds", tmp_path / "none", text=b"")[1].endswith("or name another.")


def test_a_page_brings_the_pictures_that_a_browser_saved_with_it(tmp_path: Path) -> None:
    page = tmp_path / "Downloads" / "page.html"
    (page.parent / "page_files").mkdir(parents=True)
    Image.new("RGB", (300, 200), "teal").save(page.parent / "page_files" / "quay.jpg")
    picture = '<figure><img src="page_files/quay.jpg" alt="The quay"></figure>'
    body = f"<h1>Quay opens</h1><p>{TEXT[0]}</p>{picture}<p>{TEXT[-1]}</p>"
    page.write_text(f"<html><body><article>{body}</article></body></html>")
    settings = folder(tmp_path / "archive", {"a.txt": "\n\n".join(TEXT)})
    arguments = ["new", str(page), "--seeds", str(settings.seeds)]
    done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert "Copied pictures: 1" in done.output
    shown = [picture.alt for article in convert(settings).archive.articles for picture in article.pictures]
    assert shown == ["The quay"]
