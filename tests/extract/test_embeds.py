"""Posts, videos and charts of other sites keep their author, day and address."""

from __future__ import annotations

import pytest

from generator.extract.formats import extract
from generator.extract.html.providers import find_provider
from generator.model.documents import Declaration, Draft, Seed

FIRST = "The ferry company of Osterby said on Monday that it would end its night service when summer is over."
LAST = (
    "Residents of the islands asked the county for one boat a night, so that nurses can get home after work."
)


def read(inner: str) -> Draft:
    text = (
        '<html lang="en"><head><title>Night ferry ends</title><link rel="canonical" href="https://osterby.example/a">'
        f"</head><body><main><article><h1>Night ferry ends</h1><p>{FIRST}</p>{inner}<p>{LAST}</p></article>"
        '<aside><iframe src="https://www.youtube.com/embed/asideaside1"></iframe></aside></main>'
    )
    draft = extract(Seed("a.html", text.encode(), ""), Declaration())
    page = "\n\n".join(paragraph.markup for paragraph in draft.paragraphs)
    again = extract(
        Seed("a.md", f"---\ntitle: Night ferry ends\n---\n\n{page}\n".encode(), ""), Declaration()
    )
    assert again.body == draft.body
    assert [embed.url for embed in again.embeds] == [embed.url for embed in draft.embeds]
    return draft


def read_page(page: str) -> Draft:
    return extract(Seed("a.html", page.encode(), ""), Declaration())


HEAD = f"<h1>Night ferry ends</h1><p>{FIRST}</p>"
TWEET = (
    '<blockquote class="twitter-tweet"><p>No boat, no shift.</p>&mdash; Ada Example (@adaex) '
    '<a href="https://twitter.com/adaex/status/17678?ref_src=x">March 4, 2024</a></blockquote>'
)
INSTAGRAM = (
    '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cabc12/?utm_source=e">'
    "<div>View this post on Instagram</div><p>A post shared by Ada Example (@adaex)</p></blockquote>"
)
FACEBOOK = (
    '<div class="fb-post" data-href="https://www.facebook.com/ferryclub/posts/12"><blockquote>'
    '<p>Last boat Friday.</p>Posted by <a href="#">Ferry Club</a> on '
    '<a href="https://www.facebook.com/ferryclub/posts/12">March 4, 2024</a></blockquote></div>'
)
MASTODON = (
    '<iframe class="mastodon-embed" src="https://social.example/@adaex/112080000000000001/embed"></iframe>'
)
TIKTOK = (
    '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@adaex/video/7212345678901234567"><section>'
    '<a href="https://www.tiktok.com/@adaex">@adaex</a> Last ferry</section></blockquote>'
)


@pytest.mark.parametrize(
    ("inner", "author", "date", "url", "words"),
    [
        (
            TWEET,
            "Ada Example (@adaex)",
            "2024-03-04",
            "https://twitter.com/adaex/status/17678",
            "No boat, no shift.",
        ),
        (
            INSTAGRAM,
            "Ada Example (@adaex)",
            "",
            "https://www.instagram.com/p/Cabc12/",
            "Ada Example (@adaex)",
        ),
        (
            FACEBOOK,
            "Ferry Club",
            "2024-03-04",
            "https://www.facebook.com/ferryclub/posts/12",
            "Last boat Friday.",
        ),
        (MASTODON, "@adaex", "", "https://social.example/@adaex/112080000000000001", "@adaex"),
        (TIKTOK, "@adaex", "", "https://www.tiktok.com/@adaex/video/7212345678901234567", "Last ferry"),
    ],
)
def test_a_post_keeps_author_day_and_address(
    inner: str, author: str, date: str, url: str, words: str
) -> None:
    draft = read(inner)
    (embed,) = draft.embeds
    assert (embed.author, embed.date, embed.url) == (author, date, url)
    assert words in draft.body
    assert author in draft.body
    assert url in "".join(paragraph.markup for paragraph in draft.paragraphs)
    assert "View this post" not in draft.body


