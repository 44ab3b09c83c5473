"""Sidecars: what a curator declares in ``NAME.yml`` next to a document."""

from __future__ import annotations

from generator.inputs.fields import parse_declaration
from generator.model.documents import Declaration, Sidecar
from generator.model.problem import Problem


def sidecar_of(path: str, data: bytes) -> Sidecar:
    """The sidecar at ``path`` below the seeds, which holds ``data``. It is parsed when first asked."""
    return Sidecar(path, data, _parse)


def _parse(path: str, data: bytes) -> tuple[Declaration, tuple[Problem, ...]]:
    """What a sidecar declares, and everything that is wrong with it: nothing is raised."""
    try:
        return parse_declaration(data.decode("utf-8-sig"), path)
    except UnicodeDecodeError:
        # What can be read still tells whether it is the notice of a withdrawn article.
        declared, _ = parse_declaration(data.decode("utf-8-sig", errors="replace"), path)
        return declared, (Problem(path, 0, "sidecar-encoding", "is not UTF-8; save it as UTF-8"),)
