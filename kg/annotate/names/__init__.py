"""Names in a text: spans from lists, capitals and the recogniser, cut and classed by what is stated and by a small model."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from kg.annotate.doc import Naming, Tree
from kg.annotate.names.choice import choose
from kg.annotate.names.lexicon import Lexicon
from kg.annotate.names.model import shipped
from kg.annotate.names.recogniser import recognised
from kg.annotate.names.scene import Scene
from kg.annotate.names.tagged import Tagged
from kg.ontology import Ontology


def find(tree: Tree, lexicon: Lexicon, *, dated: Collection[int] = (), tagged: Tagged | None = None) -> list[Naming]:
    """Every name of a text, in order and without overlap; ``dated`` tokens belong to time expressions and name nothing, ``tagged`` is what the reader says."""
    chosen = choose(Scene(tree, lexicon, dated=dated, tagged=tagged), shipped())
    taken = {one.start for one in chosen}
    whole = [one if one.end in taken else _with_noun(tree, lexicon, one) for one in chosen]
    return _agreed([_with_article(tree, lexicon, one) for one in whole], tree, lexicon)


def _with_article(tree: Tree, lexicon: Lexicon, one: Naming) -> Naming:
    """A name that a list has with its article: "the United States", "The New York Times"."""
    whole = one.known and not tree.blank[one.start - 1] and lexicon.article(tree, one.start, one.end)
    return replace(one, start=one.start - 1) if whole else one


def _with_noun(tree: Tree, lexicon: Lexicon, one: Naming) -> Naming:
    """ "the Bonilla clan": a name and the noun of a group that goes by the name of a family or a place are the group's name."""
    noun = one.end
    if noun >= tree.n or tree.lower[noun] not in lexicon.named_after or one.start == 0 or tree.lower[one.start - 1] != "the":
        return one
    type = lexicon.ontology.nouns.get(tree.lower[noun])
    if type is None or tree.pos[one.head] != "PROPN" or tree.head[one.head] not in (noun, tree.head[noun]):
        return one
    return replace(one, end=noun + 1, head=noun, type=type, hard=True, known=None)


def _agreed(names: Sequence[Naming], tree: Tree, lexicon: Lexicon) -> list[Naming]:
    """One class for all namings with the same words: a stated one, else the commonest guess."""
    votes: dict[str, Counter[tuple[bool, str]]] = defaultdict(Counter)
    for one in names:
        votes[_words(tree, one)][one.hard, one.type] += 1
    best = {words: _winner(found, lexicon.ontology) for words, found in votes.items()}
    implied = _implied(best, lexicon)
    people = _people(best, lexicon)
    meant = (_meant(tree, one, people, lexicon.ontology) for one in names)
    return [one or _settled(tree, own, best, implied) for one, own in zip(meant, names, strict=True)]


def _people(best: Mapping[str, tuple[bool, str]], lexicon: Lexicon) -> set[str]:
    """The first and last words of the full names of a text's people."""
    full = [words.split(" ") for words, (_, type) in best.items() if type == "Person" and words.count(" ") in (1, 2)]
    known = [words for words in full if lexicon.first_names.knows(words[0])]
    return {word for first, *_, last in known for word in (first, last)}


def _meant(tree: Tree, one: Naming, people: Collection[str], ontology: Ontology) -> Naming | None:
    """Somebody whose name in the text is a listed place's too, where it does something: "George Washington ... Washington ordered"."""
    place = one.known is not None and ontology.family(one.type) == "Place" and one.end - one.start == 1
    by = tree.dep[one.head] == "pobj" and tree.lower[tree.head[one.head]] == "by" and tree.dep[tree.head[one.head]] == "agent"
    acts = tree.dep[one.head] == "nsubj" and tree.lemma[tree.head[one.head]] != "be" or by
    return replace(one, type="Person", known=None) if place and acts and _words(tree, one) in people else None


def _implied(best: Mapping[str, tuple[bool, str]], lexicon: Lexicon) -> dict[str, tuple[bool, str]]:
    """What longer names say of shorter ones, and names of people of others in the family, with whether it is stated."""
    found: dict[str, tuple[bool, str]] = {}
    people = [words.split(" ") for words, (_, type) in best.items() if type == "Person" and " " in words]
    families = {words[-1] for words in people}
    for words in people:
        found.update({" ".join(words[k:]): (False, "Person") for k in range(1, len(words))})
    for name in best:
        first, *rest = name.split(" ")
        if len(rest) == 1 and rest[0] in families and lexicon.first_names.knows(first):
            found[name] = False, "Person"
        if rest and first.lower() in lexicon.event_titles:
            found[" ".join(rest)] = True, "Thing"  # "Cyclone Ana ... Ana"
    return found


def _winner(found: Counter[tuple[bool, str]], ontology: Ontology) -> tuple[bool, str]:
    return min(found, key=lambda key: (not key[0], key[1] == "Thing", -found[key], -ontology.depth.get(key[1], 0), key[1]))


def _settled(tree: Tree, one: Naming, best: Mapping[str, tuple[bool, str]], implied: Mapping[str, tuple[bool, str]]) -> Naming:
    hard, type = best[_words(tree, one)]
    if not hard:
        hard, type = implied.get(_words(tree, one), (hard, type))
    return one if one.known else replace(one, type=type, hard=hard)


def _words(tree: Tree, one: Naming) -> str:
    return " ".join(tree.text[one.start : one.end])


__all__ = ["Lexicon", "Scene", "Tagged", "find", "recognised"]
