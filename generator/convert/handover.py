"""What one conversion hands to the next one of the same process, which then reads only what changed."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.authority.cache import KeptAuthority
from generator.convert.cache.unpacked import Unpacked
from generator.inputs.contents import KeptFiles


@dataclass(slots=True)
class Handover:
    """Begin with an empty one, and give it to each conversion of one archive; never to two at once.

    It says nothing that the disk does not: a conversion with it gives the same as one without.
    """

    seeds: KeptFiles = field(default_factory=KeptFiles)
    authority: KeptAuthority = field(default_factory=KeptAuthority)
    articles: Unpacked = field(default_factory=Unpacked)
