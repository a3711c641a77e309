"""Turns: who speaks in an interview or a transcript that is written without quotation marks, one paragraph a turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.annotate.coref.pronouns import form
from kg.annotate.doc import Tree

_PAIRS = 2  # of a question and an answer, from which on a text is an interview
_LABEL = 5  # tokens, at most, of what stands before a colon: "Ana Ruiz:", "Q:"
_MARKS = ('"', "“", "«", "'", "‘")
ASKS, ANSWERS = "asks", "answers"


@dataclass(frozen=True, slots=True)
class Turn:
    """Tokens ``[start, end)`` of what one voice says; ``label`` is the last token of the name before it, where there is one."""

    start: int
    end: int
    voice: str
    label: int | None = None


def turns(tree: Tree) -> list[Turn]:
    """The turns of a text: those that labels tell ("Ana Ruiz: I went."), else the questions and answers of an interview; none of other texts."""
    paragraphs = list(_paragraphs(tree))
    return _labelled(tree, paragraphs) or _interview(tree, paragraphs)


def other(voice: str, voices: Sequence[str]) -> str | None:
    """Who is spoken to in a conversation of two."""
    rest = [one for one in voices if one != voice]
    return rest[0] if len(rest) == 1 else None


def _paragraphs(tree: Tree) -> Iterator[tuple[int, int]]:
    start = 0
    for i, text in enumerate(tree.text):
        if "\n" in text:
            if i > start:
                yield start, i
            start = i + 1
    if tree.n > start:
        yield start, tree.n


def _labelled(tree: Tree, paragraphs: Sequence[tuple[int, int]]) -> list[Turn]:
    """Paragraphs that begin with one of several labels, of which each comes back; one without a label goes on with the voice before it."""
    ends = [_label(tree, *one) for one in paragraphs]
    said = [" ".join(tree.lower[start:end]) if end else "" for (start, _), end in zip(paragraphs, ends, strict=True)]
    often = Counter(one for one in said if one)
    voices = {one for one, count in often.items() if count > 1}
    found: list[Turn] = []
    for (start, end), label, voice in zip(paragraphs, ends, said, strict=True):
        if label and (voice in voices or found and len(voices) > 1):
            found.append(Turn(start, end, voice, label - 1))
        elif found:
            found.append(replace(found[-1], start=start, end=end))
    return found if len(voices) > 1 else []


def _label(tree: Tree, start: int, end: int) -> int | None:
    """The colon behind one to five words in capitals at the beginning of a paragraph ("Q." counts)."""
    for i in range(start + 1, min(start + _LABEL + 1, end - 1)):
        if tree.text[i] == ":":
            return i
        if not (tree.text[i][0].isupper() or tree.text[i] in (".", ",")):
            return None
    return None


def _interview(tree: Tree, paragraphs: Sequence[tuple[int, int]]) -> list[Turn]:
    said = [_persons(tree, *one) for one in paragraphs]
    asks = [_asks(tree, *one, those) for one, those in zip(paragraphs, said, strict=True)]
    pairs = [k for k in range(len(asks) - 1) if asks[k] and not asks[k + 1] and said[k + 1][1, "s"] + said[k + 1][1, "p"]]
    if sum(said[k][2, "?"] > 0 for k in pairs) < _PAIRS:
        return []
    return [Turn(*one, ASKS if asked else ANSWERS) for one, asked in zip(paragraphs[pairs[0] :], asks[pairs[0] :], strict=True)]


def _asks(tree: Tree, start: int, end: int, said: Counter[tuple[int, str]]) -> bool:
    """Whether a paragraph ends with a question that is no quotation, and does not speak more of "I" than of "you"."""
    return tree.text[end - 1] == "?" and tree.text[start] not in _MARKS and said[1, "s"] <= said[2, "?"]


def _persons(tree: Tree, start: int, end: int) -> Counter[tuple[int, str]]:
    """How often each person and number is spoken of by pronouns."""
    return Counter((said.person, said.number) for i in range(start, end) for said in [form(tree, i)] if said is not None)
