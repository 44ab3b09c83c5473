"""``clipfile add`` fetches the pictures of a page; one that cannot be had costs only itself."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from making import archive as archive_of
from making import folder
from misbehaving import Answer, Server, answer, endless, misbehaving
from picturing import image, picture_bytes
from typer.testing import CliRunner

from generator.accession.add import clip
from generator.accession.pictures import MOST, FetchedPictures, base_of, copy_pictures, fetch_pictures
from generator.accession.purge import own_files
from generator.accession.request import FetchError, Limits
from generator.accession.withdraw import withdraw
from generator.authority.authority import Authority
from generator.commands.cli import app
from generator.convert.pipeline import make_article
from generator.inputs.seeds import read_folder
from generator.inputs.settings import Settings
from generator.model.records import Article, Withdrawal

LIMITS = Limits(seconds=2.0, wait=1.0, size=200_000, redirects=3)
BOAT, HARBOUR, LARGE = (
    picture_bytes(image(width, height, colour))
    for width, height, colour in ((640, 400, "red"), (700, 500, "green"), (1600, 900, "blue"))
)


def jpeg(data: bytes = BOAT) -> Answer:
    return answer(body=data, kind="image/jpeg")


def page(figures: str, head: str = "") -> Answer:
    text = f"""<!doctype html><html lang=en><head><title>Harbour reopens</title>{head}</head><body><nav>
    <img src="/logo.png" alt="Logo"></nav><article><h1>Harbour reopens</h1>
    <p>The harbour of the small town reopened on Monday, after two years of work on its walls.</p>{figures}
    <p>Fishing boats returned in the afternoon, and the market sold fish for the first time since.</p>
    <p>The council expects the first ferry of the summer in the second week of June.</p></article>
    </body></html>"""
    return answer(body=text.encode())


def add(settings: Settings, server: Server, path: str = "/news/a") -> tuple[int, str]:
    arguments = ["add", "--seeds", str(settings.seeds), "--wayback", "", server.url(path)]
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.stderr


def article(settings: Settings) -> Article:
    (seed,) = read_folder(settings.seeds).seeds
    made = make_article(seed, Authority())
    assert made.article is not None
    assert not made.problems
    return made.article


def archive(tmp_path: Path) -> Settings:
    settings = folder(tmp_path, {})
    settings.seeds.mkdir(exist_ok=True)
    return settings


def test_pictures_of_the_article_are_saved_next_to_a_page_that_stays_as_served(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    figures = """<figure><img src="/i/boat.jpg" alt="A boat"
    srcset="/i/boat-400.jpg 400w, /i/boat-1600.jpg 1600w, /i/boat-9000.jpg 9000w">
    <figcaption>A boat comes back. Photo: Harbour Press</figcaption></figure>
    <p>Its crew of three had been at sea for twelve days, and nobody was at the quay.</p>
    <img src="harbour%20wall.jpg?w=700#top" alt="The wall">"""
    head = '<meta property="og:image" content="/i/opening.jpg">'
    pictures = {"/i/boat-1600.jpg": LARGE, "/news/harbour%20wall.jpg": HARBOUR, "/i/opening.jpg": BOAT}
    with misbehaving({"/news/a": page(figures, head)} | {k: jpeg(v) for k, v in pictures.items()}) as server:
        assert add(settings, server)[0] == 0
        assert "/logo.png" not in server.asked
        assert server.asked.count("/robots.txt") == 1
    saved = settings.seeds / "harbour-reopens.html"
    assert b'src="/i/boat.jpg"' in saved.read_bytes()
    found = article(settings)
    assert [(picture.file, picture.width, picture.alt) for picture in found.pictures] == [
        ("harbour-reopens_files/opening.jpg", 640, ""),
        ("harbour-reopens_files/boat-1600.jpg", 1600, "A boat"),
        ("harbour-reopens_files/harbour-wall.jpg", 700, "The wall"),
    ]
    assert (found.pictures[1].caption, found.pictures[1].credit) == ("A boat comes back.", "Harbour Press")
    assert list(read_folder(settings.seeds).problems) == []


@pytest.mark.parametrize("base", ["/assets/", "../assets/", "/assets/index.html", "HOST/assets/"])
def test_addresses_of_pictures_are_relative_to_the_base_of_the_page(tmp_path: Path, base: str) -> None:
    settings = archive(tmp_path)
    figures = "<figure><img src='boat.jpg' alt='boat'><figcaption>A boat comes back.</figcaption></figure>"
    answers = {"/assets/boat.jpg": jpeg(), "/robots.txt": answer("404 Not Found", b"")}
    with misbehaving(answers) as server:
        href = base.replace("HOST/", server.url("/"))
        server.answers["/news/a"] = page(figures, f'<base target="_top"><base href="{href}">')
        code, said = add(settings, server)
        assert code == 0
        assert "/news/boat.jpg" not in server.asked
    assert "Saved 1 picture" in said
    assert [picture.alt for picture in article(settings).pictures] == ["boat"]


@pytest.mark.parametrize(
    ("head", "base"),
    [
        ("<base href='/a/'>", "https://bay.example/a/"),
        ("<BASE HREF='b/'>", "https://bay.example/news/b/"),
        ("<base target='_top'>", "https://bay.example/news/today"),
        ("<!-- <base href='/a/'> -->", "https://bay.example/news/today"),
        ("<base href='file:///a/'>", "https://bay.example/news/today"),
        ("<base href='http://[a/'>", "https://bay.example/news/today"),
        ("", "https://bay.example/news/today"),
    ],
)
def test_the_base_of_a_page(head: str, base: str) -> None:
    assert base_of(f"<html><head>{head}</head><p>Text".encode(), "https://bay.example/news/today") == base


def test_a_picture_that_cannot_be_had_costs_only_itself(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    names = ("gone", "boat", "words", "other", "private")
    figures = "".join(f"<p>Words before the picture of {n}.</p><img src='/{n}.jpg' alt='{n}'>" for n in names)
    figures += "<img src='http://10.0.0.1/inner.jpg' alt='inner'>"
    answers = {
        "/news/a": page(figures),
        "/boat.jpg": jpeg(),
        "/words.jpg": answer(body=b"<html>not found</html>"),
        "/private.jpg": answer("302 Found", b"", Location="http://169.254.169.254/latest.jpg"),
        "/robots.txt": answer(body=b"User-agent: *\nDisallow: /other", kind="text/plain"),
    }
    with misbehaving(answers) as server:
        code, said = add(settings, server)
        assert code == 0
        assert "/other.jpg" not in server.asked
    for words in (
        "/gone.jpg: answered with status 404. The page was saved without this picture.",
        "/words.jpg: what was sent is damaged, or no image",
        "does not allow programs to fetch",
        "http://169.254.169.254:80/latest.jpg: not a public address",
        "http://10.0.0.1:80/inner.jpg: not a public address",
        "Saved 1 picture in",
    ):
        assert words in said
    assert [picture.alt for picture in article(settings).pictures] == ["boat"]


def test_a_second_run_fetches_what_the_first_one_missed(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    both = "<img src='/the-boat.jpg' alt='boat'><p>Words between the two pictures.</p>"
    both += "<img src='/i/the%20boat.jpg' alt='b'>"
    with misbehaving({"/news/a": page(both), "/the-boat.jpg": jpeg()}) as server:
        assert "Saved 1 picture" in add(settings, server)[1]
        server.answers["/i/the%20boat.jpg"] = jpeg(HARBOUR)
        before = len(server.asked)
        assert "already in the archive" in add(settings, server)[1]
        assert server.asked[before:] == ["/robots.txt", "/i/the%20boat.jpg"]
        before = len(server.asked)
        assert "picture" not in add(settings, server)[1]
        assert server.asked[before:] == []
    files = [picture.file for picture in article(settings).pictures]
    assert files == ["harbour-reopens_files/the-boat.jpg", "harbour-reopens_files/the-boat-2.jpg"]


def test_the_next_size_is_fetched_if_the_largest_is_too_large(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    settings.seeds.joinpath("a.html").write_bytes(b"")
    figure = "<img srcset='/large.jpg 1600w, /small.jpg 640w' alt='boat'>"
    with misbehaving({"/news/a": page(figure), "/large.jpg": endless, "/small.jpg": jpeg()}) as server:
        clipping = clip(server.url("/news/a"), dt.date(2024, 1, 1), "")
        settings.seeds.joinpath("a.html").write_bytes(clipping.data)
        done = fetch_pictures(settings.seeds / "a.html", settings.seeds, server.url("/news/a"), limits=LIMITS)
    assert done == FetchedPictures(1, "a_files")
    assert [picture.width for picture in article(settings).pictures] == [640]


def test_no_more_than_a_number_of_pictures_is_fetched(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    figures = "".join(
        f"<figure><img src='/i/{n}-view.jpg' alt='{n}'><figcaption>View {n}</figcaption></figure>"
        for n in range(MOST + 2)
    )
    with misbehaving({"/news/a": page(figures)}) as server:
        _, said = add(settings, server)
        assert sum(path.startswith("/i/") for path in server.asked) == MOST
    assert f"2 pictures were not fetched: the limit is {MOST} a page" in said
    assert f"{MOST - 9} more pictures could not be fetched." in said


def test_pictures_of_a_copy_in_a_web_archive_are_those_of_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = "https://web.archive.org/web/2020/https://example.org/gone"
    rewritten = "/web/2020im_/https://example.org/boat.jpg"
    seeds = archive(tmp_path).seeds
    text = (
        f"<article><h1>Gone</h1><p>{'A text that is long enough. ' * 9}</p><img src='{rewritten}' alt='boat'>"
    )
    text += f"<p>{'A second paragraph of it. ' * 9}</p><img src='https://example.org/wall.jpg' alt='wall'>"
    seeds.joinpath("a.html").write_text(text + f"<p>{'A third paragraph of it. ' * 9}</p></article>")
    asked: list[str] = []

    def fetch_part(url: str, *_: object) -> bytes:
        asked.append(url)
        raise FetchError(f"{url}: gone.")

    monkeypatch.setattr("generator.accession.pictures.fetch_part", fetch_part)
    monkeypatch.setattr("generator.accession.fetch.resolve", lambda *_, **__: "93.184.216.34")
    done = fetch_pictures(seeds / "a.html", seeds, copy)
    assert asked == [
        f"https://web.archive.org{rewritten}",
        "https://web.archive.org/web/2020/https://example.org/wall.jpg",
    ]
    assert len(done.faults) == 2


@pytest.mark.parametrize("listed", ["[]", "{", '{"https://example.org/b.jpg": "../../private.jpg"}', "null"])
def test_a_list_that_is_not_ours_names_no_file(tmp_path: Path, listed: str) -> None:
    settings = archive(tmp_path)
    (tmp_path / "private.jpg").write_bytes(BOAT)
    text = f"<article><h1>Here</h1><p>{'A text that is long enough. ' * 9}</p>"
    text += f"<img src='https://example.org/b.jpg' alt='b'><p>{'A second paragraph. ' * 9}</p></article>"
    (settings.seeds / "a_files").mkdir()
    (settings.seeds / "a_files" / "pictures.json").write_text(listed)
    (settings.seeds / "a.html").write_text(text)
    assert article(settings).pictures == ()


def test_pictures_are_not_fetched_on_demand(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    with misbehaving({"/news/a": page("<img src='/boat.jpg' alt='boat'>"), "/boat.jpg": jpeg()}) as server:
        arguments = ["add", "--no-pictures", "--seeds", str(settings.seeds), "--wayback", ""]
        assert CliRunner().invoke(app, [*arguments, server.url("/news/a")]).exit_code == 0
        assert "/boat.jpg" not in server.asked
        add(settings, server)
        assert json.loads((settings.seeds / "harbour-reopens_files" / "pictures.json").read_text()) == {
            "/boat.jpg": "boat.jpg",
            server.url("/boat.jpg"): "boat.jpg",
        }


def test_a_purge_deletes_the_pictures_and_their_folder(tmp_path: Path) -> None:
    settings = archive(tmp_path)
    with misbehaving({"/news/a": page("<img src='/boat.jpg' alt='boat'>"), "/boat.jpg": jpeg()}) as server:
        add(settings, server)
    found = article(settings)
    files = own_files(read_folder(settings.seeds).seeds, archive_of([found]), found, settings.seeds)
    assert files.pictures == ("harbour-reopens_files/boat.jpg", "harbour-reopens_files/pictures.json")
    withdraw(found, Withdrawal("2024-02-03", "asked"), settings.seeds, purge=True, files=files)
    assert [path.name for path in settings.seeds.iterdir()] == ["harbour-reopens.yml"]


@pytest.mark.parametrize(
    ("saved", "address"),
    [
        ("Harbour town_files", "./Harbour%20town_files/boat.jpg"),
        ("Harbour town_files", "Harbour town_files/boat.jpg"),
        ("Hafen-Dateien", "Hafen-Dateien/boat.jpg"),
    ],
)
def test_the_folder_of_a_page_that_a_browser_saved_comes_with_it(
    tmp_path: Path, saved: str, address: str
) -> None:
    settings, download = archive(tmp_path), tmp_path / "Harbour town.html"
    words = "<p>Its crew of three had been at sea for twelve days, and nobody was at the quay.</p>"
    text = saved_page(f"<img src='{address}' alt='boat'>{words}<img src='{saved}/gone.jpg' alt='gone'>")
    (tmp_path / saved).mkdir()
    (tmp_path / saved / "boat.jpg").write_bytes(BOAT)
    (tmp_path / saved / "style.css").write_text("p {}")
    path = settings.seeds / "harbour-reopens.html"
    path.write_bytes(text)
    done = copy_pictures(download, path, settings.seeds)
    assert (done.saved, done.folder, len(done.faults)) == (1, "harbour-reopens_files", 1)
    assert "gone.jpg: the picture is missing. The page was saved without this picture." in done.faults[0]
    assert path.read_bytes() == text
    (seed,) = read_folder(settings.seeds).seeds
    made = make_article(seed, Authority())
    assert made.article is not None
    assert [picture.file for picture in made.article.pictures] == ["harbour-reopens_files/boat.jpg"]


@pytest.mark.parametrize(
    "address", ["private.jpg", "../out_files/boat.jpg", "/out_files/boat.jpg", "link_files/boat.jpg"]
)
def test_only_the_folder_of_a_page_comes_with_it(tmp_path: Path, address: str) -> None:
    settings, downloads = archive(tmp_path), tmp_path / "downloads"
    for file in (downloads / "private.jpg", tmp_path / "out_files" / "boat.jpg"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(BOAT)
    (downloads / "link_files").symlink_to(tmp_path / "out_files")
    path = settings.seeds / "a.html"
    path.write_bytes(saved_page(f"<img src='{address}' alt='boat'>"))
    assert copy_pictures(downloads / "a.html", path, settings.seeds).saved == 0
    assert [file.name for file in settings.seeds.rglob("*")] == ["a.html"]


def saved_page(figures: str) -> bytes:
    """A page with a text long enough around these figures."""
    text = f"<article><h1>Harbour reopens</h1><p>{'A text that is long enough. ' * 9}</p>{figures}"
    return f"{text}<p>{'A second paragraph of it. ' * 9}</p></article>".encode()
