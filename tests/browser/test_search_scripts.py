"""Words are found in every script and language: the browser reads a query as the indexer reads a text."""

from __future__ import annotations

import http.server
import json
import threading
import unicodedata
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser
from searching import index, write_records

from browser.demo import ROOT, Handler
from generator.site.search.records import HandWrittenPage
from generator.site.search.tokens import Tokenizer

pytestmark = pytest.mark.browser
ARTICLES: dict[str, dict[str, Any]] = {
    "zh": {"title": "欧洲卫星发射", "body": "卫星价格为4299元，“质量很好”。发布Miru新品。", "language": "zh"},
    "ja": {"title": "港の橋", "body": "システムのテムズ港。ＡＢＣは参加する。", "language": "ja"},
    "th": {"title": "ข่าว", "body": "ให้ปิดท่าเรือเมื่อวันอังคาร", "language": "th"},
    "lo": {"title": "ຂ່າວ", "body": "ປິດທ່າເຮືອໃນວັນອັງຄານ", "language": "lo"},
    "km": {"title": "ដំណឹង", "body": "កំពង់ផែត្រូវបានបិទ", "language": "km"},
    "ko": {"title": "항구", "body": "정부는 NASA의 발표를 읽었다.", "language": "ko"},
    "en": {
        "title": "Floods near Mars Hill",
        "body": "The e-mail of Ada Quorvell spoke of climate-change, not of a changed climate.",
        "language": "en",
        "authors": ["Wim Aldermoor"],
        "tags": ["zebrafinch"],
        "pictures": [{"thumbnail": "", "caption": "A quay at dusk"}],
    },
    "marshall": {
        "title": "Marshall",
        "body": "Marshall wrote an email about a climate of change.",
        "language": "en",
    },
    "fr": {"title": "Les maisons", "body": "Une l’école dans les communautés.", "language": "fr"},
    "ar": {"title": "خبر", "body": "وصلت سفينة إلى المرفأ الجديد.", "language": "ar"},
    "hi": {"title": "समाचार", "body": "लड़के पुल पर थे।", "language": "hi"},
    "forms": {
        "title": "Ballot",
        "body": "We vote and then run 12,500 metres. Each study of a car is for O’Harrowgate.",
        "language": "en",
    },
}
# The articles that are found → queries that find exactly these.
QUERIES: dict[str, list[str]] = {
    "zh": ["价格", "质量很好", "很好发布", "卫星价格", "miru", "4299", "星"],
    "ja": ["システム", "abc", "テムのテ"],
    "": ["ステムズ", "caring", "12501", "marsh", "climate -change", "quorvell marshall", "-", "?!"],
    "th": ["ปิด", "ท่าเรือ", "วันอังคาร"],
    "lo": ["ທ່າເຮືອ"],
    "km": ["បានបិទ"],
    "ko": ["정부", "발표", "nasa"],
    "en": [
        "wim aldermoor",
        "zebrafinch",
        "dusk",
        "flood",
        "mars",
        "flooding",
        "climate-change",
        '"climate change"',
        "“changed climate”",
        "spoke the of",
    ],
    "en marshall": ["email", "e-mail"],
    "about/": ["cormorants"],
    # Without words to find, hand-written pages are not found either.
    "en fr ja ko": ["-Marshall -卫星 -ข่าว -ຂ່າວ -ដំណឹង -خبر -समाचार -ballot"],
    "marshall": ["climate -quorvell", "change -“climate change”"],
    "fr": ["maison", "ecole", "communauté"],
    # Forms of words that no article has.
    "ar": ["السفينة", "وسفينة", "مرفأ", "بالمرفأ"],
    "hi": ["लड़कों", "लड़का", "पुलों"],
    "forms": ["voting", "running", "studies", "votes", "12500", "12,500", "12.500", "cars"],
}
ASK = """async (queries) => {
  const { open } = await import("/assets/search-catalog.js");
  const { search, shown } = await import("/assets/search-engine.js");
  open(new URL("/site/search-index/", location.href).href);
  const found = [];
  for (const [at, query] of queries.entries()) {
    await search(at, { query, sort: "", filters: {}, from: "", to: "" }, false, () => {});
    found.push((await shown(at, 0, 100)).map(({ url }) => url));
  }
  return found;
}"""
SPELL = """async (queries) => {
  const { open } = await import("/assets/search-catalog.js");
  const { correction } = await import("/assets/search-spelling.js");
  open(new URL("/site/search-index/", location.href).href);
  return Promise.all(queries.map(correction));
}"""
# Dates → what is read, "" if they are none.
DATES: dict[str, str] = {
    "1987": "1987",
    "June 1987": "1987 6",
    "june": "0 6",
    "2011年": "2011",
    "2011年度": "2011",
    "2011年3月": "2011 3",
    "三月 2011": "2011 3",
    "2011년 6월": "2011 6",
    "marzo de 2011": "2011 3",
    "марта 2011": "2011 3",
    "2011 год": "2011",
    "2011-03": "2011 3",
    "2011-03-11": "2011 3 11",
    "March 11, 2011": "2011 3 11",
    "11 March 2011": "2011 3 11",
    "1er mars 2011": "2011 3 1",
    "25.12.2011": "2011 12 25",
    "3/11/2011": "2011 3 11",
    "مارس ٢٠١١": "2011 3",
    "２０１１": "2011",
    "apollo 11": "",
    "moon 1969": "",
    "2011 2012": "",
    "2011-13": "",
    "of": "",
}
DATE = """async (queries) => {
  const { dateOf } = await import("/assets/search-names.js");
  const text = (found) => (found ? [found.year, found.month, found.day].join(" ").replace(/( 0)+$/, "") : "");
  return queries.map((query) => text(dateOf(query, "en")));
}"""
READ = "(texts) => texts.map((text) => clipfile.wordsOf(text).flatMap((one) => one.letters ?? [one.folded]))"


