"""The words by which names are taken apart and held against each other, from the ontology and a well-kept list of nicknames."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kg.ontology import Individual, Ontology
from kg.ontology.forms import other_forms, pairs
from kg.resolve.individuals import by_name
from kg.resolve.names import titles, tokens


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Sets of words in lower case without accents; ``forms`` maps a word to the words that are other forms of it."""

    titles: Collection[tuple[str, ...]]
    particles: frozenset[str]
    articles: frozenset[str]
    child_of: frozenset[str]
    servant_of: frozenset[str]
    generations: Mapping[str, str]
    leading: frozenset[str]
    forms: Mapping[str, frozenset[str]]
    legal: frozenset[str]
    small: frozenset[str]
    same_words: Mapping[str, str]
    telling: frozenset[str]
    nouns: frozenset[str]
    fields: Mapping[str, str]
    together: frozenset[tuple[str, str]]
    known: Mapping[str, tuple[Individual, ...]] = field(repr=False)
    lands: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, ontology: Ontology) -> Lexicon:
        """Gathers the words."""

        def told(kind: str) -> frozenset[str]:
            return ontology.cues.get(kind, frozenset())

        known = by_name(ontology)
        return cls(
            titles=titles(ontology) | {found for one in told("honorific") if (found := tokens(one))},
            particles=frozenset(word for one in told("nameParticle") for word in tokens(one)),
            articles=told("nameArticle"),
            child_of=told("childOf"),
            servant_of=told("servantOf"),
            generations=dict(pairs(told("generation"))),
            leading=told("leadingName"),
            forms=other_forms(told("otherForm")),
            legal=frozenset("".join(tokens(one)) for one in told("legalForm")),
            small=told("smallWord"),
            same_words=dict(pairs(told("sameWord"))),
            telling=told("tellingWord"),
            nouns=frozenset(word for noun in ontology.nouns for word in tokens(noun)),
            fields=dict(pairs(told("calling"))),
            together=frozenset(pair for one in pairs(told("callingsTogether")) for pair in (one, one[::-1])),
            known=known,
            lands=frozenset(name for name, several in known.items() if any(ontology.has(one.type, "land") for one in several)),
        )
