"""The shapes of nouns that tie one thing to another: who a noun is said of and what it points to."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotate.doc import NOUNS, VERBS
from kg.annotate.grammar.text import Grammar, Match
from kg.ontology import Trigger

_WHOLE = 15  # words of a description; what is longer tells a story
BE = ("be", "become", "remain", "'s", "'re")


def relational_noun(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """X is the N of Y; Y's N X; X, N of Y; Y N X; X, whose N is Z."""
    if g.tree.pos[i] not in NOUNS and g.tree.tag[i] != "JJ" or i in g.phrases.name_at:
        return
    between = g.spread([token for prep, token in _after(g, i, last) if prep in ("between", "among")])
    if len(between) > 1:
        yield Match(trigger, i, between, between, governor=i, mutual=True)
        return
    others = _with_included(g, _others(g, trigger, i, last))
    governor, holders = holders_of(g, i, last)
    holders = _each(g, i, holders)
    having = _having(g, i) if not others else None
    if having is not None:
        governor = having if holders else governor
        others = g.spread(list(g.clauses.of(having).surface))  # "the firm has 700 employees"
    if holders and not others and len(holders) > 1 and g.tree.tag[i] in ("NNS", "NNPS"):
        yield Match(trigger, i, holders, holders, governor=governor, mutual=True)
    own = g.phrases.settle(i)
    if own != i and own not in holders:
        mine = g.tree.coordinated(
            own
        )  # "the Loreto department", "the towns of Lima and Cusco": the names are its own, not what it belongs to
        others = tuple(other for other in others if other not in mine)
    holders, others = _apposed_to_other(g, holders, others, g.tree.tag[i] in ("NN", "NNP"))
    others = tuple(other for other in others if other not in holders and not _another_role(g, other))
    if holders and not others and g.tree.dep[i] == "oprd" and not g.clauses.passive(governor):
        others = g.spread(list(g.clauses.of(governor).subjects))  # "the party elected Ana Ruiz leader"
    if others and not (trigger.reverse and not holders and own == i and g.is_cue("doerNoun", g.tree.lemma[i])):
        yield Match(trigger, i, holders or (g.phrases.settle(i),), others, governor=governor if holders else i)


def _each(g: Grammar, i: int, holders: tuple[int, ...]) -> tuple[int, ...]:
    """The one of several of whom one of as many nouns is said: "Ana and Luis Ruiz are his sister and brother"."""
    first = i
    while g.tree.dep[first] == "conj" and g.tree.pos[g.tree.head[first]] == "NOUN":
        first = g.tree.head[first]
    said = g.tree.coordinated(first)
    apart = len(holders) > 1 and len(said) == len(holders) and i in said and all(g.tree.tag[k] == "NN" for k in said)
    return (holders[said.index(i)],) if apart else holders


def _with_included(g: Grammar, others: tuple[int, ...]) -> tuple[int, ...]:
    """What a noun points to with what is told to be among it: "a member of various parties including the Red Front"."""
    among = [k for other in others if other not in g.phrases.name_at for prep, k in g.clauses.obliques(other) if prep == "including"]
    return (*others, *(one for one in g.spread(among) if one not in others)) if among else others


