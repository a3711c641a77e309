"""Fits the model of names (kg/annotate/names/weights.npz): ``python -m kg.learn.names FOLDER``; docs/names-model.md says from what.

FOLDER holds gum.jsonl, redocred.jsonl, re3d.jsonl and knowledgenet.jsonl, one annotated text a line (see kg/learn/gold.py).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from kg.annotate import Annotator
from kg.annotate.names import Scene
from kg.annotate.names.clues import clues
from kg.annotate.names.model import FAMILIES, WEIGHTS, Model
from kg.facts import Document
from kg.learn.gold import SETS, Row
from kg.learn.regression import fit
from kg.ontology import Ontology

Example = tuple[list[str], int, float]


def examples(folder: Path, annotator: Annotator) -> Iterator[Example]:
    """The clues, family and weight of every span of the texts that their annotation says something of."""
    for name in SETS:
        with open(folder / f"{name}.jsonl", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield from of_scene(name, row, annotator.scene(Document.of(row["text"], row["id"])))


def of_scene(name: str, row: Row, scene: Scene) -> Iterator[Example]:
    """The examples of one text of a data set."""
    read, weight = SETS[name]
    start, end = scene.tree.start, scene.tree.end
    place = {span: (start[span[0]], end[span[1] - 1]) for span in scene.possible}
    said = read(row, list(place.values()), [place[span] for span in scene.marked if span in place])
    for span, where in place.items():
        if where in said:
            yield clues(scene, span), FAMILIES.index(said[where]), weight


def main(argv: list[str] | None = None) -> None:
    """Reads the folder, fits and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=WEIGHTS)
    given = parser.parse_args(argv)
    rows = list(examples(given.folder, Annotator(Ontology.load())))
    found, weights, bias = fit([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows], len(FAMILIES))
    Model.save(given.out, found, weights, bias)


if __name__ == "__main__":
    main()
