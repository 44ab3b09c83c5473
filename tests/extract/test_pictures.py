# ruff: noqa: E501 - pages are easier to read in one piece
"""Pictures of documents: captions and credits, which pictures are the article's, and where their bytes are."""

from __future__ import annotations

import base64
import io
import zlib
from email.message import EmailMessage
from pathlib import Path
from textwrap import wrap

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from generator.extract.captions import split_caption
from generator.extract.formats import extract
from generator.extract.html.picture_sources import candidates, key_of
from generator.model.documents import Declaration, Draft, Seed
from generator.pictures.reading import read_pictures

FERRY = (
    "The ferry company of Lunmark will stop its night crossings in June, because fewer lorries use them, its "
    "director told the harbour council on Tuesday evening."
)
FARES = (
    "A crossing costs four crowns, and children under seven sail for nothing until the end of the month, as the "
    "company announced in a letter to the towns."
)
RAMP = "The ramp at the eastern mole will be repaired before the summer, at a cost of two million crowns."


def jpeg(colour: str = "teal", size: tuple[int, int] = (300, 200)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG")
    return out.getvalue()


def read(text: str | bytes, name: str = "a.html") -> Draft:
    return extract(Seed(name, text.encode() if isinstance(text, str) else text, ""), Declaration())


def article(*parts: str, head: str = "", after: str = "") -> str:
    inner = "".join(parts)
    return f"<html><head>{head}</head><body><article><h1>Ferry to stop</h1>{inner}</article>{after}</body></html>"


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        (
            "The ferry at its quay. Photo: Jane Roe/Example Agency",
            "The ferry at its quay.",
            "Jane Roe/Example Agency",
        ),
        ("The ferry at its quay (Foto: Jana Roe / dpa)", "The ferry at its quay", "Jana Roe / dpa"),
        ("The ferry at its quay. Jane Roe/AFP", "The ferry at its quay.", "Jane Roe/AFP"),
        ("The ferry at its quay | Jane Roe", "The ferry at its quay", "Jane Roe"),
        ("The ferry at its quay (Reuters)", "The ferry at its quay", "Reuters"),
        ("Die Fähre am Kai Foto: Jana Roe", "Die Fähre am Kai", "Jana Roe"),
        ("© Jane Roe / Bildwerk", "", "© Jane Roe / Bildwerk"),
        ("Photograph by Jane Roe", "", "Jane Roe"),
        ("Crédit photo : Jeanne Roe", "", "Jeanne Roe"),
        ("Fot. Jan Roe", "", "Jan Roe"),
        ("Image source, Reuters\nImage caption, The ferry", "The ferry", "Reuters"),
        ("Паром у причала. Фото: Иван Роу / ТАСС", "Паром у причала.", "Иван Роу / ТАСС"),
        ("岸壁のフェリー＝写真：山田花子", "岸壁のフェリー", "山田花子"),
        (
            "Photo: J. R. Roe. The ferry at its quay in the morning",
            "The ferry at its quay in the morning",
            "J. R. Roe",
        ),
        ("Pictures from the summer fair", "Pictures from the summer fair", ""),
        (
            "File photo: Ferries in the harbour of Lunmark",
            "File photo: Ferries in the harbour of Lunmark",
            "",
        ),
        ("The director, Ana Example (left)", "The director, Ana Example (left)", ""),
        ("Ana Example", "Ana Example", ""),
        ("Enlarge this image", "", ""),
    ],
)
def test_the_credit_is_separate_from_the_caption(words: str, caption: str, credit: str) -> None:
    assert split_caption(words) == (caption, credit)


