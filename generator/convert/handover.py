"""What one conversion hands to the next one in the same process, which then reads only what changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.authority.cache import AuthorityMemory
from generator.convert.cache.decoded import DecodedSeeds
from generator.inputs.contents import FileCache


@dataclass(slots=True)
class Handover:
    """Start with an empty one and pass it to each conversion of one archive, never to two at once.

    It only saves time: a conversion gives the same result with and without it.
    """

    seeds: FileCache = field(default_factory=FileCache)
    authority: AuthorityMemory = field(default_factory=AuthorityMemory)
    articles: DecodedSeeds = field(default_factory=DecodedSeeds)
