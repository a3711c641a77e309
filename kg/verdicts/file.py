"""decisions.jsonl: one decision to a line, in the order they were made, for people to read, send and keep under version control."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

from kg.errors import KgError
from kg.facts import Interval, Kind, Polarity, Span
from kg.verdicts.nouns import Decision, Saying, Spot, Verdict

DECISIONS = "decisions.jsonl"

Row = dict[str, Any]  # a JSON object


def read(path: Path) -> list[Decision]:
    """The decisions in a file, none where there is none; raises KgError with the line that is no decision."""
    if not path.is_file():
        return []
    return parse(path.read_text(encoding="utf-8", errors="replace"), str(path))


def parse(text: str, name: str) -> list[Decision]:
    """The decisions in a text of one to a line, each once; raises KgError with the line that is no decision."""
    found: dict[str, Decision] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            one = _parsed(line, f"{name}:{number}")
            found.setdefault(one.id, one)
    return list(found.values())


def dump(decisions: Iterable[Decision]) -> str:
    """The text of the file."""
    return "".join(json.dumps(_row(one), ensure_ascii=False) + "\n" for one in decisions)


def _row(one: Decision) -> Row:
    row: Row = {"verdict": one.verdict}
    if one.claims:
        row["claims"] = [_saying_row(claim) for claim in one.claims]
    else:
        row |= {"left": [asdict(spot) for spot in one.left], "right": [asdict(spot) for spot in one.right]}
    return row | {"by": one.by, "at": one.at} | ({"reason": one.reason} if one.reason else {})


def _saying_row(one: Saying) -> Row:
    """The row of a claim; its mentions stand in its document, which need not be named again."""
    row = asdict(one)
    for spot in filter(None, (row["subject"], row["object"], *row["attributed_to"])):
        del spot["sha256"], spot["source"]
    return row


def _parsed(line: str, where: str) -> Decision:
    try:
        return _decision(json.loads(line))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        told = f"no field {error}" if isinstance(error, KeyError) else str(error)
        raise KgError(f"{where}: no decision ({told}); mend the line or take it out") from None


def _decision(row: Row) -> Decision:
    verdict: Verdict = _one_of(row["verdict"], get_args(Verdict))
    about = str(row["by"]), str(row["at"]), str(row.get("reason", ""))
    if not about[0].startswith("person"):
        raise ValueError(f"by {about[0]!r}, which does not begin with 'person'")
    if verdict in ("wrong", "right"):
        return Decision(verdict, (), (), tuple(map(_saying, _some(row["claims"]))), *about)
    left, right = (tuple(_spot(one, one) for one in _some(row[side])) for side in ("left", "right"))
    return Decision(verdict, left, right, (), *about)


def _some(rows: list[Row]) -> Iterator[Row]:
    if not rows:
        raise ValueError("an empty list")
    return iter(rows)


def _spot(row: Row, document: Mapping[str, Any]) -> Spot:
    start, end = _span((row["start"], row["end"]))
    kind: Kind = _one_of(row["kind"], get_args(Kind))
    return Spot(str(document["sha256"]), str(document["source"]), start, end, str(row["text"]), str(row["type"]), kind)


def _saying(row: Row) -> Saying:
    start, end = _span((row["start"], row["end"]))
    if (row["object"] is None) == (row["value"] is None):
        raise ValueError("a claim has either an object or a value")
    polarity: Polarity = _one_of(row["polarity"], get_args(Polarity))
    return Saying(
        str(row["sha256"]),
        str(row["source"]),
        start,
        end,
        _spot(row["subject"], row),
        str(row["predicate"]),
        _spot(row["object"], row) if row["object"] is not None else None,
        str(row["value"]) if row["value"] is not None else None,
        _span(row["value_span"]) if row["value_span"] else None,
        _span(row["trigger"]) if row["trigger"] else None,
        polarity,
        tuple(_spot(one, row) for one in row["attributed_to"]),
        Interval(row["time"]["start"], row["time"]["end"], row["time"]["text"]) if row["time"] else None,
    )


def _span(ends: Iterable[Any]) -> Span:
    start, end = (int(one) for one in ends)
    if not 0 <= start < end:
        raise ValueError(f"[{start}, {end}) is no span")
    return start, end


def _one_of(value: Any, known: tuple[str, ...]) -> Any:  # one of the literals of the type whose arguments are given
    if value not in known:
        raise ValueError(f"{value!r} is none of {', '.join(known)}")
    return value