@pytest.mark.parametrize(
    ("picture", "rule"),
    [
        ('<img src="a.gif" width="1" height="1">', "picture-pixel"),
        ('<img src="https://stats.example/pixel.gif?x=1">', "picture-pixel"),
        ('<img src="face.jpg" class="avatar">', "picture-avatar"),
        ('<div class="author-bio"><img src="face.jpg"></div>', "picture-avatar"),
        ('<img src="/static/site-logo.png">', "picture-logo"),
        ('<div class="ad-slot"><img src="offer.jpg"></div>', "picture-ad"),
        (
            '<div class="related"><figure><img src="b.jpg"><figcaption>Other</figcaption></figure></div>',
            "picture-related",
        ),
        (
            '<a href="https://bay.example/b"><img src="b.jpg"><h3>Mole to be rebuilt</h3></a>',
            "picture-related",
        ),
        (
            '<div class="teaser"><img src="b.jpg"><a href="/b">Mole to be rebuilt soon</a></div>',
            "picture-related",
        ),
        ('<img src="a.png" style="width: 24px">', "picture-icon"),
        ('<nav><img src="menu.jpg"></nav>', "picture-related"),
    ],
)
def test_other_pictures_are_in_the_ledger_with_their_rule(picture: str, rule: str) -> None:
    draft = read(article(f"<p>{FERRY}</p>{picture}<p>{FARES}</p><p>{RAMP}</p>"))
    assert draft.pictures == ()
    assert [line.rule for line in draft.removed if line.kind == "picture"] == [rule]


def test_the_ledger_does_not_name_whom_a_tracking_pixel_identifies() -> None:
    pixels = '<img src="pixel.gif" width="1"><img src="https://post.example/o/reader77a41c.gif" width="1" height="1">'
    draft = read(article(f"<p>{FERRY}</p>{pixels}<p>{FARES}</p><p>{RAMP}</p>"))
    words = [line.text for line in draft.removed if line.rule == "picture-pixel"]
    assert words == ["pixel.gif", "a picture without a name"]


def test_a_picture_in_a_box_named_like_a_teaser_is_the_articles_without_a_link() -> None:
    box = '<div class="article--teaser-image"><figure><img src="a.jpg"><figcaption>The ferry</figcaption></figure></div>'
    assert [picture.caption for picture in read(article(box, f"<p>{FERRY}</p><p>{FARES}</p>")).pictures] == [
        "The ferry"
    ]


def test_a_photographer_is_no_author() -> None:
    figure = '<figure><img src="a.jpg"><figcaption>The ferry. <span class="author">By Ole Berg</span></figcaption></figure>'
    draft = read(article("<p class='byline'>By Ana Field</p>", figure, f"<p>{FERRY}</p><p>{FARES}</p>"))
    assert {claim.value for claim in draft.claimed("authors")} == {"Ana Field"}
    assert [picture.credit for picture in draft.pictures] == ["Ole Berg"]


def test_captions_that_are_most_of_the_text_stay_in_it() -> None:
    figures = "".join(
        f'<figure><img src="a{number}.jpg"><figcaption>{number}. {FERRY}</figcaption></figure>'
        for number in range(9)
    )
    draft = read(article(figures))
    assert f"8. {FERRY}" in draft.body
    assert {picture.caption for picture in draft.pictures} <= {""}


def test_sizes_of_one_picture_are_one() -> None:
    assert key_of("/i/night-ferry-300x200.jpg") == key_of(
        "https://bay.example/x/night-ferry-1024x683.webp?v=2"
    )
    assert key_of("/2024/1/large.jpg") != key_of("/2024/2/large.jpg")
    sets = "https://bay.example/w_400,h_300/a.jpg 400w, b.jpg 1.5x,c.jpg"
    assert [address for _, address in candidates(sets)][:2] == [
        "https://bay.example/w_400,h_300/a.jpg",
        "b.jpg",
    ]


def test_pictures_embedded_in_a_large_page_are_kept_and_do_not_count_towards_its_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("generator.extract.decode.LIMIT", 200_000)
    out = io.BytesIO()
    Image.effect_noise((700, 600), 90).save(out, "PNG")
    data = base64.b64encode(out.getvalue()).decode()
    assert len(data) > 300_000
    figure = f'<figure><img src="data:image/png;base64,{data}"><figcaption>Noise</figcaption></figure>'
    draft = read(article(f"<p>{FERRY}</p>", figure, f"<p>{FARES}</p>"))
    assert not draft.problems
    assert [(picture.data, picture.caption, picture.after) for picture in draft.pictures] == [
        (out.getvalue(), "Noise", 1)
    ]


