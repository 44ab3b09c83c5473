"""Bytes to text: each way an encoding is settled, and each way a file is refused."""

import pytest

from generator.extract.decode import LIMIT, decode

RUSSIAN = "Совет собрался во вторник и согласовал план, сказал мэр журналистам в долгом заявлении. "
PAGE = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_warning(encoding: str) -> None:
    text = "Año nuevo, mañana será otro día. " * 3
    found = decode("a.txt", text.encode(encoding))
    assert found.text == text
    assert found.problems == ()


def test_line_ends_become_line_feeds() -> None:
    assert decode("a.txt", b"one\r\ntwo\rthree").text == "one\ntwo\nthree"


def test_legacy_encoding_is_detected_and_named() -> None:
    found = decode("a.txt", (RUSSIAN * 4).encode("cp1251"))
    assert found.text == RUSSIAN * 4
    assert [(problem.rule, problem.severity) for problem in found.problems] == [("encoding", "warning")]
    assert "cp1251" in found.problems[0].message
    assert "UTF-8" in found.problems[0].message


def test_stated_charset_is_believed_when_the_bytes_bear_it_out() -> None:
    found = decode("a.html", PAGE.format("windows-1251", RUSSIAN * 3).encode("cp1251"), html=True)
    assert RUSSIAN in (found.text or "")
    assert found.problems == ()


@pytest.mark.parametrize("lie", ["windows-1252", "utf-8", "no-such-charset"])
def test_charset_that_lies_is_found_out(lie: str) -> None:
    found = decode("a.html", PAGE.format(lie, RUSSIAN * 3).encode("cp1251"), html=True)
    assert RUSSIAN in (found.text or "")
    assert [problem.rule for problem in found.problems] == ["encoding"]


def test_utf8_wins_over_a_stated_legacy_charset() -> None:
    found = decode("a.html", PAGE.format("windows-1251", "mañana").encode(), html=True)
    assert "mañana" in (found.text or "")
    assert found.problems == ()


def test_few_damaged_bytes_are_replaced_and_reported() -> None:
    found = decode("a.txt", "Привет всем. ".encode() * 50 + b"\xd0")
    assert (found.text or "").startswith("Привет")
    assert found.problems[0].rule == "encoding"
    assert found.problems[0].severity == "warning"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 ...", "binary"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (bytes(range(256)) * 10, "binary"),
        (b"a" * (LIMIT + 1), "too-large"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, rule: str) -> None:
    found = decode("a.txt", data)
    assert found.text is None
    assert [(problem.path, problem.rule, problem.severity) for problem in found.problems] == [
        ("a.txt", rule, "error")
    ]
