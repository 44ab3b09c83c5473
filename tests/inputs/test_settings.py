from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from making import article

from generator.inputs.settings import load_settings
from generator.inputs.settings_schema import FRONT_PAGE
from generator.inputs.settings_sources import unknown_sources
from generator.model.errors import SettingsError
from generator.model.records import Source


def written(folder: Path, text: str) -> Path:
    file = folder / "mkdocs.yml"
    file.write_text(text)
    return file


def test_settings_come_from_mkdocs_and_from_what_it_inherits(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text(
        "site_name: Base\nextra: {clipfile: {page_size: 3, seeds: clippings}}\n"
    )
    file = written(
        tmp_path,
        "INHERIT: base.yml\nsite_url: https://a.example/x\ntheme: {name: material, language: fr}\n"
        "extra: {clipfile: {page_size: 4}}\nmarkdown_extensions: [{a: {slugify: !!python/name:os.x }}]\n",
    )
    found = load_settings(file)
    assert (found.site_name, found.site_url, found.language) == ("Base", "https://a.example/x/", "fr")
    assert (found.page_size, found.seeds) == (4, tmp_path / "clippings")


@pytest.mark.parametrize(
    ("setting", "schemes"),
    [
        ("", ("unicode", "ascii")),
        ("addresses: unicode", ("unicode",)),
        ("addresses: date-id", ("date-id",)),
        ("addresses: [ascii, unicode, date-id]", ("ascii", "unicode", "date-id")),
    ],
)
def test_the_first_scheme_of_addresses_is_the_present_one(
    tmp_path: Path, setting: str, schemes: tuple[str, ...]
) -> None:
    text = f"extra: {{clipfile: {{{setting}}}}}\n"
    assert load_settings(written(tmp_path, text)).addresses == schemes


def test_values_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_URL", "https://b.example/")
    file = written(tmp_path, "site_url: !ENV [ARCHIVE_URL, '']\n")
    assert load_settings(file).site_url == "https://b.example/"


@pytest.mark.parametrize(
    ("repository", "seeds_url"),
    [
        ("https://github.com/a/b", "https://github.com/a/b/blob/HEAD/seeds"),
        ("https://gitlab.example/a/b/", "https://gitlab.example/a/b/-/blob/HEAD/seeds"),
        ("https://codeberg.org/a/b", "https://codeberg.org/a/b/src/branch/main/seeds"),
        ("https://git.example/a/b", ""),
    ],
)
def test_seeds_are_found_on_the_repositorys_host(tmp_path: Path, repository: str, seeds_url: str) -> None:
    assert load_settings(written(tmp_path, f"repo_url: {repository}\n")).seeds_url == seeds_url


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("extra: {clipfile: {page_sise: 3}}", "did you mean 'page_size'"),
        ("extra: {clipfile: {page_size: 0}}", "must be a whole number from 1: 0"),
        ("extra: {clipfile: {notice: [1]}}", "must be text"),
        ("extra: {clipfile: {introduction: none.md}}", "introduction"),
        (
            "extra:\n  clipfile:\n    notice: a\n    accent: red",
            r"mkdocs.yml:4: .*accent must be a colour .*: 'red'",
        ),
        ("extra: {clipfile: {front_page: [latest, weather]}}", "some of latest, .*'weather'"),
        ("extra: {clipfile: {front_page: {pinned: harbour}}}", "pinned: a list of ids}: .*'harbour'"),
        ("extra: {clipfile: {front_page: {top: harbour}}}", "front_page must be a list of some of"),
        ("extra: {clipfile: {front_page: {order: [weather]}}}", "front_page must be .*'weather'"),
        ("extra: {clipfile: {link_names: 1}}", "must be true or false: 1"),
        ("extra: {clipfile: {contact: 'a b'}}", "must be an e-mail address"),
        ("extra: {clipfile: {addresses: latin}}", "one of unicode, ascii, date-id, or a list .*: 'latin'"),
        ("extra: {clipfile: {addresses: [ascii, ascii]}}", "addresses must be one of"),
        ("extra: {clipfile: {addresses: []}}", "addresses must be one of"),
        ("extra: {clipfile: {addresses: {a: b}}}", "addresses must be one of"),
        ("extra: {clipfile: {repository: git@a.example}}", "repository must be an address"),
        ("extra: {clipfile: {seeds_url: 'javascript:alert(1)'}}", "seeds_url must be an address"),
        ("extra: {clipfile: {seeds_url: 'seeds\" onclick=\"a'}}", "seeds_url must be an address"),
        ("site_url: 'javascript://a.example/%0aalert(1)'", "mkdocs.yml:1: site_url must be an address"),
        ("site_name: A\nrepo_url: 'JavaScript:alert(1)'", "mkdocs.yml:2: repo_url must be an address"),
        ("repo_url: 'https://a.example/\"><script>'", "repo_url must be an address"),
        (
            "nav:\n  - index.md\n  - More: ' javascript:alert(1)//.md'",
            "mkdocs.yml:1: nav.More is no safe link",
        ),
        ("nav: [{Deep: [{More: 'java\\tscript:alert(1)'}]}]".replace("'", '"'), "nav.Deep.More is no safe"),
        ("nav: [{More: '&#106;avascript:alert(1)'}]", "nav.More is no safe link"),
        ("nav: [{More: 'a\" onfocus=\"alert(1).md'}]", "nav.More is no safe link"),
        (
            "site_name: A\nextra:\n  a: b\n  social:\n    - icon: a\n      link: 'data:text/html,x'",
            "mkdocs.yml:4: extra.social.link is no safe link",
        ),
        ("extra:\n  homepage: 'VBScript:x'", "mkdocs.yml:2: extra.homepage is no safe link"),
        ("theme: {name: material, logo: 'javascript:x'}", "mkdocs.yml:1: theme.logo is no safe link"),
        ("edit_uri: 'javascript:x'", "mkdocs.yml:1: edit_uri is no safe link"),
        ("copyright: <a href=' javascript:x'>A</a>", "copyright contains a link that is not safe"),
        ("copyright: <a href=javascript&colon;x>A</a>", "copyright contains a link that is not safe"),
        ("extra: {clipfile: 3}", "'key: value' lines"),
        ("- a", "'key: value' lines"),
        ("a: [", "cannot be read as YAML"),
    ],
)
def test_a_wrong_setting_is_reported_with_its_valid_values(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_settings(written(tmp_path, text))


@pytest.mark.parametrize(
    "text",
    [
        "site_url: http://127.0.0.1:8000/a/",
        "site_url:\nrepo_url: ''",
        "site_url: https://münchen.example/æ",
        "nav: [index.md, {'Über uns': 'über.md', More: [{B: b/c.md}, {C: 'https://c.example/?a=b&c=d'}]}]",
        'nav: [{"What is javascript: a primer": "it\'s `new` & old.md"}]',
        "extra: {social: [{link: 'mailto:a@b.example'}], note: 'data: collected, in 2020', n: 3, z: null}",
        "copyright: <a href='https://a.example/javascript:'>A = javascript</a>",
        "extra: {clipfile: {seeds_url: ../seeds}}",
        "extra: {clipfile: {seeds_url: 'https://a.example/x:y'}}",
        "extra: {clipfile: {notice: 'javascript: is text here', licence: 'data:text/plain'}}",
    ],
)
def test_safe_links_are_accepted(tmp_path: Path, text: str) -> None:
    load_settings(written(tmp_path, f"{text}\n"))


def test_every_wrong_setting_is_reported_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "base.yml").write_text("site_name: Base\nextra:\n  clipfile:\n    page_size: many\n")
    file = written(tmp_path, "INHERIT: base.yml\nextra:\n  clipfile:\n\n    titel: A\n")
    with pytest.raises(SettingsError) as raised:
        load_settings(file)
    assert str(raised.value).splitlines() == [
        f"{tmp_path / 'base.yml'}:4: extra.clipfile.page_size must be a whole number from 1: 'many'",
        f"{file}:5: extra.clipfile has no setting 'titel'; did you mean 'title'?",
    ]