def test_a_missing_file_of_a_saved_page_is_a_warning_and_one_elsewhere_is_in_the_ledger(
    tmp_path: Path,
) -> None:
    pictures = '<p><img src="a_files/gone.jpg"></p><p><img src="https://bay.example/far.jpg" alt="Far"></p>'
    text = article(f"<p>{FERRY}</p>", pictures, f"<p>{FARES}</p>")
    made = read_pictures(Seed("a.html", b"", "", folder=str(tmp_path)), read(text))
    assert [problem.severity for problem in made.problems] == ["warning"]
    assert "a_files/gone.jpg" in made.problems[0].message
    assert [(line.text, line.rule) for line in made.removed] == [
        ("gone.jpg", "picture-unfit"),
        ("Far – far.jpg", "picture-elsewhere"),
    ]


def test_the_lead_that_only_metadata_name_is_not_missed(tmp_path: Path) -> None:
    head = '<meta property="og:image" content="https://bay.example/lead-picture.jpg">'
    text = article(f"<p>{FERRY}</p><p>{FARES}</p><p>{RAMP}</p>", head=head)
    made = read_pictures(Seed("a.html", b"", "", folder=str(tmp_path)), read(text))
    assert (made.pictures, made.removed, made.problems) == ((), (), ())


def test_a_picture_that_is_part_of_a_message_is_found_by_its_identifier() -> None:
    message = EmailMessage()
    message["Subject"] = "Ferry to stop"
    message.set_content(
        f'<h1>Ferry to stop</h1><p>{FERRY}</p><img src="CID:a%40b"><p>{FARES}</p>', subtype="html"
    )
    message.make_related()
    message.add_related(jpeg(), "image", "jpeg", cid="<a@b>")
    assert [(picture.data, picture.after) for picture in read(message.as_bytes(), "a.eml").pictures] == [
        (jpeg(), 1)
    ]


def test_front_matter_names_the_lead_and_the_text_may_have_it_too() -> None:
    front = "---\ntitle: Ferry\nimage: pics/ferry.jpg\n---\n\n"
    draft = read(f"{front}{FERRY}\n\n{FARES}\n\n![The ferry](pics/ferry.jpg)\n\n![Ramp](ramp.jpg)\n", "a.md")
    assert [(picture.address, picture.lead, picture.after) for picture in draft.pictures] == [
        ("pics/ferry.jpg", True, 2),
        ("ramp.jpg", False, 2),
    ]
    (alone,) = read(f"{front}{FERRY}\n", "a.md").pictures
    assert (alone.address, alone.lead, alone.after) == ("pics/ferry.jpg", True, 0)


def jpeg2000() -> bytes:
    """300 × 200 pixels of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG2000")
    return out.getvalue()


def pdf_with_picture(words: str, data: bytes = b"", **entries: PdfObject) -> bytes:
    """A page with two paragraphs, a picture between them, and small print below the picture."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    font = DictionaryObject(
        {
            NameObject(f"/{key}"): NameObject(f"/{name}")
            for key, name in (("Type", "Font"), ("Subtype", "Type1"), ("BaseFont", "Helvetica"))
        }
    )
    image = StreamObject()
    image._data = data or jpeg()
    for key, name in (
        ("Type", "XObject"),
        ("Subtype", "Image"),
        ("ColorSpace", "DeviceRGB"),
        ("Filter", "DCTDecode"),
    ):
        image[NameObject(f"/{key}")] = NameObject(f"/{name}")
    for key, number in (("Width", 300), ("Height", 200), ("BitsPerComponent", 8)):
        image[NameObject(f"/{key}")] = NumberObject(number)
    for key, value in entries.items():
        image[NameObject(f"/{key}")] = value
    rows = [("Ferry to stop", 20, 780)]
    rows += [(line, 11, 740 - 14 * number) for number, line in enumerate(wrap(FERRY, 80))]
    rows += [(words, 8, 470)]
    rows += [(line, 11, 440 - 14 * number) for number, line in enumerate(wrap(FARES, 80))]
    shown = " ".join(f"BT /F1 {size} Tf 50 {height} Td ({text}) Tj ET" for text, size, height in rows)
    content = DecodedStreamObject()
    content.set_data(f"{shown} q 300 0 0 200 50 485 cm /I1 Do Q".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(content)
    page[NameObject("/Resources")] = DictionaryObject(
        {
            NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)}),
            NameObject("/XObject"): DictionaryObject({NameObject("/I1"): writer._add_object(image)}),
        }
    )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_picture_of_a_pdf_has_the_small_print_below_it_as_its_caption() -> None:
    draft = read(pdf_with_picture("The ferry at its quay. Photo: Jane Roe"), "a.pdf")
    assert [(picture.data, picture.caption, picture.credit, picture.after) for picture in draft.pictures] == [
        (jpeg(), "The ferry at its quay.", "Jane Roe", 1)
    ]
    assert draft.body == f"{FERRY}\n\n{FARES}"


