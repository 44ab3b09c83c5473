"""Security headers of the site, for hosts that read a ``_headers`` file.

For all other hosts, each page has the same policy: ``theme/partials/policy.html``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.inputs.settings import Settings
from generator.model.output import Output

# Nothing but the site's own files. Style attributes are allowed: Markdown tables align their cells by them.
DIRECTIVES: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
# Only headers can state this.
POLICY = {**DIRECTIVES, "frame-ancestors": "'self'"}
REFERRER = "strict-origin-when-cross-origin"

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(f"{key} {value}" for key, value in POLICY.items()),
    "Referrer-Policy": REFERRER,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def headers_file(settings: Settings) -> Iterator[Output]:
    """``_headers``: the headers of every page, in the form that Netlify and Cloudflare Pages read."""
    del settings
    everywhere = "/*\n" + "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    # Viewers of libraries are on other hosts.
    shared = "".join(f"/{folder}/*\n  Access-Control-Allow-Origin: *\n" for folder in ("data/scans", "media"))
    yield Output("_headers", everywhere + shared)
