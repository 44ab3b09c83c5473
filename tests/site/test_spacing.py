from __future__ import annotations

from generator.site.search.spacing import spaced

PAGE = (
    '<nav>中文</nav><article class="cf-article"><header><span data-pagefind-filter="source">新华社</span>'
    '<h1 data-pagefind-meta="title">卫星发射</h1></header><div class="cf-body">'
    "<p>欧洲 <em>卫星</em></p>"
    "</div></article><aside>中文</aside>"
)


def test_letters_stand_apart_in_the_headline_and_the_text_alone() -> None:
    assert spaced(PAGE) == PAGE.replace("卫星发射", "卫 星 发 射").replace("欧洲", "欧 洲").replace(
        "<em>卫星", "<em>卫 星"
    )


def test_other_scripts_stay_as_they_are() -> None:
    page = '<h1>Øresund 1</h1><div class="cf-body">Озоновый слой, الأمير</div></article>'
    assert spaced(page) == page
