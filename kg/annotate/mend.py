"""Repairs of a parse that its own words or the names in it prove wrong, made before the grammar reads it.

Each repair moves a token to another head; the words and their places stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.doc import VERBS, Naming, Tree
from kg.annotate.phrases import Phrases
from kg.ontology import Ontology

_SUBJECTS = ("nsubj", "nsubjpass")
_LOOSE = ("appos", "conj", "npadvmod", "dep", "dobj", "nsubj", "nsubjpass")


def mend_words(tree: Tree, ontology: Ontology) -> None:
    """Repairs what the words alone show: hyphened prefixes, subjects of auxiliaries, verbs taken for nouns and the reverse."""
    prefixes = ontology.cues.get("hyphenPrefix", frozenset())
    changed = False
    for i in range(tree.n):
        if tree.pos[i] == "PROPN" and tree.lower[i].endswith("s"):
            _plain(tree, i, ontology)
        if i + 2 < tree.n and tree.text[i + 1] == "-" and tree.lower[i] in prefixes and _glued(tree, i):
            changed |= _one_word(tree, i)
        elif tree.tag[i] == "VBG" and tree.lower[i] in ontology.nouns:
            changed |= _noun(tree, i)
        elif tree.dep[i] in _SUBJECTS and _raised(tree, i) or tree.dep[i] == "relcl" and _behind_relative(tree, i):
            changed = True
        elif tree.pos[i] == "NOUN" and tree.head[i] != i + 1:
            changed |= _verb(tree, i)
        elif tree.tag[i] in ("VBN", "VBD") and any(tree.lemma[k] == "do" for k in tree.kids(i, "aux")):
            tree.tag[i], tree.lemma[i] = "VB", tree.lower[i]  # "did not found X" is no form of "find"
        elif tree.tag[i] in ("VBD", "VBN") and tree.kids(i, "nsubj"):
            changed |= _reduced(tree, i)
    if changed:
        tree.regrow()


def _glued(tree: Tree, i: int) -> bool:
    return tree.end[i] == tree.start[i + 1] and tree.end[i + 1] == tree.start[i + 2]


def _one_word(tree: Tree, i: int) -> bool:
    """ "Ex-wife", "co-founder", "re-elect": the last part is the head and takes over what hung on the others."""
    parts, last = (i, i + 1, i + 2), i + 2
    top = next((k for k in parts if tree.head[k] not in parts or tree.head[k] == k), last)
    if top != last:
        if last in (tree.head[top], *tree.climb(tree.head[top])):
            return False
        tree.head[last], tree.dep[last] = (last if tree.head[top] == top else tree.head[top]), tree.dep[top]
        if tree.pos[top] in VERBS and tree.pos[last] not in VERBS:
            tree.dep[last] = "nsubj"
    for k in range(*tree.sents[tree.sent[i]]):
        if k in parts[:2]:
            tree.head[k], tree.dep[k] = last, "punct" if k == i + 1 else "amod"
        elif tree.head[k] in parts[:2] and k != last:
            tree.head[k] = last
    return True


def _plain(tree: Tree, i: int, ontology: Ontology) -> None:
    """ "Two of the Guerrillas": people of some kind, written with a capital, are no name where no other capital stands beside them."""
    one = tree.lower[i].removesuffix("s")
    kind = ontology.nouns.get(one) if tree.text[i].istitle() else None
    beside = [k for k in (i - 1, i + 1) if 0 <= k < tree.n and tree.sent[k] == tree.sent[i] and tree.text[k].istitle()]
    lone = all(tree.pos[k] != "PROPN" or tree.text[k] in ontology.demonyms for k in beside)
    if kind and ontology.family(kind) in ("Person", "Group") and lone:
        tree.pos[i], tree.tag[i], tree.lemma[i] = "NOUN", "NNS", one


def _noun(tree: Tree, i: int) -> bool:
    """ "Her sibling Ana": a noun that looks like a verb in -ing, after its possessor."""
    owners = [k for k in tree.children[i] if tree.tag[k] == "PRP$" and k < i]
    if not owners:
        return False
    tree.pos[i], tree.tag[i] = "NOUN", "NN"
    tree.dep[i] = "nsubj" if tree.dep[i] == "csubj" else tree.dep[i]
    for k in owners:
        tree.dep[k] = "poss"
    for k in tree.kids(i, "dobj"):
        tree.dep[k] = "appos"
    return True


def _verb(tree: Tree, i: int) -> bool:
    """ "Peru borders Chile", "veterans of the Front fight on": a noun with a subject or an object of its own is a verb."""
    subjects, objects = tree.kids(i, *_SUBJECTS), tree.kids(i, "dobj", "dative")
    if not subjects and not objects or any(tree.lemma[k] == "be" for k in tree.children[i]):
        return False
    before = [k for k in tree.kids(i, "compound", "nmod") if k == i - 1 and tree.pos[k] == "PROPN"]
    if not subjects and not before:
        return False
    tree.pos[i], tree.tag[i] = "VERB", "VBZ" if tree.tag[i] == "NNS" else "VBP"
    for k in before:
        open_prep = next((p for p in range(k - 1, max(k - 6, -1), -1) if tree.dep[p] == "prep" and not tree.kids(p, "pobj")), None)
        if subjects and open_prep is not None and k not in tree.climb(open_prep):
            tree.head[k], tree.dep[k] = open_prep, "pobj"
            for other in tree.kids(i, "compound", "det"):
                if open_prep < other < k:
                    tree.head[other] = k
        elif not subjects:
            tree.dep[k] = "nsubj"
    return True


def _raised(tree: Tree, i: int) -> bool:
    """A subject that hangs on an auxiliary or on the relative pronoun before it belongs to their verb."""
    above = tree.head[i]
    if tree.dep[above] == "auxpass" and tree.head[above] != above:
        tree.head[i], tree.dep[i] = tree.head[above], "nsubjpass"
    elif tree.dep[above] == "aux" and tree.head[above] != above or tree.tag[above] in ("WP", "WDT") and tree.pos[tree.head[above]] in VERBS:
        tree.head[i] = tree.head[above]
    else:
        return False
    return True


def _behind_relative(tree: Tree, i: int) -> bool:
    """ "Which ships cocaine paste": what stands right behind the relative pronoun is the verb, the word read as verb its object."""
    subject = next((k for k in tree.kids(i, "nsubj") if tree.tag[k] in ("WDT", "WP")), None)
    verb = subject + 1 if subject is not None else i
    first = tree.dep[verb] == "compound" and tree.head[verb] in (i, *tree.kids(i, "compound"))
    if not first or tree.tag[verb] not in ("NNS", "NN"):
        return False
    for k in tree.children[i]:
        if tree.dep[k] not in ("compound", "amod", "det", "nummod") and k != verb:
            tree.head[k] = verb
    tree.head[verb], tree.dep[verb], tree.pos[verb], tree.tag[verb] = tree.head[i], "relcl", "VERB", "VBZ"
    tree.head[i], tree.dep[i], tree.pos[i], tree.tag[i] = verb, "dobj", "NOUN", "NN"
    return True


def _reduced(tree: Tree, i: int) -> bool:
    """ "Rifles smuggled from Lima were hidden": a passive without a subject takes the one of the participle that was read as its verb."""
    if tree.kids(i, "dobj", "mark"):
        return False
    for verb in tree.kids(i, "ccomp", "conj", "advcl"):
        alone = tree.kids(verb, "auxpass") and not tree.kids(verb, *_SUBJECTS, "mark", "cc")
        if verb > i and alone and not any(tree.text[k] in (",", ";") or tree.dep[k] == "cc" for k in range(i, tree.left[verb])):
            subject = tree.kids(i, "nsubj")[0]
            tree.head[verb], tree.dep[verb] = (verb if tree.head[i] == i else tree.head[i]), tree.dep[i]
            tree.head[subject], tree.dep[subject] = verb, "nsubjpass"
            tree.head[i], tree.dep[i], tree.tag[i] = subject, "acl", "VBN"
            return True
    return False


# -- with the names known ----------------------------------------------------------------------------------------------


class _Names:
    """The names of one text as the repairs look at them."""

    def __init__(self, tree: Tree, names: Sequence[Naming], ontology: Ontology) -> None:
        self.tree, self.ontology = tree, ontology
        self.phrases = Phrases(tree, names, ontology)

    def family(self, i: int) -> str | None:
        """The family of what a token names or describes, None where nothing says it."""
        name = self.phrases.name_at.get(i)
        said = name.type if name else self.phrases.noun_class(i)
        return None if said is None or said == "Thing" else self.ontology.family(said)

    def named(self, i: int) -> bool:
        return i in self.phrases.name_at

    def other_person(self, i: int, j: int) -> bool:
        """Whether two tokens are names of two people."""
        one, other = self.phrases.name_at.get(i), self.phrases.name_at.get(j)
        return one is not None and other is not None and one is not other and self.family(i) == self.family(j) == "Person"


def mend_names(tree: Tree, names: Sequence[Naming], ontology: Ontology) -> list[Naming]:
    """Repairs what the names show: whom a name between commas is set beside, and a description put before its subject.

    Gives the names back, where "two Kenyans, Ana Ruiz and Luis Paz" names a country and no people.
    """
    seen = _Names(tree, names, ontology)
    changed = False
    for name in names:
        if tree.dep[name.head] in _LOOSE and name.start > 1:
            changed |= _listed(seen, name) or _set_beside(seen, name) or _fronted(seen, name)
    if changed:
        tree.regrow()
    lands = {one.iri: one.type for one in ontology.individuals} if any(_of_land(seen, name) for name in names) else {}
    return [replace(name, type=lands[name.known]) if name.known and _of_land(seen, name) else name for name in names]


def _of_land(seen: _Names, name: Naming) -> bool:
    """Whether a people's name says where the people beside it are from."""
    return _demonym(seen, name.head) and any(seen.family(k) == "Person" and seen.named(k) for k in seen.tree.kids(name.head, "appos"))


