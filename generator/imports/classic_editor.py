"""Text of WordPress's classic editor as HTML: blank lines between paragraphs, as WordPress shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_BLOCKS = (
    "address|article|aside|blockquote|center|details|dialog|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|"
    "header|hr|iframe|legend|li|main|map|menu|nav|object|ol|p|pre|script|section|style|summary|table|tbody|td|textarea|"
    "tfoot|th|thead|tr|ul|video|audio"
)
# Elements whose content has paragraphs itself.
_HOLDERS = "article|aside|blockquote|center|div|fieldset|footer|form|header|main|nav|section|details"
_STARTS = re.compile(rf"\A\s*+</?(?:{_BLOCKS})\b", re.IGNORECASE)
_HOLDER = re.compile(rf"(</?(?:{_HOLDERS})\b[^<>]*+>)", re.IGNORECASE)
_OPENS = re.compile(r"(<(?:table|ul|ol|dl|h[1-6]|pre|figure|hr|p|iframe|video|audio)\b)", re.IGNORECASE)
_CLOSES = re.compile(
    r"(</(?:table|ul|ol|dl|h[1-6]|pre|figure|p|iframe|video|audio)>|<hr\b[^<>]*>)", re.IGNORECASE
)
_VERBATIM = re.compile(r"<(pre|script|style|textarea)\b[^<>]*+>", re.IGNORECASE)
_BLANK = re.compile(r"\n(?:[^\S\n]*+\n)++")
_BREAK = re.compile(r"(?:<br\s*+/?>\s*+){2,}+", re.IGNORECASE)
_COMMENT = re.compile(r"\A\s*+(?:<!--(?:[^-]|-(?!->))*+-->\s*+)++\Z")
_BLOCK_COMMENT = re.compile(r"<!--\s++(?P<end>/)?wp:(?P<name>[a-z][a-z0-9/_-]*+)(?P<rest>[^>]*+)>")
_EMBED = re.compile(r"\[embed[^\[\]]{0,200}\]\s*(https?://[^\s\[\]<>\"]{1,2000})\s*\[/embed\]")
_EMBED_BLOCK = re.compile(
    r"(<div class=\"wp-block-embed__wrapper\">)\s*(https?://[^\s<>\"]{1,2000})\s*(</div>)"
)
_LINE_END = re.compile(r"<br\s*+/?>[^\S\n]*+\n?|\n")
_BARE = re.compile(r"https?://[^\s<>\"]{1,2000}\Z")
_GALLERY = re.compile(r"\[gallery(?P<rest>[^\[\]]{0,1000})\]")
_IDS = re.compile(r"\bids\s*+=(?:\s*+[\"'“”])?([\d,\s]{1,1000}+)")


def as_html(content: str, galleries: Mapping[str, str], attached: str = "") -> str:
    """The content of a post as HTML.

    Args:
        content: as the export has it, of the classic editor or of the block editor.
        galleries: identifier of a picture → its figure, for galleries that name their pictures.
        attached: the figures of the pictures that belong to the post, for those that name none.
    """
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    if "embed" in content:
        content = _EMBED.sub(r'\n\n<iframe src="\1"></iframe>\n\n', content)
        content = _EMBED_BLOCK.sub(r'\1<iframe src="\2"></iframe>\3', content)
    if "[gallery" in content:
        content = _GALLERY.sub(lambda code: _gallery(code, galleries, attached), content)
    if "<!-- wp:" not in content:
        return paragraphs(content)
    return "".join(part if is_block else paragraphs(part) for part, is_block in _blocks(content))


def _gallery(code: re.Match[str], galleries: Mapping[str, str], attached: str) -> str:
    """The figures of a gallery before its code, which stays: nothing is lost if a picture is unknown."""
    listed = _IDS.search(code["rest"])
    numbers = [number.strip() for number in listed[1].split(",")] if listed else []
    figures = "\n".join(filter(None, (galleries.get(number) for number in numbers))) if listed else attached
    return f"\n\n{figures}\n\n" if figures and _all_known(numbers, galleries) else code[0]


def _all_known(numbers: list[str], galleries: Mapping[str, str]) -> bool:
    return all(number in galleries for number in numbers if number)


def _blocks(content: str) -> Iterator[tuple[str, bool]]:
    """The parts of a content, and whether each is a block of the block editor; others are classic text."""
    depth = start = 0
    classic = False
    for mark in _BLOCK_COMMENT.finditer(content):
        if not mark["rest"].endswith("--") or mark["rest"][:-2].rstrip().endswith("/"):
            continue
        if not mark["end"]:
            if depth == 0:
                yield content[start : mark.start()], False
                start, classic = mark.start(), mark["name"] in {"freeform", "core/freeform"}
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                yield content[start : mark.end()], not classic
                start = mark.end()
    yield content[start:], depth > 0


def paragraphs(text: str) -> str:
    """Text with blank lines between paragraphs as HTML; a single line break is one in the paragraph."""
    if not text.strip():
        return text
    text, verbatim = _without_verbatim(text.replace("\0", ""))
    text = _BREAK.sub("\n\n", text)
    text = _HOLDER.sub(r"\n\n\1\n\n", text)
    text = _CLOSES.sub(r"\1\n\n", _OPENS.sub(r"\n\n\1", text))
    html = "\n".join(_paragraph(part) for part in _BLANK.split(text) if part.strip())
    return re.sub(r"<pre \0(\d+)\0>", lambda mark: verbatim[int(mark[1])], html)


def _without_verbatim(text: str) -> tuple[str, list[str]]:
    """The text with a mark for each element whose lines are as they are meant, and these elements."""
    parts: list[str] = []
    verbatim: list[str] = []
    lowered, position = text.lower(), 0
    last = {name: lowered.rfind(f"</{name}") for name in ("pre", "script", "style", "textarea")}
    for match in _VERBATIM.finditer(text):
        name = match[1].lower()
        if position <= match.start() < last[name]:
            end = lowered.find(">", lowered.find(f"</{name}", match.end())) + 1
            if not end:
                break
            parts += [text[position : match.start()], f"\n\n<pre \0{len(verbatim)}\0>\n\n"]
            verbatim.append(text[match.start() : end])
            position = end
    return "".join((*parts, text[position:])), verbatim


def _paragraph(part: str) -> str:
    if _STARTS.match(part) or _COMMENT.match(part):
        return part
    text = part.strip()
    if _BARE.match(text):
        return f'<p><a href="{text}">{text}</a></p>'
    lines = _LINE_END.sub("<br>\n", text)
    return f"<p>{lines}</p>"