# Texts, decomposed or with signs and characters that are not seen → their words as written.
WRITTEN: dict[str, list[str]] = {
    "The iPhone™, iPhone": ["The", "iPhone", "iPhone"],
    "Paris² m²": ["Paris", "²", "m", "²"],
    "№7 1½": ["№", "7", "1", "½", "½"],
    "ｻｰﾊﾞｰ ＡＢ": ["ｻｰﾊﾞｰ", "ＡＢ"],
    unicodedata.normalize("NFD", "정부가 왔다 é"): unicodedata.normalize("NFD", "정부가 왔다 é").split(),
    "榊\U000e0100原。": ["榊\U000e0100原"],
    "क्\u200dषेत्र क्षेत्र": ["क्\u200dषेत्र", "क्षेत्र"],
    "co\u00adopera\u200btion": ["co\u00adopera\u200btion"],
}
WORDS = """(texts) => texts.map((text) =>
  clipfile.wordsOf(text).map(({ text: word, place }) => text.slice(...place(0, word.length))))"""
MARK = """([text, phrase]) => {
  document.body.textContent = text;
  return clipfile.mark(document.body, [phrase], { whole: true }).map(String);
}"""


@pytest.fixture(scope="module")
def asking(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A page with the search scripts, next to an index of the articles."""
    root = tmp_path_factory.mktemp("scripts")
    write_records(root / "docs", [{**article, "url": name} for name, article in ARTICLES.items()])
    index(root / "docs", root / "site", [HandWrittenPage("about/", "About", "<p>Of cormorants.</p>")])
    (root / "assets").symlink_to(ROOT / "theme" / "assets")
    (root / "index.html").write_text('<meta charset="utf-8"><script src="assets/marks.js"></script>')
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield page
        page.close()
        server.shutdown()


def test_queries_find_exactly_the_articles_that_contain_them(asking: Any) -> None:
    expected = {query: names for names, queries in QUERIES.items() for query in queries}
    answers = asking.evaluate(ASK, list(expected))
    assert {query: " ".join(sorted(urls)) for query, urls in zip(expected, answers, strict=True)} == expected


def test_the_browser_reads_words_as_the_indexer_does(asking: Any) -> None:
    texts = ["García’s ＮＡＳＡ, Straße", "السَّلام ёлка किताब", "ﾃﾑのが 4299円", "ที่ปิด", "정부가", "ςΣ Ø"]
    texts += WRITTEN
    read = asking.evaluate(READ, texts)
    for text, words in zip(texts, read, strict=True):
        terms = [term.word for term in Tokenizer(None).read(text).terms]
        # A pair begins with the letter.
        assert len(terms) == len(words), text
        assert all(map(str.startswith, terms, words)), (terms, words)


def test_the_browser_reads_every_letter_as_the_indexer_does(asking: Any) -> None:
    letters = [char for char in map(chr, range(0xFFFF)) if unicodedata.category(char)[0] in "LN"]
    # Scripts know more than blocks of Khmer signs and old Korean letters; the others are marks.
    apart = {*map(chr, (*range(0x17F0, 0x17FA), *range(0xA960, 0xA97D), *range(0xD7B0, 0xD7FC))), *"ำຳﾞﾟ"}
    texts = [f"{char}{char}" for char in letters if char not in apart]
    differing = []
    tokenizer = Tokenizer(None)
    for text, words in zip(
        texts, json.loads(asking.evaluate(f"(texts) => JSON.stringify(({READ})(texts))", texts)), strict=True
    ):
        terms = [term.word for term in tokenizer.read(text).terms]
        if len(terms) != len(words) or not all(map(str.startswith, terms, words)):
            differing.append(text)
    assert differing == []


def test_words_are_marked_as_they_are_written(asking: Any) -> None:
    found = asking.evaluate(WORDS, list(WRITTEN))
    assert dict(zip(WRITTEN, found, strict=True)) == WRITTEN
    for text, phrase, marked in (
        ("of ｻｰﾊﾞｰ", "サーバー", "ｻｰﾊﾞｰ"),
        ("in Paris²", "paris", "Paris"),
        ("co\u00adop ＡＢ", "coop ab", "co\u00adop ＡＢ"),
        ("榊\U000e0100原", "榊原", "榊\U000e0100原"),
    ):
        assert asking.evaluate(MARK, [text, phrase]) == [marked]


def test_spelling_is_corrected_from_words_of_the_archive(asking: Any) -> None:
    slips: dict[str, str | None] = {
        "quorvll": "quorvell",
        "uqorvell": "quorvell",
        "climtae": "climate",
        "marshallwrote": "marshall wrote",
    }
    slips |= {"clim ate": "climate", "mars": None, "xqzzq": None, "卫形": None}
    # The first letter; words with signs; two words, one of them with a slip; accents.
    slips |= {"wuorvell": "quorvell", "uorvell": "quorvell", "O'Harowgate": "O'Harrowgate"}
    slips |= {
        "climate-chnge": "climate-change",
        "marshallwrte": "marshall wrote",
        "comunautes": "communautés",
    }
    slips |= {"voting": None, "quorvll -mars": "quorvell -mars"}
    found = asking.evaluate(SPELL, list(slips))
    assert dict(zip(slips, found, strict=True)) == slips


def test_long_unknown_words_ask_only_for_files_that_exist(asking: Any) -> None:
    answers: list[tuple[str, int]] = []
    asking.on("response", lambda answer: answers.append((answer.url, answer.status)))
    asking.reload()
    long = ["donaudampfschifffahrtsgesellschaft", "wobblethorpe", "x" * 120, "y" * 300]
    assert asking.evaluate(SPELL, long) == [None] * len(long)
    assert [url for url, status in answers if status >= 400] == []
    assert sum("/spelling/" in url for url, _ in answers) == 2


def test_dates_are_read_as_people_write_them(asking: Any) -> None:
    found = asking.evaluate(DATE, list(DATES))
    assert dict(zip(DATES, found, strict=True)) == DATES
