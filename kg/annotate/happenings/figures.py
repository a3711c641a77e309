"""Figures of speech: what is done to what has no body, or in a game, and what is said of all of a kind, did not happen."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from kg.annotate.doc import VERBS, Tree
from kg.annotate.grammar.text import Grammar, Match
from kg.annotate.times.words import WEEKDAYS
from kg.ontology import Ontology

_SCORE = re.compile(r"\d{1,2}[-–]\d{1,2}")


def figurative(match: Match, deeds: Container[int], g: Grammar, ontology: Ontology) -> bool:
    """Whether a deed that only what has a body can suffer is told of something else ("declared war on waste"), in words alone, or of a game.

    ``deeds`` are the tokens that tell of happenings themselves: in "a confrontation exploded" nothing blew up.
    """
    if not ontology.bodily(match.trigger.target):
        return False
    told = match.trigger.target in ontology.classes
    suffering = _suffering(match, ontology) if told else []
    mutual = told and ontology.roles(match.trigger.target)[0] == ontology.roles(match.trigger.target)[1]
    if suffering and all(_bodiless(token, g) or mutual and _faceless(token, g) for token in suffering):
        return True
    if told and (_in_welcome(match.at, g) or _in_words(match.at, g)):
        return True
    alone = told and match.trigger.frame in ("Intransitive", "Transitive") and not match.objects
    if alone and match.subjects and all(token in deeds for token in match.subjects):
        return True
    spoken = match.trigger.frame == "Transitive" and any(prep == "with" and _speech(token, g) for prep, token in match.obliques)
    return told and spoken or _in_play(match, g, ontology)


def _in_welcome(at: int, g: Grammar) -> bool:
    """Whether a noun says with what something is celebrated: "the news was greeted with gunfire"."""
    tree, prep = g.tree, g.tree.head[at]
    return tree.dep[at] == "pobj" and tree.lower[prep] in ("with", "by") and g.is_cue("welcomeVerb", tree.lemma[tree.head[prep]])


def _in_words(at: int, g: Grammar) -> bool:
    """Whether somebody is only attacked with words: "harshly attacked the president", "a verbal attack"."""
    return any(g.is_cue("inWords", g.tree.lower[k]) for k in g.tree.kids(at, "advmod", "amod"))


def _suffering(match: Match, ontology: Ontology) -> list[int]:
    """What a deed is told to be done to: its object, else what stands after a preposition that says so."""
    _, suffers, preps, _ = ontology.roles(match.trigger.target)
    told = {"of", *(prep for prep, role, _ in preps if role == suffers)} - {"by", "+", "'s"}
    behind = [token for prep, token in match.obliques if prep in told]
    if match.trigger.frame == "Nominal" or match.trigger.objects:
        return behind
    taken = [token for prep, token in match.obliques if prep == "of" and ("of", suffers) in {(word, role) for word, role, _ in preps}]
    return taken or [*match.objects] or [*match.subjects]


def _bodiless(token: int, g: Grammar) -> bool:
    """Whether a common noun names what has no body: an idea, a part of a game."""
    tree, lemma = g.tree, g.tree.lemma[token]
    if token in g.phrases.name_at or tree.pos[token] != "NOUN" or g.phrases.noun_class(token) is not None:
        return False
    return any(g.is_cue(kind, lemma) for kind in ("abstractNoun", "gameNoun")) or lemma.endswith(tuple(g.cues.get("abstractEnding", ())))


def _faceless(token: int, g: Grammar) -> bool:
    """Whether a singular noun is of no known class, or of an office, and so nobody whom one fights: "a plague", "the committee"."""
    unknown = g.phrases.noun_class(token) is None or g.is_cue("noFighter", g.tree.lemma[token])
    return g.tree.tag[token] == "NN" and token not in g.phrases.name_at and unknown and not g.phrases.count(token)


def _speech(token: int, g: Grammar) -> bool:
    """Whether a noun names several sayings: "bombed with requests"."""
    told = g.is_cue("claimNoun", g.tree.lemma[token]) or g.is_cue("hedgeNoun", g.tree.lemma[token])
    return told and g.tree.tag[token] == "NNS"


def _in_play(match: Match, g: Grammar, ontology: Ontology) -> bool:
    """Whether a verb, or one beside it, tells of a game: "ambushed the champions", "killed off the match", "attacked in the second half"."""
    tree, verb = g.tree, match.governor if match.governor >= 0 else match.at
    if tree.pos[verb] not in VERBS:
        return False
    while tree.dep[verb] == "conj" and tree.pos[tree.head[verb]] in VERBS:
        verb = tree.head[verb]
    return any(_of_game(one, g, ontology) for one in tree.coordinated(verb) if tree.pos[one] in VERBS)


def _of_game(verb: int, g: Grammar, ontology: Ontology) -> bool:
    clause, tree = g.clauses.of(verb), g.tree
    if any(_score(k, tree) for k in tree.children[verb] if k > verb) or _fixture(verb, g, ontology):
        return True
    played = [*clause.objects, *(token for prep, token in clause.obliques if g.is_cue("inPlay", prep))]
    if any(g.is_cue("gameNoun", tree.lemma[k]) and not _of_time(k, g) for k in played if k not in g.phrases.name_at):
        return True
    subjects, objects = g.spread(clause.subjects), g.spread(clause.objects)
    whom = any(g.is_cue("gamePerson", tree.lemma[k]) for k in objects if k not in g.phrases.name_at)
    who = any(g.is_cue("gamePerson", tree.lemma[k]) for k in subjects if k not in g.phrases.name_at)
    return (
        whom
        and not any(_somebody(k, g, ontology) for k in subjects)
        and bool(subjects)
        or who
        and not any(_somebody(k, g, ontology) for k in objects)
    )


def _fixture(verb: int, g: Grammar, ontology: Ontology) -> bool:
    """Whether two whose kind is not plain will meet on a day of the week: "Rovers will battle Wanderers on Sunday"."""
    tree, clause = g.tree, g.clauses.of(verb)
    day = any(prep == "on" and token in g.dated and tree.lower[token] in WEEKDAYS for prep, token in clause.obliques)
    coming = any(tree.lower[k] in ("will", "'ll") for k in tree.kids(verb, "aux"))
    return day and coming and not any(_somebody(k, g, ontology) for k in (*clause.subjects, *clause.objects))


def _score(k: int, tree: Tree) -> bool:
    """Whether a token is, or begins, the score of a game: "4-0"."""
    after = tree.text[k + 1 : k + 3]
    return bool(_SCORE.fullmatch("".join((tree.text[k], *after)) if tree.text[k].isdigit() else tree.text[k]))


def _of_time(token: int, g: Grammar) -> bool:
    """ "In the first half of the year" is no half of a match."""
    return any(prep == "of" for prep, _ in g.clauses.obliques(token))


def _somebody(token: int, g: Grammar, ontology: Ontology) -> bool:
    """Whether a token is plainly a person, or people of whom a game is not told."""
    naming = g.phrases.naming(token)
    return naming.hard and ontology.family(naming.type) in ("Person", "Group") and not g.is_cue("gamePerson", g.tree.lemma[token])


def in_general(verb: int, taking_part: Sequence[int], judged: bool, g: Grammar) -> bool:
    """Whether a verb says what all of a kind do: "brothers often fight", "soldiers die in wars"; what is judged elsewhere only by its adverb."""
    tree = g.tree
    if (
        tree.tag[verb] not in ("VBP", "VBZ")
        or tree.kids(verb, "aux", "auxpass")
        or any(token in g.phrases.name_at for token in taking_part)
    ):
        return False
    if any(g.is_cue("frequency", tree.lower[k]) for k in tree.kids(verb, "advmod")):
        return True
    plain = bool(taking_part) and all(
        tree.tag[k] == "NNS" and not tree.kids(k, "det", "poss", "nummod", "amod", "compound") for k in taking_part
    )
    return plain and not judged and g.dated.isdisjoint(range(tree.left[verb], tree.right[verb] + 1))
