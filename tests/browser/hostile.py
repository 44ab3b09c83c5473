"""An archive that tries to harm its readers: payloads in every place that a contributor can write to."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from browser.payloads import PAYLOADS
from generator.inputs.checks import one_line

KINDS = ("people", "organizations", "places", "topics")
PROSE = "The council voted on Tuesday to repair the roof of the market hall before the winter begins."
UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# Characters that an address may contain.
ADDRESSES = (
    "https://a.example/)<script>",
    "https://a.example/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "https://a.example/`onclick=alert(1)`",
    "https://user:password@a.example/{{7*7}}",
    "http://a.example/\\..\\[a](javascript:alert(1))",
    "https://a.example/\u202egpj",
    "javascript:alert(1)//https://a.example/",
    "https://a.example/=1+1,x",
)
# File names that git and a disk accept.
NAMES = (
    '"><img src=x onerror=alert(1)>',
    "{{ config }}",
    "..",
    "-rf",
    "index",
    "a\nb",
    "%2e%2e",
    "=1+1",
    "' onmouseover='alert(1)",
)
FORMATS = {"txt": "{0}", "md": "# {0}", "html": "<html><body><article><h1>{0}</h1><p>{1}</p>{0}</article>"}


def shared_payloads(folder: Path) -> tuple[str, ...]:
    """The hostile strings of the development data; none if the folder is missing."""
    if not folder.is_dir():
        return ()
    naughty: list[str] = json.loads((folder / "naughty-strings.json").read_text(encoding="utf-8"))
    cases = json.loads((folder / "dompurify.json").read_text(encoding="utf-8"))
    return (*naughty, *(str(case["payload"]) for case in cases))


def in_doses(payloads: Sequence[str], size: int) -> list[Sequence[str]]:
    """The payloads in groups, few enough that every page can be opened."""
    return [payloads[start : start + size] for start in range(0, len(payloads), size)]


def hostile_seeds(doses: Sequence[Sequence[str]], singles: Sequence[str]) -> dict[str, str | bytes]:
    """Path below the seeds → content of the file: each payload as text, as every field, and as names.

    Args:
        doses: payloads that share a page.
        singles: payloads that have a page to themselves.
    """
    files: dict[str, str | bytes] = {}
    for number, dose in enumerate(doses):
        files |= _texts(number, dose) | _described(number, dose) | _collection(number, dose)
    for kind in KINDS:
        named = _numbered([*doses, *([picture] for picture in singles)])
        mine = [pair for pair in named if KINDS[pair[0] % len(KINDS)] == kind]
        files[f"authority/{kind}.yml"] = _yaml([_entry(kind, *pair) for pair in mine])
    return files | single_seeds(singles) | _named() | _steered()


def single_seeds(payloads: Sequence[str]) -> dict[str, str | bytes]:
    """Each payload alone on a page: as text in one of the formats or as every field, and as a known name."""
    files: dict[str, str | bytes] = {}
    for number, payload in enumerate(payloads):
        suffix = (*FORMATS, "yml")[number % (len(FORMATS) + 1)]
        if suffix == "yml":
            files |= _alone(number, payload)
            continue
        said = f"{payload}\n\n{PROSE} {payload} said, “{payload}”\n\n> {payload}\n\n- {payload}\n\n{payload}"
        text = f"{FORMATS[suffix].format(payload, PROSE)}\n\nBy {payload}\n\n{said}\n"
        files[f"one-{number}.{suffix}"] = text.encode("utf-8", "surrogatepass")
    return files


def _alone(number: int, payload: str) -> dict[str, str | bytes]:
    files = _described(number, [payload])
    described = {"title": payload or "x", "description": payload, "articles": [f"one-{number}.txt", payload]}
    return {
        f"one-{number}.txt": files[f"fields-{number}.txt"],
        f"one-{number}.yml": str(files[f"fields-{number}.yml"]).replace(
            f'"fields-{number}"', f'"one-{number}"'
        ),
        f"collections/one-{number}.yml": _yaml(described),
    }


def _numbered(doses: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    return list(enumerate(" ".join(dose) for dose in doses))


def _entry(kind: str, number: int, name: str) -> Mapping[str, object]:
    more: Mapping[str, object] = (
        {"terms": {"en": [name]}} if kind == "topics" else {"aliases": [name, f"x{name}"]}
    )
    return {"id": f"evil-{number}", "name": name or "x", "description": name, **more}


def _texts(number: int, dose: Sequence[str]) -> dict[str, str | bytes]:
    """The dose as headline and text, in each format, also where a page names a date and a byline."""
    said = "\n\n".join(f"{character}\n\n{PROSE} {character} said, “{character}”" for character in dose)
    joined = " ".join(dose)
    return {
        f"body-{number}.{suffix}": f"{head.format(joined, PROSE)}\n\nBy {joined}\n\n{said}\n".encode(
            "utf-8", "surrogatepass"
        )
        for suffix, head in FORMATS.items()
    }


def _described(number: int, dose: Sequence[str]) -> dict[str, str | bytes]:
    """An article with the dose in all of its fields."""
    joined, listed = " ".join(dose), list(dose)
    fields = dict.fromkeys(("title", "summary", "rights", "note"), joined)
    lists = {"authors": listed, "tags": listed} | {name: [joined] for name in (*KINDS, "collections")}
    address = ADDRESSES[number % len(ADDRESSES)]
    records = {
        "quotes": [{"text": character, "speaker": dose[0]} for character in dose],
        # A value without visible characters is refused, together with its article.
        "corrections": [
            {"date": "2021-01-01", "text": character if one_line(character) else "x"} for character in dose
        ],
        "media": [{"label": character, "url": address} for character in dose],
        "source": {"name": joined, "url": address, "archived_url": address, "retrieved": "2021-01-01"},
        "aliases": [
            *listed,
            *(f"people/{character}" for character in dose),
            "people/x/index",
            "feed.xml",
            "index.html/x",
        ],
    }
    declared = {
        **fields,
        **lists,
        **records,
        "date": "2020-01-01",
        "language": "en",
        "id": f"fields-{number}",
    }
    text = f"{PROSE} The dose has the number {number * 7919}, and nobody but its author wanted it.\n"
    return {f"fields-{number}.txt": text, f"fields-{number}.yml": _yaml(declared)}


def _yaml(value: object) -> str:
    """JSON, which is also YAML unless it contains a character that YAML refuses."""
    text = json.dumps(value, ensure_ascii=False).encode(errors="replace").decode()
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _collection(number: int, dose: Sequence[str]) -> dict[str, str | bytes]:
    joined = " ".join(dose)
    listed = [f"body-{number}.{suffix}" for suffix in FORMATS]
    described = {"title": joined or "x", "description": "\n\n".join(dose), "articles": [*listed, *dose]}
    return {f"collections/dose-{number}.yml": json.dumps(described)}


def _named() -> dict[str, str | bytes]:
    """Seeds and collections whose file names are payloads."""
    files: dict[str, str | bytes] = {}
    for number, name in enumerate(NAMES):
        files[f"names/{name}.txt"] = f"Market hall {number}\n\n{PROSE}\n"
        files[f"collections/{name}.yml"] = json.dumps(
            {"title": f"Named {number}", "articles": ["body-0.txt"]}
        )
    return files


def _steered() -> dict[str, str | bytes]:
    """Values for fields that have a form of their own: each is refused, or is harmless."""
    files: dict[str, str | bytes] = {}
    for number, payload in enumerate((*PAYLOADS, *NAMES)):
        for field in ("id", "date", "language", "status", "translation_of", "updated", "retrieved"):
            files[f"steered/{field}-{number}.txt"] = f"Hall {field} {number}\n\n{PROSE}\n"
            files[f"steered/{field}-{number}.yml"] = json.dumps({field: payload, "template": "x.html"})
    return files
