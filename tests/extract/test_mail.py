"""Email messages, pages saved as messages, and documents that need an optional library."""

# ruff: noqa: E501 - sample texts
from email.message import EmailMessage
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from generator.extract import documents
from generator.extract.formats import extract
from generator.extract.mail import extract_mail
from generator.model.documents import Declaration, Draft, Seed

SENTENCE = "The council met on Tuesday and agreed a plan for the harbour, the mayor said to reporters there."
PAGE = (
    f"<html><body><article><h1>Plan</h1>{f'<p>{SENTENCE}</p>' * 5}"
    f'<p>{SENTENCE} <a href="x">Here</a>.</p></article></body></html>'
)
BROKEN = [b"", b"\x00\xff" * 50, b"Content-Type: image/png\n\nx", b"Date: never\n\n<b>", b"From: =?x?\n"]


def read(name: str, data: bytes) -> Draft:
    return extract(Seed(name, data, ""), Declaration())


def mail(**headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in headers.items():
        message[name] = value
    return message


def test_a_newsletter_is_read_from_its_html_and_its_headers_are_claimed() -> None:
    message = mail(
        Subject="Harbour plan agreed",
        Date="Tue, 05 Mar 2019 23:30:00 -0500",
        From="Courier <news@courier.example>",
    )
    message.set_content("In plain text.")
    message.add_alternative(PAGE, subtype="html")
    draft = read("a.eml", message.as_bytes())
    assert draft.body.startswith(SENTENCE)
    stated = {(claim.field, claim.value) for claim in draft.claims if claim.rule.startswith("mail-")}
    assert stated == {("title", "Harbour plan agreed"), ("date", "2019-03-05"), ("source_name", "Courier")}


def test_a_message_without_html_is_read_as_text_in_its_charset() -> None:
    message = mail(Subject="S")
    message.set_content(
        "Mañana habrá reunión en el puerto, dijo el alcalde a los periodistas.\n", charset="iso-8859-1"
    )
    assert "Mañana habrá reunión" in read("a.eml", message.as_bytes()).body


def test_a_message_with_several_articles_is_refused() -> None:
    parts = "\n\n".join(f"{number} of 2 DOCUMENTS\n\n{SENTENCE}\n{SENTENCE}" for number in (1, 2))
    draft = read("a.eml", f"Subject: News\n\n{parts}\n".encode())
    assert draft.paragraphs == ()
    assert [problem.rule for problem in draft.problems] == ["several-articles"]


def test_short_lines_with_addresses_are_no_list_of_links() -> None:
    lines = "\n".join(f"{SENTENCE[:60]}\nhttps://bay.example/{number}" for number in range(4))
    draft = read("a.eml", f"Subject: News\n\n{lines}\n".encode())
    assert draft.problems == ()


def test_a_saved_page_has_its_address_which_resolves_its_links() -> None:
    message = mail(Subject="Plan")
    message.make_related()
    message.add_related(PAGE, subtype="html", headers=["Content-Location: https://courier.example/a/"])
    draft = read("a.mhtml", message.as_bytes())
    assert ("content-location", "https://courier.example/a/") in {
        (claim.rule, claim.value) for claim in draft.claims
    }
    assert "[Here](https://courier.example/a/x)" in draft.paragraphs[-1].markup


@pytest.mark.parametrize(
    "data", [b"", b"\x00\xff" * 50, b"Content-Type: image/png\n\nx", b"Date: never\n\n<b>", b"From: =?x?\n"]
)
def test_a_message_without_an_article_is_a_problem(data: bytes) -> None:
    draft = read("a.eml", data)
    assert draft.paragraphs or [
        problem.path for problem in draft.problems if problem.severity == "error"
    ] == ["a.eml"]


@pytest.mark.parametrize("day", ["never", "Mon, 1 Jan 99999999 00:00:00 +0000", "1 Jan 2020 00:00 +999999"])
def test_a_message_with_an_invalid_date_is_undated(day: str) -> None:
    draft = read("a.eml", f"Subject: Plan\nDate: {day}\nContent-Type: text/html\n\n{PAGE}".encode())
    assert [claim.field for claim in draft.claims if claim.field in ("title", "date")][:1] == ["title"]
    assert (draft.problems, draft.claimed("date")) == ((), ())


# Python takes quadratic time in the length of a header, and stack space for nested parts and comments.
@pytest.mark.parametrize("header", ["Subject", "From", "Date", "Content-Type", "Content-Disposition"])
@pytest.mark.parametrize("piece", ["(", "a, ", "@a,", "=?utf-8?q?a?= ", "; a*1*=x", "<", '"a" ', "a\n ", "é"])
def test_a_header_of_any_length_gives_a_problem_or_a_result(header: str, piece: str) -> None:
    draft = read("a.eml", f"{header}: x{piece * (300_000 // len(piece))}\n\n{SENTENCE}".encode())
    assert draft.paragraphs or [problem.severity for problem in draft.problems] == ["error"]


@pytest.mark.parametrize("kind", ["message/rfc822\n", "multipart/mixed; boundary=b{0}\n\n--b{0}"])
def test_deeply_nested_parts_are_a_problem(kind: str) -> None:
    parts = "".join(f"Content-Type: {kind.format(n)}\n" for n in range(5000))
    draft = read("a.eml", f"{parts}Content-Type: text/plain\n\n{SENTENCE}".encode())
    assert [problem.rule for problem in draft.problems] == ["broken-message"]


@pytest.mark.parametrize(("name", "library"), [("a.docx", "mammoth"), ("a.pdf", "pdfminer.six")])
def test_the_message_for_a_missing_library_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    monkeypatch.setattr(documents, "library_of", lambda _: None)
    problem = read(name, b"x").problems[0]
    assert (problem.path, problem.rule) == (name, "extra")
    assert library in problem.message
    assert "clipfile[documents]" in problem.message


def test_a_document_that_unpacks_beyond_the_limit_is_a_problem() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b" " * 50_000_000)
    assert len(packed.getvalue()) < 100_000
    assert [problem.rule for problem in read("a.docx", packed.getvalue()).problems] == ["too-large"]


