"""The body of a list page: the contents of its view, as Markdown lists of links that any program can show.

Our theme shows the view itself and leaves this out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.model.addresses import link_path
from generator.outputs.views import View
from generator.text.markup import escape, heading, image, link


@dataclass(frozen=True, slots=True)
class _Place:
    """Path of the Markdown file that links are relative to, and the words of the interface."""

    path: str
    texts: Mapping[str, str]

    def link(self, label: str, url: str) -> str:
        return link(label, link_path(self.path, url))


def list_body(path: str, view: View, texts: Mapping[str, str]) -> str:
    """Markdown of every list in a view, in the view's ``order`` if it states one; "" if there are none.

    Args:
        path: of the page's Markdown file, below the docs folder.
        view: see the table in ``views.py``.
        texts: words of the interface, see ``words.words``.
    """
    place = _Place(path, texts)
    keys = view.get("order") or _BLOCKS
    made = (_BLOCKS[key](place, view[key]) for key in keys if key in _BLOCKS and key in view)
    return "\n\n".join(filter(None, made))


def _items(place: _Place, items: Iterable[View]) -> str:
    return "\n".join(f"- {_item(place, item)}" for item in items)


def _item(place: _Place, item: View) -> str:
    """``[Title](path): 3 May 1987, Example Courier``, or ``[Name](path) (12)``; a quotation comes first."""
    # A headline may be nothing that can be shown: then its address is the text of its link.
    label = item.get("title") or item.get("name") or item.get("label") or item["url"]
    kind = place.texts[item["kind"]] if "kind" in item else ""
    known = ", ".join(map(escape, filter(None, (item.get("when"), item.get("source"), kind))))
    count = f" ({item['count']})" if "count" in item else ""
    linked = f"{place.link(label, item['url'])}{count}{': ' if known else ''}{known}"
    said = " ".join(item.get("text", "").split())
    if not said or kind:
        return f"{linked}. {escape(said)}" if said else linked
    speaker = f"{escape(item['speaker'])}, " if "speaker" in item else ""
    return f"{item.get('open', '“')}{escape(said)}{item.get('close', '”')} – {speaker}{linked}"


def _headed(key: str) -> Callable[[_Place, Any], str]:
    """A list under a heading that has a name among the words of the interface."""
    return lambda place, items: f"{heading(2, place.texts[key])}\n\n{_items(place, items)}"


def _groups(place: _Place, groups: Iterable[View]) -> str:
    """Lists under headings of their own."""
    return "\n\n".join(_group(place, group) for group in groups)


def _group(place: _Place, group: View) -> str:
    label = group.get("name") or group.get("label") or place.texts["elsewhere"]
    opening = f"## {place.link(label, group['url'])}" if "url" in group else heading(2, label)
    return f"{opening}\n\n{_items(place, group.get('entries') or group.get('terms') or [])}"


def _since(key: str) -> Callable[[_Place, Any], str]:
    """A list under a heading that names a day."""

    def make(place: _Place, view: View) -> str:
        words = place.texts[key].replace("{day}", view["day"])
        items = view.get("entries") or view.get("terms") or []
        return f"{heading(2, words)}\n\n{_items(place, items)}" if items else ""

    return make


def _more(key: str) -> Callable[[_Place, Any], str]:
    """A link to another list, with the number of its items."""
    return lambda place, view: _items(place, [{"label": place.texts[key], **view}])


def _quotations(place: _Place, view: View | list[View]) -> str:
    """Quotations; on the page of a person, a link to them."""
    if isinstance(view, list):
        return _items(place, view)
    return _more("all_quotations")(place, {"url": view["url"], "count": view["count"]})


def _fact(key: str) -> Callable[[_Place, str], str]:
    """A labelled value."""
    return lambda place, value: f"{escape(place.texts[key])}: {escape(value)}"


def _pager(place: _Place, view: View) -> str:
    return " · ".join(
        place.link(place.texts[f"pager_{way}"], view[way]) for way in ("previous", "next") if way in view
    )


def _pictures(place: _Place, views: Iterable[View]) -> str:
    """Pictures in their smallest size, each with its words and a link to its article."""
    return "\n".join(f"- {_picture(place, view)}" for view in views)


def _picture(place: _Place, view: View) -> str:
    up = "../" * place.path.count("/")
    said = ". ".join(escape(view[key]) for key in ("caption", "credit") if key in view)
    shown = image(view.get("alt", ""), f"{up}{view['srcset'][0]['path']}")
    linked = _item(place, {key: view[key] for key in _LINKED if key in view})
    return f"{shown} {linked}. {said}" if said else f"{shown} {linked}"


def _gallery(place: _Place, view: View) -> str:
    """The pictures of a person or a place under a heading, and a link to the rest."""
    rest = {"label": place.texts["all_pictures"], "url": view.get("url", ""), "count": view["count"]}
    more = f"\n\n{_items(place, [rest])}" if "url" in view else ""
    return f"{heading(2, place.texts['pictures'])}\n\n{_pictures(place, view['pictures'])}{more}"


# What a list shows of the article of a picture.
_LINKED = ("title", "url", "when")
_BLOCKS: Mapping[str, Callable[[_Place, Any], str]] = {
    "to": lambda place, url: place.link(url, url),
    "when": _fact("withdrawn_on"),
    "reason": _fact("reason"),
    "parts": _headed("months"),
    **dict.fromkeys(("entries", "terms", "years", "sections"), _items),
    "quotations": _quotations,
    "pictures": _pictures,
    "gallery": _gallery,
    "speakers": _headed("by_speaker"),
    "others": _more("other_speakers"),
    "undated": _more("undated"),
    "latest": _headed("latest"),
    "collections": _headed("collections"),
    "on_these_days": _since("on_these_days"),
    "most_covered": _since("most_covered"),
    **dict.fromkeys(("topics", "browse", "countries"), _groups),
    "pager": _pager,
}
