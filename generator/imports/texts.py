"""Text files of exports, in whatever encoding, and how the text of an item is written."""

from __future__ import annotations

import re
from pathlib import Path

from generator.extract.decode import LIMIT, clean, decode
from generator.imports.item import Document
from generator.imports.pages import page
from generator.model.errors import ClipfileError

# Larger files are not read into memory.
LARGEST = 1_000_000_000
_MARKUP = re.compile(
    r"<(?:p|div|br|h[1-6]|ul|ol|article|section|blockquote|figure|span|strong|em|b|i|a|img|table)\b[^<>]*+>",
    re.IGNORECASE,
)
_WHOLE_PAGE = re.compile(r"<(?:!doctype html|html)\b", re.IGNORECASE)
_MARKDOWN = re.compile(
    r"^#{1,6} \S|^(?:[-*+]|\d{1,3}\.) \S|\[[^\]\[\n]{1,300}\]\(https?://|^> \S|\*\*\S", re.MULTILINE
)


def read_text(path: Path) -> str:
    """The text of a file, with line feeds and without control characters.

    Raises:
        ClipfileError: it is too large, or no text.
    """
    if path.stat().st_size > LARGEST:
        raise ClipfileError(f"{path}: is larger than {LARGEST // 1_000_000:,} MB. Export a part at a time.")
    data = path.read_bytes()
    if not data.strip():
        raise ClipfileError(f"{path}: the file is empty. Export it again.")
    if len(data) > LIMIT:
        return clean(_large(data))
    decoded = decode(path.name, data)
    if decoded.text is None:
        raise ClipfileError(f"{path}: {decoded.problems[0].message}.")
    return decoded.text


def text_of(data: bytes) -> str:
    """The text of a file that is read already, in whatever encoding; "" if it has none."""
    return decode("", data).text or ""


def _large(data: bytes) -> str:
    """A text that is too large for the detection of its encoding: Unicode, or Western European."""
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Nearly everything was read: the file is cut off or damaged, not in another encoding.
        late = error.start > len(data) - 4
        return data.decode("utf-8" if late else "cp1252", "replace")


def document_of(title: str, text: str, *, published: str = "", html: bool = False) -> Document | None:
    """The text of an item as a document in its own form, None if it has no text.

    Args:
        title: its headline.
        text: HTML, Markdown or plain text.
        published: the words of the export for its time of publication.
        html: it is HTML, whatever it looks like.
    """
    content = clean(text).strip()
    if not content:
        return None
    if _WHOLE_PAGE.search(content[:1000]):
        return Document(content.encode() + b"\n", ".html")
    if html or _MARKUP.search(content):
        return page(title, content, published) if _has_words(content) else None
    if _MARKDOWN.search(content):
        return Document(_headed(title, content, "# ").encode(), ".md")
    return Document(_headed(title, content, "").encode(), ".txt")


def _has_words(content: str) -> bool:
    return bool(re.sub(r"<[^<>]*+>|&nbsp;|\s", "", content))


def _headed(title: str, content: str, mark: str) -> str:
    """A text below its headline, which every reader of documents expects."""
    title = " ".join(clean(title).split())
    first = content.lstrip("# ").partition("\n")[0].strip()
    head = "" if not title or first.casefold() == title.casefold() else f"{mark}{title}\n\n"
    return f"{head}{content}\n"