def grey(bits: int) -> bytes:
    """300 × 200 pixels, the upper half black."""
    row = (300 * bits + 7) // 8
    return b"\0" * (row * 100) + b"\xff" * (row * 100)


PLAIN = NameObject("/FlateDecode")


@pytest.mark.parametrize(
    ("data", "entries", "colours"),
    [
        (jpeg2000(), {"Filter": NameObject("/JPXDecode")}, [(0, 128, 128), (0, 128, 128)]),
        (
            zlib.compress(grey(1)),
            {"Filter": PLAIN, "BitsPerComponent": NumberObject(1), "ColorSpace": NameObject("/DeviceGray")},
            [(0, 0, 0), (255, 255, 255)],
        ),
        (
            zlib.compress(grey(1)),
            {
                "Filter": PLAIN,
                "BitsPerComponent": NumberObject(1),
                "ColorSpace": NameObject("/DeviceGray"),
                "Decode": ArrayObject([NumberObject(1), NumberObject(0)]),
            },
            [(255, 255, 255), (0, 0, 0)],
        ),
        (
            zlib.compress(grey(4)),
            {
                "Filter": PLAIN,
                "BitsPerComponent": NumberObject(4),
                "ColorSpace": ArrayObject(
                    [
                        NameObject("/Indexed"),
                        NameObject("/DeviceRGB"),
                        NumberObject(15),
                        ByteStringObject(bytes(range(200, 248))),
                    ]
                ),
            },
            [(200, 201, 202), (245, 246, 247)],
        ),
        (zlib.compress(b"\x20\x40\x60" * 60_000), {"Filter": PLAIN}, [(32, 64, 96), (32, 64, 96)]),
    ],
)
def test_pictures_of_a_pdf_are_read_in_many_forms(
    data: bytes, entries: dict[str, PdfObject], colours: list[tuple[int, int, int]]
) -> None:
    (found,) = read(pdf_with_picture("The ferry. Photo: Jane Roe", data, **entries), "a.pdf").pictures
    image = Image.open(io.BytesIO(found.data)).convert("RGB")
    assert image.size == (300, 200)
    assert [image.getpixel((9, height)) for height in (9, 190)] == colours


def test_a_picture_of_a_pdf_that_cannot_be_read_is_in_the_ledger() -> None:
    data = pdf_with_picture("The ferry. Photo: Jane Roe", b"\0", Filter=NameObject("/JBIG2Decode"))
    draft = read(data, "a.pdf")
    found = read_pictures(Seed("a.pdf", data, ""), draft)
    assert found.pictures == ()
    assert [line.text for line in found.removed] == ["The ferry. – Jane Roe"]
    assert draft.body == f"{FERRY}\n\n{FARES}"


CAPTION = "The ferry at its quay on Monday."


