"""Fits of what family a noun is that the ontology does not list, from phrases that annotators gave a class (kg/data/reader/nouns.npz).

All nouns of the annotated phrases teach it, those too that the ontology lists; how well it does is told of those that it does not list,
each text by weights that were fitted without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.annotate import Annotator
from kg.annotate.classes.nouns import FAMILIES, Nouns, describes
from kg.annotate.names.recogniser import words
from kg.annotate.reader.encoder import Floats
from kg.facts import Document
from kg.ontology import Ontology

_GUM = {"person": "Person", "organization": "Group", "place": "Place"}
_RIDGE, _STEPS, _FOLDS = 100.0, 300, 5
_LEASTS = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Nouned:
    """The nouns of one text: their vectors, the numbers of their families, and whether the ontology lists them."""

    vectors: Floats
    families: NDArray[np.int64]
    listed: NDArray[np.bool_]


def nouned(path: Path, ontology: Ontology) -> Iterator[Nouned]:
    """The head nouns of the annotated phrases of each text of a file in GUM's format."""
    annotator = Annotator(ontology, reader=True)
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        session = annotator.session(Document.of(row["text"], row["id"]))
        tree, at = session.tree, {start: i for i, start in enumerate(session.tree.start)}
        found = {}
        for one in row["mentions"]:
            first, end = one["head"]
            head = next((at[k] for k in range(end - 1, first - 1, -1) if k in at), None)
            if one["kind"] == "nominal" and head is not None and describes(tree, head):
                found[head] = FAMILIES.index(_GUM.get(one["type"], "Thing"))
        if found and session.sight and session.sight[1]:
            rows = sorted(found)
            listed = np.array([session.phrases.noun_class(i) is not None for i in rows])
            yield Nouned(words(tree, *session.sight)[rows], np.array([found[i] for i in rows]), listed)


def fit(vectors: Floats, families: NDArray[np.int64]) -> Nouns:
    """What makes the families most likely, under a ridge on weights of vectors of like spread."""
    from scipy.optimize import minimize

    mean, spread, kinds = vectors.mean(0), vectors.std(0) + 1e-6, len(FAMILIES)
    rows, wanted = ((vectors - mean) / spread).astype(np.float64), np.eye(kinds)[families]

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights, bias = flat[:-kinds].reshape(-1, kinds), flat[-kinds:]
        scores = rows @ weights + bias
        logs = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
        off = np.exp(logs) - wanted
        slope = np.concatenate([(rows.T @ off + _RIDGE * weights).ravel(), off.sum(0)])
        return float(-(wanted * logs).sum() + _RIDGE / 2 * (weights * weights).sum()), slope

    flat = minimize(loss, np.zeros((rows.shape[1] + 1) * kinds), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    weights = flat[:-kinds].reshape(-1, kinds) / spread[:, None]
    return Nouns(weights.astype(np.float32), (flat[-kinds:] - mean @ weights).astype(np.float32))


def learn(texts: Sequence[Nouned], out: Path) -> Iterator[str]:
    """Writes the weights; tells how well families are told of nouns that the ontology does not list, in texts left out."""
    folds: list[tuple[Floats, NDArray[np.int64]]] = []
    for k in range(_FOLDS):
        made = _fitted([one for n, one in enumerate(texts) if n % _FOLDS != k])
        folds += [(made.likely(one.vectors[~one.listed]), one.families[~one.listed]) for one in texts[k::_FOLDS]]
    scores, truth = np.concatenate([one for one, _ in folds]), np.concatenate([one for _, one in folds])
    for least in _LEASTS:
        said = np.where(scores.max(1) >= least, scores.argmax(1), FAMILIES.index("Thing"))
        told = (_told(name, said == k, truth == k) for k, name in enumerate(FAMILIES))
        yield f"least {least:.1f}  {len(truth)} nouns  precision/recall  {'  '.join(told)}"
    _fitted(texts).save(out)


def _fitted(texts: Sequence[Nouned]) -> Nouns:
    return fit(np.concatenate([one.vectors for one in texts]), np.concatenate([one.families for one in texts]))


def _told(family: str, said: NDArray[np.bool_], true: NDArray[np.bool_]) -> str:
    right = 100 * (said & true).sum()
    return f"{family} {right / max(1, said.sum()):.0f}/{right / max(1, true.sum()):.0f}"
