"""The nouns of a person's decisions."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Literal

from kg.facts import Interval, Kind, Polarity, Span, digest

Verdict = Literal["same", "different", "wrong", "right"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A mention as a person saw it; ``sha256`` is that of its document's bytes, offsets are code points in its text."""

    sha256: str
    source: str
    start: int
    end: int
    text: str
    type: str
    kind: Kind

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it stands, whatever was read there."""
        return self.sha256, self.start, self.end

    def __str__(self) -> str:
        return f"{' '.join(self.text.split())} ({self.source}:{self.start}-{self.end})"


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim as a person saw it, with everything that is needed to make it again; ``start`` to ``end`` is its sentence."""

    sha256: str
    source: str
    start: int
    end: int
    subject: Spot
    predicate: str
    object: Spot | None
    value: str | None
    value_span: Span | None
    trigger: Span | None
    polarity: Polarity
    attributed_to: tuple[Spot, ...]
    time: Interval | None

    @property
    def place(self) -> Hashable:
        """What it says and where, whatever rule has read it."""
        end = self.object.place if self.object else self.value
        return self.sha256, self.start, self.end, self.subject.place, self.predicate, end, self.polarity

    def __str__(self) -> str:
        end = " ".join((self.object.text if self.object else self.value or "").split())
        subject = " ".join(self.subject.text.split())
        return f"{subject} -- {self.predicate} -> {end} ({self.source}:{self.start}-{self.end})"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing a person said: two things are the same or different, or claims are wrong or right; ``at`` is ISO, UTC.

    ``left`` and ``right`` list mentions of the two things, one for each document and name: where the first is no longer
    there, the next stands for the thing. ``claims`` are all the claims that say the judged thing in the judged sentence.
    """

    verdict: Verdict
    left: tuple[Spot, ...] = ()
    right: tuple[Spot, ...] = ()
    claims: tuple[Saying, ...] = ()
    by: str = "person"
    at: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """A hash of what was decided: the same thing said twice is one decision."""
        sides = sorted(sorted((*one.place, one.type) for one in side) for side in (self.left, self.right))
        return "k" + digest(self.verdict, *sides, *sorted(str(one.place) for one in self.claims), length=8)

    def __str__(self) -> str:
        if self.claims:
            return f"{self.verdict}: {self.claims[0]}"
        return f"{self.verdict}: {self.left[0]} {'=' if self.verdict == 'same' else '/'} {self.right[0]}"
