"""The shapes of two names or nouns side by side: with a preposition, a comma or an adjective of a country between them."""

from __future__ import annotations

from collections.abc import Iterator

from kg.annotate.doc import NOUNS, SUBJECTS, VERBS, Naming
from kg.annotate.frames.nouns import holders_of
from kg.annotate.grammar.text import Grammar, Match
from kg.annotate.grammar.wholes import own_name
from kg.ontology import Trigger

_LAND = 3  # words of a land's name, at most
_FAR = 3  # sentences from a group called after a land to where the land is named


def noun_prep(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """Noun, preposition, noun: a name or description (one of the trigger's nouns, if it has any) with another right after the preposition."""
    tree = g.tree
    if tree.dep[i] != "prep" or tree.lower[i] not in trigger.preps:
        return
    subject = tree.head[i]
    if _closer(g, trigger, subject, i):
        subject = i - 1  # "happened in Nakuru in the valley": what stands right before it
    objects = tree.kids(i, "pobj") if not trigger.lemmas or _so_called(g, trigger, subject) else []
    if trigger.named and not (subject in g.phrases.name_at and objects and objects[0] in g.phrases.name_at):
        return
    if any(_land_in_town(g, subject, k) for k in objects):
        return
    near = any(g.is_cue("nearNoun", tree.lemma[k]) for k in objects)
    if objects and not near and not _people(g, trigger, subject) and (tree.pos[subject] in NOUNS or subject in g.phrases.name_at):
        listed = any(tree.lower[prep] == tree.lower[i] for k in tree.coordinated(objects[0])[1:] for prep in tree.kids(k, "prep"))
        inside = (g.phrases.settle(objects[0]),) if listed else g.spread(objects[:1])  # "Acme in Lima and Orland in Cusco"
        yield Match(trigger, i, _with_others(g, subject), inside, governor=subject)


def _people(g: Grammar, trigger: Trigger, i: int) -> bool:
    """Whether a whole people is told of, which lives somewhere and is not active there as a group is: "Kenyans across the country"."""
    name, ontology = g.phrases.name_at.get(i), g.phrases.ontology
    if name is None or trigger.lemmas or trigger.named or any(ontology.has(one, "people") for one in trigger.subject_class):
        return False
    return ontology.has(name.type, "people")


def _land_in_town(g: Grammar, i: int, k: int) -> bool:
    """Whether a country would lie in a town: in "met Ana Ruiz of Peru in Lima" the meeting was there."""
    land, town, ontology = g.phrases.name_at.get(i), g.phrases.name_at.get(k), g.phrases.ontology
    return land is not None and town is not None and ontology.has(land.type, "land") and ontology.has(town.type, "town")


def _so_called(g: Grammar, trigger: Trigger, i: int) -> bool:
    """Whether a noun, or it and the word before it, is one of a trigger's: "members", "service members"."""
    lemma = g.tree.lemma[i]
    return lemma in trigger.lemmas or i > 0 and f"{g.tree.lower[i - 1]} {lemma}" in trigger.lemmas


def _closer(g: Grammar, trigger: Trigger, subject: int, i: int) -> bool:
    """Whether the noun right before a preposition is meant, though the parse hangs the phrase on a verb or on another noun."""
    tree, name = g.tree, g.phrases.name_at.get(i - 1) if i > 0 else None
    if i == 0 or subject == i - 1 or tree.sent[i - 1] != tree.sent[i]:
        return False
    if tree.pos[subject] in VERBS:
        return bool(name or g.phrases.noun_class(i - 1))
    if trigger.lemmas:
        return name is None and _so_called(g, trigger, i - 1)  # "aid to civilians in Lima"
    place = trigger.subject_class == ("Place",) and name is not None and g.phrases.ontology.family(name.type) == "Place"
    return place and tree.head[tree.head[i - 1]] == subject  # "advances around Nakuru in Kenya"


def _with_others(g: Grammar, i: int) -> tuple[int, ...]:
    """What a noun stands for, and in "X and other towns" X too, in "a school and market" the school: what is said of one is said of both."""
    tree, first, above = g.tree, i, g.tree.head[i]
    nouns = tree.pos[i] == tree.pos[above] == "NOUN" and i not in g.phrases.name_at and above not in g.phrases.name_at
    if nouns and tree.dep[i] == "conj" and tree.kids(above, "det", "poss") and not tree.kids(i, "det", "poss", "nummod", "amod"):
        return g.spread([above])
    if any(g.tree.lower[k] == "other" for one in (i, g.tree.head[i]) for k in g.tree.children[one]):
        while g.tree.dep[first] == "conj":
            first = g.tree.head[first]
    return g.spread([first]) if first != i else (g.phrases.settle(i),)


def comma_pair(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """Two names with a comma between, the second apposed to the first: "Nairobi, Kenya"; in a list only where the trigger says of what classes."""
    tree, left, right = g.tree, g.phrases.name_at.get(i - 1), g.phrases.name_at.get(i + 1)
    if not left or not right or left.end != i or right.start != i + 1:
        return
    if tree.dep[right.head] in SUBJECTS and tree.left[right.head] > left.head:
        return  # "In Kenya, Nairobi is the capital"
    if _lists(g, right, alike=bool(trigger.object_class)) or not trigger.object_class and tree.dep[right.head] == "conj":
        return
    noun = tree.head[right.head]
    if tree.dep[right.head] in ("compound", "nmod", "amod") and noun >= right.end and own_name(g.phrases, noun) is not right:
        return  # "in Lima, Kenya native Ana Ruiz"
    yield Match(trigger, i, (left.head,), (right.head,), governor=left.head)


def _lists(g: Grammar, name: Naming, *, alike: bool) -> bool:
    """Whether a name is followed, maybe after others, by "and" and a last one: "Lima, Cusco, Tacna and Puno".

    With ``alike`` only where the next one is of the same class: "Ohio, Texas and Utah", not "Lima, Peru, and Nairobi, Kenya".
    """
    tree, end = g.tree, name.end
    behind = end + 1 + (end + 1 < tree.n and tree.lower[end + 1] in ("and", "or"))
    following = g.phrases.name_at.get(behind)
    if alike and (following is None or following.type != name.type):
        return False
    while end + 1 < tree.n and tree.text[end] == "," and end + 1 in g.phrases.name_at:
        end = g.phrases.name_at[end + 1].end
    return end < tree.n and tree.lower[end + 1 if tree.text[end] == "," and end + 1 < tree.n else end] in ("and", "or", "&")


def demonym(g: Grammar, trigger: Trigger, i: int, last: int) -> Iterator[Match]:
    """The adjective of a country before a noun or name: "Kenyan general", "the Serbian town of Vranje"."""
    adjective = g.phrases.name_at.get(i)
    land = land_of(g, i)
    if trigger.voice == "own":
        yield from _called_after(g, trigger, adjective, land) if land and adjective else ()
        return
    if adjective is None or adjective.head != i or not adjective.known:
        return
    if trigger.voice == "beside":  # "two Kenyans, Ana Ruiz and Luis Paz"
        theirs = g.tree.tag[i] in ("NNS", "NNPS") or g.tree.tag[i] != "JJ" and g.tree.text[i] in g.phrases.ontology.demonyms
        people = g.spread(g.tree.kids(i, "appos")) if theirs else ()  # not "Kenya, an ally of the government"
        if people:
            yield Match(trigger, i, people, (i,), governor=i)
        return
    noun = g.tree.head[i]
    if i + 1 < g.tree.n and g.tree.text[i + 1] in ("-", "–") and g.tree.tag[i] != "JJ":
        return  # "the Lima-Cusco highway" lies in neither
    if g.tree.tag[i] != "JJ" and own_name(g.phrases, noun) is adjective and _town_of(g, noun) == noun:
        return  # "Huanta province" is Huanta, and does not lie in it
    whose = g.phrases.name_at.get(noun)
    if whose and g.tree.tag[i] != "JJ" and g.tree.kids(i, "conj"):
        return  # "the Atlantic and Pacific Oceans" are two
    if (
        noun > i
        and not (whose and whose.known)
        and g.tree.dep[i] in ("amod", "compound", "nmod")
        and noun not in range(adjective.start, adjective.end)
    ):
        said, (governor, holders) = _town_of(g, noun), holders_of(g, noun, noun)
        if holders and said == noun and noun not in g.phrases.name_at:
            yield Match(trigger, i, holders, (i,), governor=governor)  # "Ana Ruiz is a Kenyan writer, poet and singer"
        else:
            alone = whose is not None and whose.start == adjective.end  # "the Kenyan Ana Ruiz and Luis Paz"
            others = () if alone else tuple(one for one in g.spread([said]) if not (one > noun and g.tree.kids(one, "det", "poss")))
            yield Match(trigger, i, (said,) if alone else others, (i,), governor=noun)  # "a Peruvian father and a Kenyan mother"


def land_of(g: Grammar, i: int) -> str | None:
    """The IRI of the listed land whose name, or whose people's, begins a longer name: "Kenyan Red Front", "South Korean Army"."""
    name, tree = g.phrases.name_at.get(i), g.tree
    if name is None or name.start != i or name.end - i < 2:
        return None
    openings = (" ".join(tree.lower[i:end]) for end in range(min(i + _LAND, name.end - 1), i, -1))
    return next((g.phrases.ontology.lands[words] for words in openings if words in g.phrases.ontology.lands), None)


def _called_after(g: Grammar, trigger: Trigger, name: Naming, land: str) -> Iterator[Match]:
    """A group that is called after a land is its, where the text names the land not far away."""
    tree, ontology = g.tree, g.phrases.ontology
    if not ontology.fits(name.type, trigger.subject_class):
        return
    lands = [one for one in g.phrases.names if one.known == land and ontology.fits(one.type, trigger.object_class)]
    near = [one.head for one in lands if abs(tree.sent[one.head] - tree.sent[name.head]) <= _FAR]
    if near:
        yield Match(trigger, name.head, (name.head,), (min(near, key=lambda k: (abs(k - name.head), k)),), governor=name.head)


def _town_of(g: Grammar, noun: int) -> int:
    """The name after "of" where the noun only says its kind: "town of Vranje"."""
    for prep, token in g.clauses.obliques(noun):
        name: Naming | None = g.phrases.name_at.get(token)
        if prep == "of" and name and g.phrases.noun_class(noun) == name.type:
            return token
    return noun
