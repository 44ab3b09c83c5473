"""Pictures in a report: small enough for a file that is read, and as many as a reviewer looks at."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass

from generator.check.report.text import code
from generator.model.pictures import Picture
from generator.model.records import Article

Thumbnail = Callable[[Article, Picture], bytes]
# Pictures that a report shows, and characters of each.
MOST, LARGEST = 40, 20_000
_DATA = re.compile(r"data:image/webp;base64,[\w+/=]+")


@dataclass
class ReportedPictures:
    """Makes the rows of tables of pictures, and counts those that it shows."""

    thumbnail: Thumbnail | None = None
    shown: int = 0

    def rows(self, article: Article, before: Article | None = None) -> list[list[str]]:
        """The pictures of an article that another state of it did not have in the same form."""
        known = set(before.pictures) if before else set()
        return [self._row(article, picture) for picture in article.pictures if picture not in known]

    def _row(self, article: Article, picture: Picture) -> list[str]:
        size = f"{picture.width} × {picture.height}"
        words = (picture.alt, picture.caption, picture.credit, picture.rights)
        return [self._shown(article, picture), code(name_of(picture)), size, *map(code, words)]

    def _shown(self, article: Article, picture: Picture) -> str:
        """An image with its data in its address; "" if the report has enough of them."""
        if self.thumbnail is None or self.shown >= MOST:
            return ""
        data = b64encode(self.thumbnail(article, picture)).decode()
        if not data or len(data) > LARGEST:
            return ""
        self.shown += 1
        return f"![](data:image/webp;base64,{data})"


def name_of(picture: Picture) -> str:
    """What a report calls a picture."""
    return picture.file or f"(within {picture.within or 'the document'})"


def length(text: str) -> int:
    """The length of a text without the data of its pictures."""
    return len(_DATA.sub("", text))
