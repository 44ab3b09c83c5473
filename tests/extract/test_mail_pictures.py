"""Pictures that are attached to a message without a place in its text."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any

import pytest
from picturing import image, picture_bytes

from generator.extract.formats import extract
from generator.model.documents import Declaration, Draft, Seed
from generator.pictures.declared import with_declared
from generator.pictures.reading import read_pictures

PHOTO = picture_bytes(image(640, 420))
PARAGRAPH = (
    "The harbour of the small town opens again on Monday, its office said in a message to the newspapers, "
    "after two years of work on the quay and the lighthouse."
)


def message(html: str = "") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"] = "Harbour Office <office@harbour.example>", "Harbour opens"
    made["Date"] = "Mon, 03 Jun 2024 09:00:00 +0000"
    made.set_content(f"{PARAGRAPH}\n\n{PARAGRAPH.replace('harbour', 'market')}\n")
    if html:
        made.add_alternative(f"<p>{PARAGRAPH}</p>{html}<p>{PARAGRAPH.replace('harbour', 'm')}</p>", "html")
    return made


def attach(made: EmailMessage, name: str, data: bytes = PHOTO, **options: Any) -> EmailMessage:
    made.add_attachment(data, maintype="image", subtype="jpeg", filename=name, **options)
    return made


def read(made: EmailMessage) -> Draft:
    return extract(Seed("a.eml", made.as_bytes(), ""), Declaration())


@pytest.mark.parametrize(
    "options", [{}, {"disposition": "inline"}, {"disposition": "inline", "cid": "<a@b>"}]
)
def test_an_attached_photograph_belongs_to_the_message(options: dict[str, Any]) -> None:
    draft = read(attach(message(), "quay.jpg", **options))
    assert [(picture.address, picture.data, picture.after) for picture in draft.pictures] == [
        ("quay.jpg", PHOTO, 2)
    ]
    assert not [line for line in draft.removed if line.kind == "picture"]


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("logo-harbour.jpg", (640, 420)),
        ("Signature.jpg", (640, 420)),
        ("facebook.jpg", (640, 420)),
        ("image001.jpg", (300, 220)),
        ("bar.jpg", (900, 210)),
        ("dot.jpg", (90, 90)),
    ],
)
def test_logos_and_signatures_are_in_the_ledger(name: str, size: tuple[int, int]) -> None:
    draft = read(attach(message(), name, picture_bytes(image(*size))))
    assert not draft.pictures
    assert [(line.text, line.rule) for line in draft.removed if line.kind == "picture"] == [
        (name, "attachment")
    ]


def test_a_picture_that_the_text_shows_is_there_once() -> None:
    made = message("<p><img src='cid:quay@harbour' alt='The quay'></p>")
    attach(made, "quay.jpg", cid="<quay@harbour>", disposition="inline")
    attach(made, "boat.jpg", picture_bytes(image(600, 400, "blue")))
    draft = read(made)
    assert [(picture.alt, picture.after) for picture in draft.pictures] == [("The quay", 1), ("", 2)]


def test_what_is_attached_and_cannot_be_read_is_reported() -> None:
    made = attach(message(), "quay.jpg", PHOTO[:900])
    found = read_pictures(Seed("a.eml", b"", ""), read(made))
    assert "the picture 'quay.jpg' is damaged" in found.problems[0].message


def test_a_sidecar_names_an_attached_picture_by_its_file() -> None:
    draft = read(attach(message(), "quay.jpg"))
    declared = Declaration({"pictures": [{"file": "quay.jpg", "alt": "The quay"}]})
    assert [(picture.alt, picture.data) for picture in with_declared(draft.pictures, declared)] == [
        ("The quay", PHOTO)
    ]
