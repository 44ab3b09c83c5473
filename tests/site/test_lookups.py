"""An environment that looks things up quickly renders what any other does."""

from __future__ import annotations

import pytest
from jinja2 import Environment, StrictUndefined, UndefinedError

from generator.site.render.lookups import look_up_quickly

TEMPLATES = (
    "{{ view.title }} {{ view.items() | list }} {{ view.keys }} {{ view.none or 'no' }}{{ view.list.0 }}",
    """{% macro shown(a, b="x") %}{{ a }}-{{ b }}-{{ caller() if caller else "" }}{% endmacro %}
    {% for n in view.list %}{{ shown(n) }}{{ shown(b=n, a=loop.index) }}{% endfor %}
    {% call shown("<") %}{{ view.get("title") }}{% endcall %}""",
    "{% set words = view.copy() %}{{ words.update(more=1) }}{{ words.more }} {{ view.title.upper() }}",
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_gives_the_same_text(template: str) -> None:
    view = {"title": "<b>", "keys": "not shown", "list": [3, 4], "none": None}
    plain, quick = Environment(autoescape=True), Environment(autoescape=True)
    look_up_quickly(quick)
    texts = [env.from_string(template).render(view=view) for env in (plain, quick)]
    assert texts[0] == texts[1]
    assert "3" in texts[1] or "B" in texts[1]


def test_a_missing_value_is_an_error_where_it_is_one() -> None:
    env = Environment(undefined=StrictUndefined, autoescape=True)
    look_up_quickly(env)
    with pytest.raises(UndefinedError, match="has no attribute 'date'"):
        env.from_string("{{ view.date }}").render(view={})
