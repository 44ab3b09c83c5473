"""Makes the renditions of the pictures of articles. Loaded only if there are any to make."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from generator.extract.formats import extract
from generator.model.documents import Seed
from generator.model.output import Unmade
from generator.model.pictures import Picture
from generator.pictures.encoding import Master, encoded, master
from generator.pictures.files import PictureError
from generator.pictures.reading import original
from generator.pictures.renditions import Rendition


def make(folder: str, name: str, picture: Picture, rendition: Rendition) -> bytes | Unmade:
    """A rendition of a picture, or why there is none.

    Args:
        folder: of the seeds.
        name: path of the seed below it.
        picture: of its article.
        rendition: what to make of it.
    """
    try:
        return encoded(_master(folder, name, picture), rendition)
    except PictureError as fault:
        why = str(fault)
    except Exception as error:  # noqa: BLE001 - whatever is wrong with a picture must cost only the picture
        why = f"cannot be shown: {type(error).__name__}: {error}"[:300]
    return Unmade(
        picture.sha256, picture.file or picture.alt or picture.caption or "within the document", why
    )


@lru_cache(maxsize=1)  # the renditions of a picture are made one after the other
def _master(folder: str, name: str, picture: Picture) -> Master:
    name = picture.within or name
    data = b"" if picture.file else Path(folder, name).read_bytes()
    seed = Seed(name, data, "", folder=folder)
    pictures = () if picture.file else extract(seed, seed.declared).pictures
    return master(original(seed, picture, pictures))
