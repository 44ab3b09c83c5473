"""Finds the speaker of a quotation in the sentence around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.describe.quotes.antecedents import antecedent, leads, pair
from generator.describe.quotes.position import by_position, with_next_sentence
from generator.describe.quotes.quote_marks import Quotation
from generator.describe.quotes.speakers import NameMention, SpeakerIndex
from generator.describe.quotes.speech import SpeechWords, word_list
from generator.describe.quotes.uncased import UNCASED, uncased_speaker

# Characters before and after a quotation in which its speaker is looked for.
_REACH = 240
_STOP = re.compile(r"[.!?。！？](?:[\"”»’)]*(?:\s|$))|[。！？]")
# What may come between a subject and its verb: "(Madrid)", ", a lawyer, ", "of the bank".
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
_HYPHENS = re.compile(r"\s-{1,2}\s{0,9}(?=[^\W\d_])")
_WITH_INCISE = frozenset({"fr", "ca", "it", "es", "pt", "ro", "ru", "uk", "bg", "pl", "cs"})
_INCISED = (", ", "— ", "– ")
# The name of an outlet between a verb and the speaker: рассказала «Газете» Анна Волна.
_QUOTED_NAME = re.compile(r"[«„“\"][^«»„“”\"]{2,40}[»“”\"]")
_WHOLE = (".", "!", "?", "…")
_VERB_LAST = frozenset({"tr", "az", "hu"})
_WORDS_BEFORE = re.compile(r"[\w’'-]+")


class Surroundings(NamedTuple):
    """The rest of a quotation's sentence before and after it, as offsets in the body."""

    before: tuple[int, int]
    after: tuple[int, int]


def find_speaker(
    quotation: Quotation, around: Surroundings, speakers: SpeakerIndex, words: SpeechWords
) -> str:
    """Display name of the speaker, or "" when the text does not name one.

    Args:
        quotation: the quotation.
        around: its surroundings in the body.
        speakers: the names in the body.
        words: how the language attributes speech.
    """
    if words.language in UNCASED:
        before, following = (speakers.body[slice(*span)] for span in around)
        if words.language == "ja" and not following and speakers.body.startswith("。", around.after[0]):
            following = with_next_sentence(speakers.body, around.after[0])
        if name := uncased_speaker(words.language, before, following, words):
            return speakers.display(name)
    if words.language in _VERB_LAST and (name := _framing(around, speakers, words)):
        return name
    after = around.after if _follows(quotation, around.after, speakers.body, words) else None
    return (
        (after and _by_verb(after, speakers, words, last=False))
        or _by_verb(around.before, speakers, words, last=True)
        or (after and _by_source(after, speakers, words))
        or _by_source(around.before, speakers, words)
        or _inside(quotation, around, speakers, words)
        or _introduced(quotation, around, speakers)
        or (after and by_position(after, speakers, _inverted))
        or ""
    )


def _inside(quotation: Quotation, around: Surroundings, speakers: SpeakerIndex, words: SpeechWords) -> str:
    """The speaker whom French names inside the marks: « Rien, explique Ana Paz, ne va plus »."""
    if words.language not in _WITH_INCISE:
        return ""
    start, end = around.before[1], around.after[0]
    for verb in words.verb.finditer(speakers.body, start, end):
        if speakers.body[verb.start() - 2 : verb.start()] not in _INCISED:
            continue
        name = _inverted((verb.end(), end), speakers)
        if name and ("," in quotation.text or "—" in quotation.text or "–" in quotation.text):
            return name
    return ""


def _introduced(quotation: Quotation, around: Surroundings, speakers: SpeakerIndex) -> str:
    """The person at the start of a clause with a colon before whole sentences: "Ana put it so: ..."."""
    before = around.before
    text = speakers.body[slice(*before)].rstrip()
    whole = quotation.text.endswith(_WHOLE) or speakers.body[around.after[0] :][:1] == "."
    if not text.endswith(":") or not quotation.text[:1].isupper() or not whole:
        return ""
    named = speakers.within(*before)
    people = {name.name for name in named if name.personal}
    first = named[0] if named and named[0].personal and len(people) == 1 else None
    return first.name if first and leads(first, before[0], speakers.body) else ""


