"""Keys of pages: digests of all that a page is made from. A page whose key is unchanged is not made again."""

from __future__ import annotations

from functools import lru_cache

import xxhash

from generator.settings import Settings
from generator.software import software


def page_key(*parts: str | bytes) -> bytes:
    """The digest of some parts, in their order."""
    total = xxhash.xxh3_128()
    for part in parts:
        data = part.encode(errors="surrogatepass") if isinstance(part, str) else part
        # Its length before each, so that no two rows of parts look alike.
        total.update(len(data).to_bytes(8, "little"))
        total.update(data)
    return total.digest()


@lru_cache(maxsize=4)
def settings_key(settings: Settings) -> bytes:
    """The digest of what every page depends on: the settings and the software."""
    return page_key(software(), repr(settings))
