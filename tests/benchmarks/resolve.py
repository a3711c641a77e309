"""Seconds and peak memory of who is who across documents, on made-up mentions, doubled from run to run.

    python tests/benchmarks/resolve.py [--mentions 62500 125000 250000 500000 1000000]

Each document names some people, groups and places, most of them from stories of its own neighbourhood, under several forms of their
names, with callings, kin, posts and a happening; some documents are reprints. Names follow a steep distribution, as in news: few are
in many documents, most in few. Each size runs in a fresh process; the ratio is the time of a size over that of half of it.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise

from kg.facts import Claim, Document, Evidence, Interval, Judgement, Mention, Reading
from kg.ontology import Ontology
from kg.resolve import resolve

SIZES = (62_500, 125_000, 250_000, 500_000, 1_000_000)
PER_DOCUMENT = 12  # clusters; each has about two mentions
SOUNDS = (
    "ba be bi bo da de di do fa ga ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe ra re ri ro sa se si so ta te ti to va za".split()
)
CALLINGS = ("minister", "lawyer", "teacher", "footballer", "doctor", "soldier", "journalist", "farmer")
KINDS = ("Front", "Union", "Bank", "Party", "Column", "Company")


def word(draw: random.Random, syllables: int) -> str:
    """A name that nobody has."""
    return "".join(draw.choice(SOUNDS) for _ in range(syllables)).capitalize()


class World:
    """The people, groups and places there are."""

    def __init__(self, size: int) -> None:
        draw = random.Random(7)
        first = [word(draw, 2) + draw.choice(("", "n", "s", "l")) for _ in range(900)]
        last = [word(draw, draw.choice((2, 3, 3, 4))) for _ in range(max(4000, size // 12))]
        count = max(500, size // 10)
        self.people = [(draw.choice(first), draw.choice(last), draw.choice(last), draw.choice(CALLINGS)) for _ in range(count)]
        self.groups = [f"{word(draw, 3)} {draw.choice(KINDS)} of {word(draw, 3)}" for _ in range(count // 4)]
        self.places = [word(draw, draw.choice((3, 4))) for _ in range(count // 8)]

    def one(self, draw: random.Random, things: list, story: int) -> int:  # type: ignore[type-arg]  # any of the three lists
        """The number of a thing: mostly of the story, at times one that everybody knows."""
        if draw.random() < 0.2:
            return min(int(draw.paretovariate(0.8)) - 1, len(things) - 1)
        return (story * 7 + draw.randrange(9)) % len(things)


class Page:
    """One made-up document."""

    def __init__(self, world: World, number: int, draw: random.Random) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.spans: list[tuple[int, int, str, str]] = []
        self.claims: list[tuple[int, str, int | None, str | None]] = []
        self.same: list[tuple[int, int]] = []
        story = draw.randrange(max(1, len(world.people) // 12))
        people = [self.person(world, draw, story) for _ in range(6)]
        groups = [self.add(world.groups[world.one(draw, world.groups, story)], "Organization") for _ in range(3)]
        places = [self.add(world.places[world.one(draw, world.places, story)], "Settlement") for _ in range(2)]
        event = self.add("attack", "Attack")
        self.claims += [
            (event, "type", None, "Attack"),
            (event, "place", places[0], None),
            (event, "killedCount", None, str(draw.randrange(9))),
        ]
        self.claims += [
            (event, "agent", groups[0], None),
            (people[0], "leaderOf", groups[0], None),
            (people[1], "siblingOf", people[2], None),
        ]
        text = " ".join(self.parts) + f" {number} " + " ".join(str(draw.randrange(9999)) for _ in range(30))
        day = f"20{10 + story % 14}-{1 + story % 12:02}-{1 + draw.randrange(9):02}"
        self.document = Document.of(text, f"{number}.txt", published=day)
        self.time = Interval(day, day, day) if draw.random() < 0.5 else None

    def add(self, name: str, type: str) -> int:
        self.parts.append(name)
        self.spans.append((self.at, self.at + len(name), type, "nominal" if type == "Attack" else "name"))
        self.at += len(name) + 1
        return len(self.spans) - 1

    def person(self, world: World, draw: random.Random, story: int) -> int:
        first, last, second, calling = world.people[world.one(draw, world.people, story)]
        forms = (f"{first} {last}", f"{first} {last} {second}", f"{first[0]}. {last}", last)
        found = self.add(draw.choices(forms, (6, 2, 1, 1))[0], "Person")
        self.same += [(found, self.add(last, "Person"))] if draw.random() < 0.7 else []
        if draw.random() < 0.3:
            self.claims.append((found, "occupation", None, calling))
        return found

    def reading(self) -> Reading:
        made = [Mention.of(self.document, *span, type, kind, event=type == "Attack") for *span, type, kind in self.spans]  # type: ignore[misc, arg-type]
        said = Evidence.of(self.document, 0, self.at)
        claims = [
            Claim.of(
                made[one].id, predicate, said, by="made", object=made[other].id if other is not None else None, value=value, time=self.time
            )
            for one, predicate, other, value in self.claims
        ]
        same = [Judgement(made[a].id, made[b].id, "same", 0.9, ("made",), "made") for a, b in self.same]
        return Reading(self.document.id, tuple(made), tuple(claims), tuple(same))


def pages(mentions: int) -> Iterator[Page]:
    """Documents with about so many mentions of things."""
    world, draw, count, number = World(mentions), random.Random(11), 0, 0
    while count < mentions:
        page = Page(world, number, draw)
        count += len(page.spans)
        number += 1
        yield page


def run(size: int) -> dict[str, float]:
    """One size in this process."""
    read = sorted(((page.document, page.reading()) for page in pages(size)), key=lambda one: one[0].id)
    texts = {document.id: document.text for document, _ in read}
    mentions = sum(len(reading.mentions) for _, reading in read)
    ontology = Ontology.load()
    before = time.process_time()
    start = time.perf_counter()
    found = resolve(ontology, read, texts.__getitem__)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    same = sum(one.verdict == "same" for one in found)
    figures = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - before, "peak_mb": peak}
    return {**figures, "mentions": mentions, "documents": len(read), "same": same, "different": len(found) - same}


def main() -> None:
    """Prints the curve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=int, nargs="+", default=SIZES)
    parser.add_argument("--here", type=int)
    given = parser.parse_args()
    if given.here:
        print(json.dumps(run(given.here)))
        return
    rows = []
    print(f"{'mentions':>10} {'documents':>10} {'seconds':>9} {'cpu':>9} {'peak MB':>9} {'same':>9} {'different':>10}")
    for size in given.mentions:
        done = subprocess.run([sys.executable, __file__, "--here", str(size)], check=True, capture_output=True, text=True)
        row = json.loads(done.stdout.splitlines()[-1])
        rows.append(row)
        print(
            f"{row['mentions']:>10} {row['documents']:>10} {row['seconds']:>9.1f} {row['cpu']:>9.1f} {row['peak_mb']:>9.0f}"
            f" {row['same']:>9} {row['different']:>10}",
            flush=True,
        )
    for one, other in pairwise(rows):
        mentions, seconds = other["mentions"] / one["mentions"], other["seconds"] / one["seconds"]
        print(f"{mentions:.2f} times the mentions: {seconds:.2f} times the time, {other['cpu'] / one['cpu']:.2f} times the processor's")


if __name__ == "__main__":
    main()
