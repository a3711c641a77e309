"""Whether a text tells of a happening as a single, actual one: its traits, from which a fitted scorer judges.

"Rebels killed two farmers near Lima on Monday" tells of one; "such killings must end" and "they kill whoever disagrees" do not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import exp

from kg.annotate.doc import VERBS
from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.actual_weights import LEAST, WEIGHTS
from kg.annotate.happenings.happening import Happening
from kg.annotate.happenings.parts import Told
from kg.facts import Interval, Polarity
from kg.ontology import Ontology

_DAY = 10  # characters of a full ISO date
_TIES = ("of", "in", "for", "against", "from", "to", "on", "after", "by")
_ARTICLES = {"the": "definite", "a": "indefinite", "an": "indefinite", "this": "this", "that": "this", "these": "this", "those": "this"}


Of = Callable[[Happening], list[str]]  # a happening's traits
Likely = Callable[[Happening, Sequence[str]], float]  # how likely a happening with these traits is an actual one
Judge = Callable[[Sequence[Happening], Sequence[Told], Of, Likely, Ontology], Sequence[Happening]]


def actual(told: Sequence[Happening], same: Sequence[Told], of: Of, likely: Likely, ontology: Ontology) -> list[Happening]:
    """The happenings without those of which no telling, nor one of a whole or part of it, looks like that of an actual one."""
    by_at = {one.at: n for n, one in enumerate(told)}
    number = {id(one): n for n, one in enumerate(told)}
    root = list(range(len(told)))

    def find(n: int) -> int:
        while root[n] != n:
            n = root[n]
        return n

    pairs = [(number[id(left)], number[id(right)]) for left, right, _ in same]
    pairs += [(n, by_at[token]) for n, one in enumerate(told) for _, token in one.roles if token in by_at]
    for left, right in pairs:
        root[find(left)] = find(right)
    seen = {n: of(one) for n, one in enumerate(told) if ontology.judged(one.type)}
    judged = {n: likely(told[n], found) for n, found in seen.items() if "is negated" not in found}  # what is denied is told as it is
    best: dict[int, float] = {}
    for n, value in judged.items():
        best[find(n)] = max(value, best.get(find(n), 0.0))
    return [one for n, one in enumerate(told) if n not in judged or best[find(n)] >= LEAST]


def score(found: Sequence[str]) -> float:
    """How likely a telling with these traits is that of an actual happening, 0 to 1."""
    return 1 / (1 + exp(-WEIGHTS["always"] - sum(WEIGHTS.get(trait, 0.0) for trait in found)))


def traits(one: Happening, g: Grammar, ontology: Ontology, polarity: Polarity, when: Interval | None) -> list[str]:
    """What the telling of a happening looks like, as the names of its traits."""
    found = [f"is {polarity}", *_dated(when), *_worded(one, g), *_placed(one, g, ontology), *_participants(one, g, ontology)]
    return list(dict.fromkeys(found))


def _dated(when: Interval | None) -> Iterator[str]:
    said = (when.start or when.end or "") if when else ""
    yield "a day" if len(said) == _DAY and when and when.start == when.end else "a time" if when else "no time"


def _worded(one: Happening, g: Grammar) -> Iterator[str]:
    tree, at = g.tree, one.at
    if tree.pos[at] not in (*VERBS, "ADJ"):
        yield from _noun(at, g)
        if tree.pos[one.governor] in VERBS and one.governor != at:
            yield f"told by a verb: {_form(one.governor, g)}"
        return
    yield f"verb: {_form(at, g)}"
    if tree.dep[at] in ("relcl", "advcl", "ccomp"):
        yield f"in a {tree.dep[at]}"


def _form(at: int, g: Grammar) -> str:
    """The form of a verb: its tense where it has one, else how it depends on another word."""
    tree, tag, dep = g.tree, g.tree.tag[at], g.tree.dep[at]
    words = {tree.lower[k] for k in tree.kids(at, "aux", "auxpass")}
    if tree.lemma[at] == "be":
        return "state"  # "are on strike"
    if tag == "VB" or "to" in words:
        return "infinitive"
    if words & {"have", "has", "'ve"}:
        return "perfect"
    if tag == "VBG":
        return (
            "in progress"
            if words & {"is", "are", "was", "were", "be"}
            else f"-ing as {dep if dep in ('xcomp', 'pcomp', 'advcl') else 'other'}"
        )
    if tag in ("VBZ", "VBP") or words & {"is", "are", "'re", "'s"}:
        return "present"
    if words & {"was", "were", "been", "got"}:
        return "past passive"
    return "past" if tag == "VBD" else f"participle as {dep if dep in ('amod', 'acl', 'conj') else 'other'}"


def _noun(at: int, g: Grammar) -> Iterator[str]:
    tree = g.tree
    number = "plural" if tree.tag[at] in ("NNS", "NNPS") else "singular"
    dets = [tree.lower[k] for k in tree.kids(at, "det", "predet")]
    if tree.kids(at, "nummod"):
        yield "noun: counted"
    else:
        article = "owned" if tree.kids(at, "poss") else _ARTICLES.get(dets[0], "other") if dets else "bare"
        yield f"noun: {number}, {article}"
    if tree.dep[at] == "conj":
        yield "noun: in a list"
    elif tree.dep[at] == "pobj":
        above = tree.lower[tree.head[at]]
        yield f"noun: after {above if above in _TIES else 'another'}"
    else:
        yield f"noun: as {tree.dep[at] if tree.dep[at] in ('nsubj', 'nsubjpass', 'dobj') else 'other'}"
    if tree.dep[at] in ("nsubj", "nsubjpass", "dobj") and tree.pos[tree.head[at]] in VERBS:
        form = _form(tree.head[at], g)
        yield f"beside a verb: {form if form in ('present', 'infinitive', 'perfect', 'state') else 'other'}"


def _placed(one: Happening, g: Grammar, ontology: Ontology) -> Iterator[str]:
    places = [token for role, token in one.roles if ontology.places_only(role)]
    if places:
        yield "a named place" if any(token in g.phrases.name_at for token in places) else "a place"
    if g.quoted(one.at):
        yield "inside a quotation"


def _participants(one: Happening, g: Grammar, ontology: Ontology) -> Iterator[str]:
    subject, _, _, _ = ontology.roles(one.type)
    doers = [token for role, token in one.roles if role == subject]
    sufferers = [token for role, token in one.roles if role != subject and not ontology.places_only(role)]
    for name, tokens in (("doer", doers), ("other", sufferers)):
        kinds = [described(token, g) for token in tokens] or ["none"]
        yield from (f"{name}: {'described' if name == 'doer' and kind == 'named' else kind}" for kind in kinds)
        for token in tokens:
            told, family = "named" if token in g.phrases.name_at else "described", ontology.family(g.phrases.naming(token).type)
            if family != "Thing":  # of what class it is, is not told
                yield f"{name}: {told} {family}"


def described(token: int, g: Grammar) -> str:
    """How a participant is told of: by name, as one who speaks, by a pronoun, counted, or in what form of a noun."""
    tree = g.tree
    if token in g.phrases.name_at:
        return "named"
    if any(g.is_cue(kind, tree.lower[token]) for kind in ("pronounSpeaker", "pronounHearer")):
        return "who speaks"
    if tree.pos[token] == "PRON":
        return "pronoun"
    if g.is_cue("abstractNoun", tree.lemma[token]):
        return "abstract"
    if tree.kids(token, "nummod") or tree.pos[token] == "NUM":
        return "counted"
    bare = not tree.kids(token, "det", "poss")
    return ("bare plural" if tree.tag[token] == "NNS" else "bare") if bare else "described"
