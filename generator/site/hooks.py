"""The hooks of MkDocs. ``mkdocs.yml`` names this file under ``hooks``.

Content never depends on them: ``clipfile convert``, and any Markdown renderer are enough.
"""

from __future__ import annotations

import sys
from pathlib import Path

# MkDocs loads hooks by their path, so the package may not be importable yet.
_ROOT = str(Path(__file__).resolve().parents[2])
if _ROOT not in sys.path:
    sys.path.append(_ROOT)

from generator.site.session import Session  # noqa: E402 - after the path above

_session = Session()
on_startup = _session.on_startup
on_config = _session.on_config
on_pre_build = _session.on_pre_build
on_files = _session.on_files
on_env = _session.on_env
on_page_markdown = _session.on_page_markdown
on_page_content = _session.on_page_content
on_post_build = _session.on_post_build
on_build_error = _session.on_build_error
on_serve = _session.on_serve
on_shutdown = _session.on_shutdown
