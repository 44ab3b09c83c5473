"""Separates the words below a picture into its caption and its credit."""

from __future__ import annotations

import re

from generator.extract.caption_agencies import Caption, before_brackets, on_first_line
from generator.extract.credits import (
    FOR_OUTLET,
    LONGEST,
    credit_words,
    ends_with_label,
    is_bare,
    is_credit,
    is_for_outlet,
    is_name,
    is_person,
    is_person_after_sentence,
    is_reporter,
    is_sourced,
    is_stated,
    is_with_outlet,
    names_label,
)

_EDGES = " \t\n|·•–—-,;/:＝="
_SENTENCE = re.compile(r"(?<=[.!?…。！？।۔])[\"'”»)]*\s+|(?<=[。！？])")
_BRACKET = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,160})[)\]）】][\s.]*\Z")
_PART = re.compile(r"\s+[|·•]\s+|\s+[–—-]\s+|\n+|\s{2,}")
# A slash before a credit, which also parts the names in one.
_SLASH = re.compile(r"(?<=\s)[/／]\s*+")
# "12.mar.21/NEWSPAPER": the day on which a photograph was taken, between its author and the source.
_DATED = re.compile(r"\d{1,2}[. ]\w{2,10}\.?[. ]\d{2,4}\s*/\s*(?=[^\W\d_a-z])")
_STRONG = frozenset(":：∶﹕….=＝/／")  # ends of a label that leave no doubt
_COMMAS = frozenset(",，،、")
_SHORT_NAME, _NAME_WORDS = (
    4,
    3,
)  # characters of a Chinese name, words of one in other scripts without capitals
_EMPTY_BRACKETS = re.compile(r"\s?[(\[]\s?[)\]]")  # around a credit that an element of its own has
_COPYRIGHT = re.compile(r"(?:©|ⓒ|（c）|\(c\)\s|&copy;|copyright\s+(?:©\s*)?(?=\S))", re.IGNORECASE)
_BY = re.compile(r"\A(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]oor|[Aa]v|[Aa]f)\s+(?=[^\W\d_a-z])")


def split_caption(text: str) -> Caption:
    """The caption and the credit in the words below a picture.

    Args:
        text: the words, with line breaks where the document separates parts.
    """
    lines = [" ".join(line.split()) for line in text.split("\n")]
    text = "\n".join(line for line in lines if line and line.casefold() not in credit_words().furniture)
    head = credit_words().head.match(text)
    text = text[head.end() :] if head else text
    if not text:
        return Caption("", "")
    for find in (_in_brackets, _labelled, _copyright, _taken, _last_part, on_first_line):
        found = find(text)
        if found is not None:
            return Caption(_tidy(found.caption), credit_of(found.credit))
    return Caption(_tidy(text), "")


def credit_of(text: str) -> str:
    """A credit without the word that introduces it, and without brackets around it."""
    text = " ".join(text.split()).strip(_EDGES)
    bracket = _BRACKET.fullmatch(text)
    text = bracket[1].strip() if bracket else text
    if credit_words().agency.fullmatch(text):
        return text
    words = credit_words()
    label = words.labelled.match(text) or words.maker.match(text) or words.opening_colon.match(text)
    if label and label.end() < len(text):
        return credit_of(text[label.end() :])
    bare = credit_words().bare.match(text)
    if bare and is_credit(text[bare.end() :]):
        text = text[bare.end() :]
    text = _BY.sub("", text.strip(_EDGES))
    # The stop of a sentence, not that of an abbreviation.
    return text[:-1] if text.endswith(".") and len(text.rpartition(" ")[2]) > 4 else text


def is_credit_line(text: str) -> bool:
    """Whether a line is nothing but the credit of a picture."""
    if len(text) > LONGEST:
        return False
    found = split_caption(text)
    return bool(found.credit) and not found.caption


def has_labelled_credit(text: str) -> bool:
    """Whether a line says who made a picture: an article may end with the name of an agency alone."""
    if len(text) > 2 * LONGEST:
        return False
    bracket = _BRACKET.search(text)
    inner = text if bracket is None else bracket[1]
    patterns = (credit_words().labelled, credit_words().taken, _COPYRIGHT)
    if bracket is not None and not any(pattern.match(inner) for pattern in patterns):
        return False
    finders = (_in_brackets,) if bracket is not None else (_labelled, _copyright, _taken)
    return any(found is not None and found.credit for find in finders if (found := find(text)))


