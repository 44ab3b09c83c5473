"""Who spoke the words of a quotation, where the sentence around it says so."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.describe.quotes.quote_marks import Quoted
from generator.describe.quotes.speakers import Named, Speakers
from generator.describe.quotes.speech import Speech, word_list
from generator.text.sentences import sentences

# How far around a quotation its speaker is looked for.
_REACH = 240
_FARTHEST = 1000
_STOP = re.compile(r"[.!?。！？](?:[\"”»’)]*(?:\s|$))|[。！？]")
# What may stand between a subject and its verb: "(Madrid)", ", a lawyer, ", "of the bank".
_INSERTED = re.compile(
    r"(?:\s+(?:of|from|at|for|with|de|du|von|del|della|da|do|van)\s[^.;!?“”\"]{1,100}?)?(?:\s*\([^()]*\))?"
    r"(?:\s*,[^;.!?“”\"]{1,160},|\s*[–—-][^–—]{1,120}[–—-])?\s*"
)
_DETERMINED = re.compile(
    r"\b(?:the|el|la|los|las|le|les|l['’]|der|die|das|il|lo|gli|o|os|a|as|de|het)\s+"
    r"((?:[\w’'-]+\s+){0,4}[\w’'-]+)\s*$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\s{1,9}+(?:the|el|la|le|der|die|das|il|o|a)\s++((?:[\w’'-]++ ?+){1,4})")
_BOUNDARY = re.compile(r"[,;:]| (?:which|who|whom|que|qui|die|der|das|che) ")
_PUNCTUATED = re.compile(r"[,;:.\"“«」]")
_DASHED = re.compile(r"\s{0,9}[—–-]{1,2}\s{0,9}(?=[^\W\d_])")
_WORDS_BEFORE = re.compile(r"[\w’'-]+")


class Around(NamedTuple):
    """The text around a quotation, as spans of the body: before it in its sentence, and after."""

    before: tuple[int, int]
    after: tuple[int, int]


def find_speaker(quoted: Quoted, around: Around, speakers: Speakers, words: Speech) -> str:
    """Display name of the speaker, "" where the text names none."""
    after = around.after if _follows(quoted, around.after, speakers.body, words) else None
    return (
        (after and _by_verb(after, speakers, words, last=False))
        or _by_verb(around.before, speakers, words, last=True)
        or (after and _by_source(after, speakers, words))
        or _by_source(around.before, speakers, words)
    )


def _follows(quoted: Quoted, after: tuple[int, int], body: str, words: Speech) -> bool:
    """Whether what comes after a quotation speaks of it: a comma joins them, or a verb follows at once."""
    start, end = after
    inside = body[start - 2 : start - 1]
    if (
        inside in ",?!…，、？！"
        or body[start : start + 1] in ",，—–"
        or body[start : start + 2] in (" —", " –")
    ):
        return True
    following = body[start:end].lstrip()
    if quoted.text.endswith((".", "。")) and not following[:1].islower():
        return False
    skipped = end - len(following.lstrip())
    verb = words.verb.match(body, skipped) or words.according.match(body, skipped)
    return bool(verb) or following.partition(" ")[0] in words.fillers


def surroundings(body: str, span: tuple[int, int], room: tuple[int, int]) -> Around:
    """The sentence around ``body[span]``, never beyond ``room``: the paragraph less other quotations."""
    start, end = span
    low, high = max(room[0], start - _REACH), min(room[1], end + _REACH)
    stops = [
        match.end() for match in _STOP.finditer(body, low, start) if not _abbreviated(body, match.start())
    ]
    stop = next(
        (m.start() for m in _STOP.finditer(body, end, high) if not _abbreviated(body, m.start())), high
    )
    return Around((stops[-1] if stops else low, start), (end, stop))


def _abbreviated(body: str, stop: int) -> bool:
    """Whether a stop follows an initial or a short title: "J. Smith", "Mr. Smith"."""
    word = re.search(r"(?<![^\W\d_])([^\W\d_]++)$", body[max(0, stop - 6) : stop])
    return bool(word) and body[stop] == "." and word[1][0].isupper() and len(word[1]) <= 3  # type: ignore[index]


def _by_verb(span: tuple[int, int], speakers: Speakers, words: Speech, *, last: bool) -> str:
    """The subject of the verb of speech nearest to the quotation, or the name after a dash."""
    body = speakers.body
    dashed = _DASHED.match(body, *span)
    if dashed and not last:
        return next((one.name for one in speakers.within(*span) if one.start <= dashed.end() + 1), "")
    verbs = list(words.verb.finditer(body, *span))
    for verb in (verbs[::-1] if last else verbs)[:2]:
        found = _subject((span[0], verb.start()), speakers, words) or _of_two_verbs(
            (span[0], verb.start()), speakers
        )
        inverted = verb[0] not in word_list("transitive") or body.startswith(" by ", verb.end())
        found = found or (_inverted((verb.end(), span[1]), speakers) if inverted else "")
        if found:
            return found
        if _BOUNDARY.search(body, span[0] if last else verb.end(), verb.start() if last else span[1]):
            break  # another clause, with a subject of its own
    return ""


def _by_source(span: tuple[int, int], speakers: Speakers, words: Speech) -> str:
    """The name after "according to"."""
    for phrase in words.according.finditer(speakers.body, *span):
        found = _inverted((phrase.end(), span[1]), speakers)
        if found:
            return found
    return ""


def _subject(span: tuple[int, int], speakers: Speakers, words: Speech) -> str:
    """The noun just before a verb: a name, a pronoun, or a phrase for somebody named before."""
    body, start = speakers.body, span[0]
    end = _without_fillers(body, span, words)
    tail = _last_word(body, (start, end))
    if tail.casefold() in words.pronouns:
        return _antecedent(tail.casefold(), end - len(tail), speakers)
    if tail.casefold() in words.both:
        return _pair(end - len(tail), speakers)
    for named in speakers.within(start, end)[:-5:-1]:
        if _is_subject(named, end, body):
            return named.name
    phrase = _DETERMINED.search(body, max(start, end - 80), end)
    return speakers.described(phrase[1], start) if phrase else ""


def _of_two_verbs(span: tuple[int, int], speakers: Speakers) -> str:
    """The one person whom a main clause begins with, where the verb is its second: "X rose and said"."""
    start, end = span
    if _last_word(speakers.body, (start, _stripped(speakers.body, span))) not in word_list("conjunctions"):
        return ""
    named = speakers.within(start, end)
    people = {one.name for one in named if one.personal}
    first = named[0] if named and named[0].personal and len(people) == 1 else None
    opens = first and (_leads(first, start, speakers.body) or speakers.body[first.start - 2] == ",")
    return first.name if first and opens else ""


def _is_subject(named: Named, end: int, body: str) -> bool:
    """Whether a name is the subject of the verb at ``end``, and not a part of what describes it."""
    before = body[max(0, named.start - 24) : named.start]
    if _tied(before):
        return False
    gap = body[named.end : end]
    if not gap.strip():
        return named.personal or not before.rstrip().endswith(",")
    if gap.strip() == ",":  # "the mayor, Ana Paz, said": the name is the apposition
        return named.personal and before.rstrip().endswith(",")
    return bool(_INSERTED.fullmatch(gap)) and (named.personal or gap.lstrip()[0] in ",(–—-")


def _tied(before: str) -> bool:
    """Whether the words before a name tie it to another noun: "of the", "for"."""
    tail = [word.casefold() for word in _WORDS_BEFORE.findall(before)]
    while tail and tail[-1] in word_list("determiners") and before.rstrip().endswith(tail[-1]):
        tail.pop()
        before = before.rstrip()[: -len(tail[-1])] if tail else ""
        break
    return bool(tail) and tail[-1] in word_list("prepositions") and not before.rstrip().endswith(",")


def _inverted(span: tuple[int, int], speakers: Speakers) -> str:
    """The name just after a verb or "according to", or in apposition: "said the mayor of Paris, Ana Paz"."""
    start, end = span
    for number, named in enumerate(speakers.within(start, min(end, start + 100))[:3]):
        between = speakers.body[start : named.start]
        if _PUNCTUATED.search(between.rstrip(" ,") if number or named.personal else between):
            break
        apposed = named.personal and between.rstrip().endswith(",")
        words = {word.casefold() for word in between.split()}
        if apposed or (len(words) <= 4 and not word_list("prepositions") & words):
            return named.name
    phrase = _DEFINITE.match(speakers.body, start, end)
    return speakers.described(phrase[1], start) if phrase else ""


def _without_fillers(body: str, span: tuple[int, int], words: Speech) -> int:
    end = _stripped(body, span)
    while (tail := _last_word(body, (span[0], end))) and (
        tail.casefold() in words.fillers or (tail.endswith("ly") and tail.islower())
    ):
        end = _stripped(body, (span[0], end - len(tail)))
    return end


def _stripped(body: str, span: tuple[int, int]) -> int:
    return span[0] + len(body[span[0] : span[1]].rstrip())


def _last_word(body: str, span: tuple[int, int]) -> str:
    match = re.search(r"(?<![\w’'-])[\w’'-]++$", body[max(span[0], span[1] - 30) : span[1]])
    return match[0] if match else ""


def _antecedent(pronoun: str, position: int, speakers: Speakers) -> str:
    """Who "he", "she" or "it" is: the subject of this sentence, else of the one before, if it is clear."""
    start = _paragraph(speakers.body, position)
    spans = [(start + a, start + b) for a, b in sentences(speakers.body[start:position])]
    for low, high in reversed(spans[-2:]):
        named = speakers.within(low, high)
        subject = next((one for one in named if _leads(one, low, speakers.body)), None)
        if subject and _fits(subject, pronoun, named):
            return subject.name
        if named:
            return ""
    return ""


def _paragraph(body: str, position: int) -> int:
    """Where the paragraph begins, or as far back as two sentences may reach in a very long one."""
    low = max(0, position - _FARTHEST)
    return max(low, body.rfind("\n\n", low, position) + 1)


def _leads(named: Named, start: int, body: str) -> bool:
    """Whether a name is the first noun of its sentence: only a title or article before it."""
    return len(_WORDS_BEFORE.findall(body, start, named.start)) <= 2


def _fits(subject: Named, pronoun: str, names: list[Named]) -> bool:
    if pronoun == "it":
        return subject.kind in ("organizations", "places")
    return subject.personal and len({one.name for one in names if one.personal}) == 1


def _pair(position: int, speakers: Speakers) -> str:
    """The two people that a sentence names before "both"."""
    start = _paragraph(speakers.body, position)
    people = dict.fromkeys(one.name for one in speakers.within(start, position) if one.kind == "people")
    return " and ".join(people) if len(people) == 2 else ""
