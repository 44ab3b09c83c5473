"""Pictures that are attached to a message and that its text does not show where they belong."""

from __future__ import annotations

import re
from collections.abc import Collection
from email.message import EmailMessage
from typing import NamedTuple
from urllib.parse import unquote

from generator.extract.decode import clean
from generator.model.documents import Removed
from generator.model.pictures import FoundPicture
from generator.pictures.files import PictureError
from generator.pictures.images import facts

RULE = "attachment"
_MOST, _MOST_LISTED = 40, 60
_LARGEST = 40_000_000  # bytes of a picture
# Pixels and proportions of a photograph; what is smaller or longer is a logo, a signature or a banner.
_SMALLEST, _FLATTEST = 200, 4.0
_LONGEST_NAME = 200
_ORNAMENT = re.compile(
    r"logo|signatur|(?<![a-z])(?:sig|icon|banner|badge|spacer|pixel|avatar|facebook|twitter|linkedin|instagram"
    r"|youtube|whatsapp|footer|header|unterschrift|firma|assinatura|emoji)(?![a-z])",
    re.IGNORECASE,
)
# What Outlook calls a picture that it puts into a message, such as the one in a signature.
_NUMBERED = re.compile(r"\A(?:image|outlook-?)\d{3}\.", re.IGNORECASE)
_CID = re.compile(r"cid:([^\s\"'<>()]{1,500})", re.IGNORECASE)
_LARGE = 400  # pixels of such a picture that is more than a signature
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|tiff?|bmp|hei[cf])\Z", re.IGNORECASE)


class AttachedPictures(NamedTuple):
    """The pictures of a message, and ledger lines about all other attached files."""

    pictures: tuple[FoundPicture, ...] = ()
    removed: tuple[Removed, ...] = ()


def attached_pictures(message: EmailMessage, text: str, after: int) -> AttachedPictures:
    """What is attached to a message.

    Args:
        message: the message.
        text: of the part that is read, which may show attached pictures.
        after: number of paragraphs of the article.
    """
    identifiers = {unquote(identifier) for identifier in _CID.findall(text)}
    pictures: list[FoundPicture] = []
    removed: list[Removed] = []
    for part in message.walk():
        name = " ".join(clean(part.get_filename() or "").split())[:_LONGEST_NAME]
        if _is_picture(part, name):
            if _is_shown(part, text, identifiers):
                continue
            data = part.get_payload(decode=True)
            # A part without a name belongs to a page within the message, which does not show it.
            named = name or part.get_content_disposition() == "attachment"
            if named and isinstance(data, bytes) and len(pictures) < _MOST and _is_photograph(data, name):
                pictures.append(FoundPicture(name, after=after, rule=RULE, data=data))
            else:
                removed.append(Removed(0, name or "a picture without a name", RULE, "picture"))
        elif name and part.get_content_disposition() == "attachment":
            removed.append(Removed(0, name, RULE, "embed"))
    return AttachedPictures(tuple(pictures), tuple(removed[:_MOST_LISTED]))


def _is_picture(part: EmailMessage, name: str) -> bool:
    kind = part.get_content_maintype()
    return kind == "image" or (kind == "application" and bool(_PICTURE_NAME.search(name)))


def _is_shown(part: EmailMessage, text: str, identifiers: Collection[str]) -> bool:
    """Whether the text refers to a picture, so that the rules for pages decide about it."""
    location = "".join(str(part.get("Content-Location") or "").split())
    identifier = str(part.get("Content-ID") or "").strip().strip("<>")
    return bool(location and location in text) or unquote(identifier) in identifiers


def _is_photograph(data: bytes, name: str) -> bool:
    """Whether a picture belongs to the message; one that cannot be read may, which its warning says."""
    if _ORNAMENT.search(name) or not data or len(data) > _LARGEST:
        return False
    try:
        image = facts(data)
    except PictureError:
        return True
    short, long = sorted((image.width, image.height))
    return short >= (_LARGE if _NUMBERED.match(name) else _SMALLEST) and long <= _FLATTEST * short