def _apposed_to_other(
    g: Grammar, holders: tuple[int, ...], others: tuple[int, ...], single: bool
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """ "The sister of Ana Ruiz, Eva Ruiz, ...": two names set side by side are two, the second is who the noun is said of."""
    if single and len(others) == 2 and not holders and all(k in g.phrases.name_at for k in others) and _only_comma(g, *others):
        return others[1:], others[:1]
    if holders or len(others) != 1 or others[0] not in g.phrases.name_at:
        return holders, others
    apposed = [k for k in g.tree.kids(others[0], "appos") if k in g.phrases.name_at]
    return (g.spread(apposed), others) if apposed else (holders, others)


def _only_comma(g: Grammar, left: int, right: int) -> bool:
    """Whether nothing but a comma stands between two names, and another after them: "of Ana Ruiz, Eva Ruiz, said"."""
    one, other = g.phrases.name_at[left], g.phrases.name_at[right]
    between, after = g.tree.text[one.end : other.start], g.tree.text[other.end : other.end + 1]
    return between == [","] and after == [","]


def _another_role(g: Grammar, i: int) -> bool:
    """Whether a bare noun with an "of" of its own goes on with what somebody is: "brother of Luis Paz and uncle of Ana Ruiz"."""
    tree = g.tree
    bare = tree.tag[i] == "NN" and i not in g.phrases.name_at and tree.dep[i] == "conj" and not tree.kids(i, "det", "poss", "nummod")
    return bare and any(prep == "of" for prep, _ in g.clauses.obliques(i))


def _having(g: Grammar, i: int) -> int | None:
    """The verb by which somebody has what a noun names: "Ana Ruiz has two sons, Luis and Pablo, and a daughter", "is survived by a son"."""
    tree, first = g.tree, i
    while tree.dep[first] == "conj" and tree.pos[tree.head[first]] in NOUNS and not tree.kids(i, "poss"):
        first = tree.head[first]
        while tree.dep[first] == "appos" and tree.pos[tree.head[first]] in NOUNS:
            first = tree.head[first]  # "his wife, Ana, and a son"
    above = tree.head[first]
    if tree.dep[first] == "dobj" and tree.lemma[above] == "have":
        return above
    left = tree.dep[first] == "pobj" and tree.lower[above] == "by" and g.is_cue("survivalVerb", tree.lemma[tree.head[above]])
    return tree.head[above] if left and g.clauses.passive(tree.head[above]) else None


def _others(g: Grammar, trigger: Trigger, i: int, last: int) -> tuple[int, ...]:
    """The end that a relational noun points to: after its preposition, its possessor, or the name before it."""
    tree = g.tree
    preps = trigger.preps or ("of",)
    found = [token for prep, token in _after(g, i, last) if prep in preps]
    beside = g.phrases.name_at.get(i - 1) if found and all(prep != "of" for prep, _ in _after(g, i, last)) else None
    if beside and tree.head[beside.head] == i and g.phrases.ontology.family(beside.type) == "Group":
        return (beside.head,)  # "a Green Party lawmaker from Lima"
    found += tree.kids(i, "poss") or (tree.kids(last, "poss") if last != i else [])
    if not found and tree.dep[i] == "conj" and tree.tag[i] == tree.tag[tree.head[i]] == "NN" and not _apart(g, i, last):
        found += tree.kids(tree.head[i], "poss")  # "Ana Ruiz's friend and adviser"
    titled = _named_after(g, i, last) if not found else None
    if titled is not None:
        found += [k for k in tree.kids(titled, "poss") if k < i]  # "his rival Luis Paz", as the parse has it
    if titled is not None:  # "Prime Minister Ana Ruiz of Peru"
        right_behind = any(
            prep == g.phrases.name_at[titled].end for prep in tree.kids(titled, "prep")
        )  # not "Officer Ana Ruiz, 42, of Lima"
        found += [token for prep, token in g.clauses.obliques(titled) if prep == "of" and prep in preps and right_behind]
    if titled is not None and found:
        return g.spread(found)
    before = tree.left[i] if not found else -1
    for k in range(i - 1, before - 1 if before >= 0 else i - 1, -1):
        name = g.phrases.name_at.get(k)
        if name:
            return (name.head,)
        if tree.tag[k] == "VBN" and tree.text[k - 1 : k] == ["-"]:
            break  # "a Lima-born lawyer", "rebel-held buildings"
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


def _apart(g: Grammar, i: int, last: int) -> bool:
    """Whether a noun beside another has an article or an end of its own: "Ana Ruiz's friend and a guard", "friend and adviser to Luis Paz"."""
    return bool(g.tree.kids(i, "det")) or any(k > last for k in g.tree.kids(i, "prep"))


def _after(g: Grammar, i: int, last: int) -> list[tuple[str, int]]:
    """The prepositional phrases of a noun of several words ("chief of staff of the army"), its own words left out."""
    pairs = g.clauses.obliques(i) + (g.clauses.obliques(last) if last != i else ())
    return [(prep, token) for prep, token in pairs if not i <= token <= last]


def holders_of(g: Grammar, i: int, last: int) -> tuple[int, tuple[int, ...]]:
    """Who a noun is said of, and the token whose stance governs; empty where only the noun itself stands for them."""
    tree, above, dep = g.tree, g.tree.head[i], g.tree.dep[i]
    titled = _named_after(g, i, last)
    if titled is not None:  # "President Ana Ruiz and Luis Paz": one is president; "brothers Luis and Pablo": both are
        return titled, g.spread([titled]) if tree.tag[last] in ("NNS", "NNPS") else (g.phrases.settle(titled),)
    predicate = dep in ("attr", "oprd") and tree.pos[above] in VERBS
    apposed = [k for k in tree.kids(i, "appos") if tree.pos[k] in (*NOUNS, "X") and not predicate or k in g.phrases.name_at]
    if tree.kids(i, "nummod"):
        apposed = [k for k in apposed if not tree.kids(k, "nummod")]  # "two units, four vehicles": a list
    if apposed:
        alone = tree.tag[i] == "NN" and apposed[0] in g.phrases.name_at and any(_own_phrase(g, k) for k in tree.kids(apposed[0], "conj"))
        return i, (g.phrases.settle(apposed[0]),) if alone else g.spread(apposed)
    if dep == "appos":
        return _beside(g, i, above)
    if dep in ("attr", "oprd", "xcomp", "acomp", "dobj") and tree.pos[above] in VERBS:
        return above, _predicated(g, i, above)
    if dep == "pobj" and tree.lower[above] == "as":
        return tree.head[above], _as_role(g, tree.head[above])
    if dep == "pobj" and tree.lower[above] == "of" and tree.pos[tree.head[above]] in VERBS and above < i < tree.head[above]:
        return tree.head[above], g.spread(list(g.clauses.of(tree.head[above]).surface))  # "Of the four brothers, only Luis and Pablo live"
    if dep in ("nsubj", "nsubjpass") and tree.pos[above] in VERBS:
        return above, _identified(g, above)
    counted = tree.kids(i, "nummod") and tree.kids(above, "nummod")  # "two daughters, Ana and Eva, and seven grandchildren"
    if dep == "conj" and tree.pos[above] in (*NOUNS, "NUM", "PRON") and above not in g.phrases.name_at and not counted:
        of = tree.head[above]
        if tree.dep[above] == "pobj" and tree.lower[tree.head[of]] == "one":
            above = tree.head[of]  # "one of the founders and a brother of X": two things said of one person
        return holders_of(g, above, above)
    return i, ()


def _own_phrase(g: Grammar, i: int) -> bool:
    """Whether what is coordinated with a name is described anew: "his wife, Ana, and a son, Luis"."""
    return i not in g.phrases.name_at and bool(g.tree.kids(i, "det", "poss", "nummod"))


def _beside(g: Grammar, i: int, above: int) -> tuple[int, tuple[int, ...]]:
    """Who a noun set beside another is said of: in "was born in Lima, son of Luis Paz" who was born, for a place is nobody's son."""
    tree, prep = g.tree, g.tree.head[above]
    start = tree.left[i]
    inside = g.phrases.name_at.get(start - 2) if start > 1 and tree.text[start - 1] == "(" else None
    if inside is not None:
        return inside.head, (inside.head,)  # "Peru, Austria (then a state of the empire)": the name right before the bracket
    where = tree.dep[above] == "pobj" and tree.lower[prep] in ("in", "at", "near", "on") and tree.pos[tree.head[prep]] in VERBS
    said = g.phrases.noun_class(i)
    if where and said is not None and g.phrases.ontology.family(said) == "Person":
        return tree.head[prep], g.spread(list(g.clauses.of(tree.head[prep]).surface))
    alone = tree.tag[i] in ("NN", "NNP") and above in g.phrases.name_at  # "Ana Ruiz, leader of the Red Front, and Luis Paz": one leads it
    return above, (g.phrases.settle(above),) if alone else g.spread([above])


def _named_after(g: Grammar, i: int, last: int) -> int | None:
    """The name for which a noun is the title: "leader X", "his brother, Yunus" is apposition and not meant here."""
    name = g.phrases.name_at.get(last + 1)
    return name.head if name and name.start == last + 1 and (g.phrases.linked(i, name) or g.phrases.linked(last, name)) else None


def _predicated(g: Grammar, i: int, verb: int) -> tuple[int, ...]:
    """The subject of "is N", "became N", "was elected N"; the object of "elected X N"."""
    tree, clause = g.tree, g.clauses.of(verb)
    if tree.lemma[verb] in BE or tree.dep[i] == "attr":
        return g.spread(list(clause.surface))
    if g.is_cue("namingVerb", tree.lemma[verb]):
        return g.spread(list(clause.objects if not clause.passive and i not in clause.objects else clause.surface))
    return ()


def _as_role(g: Grammar, verb: int) -> tuple[int, ...]:
    """Who serves as N, or is appointed as N."""
    if g.tree.pos[verb] not in VERBS:
        return g.spread([verb]) if g.tree.pos[verb] in NOUNS and verb in g.phrases.name_at else ()
    clause = g.clauses.of(verb)
    if g.is_cue("successionVerb", g.tree.lemma[verb]):  # "Ana Ruiz succeeded Luis Paz as mayor": both were
        return g.spread([*clause.subjects, *clause.objects])
    whom = [k for k in clause.objects if g.phrases.noun_class(g.phrases.settle(k)) or g.phrases.settle(k) in g.phrases.name_at]
    return g.spread(list(clause.surface if clause.passive or not whom else whom))  # "flies missions as part of X": who flies is


def _identified(g: Grammar, verb: int) -> tuple[int, ...]:
    """The name in "the leader of X is Y", the names in "the children of X include Y and Z"."""
    tree = g.tree
    if tree.lemma[verb] == "include":
        return g.spread([k for k in g.clauses.of(verb).objects if k in g.phrases.name_at])
    if tree.lemma[verb] not in BE and not g.is_cue("namingVerb", tree.lemma[verb]):
        return ()
    found = [k for k in tree.kids(verb, "attr", "oprd") if g.phrases.settle(k) in g.phrases.name_at]  # "is the banker Ana Ruiz"
    return g.spread(found)


def designation(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """N X; X, an N; X is an N: the noun phrase is the value."""
    if g.tree.pos[i] not in NOUNS or i in g.phrases.name_at and g.phrases.name_at[i].end - g.phrases.name_at[i].start > 1:
        return
    governor, holders = holders_of(g, i, last)
    if trigger.voice == "whole":
        said = _whole_phrase(g, i)
        if said and any(one in g.phrases.name_at for one in holders):
            yield Match(trigger, i, holders, (), value=said, governor=governor)
    elif holders:
        start = i
        while start > 0 and g.tree.head[start - 1] in (i, last) and _modifies(g, start - 1):
            start -= 1
        yield Match(trigger, i, holders, (), value=(start, max(i, last) + 1), governor=governor)


def _whole_phrase(g: Grammar, i: int) -> tuple[int, int] | None:
    """The words of "a stocky man with a scar" without the article; None where the noun stands alone or tells too much."""
    tree = g.tree
    article = next((k for k in tree.kids(i, "det") if tree.lower[k] in ("a", "an")), None)
    told = [k for k in tree.children[i] if tree.dep[k] in ("amod", "compound", "prep", "nmod") and k not in g.phrases.name_at]
    end = next((k for k in range(i + 1, tree.right[i] + 1) if tree.text[k] in (",", ";", "(", "—", "-")), tree.right[i] + 1)
    return (article + 1, end) if article is not None and told and end - article < _WHOLE else None


def _modifies(g: Grammar, i: int) -> bool:
    """Whether a word before a role noun belongs to the designation: nouns do ("bus driver"), names do not."""
    return i not in g.phrases.name_at and g.tree.pos[i] == "NOUN" and g.tree.dep[i] in ("compound", "amod")
