"""Which tellings in one text are of one happening: class, participants, place and time decide, and each link says why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.annotate.doc import VERBS
from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.happening import Happening
from kg.facts import Interval
from kg.ontology import Ontology

_KNOWN = "a definite noun for what was told before"
_LOOK_BACK = 12  # happenings; a definite noun points to something told not long ago

When = Callable[[Happening], Interval | None]


def same_incidents(
    told: Sequence[Happening], groups: Mapping[int, int], g: Grammar, ontology: Ontology, when: When
) -> list[tuple[Happening, Happening, str]]:
    """Pairs of happenings that are one, with the reason; each is tied to its nearest match before it."""
    ordered = sorted(told, key=lambda one: one.at)
    links = []
    for n, later in enumerate(ordered):
        for k in reversed(range(max(0, n - _LOOK_BACK), n)):
            earlier = ordered[k]
            reason = _one(earlier, later, groups, g, ontology, when)
            if reason == _KNOWN and any(_apart(when(earlier), when(between)) for between in ordered[k + 1 : n]):
                continue  # since then the text has gone on to another time
            if reason:
                links.append((earlier, later, reason))
                break
    return links


def _one(earlier: Happening, later: Happening, groups: Mapping[int, int], g: Grammar, ontology: Ontology, when: When) -> str | None:
    """Why two tellings are of one happening, or None."""
    if earlier.at == later.at or not _kin(earlier.type, later.type, ontology) or _one_after_another(earlier, later, g):
        return None
    if _clash(_fillers(earlier, groups), _fillers(later, groups), ontology) or _apart(when(earlier), when(later)):
        return None
    shared = _shared(_fillers(earlier, groups), _fillers(later, groups), ontology)
    if shared:
        return f"same kind of happening, same {shared}"
    if definite(later, g) and not _own_participants(later, ontology, g) and not _more(earlier, later, ontology, g):
        return _KNOWN
    return None


def _one_after_another(earlier: Happening, later: Happening, g: Grammar) -> bool:
    """Whether one verb after another tells what the same did: "condemned the attack and ordered an inquiry"."""
    tree = g.tree
    verbs = tree.pos[earlier.at] in VERBS and tree.pos[later.at] in VERBS
    return verbs and later.type != earlier.type and later.at in tree.coordinated(earlier.at)


def _more(earlier: Happening, later: Happening, ontology: Ontology, g: Grammar) -> bool:
    """Whether a noun points to more than what was told: "these attacks" after "an attack", "the inauguration" after "the incidents"."""
    several = g.tree.tag[later.at] == "NNS" and g.tree.tag[earlier.at] == "NN"
    return several or earlier.type != later.type and ontology.family(earlier.type) == earlier.type


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
    if g.tree.pos[one.at] != "NOUN" or _another(one.at, g):
        return False
    pointed = any(g.tree.lower[k] in ("the", "this", "that", "these", "those") for k in g.tree.kids(one.at, "det"))
    return pointed or any(k in g.dated for k in g.tree.kids(one.at, "poss"))


def _another(noun: int, g: Grammar) -> bool:
    """Whether a noun tells of another happening than the one before it: "the tsunami that followed", "the second attack"."""
    later = any(g.is_cue("followVerb", g.tree.lemma[k]) for k in g.tree.kids(noun, "relcl", "acl", "amod"))
    return later or any(g.is_cue("otherWord", g.tree.lower[k]) for k in g.tree.kids(noun, "amod"))


def _own_participants(one: Happening, ontology: Ontology, g: Grammar) -> bool:
    """Whether more is told of a happening than where, by whom and with what: what was attacked tells which attack is meant."""
    doer = ontology.roles(one.type)[0]
    if any(prep == "of" and token not in g.dated for prep, token in g.clauses.obliques(one.at)):
        return True
    return any(not ontology.places_only(role) and role not in (doer, "instrument") for role, _ in one.roles)
