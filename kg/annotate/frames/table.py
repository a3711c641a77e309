"""The named syntactic shapes, each in a table by its name; the grammar of triggers is written once, here and in the rooms beside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.annotate.doc import NOUNS, VERBS
from kg.annotate.frames.brackets import bracket
from kg.annotate.frames.deeds import action_noun, nominal
from kg.annotate.frames.nouns import designation, relational_noun
from kg.annotate.frames.pairs import comma_pair, demonym, noun_prep
from kg.annotate.frames.verbs import adjectival, intransitive, naming, object_prep, transitive, verb_prep
from kg.annotate.grammar.text import Frame, Grammar, Match
from kg.ontology import Trigger


def phrase(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """The trigger's own pattern of words, anchored at its first fixed word; the ends are names or noun phrases beside it."""
    items, first = _items(trigger.pattern or "")
    if first is None or not _goes_on(g, items, first, i):
        return
    ends: dict[str, int] = {}
    at = _back(g, items[:first], i, ends)
    if at is None:
        return
    here: int | None = i
    for item, after in zip(items[first:], (*items[first + 1 :], ""), strict=True):
        here = _step(g, item, here, ends, after) if here is not None else None
    if here is not None and "_1" in ends and not _of_another_kind(g, trigger, items, ends):
        one = g.phrases.ontology.properties.get(trigger.target)
        literal = one is not None and one.datatype is not None
        verb = next((k for k in range(i, here) if g.tree.pos[k] in VERBS and k not in g.phrases.name_at), i)
        said = g.tree.kids(verb, "dobj", "oprd") if one is not None and one.naming else []
        if len(said) > 1 or any(g.tree.lower[d] == "a" and k not in g.phrases.name_at for k in said for d in g.tree.kids(k, "det")):
            return  # "Ana Ruiz, called the law a joke"
        two = () if "_2" not in ends else (ends["_2"],) if literal else _all_of(g, items, "_2", ends)
        yield Match(trigger, i, _all_of(g, items, "_1", ends), two, governor=verb)


def _of_another_kind(g: Grammar, trigger: Trigger, items: tuple[str, ...], ends: dict[str, int]) -> bool:
    """Whether what belongs to somebody is by its own noun nothing of the class asked for: "Peru's ally Chile" is no place in Peru."""
    if items[:2] != ("_2", "'s/'") or not trigger.subject_class:
        return False
    nouns = [k for k in range(ends["_2"] + 1, ends["_1"] + 1) if g.tree.pos[k] == "NOUN" and k not in g.phrases.name_at]
    return any(not g.phrases.ontology.fits(g.phrases.noun_class(k) or "Thing", trigger.subject_class) for k in nouns[-1:])


@cache
def _items(pattern: str) -> tuple[tuple[str, ...], int | None]:
    """The items of a pattern, and which of them is its first fixed word."""
    items = tuple(pattern.split())
    return items, next((k for k, item in enumerate(items) if not item.startswith("_")), None)


@cache
def _alternatives(item: str) -> frozenset[str]:
    """The words that an item of a pattern allows."""
    return frozenset(item.rstrip("?").split("/") if item != "?" else ["?"])


def _goes_on(g: Grammar, items: tuple[str, ...], first: int, i: int) -> bool:
    """Whether the word that must follow a pattern's first one does; most patterns fail here, before any phrase is looked at."""
    after = items[first + 1] if first + 1 < len(items) else "_"
    if after.startswith("_") or after.endswith("?") or items[first].endswith("?"):
        return True
    return i + 1 < g.tree.n and not _alternatives(after).isdisjoint((g.tree.lower[i + 1], g.tree.lemma[i + 1]))


def _all_of(g: Grammar, items: tuple[str, ...], slot: str, ends: dict[str, int]) -> tuple[int, ...]:
    """What a slot stands for: with its coordinates, unless the pattern names them one by one."""
    alone = "and" in items or "," in items[items.index(slot) + 1 :]
    return (g.phrases.settle(ends[slot]),) if alone else g.spread([ends[slot]])


def _back(g: Grammar, items: tuple[str, ...], i: int, ends: dict[str, int]) -> int | None:
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


def _step(g: Grammar, item: str, here: int, ends: dict[str, int], after: str) -> int | None:
    """Moves over one item of a pattern; optional items end in "?"."""
    if here >= g.tree.n:
        return here if item.endswith("?") else None
    if item.startswith("_"):
        return _slot(g, item, here, ends, _alternatives(after))
    words = _alternatives(item)
    if "#" in words:
        return here + 1 if g.tree.pos[here] == "NUM" else here if item.endswith("?") else None
    if g.tree.lower[here] in words or g.tree.lemma[here] in words:
        return here + 1
    return here if item.endswith("?") and item != "?" else None


def _slot(g: Grammar, item: str, here: int, ends: dict[str, int], words: frozenset[str]) -> int | None:
    """Binds a slot to the name or noun phrase that begins here; the words that must follow are no part of it."""
    tree = g.tree
    while here < tree.n and tree.lower[here] in ("the", "a", "an", '"', "'", "“", "‘"):
        here += 1
    name = g.phrases.name_at.get(here) if here < tree.n else None
    owned = _owned(g, name.end) if name and "'s" not in words else None
    if owned is not None:  # "between Peru and Ecuador's province El Oro"
        ends[item] = g.phrases.settle(owned)
        return max(owned, ends[item]) + 1
    if name and name.start == here:
        more = (
            name.end < tree.n
            and words.isdisjoint(("_1", "_2"))
            and tree.pos[name.end] in NOUNS
            and name.end not in g.phrases.name_at
            and tree.lower[name.end] not in words
        )
        held = more and tree.head[name.head] == name.end and _is_group(g, name.end)  # "the Ortega clan"
        ends[item] = name.end if held else name.head
        own = more and g.phrases.settle(name.end) == name.head  # "Loreto department"
        return name.end + (held or own)
    if here < tree.n and tree.tag[here] == "PRP":
        ends[item] = here
        return here + 1
    if here < tree.n and tree.pos[here] == "NUM":
        ends[item] = here
        return here + 1
    for head in range(here, min(here + 5, tree.n)):
        if tree.pos[head] in NOUNS and g.phrases.span(head)[0] <= here and (head + 1 >= tree.n or tree.head[head] != head + 1):
            after = g.phrases.name_at.get(head + 1)
            named = after if after and after.start == head + 1 and g.phrases.settle(head) == after.head else None  # "party boss Ana Ruiz"
            ends[item] = named.head if named else head
            return named.end if named else head + 1
    return None


def _owned(g: Grammar, i: int) -> int | None:
    """What belongs to the name before a token, if that says that something does."""
    holder = g.tree.head[g.tree.head[i]] if i < g.tree.n and g.tree.tag[i] == "POS" else None
    return holder if holder is not None and g.tree.dep[g.tree.head[i]] == "poss" and holder > i else None


def _is_group(g: Grammar, i: int) -> bool:
    said = g.phrases.noun_class(i) if g.tree.pos[i] == "NOUN" else None
    return said is not None and g.phrases.ontology.family(said) == "Group"


FRAMES: dict[str, Frame] = {
    "Transitive": transitive,
    "Intransitive": intransitive,
    "VerbPrep": verb_prep,
    "ObjectPrep": object_prep,
    "Naming": naming,
    "Adjectival": adjectival,
    "RelationalNoun": relational_noun,
    "ActionNoun": action_noun,
    "Designation": designation,
    "Nominal": nominal,
    "NounPrep": noun_prep,
    "CommaPair": comma_pair,
    "Bracket": bracket,
    "Demonym": demonym,
    "Phrase": phrase,
}
