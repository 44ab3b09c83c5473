"""Joins the pictures that front matter names to those of the text: the first of them opens the article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.extract.captions import split_caption
from generator.extract.html.picture_sources import key_of
from generator.model.documents import Draft
from generator.model.pictures import FoundPicture


def with_front_pictures(draft: Draft, named: Sequence[FoundPicture]) -> Draft:
    """The draft with the pictures that its front matter names; one in the text too gets their words."""
    pictures = list(draft.pictures)
    keys = [key_of(picture.address) for picture in pictures]
    places = {key: number for number, key in reversed(list(enumerate(keys))) if key}
    added: list[FoundPicture] = []
    for number, picture in enumerate(named):
        words = split_caption(picture.caption)
        front = replace(
            picture, caption=words.caption, credit=picture.credit or words.credit, lead=number == 0, line=1
        )
        place = places.get(key_of(picture.address))
        if place is None:
            if all(key_of(other.address) != key_of(front.address) for other in added):
                added.append(front)
            continue
        own = pictures[place]
        pictures[place] = replace(
            own,
            alt=own.alt or front.alt,
            caption=own.caption or front.caption,
            credit=own.credit or front.credit,
            lead=own.lead or front.lead,
        )
    if any(picture.lead for picture in added):
        # Whether its file is there is only known when files are read: until then, two may open the article.
        pictures = [replace(picture, lead=picture.lead and picture.after == 0) for picture in pictures]
    return replace(draft, pictures=(*added, *pictures))
