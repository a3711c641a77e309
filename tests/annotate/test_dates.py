"""Time expressions: where they stand and which days they mean."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate.parse.layout import lay_out
from kg.annotate.times.dates import Expression, document_date, edtf, find, parse_published, resolve
from kg.facts import Interval

ANCHOR = date(2021, 10, 9)  # a Saturday
TOLD = Interval("2021-03-05", "2021-03-05", "5 March")
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?$")


@cache
def tokenizer() -> Language:
    return spacy.blank("en")


def read(text: str) -> list[Expression]:
    return find(tokenizer().make_doc(text))


ABSOLUTE = [
    ("Born on 4 March 1961 in Oruro", "4 March 1961", "1961-03-04", "1961-03-04"),
    ("on March 4, 1961, he left", "March 4, 1961", "1961-03-04", "1961-03-04"),
    ("AYACUCHO, Feb. 14, 2022 (Wire)", "Feb. 14, 2022", "2022-02-14", "2022-02-14"),
    ("Bogota, 11 Feb 90 (Radio)", "11 Feb 90", "1990-02-11", "1990-02-11"),
    ("on 7 June 2021 saying that", "7 June 2021", "2021-06-07", "2021-06-07"),
    ("2021-03-14", "2021-03-14", "2021-03-14", "2021-03-14"),
    ("Posted 15/02/2022", "15/02/2022", "2022-02-15", "2022-02-15"),
    ("the 5th of May 2010", "the 5th of May 2010", "2010-05-05", "2010-05-05"),
    ("On Monday, Dec. 26, 2016, he", "Monday, Dec. 26, 2016", "2016-12-26", "2016-12-26"),
    ("it claimed in  August 2022 to", "August 2022", "2022-08", "2022-08"),
    ("the March 1980 assassination", "March 1980", "1980-03", "1980-03"),
    ("in Shenzhen in 1998.", "1998", "1998", "1998"),
    ("the 1992 elections", "1992", "1992", "1992"),
    ("the 1990s", "the 1990s", "1990", "1999"),
    ("in the early 1980's", "the early 1980's", "1980", "1983"),
    ("the mid-1990s", "mid-1990s", "1994", "1996"),
    ("early 2010", "early 2010", "2010-01", "2010-04"),
    ("mid-August 2010", "mid-August 2010", "2010-08-11", "2010-08-20"),
    ("the end of 2010", "the end of 2010", "2010-09", "2010-12"),
    ("the summer of 2010", "the summer of 2010", "2010-06", "2010-08"),
    ("winter 2003", "winter 2003", "2003-12", "2004-02"),
    ("the 19th century", "the 19th century", "1801", "1900"),
    ("between 2010 and 2014", "between 2010 and 2014", "2010", "2014"),
    ("from 1980 to 1992", "from 1980 to 1992", "1980", "1992"),
    ("2010-14", "2010-14", "2010", "2014"),
    ("in 2010–14", "2010–14", "2010", "2014"),
    ("from December to March 2010", "from December to March 2010", "2009-12", "2010-03"),
    ("12-14 March 2010", "12-14 March 2010", "2010-03-12", "2010-03-14"),
    ("March 3-5, 2010", "March 3-5, 2010", "2010-03-03", "2010-03-05"),
    ("(17 June 1938 – 2 November 2019)", "17 June 1938 – 2 November 2019", "1938-06-17", "2019-11-02"),
    ("(21 May 1920–21 March 2001)", "21 May 1920–21 March 2001", "1920-05-21", "2001-03-21"),
    ("since 1980", "since 1980", "1980", None),
    ("from 2010 on", "from 2010 on", "2010", None),
    ("1998-present", "1998-present", "1998", None),
    ("until 2019", "until 2019", None, "2019"),
    ("by 2015", "by 2015", None, "2015"),
    ("before May 2010", "before May 2010", None, "2010-05"),
    ("before the end of 2010", "before the end of 2010", None, "2010-12"),
    ("after May 2010", "after May 2010", "2010-05", None),
]

RELATIVE = [
    ("police said Saturday.", "Saturday", "2021-10-09", "2021-10-09"),
    ("on Tuesday", "Tuesday", "2021-10-05", "2021-10-05"),
    ("last Saturday", "last Saturday", "2021-10-02", "2021-10-02"),
    ("next Friday", "next Friday", "2021-10-15", "2021-10-15"),
    ("on Thursday night", "Thursday night", "2021-10-07", "2021-10-07"),
    ("before Tuesday's vote", "Tuesday", "2021-10-05", "2021-10-05"),
    ("last August", "last August", "2021-08", "2021-08"),
    ("last October", "last October", "2020-10", "2020-10"),
    ("in August the", "August", "2021-08", "2021-08"),
    ("on 10 December", "10 December", "2021-12-10", "2021-12-10"),
    ("last week", "last week", "2021-09-27", "2021-10-03"),
    ("this month", "this month", "2021-10", "2021-10"),
    ("last year", "last year", "2020", "2020"),
    ("yesterday", "yesterday", "2021-10-08", "2021-10-08"),
    ("last night", "last night", "2021-10-08", "2021-10-08"),
    ("today", "today", "2021-10-09", "2021-10-09"),
    ("the day before yesterday", "the day before yesterday", "2021-10-07", "2021-10-07"),
    ("over the weekend", "the weekend", "2021-10-09", "2021-10-10"),
    ("three years ago", "three years ago", "2018", "2018"),
    ("twenty-five years ago", "twenty-five years ago", "1996", "1996"),
    ("two days earlier.", "two days earlier", "2021-03-03", "2021-03-03"),
    ("two days later", "two days later", "2021-03-07", "2021-03-07"),
    ("Six weeks later", "Six weeks later", "2021-04-12", "2021-04-18"),
    ("the following day", "the following day", "2021-03-06", "2021-03-06"),
    ("the day before.", "the day before", "2021-03-04", "2021-03-04"),
    ("that year", "that year", "2021", "2021"),
    ("since then", "since then", "2021-03-05", None),
    ("since last August", "since last August", "2021-08", None),
    ("in the past 24 hours", "the past 24 hours", "2021-10-08", "2021-10-09"),
    ("the last three years", "the last three years", "2018", "2021"),
    ("a few days ago", "a few days ago", None, None),
    ("For two decades, there", "For two decades", None, None),
    ("in 30 minutes", "in 30 minutes", None, None),
]

NOTHING = [
    "killed 2000 people", "in 2000 homes", "at 2030 they saw", "from 1800 to 2000 hours", "$2010", "Resolution 1998 says", "they may have 5 boats",
    "the March on Rome", "said April Jones", "August Wilson wrote", "a 25-year-old man", "a five-year plan", "every Sunday", "twice a week",
    "the 19 April Movement", "the last week of the war", "the second man", "a long time ago", "two days before the attack",
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "start", "end"), ABSOLUTE)
def test_absolute(text: str, words: str, start: str | None, end: str | None) -> None:
    (one,) = read(text)
    assert one.text == text[one.char_start : one.char_end] == words
    assert resolve(one, anchor=None, told=None) == Interval(start, end, words)
    assert resolve(one, anchor=ANCHOR, told=TOLD) == Interval(start, end, words)


@pytest.mark.parametrize(("text", "words", "start", "end"), RELATIVE)
def test_relative(text: str, words: str, start: str | None, end: str | None) -> None:
    (one,) = read(text)
    assert one.text == words
    assert resolve(one, anchor=ANCHOR, told=TOLD) == Interval(start, end, words)
    assert resolve(one, anchor=None, told=None) == Interval(None, None, words)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing(text: str) -> None:
    assert read(text) == []


def test_the_suite_has_its_cases() -> None:
    assert (len(ABSOLUTE), len(RELATIVE), len(NOTHING)) == (39, 33, 19)


def test_hand_built_doc() -> None:
    doc = Doc(Vocab(), words=["He", "died", "on", "9", "January", "2018", "."], spaces=[True] * 5 + [False, False])
    (one,) = find(doc)
    assert (one.start, one.end, one.char_start, one.char_end, one.kind) == (3, 6, 11, 25, "date")
    assert resolve(one, anchor=None, told=None).start == "2018-01-09"


def test_list_of_years() -> None:
    assert [one.text for one in read("She won in 1912, 1915, and 1919.")] == ["1912", "1915", "1919"]


def test_what_is_to_come() -> None:
    (one,) = read("The four will appear on Friday.")
    assert resolve(one, anchor=ANCHOR, told=None, ahead=True).start == "2021-10-15"


def test_two_days_later_needs_a_day() -> None:
    (one,) = read("two days later")
    assert resolve(one, anchor=ANCHOR, told=Interval("2021-03", "2021-03", "March")).start is None


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval("2022-08", "2022-08", "August 2022"), "2022-08"),
        (Interval("1990", "1999", "the 1990s"), "199X"),
        (Interval("1980", None, "since 1980"), "1980/.."),
        (Interval(None, "2019", "until 2019"), "../2019"),
        (Interval("2010", "2014", "2010-14"), "2010/2014"),
        (Interval("2010-06", "2010-08", "summer 2010"), "2010-22"),
        (Interval("1818", "1818", "c. 1818"), "1818~"),
        (Interval(None, None, "Saturday"), ""),
    ],
)
def test_edtf(interval: Interval, expected: str) -> None:
    assert edtf(interval) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIMA, 14 March 2023 (Andes) - Two men died.", "2023-03-14"),
        ("Bogota, 3 Jan 90 (Radio) -- [Report] Two men died.", "1990-01-03"),
        ("San Salvador, 9 Oct (AFP) -- [Text] Two men died.", None),
        ("Two die\n\nFrom our wire services. Posted 15/02/2022 06:12\n\nLIMA (AFP) - Two men died.", "2022-02-15"),
        ("Two die\n\nFriday, May 8, 2009\n\nTwo men died in a fire.", "2009-05-08"),
        ("Two men died on 5 May 2009 in a fire.", None),
        ("Two men died.\n\n© 2024 Andes Times. All rights reserved.", None),
    ],
)
def test_document_date(text: str, expected: str | None) -> None:
    assert document_date(text, lay_out(text)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-01-05T12:00:00Z", "2023-01-05"),
        ("20230105", "2023-01-05"),
        ("Thu, 05 Jan 2023 12:00:00 GMT", "2023-01-05"),
        ("January 5, 2023 6:30 am", "2023-01-05"),
        ("2023-01", None),
        ("2023-13-41", None),
        ("1790s", None),
        ("soon", None),
        ("", None),
    ],
)
def test_parse_published(value: str, expected: str | None) -> None:
    assert parse_published(value) == expected


WORDS = [
    "in",
    "on",
    "the",
    "a",
    "of",
    "to",
    "and",
    "from",
    "since",
    "until",
    "by",
    "before",
    "after",
    "between",
    "for",
    "last",
    "next",
    "this",
    "that",
    "following",
    "early",
    "mid",
    "late",
    "end",
    "half",
    "years",
    "year",
    "days",
    "day",
    "week",
    "month",
    "decade",
    "century",
    "ago",
    "later",
    "earlier",
    "then",
    "3",
    "5th",
    "31",
    "1990",
    "2010",
    "1990s",
    "2010-14",
    "12/13",
    "15/02/2022",
    "May",
    "March",
    "August",
    "Feb.",
    "Monday",
    "Saturday",
    "summer",
    "yesterday",
    "-",
    "–",
    ",",
    "'",
    "90s",
    "two",
    "twenty",
    "few",
    "present",
    "c.",
    "29",
    "February",
    "0000",
    "9999",
    "2100",
    "1000",
    "weekend",
    "night",
    "second",
    "00",
    "'S",
]
moments = st.one_of(st.none(), st.dates())
told = st.one_of(
    st.none(),
    st.dates().map(lambda one: Interval(one.isoformat(), None, "")),
    st.dates().map(lambda one: Interval(one.isoformat()[:7], one.isoformat()[:4], "")),
)


@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(min_size=1, max_size=5)), max_size=12), moments, told, st.booleans())
@settings(deadline=None, max_examples=300)
def test_never_raises_and_is_iso(words: list[str], anchor: date | None, before: Interval | None, ahead: bool) -> None:
    doc = Doc(Vocab(), words=words)
    done = 0
    for one in find(doc):
        assert done <= one.start < one.end <= len(doc)
        done = one.end
        assert doc.text[one.char_start : one.char_end] == one.text
        got = resolve(one, anchor=anchor, told=before, ahead=ahead)
        for value in filter(None, (got.start, got.end)):
            assert ISO.match(value)
            date.fromisoformat((value + "-01-01")[:10])
        assert not (got.start and got.end) or got.start <= got.end or got.end.startswith(got.start) or got.start.startswith(got.end)
        edtf(got)


@given(st.text(max_size=40))
@settings(deadline=None)
def test_published_never_raises(value: str) -> None:
    got = parse_published(value)
    assert got is None or date.fromisoformat(got)
