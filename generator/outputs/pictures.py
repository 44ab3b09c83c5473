"""The files of pictures, and figures: what an article's page shows of each picture."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape as escape_html
from pathlib import Path

from generator.archive.archive import Archive
from generator.inputs.settings import Settings
from generator.model.output import Output, Unmade
from generator.model.pictures import Picture
from generator.model.records import Article
from generator.outputs.keys import digest
from generator.outputs.views import View, filled
from generator.outputs.words import words
from generator.pictures.renditions import Rendition, renditions
from generator.text.markup import escape, image

# Changes whenever the same original becomes other bytes.
_VERSION = 3
# Paragraphs that may be above a figure on the first screen.
_FIRST_SCREEN = 1
_THUMBNAIL = 160  # pixels of the longer side
# Height by width of a picture that is shown narrower than the text.
_TALL = 1.2
# The width of a figure, as in article.css.
_SIZES = "(min-width: 45em) 680px, calc(100vw - 40px)"


def picture_files(archive: Archive, settings: Settings) -> Iterator[Output]:
    """Every rendition of every picture, once."""
    paths: set[str] = set()
    for article in archive.articles:
        policy = settings.for_article(article).pictures if article.pictures else ""
        for picture in article.pictures:
            for rendition in renditions(picture, policy):
                if rendition.path not in paths:
                    paths.add(rendition.path)
                    make = partial(_make, str(settings.seeds), article.seed, picture, rendition)
                    yield Output(rendition.path, make, digest(_VERSION, rendition))


def _make(*what: object) -> bytes | Unmade:
    made: bytes | Unmade = importlib.import_module("generator.outputs.renditions").make(*what)  # loads slowly
    return made


def thumbnail(folder: Path, article: Article, picture: Picture) -> bytes:
    """A small WebP of a picture, empty if it cannot be made.

    Args:
        folder: of the seeds.
        article: which has the picture.
        picture: one of its pictures.
    """
    width = min(_THUMBNAIL, picture.width, max(1, round(_THUMBNAIL * picture.width / picture.height)))
    height = max(1, round(picture.height * width / picture.width))
    made = _make(str(folder), article.seed, picture, Rendition("", "webp", width, height))
    return b"" if isinstance(made, Unmade) else made


def picture_view(picture: Picture, settings: Settings) -> View:
    """What templates need of a picture: ``src`` (JPEG), ``srcset`` and sizes in pixels, words."""
    *webp, jpeg = renditions(picture, settings.pictures)
    return filled(
        src=jpeg.path,
        srcset=[{"path": rendition.path, "width": rendition.width} for rendition in webp],
        width=jpeg.width,
        height=jpeg.height,
        alt=picture.alt or picture.caption,
        caption=picture.caption,
        credit=picture.credit,
        rights=picture.rights,
    )


def with_figures(
    blocks: Sequence[str], pictures: Sequence[Picture], url: str, settings: Settings
) -> tuple[str, str | None]:
    """The body of an article with its pictures where the document has them, the lead above the text.

    Args:
        blocks: the paragraphs, as Markdown.
        pictures: of the article.
        url: address of the article.
        settings: how large pictures are shown, and the language of labels.

    Returns:
        Markdown for any program, and Markdown with the figures of our theme, None if it is the same.
    """
    if not pictures or settings.pictures == "none":
        return "\n\n".join(blocks), None
    up = "../" * url.rstrip("/").count("/")
    label = words(settings.language)["enlarge"]
    placed: dict[int, list[View]] = {}
    for picture in sorted(pictures, key=lambda picture: not picture.lead):
        place = 0 if picture.lead else min(picture.after, len(blocks))
        placed.setdefault(place, []).append(picture_view(picture, settings))
    plain, shown = list[str](), list[str]()
    for number in range(len(blocks) + 1):
        for view in placed.get(number, ()):
            plain += _plain(view, up)
            # The first figure is loaded at once if it is on the first screen.
            shown.append(_figure(view, f"{up}../", label, eager=len(shown) <= _FIRST_SCREEN))
        if number < len(blocks):
            plain.append(blocks[number])
            shown.append(blocks[number])
    return "\n\n".join(plain), "\n\n".join(shown)


def _plain(view: View, up: str) -> Iterator[str]:
    yield image(view.get("alt", ""), f"{up}{view['src']}")
    said = [escape(view[key]) for key in ("caption", "credit", "rights") if key in view]
    if said:
        yield f"*{' · '.join(said)}*"


def _figure(view: View, up: str, label: str, *, eager: bool) -> str:
    """A figure on one line, which Markdown leaves as it is; its link is to the largest size."""
    sources = ", ".join(f"{up}{source['path']} {source['width']}w" for source in view["srcset"])
    said = escape_html(view.get("caption", ""))
    for key in ("credit", "rights"):
        if key in view:
            said += f" <small>{escape_html(view[key])}</small>"
    caption = f"<figcaption>{said.strip()}</figcaption>" if said else ""
    alt = view.get("alt", "")
    named = "" if alt else f' aria-label="{escape_html(label)}"'
    tall = " cf-figure--tall" if view["height"] > _TALL * view["width"] else ""
    loading = 'fetchpriority="high"' if eager else 'loading="lazy"'
    return (
        f'<figure class="cf-figure{tall}"><a href="{up}{view["src"]}"{named}><picture>'
        f'<source type="image/webp" srcset="{sources}" sizes="{_SIZES}">'
        f'<img src="{up}{view["src"]}" width="{view["width"]}" height="{view["height"]}" '
        f'alt="{escape_html(alt)}" {loading} decoding="async"></picture></a>{caption}</figure>'
    )
