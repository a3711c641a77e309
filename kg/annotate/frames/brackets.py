"""Facts listed in brackets after a name: "(born 3 May 1950 in Lima)", "(1803 – 1881)", "(Lima, 3 May 1920 – Quito, 1 June 1990)"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.annotate.doc import Naming
from kg.annotate.grammar.text import Grammar, Match
from kg.ontology import Trigger

_DASHES = ("-", "–", "—", "−")
_REACH = 60  # tokens a bracket may hold
_LIFETIME = 20  # years; a shorter span of bare years after a name is rather a term of office


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of tokens between the marks of a bracket; ``half`` is 0 before and 1 after its only dash, -1 where there is no dash."""

    start: int
    end: int
    half: int


def bracket(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A name and, in the bracket after it, the part that the trigger's words open or that is its half of a span of time."""
    name, end = _owner(g, i), _closing(g, i)
    if name is None or end is None:
        return
    parts = list(_parts(g, i + 1, end))
    dated = g.phrases.ontology.properties[trigger.target].datatype == "date"
    for part in parts:
        said = [k for k in range(part.start, part.end) if g.tree.lower[k] in trigger.lemmas]
        if said or _by_place(g, part, parts, trigger):
            found = list(_ends(g, _after_birth_name(g, said[0]) if said else part.start, part.end, dated=dated))
            if found:
                yield Match(trigger, i, (name.head,), (found[0],), governor=name.head)
            return


def _after_birth_name(g: Grammar, i: int) -> int:
    """Where the facts begin that a word opens: in "born Ada Linde in Lima" after the name, which says what she was called."""
    name, ontology = g.phrases.name_at.get(i + 1), g.phrases.ontology
    called = name is not None and name.start == i + 1 and ontology.family(name.type) != "Place"
    return name.end if called and name is not None and g.tree.lower[name.end : name.end + 1] in (["on"], ["in"]) else i


def _owner(g: Grammar, i: int) -> Naming | None:
    """The name before a bracket; letters after a name and an empty bracket may stand between."""
    k = i - 1
    while k > 0 and k > i - 6 and g.tree.text[k] in ("(", ")", ",", '"', "(;"):
        k -= 1
    name = g.phrases.name_at.get(k)
    while (
        name
        and name.start > 1
        and g.tree.text[name.start - 1] == ","
        and all(g.tree.text[j].isupper() for j in range(name.start, name.end))
    ):
        before = g.phrases.name_at.get(name.start - 2)
        if before is None:
            break
        name = before  # "Ana Ruiz, OBE (born 1950)"
    return name


def _closing(g: Grammar, i: int) -> int | None:
    depth = 0
    for k in range(i, min(i + _REACH, g.tree.n)):
        depth += g.tree.text[k].count("(") - g.tree.text[k].count(")")
        if depth <= 0 and k > i:
            return k
    return None


def _parts(g: Grammar, start: int, end: int) -> Iterator[_Part]:
    """The parts of a bracket, cut at semicolons and at its only dash between two times."""
    cuts = [k for k in range(start, end) if _dash(g, k) and _dated(g, start, k + 1) and _dated(g, k, end)]
    if len(cuts) != 1:
        marks = [k for k in range(start, end) if g.tree.text[k] == ";"]
        for first, final in zip([start, *(k + 1 for k in marks)], [*marks, end], strict=True):
            yield _Part(first, final, -1)
        return
    yield _Part(start, cuts[0] + 1, 0)
    yield _Part(cuts[0], end, 1)


def _dash(g: Grammar, k: int) -> bool:
    """Whether a token is a dash that parts two times, or holds one between digits ("1823–1878")."""
    text = g.tree.text[k]
    if text in _DASHES:
        return not (k + 1 < g.tree.n and g.tree.end[k - 1] == g.tree.start[k] and g.tree.end[k] == g.tree.start[k + 1]) or k in g.dated
    return any(text[j] in _DASHES and text[j - 1].isalnum() and text[j + 1].isdigit() for j in range(1, len(text) - 1))


def _dated(g: Grammar, start: int, end: int) -> bool:
    return any(k in g.dated for k in range(start, end) if g.tree.text[k] not in _DASHES)


def _by_place(g: Grammar, part: _Part, parts: list[_Part], trigger: Trigger) -> bool:
    """Whether a part is the trigger's half of a lifetime."""
    if trigger.half is None or part.half != ("first", "second").index(trigger.half):
        return False
    years = [[int(k[:4]) for k in _years(g, one)] for one in parts]
    bare = all(sum(k in g.dated and g.tree.text[k] not in _DASHES for k in range(one.start, one.end)) <= 1 for one in parts)
    return not bare or bool(years[0] and years[1]) and not 0 < years[1][-1] - years[0][0] < _LIFETIME


def _years(g: Grammar, part: _Part) -> list[str]:
    words = " ".join(g.tree.text[part.start : part.end])
    for mark in _DASHES:
        words = words.replace(mark, " ")
    return [word for word in words.split() if len(word) == 4 and word.isdigit()]


def _ends(g: Grammar, start: int, end: int, *, dated: bool) -> Iterator[int]:
    """The times, or the names, of a part."""
    for k in range(start, end):
        if dated and k in g.dated and g.tree.text[k] not in _DASHES:
            yield k
        elif not dated and k in g.phrases.name_at and k not in g.dated and g.phrases.name_at[k].start == k:
            yield g.phrases.name_at[k].head
