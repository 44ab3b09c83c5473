"""Downloads from news databases in their real shapes, with articles of invented newspapers."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import io
import zipfile

TEXTS = (
    """The ferry company of Lunmark will stop its night crossings in June, its director told the island council on Monday.

Islanders who work in the harbour said that they would have no way home after ten. “We were asked nothing,” said the chairwoman of the union.""",
    """The council of Tarnholm has voted to sell the old waterworks on the hill to a company that wants to brew beer there.

The building has stood empty since the new pipes were laid eleven years ago, and its roof lets in the rain.""",
    """Snow closed the pass between Lunmark and Vesselby for the third time this winter, and the post came by boat.

The road office expects the way to be free by Friday, provided that the wind drops and the plough is repaired.""",
)
TITLES = ("Night ferries stop in June", "Waterworks to become a brewery", "Pass closed for the third time")
AUTHORS = ("Edda Karlow", "Tom Aldwin", "Nils Perrin")
PAPERS = ("Lunmark Courier", "Tarnholm Bote", "Vesselby Post")
DAYS = ("March 11, 2024 Monday", "March 12, 2024 Tuesday", "March 14, 2024 Thursday")
ISO = ("2024-03-11", "2024-03-12", "2024-03-14")


def nexis_uni() -> str:
    """Nexis Uni, with its cover page."""
    cover = (
        "User Name: = Jo Private\nDate and Time: = Friday, March 15, 2024 10:12:00 AM EDT\nJob Number: = 218937465\n\nDocuments (3)\n\n"
        + "".join(
            f"{n}. {title}\n\nClient/Matter: -None-\n\nSearch Terms: ferry or brewery\n\nSearch Type: Terms and Connectors\n\n"
            "Narrowed by:\n\nContent Type      Narrowed by\n\nNews      Sources: Lunmark Courier\n\n"
            for n, title in enumerate(TITLES, 1)
        )
        + "About LexisNexis | Privacy Policy | Terms & Conditions | Copyright © 2024 LexisNexis\n\nJo Private\n\n"
    )
    articles = (
        f"{title}\n\n{paper}\n\n{day}\n\nCopyright 2024 {paper} Ltd. All Rights Reserved\n\nSection: NEWS; Pg. {n}\n\n"
        f"Length: {n}12 words\n\nByline: {author.upper()}, Staff writer\n\nDateline: LUNMARK\n\nBody\n\n{text}\n\n"
        f"Classification\n\nLanguage: ENGLISH\n\nPublication-Type: Newspaper\n\nSubject: FERRIES (90%); PORTS (78%)\n\nLoad-Date: March 20, 2024\n\nEnd of Document\n\n"
        for n, (title, paper, day, author, text) in enumerate(
            zip(TITLES, PAPERS, DAYS, AUTHORS, TEXTS, strict=True), 1
        )
    )
    return cover + "\n".join(articles)


def lexisnexis() -> str:
    """LexisNexis Academic, as text."""
    articles = (
        f"                               {n} of 3 DOCUMENTS\n\n\n                                {paper}\n\n                            {day}\n\n{title}\n\n"
        f"BYLINE: {author}\n\nSECTION: NEWS; Pg. A{n}\n\nLENGTH: 8{n} words\n\n{text}\n\nLOAD-DATE: March 20, 2024\n\nLANGUAGE: ENGLISH\n\nPUBLICATION-TYPE: Newspaper\n\n\n"
        f"                     Copyright 2024 {paper} Ltd.\n                              All Rights Reserved\n\n\n"
        for n, (title, paper, day, author, text) in enumerate(
            zip(TITLES, PAPERS, DAYS, AUTHORS, TEXTS, strict=True), 1
        )
    )
    return (
        "Download Request: Selected Items: 1-3\nTime of Request: Friday, March 15, 2024  10:12:13 EST\nSend to:\n\n"
        "                             PRIVATE, JO\n                             UNIVERSITY OF NOWHERE\n\n\n"
        + "".join(articles)
        + "---- End of Request ----\nDownload Request: Selected Items: 1-3\nTime of Request: Friday, March 15, 2024  10:12:13 EST\n"
    )


def factiva() -> str:
    """Factiva, in the form for reading."""
    articles = (
        f"News\n{title}\nBy {author}\n8{n} words\n1{n} March 2024\n{paper}\nLUNMC\nFirst\n{n}\nEnglish\n(c) 2024 {paper} Ltd. All rights reserved.\n\n{text}\n\nDocument LUNMC0002024031{n}ek3c0001{n}\n\n\n"
        for n, (title, paper, author, text) in enumerate(zip(TITLES, PAPERS, AUTHORS, TEXTS, strict=True), 1)
    )
    return (
        "".join(articles)
        + "Search Summary\nText\tferry or brewery\nDate\tIn the last year\nSource\tAll Sources\nResults Found\t3\nTimestamp\t15 March 2024 10:12\n"
    )


def factiva_coded() -> str:
    """Factiva, in the form for indexing."""
    return "".join(
        f"SE          News\nHD          {title}\n            and not before\nBY          By {author}\nWC          8{n} words\nPD          1{n} March 2024\nET          04:00\n"
        f"SN          {paper}\nSC          LUNMC\nED          First\nPG          {n}\nLA          English\nCY          (c) 2024 {paper} Ltd.\n\nLP\n"
        + text.replace("\n\n", "\n\nTD\n")
        + f"\n\nIN          i71 : Water Transport | itsp : Transport\nNS          gcat : Political News\nRE          lunm : Lunmark\nPUB         {paper} Ltd.\nAN          Document LUNMC0002024031{n}ek3c0001{n}\n\n\n"
        for n, (title, paper, author, text) in enumerate(zip(TITLES, PAPERS, AUTHORS, TEXTS, strict=True), 1)
    )


def factiva_page() -> str:
    """Factiva as a web page."""
    articles = (
        f'<div id="article-{n}"><div class="article enArticle"><div id="hd"><span class="enHeadline">{title}</span></div>'
        f'<div class="author">By {author}</div><div>8{n} words</div><div>1{n} March 2024</div><div>{paper}</div><div>LUNMC</div><div>English</div><div>(c) 2024 {paper} Ltd.</div>'
        + "".join(f'<p class="articleParagraph enarticleParagraph">{part}</p>' for part in text.split("\n\n"))
        + f"<p>Document LUNMC0002024031{n}ek3c0001{n}</p></div></div>"
        for n, (title, paper, author, text) in enumerate(zip(TITLES, PAPERS, AUTHORS, TEXTS, strict=True), 1)
    )
    return f"<html><head><title>Factiva</title></head><body><div class='header'>Dow Jones Factiva - Jo Private</div>{''.join(articles)}</body></html>"


def proquest() -> str:
    """ProQuest, as text."""
    rule = "_" * 60
    listed = "".join(f"{n}. {title} ............... {n}\n" for n, title in enumerate(TITLES, 1))
    articles = (
        f"{rule}\n\nDocument {n} of 3\n\n{title}\n\nAuthor: {author.split()[1]}, {author.split()[0]}.\n\nPublication info: {paper} ; Lunmark [Lunmark]. 1{n} Mar 2024: A{n}.\n\n"
        f"http://ezproxy.nowhere.example/login?url=https://www.proquest.com/docview/29{n}?accountid=1234\n\nFull text: {text}\n\nCredit: {author}\n\nSubject: Ferries; Harbors\n\n"
        f"Title: {title}\n\nPublication title: {paper}\n\nFirst page: A{n}\n\nPublication year: 2024\n\nPublication date: Mar 1{n}, 2024\n\nSection: Local\n\nPublisher: {paper} Ltd.\n\n"
        f"Place of publication: Lunmark\n\nCountry of publication: Lunmark\n\nISSN: 1234567{n}\n\nSource type: Newspaper\n\nLanguage of publication: English\n\nDocument type: News\n\n"
        f"ProQuest document ID: 29{n}\n\nDocument URL: https://www.proquest.com/docview/29{n}?accountid=1234\n\nCopyright: Copyright {paper} Ltd. 2024\n\nLast updated: 2024-03-20\n\nDatabase: Newsstream\n\n"
        for n, (title, paper, author, text) in enumerate(zip(TITLES, PAPERS, AUTHORS, TEXTS, strict=True), 1)
    )
    return (
        f"{rule}\n\nReport Information from ProQuest\n\n15 March 2024 10:12\n\n{rule}\n\nTable of contents\n\n{listed}\n{rule}\n\nSearch strategy: ferry AND brewery\n\n"
        + "".join(articles)
        + f"{rule}\n\nContact ProQuest\n\nCopyright © 2024 ProQuest LLC. All rights reserved. - Terms and Conditions\n"
    )


def proquest_page() -> str:
    """ProQuest as a web page: each line a paragraph, the labels in bold letters."""
    lines = [line for line in proquest().split("\n") if line and not line.startswith("____")]
    parts = (line.partition(": ") for line in lines)
    paragraphs = (
        f"<p><strong>{label}: </strong>{value}</p>"
        if value and len(label) < 30
        else f"<p>{label}{colon}{value}</p>"
        for label, colon, value in parts
    )
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>ProQuest</title></head><body>{"".join(paragraphs)}</body></html>'


def docx(text: str) -> bytes:
    """A Word document with a paragraph for each line."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    escaped = (line.replace("&", "&amp;").replace("<", "&lt;") for line in text.split("\n"))
    body = "".join(f"<w:p><w:r><w:t xml:space='preserve'>{line}</w:t></w:r></w:p>" for line in escaped)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f"<w:document xmlns:w='{word}'><w:body>{body}</w:body></w:document>"
        )
    return made.getvalue()


def rtf(text: str) -> bytes:
    """An RTF document with a paragraph for each line."""
    escaped = "".join(char if ord(char) < 128 else f"\\u{ord(char)}?" for char in text.replace("\\", "\\\\"))
    return (
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 " + escaped.replace("\n", "\\par\n") + "}"
    ).encode()
