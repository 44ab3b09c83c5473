"""What the page of a source says about the newspaper or site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from generator.authority.sources import SourceEntry
from generator.inputs.settings import Settings
from generator.outputs.views import View, country_name, filled

_DASH = re.compile(r"(?<!\s)\s*+[-\u2013]\s*")


def paper_view(paper: SourceEntry, settings: Settings) -> View:
    """``where``, town and country; ``years``; ``issn``; ``url``, and ``host``, the address as text."""
    country = country_name(paper.country, settings.language) if paper.country else ""
    issn = paper.issn.replace("-", "").upper()
    return filled(
        where=", ".join(filter(None, (paper.town, country))),
        years=_DASH.sub("\u2013", paper.years),
        issn=f"{issn[:4]}-{issn[4:]}" if issn else "",
        url=paper.url,
        host=(urlsplit(paper.url).hostname or "").removeprefix("www."),
    )
