"""The named syntactic shapes: where in a clause or noun phrase the two ends of a trigger stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from kg.annotate.clauses import Clauses
from kg.annotate.doc import NOUNS, VERBS, Naming, Tree
from kg.annotate.phrases import Phrases
from kg.ontology import Trigger

_BE = ("be", "become", "remain", "'s", "'re")
_NAMING = (
    "name",
    "appoint",
    "elect",
    "make",
    "choose",
    "call",
    "nominate",
    "crown",
    "declare",
    "designate",
    "proclaim",
    "re-elect",
    "reelect",
    "vote",
)


@dataclass(frozen=True, slots=True)
class Match:
    """A trigger found in its frame: settled argument tokens, what stands after prepositions, and the token whose clause governs.

    ``full`` says that the grammar fixed the direction; ``value`` is the token span of a designation.
    """

    trigger: Trigger
    at: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...] = ()
    value: tuple[int, int] | None = None
    governor: int = -1
    full: bool = True
    mutual: bool = False


@dataclass(frozen=True)
class Grammar:
    """One text as the frames see it: its parse, its clauses and its noun phrases; ``light`` and ``suffered`` are support verbs."""

    tree: Tree
    phrases: Phrases
    clauses: Clauses = field(init=False)
    light: frozenset[str] = frozenset()
    suffered: frozenset[str] = frozenset()
    happening: frozenset[str] = frozenset()
    role_words: frozenset[str] = frozenset()
    blaming: frozenset[str] = frozenset()
    dated: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        object.__setattr__(self, "clauses", Clauses(self.tree))

    def spread(self, tokens: tuple[int, ...] | list[int]) -> tuple[int, ...]:
        """The tokens with what is coordinated with them, settled, without doubles."""
        return tuple(dict.fromkeys(one for token in tokens for one in self.phrases.spread(token)))

    def pairs(self, obliques: list[tuple[str, int]] | tuple[tuple[str, int], ...]) -> tuple[tuple[str, int], ...]:
        """The obliques with coordinated nouns spelled out."""
        return tuple((prep, one) for prep, token in obliques for one in self.phrases.spread(token))


Frame = Callable[[Grammar, Trigger, int, int], Iterator[Match]]


# -- verbs -------------------------------------------------------------------------------------------------------------


def _worded(g: Grammar, trigger: Trigger, i: int) -> bool:
    """Whether a verb has the particle and the object noun that its trigger asks for."""
    tree = g.tree
    if trigger.particles:
        near = [tree.lower[k] for k in tree.kids(i, "prt", "advmod", "prep", "advcl", "dobj")] + (
            [tree.lower[i + 1]] if i + 1 < tree.n else []
        )
        if not set(near) & set(trigger.particles):
            return False
    if not trigger.objects:
        return True
    nouns = [*tree.kids(i, "dobj", "oprd", "nsubjpass", "attr", "xcomp"), *(k for _, k in g.clauses.obliques(i))]
    return any(tree.lemma[k] in trigger.objects or tree.lower[k] in trigger.objects for k in nouns)


def transitive(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A verb with an object, in any voice."""
    if g.tree.pos[i] not in (*VERBS, "ADJ", "NOUN") or not _worded(g, trigger, i) or g.tree.pos[i] == "NOUN":
        return
    clause = g.clauses.of(i)
    if trigger.voice and (trigger.voice == "passive") != clause.passive:
        return
    objects, obliques = list(clause.objects), list(clause.obliques)
    if trigger.objects:  # "claimed the lives of X": the noun is part of the words, what it is of is the object
        support = [k for k in objects if g.tree.lemma[k] in trigger.objects or g.tree.lower[k] in trigger.objects]
        objects = [k for k in objects if k not in support]
        for k in support:
            inner = g.clauses.obliques(k)
            obliques += inner
            of = [token for prep, token in inner if prep == "of"]
            objects += of or ([k] if trigger.object or g.phrases.count(k) else [])
    patients = g.spread(objects)
    subjects = tuple(one for one in g.spread(clause.subjects) if one not in patients)
    if (
        any(g.tree.lower[k] == "other" and any(g.tree.lower[d] == "each" for d in g.tree.children[k]) for k in objects)
        and len(subjects) > 1
    ):
        yield Match(trigger, i, subjects, subjects, g.pairs(obliques), governor=i, mutual=True)
        return
    for k in clause.objects:
        obliques += [pair for pair in g.clauses.obliques(k) if pair[0] != "of" and pair not in obliques]
    yield Match(trigger, i, subjects, patients, g.pairs(obliques), governor=i)


