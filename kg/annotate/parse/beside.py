"""Repairs of a parse that the names in it prove wrong: whom a name between commas is set beside, and descriptions before their subject.

As in kg/annotate/parse/mend.py each repair moves a token to another head.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.doc import SUBJECTS, VERBS, Naming, Tree
from kg.annotate.grammar.phrases import Phrases
from kg.annotate.parse.glosses import glossed, whole
from kg.ontology import Ontology

_STRAY = ("ccomp", "advcl", "dobj", "npadvmod", "oprd", "dep", "xcomp")
_LOOSE = ("appos", "conj", "npadvmod", "dep", "dobj", "nsubj", "nsubjpass")


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
        changed |= whole(tree, name) or glossed(tree, name, ontology) or any(repair(seen, name) for repair in _REPAIRS)
        if tree.dep[name.head] in _LOOSE and name.start > 1:
            changed |= _listed(seen, name) or _set_beside(seen, name) or _fronted(seen, name)
    for i in range(tree.n):
        if tree.tag[i] == "VBN" and tree.dep[i] == "acl" and tree.text[tree.left[i] - 1] == ",":
            changed |= _participle(seen, i)
        elif tree.dep[i] == "appos" and tree.tag[i] == "NN":
            changed |= _of_the_group(seen, i)
    if changed:
        tree.regrow()
    lands = {one.iri: one.type for one in ontology.individuals} if any(_of_land(seen, name) for name in names) else {}
    return [replace(name, type=lands[name.known]) if name.known and _of_land(seen, name) else name for name in names]


def _called(seen: _Names, name: Naming) -> bool:
    """ "Ana Ruiz, alias "the Cook", was held": the word before another name is no one who was held."""
    tree, word = seen.tree, name.end + 1
    if word >= tree.n or tree.text[name.end] != "," or tree.lower[word] not in seen.ontology.cues.get("aliasWord", ()):
        return False
    if tree.head[name.head] != word or tree.head[word] == word:
        return False
    tree.head[name.head], tree.dep[name.head] = tree.head[word], tree.dep[word]
    tree.head[word], tree.dep[word] = name.head, "appos"
    return True


def _made(seen: _Names, name: Naming) -> bool:
    """ "Elected Ana Ruiz mayor", "took Ana Ruiz hostage": the noun behind a person's name is what she is made or taken for."""
    tree, noun = seen.tree, name.end
    if noun >= tree.n or tree.head[name.head] != noun or tree.dep[noun] not in ("dobj", "oprd") or seen.family(name.head) != "Person":
        return False
    verb = tree.head[noun]
    cues = seen.ontology.cues
    makes = tree.lemma[verb] in cues.get("namingVerb", ()) or tree.lower[noun] in cues.get("captiveNoun", ())
    if verb > name.start or not makes or seen.named(noun) or seen.named(noun + 1):
        return False
    for k in tree.children[noun]:
        if k < name.head:
            tree.head[k] = name.head  # the title before the name
    tree.head[name.head], tree.dep[name.head], tree.dep[noun] = verb, "dobj", "oprd"
    return True


def _described(seen: _Names, name: Naming) -> bool:
    """ "She married the printer Luis Paz": who is named right behind the noun for him is no clause and no second object of the verb."""
    tree, k, noun = seen.tree, name.head, name.start - 1
    stray = noun >= 0 and tree.dep[k] in _STRAY and tree.head[k] == tree.head[noun] < noun and not tree.kids(k, *SUBJECTS)
    if not stray or tree.dep[noun] not in ("dobj", "pobj") or tree.tag[noun] != "NN" or not tree.kids(noun, "det", "poss"):
        return False
    if seen.family(k) != "Person" or seen.family(noun) not in ("Person", None):
        return False
    tree.head[k], tree.dep[k] = noun, "appos"
    return True


def _to_whom(seen: _Names, name: Naming) -> bool:
    """ "Is married to actress Nora Vance": the noun for a person behind "to" is no verb that is done to that person."""
    tree, k, noun = seen.tree, name.head, name.start - 1
    above, said = tree.head[noun], seen.ontology.nouns.get(tree.lower[noun])
    if tree.head[k] != noun or tree.dep[k] != "dobj" or tree.dep[noun] != "xcomp" or tree.tag[above] not in ("VBN", "JJ"):
        return False
    to = next((one for one in tree.kids(noun, "aux") if one == noun - 1), None)
    if said is None or to is None or seen.ontology.family(said) != "Person" or seen.family(k) != "Person":
        return False
    tree.head[to], tree.dep[to], tree.pos[to], tree.tag[to] = above, "prep", "ADP", "IN"
    tree.head[k], tree.dep[k], tree.head[noun], tree.dep[noun] = to, "pobj", k, "compound"
    tree.pos[noun], tree.tag[noun] = "NOUN", "NN"
    return True


