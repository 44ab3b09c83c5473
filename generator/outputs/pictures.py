"""The files of pictures, and figures: what an article's page shows of each picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from html import escape as escape_html
from pathlib import Path

from generator.archive.archive import Archive
from generator.extract.formats import extract
from generator.inputs.settings import Settings
from generator.model.documents import Seed
from generator.model.errors import ClipfileError
from generator.model.output import Output
from generator.model.pictures import Picture
from generator.outputs.keys import digest
from generator.outputs.views import View, filled
from generator.pictures.files import PictureError
from generator.pictures.reading import original
from generator.pictures.renditions import Master, Rendition, encoded, master, renditions
from generator.text.markup import escape, image

# Changes whenever the same original becomes other bytes.
_VERSION = 1


def picture_files(archive: Archive, settings: Settings) -> Iterator[Output]:
    """Every rendition of every picture, once."""
    paths: set[str] = set()
    for article in archive.articles:
        for picture in article.pictures:
            for rendition in renditions(picture, settings.pictures):
                if rendition.path not in paths:
                    paths.add(rendition.path)
                    make = partial(_make, str(settings.seeds), article.seed, picture, rendition)
                    yield Output(rendition.path, make, digest(_VERSION, rendition))


def _make(folder: str, name: str, picture: Picture, rendition: Rendition) -> bytes:
    return encoded(_master(folder, name, picture), rendition)


@lru_cache(maxsize=1)  # the renditions of a picture are made one after the other
def _master(folder: str, name: str, picture: Picture) -> Master:
    data = b"" if picture.file else Path(folder, name).read_bytes()
    seed = Seed(name, data, "", folder=folder)
    found = () if picture.file else extract(seed, seed.declared).pictures
    try:
        return master(original(seed, picture, found))
    except PictureError as fault:
        raise ClipfileError(f"{name}: the picture {picture.file or picture.caption!r} {fault}") from fault


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
    """The body of an article with its pictures where the document has them.

    Args:
        blocks: the paragraphs, as Markdown.
        pictures: of the article.
        url: address of the article.
        settings: how large pictures are shown.

    Returns:
        Markdown for any program, and Markdown with the figures of our theme, None if it is the same.
    """
    if not pictures or settings.pictures == "none":
        return "\n\n".join(blocks), None
    up = "../" * url.rstrip("/").count("/")
    plain, shown = list[str](), list[str]()
    for number in range(len(blocks) + 1):
        for picture in pictures:
            if min(picture.after, len(blocks)) == number:
                view = picture_view(picture, settings)
                plain += _plain(view, up)
                shown.append(_figure(view, f"{up}../", eager=not shown))
        if number < len(blocks):
            plain.append(blocks[number])
            shown.append(blocks[number])
    return "\n\n".join(plain), "\n\n".join(shown)


def _plain(view: View, up: str) -> Iterator[str]:
    yield image(view.get("alt", ""), f"{up}{view['src']}")
    words = [escape(view[key]) for key in ("caption", "credit", "rights") if key in view]
    if words:
        yield f"*{' · '.join(words)}*"


def _figure(view: View, up: str, *, eager: bool) -> str:
    sources = ", ".join(f"{up}{source['path']} {source['width']}w" for source in view["srcset"])
    words = escape_html(view.get("caption", ""))
    for key in ("credit", "rights"):
        if key in view:
            words += f" <small>{escape_html(view[key])}</small>"
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    loading = 'fetchpriority="high"' if eager else 'loading="lazy"'
    return (
        f'<figure class="cf-figure"><img src="{up}{view["src"]}" srcset="{sources}" '
        f'sizes="(min-width: 60em) 40rem, 100vw" width="{view["width"]}" height="{view["height"]}" '
        f'alt="{escape_html(view.get("alt", ""))}" {loading} decoding="async">{caption}</figure>'
    )
