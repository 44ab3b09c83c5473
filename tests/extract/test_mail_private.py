"""What is private in a message leaves it: notes of forwarders, signatures, data of subscribers."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from generator.extract.formats import extract
from generator.extract.mail_private import without_prefixes
from generator.model.documents import Declaration, Draft, Seed

FIRST = "The council of Brackwater met on Tuesday and agreed a plan for the harbour wall, the mayor said."
SECOND = (
    "Work on the wall begins in the autumn and will take two years, according to the engineers of the port."
)
ARTICLE = f"{FIRST}\n\n{SECOND}\n"
HEAD = (
    "From: Brackwater Post <news@post.example>\nDate: Tue, 5 Mar 2024 at 08:00\n"
    "Subject: Wall agreed\nTo: <reader@x.example>\n"
)
PRIVATE = ("reader@x.example", "reader%40x.example", "0171", "token=abc")


def message(text: str = "", html: str = "", **headers: str) -> EmailMessage:
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    if text:
        mail.set_content(text)
    if html:
        mail.set_content(html, subtype="html")
    return mail


def read(mail: EmailMessage) -> Draft:
    draft = extract(Seed("a.eml", mail.as_bytes(), ""), Declaration())
    shown = repr((draft.paragraphs, draft.removed, draft.claims, draft.media, draft.embeds))
    assert [private for private in PRIVATE if private in shown] == []
    return draft


def stated(draft: Draft) -> dict[str, str]:
    return {claim.field: claim.value for claim in draft.claims if claim.rule.startswith("mail-")}


EXPECTED = {"title": "Wall agreed", "date": "2024-03-05", "source_name": "Brackwater Post"}
OUTER = {"Subject": "Fwd: Wall agreed", "From": "R. Eader <reader@x.example>", "To": "archive@y.example"}
QUOTED = "\n".join(f"> {line}" for line in f"{HEAD}\n{ARTICLE}".split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        f"Call me on 0171 555.\n\n---------- Forwarded message ---------\n{HEAD}\n{ARTICLE}",
        f"Look!\n0171 555\n\nBegin forwarded message:\n\n{QUOTED}",
        f"0171 555\n\n-----Original Message-----\n{HEAD}\n{ARTICLE}",
        (
            f"0171 555\n\n---------- Forwarded message ---------\nFrom: R. Eader <reader@x.example>\n"
            f"Date: Wed, 6 Mar 2024 at 08:00\nSubject: Fwd: Wall agreed\nTo: reader@x.example\n\n0171\n\n"
            f"---------- Forwarded message ---------\n{HEAD}\n{ARTICLE}"
        ),
    ],
)
def test_the_forwarded_message_is_the_article(text: str) -> None:
    draft = read(message(text, Date="Wed, 06 Mar 2024 10:00:00 +0100", **OUTER))
    assert draft.body == ARTICLE.strip()
    assert stated(draft) == EXPECTED
    assert draft.removed[0].rule == "mail-forwarding"


def test_an_attached_message_is_the_article() -> None:
    outer = message("see below, 0171 555", **OUTER)
    outer.add_attachment(
        message(
            ARTICLE,
            Subject="Wall agreed",
            From="Brackwater Post <news@post.example>",
            To="reader@x.example",
            Date="Tue, 05 Mar 2024 08:00:00 +0100",
        )
    )
    draft = read(outer)
    assert (draft.body, stated(draft)) == (ARTICLE.strip(), EXPECTED)


@pytest.mark.parametrize(
    "head",
    [
        (
            "<div><b>Von:</b> Brackwater Post &lt;news@post.example&gt;<br>"
            "<b>Gesendet:</b> Dienstag, 5. März 2024 08:00<br>"
            "<b>An:</b> reader@x.example<br><b>Betreff:</b> Wall agreed</div>"
        ),
        (
            "<div>-------- Forwarded Message --------<table><tr><th>Subject: </th><td>Wall agreed</td></tr>"
            "<tr><th>Date: </th><td>Tue, 5 Mar 2024 08:00:00 +0100</td></tr>"
            "<tr><th>From: </th><td>Brackwater Post &lt;news@post.example&gt;</td></tr></table></div>"
        ),
        (
            "<div>De : Brackwater Post &lt;news@post.example&gt;<br>Envoyé : mardi 5 mars 2024 08:00<br>"
            "À : reader@x.example<br>Objet : Wall agreed</div>"
        ),
    ],
)
def test_heads_of_forwarded_html_are_read(head: str) -> None:
    page = f"<html><body><p>Hello, 0171 555</p>{head}<p>{FIRST}</p><p>{SECOND}</p></body></html>"
    draft = read(message(html=page, **{**OUTER, "Subject": "WG: Wall agreed"}))
    assert (draft.body, stated(draft)) == (ARTICLE.strip(), EXPECTED)


def test_what_concerns_the_subscriber_leaves_a_newsletter() -> None:
    page = (
        '<p><a href="https://n.example/v?token=abc">View this email in your browser</a></p>'
        "<p>Dear Kim Test,</p>"
        f'<p>{FIRST} <a href="https://post.list-manage.com/track/click?token=abc">Read</a></p>'
        f'<p>{SECOND} <a href="https://post.example/a?e=reader%40x.example">More</a></p>'
        '<p>This email was sent to reader@x.example</p><p><a href="https://n.example/u?token=abc">Unsubscribe</a></p>'
    )
    draft = read(
        message(
            html=page, Subject="Wall agreed", From="Post <n@post.example>", To="Kim Test <reader@x.example>"
        )
    )
    assert draft.body == f"{FIRST} Read\n\n{SECOND} More"
    assert {"mail-subscription", "mail-subscriber", "mail-link"} <= {line.rule for line in draft.removed}


def test_a_frame_that_names_the_receiver_is_no_link() -> None:
    frame = '<iframe src="https://play.example/v?for=reader@x.example" title="The wall"></iframe>'
    html = f"<html><body><article><p>{FIRST}</p>{frame}<p>{SECOND}</p></article></body></html>"
    draft = read(message(html=html, Subject="Wall agreed", To="reader@x.example"))
    assert "play.example: The wall – …" in [paragraph.markup for paragraph in draft.paragraphs]
    assert draft.embeds == ()


@pytest.mark.parametrize(
    "footer",
    [
        "-- \nR. Eader\n0171 555",
        "Unsubscribe: https://n.example/u?token=abc",
        "View in browser:\nhttps://n.example/u?token=abc",
        "Newsletter abbestellen: https://n.example/u?token=abc",
        "Se désinscrire : https://n.example/u?token=abc",
        "Darse de baja https://n.example/u?token=abc",
        "配信停止 https://n.example/u?token=abc",
        "You receive this because you are\nsubscribed as reader@x.example.",
        "_______________\nwall-news mailing list\nTo unsubscribe, write to leave@n.example\n3 Quay Street",
    ],
)
def test_footers_leave_plain_text(footer: str) -> None:
    draft = read(
        message(f"{ARTICLE}\n{footer}\n", Subject="Wall", From="n@post.example", To="reader@x.example")
    )
    assert draft.body == ARTICLE.strip()
    assert draft.removed


def test_the_receiver_is_known_from_the_envelope() -> None:
    mail = message(
        ARTICLE + "\nSent for reader@x.example only.\n", Subject="Wall", Delivered_To="reader@x.example"
    )
    assert read(mail).body == ARTICLE.strip()


def test_news_about_subscriptions_stay() -> None:
    news = (
        "Customers can unsubscribe from the service at any time, the regulator of Brackwater ruled, and "
        "companies have to answer within ten days of any such request, or pay a fine."
    )
    assert news in read(message(f"{FIRST}\n\n{news}\n\n{SECOND}\n", Subject="Wall")).body


def test_news_below_a_rule_stay_above_a_footer() -> None:
    draft = read(
        message(
            f"{FIRST}\n\n{SECOND}\n\n-----\n\n{'The wall is old. ' * 20}\n\nUnsubscribe\n", Subject="Wall"
        )
    )
    assert "The wall is old." in draft.body


def test_an_invisible_picture_has_no_name_in_the_ledger() -> None:
    page = f'<p>{FIRST}</p><p>{SECOND}</p><img src="https://n.example/abc123.gif" width="1" height="1">'
    draft = read(message(html=page, Subject="Wall agreed"))
    assert "abc123" not in repr(draft.removed)
    assert "picture-pixel" in {line.rule for line in draft.removed}


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Fwd: Wall agreed", "Wall agreed"),
        ("FW: WG: Wall agreed", "Wall agreed"),
        ("TR : Wall agreed", "Wall agreed"),
        ("[EXTERNAL] Fwd: Wall agreed", "Wall agreed"),
        ("转发：Wall agreed", "Wall agreed"),
    ],
)
def test_prefixes_leave_the_subject(subject: str, bare: str) -> None:
    assert without_prefixes(subject) == (bare, True)


@pytest.mark.parametrize("subject", ["Wall agreed", "Trains: a plan", "Vs: is no prefix here"[4:], "Fwd"])
def test_other_subjects_stay(subject: str) -> None:
    assert without_prefixes(subject) == (subject, False)


@pytest.mark.parametrize(
    "piece", ["From: a\n", "From: a\nTo: b\n\n", "> ", "-- \n", "@", "a@", "unsubscribe ", "https://a@"]
)
def test_time_grows_with_the_length_of_the_message(piece: str) -> None:
    draft = extract(
        Seed("a.eml", f"Subject: Fwd: x\nTo: a@b.example\n\n{piece * (100_000 // len(piece))}".encode(), ""),
        Declaration(),
    )
    assert draft is not None
