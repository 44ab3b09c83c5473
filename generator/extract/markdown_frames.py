"""Rewrites what site generators show with short codes and components: videos, posts and pictures."""

from __future__ import annotations

import html
import re

SHORT_CODE = re.compile(
    r"\{\{[<%][ ]*(/?[\w/-]++)((?:[^<>%\n]|[<>%](?!\}\})){0,500})[>%]\}\}"
    r"|\{%-?[ ]*(\w++)((?:[^%\n]|%(?!\})){0,500})-?%\}"
)
_ADDRESS = re.compile(r"https?://[^\s\"'<>]{4,500}")
_IDENTIFIER = re.compile(r"[\w-]{1,40}")
_VALUE = re.compile(r"""(?:([\w-]+)=)?(?:"([^"]*)"|'([^']*)'|(\S+))""")
# Components of MDX that show a video or a post: <YouTube id="..." />, <Tweet tweetId={'...'}></Tweet>.
_COMPONENT = re.compile(
    r"<(You[Tt]ube|Vimeo|Tweet|Twitter|X|Instagram)(?:Embed)?(\s[^<>\n]{0,500})>(?:</\w{1,20}>)?"
)
_BRACES = str.maketrans("", "", "{}`")
_IDENTIFIERS = frozenset(
    {"", "id", "videoid", "tweetid", "youtubeid", "postid", "url", "src", "link", "video", "tweet", "code"}
)
_EMBEDDED = {
    "youtube": "https://www.youtube.com/embed/{}",
    "vimeo": "https://player.vimeo.com/video/{}",
    "tweet": "https://platform.twitter.com/embed/Tweet.html?id={}",
    "twitter": "https://platform.twitter.com/embed/Tweet.html?id={}",
    "x": "https://platform.twitter.com/embed/Tweet.html?id={}",
    "instagram": "https://www.instagram.com/p/{}/embed",
}


def frame_of_code(match: re.Match[str]) -> str:
    """The short code of a site generator for a video or post, as a frame."""
    name, arguments = (match[1] or match[3]).lower(), match[2] or match[4] or ""
    if name in {"figure", "img", "image"}:
        return _picture_code(arguments) or match[0]
    return _frame(name, arguments) or match[0]


def with_frames(part: str) -> str:
    """A text with the components of site generators for videos and posts as frames."""
    return _COMPONENT.sub(_component, part) if "<" in part else part


def _component(match: re.Match[str]) -> str:
    """The component of a site generator for a video or post, as a frame."""
    return _frame(match[1].lower(), match[2].rstrip("/ ").translate(_BRACES)) or match[0]


def _frame(name: str, arguments: str) -> str:
    """A frame with what a short code or component shows, "" if that is unknown."""
    values = {
        key.lower(): double or single or bare for key, double, single, bare in _VALUE.findall(arguments)
    }
    identifier = next((value for key, value in values.items() if key in _IDENTIFIERS and value), "")
    user = values.get("user", "")
    if name in _EMBEDDED and _ADDRESS.fullmatch(identifier):
        return f'<iframe src="{html.escape(identifier)}"></iframe>'
    if name in {"tweet", "twitter", "x"} and _IDENTIFIER.fullmatch(user) and identifier.isdigit():
        return f'<iframe src="https://twitter.com/{user}/status/{identifier}"></iframe>'
    if name in _EMBEDDED and _IDENTIFIER.fullmatch(identifier):
        return f'<iframe src="{_EMBEDDED[name].format(identifier)}"></iframe>'
    return ""


def _picture_code(arguments: str) -> str:
    """The short code of a site generator for a picture, as a figure; "" if it names none."""
    values = {
        key.lower(): double or single or bare for key, double, single, bare in _VALUE.findall(arguments)
    }
    if not values.get("src"):
        return ""
    named = {key: html.escape(value) for key, value in values.items()}
    words = named.get("caption") or named.get("title") or ""
    credit = named.get("attr") or named.get("credit") or ""
    caption = f"<figcaption>{words} <cite>{credit}</cite></figcaption>" if words or credit else ""
    return f'<figure><img src="{named["src"]}" alt="{named.get("alt", "")}">{caption}</figure>'
