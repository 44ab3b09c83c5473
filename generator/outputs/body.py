"""The body of a list page: the content of its view as Markdown lists of links, for any renderer.

Our theme renders the view instead and does not show this body.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.addresses import link_path
from generator.outputs.views import View
from generator.text.markup import escape, link


@dataclass(frozen=True, slots=True)
class _PageContext:
    """Path of the Markdown file that links are relative to, and the texts of the interface."""

    path: str
    texts: Mapping[str, str]

    def link(self, label: str, url: str) -> str:
        return link(label, link_path(self.path, url))


def list_body(path: str, view: View, texts: Mapping[str, str]) -> str:
    """Write every list in a view as Markdown.

    Args:
        path: of the page's Markdown file, below the docs folder.
        view: of the page; its ``order``, if any, gives the order of the lists.
        texts: of the interface, see ``words.words``.

    Returns:
        The lists, separated by blank lines; "" if there are none.
    """
    context = _PageContext(path, texts)
    keys = view.get("order") or _BLOCKS
    blocks = (_BLOCKS[key](context, view[key]) for key in keys if key in _BLOCKS and key in view)
    return "\n\n".join(filter(None, blocks))


def _items(context: _PageContext, items: Iterable[View]) -> str:
    return "\n".join(f"- {_item(context, item)}" for item in items)


def _item(context: _PageContext, item: View) -> str:
    """``[Title](path): 3 May 1987, Example Courier``, or ``[Name](path) (12)``, after a quotation if any."""
    label = item.get("title") or item.get("name") or item["label"]
    kind = context.texts[item["kind"]] if "kind" in item else ""
    details = ", ".join(map(escape, filter(None, (item.get("when"), item.get("source"), kind))))
    count = f" ({item['count']})" if "count" in item else ""
    reference = f"{context.link(label, item['url'])}{count}{': ' if details else ''}{details}"
    text = " ".join(item.get("text", "").split())
    if not text or kind:
        return f"{reference}. {escape(text)}" if text else reference
    speaker = f"{escape(item['speaker'])}, " if "speaker" in item else ""
    return f"“{escape(text)}” – {speaker}{reference}"


def _with_heading(key: str) -> Callable[[_PageContext, Any], str]:
    """A list under a heading from the texts of the interface."""
    return lambda context, items: f"## {escape(context.texts[key])}\n\n{_items(context, items)}"


def _groups(context: _PageContext, groups: Iterable[View]) -> str:
    """Lists, each under its own heading."""
    return "\n\n".join(_group(context, group) for group in groups)


def _group(context: _PageContext, group: View) -> str:
    label = group.get("name") or group.get("label") or context.texts["elsewhere"]
    heading = context.link(label, group["url"]) if "url" in group else escape(label)
    return f"## {heading}\n\n{_items(context, group.get('entries') or group.get('terms') or [])}"


def _since(key: str) -> Callable[[_PageContext, Any], str]:
    """A list under a heading that names a day."""

    def make(context: _PageContext, view: View) -> str:
        heading = context.texts[key].replace("{day}", view["day"])
        return f"## {escape(heading)}\n\n{_items(context, view.get('entries') or view['terms'])}"

    return make


def _more(key: str) -> Callable[[_PageContext, Any], str]:
    """A link to another list, with the number of its items."""
    return lambda context, view: _items(context, [{"label": context.texts[key], **view}])


def _quotations(context: _PageContext, view: View | list[View]) -> str:
    """Quotations; on the page of a person, a link to them."""
    if isinstance(view, list):
        return _items(context, view)
    return _more("all_quotations")(context, {"url": view["url"], "count": view["count"]})


def _fact(key: str) -> Callable[[_PageContext, str], str]:
    """A labelled value."""
    return lambda context, value: f"{escape(context.texts[key])}: {escape(value)}"


def _pager(context: _PageContext, view: View) -> str:
    return " · ".join(
        context.link(context.texts[f"pager_{way}"], view[way]) for way in ("previous", "next") if way in view
    )


_BLOCKS: Mapping[str, Callable[[_PageContext, Any], str]] = {
    "to": lambda context, url: context.link(url, url),
    "when": _fact("withdrawn_on"),
    "reason": _fact("reason"),
    "parts": _with_heading("months"),
    **dict.fromkeys(("entries", "terms", "years", "sections"), _items),
    "quotations": _quotations,
    "speakers": _with_heading("by_speaker"),
    "others": _more("other_speakers"),
    "undated": _more("undated"),
    "latest": _with_heading("latest"),
    "collections": _with_heading("collections"),
    "on_these_days": _since("on_these_days"),
    "most_covered": _since("most_covered"),
    **dict.fromkeys(("topics", "browse", "countries"), _groups),
    "pager": _pager,
}