def _priced(seen: _Names, name: Naming) -> bool:
    """ "The court fined Anfeld 12 million francs": a name between verb and sum is whom the verb is done to."""
    tree = seen.tree
    verb, total = name.start - 1, tree.head[name.head]
    paid = total > name.head and tree.dep[total] == "dobj" and tree.head[total] == verb and tree.pos[verb] in VERBS
    if not paid or name.end >= tree.n or tree.pos[name.end] != "NUM" or tree.text[name.end - 1] in ("'s", "’s"):
        return False
    tree.head[name.head], tree.dep[name.head], tree.dep[total] = verb, "dobj", "npadvmod"
    return True


def _under(seen: _Names, name: Naming) -> bool:
    """ "The brigade, under General Luis Paz, took Anfeld": who is named between commas commands what stands before them."""
    tree, prep = seen.tree, seen.tree.head[name.head]
    group = prep - 2
    led = tree.dep[name.head] == "pobj" and tree.lower[prep] == "under" and seen.family(name.head) == "Person"
    if not led or group < 0 or tree.text[prep - 1] != "," or seen.family(group) != "Group" or tree.head[prep] == group:
        return False
    tree.head[prep] = group
    return True


def _among(seen: _Names, name: Naming) -> bool:
    """ "Two traders fled, among them Ana Ruiz": she is one of the traders."""
    tree, k = seen.tree, name.head
    prep = next((i for i in tree.kids(k, "prep") if i < name.start and tree.lower[i] == "among"), None)
    if prep is None or prep < 2 or tree.text[prep - 1] != "," or tree.lower[prep + 1] not in ("them", "whom"):
        return False
    last = prep - 2
    subjects = [i for verb in (last, *tree.climb(last)) if tree.pos[verb] in VERBS for i in tree.kids(verb, *SUBJECTS)]
    many = next((i for i in (last, *tree.climb(last), *subjects) if i < prep and tree.tag[i] == "NNS" and seen.family(i) == "Person"), None)
    if many is None or tree.sent[many] != tree.sent[k] or tree.head[k] == many:
        return False
    tree.head[k], tree.dep[k] = many, "appos"
    return True


def _of_the_group(seen: _Names, i: int) -> bool:
    """ "Two members of the Front, a group funded by Peru, fled": what is a group is the named one right before it, and not its people."""
    tree, above, start = seen.tree, seen.tree.head[i], seen.tree.left[i]
    beside = seen.phrases.name_at.get(start - 2) if tree.text[start - 1] == "," else None
    if beside is None or beside.end != start - 1 or seen.named(i) or seen.named(above) or tree.dep[beside.head] != "pobj":
        return False
    if seen.family(i) != "Group" or seen.ontology.family(beside.type) != "Group" or seen.family(above) != "Person":
        return False
    if above not in tree.climb(beside.head):
        return False
    tree.head[i] = beside.head
    return True


def _participle(seen: _Names, i: int) -> bool:
    """A participle behind a comma: "talks with the Front, led by X" tells of the Front; "news that X took Y, helped by Z" of the taking."""
    tree, noun = seen.tree, seen.tree.head[i]
    told = [k for k in tree.kids(noun, "acl", "ccomp") if noun < k < i and tree.kids(k, *SUBJECTS)]
    if told:
        tree.head[i], tree.dep[i] = told[-1], "advcl"
        return True
    beside = seen.phrases.name_at.get(tree.left[i] - 2)
    if beside is None or not tree.kids(i, "agent") or seen.ontology.family(beside.type) != "Group":
        return False
    if seen.named(noun) or seen.family(noun) not in (None, "Event") or beside.start <= noun:
        return False
    tree.head[i] = beside.head
    return True


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
    from_there = _demonym(seen, beside) and seen.family(k) == "Person"  # "by a Kenyan, Ana Ruiz"
    if seen.family(beside) != seen.family(k) and tree.pos[beside] != "NUM" and not from_there or seen.other_person(beside, k):
        return False
    tree.head[top], tree.dep[top] = beside, "appos"
    return True


def _amiss(seen: _Names, k: int, above: int) -> bool:
    """Whether a name cannot be set beside what it hangs on: another person's name, or something of another family."""
    if seen.tree.dep[k] == "npadvmod":
        return seen.family(k) == "Person"
    if seen.named(above):
        two = {seen.family(above), seen.family(k)}  # "The front was founded by a teacher, Ana Ruiz"
        return seen.other_person(above, k) or two == {"Group", "Person"} or seen.family(k) == "Person" and _meant(seen, above, k) != above
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
    if tree.dep[k] not in SUBJECTS:
        return False
    for noun in tree.kids(tree.head[k], *SUBJECTS):
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
    return name is not None and seen.phrases.ontology.has(name.type, "people")


_REPAIRS = (_called, _made, _described, _to_whom, _priced, _under, _among)
