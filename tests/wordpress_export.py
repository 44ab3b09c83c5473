"""Builds exports of WordPress (WXR) as the program writes them."""

from __future__ import annotations

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" created="2024-06-01 08:00" -->
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:wfw="http://wellformedweb.org/CommentAPI/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
  <title>Lunmark Courier</title>
  <link>https://lunmark.example</link>
  <description>News of the island</description>
  <pubDate>Sat, 01 Jun 2024 08:00:00 +0000</pubDate>
  <language>en-US</language>
  <wp:wxr_version>1.2</wp:wxr_version>
  <wp:base_site_url>https://lunmark.example</wp:base_site_url>
  <wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[isund]]></wp:author_login>
    <wp:author_email><![CDATA[isund@lunmark.example]]></wp:author_email>
    <wp:author_display_name><![CDATA[Ida Sund]]></wp:author_display_name></wp:author>
  <wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[admin]]></wp:author_login>
    <wp:author_display_name><![CDATA[admin]]></wp:author_display_name></wp:author>
  <wp:category><wp:term_id>3</wp:term_id><wp:cat_name><![CDATA[Harbour]]></wp:cat_name></wp:category>
"""
TAIL = "</channel>\n</rss>\n"
TEXT = (
    "The ferry company of Lunmark will stop its night crossings in June, its director told the island "
    "council.\n\n"
    "Fewer than twenty people used them each night, she said, and the boats need repairs."
)
_ITEM = """<item>
  <title><![CDATA[{title}]]></title><link>{link}</link>
  <pubDate>Fri, 03 May 2024 22:30:00 +0000</pubDate><dc:creator><![CDATA[{creator}]]></dc:creator>
  <guid isPermaLink="false">https://lunmark.example/?p={number}</guid><description></description>
  <content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>
  <wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[{day} 00:30:00]]></wp:post_date>
  <wp:post_date_gmt><![CDATA[2024-05-03 22:30:00]]></wp:post_date_gmt>
  <wp:comment_status><![CDATA[open]]></wp:comment_status><wp:post_name><![CDATA[p-{number}]]></wp:post_name>
  <wp:status><![CDATA[{status}]]></wp:status><wp:post_parent>{parent}</wp:post_parent><wp:menu_order>0</wp:menu_order>
  <wp:post_type><![CDATA[{kind}]]></wp:post_type><wp:post_password><![CDATA[{password}]]></wp:post_password>
  <wp:is_sticky>0</wp:is_sticky>{more}
</item>
"""


def item(number: int, title: str, content: str = TEXT, more: str = "", **fields: str) -> str:
    """An item of an export; ``fields`` are status, kind, password, creator, excerpt, day, link and parent."""
    given = {
        "status": "publish",
        "kind": "post",
        "password": "",
        "creator": "isund",
        "excerpt": "",
        "day": "2024-05-04",
        "parent": "0",
        "link": f"https://lunmark.example/2024/05/{number}/",
        **fields,
    }
    return _ITEM.format(number=number, title=title, content=content, more=more, **given)


def term(domain: str, slug: str, name: str) -> str:
    """A category, a tag, or a term of another taxonomy."""
    return f'<category domain="{domain}" nicename="{slug}"><![CDATA[{name}]]></category>'


def meta(key: str, value: str) -> str:
    """A custom field."""
    return (
        f"<wp:postmeta><wp:meta_key><![CDATA[{key}]]></wp:meta_key>"
        f"<wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def attachment(number: int, address: str, caption: str = "", alt: str = "", parent: str = "0") -> str:
    """An uploaded file."""
    more = f"<wp:attachment_url><![CDATA[{address}]]></wp:attachment_url>" + meta(
        "_wp_attachment_image_alt", alt
    )
    return item(
        number,
        f"file {number}",
        "",
        more,
        kind="attachment",
        status="inherit",
        excerpt=caption,
        parent=parent,
    )


def export(*items: str) -> str:
    """A whole export."""
    return HEAD + "".join(items) + TAIL