def _set_beside(seen: _Names, name: Naming) -> bool:
    """A name after a comma belongs to the person or group described right before it, where what it hangs on is another."""
    tree, k = seen.tree, name.head
    top = tree.head[k] if tree.dep[k] == "appos" and tree.head[k] == name.start - 1 and tree.pos[name.start - 1] == "NOUN" else k
    above, comma = tree.head[top], tree.left[top] - 1
    if tree.dep[top] not in ("appos", "npadvmod") or not _amiss(seen, k, above) or comma < 1:
        return False
    beside = comma - 1 if tree.text[comma] == "," else comma
    while tree.pos[beside] in VERBS and tree.dep[beside] == "relcl":
        beside = tree.head[beside]  # "the judge whom they killed, Ana Ruiz"
    if tree.kids(k, "conj") and tree.dep[k] == "appos" and seen.other_person(above, k):
        tree.dep[k] = "conj"  # "the teacher Ana Ruiz, Eva Paz and a soldier"
        return True
    if tree.pos[beside] not in ("NOUN", "PROPN", "NUM") or tree.sent[beside] != tree.sent[k]:
        return False
    if tree.text[comma] != "," and tree.head[beside] != above:
        return False
    beside = _meant(seen, _one_of(seen, beside), k)
    if beside == above:
        return False
    if seen.family(beside) != seen.family(k) and tree.pos[beside] != "NUM" or seen.other_person(beside, k):
        return False
    tree.head[top], tree.dep[top] = beside, "appos"
    return True


