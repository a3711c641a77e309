"""Who is who within one text: names, descriptions and pronouns joined by sieves from the surest to the least sure.

Each link says why it was made. When no candidate is clearly best, no link is made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from kg.annotate.coref import names
from kg.annotate.coref.anaphora import Anaphora
from kg.annotate.coref.attention import Attention
from kg.annotate.coref.chains import Chains
from kg.annotate.coref.chains import clusters as _clusters
from kg.annotate.coref.described import Described
from kg.annotate.coref.gender import FirstNames
from kg.annotate.coref.grammar import SUBJECTS, Syntax
from kg.annotate.coref.nominals import Nominals
from kg.annotate.coref.profile import Describer, Profile
from kg.annotate.coref.pronouns import form, pronouns, relative_clause
from kg.annotate.coref.quotes import quotations
from kg.annotate.coref.ranking import Ranker, ranker, trained
from kg.annotate.coref.scoring import Candidate, Scorer, linear
from kg.annotate.coref.speech import Speech
from kg.annotate.coref.turns import turns
from kg.annotate.doc import NOUNS, VERBS, Link, Naming, Tree
from kg.ontology import Ontology

__all__ = [
    "Attention", "Candidate", "Ranker", "Scorer", "clusters", "linear", "plural", "pronouns", "ranker", "resolve", "trained", "with_relatives",
]  # fmt: skip

_RELATIVE = 0.95  # how surely a relative pronoun means the noun before it


def resolve(
    tree: Tree, namings: Sequence[Naming], ontology: Ontology, *, bonds: Sequence[Link] = (), scorer: Scorer = linear,
    ranked: Ranker | None = None,
) -> list[Link]:  # fmt: skip
    """New links within a document, each with its score and reason; ``bonds`` are links made before, which are respected and not repeated.

    ``ranked``, where there is one, ranks the antecedents of "he" and "she" in the scorer's stead, and of nominals beside the rules.
    """
    decoys = _decoys(tree, namings)
    everything = sorted([*namings, *decoys], key=lambda one: (one.head, one.start))
    syntax = Syntax(tree, ontology.cues.get("loosePreposition", frozenset()))
    said = quotations(tree, ontology.cues.get("speechVerb", frozenset()))
    describer = Describer(tree, syntax, ontology, _first_names(ontology), said)
    chains = Chains([describer.of(at, one) for at, one in enumerate(everything)])
    at_token = _places(everything)
    nameless = {one.head for one in decoys}
    hidden = frozenset(at for at, one in enumerate(everything) if one.head in nameless)
    _bonds(chains, bonds, at_token)
    chains.links.clear()  # the bonds are the caller's own
    names.link(chains, tree, ontology)
    _grammar(chains, tree, at_token, hidden, ontology)
    speech = Speech(chains, tree, said, at_token, turns(tree), ontology.cues)
    speech.part()
    speech.link()
    shared = ontology.cues.get("groupPart", frozenset())
    speaking = ontology.cues.get("speechVerb", frozenset()), ontology.cues.get("addingVerb", frozenset())
    nominals = Described(chains, tree, syntax, ontology, at_token, ranked, hidden) if ranked else None
    anaphora = Anaphora(chains, tree, syntax, at_token, scorer, hidden, shared, ontology.owners, ontology.doers, ranked, speaking)
    _walk(chains, nominals or Nominals(chains, tree, syntax, ontology, at_token), anaphora, hidden)
    speech.address()
    return [one for one in chains.links if one.left not in nameless and one.right not in nameless]


def clusters(links: Iterable[Link], namings: Sequence[Naming]) -> dict[int, int]:
    """Head token of each naming -> head token of the first naming of its cluster; what must stay apart stays apart."""
    return _clusters(links, [one.head for one in namings])


def with_relatives(
    tree: Tree, namings: Mapping[int, Naming], links: Sequence[Link], groups: Mapping[int, int]
) -> tuple[dict[int, Naming], list[Link], dict[int, int]]:
    """All of these with the relative pronouns of what has a name, linked to the noun before: "Ada Berg, a painter who lives in Lima"."""
    named = {groups[head] for head, one in namings.items() if one.kind == "name"}
    more, joined, where = dict(namings), list(links), dict(groups)
    for one in pronouns(tree):
        verb = relative_clause(tree, one.head) if one.head not in namings else None
        noun = tree.head[verb] if verb is not None else one.head
        if noun != one.head and groups.get(noun) in named:
            more[one.head], where[one.head] = one, groups[noun]
            joined.append(Link(noun, one.head, True, _RELATIVE, "relative pronoun of the noun before it"))
    return dict(sorted(more.items())), joined, where


def plural(tree: Tree, namings: Sequence[Naming], links: Sequence[Link]) -> dict[int, tuple[int, ...]]:
    """Head of each "they" that has no antecedent of its own -> heads of the people coordinated before it ("Ana and Luis ... they")."""
    at = {one.head: one for one in namings}
    members: dict[int, list[int]] = {}
    for head, first in clusters(links, namings).items():
        members.setdefault(first, []).append(head)
    found = {}
    for first, heads in members.items():
        several = _coordinated(tree, at, first) if all(_they(tree, at[head]) for head in heads) else ()
        found.update({head: several for head in heads if several})
    return found


def _they(tree: Tree, one: Naming) -> bool:
    said = form(tree, one.head) if one.kind == "pronoun" else None
    return said is not None and said.person == 3 and said.number == "p"


def _coordinated(tree: Tree, at: dict[int, Naming], i: int) -> tuple[int, ...]:
    """The nearest coordination of namings before a token, in its own and the last sentence."""
    first = tree.sents[max(tree.sent[i] - 1, 0)][0]
    for head in range(i - 1, first - 1, -1):
        if head in at and tree.dep[head] != "conj" and tree.kids(head, "conj"):
            several = tuple(one for one in tree.coordinated(head) if one in at and at[one].kind != "pronoun")
            if len(several) > 1 and not tree.left[head] <= i <= tree.right[head]:
                return several
    return ()


@lru_cache(maxsize=4)
def _names_of(male: frozenset[str], female: frozenset[str], either: frozenset[str]) -> FirstNames:
    return FirstNames(male, female, either)


def _first_names(ontology: Ontology) -> FirstNames:
    cues = ontology.cues
    kinds = ("firstNameMale", "firstNameFemale", "firstNameEither")
    male, female, either = (cues.get(kind, frozenset()) for kind in kinds)
    return _names_of(male, female, either)


def _decoys(tree: Tree, namings: Sequence[Naming]) -> list[Naming]:
    """Nouns that name nothing we keep, but that "it" and "they" may well mean."""
    taken = {i for one in namings for i in range(one.start, one.end)} | {one.head for one in namings}
    arguments = (*SUBJECTS, "dobj", "pobj", "attr", "conj")
    return [
        Naming(i, i + 1, i, "nominal", "Thing")
        for i in range(tree.n)
        if tree.pos[i] in NOUNS and i not in taken and not tree.off[i] and tree.dep[i] in arguments
    ]


def _places(namings: Sequence[Naming]) -> dict[int, int]:
    """Token -> number of the naming whose head it is, or that holds it as a name."""
    found = {i: at for at, one in enumerate(namings) if one.kind == "name" for i in range(one.start, one.end)}
    found.update({one.head: at for at, one in enumerate(namings)})
    return found


def _bonds(chains: Chains, bonds: Sequence[Link], at_token: dict[int, int]) -> None:
    for one in sorted(bonds, key=lambda one: (one.same, -one.score, one.left, one.right)):
        left, right = at_token.get(one.left), at_token.get(one.right)
        if left is None or right is None or left == right:
            continue
        if one.same:
            chains.join(left, right, one.reason, one.score, names=True)
        else:
            chains.part(left, right, one.reason, one.score)


def _grammar(chains: Chains, tree: Tree, at_token: dict[int, int], hidden: frozenset[int], ontology: Ontology) -> None:
    """What the parse alone says: conjuncts are different; appositions, titles and predicates are the same."""
    for one in chains.profiles:
        if one.at in hidden:
            continue
        for conjunct in tree.kids(one.head, "conj"):
            other = at_token.get(conjunct)
            if other is not None and other != one.at and chains.profiles[other].kind != "pronoun":
                chains.part(one.at, other, "conjuncts of one coordination")
        owner = at_token.get(one.owner) if one.kind == "nominal" and one.family == "Person" and one.owner is not None else None
        if owner is not None and owner not in hidden:
            chains.part(one.at, owner, "nobody is his own")  # "Ana Ruiz's brother" is not she, however often she is named
        if one.kind == "nominal":
            found = _same(chains, tree, one, at_token, ontology.cues)
            if found and found[0] not in hidden and _of_one_kind(one, chains.profiles[found[0]], ontology):
                chains.join(found[0], one.at, found[1], 0.9)


def _of_one_kind(one: Profile, other: Profile, ontology: Ontology) -> bool:
    """Whether two places can be one: a mine is no region."""
    places = one.family == other.family == "Place" and one.hard and other.hard
    return not places or names.of_one_line(one, other, ontology)


def _same(
    chains: Chains, tree: Tree, one: Profile, at_token: dict[int, int], cues: Mapping[str, Collection[str]]
) -> tuple[int, str] | None:
    """The naming that a nominal is in apposition to, is the title of, or is said to be."""
    head, dep = tree.head[one.head], tree.dep[one.head]
    for token in ([head] if dep == "appos" else []) + tree.kids(one.head, "appos") + _behind(chains, tree, one, at_token):
        other = at_token.get(token)
        named = other is not None and (token == head or chains.profiles[other].kind == "name")
        firm = tree.lemma[one.head] in cues.get("personOrFirm", ()) and other is not None and chains.profiles[other].family == "Group"
        if other is not None and named and (firm or _alike(one, chains.profiles[other])) and _beside(tree, one, chains.profiles[other]):
            return other, "apposition"
    other = at_token.get(head) if one.family == "Group" and dep in ("compound", "nmod") and head > one.head else None
    next_to = other is not None and chains.profiles[other].kind == "name" and chains.profiles[other].start == one.head + 1
    if other is not None and next_to and _alike(one, chains.profiles[other]):
        return other, "description before a name"  # "the charity Aid Now"
    called = at_token.get(one.head - 1) if one.family == "Group" and tree.lower[one.head] in cues.get("kindNoun", ()) else None
    before = chains.profiles[called] if called is not None and tree.head[one.head - 1] == one.head else None
    if before is not None and before.kind == "name" and before.family == "Group" and tree.lower[max(before.start - 1, 0)] == "the":
        return before.at, "a name and what it is"  # "the Dawn militia"
    if dep == "attr" and tree.lemma[head] == "be" and not tree.kids(head, "neg"):
        other = _subject(chains, tree, head, at_token)
        if other is not None and _alike(one, chains.profiles[other]):
            return other, "predicate of its subject"
    made = _made(chains, tree, one, at_token, cues.get("becoming", ()))
    return (made, "what its subject becomes") if made is not None and _alike(one, chains.profiles[made]) else None


def _behind(chains: Chains, tree: Tree, one: Profile, at_token: dict[int, int]) -> list[int]:
    """Names of people that the parse puts beside the place or group in a person's description: "the mayor of Lima, Ana Ruiz"."""
    inner = [k for prep in tree.kids(one.head, "prep") for k in tree.kids(prep, "pobj")] if one.family == "Person" else []
    beside = [k for i in inner if i in at_token and chains.profiles[at_token[i]].family != "Person" for k in tree.kids(i, "appos")]
    return [k for k in beside if k in at_token and chains.profiles[at_token[k]].family == "Person"]


