# ruff: noqa: E501 - templates of pages are easier to read in one piece
"""Forty pages with pictures, as browsers, clippers, mail programs, word processors and people save them.

A page is a template: ``{NAME}`` is the address of a picture of the article, ``{-NAME}`` that of another one, and ``P1`` to ``P4`` are
paragraphs. What a page must give is listed next to it.
"""

from __future__ import annotations

from typing import NamedTuple

PARAGRAPHS = {
    "P1": "The harbour council of Lunmark voted on Tuesday to close the old eastern quay to lorries from the first of May, "
    "after engineers found cracks in eleven of its forty piers during an inspection last autumn.",
    "P2": "Freight companies said the decision would add forty minutes to each delivery, and that nobody had asked them before "
    "the vote was taken in the town hall.",
    "P3": "The council expects repairs to cost four million crowns and to take until the end of next year, the engineer in charge "
    "of the work told a meeting of residents.",
    "P4": "A temporary road along the railway embankment will open in June, and a ferry for lorries may follow if the money can be "
    "found in the budget of the region.",
}


class Expected(NamedTuple):
    """A picture that a page must give."""

    name: str
    caption: str = ""
    credit: str = ""
    after: int = 0


class Page(NamedTuple):
    """A page, how it is saved, and what it must give."""

    kind: str
    name: str
    template: str
    expected: tuple[Expected, ...]
    folder: str = "_files"


def _article(*parts: str, head: str = "", before: str = "", after: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Quay closes to lorries | Lunmark Courier</title>{head}</head>'
        f"<body>{before}<main><article><h1>Quay closes to lorries</h1>{''.join(parts)}</article></main>{after}</body></html>"
    )


def _p(number: int) -> str:
    return f"<p>P{number}</p>"


PIXEL = '<img src="{-pixel}" width="1" height="1" alt="">'
LOGO = '<header><nav><a href="/"><img src="{-logo}" alt="Lunmark Courier logo"></a></nav></header>'
FACE = '<div class="author-box"><img src="{-face}" alt="Ana Field"><span>By Ana Field</span></div>'
CARDS = (
    '<section class="related-articles"><h2>More on this</h2><div class="card"><a href="https://courier.example/b"><img src="{-one}">'
    '<h3>Ferry fares rise again in spring</h3></a></div><div class="card"><a href="https://courier.example/c"><img src="{-two}">'
    "<h3>Mole of the old harbour to be rebuilt</h3></a></div></section>"
)
AD = (
    '<div class="ad-slot"><a href="https://shop.example/"><img src="{-banner}" alt="Advertisement"></a></div>'
)
QUAY, PIER = "Lorries wait at the eastern quay on Monday.", "An engineer points at a crack in pier seven."
ONE, TWO = Expected("quay", QUAY, "Jane Roe/Example Agency"), Expected("pier", PIER, "Ole Berg", 2)

