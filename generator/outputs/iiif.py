"""A manifest of each scan for viewers of libraries: IIIF Presentation 3, with plain images."""

from __future__ import annotations

import json
from typing import Any

from generator.inputs.settings import Settings
from generator.model.addresses import absolute
from generator.model.pictures import FacsimilePage
from generator.model.records import Article
from generator.outputs.views import day_text, direction
from generator.outputs.words import words
from generator.scans.alto import ScanPage
from generator.scans.renditions import PageRenditions, page_renditions

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
# Only statements of these may be the rights of a manifest.
_RIGHTS = (
    "http://creativecommons.org/licenses/",
    "http://creativecommons.org/publicdomain/",
    "http://rightsstatements.org/vocab/",
)
_CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"


def scan_folder(article: Article) -> str:
    """Where the data of a scan is: not next to the article's page, which may be a seed of another archive."""
    return f"data/scans/{article.id}/"


def manifest_path(article: Article) -> str:
    """Address of the manifest."""
    return f"{scan_folder(article)}manifest.json"


def annotations_path(article: Article, number: int) -> str:
    """Address of the lines on a page as annotations; pages count from 0."""
    return f"{scan_folder(article)}annotations-{number + 1}.json"


def manifest(article: Article, settings: Settings) -> str:
    """The manifest, for a site whose address is known."""
    texts = words(settings.language)
    own = article.language or "none"
    source = article.source
    printed = {
        texts["source"]: source.name,
        texts["date"]: day_text(article.date, settings.language) if article.date else "",
        texts["newspaper_page"]: source.page,
    }
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "id": absolute(settings.site_url, manifest_path(article)),
        "type": "Manifest",
        "label": {own: [article.title]},
        "metadata": [
            {"label": _said(name, settings), "value": {"none": [value]}}
            for name, value in printed.items()
            if value
        ],
        "viewingDirection": "right-to-left" if direction(article.language) == "rtl" else "left-to-right",
        "homepage": [
            {
                "id": absolute(settings.site_url, article.url),
                "type": "Text",
                "label": {own: [article.title]},
                "format": "text/html",
            }
        ],
        "items": [
            _canvas(article, number, page, made, settings)
            for number, page in enumerate(article.facsimile)
            if (made := page_renditions(page, settings.for_article(article).pictures))
        ],
    }
    if article.summary:
        data["summary"] = {own: [article.summary]}
    rights = _CC0 if article.rights == "CC0-1.0" else article.rights.replace("https://", "http://")
    if rights.startswith(_RIGHTS):
        data["rights"] = rights
    elif article.rights:
        data["requiredStatement"] = {
            "label": _said(texts["rights"], settings),
            "value": {"none": [article.rights]},
        }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _canvas(
    article: Article, number: int, page: FacsimilePage, made: PageRenditions, settings: Settings
) -> dict[str, Any]:
    own = _canvas_id(article, number, settings)
    label = words(settings.language)["facsimile_page"].replace("{n}", str(number + 1))
    large, small = (
        {
            "id": absolute(settings.site_url, rendition.path),
            "type": "Image",
            "format": "image/jpeg" if rendition.format == "jpg" else "image/webp",
            "width": rendition.width,
            "height": rendition.height,
        }
        for rendition in (made.large, made.small)
    )
    painting = {
        "id": f"{own}/image",
        "type": "Annotation",
        "motivation": "painting",
        "body": large,
        "target": own,
    }
    canvas = {
        "id": own,
        "type": "Canvas",
        "label": _said(label, settings),
        "width": page.width,
        "height": page.height,
        "thumbnail": [small],
        "items": [{"id": f"{own}/images", "type": "AnnotationPage", "items": [painting]}],
    }
    if page.words:
        place = absolute(settings.site_url, annotations_path(article, number))
        canvas["annotations"] = [{"id": place, "type": "AnnotationPage"}]
    return canvas


def _canvas_id(article: Article, number: int, settings: Settings) -> str:
    return f"{absolute(settings.site_url, manifest_path(article))}/canvas/{number + 1}"


def _said(text: str, settings: Settings) -> dict[str, list[str]]:
    return {settings.language: [text]}


def page_annotations(article: Article, number: int, page: ScanPage | None, settings: Settings) -> str:
    """The lines on a page as they were recognized, each with its box."""
    own = absolute(settings.site_url, annotations_path(article, number))
    canvas = _canvas_id(article, number, settings)
    items = []
    for position, line in enumerate(page.lines if page else (), 1):
        left, top = min(word.x for word in line.words), min(word.y for word in line.words)
        right = max(word.x + word.width for word in line.words)
        bottom = max(word.y + word.height for word in line.words)
        box = ",".join(str(max(0, round(side))) for side in (left, top, right - left, bottom - top))
        body = {"type": "TextualBody", "value": line.text, "format": "text/plain"}
        items.append(
            {
                "id": f"{own}/{position}",
                "type": "Annotation",
                "motivation": "supplementing",
                "body": body | ({"language": article.language} if article.language else {}),
                "target": f"{canvas}#xywh={box}",
            }
        )
    data = {"@context": CONTEXT, "id": own, "type": "AnnotationPage", "items": items}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
