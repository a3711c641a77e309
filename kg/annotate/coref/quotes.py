"""Quotations: where direct speech begins and ends, and who speaks it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.annotate.coref.grammar import SUBJECTS
from kg.annotate.doc import Tree

_OPEN, _CLOSE, _EITHER = ("“", "«", "``"), ("”", "»", "''"), ('"',)
_LONGEST = 400
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens ``[start, end)`` of direct speech with its marks, and the head token of the speaker's naming, if it is told."""

    start: int
    end: int
    speaker: int | None


def quotations(tree: Tree, verbs: frozenset[str]) -> list[Quotation]:
    """The quotations of a text in order; one without a verb of saying goes on with the speaker of the one just before."""
    found: list[Quotation] = []
    for start, last, closed in _spans(tree):
        end = last if closed else _cut(tree, start, last, verbs)
        speaker = _speaker(tree, start, end, verbs)
        if speaker is None and found and _goes_on(tree, found[-1], start):
            speaker = found[-1].speaker
        found.append(Quotation(start, end, speaker))
    return found


def _cut(tree: Tree, start: int, end: int, verbs: frozenset[str]) -> int:
    """Where speech without a closing mark gives way to who says it: before ", said Ana Ruiz" or ", Ana Ruiz said"."""
    for i in range(start + 1, end):
        if tree.lemma[i] in verbs and tree.pos[i] == "VERB":
            for subject in tree.kids(i, *SUBJECTS):
                first = min(i, tree.left[subject])
                if start < first and tree.text[first - 1] in (",", "-", "–", "—") and tree.pos[subject] != "PRON":
                    return first
    return end


def _spans(tree: Tree) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether a mark closes it: a paragraph's end does too; straight marks open or close by the blanks around them."""
    opened: int | None = None
    for i, text in enumerate(tree.text):
        if opened is not None and ("\n" in text and text.count("\n") > 1 or i - opened > _LONGEST):
            yield opened, i, False
            opened = None
        mark = _mark(tree, i, opened is not None) if text in (*_OPEN, *_CLOSE, *_EITHER) else ""
        if mark == "open":
            if opened is not None:
                yield opened, i, False
            opened = i
        elif mark == "close" and opened is not None:
            yield opened, i + 1, True
            opened = None
    if opened is not None:
        yield opened, tree.n, False


def _mark(tree: Tree, i: int, inside: bool) -> str:
    if tree.text[i] in _OPEN:
        return "open"
    if tree.text[i] in _CLOSE:
        return "close"
    before = i == 0 or tree.end[i - 1] < tree.start[i] or tree.text[i - 1].isspace()
    after = i + 1 == tree.n or tree.end[i] < tree.start[i + 1] or tree.text[i + 1].isspace()
    if before != after:
        return "open" if before else "close"
    return "close" if inside else "open"


def _speaker(tree: Tree, start: int, end: int, verbs: frozenset[str]) -> int | None:
    """The subject of the verb of saying next to a quotation: behind it first, then in front of it."""
    over = (
        tree.text[end - 1] in (*_CLOSE, *_EITHER) and tree.text[end - 2] == "."
    )  # '"I lost my job." The agency began ...': a new sentence
    behind = range(end, end if over else min(end + _NEAR, tree.n))
    before = range(start - 1, max(start - _NEAR, 0) - 1, -1)
    for places in (behind, before):
        for i in places:
            if (
                tree.text[i] in (*_OPEN, *_CLOSE, *_EITHER)
                or "\n\n" in tree.text[i]
                or places is behind
                and i > end
                and tree.text[i - 1] in ".!?"
            ):
                break
            if tree.lemma[i] in verbs and tree.pos[i] == "VERB":
                subject = next((k for k in tree.kids(i, *SUBJECTS) if not start <= k < end), None)
                if subject is not None:
                    return subject
    return None


def _goes_on(tree: Tree, last: Quotation, start: int) -> bool:
    """Whether only a short narrator's clause stands between two quotations of one paragraph."""
    return start - last.end <= 15 and not any("\n\n" in text for text in tree.text[last.end : start])