def _framing(around: Surroundings, speakers: SpeakerIndex, words: SpeechWords) -> str:
    """The subject before a quotation whose verb follows it: X, “...” dedi."""
    start, end = around.after
    following = speakers.body[start:end].lstrip()
    if not words.verb.match(following):
        return ""
    named = [name for name in speakers.within(*around.before) if name.personal]
    gap = speakers.body[named[-1].end : around.before[1]].strip() if named else "-"
    return named[-1].name if gap in {"", ",", ":"} else ""


def _follows(quotation: Quotation, after: tuple[int, int], body: str, words: SpeechWords) -> bool:
    """Whether the text after a quotation attributes it: a comma joins them, or a verb follows at once."""
    start, end = after
    inside = body[start - 2 : start - 1]
    if (
        inside in ",?!…，、？！"
        or body[start : start + 1] in ",，—–"
        or body[start : start + 2] in (" —", " –")
        or _signs(body, after, words)
    ):
        return True
    following = body[start:end].lstrip()
    if quotation.text.endswith((".", "。")) and not following[:1].islower():
        return False
    skipped = end - len(following.lstrip())
    verb = words.verb.match(body, skipped) or words.according.match(body, skipped)
    return bool(verb) or following.partition(" ")[0] in words.fillers


def _signs(body: str, after: tuple[int, int], words: SpeechWords) -> bool:
    """Whether hyphens introduce a name or a verb, and no remark: “...” -- while another story reported."""
    hyphens = _HYPHENS.match(body, *after)
    if not hyphens:
        return False
    end = hyphens.end()
    attached = not hyphens[0][-1].isspace()
    return attached or not body[end].islower() or bool(words.verb.match(body, end))


def surroundings(body: str, span: tuple[int, int], room: tuple[int, int]) -> Surroundings:
    """The sentence around ``body[span]``, within ``room``: the paragraph without other quotations."""
    start, end = span
    low, high = max(room[0], start - _REACH), min(room[1], end + _REACH)
    stops = [
        match.end() for match in _STOP.finditer(body, low, start) if not _abbreviated(body, match.start())
    ]
    stop = next(
        (m.start() for m in _STOP.finditer(body, end, high) if not _abbreviated(body, m.start())), high
    )
    return Surroundings((stops[-1] if stops else low, start), (end, stop))


def _abbreviated(body: str, stop: int) -> bool:
    """Whether a full stop belongs to an initial or a short title: "J. Smith", "Mr. Smith"."""
    word = re.search(r"(?<![^\W\d_])([^\W\d_]++)$", body[max(0, stop - 6) : stop])
    return bool(word) and body[stop] == "." and word[1][0].isupper() and len(word[1]) <= 3  # type: ignore[index]


def _by_verb(span: tuple[int, int], speakers: SpeakerIndex, words: SpeechWords, *, last: bool) -> str:
    """The subject of the verb of speech nearest to the quotation, or the name after a dash."""
    body = speakers.body
    dashed = _DASHED.match(body, *span)
    if dashed and not last:
        named = next((name.name for name in speakers.within(*span) if name.start <= dashed.end() + 1), "")
        if named:
            return named
    verbs = list(words.verb.finditer(body, *span))
    for verb in (verbs[::-1] if last else verbs)[:2]:
        before = (span[0], verb.start())
        speaker = _subject(before, speakers, words) or _subject_of_two_verbs(before, speakers)
        inverted = verb[0] not in word_list("transitive") or body.startswith(" by ", verb.end())
        speaker = speaker or (_inverted((verb.end(), span[1]), speakers) if inverted else "")
        if speaker:
            return speaker
        if _BOUNDARY.search(body, span[0] if last else verb.end(), verb.start() if last else span[1]):
            break  # another clause, with its own subject
    return ""