@pytest.mark.parametrize(
    "picture",
    [
        f'<p><img src="a.jpg"><br>{CAPTION} Photo: Jane Roe</p>',
        f'<p><img src="a.jpg"></p><p>{CAPTION} Photo: Jane Roe</p>',
        f'<center><img src="a.jpg"><br><small>{CAPTION} (Photo: Jane Roe)</small></center>',
        f'<table><tr><td><img src="a.jpg"></td></tr><tr><td><font size="1">{CAPTION} Photo: Jane Roe</font></td></tr></table>',
        f'<div class="field-image"><img src="a.jpg"></div><div class="field-image-caption">{CAPTION} Photo: Jane Roe</div>',
        f'<div><img src="a.jpg"></div><div class="legende">{CAPTION} <span class="signature">Photo: Jane Roe</span></div>',
        f'<dl class="wp-caption"><dt><img src="a.jpg"></dt><dd class="wp-caption-dd">{CAPTION} Foto: Jane Roe</dd></dl>',
        f'<figure><img src="a.jpg"><figcaption><span>{CAPTION}</span><span><span>Credit...</span><span>Jane Roe</span></span></figcaption></figure>',
        f'<figure><img class="lazy" alt=""><noscript><img src="a.jpg"></noscript><figcaption>{CAPTION} Photograph: Jane Roe</figcaption></figure>',
    ],
)
def test_pages_have_captions_in_many_forms(picture: str) -> None:
    draft = read(article(f"<p>{FERRY}</p>", picture, f"<p>{FARES}</p><p>{RAMP}</p>"))
    assert [
        (picture.address, picture.caption, picture.credit, picture.after) for picture in draft.pictures
    ] == [("a.jpg", CAPTION, "Jane Roe", 1)]
    assert draft.body == f"{FERRY}\n\n{FARES}\n\n{RAMP}"
    assert not any("quay" in line.text for line in draft.removed)


@pytest.mark.parametrize(
    "picture",
    [
        f"![](a.jpg)\n_{CAPTION} (Photo: Jane Roe)_",
        f"![[a.jpg]]\n*{CAPTION} Photo: Jane Roe*",
        f'<p align="center"><img src="a.jpg"><br><em>{CAPTION} Photo: Jane Roe</em></p>',
        f'{{{{< figure src="a.jpg" caption="{CAPTION}" attr="Jane Roe" >}}}}',
        f'![][one]\n\n[one]: a.jpg "{CAPTION} Photo: Jane Roe"',
    ],
)
def test_markdown_has_captions_in_many_forms(picture: str) -> None:
    draft = read(f"# Ferry\n\n{FERRY}\n\n{picture}\n\n{FARES}\n", "a.md")
    assert [
        (picture.address, picture.caption, picture.credit, picture.after) for picture in draft.pictures
    ] == [("a.jpg", CAPTION, "Jane Roe", 1)]
    assert draft.body == f"{FERRY}\n\n{FARES}"


def test_a_paragraph_below_a_picture_that_ends_with_an_agency_is_text() -> None:
    line = "Repairs of the ramp begin in May, the harbour council said. (dpa)"
    draft = read(article(f"<p>{FERRY}</p>", '<p><img src="a.jpg"></p>', f"<p>{line}</p><p>{FARES}</p>"))
    assert line in draft.body
    assert [(picture.caption, picture.credit) for picture in draft.pictures] == [("", "")]


def test_of_thousands_of_pictures_the_ledger_counts_the_rest() -> None:
    many = "".join(f"<img src='photo-{number}.jpg' alt='{number}'>" for number in range(900))
    draft = read(article(f"<p>{FERRY}</p>{many}<p>{FARES}</p>"))
    assert len(draft.pictures) == 250
    assert [line.text for line in draft.removed if line.rule == "picture-limit"][-1] == "590 more pictures"


