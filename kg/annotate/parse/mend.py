"""Repairs of a parse that its own words prove wrong, made before the grammar reads it (kg/annotate/parse/beside.py: what the names show).

Each repair moves a token to another head; the words and their places stay as they are.
"""

from __future__ import annotations

from kg.annotate.doc import SUBJECTS, VERBS, Tree
from kg.ontology import Ontology


def mend_words(tree: Tree, ontology: Ontology) -> None:
    """Repairs what the words alone show: hyphened prefixes, subjects of auxiliaries, verbs taken for nouns and the reverse."""
    prefixes = ontology.cues.get("hyphenPrefix", frozenset())
    changed, quoted = False, _quoted(tree)
    for i in range(tree.n):
        if tree.pos[i] == "PROPN" and tree.lower[i].endswith("s") and tree.text[i] not in quoted:
            _plain(tree, i, ontology)
        if i + 2 < tree.n and tree.text[i + 1] == "-" and tree.lower[i] in prefixes and _glued(tree, i):
            changed |= _one_word(tree, i)
        elif tree.tag[i] == "VBG" and tree.lower[i] in ontology.nouns:
            changed |= _noun(tree, i)
        elif tree.dep[i] in _MOVED and _MOVED[tree.dep[i]](tree, i):
            changed = True
        elif tree.pos[i] == "NOUN" and tree.head[i] != i + 1:
            changed |= _verb(tree, i)
        elif tree.tag[i] in ("VBN", "VBD") and any(tree.lemma[k] == "do" for k in tree.kids(i, "aux")):
            tree.tag[i], tree.lemma[i] = "VB", tree.lower[i]  # "did not found X" is no form of "find"
        elif tree.tag[i] == "VBD" and tree.dep[i] in ("conj", "advcl") and tree.lemma[i] in ontology.done_to and _left_open(tree, i):
            tree.tag[i] = "VBN"
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


def _quoted(tree: Tree) -> set[str]:
    """The words that stand alone in quotation marks somewhere, with or without an article: they call something so (the group "the Uncles")."""
    marks, found = ('"', "'", "“", "”", "‘", "’", "``", "''", "«", "»"), set()
    for i in range(1, tree.n - 1):
        opens = i - 1 if tree.lower[i - 1] not in ("the", "a", "an") else i - 2
        if opens >= 0 and tree.text[opens] in marks and tree.text[i + 1] in marks:
            found.add(tree.text[i])
    return found


def _plain(tree: Tree, i: int, ontology: Ontology) -> None:
    """ "Two of the Guerrillas": people of some kind, written with a capital, are no name where no other capital stands beside them."""
    one = tree.lower[i].removesuffix("s")
    kind = ontology.nouns.get(one) if tree.text[i].istitle() else None
    beside = [k for k in (i - 1, i + 1) if 0 <= k < tree.n and tree.sent[k] == tree.sent[i] and tree.text[k].istitle()]
    lone = all(tree.pos[k] != "PROPN" or tree.text[k] in ontology.demonyms for k in beside)
    called = tree.lower[i + 1 : i + 2] == ["of"] and any(word.istitle() for word in tree.text[i + 2 : i + 3])  # "Sons of Liberty"
    firms = kind and ontology.has(kind, "firm")  # "Kenyan Airlines" is one
    if kind and not firms and ontology.family(kind) in ("Person", "Group") and lone and not called:
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
    subjects, objects = tree.kids(i, *SUBJECTS), tree.kids(i, "dobj", "dative")
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


def _own_subject(tree: Tree, i: int) -> bool:
    """ "Rebels took Lima and two men were hurt": what stands right before the auxiliary of a second verb is its subject, no second object."""
    auxiliary = next(iter(sorted(tree.kids(i, "aux", "auxpass"))), 0)
    noun, verb = auxiliary - 1, tree.head[i]
    if noun < 1 or tree.kids(i, *SUBJECTS) or tree.dep[noun] != "conj" or tree.pos[noun] not in ("NOUN", "PROPN"):
        return False
    first = tree.head[noun]
    if tree.head[first] != verb or tree.dep[first] not in ("dobj", "attr") or not verb < first < noun or not tree.kids(first, "cc"):
        return False
    tree.head[noun], tree.dep[noun] = i, "nsubjpass" if tree.kids(i, "auxpass") else "nsubj"
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


def _left_open(tree: Tree, i: int) -> bool:
    """Whether a verb beside a passive one has nothing that it is done to: "was held, tried and later deported to Lima"."""
    above = tree.head[i]
    while tree.dep[above] in ("conj", "advcl") and tree.tag[above] == "VBN" and not tree.kids(above, "auxpass"):
        above = tree.head[above]
    return bool(tree.kids(above, "auxpass")) and not tree.kids(i, *SUBJECTS, "dobj", "ccomp", "xcomp", "aux", "mark")


