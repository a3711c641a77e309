"""Of what class a thing is: the votes of its mentions, and where its documents differ, what is said of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.facts import Claim, Mention
from kg.ontology import Ontology
from kg.resolve.compare import general_type


def entity_type(ontology: Ontology, mentions: Sequence[Mention]) -> str:
    """The class of a cluster, by the votes of its mentions."""
    return general_type(ontology, _votes(mentions))


def disputed_types(
    ontology: Ontology, things: Mapping[str, Sequence[Mention]], home: Mapping[str, str], claims: Iterable[Claim]
) -> dict[str, str]:
    """The classes of things that their documents class differently within a family: under each the fewest of its claims are lost.

    ``home`` says to which thing a mention belongs.
    """
    classes = {name: _several(ontology, members) for name, members in things.items()}
    needed: dict[str, list[Sequence[str]]] = {name: [] for name, several in classes.items() if len(several) > 1}
    for one in claims if needed else ():
        known = ontology.properties.get(one.predicate)
        if known and one.polarity != "negated":
            for mention, allowed in ((one.subject, known.domain), (one.object, known.range)):
                if mention and (name := home[mention]) in needed:
                    needed[name].append(allowed)
    found = {}
    for name, rows in needed.items():
        lost = {one: sum(not ontology.fits(one, allowed) for allowed in rows) for one in classes[name]}
        fewest = {one for one in lost if lost[one] == min(lost.values())}
        votes = [one for one in _votes(things[name]) if one in fewest]
        found[name] = general_type(ontology, votes or [one.type for one in things[name] if one.type in fewest])
    return found


def _votes(mentions: Sequence[Mention]) -> list[str]:
    """What name lists and the texts' own words say counts before what a model guessed."""
    stated = [one.type for one in mentions if one.hard]
    named = [one.type for one in mentions if one.kind == "name"]
    return stated or named or [one.type for one in mentions]


def _several(ontology: Ontology, mentions: Sequence[Mention]) -> set[str]:
    """The classes of the names that are of a family that the votes speak for."""
    names = {one.type for one in mentions if one.kind == "name"}
    if len(names) < 2:
        return names
    families = {ontology.family(one) for one in _votes(mentions)}
    return {one for one in names if ontology.family(one) in families}
