"""Whether a saved page says that it was not public, such as a private post that its author saved."""

from __future__ import annotations

from lxml.html import HtmlElement

from generator.inputs.foreign import Meaning
from generator.inputs.publicity import withholds

# Classes that WordPress gives a post. Others of its lists may be public or not.
_STATUSES = {
    f"status-{status}" for status in ("private", "draft", "auto-draft", "pending", "future", "trash")
}
_PASSWORD = frozenset({"post-password-required", "post-password-protected"})
# Meta elements by which Pelican and others mark a page.
_META = {"status": Meaning("status", "status"), "draft": Meaning("withheld")}


def withheld_by_page(text: str, root: HtmlElement) -> str:
    """The mark by which a page says that it is not public, "" if there is none.

    A request to search engines (``robots``) is no such mark.

    Args:
        text: the page.
        root: its tree.
    """
    for element in root.iter("meta"):
        name, value = (element.get("name") or "").strip().lower(), element.get("content") or ""
        if name in _META and withholds(_META[name], value):
            return f'<meta name="{name}" content="{value}">'[:100]
    if "post-password-form" in text and root.xpath("//form[contains(@class, 'post-password-form')]"):
        return "the form for its password"
    if "status-" in text or "post-password-" in text:
        elements = root.iter("article", "div", "section", "main")
        posts = (set((element.get("class") or "").split()) for element in elements)
        marks = next(filter(_is_post, posts), set()) & (_STATUSES | _PASSWORD)
        if marks:
            return f'class="{min(marks)}"'
    return ""


def _is_post(classes: set[str]) -> bool:
    has_status = any(name.startswith("status-") for name in classes)
    return has_status and (
        "hentry" in classes or any(name.startswith(("type-", "post-")) for name in classes)
    )
