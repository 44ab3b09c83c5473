"""Files that hold several articles are recognised; one article with many parts is not."""

from __future__ import annotations

import pytest

from generator.extract.whole.several import find_several

FIRST = (
    "The ferry company of Lunmark will stop its night crossings in June, its director told the island council, because "
    "too few passengers use them. The last boat will then leave at nine in the evening."
)
SECOND = (
    "Two bridges over the Arle are to be rebuilt before the winter. The county has set aside six million crowns for the "
    "work, and drivers will have to use the road through Hollin until November."
)
RUSSIAN = "Совет острова Лунмарк решил закрыть ночную переправу с июня, потому что пассажиров слишком мало. Последний паром будет уходить в девять."
JAPANESE = "ルンマルク島の議会は、利用者が少ないため、六月から夜の便をやめることを決めた。最終便は午後九時に出る。船会社の社長が議会で述べた。来年また話し合うという。"

NEXIS = f"""
                               1 of 2 DOCUMENTS

                               Lunmark Courier
                            May 3, 2021 Monday

Night ferry to end in June

BYLINE: Ida Falk
SECTION: NEWS; Pg. 4
LENGTH: 45 words

{FIRST}

LOAD-DATE: May 4, 2021
LANGUAGE: ENGLISH

                               2 of 2 DOCUMENTS

                               Arle Gazette
                            May 5, 2021 Wednesday

Two bridges to be rebuilt

BYLINE: Per Holm
LENGTH: 44 words

{SECOND}

LOAD-DATE: May 6, 2021
"""
NEW_NEXIS = f"""Night ferry to end in June

Lunmark Courier
May 3, 2021 Monday

Length: 45 words
Byline: Ida Falk

Body

{FIRST}

Load-Date: May 4, 2021


End of Document

Two bridges to be rebuilt

Arle Gazette
May 5, 2021 Wednesday

Body

{SECOND}

Load-Date: May 6, 2021


End of Document
"""
FACTIVA = f"""HD Night ferry to end in June
BY Ida Falk
WC 45 words
PD 3 May 2021
SN Lunmark Courier
LA English

{FIRST}

Document LUNCOU0020210504eh530000a

HD Two bridges to be rebuilt
BY Per Holm
WC 44 words
PD 5 May 2021
SN Arle Gazette
LA English

{SECOND}

Document ARLGAZ0020210506eh550000b
"""
PROQUEST = f"""____________________________________________________________

Title: Night ferry to end in June
Author: Falk, Ida
Publication title: Lunmark Courier
Publication date: May 3, 2021
ProQuest document ID: 2521000001

Full text: {FIRST}

____________________________________________________________

Title: Two bridges to be rebuilt
Author: Holm, Per
Publication title: Arle Gazette
Publication date: May 5, 2021
ProQuest document ID: 2521000002

Full text: {SECOND}
"""
EBSCO = f"""Record: 1
Title: Night ferry to end in June
Source: Lunmark Courier, May 03, 2021
Accession Number: 7EH000000001
Database: Newspaper Source

{FIRST}

Record: 2
Title: Two bridges to be rebuilt
Source: Arle Gazette, May 05, 2021
Accession Number: 7EH000000002
Database: Newspaper Source

{SECOND}
"""
GERMAN = f"""Dokument 1 von 2

Lunmarker Kurier vom 03.05.2021
Nachtfähre fährt nur noch bis Juni

{FIRST}

Dokument 2 von 2

Arler Blatt vom 05.05.2021
Zwei Brücken werden erneuert

{SECOND}
"""
FRENCH = f"""Document 1 de 2

Le Courrier de Lunmark
3 mai 2021

Fin du bac de nuit

{FIRST}

Document 2 de 2

La Gazette de l'Arle
5 mai 2021

Deux ponts à refaire

{SECOND}
"""
CHINESE = f"文档 1 / 2\n\n渡轮停航\n\n{JAPANESE}\n\n文档 2 / 2\n\n大桥重建\n\n{JAPANESE}\n"
MBOX = f"""From news@courier.example Mon May  3 08:00:00 2021
From: Lunmark Courier <news@courier.example>
Subject: Night ferry to end
Date: Mon, 3 May 2021 08:00:00 +0200

{FIRST}

From news@courier.example Wed May  5 08:00:00 2021
From: Lunmark Courier <news@courier.example>
Subject: Two bridges
Date: Wed, 5 May 2021 08:00:00 +0200

{SECOND}
"""
MESSAGES = f"""From: Lunmark Courier
Sent: Monday, 3 May 2021 08:00
To: readers
Subject: Night ferry to end

{FIRST}

From: Lunmark Courier
Sent: Wednesday, 5 May 2021 08:00
To: readers
Subject: Two bridges

{SECOND}
"""
GERMAN_MESSAGES = f"""Von: Lunmarker Kurier
Gesendet: Montag, 3. Mai 2021 08:00
An: Leser
Betreff: Nachtfähre

{FIRST}

Von: Lunmarker Kurier
Gesendet: Mittwoch, 5. Mai 2021 08:00
An: Leser
Betreff: Brücken

{SECOND}
"""
RULED = f"""Night ferry to end in June
By Ida Falk
May 3, 2021

{FIRST}

=====

Two bridges to be rebuilt
By Per Holm
May 5, 2021

{SECOND}
"""
STARRED = RULED.replace("=====", "* * *")
BOXED = f"""==========================
Night ferry to end in June
==========================
Ida Falk, Lunmark Courier
3 May 2021

{FIRST}

==========================
Two bridges to be rebuilt
==========================
Per Holm, Arle Gazette
5 May 2021

{SECOND}
"""
HEADINGS = f"""# Night ferry to end in June

*By Ida Falk, 3 May 2021*

{FIRST}

# Two bridges to be rebuilt

*By Per Holm, 5 May 2021*

{SECOND}
"""
FRONT_MATTERS = f"""---
title: Night ferry to end in June
date: 2021-05-03
---

{FIRST}

---
title: Two bridges to be rebuilt
date: 2021-05-05
tags:
  - roads
---

{SECOND}
"""
TOML = FRONT_MATTERS.replace("---", "+++").replace(": ", " = ").replace("tags:\n  - roads\n", "")
UNDATED_NAMES = RULED.replace("By Ida Falk\n", "").replace("By Per Holm\n", "")
BYLINES = RULED.replace("May 3, 2021\n", "").replace("May 5, 2021\n", "")
RUSSIAN_RULED = f"Ночной паром отменят\nАвтор: Ида Фальк\n3 мая 2021\n\n{RUSSIAN}\n\n-----\n\nМосты построят заново\nАвтор: Пер Хольм\n5 мая 2021\n\n{RUSSIAN}\n"