PAGES: tuple[Page, ...] = (
    Page(
        "complete",
        "figures",
        _article(
            f'<figure><img src="{{quay}}" alt="Lorries"><figcaption>{QUAY} Photo: Jane Roe/Example Agency</figcaption></figure>',
            _p(1),
            _p(2),
            f'<figure><img src="{{pier}}"><figcaption>{PIER} <span class="credit">Ole Berg</span></figcaption></figure>',
            _p(3),
            before=LOGO,
            after=CARDS,
        ),
        (ONE, TWO),
    ),
    Page(
        "complete",
        "wordpress",
        _article(
            f'<div class="wp-caption alignnone" style="width: 600px"><img class="size-full wp-image-7" src="{{quay}}" width="600" height="400">'
            f'<p class="wp-caption-text">{QUAY} (Photo: Jane Roe/Example Agency)</p></div>',
            _p(1),
            _p(2),
            f'<div id="attachment_9" class="wp-caption alignright"><a href="https://courier.example/up/pier.jpg"><img src="{{pier}}"></a>'
            f'<p id="caption-9" class="wp-caption-text">{PIER} Foto: Ole Berg</p></div>',
            _p(3),
            FACE,
            CARDS,
        ),
        (ONE, TWO),
    ),
    Page(
        "complete",
        "emphasised line",
        _article(
            _p(1),
            _p(2),
            f'<p><img src="{{pier}}"></p><p><em>{PIER} Photo by Ole Berg</em></p>',
            _p(3),
            PIXEL,
            AD,
        ),
        (TWO,),
    ),
    Page(
        "complete",
        "lazy",
        _article(
            f'<figure><img class="lazyload" data-src="{{quay}}" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">'
            f'<noscript><img src="{{quay}}"></noscript><figcaption>{QUAY}<span class="photo-credit">Jane Roe/Example Agency</span>'
            "</figcaption></figure>",
            _p(1),
            _p(2),
            _p(3),
            f"<aside>{CARDS}</aside>",
        ),
        (ONE,),
        "-Dateien",
    ),
    Page(
        "complete",
        "picture element",
        _article(
            '<figure class="hero"><picture><source type="image/webp" srcset="https://courier.example/i/q.webp 800w">'
            f'<img src="{{quay}}" srcset="https://courier.example/i/quay-400.jpg 400w" alt=""></picture><figcaption>{QUAY}'
            "<small>© Jane Roe/Example Agency</small></figcaption></figure>",
            _p(1),
            _p(2),
            _p(3),
        ),
        (ONE._replace(credit="© Jane Roe/Example Agency"),),
        "_fichiers",
    ),
    Page(
        "complete",
        "hero above the article",
        _article(
            _p(1),
            _p(2),
            _p(3),
            head='<meta property="og:image" content="https://courier.example/i/quay.jpg">',
            before=f'{LOGO}<div class="hero"><img src="{{quay}}" alt="Quay"><div class="hero-caption">{QUAY} Photo: Jane Roe/Example Agency</div></div>',
        ),
        (ONE,),
    ),
    Page(
        "complete",
        "lead of open graph",
        _article(
            _p(1),
            _p(2),
            f'<figure><img src="{{pier}}"><figcaption>{PIER} Photo: Ole Berg</figcaption></figure>',
            _p(3),
            head='<meta property="og:image" content="https://courier.example/i/hidden.jpg">',
            before=LOGO,
        ),
        (Expected("hidden"), TWO),
    ),
    Page(
        "complete",
        "lead of json-ld",
        _article(
            _p(1),
            _p(2),
            _p(3),
            '<img src="{pier}" alt="Pier">',
            _p(4),
            head='<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Quay closes to lorries", "image": '
            f'{{{{"@type": "ImageObject", "url": "https://courier.example/i/hidden.jpg", "caption": "{QUAY}", "creditText": '
            '"Jane Roe/Example Agency"}}}}</script>',
        ),
        (Expected("hidden", QUAY, "Jane Roe/Example Agency"), Expected("pier", after=3)),
    ),
    Page(
        "complete",
        "german",
        _article(
            '<figure><img src="{quay}"><figcaption class="bildunterschrift">Lastwagen warten am Kai. <span class="copyright">Foto: Jana Roe/dpa'
            "</span></figcaption></figure>",
            _p(1),
            _p(2),
            '<div class="bild"><img src="{pier}"><div class="bildtext">Ein Riss im Pfeiler. Bild: Ole Berg</div></div>',
            _p(3),
            FACE,
        ),
        (
            Expected("quay", "Lastwagen warten am Kai.", "Jana Roe/dpa"),
            Expected("pier", "Ein Riss im Pfeiler.", "Ole Berg", 2),
        ),
        "-Dateien",
    ),
    Page(
        "complete",
        "french",
        _article(
            '<figure><img src="{quay}"><figcaption>Des camions attendent sur le quai. Crédit photo : Jeanne Roe / AFP</figcaption></figure>',
            _p(1),
            _p(2),
            _p(3),
            CARDS,
        ),
        (Expected("quay", "Des camions attendent sur le quai.", "Jeanne Roe / AFP"),),
        "_fichiers",
    ),
    Page(
        "complete",
        "spanish",
        _article(
            _p(1),
            '<figure><img src="{quay}"><figcaption>Camiones esperan en el muelle. | Juana Roe (EFE)</figcaption></figure>',
            _p(2),
            _p(3),
            PIXEL,
        ),
        (Expected("quay", "Camiones esperan en el muelle.", "Juana Roe (EFE)", 1),),
        "_archivos",
    ),
    Page(
        "complete",
        "table of an old page",
        _article(
            _p(1),
            _p(2),
            f'<table class="tr-caption-container"><tr><td><a href="https://courier.example/pier.jpg"><img src="{{pier}}"></a></td></tr>'
            f'<tr><td class="tr-caption">{PIER} Photo: Ole Berg</td></tr></table>',
            _p(3),
        ),
        (TWO,),
    ),
    Page(
        "complete",
        "gallery",
        _article(
            _p(1),
            _p(2),
            f'<figure class="wp-block-gallery"><figure class="wp-block-image"><img src="{{pier}}"><figcaption>{PIER} Photo: Ole Berg</figcaption></figure>'
            f'<figure class="wp-block-image"><img src="{{quay}}"><figcaption>{QUAY}</figcaption></figure></figure>',
            _p(3),
        ),
        (TWO, Expected("quay", QUAY, "", 2)),
    ),
    Page(
        "complete",
        "bbc",
        _article(
            '<figure><div><picture><img src="{quay}" alt="Lorries"></picture><span role="text"><span class="visually-hidden">Image source, </span>'
            f'Jane Roe/Example Agency</span></div><figcaption><span class="visually-hidden">Image caption, </span><p>{QUAY}</p></figcaption></figure>',
            _p(1),
            _p(2),
            _p(3),
        ),
        (ONE,),
    ),
    Page(
        "complete",
        "no words",
        _article(
            _p(1),
            '<p><img src="{pier}" alt="A pier"></p>',
            _p(2),
            _p(3),
            '<p>Share <img class="icon" src="{-share}"></p>',
            after=CARDS,
        ),
        (Expected("pier", after=1),),
    ),
    Page(
        "complete",
        "no article element",
        '<html><head><title>Quay closes to lorries</title></head><body><div id="menu"><img src="{-logo}" alt="logo"></div>'
        f'<div id="content"><h1>Quay closes to lorries</h1><div class="foto"><img src="{{quay}}"><span class="foto-text">{QUAY}</span></div>'
        '<div class="text"><p>P1</p><p>P2</p><p>P3</p></div></div><div id="sidebar"><div class="teaser"><img src="{-one}"><p>Ferry fares</p>'
        "</div></div></body></html>",
        (Expected("quay", QUAY),),
    ),
    Page(
        "single",
        "figures",
        _article(
            f'<figure><img src="{{quay}}"><figcaption>{QUAY} <cite>Jane Roe/Example Agency</cite></figcaption></figure>',
            _p(1),
            _p(2),
            f'<figure><img src="{{pier}}"><figcaption>{PIER} © Ole Berg</figcaption></figure>',
            _p(3),
            before=LOGO,
            after=CARDS,
        ),
        (ONE, TWO._replace(credit="© Ole Berg")),
    ),
    Page(
        "single",
        "variables",
        _article(
            f'<figure><img src="data:image/svg+xml,<svg/>" style="background-image:var(--sf-img-4)"><figcaption>{QUAY}</figcaption></figure>',
            _p(1),
            _p(2),
            _p(3),
            head='<style>:root{{{{--sf-img-4: url("{quay}")}}}}</style>',
        ),
        (Expected("quay", QUAY),),
    ),
    Page(
        "single",
        "credit before",
        _article(
            _p(1),
            f'<figure><img src="{{pier}}"><p class="photographer">Ole Berg</p><p>{PIER}</p></figure>',
            _p(2),
            _p(3),
            FACE,
        ),
        (TWO._replace(after=1),),
    ),
    Page(
        "single",
        "japanese",
        _article(
            _p(1),
            '<figure><img src="{quay}"><figcaption>岸壁で待つトラック（写真：山田花子）</figcaption></figure>',
            _p(2),
            _p(3),
        ),
        (Expected("quay", "岸壁で待つトラック", "山田花子", 1),),
    ),
    Page(
        "single",
        "russian",
        _article(
            '<figure><img src="{quay}"><figcaption>Грузовики у причала. Фото: Анна Роу / ТАСС</figcaption></figure>',
            _p(1),
            _p(2),
            _p(3),
        ),
        (Expected("quay", "Грузовики у причала.", "Анна Роу / ТАСС"),),
    ),
    Page(
        "single",
        "described",
        _article(
            '<div><img src="{quay}" aria-describedby="c1"></div>',
            _p(1),
            _p(2),
            _p(3),
            f'<div class="x" id="c1">{QUAY} Photo: Jane Roe/Example Agency</div>',
            AD,
        ),
        (ONE,),
    ),
    Page(
        "mhtml",
        "locations",
        _article(
            f'<figure><img src="{{quay}}"><figcaption>{QUAY} Photo: Jane Roe/Example Agency</figcaption></figure>',
            _p(1),
            _p(2),
            f'<figure><img src="{{pier}}"><figcaption>{PIER} Photo: Ole Berg</figcaption></figure>',
            _p(3),
            before=LOGO,
            after=CARDS,
        ),
        (ONE, TWO),
    ),
    Page(
        "mhtml",
        "srcset",
        _article(
            f'<figure><img src="https://courier.example/none.jpg" srcset="https://courier.example/n2.jpg 200w, {{quay}} 900w"><figcaption>{QUAY}</figcaption>'
            "</figure>",
            _p(1),
            _p(2),
            _p(3),
        ),
        (Expected("quay", QUAY),),
    ),
    Page(
        "mhtml",
        "hero outside",
        _article(
            _p(1),
            _p(2),
            _p(3),
            head='<meta property="og:image" content="{quay}">',
            before=f'{LOGO}<figure><img src="{{quay}}"><figcaption>{QUAY}</figcaption></figure>',
        ),
        (Expected("quay", QUAY),),
    ),
    Page(
        "mhtml",
        "credit line",
        _article(
            _p(1), _p(2), '<div class="image"><img src="{pier}"></div><p>Photo: Ole Berg</p>', _p(3), FACE
        ),
        (Expected("pier", "", "Ole Berg", 2),),
    ),
    Page(
        "mhtml",
        "linked",
        _article(
            _p(1),
            '<a href="https://courier.example/photo/1"><img src="{quay}" alt="Quay"></a>',
            _p(2),
            _p(3),
            after=CARDS,
        ),
        (Expected("quay", after=1),),
    ),
    Page(
        "eml",
        "newsletter",
        '<html><body><table><tr><td><img src="{-logo}" alt="Lunmark Courier logo" width="200" height="80"></td></tr><tr><td><h1>Quay closes to lorries</h1>'
        f'<img src="{{quay}}" width="600" alt="Lorries"><p><i>{QUAY} Photo: Jane Roe/Example Agency</i></p><p>P1</p><p>P2</p><p>P3</p></td></tr></table>'
        '<img src="{-pixel}" width="1" height="1"></body></html>',
        (ONE,),
    ),
    Page(
        "eml",
        "release",
        f'<html><body><h1>Quay closes to lorries</h1><p>P1</p><p>P2</p><p><img src="{{pier}}"><br><em>{PIER} Photo: Ole Berg</em></p><p>P3</p>'
        "</body></html>",
        (TWO,),
    ),
    Page(
        "eml",
        "figure",
        f'<html><body><h1>Quay closes to lorries</h1><figure><img src="{{quay}}"><figcaption>{QUAY}</figcaption></figure><p>P1</p><p>P2</p><p>P3</p></body></html>',
        (Expected("quay", QUAY),),
    ),
    Page(
        "docx",
        "caption style",
        f"T:Quay closes to lorries\nP1\nP2\nI:pier\nC:{PIER} Photo: Ole Berg\nP3",
        (TWO,),
    ),
    Page(
        "docx",
        "emphasised",
        f"T:Quay closes to lorries\nI:quay\nE:{QUAY} (Jane Roe/Example Agency)\nP1\nP2\nP3",
        (ONE,),
    ),
    Page(
        "docx",
        "no words",
        "T:Quay closes to lorries\nP1\nI:pier\nP2\nP3\nI:quay",
        (Expected("pier", after=1), Expected("quay", after=3)),
    ),
    Page(
        "md",
        "title",
        f'# Quay closes to lorries\n\n![Lorries]({{quay}} "{QUAY} Photo: Jane Roe/Example Agency")\n\nP1\n\nP2\n\n![]({{pier}})\n\nP3\n',
        (ONE, Expected("pier", after=2)),
    ),
    Page(
        "md",
        "line",
        f"# Quay closes to lorries\n\nP1\n\nP2\n\n![A pier]({{pier}})\n\n*{PIER} · Ole Berg*\n\nP3\n",
        (TWO,),
    ),
    Page(
        "md",
        "same paragraph",
        f"# Quay closes to lorries\n\nP1\n\nP2\n\n![A pier]({{pier}})\n*{PIER} Photo: Ole Berg*\n\nP3\n",
        (TWO,),
    ),
    Page(
        "md",
        "obsidian",
        "# Quay closes to lorries\n\n![[{quay}|600]]\n\nP1\n\nP2\n\nP3\n",
        (Expected("quay"),),
    ),
    Page(
        "md",
        "figure",
        f'# Quay closes to lorries\n\nP1\n\nP2\n\n<figure><img src="{{pier}}"><figcaption>{PIER} Photo: Ole Berg</figcaption></figure>\n\nP3\n',
        (TWO,),
    ),
    Page(
        "md",
        "cover",
        f"---\ntitle: Quay closes to lorries\ncover: {{{{image: {{quay}}, caption: '{QUAY}', credit: Jane Roe/Example Agency}}}}\n---\n\nP1\n\nP2\n\nP3\n",
        (ONE,),
    ),
    Page(
        "md",
        "badge",
        "# Quay closes to lorries\n\n![build](https://img.shields.io/badge/x-y.svg)\n\nP1\n\n![Pier]({pier})\n\nP2\n\nP3\n",
        (Expected("pier", after=1),),
    ),
)