@pytest.mark.parametrize(
    ("words", "caption", "credit"),
    [
        ("A ramp at low tide. (Staff photo by Jane Roe)", "A ramp at low tide.", "Jane Roe"),
        ("A ramp in winter / Photo by Jane Roe / Pexels", "A ramp in winter", "Jane Roe / Pexels"),
        ("港に着いた船＝５日、東浜町（白井直撮影）", "港に着いた船＝５日、東浜町", "白井直"),
        ("港の朝＝白井直撮影", "港の朝", "白井直"),
        ("港の朝　写真提供：東浜町", "港の朝", "東浜町"),
        ("港の朝。三月の市場＝６日、東浜町、白井直撮影", "港の朝。三月の市場＝６日、東浜町", "白井直"),
        ("渡船靠岸。（图/东浜日报 白直）", "渡船靠岸。", "东浜日报 白直"),
        ("항구에 들어온 배 /사진=백직 기자", "항구에 들어온 배", "백직 기자"),
        ("항구의 아침 [사진=연합뉴스]", "항구의 아침", "연합뉴스"),
        ("کشتی در بندر. عکس: ژاله رو / ایسنا", "کشتی در بندر.", "ژاله رو / ایسنا"),
        ("سفينة في الميناء (رويترز)", "سفينة في الميناء", "رويترز"),
        ("Balsa no cais - Joana Roe - 3.mai.19/Example", "Balsa no cais", "Joana Roe - 3.mai.19/Example"),
        (
            "The ferry in 2019. Jane Roe/Agence France-Presse — Getty Images",
            "The ferry in 2019.",
            "Jane Roe/Agence France-Presse — Getty Images",
        ),
        ("Feri di dermaga. (ANTARA FOTO/Joko Rawa/tom)", "Feri di dermaga.", "ANTARA FOTO/Joko Rawa/tom"),
        ("Praam sadamas. JAANE ROO", "Praam sadamas.", "JAANE ROO"),
        ("Praam sadamas. SUUR", "Praam sadamas. SUUR", ""),
        ("港の朝＝東浜町提供", "港の朝", "東浜町"),
        ("The ferry at low tide. (Jane Roe)", "The ferry at low tide.", "Jane Roe"),
        ("The ferry and its master (Jane Roe)", "The ferry and its master (Jane Roe)", ""),
        ("Lunmark - Highmoor, the long way", "Lunmark - Highmoor, the long way", ""),
        (
            "Der Hafen am Morgen. Die Stadt: ein Bild von früher",
            "Der Hafen am Morgen. Die Stadt: ein Bild von früher",
            "",
        ),
    ],
)
def test_captions_and_credits_of_more_papers(words: str, caption: str, credit: str) -> None:
    assert split_caption(words) == (caption, credit)


@pytest.mark.parametrize(
    "picture",
    [
        # Two elements that only the style of the page parts, the second in capitals.
        f'<figure><img src="a.jpg"><figcaption><span>{CAPTION}</span><span class="x_m">JANE ROE</span></figcaption></figure>',
        # An element named as both, next to one named as a credit.
        f'<div class="image"><img src="a.jpg"><div><div class="image__caption attribution"><span>{CAPTION}</span></div><div class="image__credit">Jane Roe</div></div></div>',
        # Of Drupal, with a label that only programs read aloud.
        f'<article class="media"><div class="field"><div class="field__label visually-hidden">Image</div><div><img src="a.jpg"></div></div><div class="field--name-field-caption">{CAPTION}</div><div class="field--name-field-copyright">Photo: Jane Roe</div></article>',
        # A credit within words that have no name of their own.
        f'<div class="x"><a href="/photo/1"><img src="a.jpg"></a><div class="y">{CAPTION}<span class="photo-author">Author: Jane Roe</span></div></div>',
        # A box that is named as a picture, with a paragraph that has no name.
        f'<div class="photo_right"><a><img src="a.jpg"></a><p>{CAPTION}</p><p>Photo: Jane Roe</p></div>',
        # Words within a line, next to the paragraphs.
        f'<span class="z"><img src="a.jpg"><em class="img_desc">{CAPTION} Photo=Jane Roe</em></span>',
        # Rows of a table that only places what is in them, as in mail.
        f'<table><tr><td><table><tr><td><img src="a.jpg"></td></tr></table></td></tr><tr><td style="font-style:italic">{CAPTION} Photo: Jane Roe</td></tr></table>',
        # An article that is only the frame of a picture.
        f'<article class="media"><figure><img src="a.jpg"><figcaption>{CAPTION} (Image: Jane Roe)</figcaption></figure></article>',
    ],
)
def test_captions_of_more_systems(picture: str) -> None:
    draft = read(article(f"<p>{FERRY}</p>{picture}<p>{FARES}</p><p>{RAMP}</p>"))
    assert [(picture.address, picture.caption, picture.credit.title()) for picture in draft.pictures] == [
        ("a.jpg", CAPTION, "Jane Roe")
    ]
    assert draft.body == f"{FERRY}\n\n{FARES}\n\n{RAMP}"


