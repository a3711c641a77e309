"""Logistic regression over clues that are there or not: of two outcomes by Newton's method, of many by L-BFGS (scipy, extra ``train``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np


def fit(
    examples: Sequence[Sequence[str]], labels: Sequence[int], weights: Sequence[float], kinds: int, *, least: int = 3, ridge: float = 2.0,
    steps: int = 120,
) -> tuple[list[str], np.ndarray, np.ndarray]:  # fmt: skip
    """The clues seen ``least`` times, their weights (one column a kind) and the bias that make the labels most likely under a ridge."""
    from scipy.optimize import minimize

    clues = vocabulary(examples, least)
    table = _table(examples, clues)
    turned, wanted, weight = table.T.tocsr(), np.eye(kinds)[list(labels)], np.asarray(weights)[:, None]

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        rows, bias = flat[:-kinds].reshape(-1, kinds), flat[-kinds:]
        sums = table @ rows + bias
        sums -= sums.max(axis=1, keepdims=True)
        logs = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
        off = (np.exp(logs) - wanted) * weight
        slope = np.concatenate([(turned @ off + ridge * rows).ravel(), off.sum(axis=0)])
        return float(-(weight * wanted * logs).sum() + ridge / 2 * (rows * rows).sum()), slope

    flat = minimize(loss, np.zeros((len(clues) + 1) * kinds), jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return clues, flat[:-kinds].reshape(-1, kinds), flat[-kinds:]


def newton(table: np.ndarray, truth: np.ndarray, ridge: float, share: np.ndarray | None = None, *, steps: int = 30) -> np.ndarray:
    """The weights of the table's columns, of which the last is the bias and has no ridge; ``share`` is how much each row counts."""
    counts = np.ones(len(table)) if share is None else share
    held = np.append(np.full(table.shape[1] - 1, ridge), 1e-6)
    weights = np.zeros(table.shape[1])
    for _ in range(steps):
        guess = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (counts * (truth - guess)) - held * weights
        curve = (table * (counts * guess * (1 - guess))[:, None]).T @ table + np.diag(held)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def vocabulary(examples: Sequence[Sequence[str]], least: int) -> list[str]:
    """The clues that at least so many examples show, in order."""
    seen = Counter(clue for clues in examples for clue in set(clues))
    return sorted(clue for clue, n in seen.items() if n >= least and "\n" not in clue)


def _table(examples: Sequence[Sequence[str]], clues: Sequence[str]) -> Any:
    from scipy.sparse import csr_matrix

    place = {clue: k for k, clue in enumerate(clues)}
    rows = [sorted({place[clue] for clue in example if clue in place}) for example in examples]
    starts = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(starts[-1]), np.concatenate(rows), starts), shape=(len(rows), len(clues)))