def _in_brackets(text: str) -> Caption | None:
    """For example "A ship. (Photo: NAME)" or "A ship (Reuters)"."""
    match = _BRACKET.search(text)
    if match is None:
        return None
    inner = match[1]
    if taken := credit_words().taken.match(inner):
        return before_brackets(text, match) or Caption(text[: match.start()], taken[1])
    label = (
        credit_words().labelled.match(inner) or credit_words().opening.match(inner) or _COPYRIGHT.match(inner)
    )
    rest = text[: match.start()]
    stated = (
        label
        or is_stated(inner)
        or is_with_outlet(inner)
        or inner.casefold().strip() in credit_words().outlets
    )
    if stated or names_label(inner) or is_person_after_sentence(inner, rest) or is_for_outlet(inner, rest):
        # "NAME (AGENCY)" is a credit as a whole.
        deeper = split_caption(rest) if rest.strip() else Caption("", "")
        if deeper.credit:
            return Caption(deeper.caption, f"{deeper.credit} ({credit_of(inner)})")
        return Caption(rest, inner)
    return None


def _labelled(text: str) -> Caption | None:
    """For example "A ship. Photo: NAME", "Photo: NAME. A ship" or "Photo by NAME"."""
    for match in credit_words().labelled.finditer(text):
        before, after = text[: match.start()], text[match.end() :].strip()
        if not after:
            continue
        begins = (
            not before.strip()
            or before.rstrip()[-1] in "＝=\"'.!?…。！？»”)]|/·•–—-\n,;("
            or "\n" in before[-1:]
        )
        comma = match[0].rstrip()[-1:] in _COMMAS
        strong = match[0].rstrip()[-1:] in _STRONG or match[0].strip() in credit_words().attached
        first, rest = _first_sentence(after)
        named = is_name(first)
        if comma and not (named and begins):
            continue
        # A label in lower case may be a word of the sentence; many scripts have no cases.
        if not begins and not (named and strong and not match[0][:1].islower()):
            continue
        if not strong and not comma and not named:  # "Pictures from the summer fair"
            continue
        if rest and named and credit_words().labelled.match(rest) and not split_caption(rest).caption:
            return Caption(before.rstrip(_EDGES + "(["), after)
        if rest and named and (not before.strip() or len(rest) > 20):
            return Caption(f"{before.rstrip(_EDGES + '(')}\n{rest}" if before.strip() else rest, first)
        if len(after) <= LONGEST and (named or before.strip() or is_name(after)):
            return Caption(before.rstrip(_EDGES + "(["), after.rstrip(")]"))
    return None


def _copyright(text: str) -> Caption | None:
    match = _COPYRIGHT.search(text)
    if match is None:
        return None
    before, after = text[: match.start()], text[match.start() :]
    first, rest = _first_sentence(after)
    if len(first) > LONGEST:
        return None
    if before.strip() and len(after) <= LONGEST:
        return Caption(before.rstrip(_EDGES + "(["), after)
    return Caption(f"{before}\n{rest}".strip(), first)


def _taken(text: str) -> Caption | None:
    """A name before a word for "took": "A ship。NAME 摄"."""
    match = credit_words().taken.search(text[-60:])
    if match is None:
        return None
    start = max(0, len(text) - 60) + match.start(1)
    # "＝3日、PLACE、NAME撮影": day and place are said of the picture.
    name = match[1].rpartition("、")[2] if text[:start].endswith(("＝", "=")) else match[1]
    sentence, stop, last = name.rpartition(". ")
    if stop and sentence.lower() == sentence.upper():
        name = last
    day = f" {match[2]}" if match[2] else ""
    return Caption(text[: start + len(match[1]) - len(name)].rstrip("、") + day, name)


def _last_part(text: str) -> Caption | None:
    """For example "A ship. NAME/AGENCY", "A ship | NAME" or "Foto NAME"."""
    if text.lower() == text.upper() and (found := _without_cases(text)) is not None:
        return found
    if is_bare(text) or is_sourced(text) or (credit_words().opening.match(text) and len(text) < LONGEST / 2):
        return Caption("", text)
    if (found := _after_part(text)) is not None:
        return found
    ends = [end for end in _SENTENCE.finditer(text) if not ends_with_label(text[: end.start()])]
    for end in reversed(ends[-2:]):
        tail = text[end.end() :].strip()
        # A name in capitals, or of somebody who reports.
        alone = tail.isupper() or is_reporter(tail)
        before = text[: end.end()]
        named = alone and (is_person_after_sentence(tail, before) or is_for_outlet(tail, before))
        if tail and (is_stated(tail) or named):
            return Caption(text[: end.start()], tail)
    return _after_slash(text)


