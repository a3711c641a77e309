"""A store of many documents: add them, remove one, open, resolve, open; processor seconds, file size, peak memory, each in a fresh process.

    python tests/benchmarks/store.py [--documents 10000 20000] [--publish]

The documents have 2,000 characters; a script, not the extractor, makes 10 mentions and 7 claims in each (news of 1,500 characters
gives the extractor about 70 and 60). ``remove`` is measured twice: in the store, where it must cost the same whatever the store
holds, and with ``--publish`` as ``kg remove``, which also resolves again and writes every file, and so does grow with the store.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg.contents import remove
from kg.facts import Document
from kg.keep import STORE, Settings, changing, load, making
from kg.ontology import Ontology
from kg.report import Account
from kg.store import Store
from tests.plain_reader import PlainReader

CHARACTERS, CHUNK, TRIES = 2000, 64, 25
FIRST = "Ana Boris Carla Dmitri Elena Farid Grace Hamid Irina Jorge Kamala Luis Mina Nadia Omar Pilar Quentin Rosa Samir Tomas".split()
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu".split()
FILLER = "the council met again in the afternoon and heard what had been said on the matter the day before while others waited outside "


def documents(count: int) -> Iterator[Document]:
    """The same documents on every run: each person is told of in about four of them."""
    for number in range(count):
        draw = random.Random(number)
        people = [person(draw.randrange(count)) for _ in range(5)]
        groups = [f"{word(draw.randrange(count // 4 + 1))} Front" for _ in range(3)]
        facts = [f"{who} leads {what}." for who, what in zip(people[:2], groups[:2], strict=True)]
        facts += [f"{people[2]} is a brother of {people[3]}.", f"{groups[2]} killed {people[4]} in {word(draw.randrange(500))}."]
        padding = (CHARACTERS - sum(map(len, facts))) // len(facts)
        text = "\n".join(fact + " " + (FILLER * (padding // len(FILLER) + 1))[: padding - 2] for fact in facts)
        yield Document.of(text, f"news/{number:07}.txt")


def person(number: int) -> str:
    return f"{FIRST[number % len(FIRST)]} {word(number // len(FIRST))}"


def word(number: int) -> str:
    parts = [SYLLABLES[number // len(SYLLABLES) ** place % len(SYLLABLES)] for place in range(4)]
    return "".join(parts).capitalize()


# -- what is measured, each in a process of its own ----------------------------------------------------------------------


def adding(out: Path, count: int) -> dict[str, float]:
    world, chunk, wanted = Ontology.load(), [], {}
    reader = PlainReader(world)
    with making(out, "benchmark", world, Settings(), Account()) as kept:
        start, reading = time.process_time(), 0.0
        for document in documents(count):
            before = time.process_time()
            (found,) = reader.read([document])
            reading += time.process_time() - before
            chunk.append((document, found))
            wanted[document.source] = document.id
            if len(chunk) == CHUNK:
                kept.store.put(chunk, "benchmark")
                chunk = []
        kept.store.put(chunk, "benchmark")
        kept.store.take(wanted)
        seconds = time.process_time() - start - reading
    return {"seconds": seconds, "bytes": (out / STORE).stat().st_size}


def resolving(out: Path, count: int) -> dict[str, float]:
    with changing(out, "benchmark") as kept:
        start = time.process_time()
        kept.link()
        return {"seconds": time.process_time() - start}


def opening(out: Path, count: int) -> dict[str, float]:
    start = time.process_time()
    graph = load(out)
    return {"seconds": time.process_time() - start, "entities": len(graph.entities())}


def removing(out: Path, count: int) -> dict[str, float]:
    """The median time to take one document out of the store; what was taken out is not put back."""
    taken = []
    with Store(out / STORE) as store:
        for name in random.Random(1).sample(sorted(store.sources().values()), TRIES):
            start = time.perf_counter()
            store.remove(name)
            taken.append(time.perf_counter() - start)
    return {"seconds": statistics.median(taken)}


def commanding(out: Path, count: int) -> dict[str, float]:
    start = time.process_time()
    remove(out, f"news/{count // 2:07}.txt")
    return {"seconds": time.process_time() - start}


PHASES: dict[str, Callable[[Path, int], dict[str, float]]] = {
    "add": adding,
    "remove one": removing,
    "open": opening,
    "resolve": resolving,
    "open then": opening,
    "kg remove": commanding,
}


def measured(phase: str, out: Path, count: int) -> dict[str, float]:
    """The figures that a fresh process of this file prints."""
    command = [sys.executable, __file__, "--phase", phase, "--out", str(out), "--documents", str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Prints a row of figures for each number of documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000, 20_000])
    parser.add_argument("--publish", action="store_true", help="Measure the whole command kg remove as well.")
    parser.add_argument("--phase", choices=PHASES)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if given.phase:
        figures = PHASES[given.phase](given.out, given.documents[0])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({**figures, "peak_mb": peak}))
        return
    phases = [name for name in PHASES if given.publish or name != "kg remove"]
    print(f"{'documents':>10} {'file':>8} " + " ".join(f"{name:>20}" for name in phases))
    for count in given.documents:
        with tempfile.TemporaryDirectory() as folder:
            print(f"{count:>10,}", end="", flush=True)
            for name in phases:
                found = measured(name, Path(folder) / "out", count)
                file = f" {found['bytes'] / 1e6:>5.0f} MB" if "bytes" in found else ""
                print(f"{file} {found['seconds']:>9.4g} s {found['peak_mb']:>6.0f} MB", end="", flush=True)
            print()


if __name__ == "__main__":
    main()