def test_our_settings_override_those_of_mkdocs(tmp_path: Path) -> None:
    found = load_settings(
        written(
            tmp_path,
            "site_name: A\nrepo_url: https://a.example/r\nextra: {clipfile: {title: B,"
            " repository: https://b.example/r, front_page: [topics, latest], link_names: false}}\n",
        )
    )
    assert (found.site_name, found.repository) == ("B", "https://b.example/r")
    assert (found.front_page, found.link_names) == (("topics", "latest"), False)


def test_an_editor_chooses_for_the_front_page(tmp_path: Path) -> None:
    chosen = "extra: {clipfile: {front_page: {lead: harbour, pinned: [a, b]}}}\n"
    found = load_settings(written(tmp_path, chosen))
    assert (found.lead, found.pinned, found.front_page) == ("harbour", ("a", "b"), FRONT_PAGE)
    chosen = "extra: {clipfile: {front_page: {order: [latest]}}}\n"
    assert load_settings(written(tmp_path, chosen)).front_page == ("latest",)


def test_the_message_for_a_missing_file_says_where_to_run_the_command(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="name its settings with --config"):
        load_settings(tmp_path / "mkdocs.yml")


@pytest.mark.parametrize(
    ("source", "own", "policy"),
    [
        (Source("The Courier"), "", "none"),
        (Source("Another", "https://www.herald.example/a"), "", "full"),
        (Source("Another", "https://notherald.example/a"), "", "small"),
        (Source(), "", "small"),
        (Source("The Courier"), "full", "full"),
    ],
)
def test_the_size_of_pictures_is_set_for_all_for_a_source_or_for_an_article(
    tmp_path: Path, source: Source, own: str, policy: str
) -> None:
    text = "extra: {clipfile: {pictures: {default: small, the courier: none, herald.example: full}}}\n"
    settings = load_settings(written(tmp_path, text))
    assert settings.for_article(article(source=source, show_pictures=own)).pictures == policy
    alone = load_settings(written(tmp_path, "extra: {clipfile: {pictures: none}}\n"))
    assert alone.for_article(article(source=source, show_pictures=own)).pictures == (own or "none")


SOURCES = (("The Courier", "courier.example"), ("", "www.herald.example"))


def test_a_setting_for_a_source_that_no_article_has_is_a_warning(tmp_path: Path) -> None:
    sources = "{default: full, The Curier: none, herald.example: small, Elsewhere: none}"
    file = written(tmp_path, f"extra:\n  clipfile:\n    pictures: {sources}\n")
    settings = load_settings(file).located(seeds=tmp_path / "seeds")
    known = [article(source=Source(name, f"https://{host}/a")) for name, host in SOURCES]
    found = list(unknown_sources(settings, known))
    assert [(problem.path, problem.line, problem.severity) for problem in found] == [
        ("../mkdocs.yml", 3, "warning")
    ] * 2
    assert "'elsewhere'" in found[0].message
    assert "Did you mean 'The Courier'?" in found[1].message
    assert not list(unknown_sources(settings, []))
    assert not list(unknown_sources(replace(settings, pictures_by_source={}), known))


@pytest.mark.parametrize("value", ["large", "{The Courier: large}", "[small]", "{The Courier: }"])
def test_a_size_of_pictures_that_does_not_exist_is_an_error(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingsError, match="must be full, small or none"):
        load_settings(written(tmp_path, f"extra: {{clipfile: {{pictures: {value}}}}}\n"))
