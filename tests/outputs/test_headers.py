"""The policy that pages state, except those that ``mkdocs serve`` shows to a curator."""

from __future__ import annotations

from types import SimpleNamespace

import jinja2
import pytest
from making import ROOT

from generator.outputs.headers import DIRECTIVES, SEARCHING

LOCAL = "127.0.0.1:8000"


def stated(site_url: str, template: str = "home.html") -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "theme"), autoescape=False)  # noqa: S701 - MkDocs' own way
    config = SimpleNamespace(site_url=site_url, dev_addr=LOCAL)
    page = SimpleNamespace(meta={"template": template})
    return environment.get_template("partials/policy.html").render(config=config, page=page)


@pytest.mark.parametrize(("template", "allowed"), [("home.html", DIRECTIVES), ("search.html", SEARCHING)])
@pytest.mark.parametrize("site_url", ["https://archive.example/", ""])
def test_pages_state_the_policy(site_url: str, template: str, allowed: dict[str, str]) -> None:
    policy = "; ".join(f"{name} {value}" for name, value in allowed.items())
    assert f'content="{policy}"' in stated(site_url, template)


def test_a_page_may_reload_itself_while_it_is_served() -> None:
    assert "Content-Security-Policy" not in stated(f"http://{LOCAL}/archive/")
    assert 'name="referrer"' in stated(f"http://{LOCAL}/archive/")