def _without_cases(text: str) -> Caption | None:
    """The parts of a text whose script has no capitals to tell a name: a caption is longer than one."""
    if "|" in text:
        return _after_part(text)
    slash = next(_SLASH.finditer(text), None)
    if slash is None:
        return None
    before, tail = text[: slash.start()].strip(), text[slash.end() :]
    is_name = len(before) <= _SHORT_NAME or 1 < len(before.split()) <= _NAME_WORDS
    return None if is_name or not is_sourced(tail) else Caption(before, tail)


def _after_part(text: str) -> Caption | None:
    """For example "A ship | NAME", "A ship - AGENCY", or a name on a line of its own."""
    head, equals, tail = text.rpartition("＝")
    if equals and (is_sourced(tail) or tail.strip() in credit_words().outlets):
        return Caption(head, tail)
    parts = list(_PART.finditer(text))
    if not parts or _BRACKET.search(text):  # the part would end in the bracket
        return None
    last = parts[-1]
    before, tail = text[: last.start()], text[last.end() :]
    on_own_line = "\n" in last[0]
    # A line of capitals is how some papers set a name.
    marked = last[0].strip() in {"|", "·", "•"} or (on_own_line and tail.isupper())
    if _DATED.match(tail) and len(parts) > 1 and is_name(text[parts[-2].end() : last.start()]):
        return Caption(text[: parts[-2].start()], text[parts[-2].end() :])
    person = on_own_line and len(before.split()) > 2 and is_person(tail)
    outlet = tail.casefold().strip(" .") in credit_words().outlets
    if not (is_stated(tail, courtesy=False) or (marked and is_name(tail)) or person or outlet):
        return None
    # "A ship. NAME/AGENCY — LIBRARY"
    deeper = _last_part(before) if last[0].strip() in {"–", "—"} else None
    if deeper is not None and deeper.caption:
        return Caption(deeper.caption, f"{deeper.credit}{last[0]}{tail}")
    return (None if on_own_line else _wider(text, last)) or Caption(before, tail)


def _wider(text: str, last: re.Match[str]) -> Caption | None:
    """For example "A ship. NAME / AGENCY - LIBRARY" and "A ship / Foto NAME - AGENCY"."""
    before = text[: last.start()]
    for end in (*_SENTENCE.finditer(before), *_SLASH.finditer(before)):
        first = before[end.end() :]
        stated = is_bare(first) or is_sourced(first) or is_person(first)
        if stated and is_name(text[last.end() :]) and not ends_with_label(before[: end.start()]):
            return Caption(text[: end.start()], text[end.end() :])
    return None


def _after_slash(text: str) -> Caption | None:
    """For example "A ship / AGENCY" and "A ship at sea / NAME, NEWSPAPER"."""
    for slash in list(_SLASH.finditer(text))[-2:]:
        before, tail = text[: slash.start()], text[slash.end() :]
        # Two names with a slash between them may be those of ships.
        sentence = len(before.split()) > 2 and not is_name(before)
        alone = sentence and is_person(FOR_OUTLET.split(tail)[0]) and is_name(tail)
        if before.strip() and (is_stated(tail) or alone):
            return Caption(before, tail)
    return None


def _first_sentence(text: str) -> tuple[str, str]:
    """The first sentence or line of a text, and the rest; initials and abbreviations end none."""
    for match in re.finditer(r"\n|[.!?…।۔]\s+(?=\w)|[。！？]", text):
        before = text[: match.start()]
        last = before.rpartition(" ")[2]
        if match[0].startswith(".") and (
            len(last) <= 2 or last.casefold() in {"dr", "jr", "sr", "st", "mrs"}
        ):
            continue
        return before, text[match.end() :]
    return text.rstrip(".") if is_name(text.rstrip(".")) else text, ""


def _tidy(text: str) -> str:
    heads = ((line, credit_words().head.match(line)) for line in text.split("\n"))
    text = " ".join(" ".join(line[head.end() :] if head else line for line, head in heads).split())
    return _EMPTY_BRACKETS.sub("", text).strip(" |·•–—-,;/＝=、©").removesuffix("(").strip()
