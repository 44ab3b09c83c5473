"""Pictures: as a document refers to them, and as an article has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from msgspec import Struct

# What the site shows of pictures: up to 1,600 pixels wide, up to 480 (for quotation), or nothing.
POLICIES = ("full", "small", "none")


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture of the article, as its document refers to it.

    Attributes:
        address: as the document has it: a path relative to the document, ``cid:...``, or a web address.
        alt: alternative text, "" if the document has none.
        caption: plain text, without the credit.
        credit: photographer and agency, as the document names them.
        rights: a statement of rights or licence.
        lead: whether it opens the article.
        after: number of paragraphs of the body before it, from 0.
        rule: name of the rule that found it.
        data: bytes of a picture within the document; empty for a file of its own.
        also: further addresses where its bytes may be, the best first. A picture without ``address`` is only
            named by metadata, and nobody misses it if its bytes are at none of them.
        line: in the document, 0 if unknown.
        page: path of the document that refers to it, if that is a further page of the article; else "".
    """

    address: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    rights: str = ""
    lead: bool = False
    after: int = 0
    rule: str = "img"
    data: bytes = b""
    also: tuple[str, ...] = ()
    line: int = 0
    page: str = ""


class Picture(Struct, frozen=True, array_like=True):
    """A picture of an article whose bytes were read and are an image.

    Attributes:
        file: path of the original below the seeds folder; "" for one within the document.
        sha256: of the original's bytes, hexadecimal.
        type: media type of the original.
        width: in pixels, upright; ``height`` likewise.
        alt: alternative text; "" if neither the document nor a curator gives one.
        after: number of paragraphs of the body before it, from 0.
        description: 128 bits that say what it shows, see ``pictures.same``.
        within: path of the further page of the article that has it within; "" for one in the seed itself.
    """

    file: str
    sha256: str
    type: str
    width: int
    height: int
    alt: str = ""
    caption: str = ""
    credit: str = ""
    rights: str = ""
    lead: bool = False
    after: int = 0
    within: str = ""
    description: bytes = b""


class FacsimilePage(Struct, frozen=True, array_like=True):
    """A page of the scan of an article.

    Attributes:
        file: path of the scan below the seeds folder.
        sha256: of the bytes of this file, hexadecimal.
        number: of the page within the file, from 0.
        width: in pixels, upright; ``height`` likewise. Of a PDF, as it is drawn.
        words: path of the file with the places of the words on it; "" if there is none.
        words_page: number of this page within that file, from 0.
        words_sha256: of the bytes of that file.
    """

    file: str
    sha256: str
    number: int
    width: int
    height: int
    words: str = ""
    words_page: int = 0
    words_sha256: str = ""


class FileState(NamedTuple):
    """A file that an article was made from besides its seed: its path, size and time of change.

    ``size`` is -1 for a file that did not exist.
    """

    path: str
    size: int
    changed: int
