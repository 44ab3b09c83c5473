"""The environment that looks things up fast renders what Jinja's own does."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment
from making import ROOT
from mkdocs.config import load_config
from mkdocs.utils.templates import url_filter

from generator.site.render.jinja import quick

VALUES = {
    "one": {"name": "Ana", "items": "a key", "none": None, 3: "three", "in": {"deep": [1, 2]}},
    "text": "words",
    "things": [{"n": 1}, {"n": 2}],
}
TEMPLATES = (
    "{{ one.name }} {{ one['name'] }} {{ one.missing }} {{ one.missing or 'nothing' }} {{ one.none }}",
    "{{ one.items is callable }} {{ one['items'] }} {{ one.get('x', 2) }} {{ one.in.deep }} {{ one[3] }}",
    "{{ one.missing is defined }} {{ one.none is defined }} {{ missing is defined }} {{ text.upper() }}",
    "{{ things | map(attribute='n') | join }} {{ things | selectattr('n', 'gt', 1) | list }}",
    "{% macro m(a, b='y') %}[{{ a }}{{ b }}]{% endmacro %}{{ m(1) }}{{ m(1, 2) }}{{ m(b=3, a=1) }}{{ m() }}",
    "{% macro m(a) %}{{ a }}{{ varargs }}{{ kwargs }}{% endmacro %}{{ m(1, 2, c=3) }}{{ m(a=1) }}",
    "{% macro m() %}<{{ caller() }}>{% endmacro %}{% call m() %}{{ one.name }}{% endcall %}",
    "{% for x in things %}{% set n = x.n %}{{ loop.index }}{{ n | url }}{{ range(n) | list }}{% endfor %}",
    "{% import 'other' as other with context %}{{ other.hello('x') }}{{ other.missing }}",
)
FAULTS = (
    "{{ one.missing.deeper }}",
    "{{ missing.name }}",
    "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
    "{{ one.x() }}",
)


def environment() -> Environment:
    loader = DictLoader({"other": "{% macro hello(x) %}{{ x }}{{ one.name }}{% endmacro %}"})
    made = Environment(loader=loader, autoescape=False)  # noqa: S701 - MkDocs' own way
    made.filters["url"] = url_filter
    return made


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_a_template_says_is_what_jinja_says(template: str) -> None:
    values = {**VALUES, "page": None, "base_url": ".."}
    usual = environment().from_string(template).render(values)
    assert quick(environment()).from_string(template).render(values) == usual


@pytest.mark.parametrize("template", FAULTS)
def test_a_fault_is_the_same_fault(template: str) -> None:
    def fault(made: Environment) -> str:
        with pytest.raises(Exception, match=r".") as caught:
            made.from_string(template).render(VALUES)
        return repr(caught.value)

    assert fault(quick(environment())) == fault(environment())


def test_it_has_all_that_mkdocs_gives_its_own() -> None:
    usual = load_config(str(ROOT / "mkdocs.yml")).theme.get_env()
    ours = quick(usual)
    assert ours.get_template("main.html").name == "main.html"
    assert (ours.filters, ours.globals, list(ours.extensions)) == (
        usual.filters,
        usual.globals,
        list(usual.extensions),
    )
