"""Blocks, date lines and the parser's text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate.parse.layout import lay_out

CREDITS = frozenset(("photo", "image", "reporting", "editing", "additional reporting by", "all rights reserved"))

REPORT = """Police seize ring's boats

By Jane Doe and Luis Paz
LIMA, 14 March 2023 (Agencia Andes) - Police seized nine boats on Tuesday. Photo by: AFP/Ana Ruiz

The boats were:

- the Marta, taken in. August 2022
- the Luz

(Reporting by Marco Paz; Editing by Ann Lee)

© 2024 Andes Times. All rights reserved. Do not reproduce without permission."""

DATELINES = [
    ("LIMA (AFP) - Two men died.", "LIMA", None, "AFP", "Two"),
    ("LIMA, Peru (AP) — Two men died.", "LIMA, Peru", None, "AP", "Two"),
    ("LIMA, 14 March 2023 (Agencia Andes) - Two men died.", "LIMA", "14 March 2023", "Agencia Andes", "Two"),
    ("AYACUCHO, Peru, Feb. 14, 2022 (Sierra Wire) - Two men died.", "AYACUCHO, Peru", "Feb. 14, 2022", "Sierra Wire", "Two"),
    (
        "Bogota, 3 Jan 90 (Inravision Television Cadena 1) -- [Report] Two men died.",
        "Bogota",
        "3 Jan 90",
        "Inravision Television Cadena 1",
        "Two",
    ),
    ("San Salvador, 8 Jan 90 (ACAN - EFE)-- [Report] [by Al Lee] [Text] Two men died.", "San Salvador", "8 Jan 90", "ACAN - EFE", "Two"),
    ("Perth (Australia), June 11 89 (AFP) -- [Text] Two men died.", "Perth (Australia)", "June 11 89", "AFP", "Two"),
    ("Clandestine, no date (Radio Sol) -- [Text] Two men died.", "Clandestine", None, "Radio Sol", "Two"),
    ("MOSCOW, February 5. /TASS/. Two men died.", "MOSCOW", "February 5", "TASS", "Two"),
    ("HUAMANGA, 15 February 2022 - Two men died.", "HUAMANGA", "15 February 2022", None, "Two"),
]

NO_DATELINES = [
    "Claude Champagne (27 May 1891 – 21 December 1965) was a composer.",
    "Elena of Russia 17 January 1882 – 13 March 1957 was a duchess.",
    "Paul Roa - a farmer - was shot.",
    "The army said on Monday -- and this is new -- that it had won.",
]

MID_AIR = [
    ("the army claimed in. August 2022 to have won", "the army claimed in  August 2022 to have won"),
    ("she saw the. man", "she saw the  man"),
    ("the town he came from. August was hot", "the town he came from. August was hot"),
    ("He gave up on it. The army won", "He gave up on it. The army won"),
    ("a pipe of 6 in. long", "a pipe of 6 in. long"),
]


def kinds(text: str) -> list[str]:
    return [kind for _, _, kind in lay_out(text, credit_words=CREDITS).blocks]


def test_report() -> None:
    plan = lay_out(REPORT, credit_words=CREDITS)
    told = [(kind, REPORT[start : start + 9]) for start, end, kind in plan.blocks]
    assert told == [
        ("heading", "Police se"),
        ("byline", "By Jane D"),
        ("dateline", "LIMA, 14 "),
        ("paragraph", "Police se"),
        ("credit", "Photo by:"),
        ("paragraph", "The boats"),
        ("list", "- the Mar"),
        ("list", "- the Luz"),
        ("credit", "(Reportin"),
        ("credit", "© 2024 An"),
    ]
    assert "taken in  August 2022" in plan.parse_text


@pytest.mark.parametrize(("text", "place", "date", "source", "first"), DATELINES)
def test_dateline(text: str, place: str | None, date: str | None, source: str | None, first: str) -> None:
    plan = lay_out(text)
    got = [text[slice(*span)] if span else None for span in (plan.place, plan.date, plan.source)]
    assert got == [place, date, source]
    assert plan.blocks[0][2] == "dateline"
    assert text[plan.blocks[1][0] :].startswith(first)


@pytest.mark.parametrize("text", NO_DATELINES)
def test_no_dateline(text: str) -> None:
    assert lay_out(text).dateline is None


@pytest.mark.parametrize(("text", "mended"), MID_AIR)
def test_full_stop_in_mid_air(text: str, mended: str) -> None:
    assert lay_out(text).parse_text == mended


def test_plain_characters() -> None:
    assert lay_out("\u201cWe\u2019re here\u201d\u00a0\u2014 he said").parse_text == '"We\'re here" \u2014 he said'


def test_wrapped_lines_are_joined() -> None:
    text = "Nine boats were seized by the police on the river near the old port of Iquitos\nlate on Monday, and the men who had sailed them were taken to a police post.\n\nNext."
    plan = lay_out(text)
    assert [text[start:end].count("\n") for start, end, _ in plan.blocks] == [1, 0]
    assert "Iquitos late" in plan.parse_text
    assert plan.parse_text.count("\n") == 2


def test_short_lines_are_not_joined() -> None:
    assert kinds("Boats seized in Iquitos\nPolice seized nine boats on the river near the old port.") == ["heading", "paragraph"]


def test_line_that_breaks_off_in_mid_sentence() -> None:
    assert kinds("The coalition and its \nlocal\n partners, who had waited for a long time, conducted five strikes.") == ["paragraph"]
    assert kinds("The army said that it had won in\n\nAugust 2022 with the help of others.") == ["paragraph"]


def test_credit_needs_more_than_its_word() -> None:
    assert kinds("The photo by her brother was stolen. Reporting by the paper showed why.") == ["paragraph"]
    assert kinds("Photo: Ana Ruiz") == ["credit"]
    assert kinds("Additional reporting by Hugo Salas in Cusco.") == ["credit"]


def test_what_a_picture_is_of_is_no_credit() -> None:
    text = "File photo of the engineer Hugo Salas. Image: Ana Ruiz."
    assert [kind for _, _, kind in lay_out(text, credit_words={*CREDITS, "file photo"}).blocks] == ["paragraph", "credit"]


def test_empty() -> None:
    assert lay_out("").blocks == ()
    assert lay_out(" \n\n ").blocks == ()


pieces = st.sampled_from(
    [
        "LIMA (AFP) -- ",
        "\n",
        "\n\n",
        " ",
        "in. August",
        "Photo by: AFP/X",
        "- ",
        "By Jane Doe",
        "© 2024",
        "[Text] ",
        "14 March 2023",
        "(",
        ")",
        ". ",
        "Who?",
    ]
)


@given(st.lists(st.one_of(pieces, st.text(max_size=8)), max_size=14).map("".join))
@settings(deadline=None)
def test_every_character_keeps_its_place_and_has_a_block(text: str) -> None:
    plan = lay_out(text, credit_words=CREDITS)
    assert len(plan.parse_text) == len(text)
    at = 0
    for start, end, _ in plan.blocks:
        assert at <= start < end
        assert not plan.parse_text[at:start].strip()
        at = end
    assert not plan.parse_text[at:].strip()
    for span in filter(None, (plan.dateline, plan.place, plan.date, plan.source)):
        assert 0 <= span[0] < span[1] <= len(text)