@pytest.mark.parametrize(
    "text",
    [
        NEXIS, NEW_NEXIS, FACTIVA, PROQUEST, EBSCO, GERMAN, FRENCH, CHINESE, MBOX, MESSAGES, GERMAN_MESSAGES, RULED, STARRED,
        BOXED, HEADINGS, FRONT_MATTERS, TOML, UNDATED_NAMES, BYLINES, RUSSIAN_RULED,
    ],
    ids=lambda text: text.strip()[:30],
)  # fmt: skip
def test_two_articles_are_found(text: str) -> None:
    found = find_several(text.splitlines())
    assert found is not None
    assert found.count == 2


LIVE_BLOG = f"""Ferry strike: follow the day

By Ida Falk
May 3, 2021

{FIRST}

* * *

17:40 Crews leave the harbour

{SECOND}

* * *

16:05 Council meets

{FIRST}
"""
INTERVIEW = f"""A talk with the ferry director

May 3, 2021

Q: Why do the boats stop?

A: {FIRST}

-----

Q: And the bridges?

A: {SECOND}
"""
ROUND_UP = f"""# The week on the islands

By Ida Falk, 7 May 2021

## Ferries

{FIRST}

---

## Bridges

{SECOND}
"""
ESSAY = f"{RULED.split('=====', maxsplit=1)[0]}\n* * *\n\nThe islanders remember another summer.\n\n{SECOND}\n\n* * *\n\n{FIRST}\n"
GALLERY = f"Photo 1 of 3\n\n{FIRST}\n\nPhoto 2 of 3\n\n{SECOND}\n\n1 of 5\n\n{FIRST}\n\n2 of 5\n"
LEAKED = f"""Letters show how the ferry was sold

By Ida Falk, May 3, 2021

{FIRST}

{SECOND}

{FIRST}

{SECOND}

The first letter reads:

{FIRST}

{SECOND}

Then the reporter quotes two of them in full, as they came to the paper from a former clerk of the company.

They follow here, one by one, without changes other than the removal of addresses.

From: the director
Sent: Monday, 3 May 2021
Subject: sale

{FIRST}

From: the clerk
Sent: Wednesday, 5 May 2021
Subject: Re: sale

{SECOND}
"""
FORWARDED = f"""From: a reader
Sent: Thursday, 6 May 2021
To: the archive
Subject: Fwd: Two bridges

For your collection.

-----Original Message-----
From: Arle Gazette
Sent: Wednesday, 5 May 2021
To: readers
Subject: Two bridges

{SECOND}
"""
REVIEWS = f"Three books about ferries\n\nTitle: Boats\nAuthor: A. N. Other\nPublisher: Quay\n\n{FIRST}\n\nTitle: Quays\nAuthor: N. O. Body\nPublisher: Pier\n\n{SECOND}\n"
ONE_DOCUMENT = (
    NEW_NEXIS.split("End of Document", maxsplit=1)[0]
    + "End of Document\n\n"
    + "Copyright 2021 Lunmark Courier. All rights reserved.\n"
)
EVENTS = f"Concerts\n\nDate: 3 May 2021\nTime: 20:00\nPlace: Hall\n\n{FIRST}\n\nDate: 5 May 2021\nTime: 20:00\nPlace: Church\n\n{SECOND}\n"
ONE_FRONT_MATTER = FRONT_MATTERS.split("---\ntitle: Two", maxsplit=1)[0] + f"---\n\n{SECOND}\n\n---\n"


@pytest.mark.parametrize(
    "text",
    [
        LIVE_BLOG,
        INTERVIEW,
        ROUND_UP,
        ESSAY,
        GALLERY,
        LEAKED,
        FORWARDED,
        REVIEWS,
        ONE_DOCUMENT,
        EVENTS,
        ONE_FRONT_MATTER,
    ],
    ids=lambda text: text[:30],
)
def test_one_article_stays_one(text: str) -> None:
    assert find_several(text.splitlines()) is None


def test_twelve_documents_are_counted_and_each_start_is_known() -> None:
    text = "".join(f"Document {n} of 12\n\nHeadline {n}\n\n{FIRST}\n\n" for n in range(1, 13))
    found = find_several(text.splitlines())
    assert found is not None
    assert found.count == 12
    assert len(found.starts) == 12
    assert "Document 1 of 12" in found.sign