def _amiss(seen: _Names, k: int, above: int) -> bool:
    """Whether a name cannot be set beside what it hangs on: another person's name, or something of another family."""
    if seen.tree.dep[k] == "npadvmod":
        return seen.family(k) == "Person"
    if seen.named(above):
        return seen.other_person(above, k)
    family = seen.family(above)
    return seen.tree.pos[above] in (*VERBS, "NOUN") and family != seen.family(k) and seen.family(k) is not None


def _one_of(seen: _Names, i: int) -> int:
    """ "One of the pupils, Hodan Yusuf": a single name is beside the one, not beside the many."""
    tree, prep = seen.tree, seen.tree.head[i]
    many = tree.tag[i] in ("NNS", "NNPS") and tree.dep[i] == "pobj" and tree.lower[prep] == "of"
    return tree.head[prep] if many and tree.lower[tree.head[prep]] == "one" else i


def _meant(seen: _Names, beside: int, k: int) -> int:
    """ "A spokesman for the militia, Ana Ruiz": where what stands right before is of another family, the noun that it belongs to."""
    tree, noun = seen.tree, seen.tree.head[seen.tree.head[beside]]
    belongs = tree.dep[beside] == "pobj" and tree.dep[tree.head[beside]] == "prep" and tree.pos[noun] == "NOUN"
    return noun if belongs and seen.family(beside) not in (seen.family(k), None) and seen.family(noun) == seen.family(k) else beside


