"""Which tellings in one text are of one happening: class, participants, place and time decide, and each link says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.happening import Happening
from kg.facts import Interval
from kg.ontology import Ontology

_LOOK_BACK = 12  # happenings; a definite noun points to something told not long ago

When = Callable[[Happening], Interval | None]


def same_incidents(
    told: Sequence[Happening], groups: Mapping[int, int], g: Grammar, ontology: Ontology, when: When
) -> list[tuple[Happening, Happening, str]]:
    """Pairs of happenings that are one, with the reason; each is tied to its nearest match before it."""
    ordered = sorted(told, key=lambda one: one.at)
    links = []
    for n, later in enumerate(ordered):
        for earlier in reversed(ordered[max(0, n - _LOOK_BACK) : n]):
            reason = _one(earlier, later, groups, g, ontology, when)
            if reason:
                links.append((earlier, later, reason))
                break
    return links


def _one(earlier: Happening, later: Happening, groups: Mapping[int, int], g: Grammar, ontology: Ontology, when: When) -> str | None:
    """Why two tellings are of one happening, or None."""
    if earlier.at == later.at or not _kin(earlier.type, later.type, ontology):
        return None
    if _clash(_fillers(earlier, groups), _fillers(later, groups), ontology) or _apart(when(earlier), when(later)):
        return None
    shared = _shared(_fillers(earlier, groups), _fillers(later, groups), ontology)
    if shared:
        return f"same kind of happening, same {shared}"
    if definite(later, g) and not _own_participants(later, ontology):
        return "a definite noun for what was told before"
    return None


def _kin(left: str, right: str, ontology: Ontology) -> bool:
    return ontology.is_a(left, right) or ontology.is_a(right, left)


def _fillers(one: Happening, groups: Mapping[int, int]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for role, token in one.roles:
        found.setdefault(role, set()).add(groups.get(token, token))
    return found


def _shared(left: Mapping[str, set[int]], right: Mapping[str, set[int]], ontology: Ontology) -> str | None:
    """A participant role that both fill with the same; a common place alone does not make one happening."""
    return next((role for role in sorted(left) if not ontology.places_only(role) and left[role] & right.get(role, set())), None)


def _clash(left: Mapping[str, set[int]], right: Mapping[str, set[int]], ontology: Ontology) -> bool:
    """Whether both fill a role, and with nothing in common; a gun and a knife may be used in one attack."""
    return any(role in right and not left[role] & right[role] for role in left if not ontology.items_only(role))


def _apart(left: Interval | None, right: Interval | None) -> bool:
    """Whether the two times exclude one another at the precision they share."""
    if not left or not right or not left.start or not right.start:
        return False
    size = min(len(left.start), len(right.start))
    return left.start[:size] != right.start[:size] and left.start == left.end and right.start == right.end


def definite(one: Happening, g: Grammar) -> bool:
    """Whether a noun tells of a happening as of a known one: "the attack", "these attacks", "last night's attack"."""
    if g.tree.pos[one.at] != "NOUN":
        return False
    pointed = any(g.tree.lower[k] in ("the", "this", "that", "these", "those") for k in g.tree.kids(one.at, "det"))
    return pointed or any(k in g.dated for k in g.tree.kids(one.at, "poss"))


def _own_participants(one: Happening, ontology: Ontology) -> bool:
    """Whether more is told of a happening than where, by whom and with what: what was attacked tells which attack is meant."""
    doer = ontology.roles(one.type)[0]
    return any(not ontology.places_only(role) and role not in (doer, "instrument") for role, _ in one.roles)