@pytest.mark.parametrize(
    ("inner", "kind", "title", "url"),
    [
        (
            '<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0" title="How it sank"></iframe>',
            "video", "How it sank", "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        (
            "<figure><div>\nhttps://youtu.be/abcdefghijk\n</div></figure>",
            "video", "", "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        ('<iframe data-src="https://player.vimeo.com/video/12345678"></iframe>', "video", "", "https://vimeo.com/12345678"),
        (
            '<iframe title="Boats a year" src="https://datawrapper.dwcdn.net/AbCdE/1/"></iframe>',
            "chart", "Boats a year", "https://datawrapper.dwcdn.net/AbCdE/1/",
        ),
        (
            '<div class="flourish-embed" data-src="visualisation/123"></div>',
            "chart", "", "https://public.flourish.studio/visualisation/123/",
        ),
        ('<iframe src="https://maps.google.com/maps?q=1"></iframe>', "map", "", "https://maps.google.com/maps?q=1"),
        ('<video src="/sea.mp4"></video>', "video", "", "https://osterby.example/sea.mp4"),
        ('<amp-youtube data-videoid="abcdefghijk"></amp-youtube>', "video", "", "https://www.youtube.com/watch?v=abcdefghijk"),
    ],
)  # fmt: skip
def test_frames_become_lines_with_title_and_address(inner: str, kind: str, title: str, url: str) -> None:
    draft = read(inner)
    (embed,) = draft.embeds
    assert (embed.kind, embed.title, embed.url) == (kind, title, url)
    assert url in draft.body
    assert title in draft.body


@pytest.mark.parametrize(
    "inner",
    [
        '<video src="/sea.mp4"><p>Ada: <b>No boat</b>, no shift.</p></video>',
        '<div class="flourish-embed" data-src="visualisation/123"><p>Ada: No boat,<br>no shift.</p></div>',
        '<div id="datawrapper-chart-AbCdE"><p>Ada: No boat, no shift.</p></div>',
    ],
)
def test_words_for_browsers_that_cannot_show_an_embed_are_in_the_ledger(inner: str) -> None:
    draft = read(inner)
    assert len(draft.embeds) == 1
    assert [line.text for line in draft.removed if line.rule == "embed-fallback"] == [
        "Ada: No boat, no shift."
    ]


def test_addresses_of_embeds_do_not_say_who_followed_them() -> None:
    draft = read('<iframe src="https://ana:word@player.example/v?id=7&utm_source=letter"></iframe>')
    assert [embed.url for embed in draft.embeds] == ["https://player.example/v?id=7"]
    assert {"link-login", "link-tracking"} <= {line.rule for line in draft.removed}


def test_the_text_shows_a_long_address_without_its_settings() -> None:
    address = f"https://player.example/v?id=7#{'s3t' * 400}"
    draft = read(f'<iframe title="The last boat" src="{address}"></iframe>')
    assert [embed.url for embed in draft.embeds] == [address]
    assert "player.example: The last boat – https://player.example/v?id=7\n" in draft.body


@pytest.mark.parametrize(
    "source",
    [
        "https://www.googletagmanager.com/ns.html",
        "javascript:x",
        "https://widgets.wp.com/likes/master.html?ver=1",
        "https://www.facebook.com/v2.8/plugins/like.php?href=https%3A%2F%2Fosterby.example%2Fb",
        "./Night ferry ends_files/saved_resource(2).html",
        "Nachtf%C3%A4hre-Dateien/karte.html",
        "https://osterby.example/a#respond",
    ],
)
def test_buttons_trackers_and_copies_that_no_site_has_are_no_embeds(source: str) -> None:
    draft = read(f'<iframe src="{source}"></iframe>')
    assert draft.embeds == ()
    assert draft.body == f"{FIRST}\n\n{LAST}"


@pytest.mark.parametrize("inner", ["javascript%3Aalert", "http%3A%2F%2F%5Bferry"])
def test_a_plugin_for_an_address_that_is_not_safe_has_its_own(inner: str) -> None:
    plugin = f"https://www.facebook.com/plugins/post.php?href={inner}"
    assert [embed.url for embed in read(f'<iframe src="{plugin}"></iframe>').embeds] == [plugin]


def test_a_provider_is_found_by_its_address_alone() -> None:
    assert find_provider("https://osterby.example/a") is None
    found = find_provider("https://x.com/adaex/status/1")
    assert found is not None
    assert found.kind == "post"


def test_pictures_of_the_article_are_found_and_icons_are_not() -> None:
    image = '<img data-src="/img/mole%20one.jpg?w=9" alt="The mole">'
    picture = f"<figure>{image}<figcaption>At dusk.</figcaption></figure>"
    draft = read(f'{picture}<p><img src="i.png" width="16" alt="icon"> {LAST} Too.</p>')
    assert [(picture.address, picture.alt, picture.caption) for picture in draft.pictures] == [
        ("https://osterby.example/img/mole%20one.jpg?w=9", "The mole", "At dusk.")
    ]
    assert [(line.text, line.rule) for line in draft.removed if line.kind == "picture"] == [
        ("icon – i.png", "picture-icon")
    ]


@pytest.mark.parametrize(
    ("inner", "found"),
    [
        (
            '<div role="img" aria-label="Pier" style="background: url(\'/i/pier.jpg\')"></div>',
            ("/i/pier.jpg", "Pier"),
        ),
        ('<img src="/i/pier.jpg" title="The pier">', ("/i/pier.jpg", "The pier")),
        ('<img src="/i/pier.jpg" alt="" aria-label="Pier">', ("/i/pier.jpg", "Pier")),
        ('<aside><figure><img src="/i/pier.jpg" alt="Pier"></figure></aside>', ("/i/pier.jpg", "Pier")),
    ],
)
def test_every_kind_of_picture_is_found(inner: str, found: tuple[str, str]) -> None:
    draft = read_page(f"<main><article>{HEAD}{inner}<p>{LAST}</p></article></main>")
    assert [(picture.address, picture.alt, picture.after) for picture in draft.pictures] == [(*found, 1)]


@pytest.mark.parametrize(
    ("inner", "named"),
    [
        (
            '<figure><svg role="img"><title>Boats a night</title></svg></figure>',
            ("Boats a night", "picture", "picture"),
        ),
        (
            '<video src="/v/boat.mp4" title="The last boat"></video>',
            ("The last boat – boat.mp4", "embedded-file", "embed"),
        ),
        (
            '<audio><source src="boat.mp3"></audio>',
            ("boat.mp3", "embedded-file", "embed"),
        ),
    ],
)
def test_drawings_and_players_without_an_address_are_named(inner: str, named: tuple[str, str, str]) -> None:
    draft = read_page(f"<main><article>{HEAD}{inner}<p>{LAST}</p></article></main>")
    assert [(line.text, line.rule, line.kind) for line in draft.removed if line.kind != "text"] == [named]
    assert not draft.pictures


def test_drawings_and_players_of_other_parts_of_the_page_are_not_named() -> None:
    menu = '<nav><figure><svg><title>Menu</title></svg></figure><video src="ad.mp4"></video></nav>'
    draft = read_page(f"{menu}<main><article>{HEAD}<p>{LAST}</p></article></main>")
    assert [line.text for line in draft.removed if line.kind != "text"] == []


def test_an_object_of_flash_times_is_the_video_that_it_plays() -> None:
    address = "https://www.youtube.com/v/a1b2c3d4e5f"
    frame = f'<object><param name="movie" value="{address}"><embed src="{address}"></object>'
    assert [embed.url for embed in read(frame).embeds] == ["https://www.youtube.com/watch?v=a1b2c3d4e5f"]


def test_the_figure_below_the_article_is_found() -> None:
    figure = '<figure><img src="/i/pier.jpg"></figure><figure><img src="/i/other.jpg"></figure>'
    draft = read_page(f"<main><article>{HEAD}<p>{LAST}</p></article>{figure}</main>")
    assert [(picture.address, picture.after) for picture in draft.pictures] == [("/i/pier.jpg", 2)]
    assert [(line.text, line.rule) for line in draft.removed if line.kind != "text"] == [
        ("other.jpg", "picture-outside")
    ]


def test_the_picture_above_the_article_is_found_and_the_logo_is_not() -> None:
    lead = (
        '<div class="lead-media"><img src="/i/pier.jpg" alt="Pier"></div><img src="/i/o.png" alt="Osterby">'
    )
    draft = read_page(f"<main>{lead}<article>{HEAD}<p>{LAST}</p></article></main>")
    assert [(picture.address, picture.alt, picture.lead) for picture in draft.pictures] == [
        ("/i/pier.jpg", "Pier", True)
    ]
    assert [(line.text, line.rule) for line in draft.removed if line.kind != "text"] == [
        ("Osterby – o.png", "picture-outside")
    ]


def test_the_line_of_a_post_with_its_author_is_no_date_line() -> None:
    post = TWEET.replace("Ada Example (@adaex)", "例子愛 (@adaex)").replace("March 4, 2024", "2024年3月4日")
    assert "例子愛 (@adaex) 2024年3月4日" in read(post).body


CARD = (
    '<div class="tweet"><a href="https://twitter.com/adaex/status/17678">'
    '<span class="tweet-author-name">Ada Example</span>'
    '<span class="tweet-author-handle">@adaex</span><div>No boat, no shift.</div>'
    "<p>8:00 AM ∙ Mar 4, 2024</p></a></div>"
)
MESSAGE = (
    '<div class="tgme_widget_message"><a class="tgme_widget_message_owner_name" href="https://t.me/boats">Boats</a>'
    '<div>No boat, no shift.</div><a href="https://t.me/boats/17">'
    '<time datetime="2024-03-04T08:00:00Z">Mar 4</time></a></div>'
)


@pytest.mark.parametrize(
    ("card", "author"), [(CARD, "Ada Example (@adaex)"), (MESSAGE, "Boats")], ids=["newsletter", "channel"]
)
def test_a_card_keeps_the_author_that_its_parts_name(card: str, author: str) -> None:
    draft = extract(
        Seed("a.html", f"<article><p>{FIRST}</p>{card}<p>{LAST}</p></article>".encode(), ""), Declaration()
    )
    (embed,) = draft.embeds
    assert (embed.author, embed.title) == (author, "No boat, no shift.")
    assert f"No boat, no shift.\n— {author}" in draft.body


def test_a_button_for_sharing_is_no_post() -> None:
    button = '<div class="tweet"><a href="https://twitter.com/share?url=x">Tweet</a></div>'
    assert read(button).body == f"{FIRST}\n\n{LAST}"


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        (
            '<script data-telegram-post="boats/17" src="https://telegram.org/w.js"></script>',
            "https://t.me/boats/17",
        ),
        ('<div id="vk_post_-11_22"></div>', "https://vk.com/wall-11_22"),
        (
            '<div class="youtube-player" data-id="a1b2c3d4e5f"></div>',
            "https://www.youtube.com/watch?v=a1b2c3d4e5f",
        ),
        ('<img src="https://youtu.be/a1b2c3d4e5f">', "https://www.youtube.com/watch?v=a1b2c3d4e5f"),
    ],
)
def test_widgets_without_a_frame_are_embeds(inner: str, url: str) -> None:
    assert [embed.url for embed in read(inner).embeds] == [url]


def test_the_address_of_an_embed_has_no_tracking_parameters() -> None:
    (embed,) = read('<iframe src="https://open.spotify.com/embed/episode/4a?utm_source=x"></iframe>').embeds
    assert embed.url.endswith("/4a")


def test_who_said_it_may_be_in_the_foot_of_a_quotation() -> None:
    draft = read("<blockquote><p>No boat, no shift.</p><footer>— Ada Example, nurse</footer></blockquote>")
    assert "— Ada Example, nurse" in draft.body


def test_the_day_of_a_pasted_post_is_not_that_of_the_article() -> None:
    post = "No boat, no shift.\n— Ada Example (@adaex) March 4, 2024"
    text = f"Night ferry ends\n\n{FIRST}\n\n{post}\n\n{LAST}\n"
    draft = extract(Seed("a.txt", text.encode(), ""), Declaration())
    assert not draft.claimed("date")
    assert "— Ada Example (@adaex) March 4, 2024" in draft.body