def _fronted(seen: _Names, name: Naming) -> bool:
    """Two subjects of one verb, a description and a name, are one: "A graduate of X, Ana Ruiz returned"."""
    tree, k = seen.tree, name.head
    if tree.dep[k] not in _SUBJECTS:
        return False
    for noun in tree.kids(tree.head[k], *_SUBJECTS):
        between = noun < k and tree.right[noun] + 1 < tree.n and tree.text[tree.right[noun] + 1] == ","
        if between and tree.pos[noun] == "NOUN" and tree.left[k] - tree.right[noun] == 2 and seen.family(noun) in (seen.family(k), None):
            tree.head[k], tree.dep[k] = noun, "appos"
            return True
    return False


def _listed(seen: _Names, name: Naming) -> bool:
    """ "Two members of the Front, Ana Ruiz and Eva Paz": a list after a comma is beside the people described, not beside the Front."""
    tree, k = seen.tree, name.head
    above = tree.head[k]
    apart = tree.dep[k] == "conj" or tree.dep[k] == "appos" and seen.other_person(above, k)
    people = any(seen.family(one) == "Person" for one in tree.coordinated(k))
    if not apart or not people or tree.text[tree.left[k] - 1] != "," or tree.left[k] < 2 or k < above:
        return False
    many = above if seen.family(above) != "Person" and tree.tag[above] in ("NNPS", "NNS", "NNP") and _demonym(seen, above) else None
    top = tree.head[above] if tree.dep[above] == "appos" and tree.head[above] == tree.left[above] - 1 else above
    noun = tree.head[tree.head[top]] if tree.dep[top] == "pobj" and tree.lower[tree.head[top]] == "of" else None
    if many is None and tree.tag[above] == "NNS" and not seen.named(above) and tree.dep[k] == "conj":
        noun = above  # "has two sons, Luis and Pablo Ruiz"
    if many is None and noun is not None and tree.pos[noun] == "NOUN" and seen.family(noun) == "Person":
        stated = seen.phrases.count(noun) or _partly(seen, noun)
        several = [one for one in tree.coordinated(k) if seen.named(one)]
        fits = stated[0] == len(several) if stated else tree.lemma[noun] in ("parent", "twin") and len(several) == 2
        many = noun if noun != above and seen.family(above) not in ("Person", None) or fits else None
    if many is None:
        return False
    tree.head[k], tree.dep[k] = many, "appos"
    return True


def _partly(seen: _Names, noun: int) -> tuple[int, tuple[int, int]] | None:
    """How many of a number of people are meant: "three of the children"."""
    outer = seen.tree.head[seen.tree.head[noun]]
    return seen.phrases.count(outer) if seen.tree.dep[noun] == "pobj" and seen.tree.pos[outer] == "NUM" else None


def _demonym(seen: _Names, i: int) -> bool:
    name = seen.phrases.name_at.get(i)
    return name is not None and name.type == "Community"
