"""Exports of Medium, Tumblr, Substack, Ghost and Blogger: posts, without what is not public or about subscribers."""

# ruff: noqa: E501 - sample texts
from __future__ import annotations

import json
from pathlib import Path

import pytest
from making import folder
from reading_exports import items_of

TEXT = "The ferry company of Lunmark will stop its night crossings in June, its director told the island council."
MORE = "Islanders who work in the harbour said that they would have no way home after ten, and that nobody asked them."
TITLE = "Night ferries stop in June"


def medium_post(title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title><style>* {{}}</style></head><body><article class="h-entry"><header><h1 class="p-name">{title}</h1></header>'
        f'<section data-field="subtitle" class="p-summary">Nobody was asked</section><section data-field="body" class="e-content"><section class="section"><div class="section-inner">{body}</div></section></section>'
        '<footer><p>By <a href="https://medium.com/@edda" class="p-author h-card">Edda Karlow</a> on <a href="https://medium.com/p/abc123"><time class="dt-published" datetime="2024-03-11T22:30:00.000Z">March 11, 2024</time></a>.</p>'
        '<p><a href="https://medium.com/@edda/night-ferries-abc123" class="p-canonical">Canonical link</a></p><p>Exported from <a href="https://medium.com">Medium</a> on March 15, 2024.</p></footer></article></body></html>'
    )


def test_medium(tmp_path: Path) -> None:
    body = f'<h3 class="graf graf--h3 graf--title">{TITLE}</h3><p class="graf graf--p">{TEXT}</p><figure class="graf graf--figure"><img src="https://cdn-images-1.medium.com/max/800/pier.jpg"></figure><p class="graf graf--p">{MORE}</p>'
    thanks = "Thank you, that is what I mean."
    path = folder(
        tmp_path / "export",
        {
            "posts/2024-03-11_Night-ferries-stop-abc123.html": medium_post(TITLE, body),
            "posts/draft_Secret-plan-def456.html": medium_post("Secret plan", body),
            "posts/2024-03-12_Thank-you-fed987.html": medium_post(
                thanks, f'<p class="graf graf--p">{thanks}</p>'
            ),
            "profile/profile.html": "<p>jo@private.example</p>",
            "ips/ips-0001.html": "<p>192.0.2.1</p>",
        },
    ).seeds
    items = {item.name: item for item in items_of(path)}
    post = items[TITLE]
    assert post.fields == {
        "title": TITLE,
        "author": "Edda Karlow",
        "published": "2024-03-11",
        "canonical": "https://medium.com/@edda/night-ferries-abc123",
        "summary": "Nobody was asked",
    }
    assert post.document
    assert post.document.data.count(TITLE.encode()) == 2  # in the head and as the headline
    assert b"Exported from" not in post.document.data
    assert items["Secret plan"].withheld == "draft"
    assert items["Secret plan"].document
    assert items[thanks].skipped
    assert all(
        items[name].skipped == "data of the account" for name in ("profile/profile.html", "ips/ips-0001.html")
    )


def test_tumblr(tmp_path: Path) -> None:
    def post(title: str, body: str) -> str:
        return (
            f'<!DOCTYPE HTML><html lang="en"><head><link rel="stylesheet" href="../style.css"></head><body><h1>{title}</h1>{body}'
            '<div id="footer"><span id="timestamp"> March 11th, 2024 11:05pm </span><span class="tag">lakes</span><span class="tag">night boats</span></div></body></html>'
        )

    path = folder(
        tmp_path / "export",
        {
            "posts/html/712345678901.html": post(
                TITLE, f'<p>{TEXT}</p><img src="../../media/712345678901_0.png"><p>{MORE}</p>'
            ),
            "posts/html/712345678902.html": post("", ""),
            "posts/html/drafts/712345678903.html": post("Secret plan", f"<p>{MORE}</p>"),
            "posts/posts_index.html": "<p>Posts</p>",
            "media/712345678901_0.png": "picture",
        },
    ).seeds
    items = {item.identifier or item.name: item for item in items_of(path)}
    item = items["712345678901"]
    assert item.fields == {"title": TITLE, "date": "2024-03-11", "tags": ["lakes", "night boats"]}
    assert [attachment.data for attachment in item.attachments] == [b"picture"]
    assert item.document
    assert item.document.data.count(b"night boats") == 0
    assert items["712345678902"].skipped == "no text"
    assert items["712345678903"].withheld == "draft"
    assert items["posts/posts_index.html"].skipped == "data of the account"