def _made(chains: Chains, tree: Tree, one: Profile, at_token: dict[int, int], becoming: Collection[str]) -> int | None:
    """The person who has become what a bare noun says: "Ana became mayor", "was elected mayor", "took over as mayor"."""
    verb = tree.head[one.head]
    if tree.lower[verb] == "as" and tree.dep[one.head] == "pobj":
        verb = tree.head[verb]
    elif tree.dep[one.head] not in ("attr", "oprd"):
        return None
    passive = bool(tree.kids(verb, "auxpass"))
    told = (
        tree.tag[verb] == "VBD"
        or tree.tag[verb] == "VBN"
        and any(tree.tag[k] in ("VBD", "VBZ", "VBP") for k in tree.kids(verb, "aux", "auxpass"))
    )
    active = tree.dep[one.head] == "attr" or tree.lower[tree.head[one.head]] == "as" and not tree.kids(verb, "dobj")
    if tree.lemma[verb] not in becoming or not told or not (passive or active) or tree.kids(verb, "neg") or one.family != "Person":
        return None
    return next((at_token[k] for k in tree.kids(verb, "nsubj", "nsubjpass") if k in at_token), None)


def _subject(chains: Chains, tree: Tree, verb: int, at_token: dict[int, int]) -> int | None:
    """The naming that is the subject of a form of "be"; a relative pronoun stands for the noun before it."""
    subject = next(iter(tree.kids(verb, "nsubj")), verb)
    at = at_token.get(subject)
    if at is None or chains.profiles[at].kind != "pronoun":
        return at
    said = chains.profiles[at]
    if said.sort == "relative":
        clause = relative_clause(tree, subject)
        return at_token.get(tree.head[clause]) if clause is not None else None
    return at if said.person == 3 and said.gender in ("m", "f") else None


