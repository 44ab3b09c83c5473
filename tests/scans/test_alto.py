"""Words of scans are written as ALTO and read again; hostile files cost an error, not the process."""

from __future__ import annotations

import pytest

from generator.scans.alto import AltoError, Block, Line, ScanPage, Word, read_alto, text_digest, write_alto

DIGEST = "5e" * 32
MILLIMETRES = b"""<alto><Description><MeasurementUnit>mm10</MeasurementUnit></Description><Layout><Page>
<TextBlock><TextLine><String CONTENT="ice"/></TextLine></TextBlock></Page></Layout></alto>"""
PAGE = ScanPage(
    600,
    900,
    (
        Block(
            "headline", (Line((Word("Ferry", 20, 30, 90, 25, 0.97), Word("Returns", 120, 30, 110, 25, 0.9))),)
        ),
        Block(
            "text", (Line((Word("The", 20, 80, 30, 12), Word("har", 55, 80, 30, 12, 0.4)), hyphenated=True),)
        ),
        Block("text", (Line((Word("bour", 20, 95, 40, 12, 0.88),)),)),
    ),
)


def test_what_was_written_is_read() -> None:
    assert read_alto(write_alto((PAGE, ScanPage(10, 20)), language="en", digest=DIGEST)) == (
        PAGE,
        ScanPage(10, 20),
    )


def test_the_digest_of_the_text_is_noted() -> None:
    assert text_digest(write_alto((PAGE,), digest=DIGEST)) == DIGEST
    assert text_digest(write_alto((PAGE,))) == ""


def test_the_same_pages_give_the_same_bytes() -> None:
    assert write_alto((PAGE,)) == write_alto((PAGE,))


def test_control_characters_do_not_reach_the_file() -> None:
    page = ScanPage(9, 9, (Block("text", (Line((Word("a\x00b\ufffe", 1, 1, 1, 1),)),)),))
    assert [line.text for line in read_alto(write_alto((page,)))[0].lines] == ["ab"]


@pytest.mark.parametrize("namespace", ["", "http://www.loc.gov/standards/alto/ns-v2#"])
def test_files_of_other_programs_are_read(namespace: str) -> None:
    data = f"""<alto xmlns="{namespace}"><Layout><Page><PrintSpace WIDTH="50" HEIGHT="70"><ComposedBlock>
    <TextBlock><TextLine><String CONTENT="mar-" HPOS="1.5" VPOS="x" WIDTH="9" HEIGHT="4" WC="2"/>
    <HYP/></TextLine><TextLine><String CONTENT=" "/></TextLine></TextBlock></ComposedBlock></PrintSpace>
    </Page></Layout></alto>"""
    (page,) = read_alto(data.encode())
    assert (page.width, page.height) == (50, 70)
    assert list(page.lines) == [Line((Word("mar", 1.5, 0, 9, 4, 1.0),), hyphenated=True)]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not XML"),
        (b"<alto><Page>", "not XML"),
        (b"<html/>", "not ALTO"),
        (b'<!DOCTYPE alto [<!ENTITY a "b">]><alto/>', "document type"),
        (MILLIMETRES, "tenths of a millimetre"),
        (b"<alto><Layout>" + b"<Page/>" * 2001 + b"</Layout></alto>", "2,000 pages"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(data: bytes, why: str) -> None:
    with pytest.raises(AltoError, match=why):
        read_alto(data)