def intransitive(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A verb with a subject and no object."""
    if g.tree.pos[i] not in VERBS or not _worded(g, trigger, i):
        return
    clause = g.clauses.of(i)
    if not clause.passive and not clause.objects:
        yield Match(trigger, i, g.spread(clause.subjects), (), g.pairs(clause.obliques), governor=i)


def verb_prep(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A verb and one of its prepositions."""
    if g.tree.pos[i] not in (*VERBS, "ADJ") or not _worded(g, trigger, i):
        return
    clause = g.clauses.of(i)
    if clause.passive != (trigger.voice == "passive"):
        return
    held = list(clause.obliques)
    for k in clause.objects if not clause.passive else ():
        held += [pair for pair in g.clauses.obliques(k) if pair not in held]
    objects = [token for prep, token in held if prep in trigger.preps]
    if objects:
        rest = [pair for pair in held if pair[0] not in trigger.preps]
        yield Match(trigger, i, g.spread(clause.surface), g.spread(objects), g.pairs(rest), governor=i)
    elif clause.passive and not clause.subjects and len(g.spread(clause.surface)) > 1:
        who = g.spread(clause.surface)
        yield Match(trigger, i, who, who, g.pairs(held), governor=i, mutual=True)  # "the two were married in Graz"


def adjectival(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """An adjective or participle with its preposition, or hyphened to a name ("Dubai-based")."""
    tree = g.tree
    if tree.pos[i] in VERBS and not g.clauses.passive(i) and tree.kids(i, "dobj", "aux"):
        return  # the verb itself ("has injured X"), not its participle
    obliques = g.clauses.obliques(i)
    if tree.dep[i] == "acomp":
        obliques = obliques + g.clauses.obliques(tree.head[i])
    objects = [token for prep, token in obliques if prep in trigger.preps]
    if not objects and i >= 2 and tree.text[i - 1] == "-" and (i - 2) in g.phrases.name_at:
        objects = [i - 2]
    governor, subjects = described(g, i)
    who = g.spread(subjects)
    if objects or not trigger.preps:
        yield Match(trigger, i, who, g.spread(objects), g.pairs(obliques), governor=governor)
    elif len(who) > 1:
        yield Match(trigger, i, who, who, governor=governor, mutual=True)  # "the two are allied"


def described(g: Grammar, i: int) -> tuple[int, list[int]]:
    """The clause head and the thing that an adjective or participle describes."""
    tree, above = g.tree, g.tree.head[i]
    if tree.dep[i] in ("acomp", "attr", "oprd") and tree.pos[above] in VERBS:
        clause = g.clauses.of(above)
        return above, list(clause.objects if tree.dep[i] == "oprd" and not clause.passive and clause.objects else clause.surface)
    if tree.dep[i] == "conj" and tree.pos[above] == "ADJ":
        return described(g, above)
    if tree.pos[i] in VERBS or tree.dep[i] in ("acl", "amod", "advcl", "relcl"):
        return i, g.clauses.surface(i)
    if tree.dep[i] == "appos":
        return i, [above]
    return i, []


# -- nouns -------------------------------------------------------------------------------------------------------------


def relational_noun(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """X is the N of Y; Y's N X; X, N of Y; Y N X; X, whose N is Z."""
    if g.tree.pos[i] not in NOUNS and g.tree.tag[i] != "JJ" or i in g.phrases.name_at:
        return
    between = g.spread([token for prep, token in _after(g, i, last) if prep in ("between", "among")])
    if len(between) > 1:
        yield Match(trigger, i, between, between, governor=i, mutual=True)
        return
    others = _others(g, trigger, i, last)
    governor, holders = holders_of(g, i, last)
    if _chosen(g, i) and len(others) == 1 and others[0] == g.phrases.name_at[i - 1].head:
        governor, holders, others = g.tree.head[i], others, g.spread(list(g.clauses.of(g.tree.head[i]).subjects))
    if holders and not others and len(holders) > 1 and g.tree.tag[i] in ("NNS", "NNPS"):
        yield Match(trigger, i, holders, holders, governor=governor, mutual=True)
    own = g.phrases.settle(i)
    if own != i and own in others and own not in holders:
        return  # "the Loreto department": the name is its own, not what it belongs to
    holders, others = _apposed_to_other(g, holders, others)
    others = tuple(other for other in others if other not in holders)
    if others:
        yield Match(trigger, i, holders or (g.phrases.settle(i),), others, governor=governor)


def _apposed_to_other(g: Grammar, holders: tuple[int, ...], others: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """ "The sister of Ana Ruiz, Eva Ruiz, ...": two names set side by side are two, the second is who the noun is said of."""
    if holders or len(others) != 1 or others[0] not in g.phrases.name_at:
        return holders, others
    apposed = [k for k in g.tree.kids(others[0], "appos") if k in g.phrases.name_at]
    return (g.spread(apposed), others) if apposed else (holders, others)


def _chosen(g: Grammar, i: int) -> bool:
    """Whether a noun is what somebody is made: "elected Ana Ruiz leader", where the name before it is no compound."""
    tree = g.tree
    return tree.dep[i] in ("dobj", "oprd") and tree.lemma[tree.head[i]] in _NAMING and i - 1 in g.phrases.name_at


def _others(g: Grammar, trigger: Trigger, i: int, last: int) -> tuple[int, ...]:
    """The end that a relational noun points to: after its preposition, its possessor, or the name before it."""
    tree = g.tree
    preps = trigger.preps or ("of",)
    found = [token for prep, token in _after(g, i, last) if prep in preps]
    found += tree.kids(i, "poss") or (tree.kids(last, "poss") if last != i else [])
    before = tree.left[i] if not found else -1
    for k in range(i - 1, before - 1 if before >= 0 else i - 1, -1):
        name = g.phrases.name_at.get(k)
        if name:
            return (name.head,)
        if tree.dep[k] not in ("amod", "compound", "nmod", "punct", "det") and tree.text[k] != "-":
            break
    if not found and i > 0 and (i - 1) in g.phrases.name_at and tree.pos[i] in NOUNS and g.phrases.name_at[i - 1].end == i:
        name = g.phrases.name_at[i - 1]
        if tree.dep[i] in ("compound", "nmod", "appos") or tree.head[name.head] == i or tree.head[name.head] == tree.head[i]:
            return (name.head,)
    if not found and tree.kids(i, "compound"):
        inner = tree.kids(i, "compound")[-1]
        found = [inner] if g.phrases.noun_class(inner) else []
    return g.spread(found)


def _after(g: Grammar, i: int, last: int) -> list[tuple[str, int]]:
    """The prepositional phrases of a noun of several words ("chief of staff of the army"), its own words left out."""
    pairs = g.clauses.obliques(i) + (g.clauses.obliques(last) if last != i else [])
    return [(prep, token) for prep, token in pairs if not i <= token <= last]


def holders_of(g: Grammar, i: int, last: int) -> tuple[int, tuple[int, ...]]:
    """Who a noun is said of, and the token whose stance governs; empty where only the noun itself stands for them."""
    tree, above, dep = g.tree, g.tree.head[i], g.tree.dep[i]
    titled = _named_after(g, i, last)
    if titled is not None:
        return titled, g.spread([titled])
    apposed = [k for k in tree.kids(i, "appos") if tree.pos[k] in (*NOUNS, "X") or k in g.phrases.name_at]
    if apposed:
        return i, g.spread(apposed)
    if dep == "appos":
        return above, g.spread([above])
    if dep in ("attr", "oprd", "xcomp", "acomp", "dobj") and tree.pos[above] in VERBS:
        return above, _predicated(g, i, above)
    if dep == "pobj" and tree.lower[above] == "as":
        return tree.head[above], _as_role(g, tree.head[above])
    if dep in ("nsubj", "nsubjpass") and tree.pos[above] in VERBS:
        return above, _identified(g, above)
    if dep == "conj" and tree.pos[above] in (*NOUNS, "NUM", "PRON") and above not in g.phrases.name_at:
        of = tree.head[above]
        if tree.dep[above] == "pobj" and tree.lower[tree.head[of]] == "one":
            above = tree.head[of]  # "one of the founders and a brother of X": two things said of one person
        return holders_of(g, above, above)
    return i, ()


def _named_after(g: Grammar, i: int, last: int) -> int | None:
    """The name for which a noun is the title: "leader X", "his brother, Yunus" is apposition and not meant here."""
    name = g.phrases.name_at.get(last + 1)
    return name.head if name and name.start == last + 1 and (g.phrases.linked(i, name) or g.phrases.linked(last, name)) else None


def _predicated(g: Grammar, i: int, verb: int) -> tuple[int, ...]:
    """The subject of "is N", "became N", "was elected N"; the object of "elected X N"."""
    tree, clause = g.tree, g.clauses.of(verb)
    if tree.lemma[verb] in _BE or tree.dep[i] == "attr":
        return g.spread(list(clause.surface))
    if tree.lemma[verb] in _NAMING:
        return g.spread(list(clause.objects if not clause.passive and i not in clause.objects else clause.surface))
    return ()


def _as_role(g: Grammar, verb: int) -> tuple[int, ...]:
    """Who serves as N, or is appointed as N."""
    if g.tree.pos[verb] not in VERBS:
        return g.spread([verb]) if g.tree.pos[verb] in NOUNS and verb in g.phrases.name_at else ()
    clause = g.clauses.of(verb)
    return g.spread(list(clause.surface if clause.passive or not clause.objects else clause.objects))


def _identified(g: Grammar, verb: int) -> tuple[int, ...]:
    """The name in "the leader of X is Y"."""
    tree = g.tree
    if tree.lemma[verb] not in _BE and tree.lemma[verb] not in _NAMING:
        return ()
    found = [k for k in tree.kids(verb, "attr", "oprd") if g.phrases.name_at.get(k)]
    return g.spread(found)


def designation(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """N X; X, an N; X is an N: the noun phrase is the value."""
    if g.tree.pos[i] not in NOUNS or i in g.phrases.name_at and g.phrases.name_at[i].end - g.phrases.name_at[i].start > 1:
        return
    governor, holders = holders_of(g, i, last)
    if holders:
        start = i
        while (
            start > 0
            and g.tree.head[start - 1] in (i, last)
            and g.tree.dep[start - 1] in ("compound", "amod")
            and _names_role(g, start - 1)
        ):
            start -= 1
        yield Match(trigger, i, holders, (), value=(start, max(i, last) + 1), governor=governor)


def _names_role(g: Grammar, i: int) -> bool:
    """Whether a modifier belongs to the designation: nouns do ("bus driver"), and adjectives that are no cue and no demonym ("foreign minister")."""
    if i in g.phrases.name_at:
        return False
    return g.tree.pos[i] == "NOUN" or g.tree.lower[i] in g.role_words


def nominal(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """A noun that names a happening, with light verbs and verbs of happening above it."""
    tree = g.tree
    if tree.pos[i] not in NOUNS or i in g.phrases.name_at:
        return
    obliques = list(g.clauses.obliques(i))
    obliques += [("'s", k) for k in tree.kids(i, "poss")]
    obliques += [("+", k) for k in tree.kids(i, "compound", "amod", "nmod") if k in g.phrases.name_at or g.phrases.noun_class(k)]
    governor, subjects, objects = i, [], []
    above = tree.head[i]
    if tree.dep[i] in ("dobj", "nsubjpass", "nsubj") and tree.pos[above] in VERBS:
        governor, clause = above, g.clauses.of(above)
        if tree.lemma[above] in g.light and i in clause.objects:
            subjects, obliques = list(clause.subjects), obliques + list(clause.obliques)
        elif tree.lemma[above] in g.suffered and i in clause.objects:
            objects, obliques = list(clause.subjects), obliques + list(clause.obliques)
        elif tree.lemma[above] in g.happening or tree.lemma[above] in _BE:
            obliques += clause.obliques
        else:
            governor = i
    elif (
        tree.dep[i] == "pobj" and tree.pos[tree.head[above]] in VERBS and f"{tree.lemma[tree.head[above]]} {tree.lower[above]}" in g.blaming
    ):
        clause = g.clauses.of(tree.head[above])  # "suspected of the attack": who is suspected did it, if it is true
        subjects = list(clause.objects)
    pairs = g.pairs(obliques)
    yield Match(trigger, i, g.spread(subjects), g.spread(objects), pairs, governor=governor)


def noun_prep(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """Noun, preposition, noun: a name or description with another right after the preposition."""
    tree = g.tree
    if tree.dep[i] != "prep" or tree.lower[i] not in trigger.preps:
        return
    subject = tree.head[i]
    if tree.pos[subject] in VERBS and i > 0 and (g.phrases.name_at.get(i - 1) or g.phrases.noun_class(i - 1)):
        subject = i - 1  # "happened in Nakuru in the valley": what stands right before it
    objects = tree.kids(i, "pobj")
    if objects and (tree.pos[subject] in NOUNS or subject in g.phrases.name_at):
        yield Match(trigger, i, (g.phrases.settle(subject),), g.spread(objects[:1]), governor=subject)


def comma_pair(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """Two names with a comma between, the second apposed to the first: "Nairobi, Kenya"."""
    left, right = g.phrases.name_at.get(i - 1), g.phrases.name_at.get(i + 1)
    if not left or not right or left.end != i or right.start != i + 1 or g.tree.dep[right.head] == "conj":
        return
    yield Match(trigger, i, (left.head,), (right.head,), governor=left.head, full=False)


def demonym(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """The adjective of a country before a noun or name: "Kenyan general", "the Serbian town of Vranje"."""
    adjective = g.phrases.name_at.get(i)
    if adjective is None or adjective.head != i or not adjective.known:
        return
    noun = g.tree.head[i]
    whose = g.phrases.name_at.get(noun)
    if (
        noun > i
        and not (whose and whose.known)
        and g.tree.dep[i] in ("amod", "compound", "nmod")
        and noun not in range(adjective.start, adjective.end)
    ):
        yield Match(trigger, i, g.spread([_town_of(g, noun)]), (i,), governor=noun)


def _town_of(g: Grammar, noun: int) -> int:
    """The name after "of" where the noun only says its kind: "town of Vranje"."""
    for prep, token in g.clauses.obliques(noun):
        name: Naming | None = g.phrases.name_at.get(token)
        if prep == "of" and name and g.phrases.noun_class(noun) == name.type:
            return token
    return noun


def phrase(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """The trigger's own pattern of words, anchored at its first fixed word; the ends are names or noun phrases beside it."""
    items = (trigger.pattern or "").split()
    first = next((k for k, item in enumerate(items) if not item.startswith("_")), None)
    if first is None:
        return
    ends: dict[str, int] = {}
    at = _back(g, items[:first], i, ends)
    if at is None:
        return
    here: int | None = i
    for item in items[first:]:
        here = _step(g, item, here, ends) if here is not None else None
    if here is not None and "_1" in ends:
        two = (ends["_2"],) if "_2" in ends else ()
        yield Match(trigger, i, (g.phrases.settle(ends["_1"]),), two, governor=i)


def _back(g: Grammar, items: list[str], i: int, ends: dict[str, int]) -> int | None:
    """Binds the slot right before the first fixed word."""
    if not items:
        return i
    token = i - 1
    if token < 0:
        return None
    name = g.phrases.name_at.get(token)
    if name is None and g.tree.pos[token] not in (*NOUNS, "NUM"):
        return None
    ends[items[-1]] = name.head if name else token
    return token


def _step(g: Grammar, item: str, here: int, ends: dict[str, int]) -> int | None:
    """Moves over one item of a pattern; optional items end in "?"."""
    if here >= g.tree.n:
        return here if item.endswith("?") else None
    if item.startswith("_"):
        return _slot(g, item, here, ends)
    words = item.rstrip("?").split("/") if item != "?" else ["?"]
    if g.tree.lower[here] in words or g.tree.lemma[here] in words:
        return here + 1
    return here if item.endswith("?") and item != "?" else None


def _slot(g: Grammar, item: str, here: int, ends: dict[str, int]) -> int | None:
    tree = g.tree
    while here < tree.n and tree.lower[here] in ("the", "a", "an", '"', "'", "“", "‘"):
        here += 1
    name = g.phrases.name_at.get(here) if here < tree.n else None
    if name and name.start == here:
        ends[item] = name.head
        return name.end
    if here < tree.n and tree.pos[here] == "NUM":
        ends[item] = here
        return here + 1
    for head in range(here, min(here + 5, tree.n)):
        if tree.pos[head] in NOUNS and g.phrases.span(head)[0] <= here and (head + 1 >= tree.n or tree.head[head] != head + 1):
            ends[item] = head
            return head + 1
    return None


FRAMES: dict[str, Frame] = {
    "Transitive": transitive,
    "Intransitive": intransitive,
    "VerbPrep": verb_prep,
    "Adjectival": adjectival,
    "RelationalNoun": relational_noun,
    "Designation": designation,
    "Nominal": nominal,
    "NounPrep": noun_prep,
    "CommaPair": comma_pair,
    "Demonym": demonym,
    "Phrase": phrase,
}
