"""The text of a saved page as a tree that is safe to walk."""

from __future__ import annotations

import re

from lxml.html import HtmlElement, HTMLParser, document_fromstring

# Characters that XML cannot hold, and the processing instruction that XHTML may begin with.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_DECLARATION = re.compile(r"(?<=\A)\s*<\?xml[^>]{0,200}\?>")


def parse(text: str) -> HtmlElement | None:
    """The tree of a page, or None where there is nothing in it.

    Line numbers of the source are kept. The parser refuses to nest deeper than 255 elements, which
    bounds every later walk.
    """
    clean = _FORBIDDEN.sub("", _XML_DECLARATION.sub("", text))
    if not clean.strip():
        return None
    parser = HTMLParser(  # type: ignore[call-arg] # the stubs do not know default_doctype
        encoding="utf-8", remove_comments=True, remove_pis=True, default_doctype=False, collect_ids=False
    )
    root = document_fromstring(clean.encode("utf-8"), parser=parser, ensure_head_body=True)
    if not isinstance(root, HtmlElement):
        return None
    for element in list(root.iter("noscript")):
        if next(element.iter("h1", "h2", "p"), None) is not None:  # never closed, it swallows the page
            element.tag = "div"
    return root