WORDPRESS: dict[str, object] = {
    "id": 31, "date": "2024-03-12T00:20:00", "date_gmt": "2024-03-11T23:20:00", "guid": {"rendered": "https://lunmark.example/?p=31"}, "slug": "ferries", "status": "publish",
    "type": "post", "link": "https://lunmark.example/ferries/", "title": {"rendered": "Ferries &#8211; the council&#8217;s <em>plan</em>"},
    "content": {"rendered": f"<p>{TEXT}</p>", "protected": False}, "excerpt": {"rendered": "<p>In June</p>"}, "author": 4, "categories": [3], "tags": [9],
    "_embedded": {"author": [{"id": 4, "name": "Edda Karlow"}], "wp:term": [[{"id": 3, "name": "Boats"}], [{"id": 9, "name": "Night"}]]},
}  # fmt: skip
TUMBLR: dict[str, object] = {
    "id": 712, "post_url": "https://lunmark.example/post/712", "date": "2024-03-12 00:20:00 GMT", "state": "published", "reblog_key": "x", "title": TITLE, "body": f"<p>{TEXT}</p>",
    "tags": ["Boats", "Night"], "blog_name": "lunmark", "summary": "Night",
}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "title", "url"),
    [
        ([WORDPRESS, {**WORDPRESS, "id": 32, "status": "private"}], "Ferries – the council’s plan", "https://lunmark.example/ferries/"),
        (WORDPRESS, "Ferries – the council’s plan", "https://lunmark.example/ferries/"),
        ({"meta": {"status": 200}, "response": {"posts": [TUMBLR, {**TUMBLR, "state": "private"}]}}, TITLE, "https://lunmark.example/post/712"),
    ],
)  # fmt: skip
def test_posts_as_a_server_gives_them(tmp_path: Path, content: object, title: str, url: str) -> None:
    (tmp_path / "posts.json").write_text(json.dumps(content))
    item, *others = items_of(tmp_path / "posts.json")
    assert item.fields["title"] == title
    assert item.fields["source"] == {"url": url} | ({"name": "lunmark"} if "712" in url else {})
    assert str(item.fields["date"]).startswith("2024-03-12")
    assert item.fields["tags"] == ["Boats", "Night"]
    assert (item.document is not None, item.withheld) == (True, "")
    assert [other.withheld for other in others] == ["private"] * len(others)


def test_substack(tmp_path: Path) -> None:
    rows = (
        "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url",
        f"142.ferries,2024-03-11T05:30:00.000Z,true,2024-03-11T05:30:00.000Z,,newsletter,everyone,{TITLE},Nobody was asked,",
        "143.draft,,false,,,newsletter,everyone,Secret,,",
        "144.paid,2024-03-12T05:30:00.000Z,true,,,newsletter,only_paid,For payers,,",
        "145.gone,2024-03-12T05:30:00.000Z,true,,,newsletter,everyone,Without a text,,",
        "146.chat,2024-03-12T05:30:00.000Z,true,,,thread,everyone,A chat,,",
    )
    html = f"<p>{TEXT}</p><p>{MORE}</p>"
    path = folder(
        tmp_path / "export",
        {
            "posts.csv": "\n".join(rows) + "\n",
            **{f"posts/{name}.html": html for name in ("142.ferries", "143.draft", "144.paid")},
            "posts/142.opens.csv": "email\njo@private.example\n",
            "email_list.courier.csv": "email\njo@private.example\n",
        },
    ).seeds
    items = {item.name: item for item in items_of(path)}
    assert items[TITLE].fields == {"title": TITLE, "published": "2024-03-11", "summary": "Nobody was asked"}
    assert items[TITLE].document
    assert (items["Secret"].withheld, items["For payers"].withheld) == ("draft", "subscribers")
    assert "posts/145.gone.html" in items["Without a text"].fault
    assert items["A chat"].skipped == "thread"
    assert not any("private.example" in str(item) for item in items.values())