def test_a_damaged_document_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise KeyError

    monkeypatch.setattr(documents, "library_of", lambda _: SimpleNamespace(convert_to_html=fail))
    monkeypatch.setattr(documents, "_unpacked", len)
    assert [problem.rule for problem in read("a.docx", b"x").problems] == ["broken-document"]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        (
            "-------- Пересылаемое сообщение --------\n04.03.2019, 08:00, Courier <news@courier.example>:",
            "2019-03-04",
        ),
        (
            (
                "---------- Messaggio inoltrato ---------\nDa: Courier <news@courier.example>\n"
                "Data: lun 4 mar 2019 alle ore 08:00\nOggetto: Piano del porto"
            ),
            "2019-03-04",
        ),
    ],
    ids=["one-line", "italian"],
)
def test_the_head_of_a_forwarded_message_gives_its_day(head: str, day: str) -> None:
    text = (
        "Il consiglio ha deciso martedì di chiudere il porto, ha detto il sindaco della città ai giornalisti."
    )
    message = mail(Subject="Fwd: Piano del porto", From="Private <p@x.example>")
    message.set_content(f"Call 0700\n\n{head}\n\n{text}\n\n{text} Ancora.\n")
    draft = read("a.eml", message.as_bytes())
    assert [claim.value for claim in draft.claimed("date")] == [day]
    assert [claim.value for claim in draft.claimed("source_name")] == ["Courier"]
    assert draft.claimed("title")[0].value == "Piano del porto"
    assert "0700" not in draft.body


def test_a_message_that_was_not_sent_is_not_public() -> None:
    data = b"X-Mozilla-Draft-Info: internal/draft; vcard=0\nSubject: Ferry\n\nThe ferry of Lunmark sails again on Friday, it is said.\n"
    draft = extract_mail(data, Declaration())
    assert draft.declared.values["status"] == "draft"
    assert [problem.rule for problem in draft.problems] == ["not-published"]


def test_a_digest_is_refused_with_the_number_of_its_articles() -> None:
    parts = "".join(
        f"Ferry {n} sails again\n\nThe ferry {n} of Lunmark sails ...\nRead more: https://bay.example/{n}\n\n"
        for n in range(4)
    )
    draft = extract_mail(f"Subject: Today\n\n{parts}".encode(), Declaration())
    assert draft.paragraphs == ()
    assert "4 links" in draft.problems[0].message
    assert extract_mail(f"Subject: Today\n\n{parts}".encode(), Declaration({"whole": True})).paragraphs


def test_attached_files_are_in_the_ledger() -> None:
    data = (
        b"Subject: Ferry\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe ferry sails again on Friday, "
        b"after a long repair.\n--b\nContent-Type: image/png\nContent-Disposition: attachment; filename=logo.png\n\nx\n--b--\n"
    )
    assert ("logo.png", "picture") in [
        (line.text, line.kind) for line in extract_mail(data, Declaration()).removed
    ]


def test_the_day_on_which_a_browser_saved_a_page() -> None:
    data = (
        b"From: <Saved by Blink>\nSnapshot-Content-Location: https://bay.example/ferry\nDate: Fri, 5 Mar 2021 09:11:12 -0000\n"
        b"Content-Type: text/html\n\n<html><body><p>The ferry sails again on Friday, after a long repair.</p></body></html>"
    )
    assert extract_mail(data, Declaration()).claimed("retrieved")[0].value == "2021-03-05"
