"""Pronouns: the closed class of English pronouns, and which of them point at somebody or something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kg.annotate.doc import Naming, Tree

Number = Literal["s", "p", "?"]
Gender = Literal["m", "f", "n", "?"]
Sort = Literal["personal", "possessive", "reflexive", "relative", "place"]


@dataclass(frozen=True, slots=True)
class Form:
    """What a pronoun says by itself: its sort, person, number and gender."""

    sort: Sort
    person: int
    number: Number
    gender: Gender


def _forms() -> Iterator[tuple[str, Form]]:
    rows: tuple[tuple[int, Number, Gender, str, str, str], ...] = (
        (1, "s", "?", "i me", "my mine", "myself"),
        (1, "p", "?", "we us", "our ours", "ourselves"),
        (2, "?", "?", "you thou thee ye", "your yours thy thine", "yourself yourselves thyself"),
        (3, "s", "m", "he him", "his", "himself"),
        (3, "s", "f", "she her", "hers", "herself"),
        (3, "s", "n", "it", "its", "itself"),
        (3, "p", "?", "they them", "their theirs", "themselves"),
    )
    for person, number, gender, personal, possessive, reflexive in rows:
        words: tuple[tuple[Sort, str], ...] = (("personal", personal), ("possessive", possessive), ("reflexive", reflexive))
        yield from ((word, Form(sort, person, number, gender)) for sort, all_ in words for word in all_.split())
    yield from ((word, Form("relative", 3, "?", "?")) for word in ("who", "whom", "whose", "which", "that"))
    yield "there", Form("place", 3, "s", "n")


FORMS = dict(_forms())
_RELATIVE_TAGS = ("WP", "WDT", "WP$", "IN")
_CLAUSES = ("ccomp", "csubj", "advcl", "xcomp", "relcl", "acl")
_TYPES = {"m": "Person", "f": "Person"}


def form(tree: Tree, i: int) -> Form | None:
    """What the pronoun at a token says, or None for a word that is no pronoun there."""
    found = FORMS.get(tree.lower[i])
    if found is None:
        return None
    if found.sort == "relative":
        return found if relative_clause(tree, i) is not None else None
    if found.sort == "place":
        alone = not tree.children[i] and tree.lower[i - 1] not in ("and", "or", "over", "out", "up", "down")
        return found if i and alone and tree.pos[i] == "ADV" and tree.dep[i] in ("advmod", "pcomp", "pobj") else None
    if tree.pos[i] not in ("PRON", "DET") and tree.lower[i] != "i":
        return None
    if tree.tag[i] == "PRP$" and found.sort == "personal":
        return Form("possessive", found.person, found.number, found.gender)
    return found


def relative_clause(tree: Tree, i: int) -> int | None:
    """The verb of the relative clause that a relative pronoun opens, or None."""
    if tree.tag[i] not in _RELATIVE_TAGS or tree.dep[i] in ("mark", "det"):
        return None
    for above in tree.climb(i):
        if tree.dep[above] == "relcl" and tree.head[above] < i <= above:
            return above
        if tree.dep[above] in ("ROOT", "ccomp", "advcl"):
            return None
    return None


def pronouns(tree: Tree, *, relatives: bool = True) -> list[Naming]:
    """The pronouns that can point at a person, group, place or thing, in text order; "it" without a referent is left out."""
    found = []
    for i in range(tree.n):
        said = form(tree, i)
        if said is None or tree.off[i] or said.sort == "relative" and not relatives:
            continue
        if tree.lower[i] == "it" and impersonal(tree, i) or tree.text[i] == "US":
            continue
        found.append(Naming(i, i + 1, i, "pronoun", _type(tree, i, said)))
    return found


def _type(tree: Tree, i: int, said: Form) -> str:
    if said.sort == "place":
        return "Place"
    if said.person < 3:
        return "Group" if said.number == "p" else "Person"
    return "Person" if tree.lower[i] in ("who", "whom") else _TYPES.get(said.gender, "Thing")


def impersonal(tree: Tree, i: int) -> bool:
    """Whether "it" stands for nothing: "it is likely that", "it rains", "make it clear that", "it was Ana who"."""
    verb = tree.head[i]
    if tree.dep[i] == "expl":
        return True
    if tree.dep[i] not in ("nsubj", "nsubjpass", "dobj"):
        return False
    if tree.dep[i] == "dobj":
        return any(tree.dep[k] in ("ccomp", "xcomp") and tree.pos[k] == "ADJ" for k in tree.children[verb] if k > i)
    if any(tree.pos[k] == "VERB" and k > verb for k in tree.kids(verb, "ccomp", "csubj", "csubjpass")) and _bare(tree, verb):
        return True
    return (
        tree.lemma[verb] == "be"
        and _told(tree, verb)
        or tree.lemma[verb] in ("seem", "appear", "happen", "take", "matter", "remain")
        and _clause(tree, verb)
    )


def _bare(tree: Tree, verb: int) -> bool:
    """Whether a verb leaves its subject empty when a clause follows: "it is said that", "it seems that", "it is likely that"."""
    passive = bool(tree.kids(verb, "nsubjpass", "auxpass"))
    return passive or tree.lemma[verb] in ("be", "seem", "appear", "happen", "turn", "follow", "matter", "become", "occur", "emerge")


def _told(tree: Tree, verb: int) -> bool:
    """Whether a form of "be" tells about a clause ("it is hard to say"), a time ("it was late"), or is a cleft ("it was Ana who")."""
    for k in tree.kids(verb, "acomp", "attr", "oprd", "npadvmod"):
        if any(tree.dep[c] in _CLAUSES and c > k and (tree.dep[c] != "relcl" or tree.pos[k] == "PROPN") for c in tree.children[k]):
            return True
        if any(start <= k < end and label in ("TIME", "DATE") for start, end, label in tree.ents):
            return True
    return _clause(tree, verb)


def _clause(tree: Tree, verb: int) -> bool:
    kids = [k for k in tree.children[verb] if k > verb and tree.dep[k] in ("ccomp", "xcomp", "csubj", "advcl")]
    return any(tree.lower[c] in ("that", "to", "whether") for k in kids for c in tree.kids(k, "mark", "aux"))
