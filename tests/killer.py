"""Kills the command `kg` (SIGKILL) at random instants of build, add and remove, and tells what was not as it must be.

    python tests/killer.py 200 [SEED]

Documents are read by the plain reader, two to a transaction, each run in a forked process that shares what is imported. After
each kill the folder must hold what it held before or what it is to hold, each file whole; then the same command is run to its
end, and every file and row must be that of an undisturbed run. Prints one JSON line: runs, kills, broken (a list).
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[1]))

import pyoxigraph  # noqa: F401 - what the runs need is imported before they are forked
import rapidfuzz.process  # noqa: F401

import kg
import kg.build
import kg.contents
import kg.rdf
import kg.resolve
import kg.show.layout
import kg.write.json
from kg.errors import StoreError
from kg.keep import STORE
from kg.outputs import read_together
from kg.store import Store
from tests.handmade import world
from tests.plain_reader import PlainReader

SAME = ("graph.json", "graph.ttl", "claims.trig", "graph.html")
OUT = Path("out")
TEXTS = {
    "a.txt": "Ada Stone leads Red Path. Ada Stone is a brother of Bo Stone.",
    "b.txt": "Red Path killed Cy Brook in Natividad. Bo Stone does not lead Red Path.",
    "c.txt": "Bo Stone leads Blue Path.",
    "d.txt": "Blue Path killed Ada Stone in Natividad.",
    "e.txt": "Cy Brook leads Blue Path. Cy Brook is a brother of Ada Stone.",
}
FIRST, LAST = ["pages/a.txt", "pages/b.txt", "pages/c.txt"], ["pages/d.txt", "pages/e.txt"]
Step = Callable[[], object]
STEPS: dict[str, tuple[Step | None, Step]] = {  # name -> what was done before, what is killed
    "build": (None, lambda: kg.build("pages", out=OUT)),
    "add": (lambda: kg.build(FIRST, out=OUT), lambda: kg.add(OUT, LAST)),
    "remove": (lambda: kg.build("pages", out=OUT), lambda: kg.remove(OUT, LAST)),
}


def forked(step: Step) -> int:
    """Runs a step in a process of its own, and gives its number."""
    child = os.fork()
    if child == 0:
        try:
            step()
            os._exit(0)
        except Exception:  # noqa: BLE001 - whatever it is, this process must not go on as a copy of its parent
            traceback.print_exc()
            os._exit(1)
    return child


def finished(step: Step) -> float:
    """Runs a step to its end and gives its seconds."""
    start = time.perf_counter()
    _, status = os.waitpid(forked(step), 0)
    if status:
        raise SystemExit("a run that nobody disturbed has failed")
    return time.perf_counter() - start


def files() -> dict[str, bytes]:
    return {name: (OUT / name).read_bytes() for name in SAME if (OUT / name).exists()}


def rows() -> list[object]:
    """Everything that a reader of the store sees."""
    try:
        with Store(OUT / STORE, readonly=True) as store:
            return [list(store.documents()), list(store.mentions()), list(store.claims()), list(store.judgements())]
    except StoreError as error:
        if "no store there" not in str(error):  # killed before it had made the tables
            raise
        return [[], [], [], []]


class Scene:
    """One command that is killed: the state before it, the state after it, and how long it takes."""

    def __init__(self, name: str) -> None:
        self.name = name
        before, self.step = STEPS[name]
        if before:
            finished(before)
        self.before = files(), rows()
        shutil.copytree(OUT, f"before-{name}") if before else None
        self.seconds = max(finished(self.step), 0.05)
        self.after = files(), rows()

    def reset(self) -> None:
        shutil.rmtree(OUT, ignore_errors=True)
        if Path(f"before-{self.name}").exists():
            shutil.copytree(f"before-{self.name}", OUT)

    def killed(self, instant: float) -> tuple[bool, list[str]]:
        """Kills the run after so many seconds; says whether it was still running, and what was wrong then or later."""
        self.reset()
        child = forked(self.step)
        time.sleep(instant)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        at = f"{self.name} killed after {instant:.4f} s: "
        wrong = [at + what for what in (*self._torn(), *self._unfinished())]
        return os.WIFSIGNALED(status), wrong

    def _torn(self) -> list[str]:
        """What a reader finds right after the kill."""
        found = [] if rows() in (self.before[1], self.after[1]) else ["a reader sees half of it in the store"]
        whole = [{state[0].get(name) for state in (self.before, self.after)} for name in SAME]
        now = files()
        found += [f"{name} is half written" for name, known in zip(SAME, whole, strict=True) if now.get(name) not in known]
        if self.before[0] and read_together(OUT, SAME) not in [
            [one.decode() for one in state[0].values()] for state in (self.before, self.after)
        ]:
            found += ["a reader sees some old files with some new ones"]
        return found

    def _unfinished(self) -> list[str]:
        """What is not as it must be after the same command has run to its end."""
        if self.name == "remove" and rows() == self.after[1]:
            finished(lambda: kg.build(FIRST, out=OUT))  # it is removed already; what is left to do any next run does
        else:
            finished(self.step)
        found = [name for name, data in self.after[0].items() if files().get(name) != data]
        found += [] if rows() == self.after[1] else ["the rows of the store"]
        found += sorted({path.name for path in OUT.iterdir()} - {*SAME, STORE, "report.json", "report.md"})
        return [f"{name}: not as if nothing had happened" for name in found]


def main(count: int, seed: int) -> None:
    """Prints the outcome of so many kills."""
    chance = random.Random(seed)
    kills, broken = 0, []
    scenes = [Scene(name) for name in STEPS if not shutil.rmtree(OUT, ignore_errors=True)]
    for number in range(count):
        scene = scenes[number % len(scenes)]
        running, wrong = scene.killed(chance.uniform(0, scene.seconds))
        kills += running
        broken += wrong
    print(json.dumps({"runs": count, "kills": kills, "broken": broken}))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, mock.patch("kg.annotate.Annotator", PlainReader), mock.patch("kg.workers.CHUNK", 2):
        os.environ["KG_ONTOLOGY"] = str(world().folder)
        os.chdir(folder)
        Path("pages").mkdir()
        for name, text in TEXTS.items():
            Path("pages", name).write_text(text, encoding="utf-8")
        main(int(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 1)