def _by_source(span: tuple[int, int], speakers: SpeakerIndex, words: SpeechWords) -> str:
    """The name after "according to"."""
    for phrase in words.according.finditer(speakers.body, *span):
        speaker = _inverted((phrase.end(), span[1]), speakers)
        if speaker:
            return speaker
    opening, _, _ = speakers.body[slice(*span)].lstrip().partition(" ")
    if opening in word_list("opening_sources") and speakers.body[slice(*span)].rstrip().endswith(","):
        named = speakers.within(*span)
        if named and named[0].personal and leads(named[0], span[0], speakers.body):
            return named[0].name
    return ""


def _subject(span: tuple[int, int], speakers: SpeakerIndex, words: SpeechWords) -> str:
    """The subject just before a verb: a name, a pronoun, or a phrase for somebody named before."""
    body, start = speakers.body, span[0]
    end = _without_fillers(body, span, words)
    tail = _last_word(body, (start, end))
    if tail.casefold() in words.pronouns:
        return antecedent(tail.casefold(), end - len(tail), speakers)
    if tail.casefold() in words.both:
        return pair(end - len(tail), speakers)
    for name in speakers.within(start, end)[:-5:-1]:
        if _is_subject(name, end, body):
            return name.name
    phrase = _DETERMINED.search(body, max(start, end - 80), end)
    return speakers.described(phrase[1], start) if phrase else ""


def _subject_of_two_verbs(span: tuple[int, int], speakers: SpeakerIndex) -> str:
    """The person at the start of a clause whose second verb this is: "X rose and said"."""
    start, end = span
    if _last_word(speakers.body, (start, _stripped(speakers.body, span))) not in word_list("conjunctions"):
        return ""
    names = speakers.within(start, end)
    people = {name.name for name in names if name.personal}
    first = names[0] if names and names[0].personal and len(people) == 1 else None
    opens = first and (leads(first, start, speakers.body) or speakers.body[first.start - 2] == ",")
    return first.name if first and opens else ""


def _is_subject(name: NameMention, end: int, body: str) -> bool:
    """Whether a name is the subject of the verb at ``end``, not part of a phrase that describes it."""
    before = body[max(0, name.start - 24) : name.start]
    if _is_tied(before):
        return False
    gap = body[name.end : end]
    if not gap.strip():
        return name.personal or not before.rstrip().endswith(",")
    if gap.strip() == ",":  # "the mayor, Ana Paz, said": the name is the apposition
        return name.personal and before.rstrip().endswith(",")
    return bool(_INSERTED.fullmatch(gap)) and (name.personal or gap.lstrip()[0] in ",(–—-")


def _is_tied(before: str) -> bool:
    """Whether the words before a name tie it to another noun: "of the", "for"."""
    tail = [word.casefold() for word in _WORDS_BEFORE.findall(before)]
    while tail and tail[-1] in word_list("determiners") and before.rstrip().endswith(tail[-1]):
        tail.pop()
        before = before.rstrip()[: -len(tail[-1])] if tail else ""
        break
    return bool(tail) and tail[-1] in word_list("prepositions") and not before.rstrip().endswith(",")


def _inverted(span: tuple[int, int], speakers: SpeakerIndex) -> str:
    """The name after a verb or "according to", or in apposition: "said the mayor of Paris, Ana Paz"."""
    start, end = span
    outlet = _QUOTED_NAME.search(speakers.body, start, min(end, start + 80))
    named = speakers.within(start, min(end, start + 100))
    if outlet:
        named = [name for name in named if not outlet.start() < name.start < outlet.end()]
    for number, name in enumerate(named[:3]):
        between = speakers.body[start : name.start]
        if outlet and outlet.end() <= name.start:
            between = between.replace(outlet[0], "")
        if _PUNCTUATED.search(between.rstrip(" ,") if number or name.personal else between):
            break
        apposed = name.personal and between.rstrip().endswith(",")
        words = {word.casefold() for word in between.split()}
        if apposed or (len(words) <= 4 and not word_list("prepositions") & words):
            return name.name
    phrase = _DEFINITE.match(speakers.body, start, end)
    return speakers.described(phrase[1], start) if phrase else ""


def _without_fillers(body: str, span: tuple[int, int], words: SpeechWords) -> int:
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
