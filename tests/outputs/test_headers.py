"""The policy that pages state, except those that ``mkdocs serve`` shows to a curator."""

from __future__ import annotations

from types import SimpleNamespace

import jinja2
import pytest
from making import ROOT

from generator.outputs.headers import DIRECTIVES

LOCAL = "127.0.0.1:8000"


def stated(site_url: str) -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "theme"), autoescape=False)  # noqa: S701 - MkDocs' own way
    config = SimpleNamespace(site_url=site_url, dev_addr=LOCAL)
    return environment.get_template("partials/policy.html").render(config=config)


@pytest.mark.parametrize("site_url", ["https://archive.example/", ""])
def test_pages_state_the_policy(site_url: str) -> None:
    policy = "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())
    assert f'content="{policy}"' in stated(site_url)


def test_a_page_may_reload_itself_while_it_is_served() -> None:
    assert "Content-Security-Policy" not in stated(f"http://{LOCAL}/archive/")
    assert 'name="referrer"' in stated(f"http://{LOCAL}/archive/")