def test_ghost(tmp_path: Path) -> None:
    html = f"<p>{TEXT}</p><p>{MORE}</p>"
    post = {
        "html": html,
        "status": "published",
        "visibility": "public",
        "type": "post",
        "published_at": "2024-03-11T09:00:00.000Z",
    }
    tables = {
        "posts": [
            {**post, "id": "1", "uuid": "u1", "title": TITLE, "custom_excerpt": "Nobody was asked"},
            {**post, "id": "2", "title": "Secret", "status": "draft"},
            {**post, "id": "3", "title": "Members", "visibility": "members"},
            {**post, "id": "4", "title": "About", "type": "page"},
            {**post, "id": "5", "title": "Old", "html": None, "markdown": f"{TEXT}\n\n{MORE}"},
        ],
        "tags": [{"id": "t1", "name": "Ferries"}, {"id": "t2", "name": "#internal"}],
        "posts_tags": [
            {"post_id": "1", "tag_id": "t1", "sort_order": 0},
            {"post_id": "1", "tag_id": "t2", "sort_order": 1},
        ],
        "users": [{"id": "a1", "name": "Edda Karlow", "email": "edda@private.example"}],
        "posts_authors": [{"post_id": "1", "author_id": "a1", "sort_order": 0}],
    }
    file = tmp_path / "site.ghost.json"
    file.write_text(
        json.dumps({"db": [{"meta": {"exported_on": 1710493872000, "version": "5.80.0"}, "data": tables}]})
    )
    items = {item.name: item for item in items_of(file)}
    assert items[TITLE].fields == {
        "title": TITLE,
        "authors": ["Edda Karlow"],
        "published": "2024-03-11",
        "tags": ["Ferries"],
        "summary": "Nobody was asked",
    }
    assert (items["Secret"].withheld, items["Members"].withheld, items["About"].skipped) == (
        "draft",
        "members",
        "page",
    )
    assert items["Old"].document
    assert items["Old"].document.suffix == ".md"


def entry(kind: str, number: int, title: str, more: str = "") -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><published>2024-03-11T22:30:00.001-05:00</published>{more}"
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/><category scheme='http://www.blogger.com/atom/ns#' term='Ferries'/>"
        f"<title type='text'>{title}</title><content type='html'>&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;{MORE}&lt;/p&gt;</content>"
        f"<link rel='alternate' type='text/html' href='https://bay.example/2024/03/{number}.html'/><author><name>Edda Karlow</name><email>noreply@blogger.com</email></author></entry>"
    )


def test_blogger(tmp_path: Path) -> None:
    file = tmp_path / "blog.xml"
    draft = "<app:control><app:draft>yes</app:draft></app:control>"
    feed = (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://purl.org/atom/app#'><title>Bay</title>"
        + entry("settings", 1, "Settings") + entry("post", 2, TITLE) + entry("post", 3, "Secret", draft) + entry("comment", 4, "Nice")
    )  # fmt: skip
    file.write_text(f"{feed}</feed>")
    items = {item.name: item for item in items_of(file)}
    assert items[TITLE].fields == {
        "title": TITLE,
        "authors": ["Edda Karlow"],
        "published": "2024-03-11",
        "url": "https://bay.example/2024/03/2.html",
        "tags": ["Ferries"],
    }
    assert items[TITLE].document
    assert (items["Secret"].withheld, bool(items["Secret"].document)) == ("draft", True)
    assert (items["Settings"].skipped, items["Nice"].skipped) == ("settings", "comment")
    file.write_text(feed[:-90])
    assert "incomplete" in items_of(file)[-1].fault


def test_the_newer_form_of_blogger(tmp_path: Path) -> None:
    state = "<blogger:type>POST</blogger:type><blogger:status>{}</blogger:status>"
    posts = "".join(
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{n}</id>{state.format(status)}<author><name>Edda Karlow</name></author><title>{title}</title><content type='html'>&lt;p&gt;{TEXT}&lt;/p&gt;</content><published>2024-03-11T22:30:00Z</published></entry>"
        for n, (status, title) in enumerate((("LIVE", TITLE), ("DRAFT", "Secret"), ("SOFT_TRASHED", "Gone")))
    )
    file = tmp_path / "feed.atom"
    file.write_text(
        f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>{posts}</feed>"
    )
    assert [(item.name, item.withheld) for item in items_of(file)] == [
        (TITLE, ""),
        ("Secret", "draft"),
        ("Gone", "trash"),
    ]