def _opening(tree: Tree, i: int) -> bool:
    """ "A son of the mayor, he lives in Lima" has one subject: the description before a pronoun that is the subject is of whom it stands for."""
    verb = tree.head[i]
    if tree.tag[i] != "PRP" or tree.text[i - 1] != ",":
        return False
    said = [k for k in tree.kids(verb, *SUBJECTS) if k < i and tree.tag[k] in ("NN", "NNS") and tree.right[k] == i - 2]
    for k in said:
        tree.head[k], tree.dep[k] = i, "appos"
    return bool(said)


def _subject(tree: Tree, i: int) -> bool:
    return _opening(tree, i) or _raised(tree, i)


def _inverted(tree: Tree, i: int) -> bool:
    """ "Killed in the attack were two men", "also injured was a child": what stands behind the verb is its subject."""
    above = tree.head[i]
    if tree.dep[above] == "auxpass" and tree.head[above] < above < i:
        tree.head[i], tree.dep[i] = tree.head[above], "nsubjpass"
        return True
    first = next(iter(tree.kids(above, "acomp")), above)
    if first < above < i and not tree.kids(above, *SUBJECTS):
        tree.dep[i] = "nsubj"
        return True
    return False


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
        alone = tree.kids(verb, "auxpass") and not tree.kids(verb, *SUBJECTS, "mark", "cc")
        if verb > i and alone and not any(tree.text[k] in (",", ";") or tree.dep[k] == "cc" for k in range(i, tree.left[verb])):
            subject = tree.kids(i, "nsubj")[0]
            tree.head[verb], tree.dep[verb] = (verb if tree.head[i] == i else tree.head[i]), tree.dep[i]
            tree.head[subject], tree.dep[subject] = verb, "nsubjpass"
            tree.head[i], tree.dep[i], tree.tag[i] = subject, "acl", "VBN"
            return True
    return False


def _listed(tree: Tree, i: int) -> bool:
    """ "Ana Ruiz, two lieutenants and a corporal were arrested": several whom a list goes on from are not one who is named before them."""
    above = tree.head[i]
    named = tree.tag[above] == "NNP" and tree.dep[above] != "conj" and not tree.kids(above, "conj")
    if not named or tree.tag[i] != "NNS" or not tree.kids(i, "nummod") or not tree.kids(i, "conj"):
        return False
    tree.dep[i] = "conj"
    return True


def _companion(tree: Tree, i: int) -> bool:
    """ "Ana Ruiz, the mayor, and her driver": who is somebody's of the one before is not said of that one, but told of with him."""
    above = tree.head[i]
    apart = any(tree.text[k - 1] == "," for k in tree.kids(above, "cc") if above < k < i)
    if tree.dep[above] != "appos" or not apart or not any(tree.tag[k] == "PRP$" for k in tree.kids(i, "poss")):
        return False
    tree.head[i] = tree.head[above]
    return True


def _resumed(tree: Tree, i: int) -> bool:
    """ "They stormed the palace, hours after he fled, and set fire to it": what follows a clause between commas goes on from the verb before it."""
    aside = tree.head[i]
    closed = any(tree.text[k - 1] == "," for k in tree.kids(aside, "cc") if aside < k < i)
    opened = tree.left[aside] > 0 and tree.text[tree.left[aside] - 1] == ","
    if tree.dep[aside] != "advcl" or not closed or not opened or not tree.head[aside] < aside or tree.kids(i, *SUBJECTS, "aux", "mark"):
        return False
    tree.head[i] = tree.head[aside]
    return True


def _other_role(tree: Tree, i: int) -> bool:
    """ "Ana Ruiz is the aunt of Luis Paz, and the mother of Eva Paz": the second noun is said of her as the first is."""
    verb = tree.head[i]
    said = [k for k in tree.kids(verb, "attr") if k < i and tree.tag[k] == "NN"]
    if tree.lemma[verb] != "be" or not said or tree.tag[i] != "NN" or not tree.kids(i, "det") or tree.kids(i, *SUBJECTS):
        return False
    tree.head[i] = said[-1]
    return True


def _at_the_time(tree: Tree, i: int) -> bool:
    """ "Was at the time head of the bank": what stands right behind the time is what somebody was."""
    prep = tree.head[i]
    verb, time = tree.head[prep], i - 1
    if tree.lemma[verb] != "be" or tree.lower[prep:i] != ["at", "the", "time"] or tree.kids(verb, "attr", "acomp") or time != prep + 2:
        return False
    for k in tree.kids(i, "det"):
        tree.head[k] = time
    tree.head[time], tree.dep[time], tree.head[i], tree.dep[i] = prep, "pobj", verb, "attr"
    return True


def _coordinated(tree: Tree, i: int) -> bool:
    if tree.pos[i] == "VERB":
        return _own_subject(tree, i) or _resumed(tree, i)
    return _companion(tree, i) or _other_role(tree, i)


_MOVED = {
    "appos": _listed, "attr": _inverted, "conj": _coordinated, "nsubj": _subject, "nsubjpass": _subject, "pobj": _at_the_time,
    "relcl": _behind_relative,
}  # fmt: skip