def test_a_caption_that_begins_with_the_day_is_no_head_of_the_article() -> None:
    line = "5月6日，渡船停靠东浜码头。通讯社记者 白直 摄"
    picture = f'<p align="center"><img src="a.jpg"></p><p align="center"><font color="navy">{line}</font></p>'
    draft = read(article(f"<p>{FERRY}</p>{picture}<p>{FARES}</p>"))
    assert [(picture.caption, picture.credit) for picture in draft.pictures] == [
        ("5月6日，渡船停靠东浜码头。", "通讯社记者 白直")
    ]


def test_a_picture_that_links_to_the_first_page_of_the_site_is_its_logo() -> None:
    top = '<link rel="canonical" href="https://bay.example/a">{}<div><p>' + f"{FERRY}</p><p>{FARES}</p></div>"
    for target, found in (("/", 0), ("https://bay.example/", 0), ("https://hotel.example/", 1)):
        draft = read(top.format(f'<h1>Ferry</h1><a href="{target}"><img src="a.jpg" alt="Bay"></a>'))
        assert len(draft.pictures) == found, target
        assert [line.rule for line in draft.removed if line.kind == "picture"] == ["picture-logo"][found:]


def test_the_alternative_text_of_the_picture_for_browsers_without_scripts_is_used() -> None:
    lazy = '<img class="lazy" data-src="b.jpg"><noscript><img src="a.jpg" alt="A ferry"></noscript>'
    draft = read(article(f"<p>{FERRY}</p><p>{lazy}</p><p>{FARES}</p>"))
    assert [picture.alt for picture in draft.pictures] == ["A ferry"]


def test_the_size_of_a_picture_in_a_note_is_no_alternative_text() -> None:
    draft = read(f"# Ferry\n\n{FERRY}\n\n![A ferry|400x300](a.jpg)\n\n{FARES}\n", "a.md")
    assert [picture.alt for picture in draft.pictures] == ["A ferry"]


@pytest.mark.parametrize(
    "box",
    [
        '<amp-ad><amp-img src="a.jpg"></amp-ad>',
        '<table><tr><td><img src="a.jpg"><br><a href="b.html">Mole to be rebuilt in spring</a></td></tr></table>',
        '<div class="arcad-feature"><img src="a.jpg"></div>',
        '<section class="catcher"><a href="/x">Lire aussi : le bac</a><figure><img src="a.jpg"></figure></section>',
        '<p><img src="pics/qrcode.png" alt="Code"></p>',
        '<article class="item"><a href="/x"><img src="a.jpg"></a><div>Another story</div></article>',
        '<article class="card"><img src="a.jpg"><h3>Another story of the coast</h3></article>',
    ],
)
def test_boxes_of_others_in_the_text_are_not_the_articles(box: str) -> None:
    draft = read(article(f"<p>{FERRY}</p>{box}<p>{FARES}</p><p>{RAMP}</p>"))
    assert not draft.pictures


def test_the_box_of_an_encyclopedia_has_a_picture_and_its_words() -> None:
    box = (
        '<table class="infobox vcard"><tr><td class="infobox-image"><a href="/wiki/File:A.jpg"><img src="a.jpg" width="250" '
        'height="160"></a><div class="infobox-caption">The ferry in 2019</div></td></tr></table>'
    )
    gallery = '<ul class="gallery"><li class="gallerybox"><div class="thumb"><img src="b.jpg"></div><div class="gallerytext">Its ramp</div></li></ul>'
    draft = read(f"<main><h1>Ferry</h1>{box}<p>{FERRY}</p><p>{FARES}</p>{gallery}<p>{RAMP}</p></main>")
    assert [(picture.address, picture.caption) for picture in draft.pictures] == [
        ("a.jpg", "The ferry in 2019"),
        ("b.jpg", "Its ramp"),
    ]
