"""The table of formats: how each is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.imports.item import Opened
from generator.imports.readers import (
    blogger,
    databases,
    enex,
    feed,
    ghost,
    joplin,
    keep,
    mail,
    medium,
    notion,
    saved_pages,
    substack,
    texts,
    vaults,
    web_archives,
    wordpress,
)
from generator.imports.source import Options, Source


class Format(NamedTuple):
    """A format of exports.

    Attributes:
        name: what reports call it: "WordPress export (WXR)".
        recognises: whether a source has this format, by its content; the name only where the content is plain
            text or several formats share it. It never raises, and is cheap.
        read: opens it. It raises ClipfileError if nothing can be saved, with what to do next; what is wrong
            later is an item with a ``fault``.
    """

    name: str
    recognises: Callable[[Source], bool]
    read: Callable[[Source, Options], Opened]


# The first that recognises a source reads it: the specific before the general.
FORMATS: tuple[Format, ...] = (
    Format("WordPress export (WXR)", wordpress.recognises, wordpress.read),
    Format("WACZ web archive", web_archives.is_wacz, web_archives.read_wacz),
    Format("web archive (WARC)", web_archives.is_web_archive, web_archives.read_web_archive),
    Format("MAFF web archive", saved_pages.is_maff, saved_pages.read_maff),
    Format("Safari webarchive", saved_pages.is_webarchive, saved_pages.read_webarchive),
    Format("HAR archive", saved_pages.is_har, saved_pages.read_har),
    Format("mailbox (mbox)", mail.is_mailbox, mail.read_mailbox),
    Format("folder of mail", mail.is_mail_folder, mail.read_mail_folder),
    Format("Evernote export (ENEX)", enex.is_enex, enex.read_enex),
    Format("Joplin export", joplin.is_joplin, joplin.read_joplin),
    Format("Google Keep", keep.is_keep, keep.read_keep),
    Format("Medium export", medium.is_medium, medium.read_medium),
    Format("Substack export", substack.is_substack, substack.read_substack),
    Format("Ghost export", ghost.is_ghost, ghost.read_ghost),
    Format("Blogger export", blogger.is_blogger, blogger.read_blogger),
    Format("Notion export", notion.is_notion, notion.read_notion),
    Format("TextBundle (Bear)", vaults.is_textbundle, vaults.read_textbundle),
    Format("Obsidian vault", vaults.is_vault, vaults.read_vault),
    Format("news database", databases.is_database, databases.read_database_file),
    Format("message", mail.is_message, mail.read_message),
    Format("saved page", saved_pages.is_saved_page, saved_pages.read_saved_page),
    Format("feed", feed.recognises, feed.read),
    Format("text of several articles", texts.recognises, texts.read),
)
