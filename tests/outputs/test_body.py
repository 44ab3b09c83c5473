"""The bodies of lists: what a reader sees without our theme."""

from __future__ import annotations

from making import archive, article

from generator.inputs.settings import Settings
from generator.model.output import Page
from generator.model.records import Article, Correction, Quote, Source, Term, Withdrawal
from generator.outputs.body import list_body
from generator.outputs.everything import pages
from generator.outputs.pages.redirects import redirects
from generator.outputs.words import words

ANA = Term("ana", "Ana [B]")
SETTINGS = Settings(page_size=2, site_name="S", description="Of *news*.", introduction="**Welcome.**")


def made(*articles: Article) -> dict[str, Page]:
    return {output.path: output.page for output in pages(archive(articles), SETTINGS)}


def dated(number: int, **values: object) -> Article:
    more = {"date": f"2024-01-{number:02}", "people": (ANA,), "source": Source("Example Courier"), **values}
    return article(seed=f"{number:02}", title=f"N{number}: <b>", **more)


def test_a_list_names_date_and_source_and_leads_to_older_pages() -> None:
    found = made(*(dated(number) for number in range(1, 7)))
    assert found["people/ana.md"].body == (
        "- [N6: &lt;b>](../articles/2024/01/n6-b.md): January 6, 2024, Example Courier\n"
        "- [N5: &lt;b>](../articles/2024/01/n5-b.md): January 5, 2024, Example Courier\n\n"
        "[Next page](../people/ana/page/2.md)"
    )
    assert found["people/ana/page/2.md"].body.endswith(
        "\n\n[Previous page](../../../people/ana.md) · [Next page](../../../people/ana/page/1.md)"
    )
    assert found["people/index.md"].body == r"- [Ana \[B\]](../people/ana.md) (6)"
    assert found["people/ana.md"].shown == "", "the theme shows the view"


def test_the_front_page_opens_with_the_introduction_and_has_a_heading_for_each_part() -> None:
    page = made(dated(1, topics=(Term("t", "Trade"),)), dated(2, topics=(Term("t", "Trade"),)))["index.md"]
    assert page.fields == {"title": "S", "description": "Of *news*."}
    assert page.shown == "**Welcome.**"
    assert page.body.startswith("**Welcome.**\n\n## Latest\n\n- [N2: &lt;b>](articles/2024/01/n2-b.md)")
    assert "## [Topics](topics/index.md)\n\n- [Trade](topics/t.md) (2)" in page.body


def test_quotations_corrections_notices_and_redirects_can_be_read() -> None:
    fixed = dated(
        1, quotes=(Quote("We\nwait", "Ana [B]"),), corrections=(Correction("2024-02-01", "Was *7*."),)
    )
    gone = dated(
        2, status="withdrawn", withdrawn=Withdrawal("2024-03-01", "It was wrong."), aliases=("old/n2",)
    )
    found = made(fixed, gone)
    link = "[N1: &lt;b>](../../articles/2024/01/n1-b.md)"
    assert found["people/ana/quotations.md"].body == f"“We wait” – {link}: January 1, 2024".join(("- ", ""))
    log = found["log/index.md"].body
    assert "- [N1: &lt;b>](../articles/2024/01/n1-b.md): February 1, 2024, Correction. Was \\*7\\*." in log
    notice = found["articles/2024/01/n2-b.md"]
    assert notice.fields == {"title": "N2: <b>", "status": "withdrawn"}
    assert notice.body.endswith("Withdrawn on: March 1, 2024\n\nReason: It was wrong.")
    (former,) = redirects(archive([gone]), SETTINGS, [])
    assert former.page.body == "[articles/2024/01/n2-b/](../articles/2024/01/n2-b.md)"


def test_an_empty_list_says_so() -> None:
    assert made()["people/index.md"].body == "Nothing has been filed here yet."
    assert list_body("a.md", {"entries": []}, words("en")) == ""


def test_the_list_of_undated_articles_has_its_name_in_the_language_of_the_site() -> None:
    outputs = pages(archive([article(seed="a")]), Settings(language="de"))
    titles = {output.path: output.page.fields["title"] for output in outputs}
    assert titles["dates/undated.md"] == "Ohne Datum"


def test_an_article_without_a_headline_is_listed_by_its_address() -> None:
    body = list_body("people/ana.md", {"entries": [{"url": "articles/undated/article/"}]}, words("en"))
    assert body == "- [articles/undated/article/](../articles/undated/article.md)"