def _beside(tree: Tree, one: Profile, other: Profile) -> bool:
    """Whether two namings stand next to each other, and not as items of a list; "the firm that built it, Acme" may have its clause between."""
    first, second = sorted((one, other), key=lambda each: each.start)
    clause = {i for k in tree.kids(first.head, "relcl") for i in range(tree.left[k], tree.right[k] + 1)}
    between = [i for i in range(first.end, second.start) if i not in clause]
    if any(tree.pos[i] in VERBS for i in between) or len(between) > 12 or _listed(tree, one.head, -1):
        return False
    return not (_listed(tree, one.head, first.end) or _listed(tree, other.head, first.end))


def _listed(tree: Tree, i: int, after: int) -> bool:
    """Whether something is coordinated with a noun; "Ana, and her sister" is none of a list, since it speaks of Ana."""
    return any(k > after and not any(tree.pos[p] == "PRON" for p in tree.kids(k, "poss")) for k in tree.kids(i, "conj"))


def _alike(one: Profile, other: Profile) -> bool:
    """Whether class, number and gender of two namings agree."""
    if one.family != other.family and "Thing" not in (one.family, other.family) and (other.hard or other.kind != "name"):
        return False
    return ("?" in (one.number, other.number) or one.number == other.number) and {one.gender, other.gender} != {"m", "f"}


def _walk(chains: Chains, nominals: Nominals, anaphora: Anaphora, hidden: frozenset[int]) -> None:
    """Nominals and pronouns in text order, so that each sees the chains before it."""
    for one in chains.profiles:
        if one.kind == "pronoun" and one.at not in hidden:
            anaphora.adds(one)  # before others are asked for who may be meant in what he says
    for one in chains.profiles:
        if one.at in hidden:
            continue
        if one.kind == "nominal":
            nominals.link(one)
        elif one.kind == "pronoun":
            anaphora.link(one)
        if one.kind != "pronoun":
            nominals.remember(one)
            anaphora.seen(one)
