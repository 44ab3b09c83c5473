"""Security headers that limit what pages may do in a browser, for hosts that read a ``_headers`` file.

For all other hosts, every page contains the same policy: ``theme/partials/policy.html``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.inputs.settings import Settings
from generator.model.output import Output

# Only the site's own files. Style attributes are allowed because Markdown tables use them to align cells.
DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# Search runs WebAssembly. In the pages only the search page allows it, but a header applies to all pages.
SEARCHING = {**DIRECTIVES, "script-src": "'self' 'wasm-unsafe-eval'"}
# Directives that only work in a header.
FRAMING = {"frame-ancestors": "'self'"}
REFERRER = "strict-origin-when-cross-origin"

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(f"{key} {value}" for key, value in {**SEARCHING, **FRAMING}.items()),
    "Referrer-Policy": REFERRER,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def headers_file(settings: Settings) -> Iterator[Output]:
    """``_headers``: the headers of every page, in the format of Netlify and Cloudflare Pages."""
    del settings
    yield Output("_headers", "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items()))
