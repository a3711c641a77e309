"""What stands for what: a part, a number or a container for the whole, what a side has for the side, a voice for who it speaks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.annotate.doc import Naming, Tree

if TYPE_CHECKING:
    from kg.annotate.grammar.phrases import Phrases
    from kg.annotate.grammar.text import Grammar

_BESIDE = ("compound", "amod", "nmod")


def whole(p: Phrases, i: int) -> int | None:
    """X in "remnants of X", "dozens of X", "three of X", "its remnants", "rifle fire", "the town of X", "Peru's side of the border"."""
    tree, lemma = p.tree, p.tree.lemma[i]
    if i in p.name_at:
        return None
    if _says_kind(p, i):
        return next(_of(tree, i), None)
    own = own_name(p, i)
    if own:
        return own.head
    if p.is_cue("discharge", lemma):
        weapons = (k for k in reversed(tree.kids(i, "compound")) if p.ontology.family(p.noun_class(k) or "Thing") == "Item")
        return next(weapons, None)  # of "a prison fire" no prison is meant
    if p.is_cue("groupPart", lemma) and tree.kids(i, "poss"):
        return tree.kids(i, "poss")[0]
    if tree.dep[i] == "pobj" and p.is_cue("landPart", lemma):
        owners = (p.name_at.get(k) for k in (*tree.kids(i, "poss"), *tree.kids(i, "amod", "compound")))
        land = next((one for one in owners if one and one.known and p.ontology.family(one.type) == "Place"), None)
        return land.head if land else None
    if p.is_cue("container", lemma) or p.is_cue("quantity", lemma) or tree.pos[i] == "NUM":
        held = [i, *(k for k in tree.kids(i, "conj") if p.is_cue("container", tree.lemma[k]))]  # "the windows and doors of the embassy"
        return next((k for one in held for k in _of(tree, one)), None)
    return None


def _of(tree: Tree, i: int) -> Iterator[int]:
    """What a noun is of."""
    return (k for prep in tree.kids(i, "prep") if tree.lower[prep] == "of" for k in tree.kids(prep, "pobj"))


def _says_kind(p: Phrases, i: int) -> bool:
    """Whether a noun only says of what kind the place named after "of" is: "the town of X", "the province of X"."""
    tree = p.tree
    if not _place_word(p, i) or tree.dep[i] in ("attr", "appos"):
        return False
    if tree.lemma[i] in p.ontology.owned_nouns and not _owned(p, i):
        return False  # "the capital of Kenya" is not Kenya, "the rebels' capital of Lima" is Lima
    names = [p.name_at.get(k) for k in _of(tree, i)]
    state = p.ontology.has(p.noun_class(i) or "Thing", "land")  # "the kingdom of X" is X, "the province of Peru" is not Peru
    built = p.ontology.has(p.noun_class(i) or "Thing", "built")  # "the home of Ana Ruiz" is not Ana Ruiz
    return any(
        name and (not (name.hard or built) or p.ontology.family(name.type) == "Place") and (state or not p.ontology.has(name.type, "land"))
        for name in names
    )


def _owned(p: Phrases, i: int) -> bool:
    """Whether a noun has its owner before it: "the rebels' stronghold", "the Kenyan capital"."""
    lands = (p.name_at.get(k) for k in p.tree.kids(i, *_BESIDE))
    return bool(p.tree.kids(i, "poss")) or any(one is not None and one.known is not None for one in lands)


def own_name(p: Phrases, i: int) -> Naming | None:
    """The name right before a word for a kind of place, which is that place's own: "Benue state", "the Palm Court hotel"."""
    before = p.name_at.get(i - 1)
    if before is None or before.end != i or p.tree.head[before.head] != i or not _place_word(p, i):
        return None
    building = p.ontology.has(p.noun_class(i) or "Thing", "built")
    if before.known and p.tree.tag[before.head] == "JJ" and not p.ontology.has(p.noun_class(i) or "Thing", "land"):
        return None  # "European settlement" is not Europe, "the Kenyan nation" is Kenya
    if before.known and p.ontology.family(before.type) == "Group" or p.tree.lemma[i] in p.ontology.owned_nouns:
        return None  # "the Red Front stronghold" is not the Red Front, "the Kenyan capital" not Kenya
    if p.is_cue("belongingNoun", p.tree.lemma[i]) or p.is_cue("belongingNoun", p.tree.lower[i]):
        return None  # "the Norfeld warehouse" is Norfeld's
    return None if before.known and building else before  # "the Lima airport" is not Lima


def _place_word(p: Phrases, i: int) -> bool:
    said = p.noun_class(i)
    return said is not None and p.ontology.family(said) == "Place"


def inside(tree: Tree, one: Naming, *, of: bool = True) -> int | None:
    """The noun of the phrase of which a naming is a part: of "police building", "Ana Ruiz's house", with ``of`` also "house of Ana Ruiz"."""
    above = tree.head[one.head]
    if of and tree.dep[one.head] == "pobj" and tree.lower[above] == "of":
        above = tree.head[above]
    elif tree.dep[one.head] not in (*_BESIDE, "poss"):
        return None
    return above if not one.start <= above < one.end and tree.pos[above] in ("NOUN", "PROPN") else None


def side(g: Grammar, i: int, allowed: Sequence[str]) -> int:
    """Whose a thing is that stands for its side: "strikes on rebel positions", "freed the town from Red Front control"."""
    if i in g.phrases.name_at or not {"Person", "Group"} <= set(allowed) or not g.is_cue("sideNoun", g.tree.lemma[i]):
        return i
    return next((g.phrases.settle(k) for k in _owners(g, i, ("of",)) if k in g.phrases.name_at or g.phrases.noun_class(k)), i)


def spoken_for(g: Grammar, i: int) -> int:
    """For whom somebody speaks who says what was done: "a spokesman for the Red Front claimed responsibility"."""
    if i in g.phrases.name_at or not g.is_cue("voiceNoun", g.tree.lemma[i]):
        return i
    return next((g.phrases.settle(k) for k in _owners(g, i, ("of", "for", "from", "by")) if k in g.phrases.name_at), i)


def _owners(g: Grammar, i: int, preps: Sequence[str]) -> list[int]:
    """Whose a noun says that something is: before it, then behind one of some prepositions."""
    beside = [*g.tree.kids(i, "poss"), *reversed(g.tree.kids(i, *_BESIDE))]
    return beside + [token for prep, token in g.clauses.obliques(i) if prep in preps]
