"""Decoding: each way to determine an encoding, and each reason to refuse a file."""

import pytest

from generator.extract.decode import LIMIT, decode

RUSSIAN = "Совет собрался во вторник и согласовал план, сказал мэр журналистам в долгом заявлении. "
PAGE = '<html><head><meta charset="{}"></head><body><p>{}</p></body></html>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_warning(encoding: str) -> None:
    text = "Año nuevo, mañana será otro día. " * 3
    decoded = decode("a.txt", text.encode(encoding))
    assert decoded.text == text
    assert decoded.problems == ()


def test_line_ends_become_line_feeds() -> None:
    assert decode("a.txt", b"one\r\ntwo\rthree").text == "one\ntwo\nthree"


def test_a_legacy_encoding_is_detected_and_named() -> None:
    decoded = decode("a.txt", (RUSSIAN * 4).encode("cp1251"))
    assert decoded.text == RUSSIAN * 4
    assert [(problem.rule, problem.severity) for problem in decoded.problems] == [("encoding", "warning")]
    assert "cp1251" in decoded.problems[0].message
    assert "UTF-8" in decoded.problems[0].message


def test_a_typographic_apostrophe_does_not_change_the_encoding() -> None:
    text = (
        "Titre;Journal\nLa fête;Le Courrier d’Aval\n"
        "La rivière;La mairie répare l’arche à côté de l’école, près de l’étang, où l’eau monte\n"
    )
    assert decode("a.csv", text.encode("cp1252")).text == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        (
            "cp1250",
            "Název\nPřívoz u Zelené Lhoty stojí, protože převozník čeká na vyšší hladinu řeky.\n",
        ),
        ("cp1250", "A komp áll, mert a révész a magasabb vízállásra vár. Őszig űr marad a menetrendben.\n"),
        (
            "cp1252",
            "Il traghetto è fermo perché l'acqua è più bassa: così andrà fino a lunedì, dice la città.\n",
        ),
    ],
)
def test_letters_decide_between_encodings_that_look_alike(encoding: str, text: str) -> None:
    decoded = decode("a.csv", text.encode(encoding))
    assert decoded.text == text
    assert encoding in decoded.problems[0].message


def test_a_plausible_stated_charset_is_used() -> None:
    decoded = decode("a.html", PAGE.format("windows-1251", RUSSIAN * 3).encode("cp1251"), html=True)
    assert RUSSIAN in (decoded.text or "")
    assert decoded.problems == ()


@pytest.mark.parametrize("charset", ["windows-1252", "utf-8", "no-such-charset"])
def test_a_wrong_stated_charset_is_detected(charset: str) -> None:
    decoded = decode("a.html", PAGE.format(charset, RUSSIAN * 3).encode("cp1251"), html=True)
    assert RUSSIAN in (decoded.text or "")
    assert [problem.rule for problem in decoded.problems] == ["encoding"]


def test_utf8_wins_over_a_stated_legacy_charset() -> None:
    decoded = decode("a.html", PAGE.format("windows-1251", "mañana").encode(), html=True)
    assert "mañana" in (decoded.text or "")
    assert decoded.problems == ()


def test_a_few_damaged_bytes_are_replaced_and_reported() -> None:
    decoded = decode("a.txt", "Привет всем. ".encode() * 50 + b"\xd0")
    assert (decoded.text or "").startswith("Привет")
    assert decoded.problems[0].rule == "encoding"
    assert decoded.problems[0].severity == "warning"


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
def test_files_that_are_not_text_are_refused(data: bytes, rule: str) -> None:
    decoded = decode("a.txt", data)
    assert decoded.text is None
    assert [(problem.path, problem.rule, problem.severity) for problem in decoded.problems] == [
        ("a.txt", rule, "error")
    ]


def test_a_few_zero_bytes_do_not_make_a_page_binary() -> None:
    decoded = decode("a.html", b"<p>The ferry\0 runs again.</p>" + b"x" * 400, html=True)
    assert decoded.text is not None
    assert "The ferry runs" in decoded.text
    assert [(problem.rule, problem.severity) for problem in decoded.problems] == [("encoding", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafen schließt für Größeres.",
        "“So it was,” he said – twice.",
        "Порт закрыт до мая.",
        "港は閉まる。",
    ],
)
@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_utf_8_that_was_misread_is_repaired_with_a_warning(text: str, encoding: str) -> None:
    misread = text.encode().decode(encoding, "ignore" if encoding == "cp1252" else "strict")
    if misread.encode(encoding) != text.encode():
        pytest.skip("the encoding lacks a byte of this text")
    found = decode("a.txt", f"A line.\n{misread}\nNaïve café, NÃO, « été ».\n".encode())
    assert found.text == f"A line.\n{text}\nNaïve café, NÃO, « été ».\n"
    (problem,) = found.problems
    assert (problem.rule, problem.line, problem.severity) == ("encoding", 2, "warning")


def test_japanese_that_switches_encodings_is_decoded() -> None:
    text = "港の橋は月曜日から通行止めになる。\n"
    decoded = decode("a.txt", text.encode("iso2022_jp"))
    assert decoded.text == text
    assert "iso2022_jp" in decoded.problems[0].message


def test_characters_that_were_lost_before_are_reported() -> None:
    decoded = decode("a.txt", "The caf\ufffd on the pier.".encode())
    assert decoded.text == "The caf\ufffd on the pier."
    assert "1 characters were lost" in decoded.problems[0].message
