"""The table of formats: how each is recognised, and what reads it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from generator.imports.item import Opened
from generator.imports.readers import (
    address_lists,
    bibtex,
    blogger,
    bookmarks,
    browsers,
    csl,
    databases,
    endnote_xml,
    enex,
    epub,
    feed,
    ghost,
    har,
    highlights,
    joined_texts,
    joplin,
    json_lists,
    json_notes,
    keep,
    known_exports,
    mail,
    medium,
    notion,
    office,
    omnivore,
    reference_folders,
    ris,
    ruled_texts,
    saved_pages,
    sites,
    substack,
    tables,
    tumblr,
    vaults,
    web_archives,
    wordpress,
    zotero_rdf,
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


def _is_export(name: str, source: Source) -> bool:
    return known_exports.name_of(source) == name


# The first that recognises a source reads it: the specific before the general.
FORMATS: tuple[Format, ...] = (
    Format("WordPress export (WXR)", wordpress.recognises, wordpress.read),
    Format("WACZ web archive", web_archives.is_wacz, web_archives.read_wacz),
    Format("web archive (WARC)", web_archives.is_web_archive, web_archives.read_web_archive),
    Format("MAFF web archive", saved_pages.is_maff, saved_pages.read_maff),
    Format("Safari webarchive", saved_pages.is_webarchive, saved_pages.read_webarchive),
    Format("HAR archive", har.recognises, har.read),
    Format("mailbox (mbox)", mail.is_mailbox, mail.read_mailbox),
    Format("folder of mail", mail.is_mail_folder, mail.read_mail_folder),
    Format("Evernote export (ENEX)", enex.recognises, enex.read),
    Format("Joplin export", joplin.recognises, joplin.read),
    Format("Google Keep", keep.recognises, keep.read),
    Format("Medium export", medium.recognises, medium.read),
    Format("Tumblr export", tumblr.recognises, tumblr.read),
    Format("Substack export", substack.recognises, substack.read),
    Format("Ghost export", ghost.recognises, ghost.read),
    Format("Blogger export", blogger.recognises, blogger.read),
    Format("Simplenote export", json_notes.is_simplenote, json_notes.read_simplenote),
    Format("Standard Notes backup", json_notes.is_standard_notes, json_notes.read_standard_notes),
    Format("collection of articles (EPUB)", epub.recognises, epub.read),
    Format("Notion export", notion.recognises, notion.read),
    Format("Omnivore export", omnivore.recognises, omnivore.read),
    Format("library with files", reference_folders.recognises, reference_folders.read),
    Format("TextBundle (Bear)", vaults.is_textbundle, vaults.read_textbundle),
    Format("static site", sites.recognises, sites.read),
    Format("Obsidian vault", vaults.is_vault, vaults.read_vault),
    Format("bookmarks (HTML)", bookmarks.recognises, bookmarks.read),
    Format("bookmarks of a browser", browsers.recognises, browsers.read),
    Format("Zotero RDF", zotero_rdf.recognises, zotero_rdf.read),
    Format("EndNote XML", endnote_xml.recognises, endnote_xml.read),
    Format("news database", databases.recognises, databases.read),
    Format("message", mail.is_message, mail.read_message),
    Format("saved page", saved_pages.is_saved_page, saved_pages.read_saved_page),
    Format("references (JSON)", csl.recognises, csl.read),
    Format("references (RIS)", ris.recognises, ris.read),
    Format("references (BibTeX)", bibtex.recognises, bibtex.read),
    Format("feed", feed.recognises, feed.read),
    *(Format(name, partial(_is_export, name), known_exports.read) for name in known_exports.names()),
    Format("Readwise highlights", highlights.recognises, highlights.read),
    Format("list in JSON", json_lists.recognises, json_lists.read),
    Format("table", tables.recognises, tables.read),
    Format("text of several articles", joined_texts.recognises, joined_texts.read),
    Format("list of addresses", address_lists.recognises, address_lists.read),
    Format("document of a word processor", office.recognises, office.read),
    Format("text with rules", ruled_texts.recognises, ruled_texts.read),
)
