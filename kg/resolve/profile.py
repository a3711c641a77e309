"""What is known of one cluster of mentions within one document, summed up for comparison with those of other documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.facts import Claim, Document, Judgement, Mention
from kg.ontology import Ontology
from kg.resolve.cluster import clusters
from kg.resolve.compare import general_type
from kg.resolve.lexicon import Lexicon
from kg.resolve.names import fold, is_acronym, key, split_title, tokens

Words = tuple[str, ...]

_SHORTEST_ACRONYM = 3
_BEFORE = 30  # characters before a name in which its title stands
_YEAR = re.compile(r"\d{4}")


@dataclass(slots=True)
class Profile:
    """One named cluster of a document; ``forms`` maps the key of each name to the mention that used it first.

    ``full`` are the names of two words or more without titles, ``titled`` the single words that came with a title, title included,
    ``short`` the acronyms, ``callings`` what the person does for a living, as fields of work, ``born`` a span of years, ``facts``
    the values of properties that have one value only, ``beside`` the (predicate, other mention) pairs it is told of with.
    """

    place: int
    document: str
    type: str
    family: str
    hard: bool
    forms: dict[str, str]
    names: tuple[str, ...]
    full: tuple[Words, ...] = ()
    titled: tuple[Words, ...] = ()
    short: frozenset[str] = frozenset()
    callings: frozenset[str] = frozenset()
    born: tuple[int, int] | None = None
    facts: tuple[tuple[str, str], ...] = ()
    beside: tuple[tuple[str, str], ...] = ()
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """What claims say of mentions, by subject and by object; hedged and denied ones are left out."""

    values: Mapping[str, list[tuple[str, str]]]
    links: Mapping[str, list[tuple[str, str]]]


def told(claims: Iterable[Claim]) -> Told:
    """Sorts the asserted claims by their ends."""
    values: dict[str, list[tuple[str, str]]] = defaultdict(list)
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in claims:
        if one.polarity != "asserted":
            continue
        if one.object is None:
            values[one.subject].append((one.predicate, one.value or ""))
        else:
            links[one.subject].append((one.predicate, one.object))
            links[one.object].append((f"^{one.predicate}", one.subject))
    return Told(values, links)


@dataclass
class Profiler:
    """Makes the profiles of all documents."""

    ontology: Ontology
    lexicon: Lexicon
    documents: Mapping[str, Document] = field(default_factory=dict)

    def __post_init__(self) -> None:
        properties = self.ontology.properties
        self._naming = {name for name, one in properties.items() if one.naming}
        self._single = {
            name for name, one in properties.items() if one.functional and one.domain and self.ontology.family(one.domain[0]) != "Event"
        }

    def profiles(self, mentions: Iterable[Mention], claims: Told, within: Iterable[Judgement]) -> tuple[list[Profile], dict[str, int]]:
        """One profile for each named cluster, in the order of the documents' ids and of the texts; and mention -> number of its cluster.

        Clusters without a name are numbered after the named ones, so every mention of a thing has a number.
        """
        ordered = sorted(mentions, key=lambda one: (one.evidence.document, one.evidence.start, one.evidence.end, one.id))
        by_id = {one.id: one for one in ordered}
        found: list[Profile] = []
        unnamed: list[list[str]] = []
        for group in clusters(list(by_id), within):
            members = [by_id[one] for one in group]
            if any(one.kind == "name" for one in members):
                found.append(self._profile(len(found), members, claims))
            else:
                unnamed.append(group)
        home = {mention: one.place for one in found for mention in one.mentions}
        home.update({mention: len(found) + number for number, group in enumerate(unnamed) for mention in group})
        return found, home

    def _profile(self, place: int, members: Sequence[Mention], claims: Told) -> Profile:
        stated = [one for one in members if one.hard]
        named = [one for one in members if one.kind == "name"]
        type = general_type(self.ontology, [one.type for one in stated or named])
        family = self.ontology.family(type)
        values = [pair for one in members for pair in claims.values.get(one.id, ())]
        links = tuple(dict.fromkeys(pair for one in members for pair in claims.links.get(one.id, ())))
        names = self._names(named, members, claims)
        ids = tuple(one.id for one in members)
        made = Profile(place, members[0].evidence.document, type, family, bool(stated), {}, (), beside=links, mentions=ids)
        self._add_names(made, names)
        made.facts = tuple(sorted({pair for pair in values if pair[0] in self._single}))
        if family == "Person":
            made.callings = self._callings(named, values)
            made.born = self._born(made.document, values)
        return made

    # -- names ---------------------------------------------------------------------------------------------------------

    def _names(self, named: Sequence[Mention], members: Sequence[Mention], claims: Told) -> list[tuple[str, str]]:
        """(name, mention) pairs: the names used, and the aliases told of any mention."""
        used = [(one.evidence.quote, one.id) for one in named]
        other = (
            (value, one.id) for one in members for predicate, value in sorted(claims.values.get(one.id, ())) if predicate in self._naming
        )
        return [*used, *other]

    def _add_names(self, made: Profile, names: Sequence[tuple[str, str]]) -> None:
        full: dict[Words, None] = {}
        titled: dict[Words, None] = {}
        spelt: dict[str, str] = {}
        for name, mention in names:
            words = tuple(key(name).split())
            front, rest = split_title(words, self.lexicon.titles) if made.family == "Person" else ((), words)
            made.forms.setdefault(" ".join(rest), mention)
            spelt.setdefault(" ".join(rest), fold(name))
            if len(rest) > 1:
                full.setdefault(rest)
            elif front:
                titled.setdefault((*front, *rest))
        short = ("".join(tokens(name)) for name, _ in names if is_acronym(fold(name)))
        made.names, made.full, made.titled = tuple(spelt.values()), tuple(full), tuple(titled)
        made.short = frozenset(one for one in short if len(one) >= _SHORTEST_ACRONYM)

    # -- people --------------------------------------------------------------------------------------------------------

    def _callings(self, named: Sequence[Mention], values: Iterable[tuple[str, str]]) -> frozenset[str]:
        """The fields of work that titles, positions and occupations speak of."""
        said = [value for _, value in values] + [self._before(one) for one in named]
        return frozenset(self.lexicon.fields[word] for one in said for word in tokens(one) if word in self.lexicon.fields)

    def _before(self, one: Mention) -> str:
        """The title in front of a name, which is no part of the mention: "Sergeant"."""
        document = self.documents.get(one.evidence.document)
        if document is None:
            return ""
        front = document.text[max(0, one.evidence.start - _BEFORE) : one.evidence.start].split()
        own = one.evidence.quote.split()[:1]
        return " ".join([word for word in front[-2:] if word[:1].isupper()] + own)

    def _born(self, document: str, values: Iterable[tuple[str, str]]) -> tuple[int, int] | None:
        """The years in which the person can have been born, from a birth date or from the age when the document appeared."""
        for predicate, value in sorted(values, reverse=True):
            year = _YEAR.match(value)
            if predicate == "birthDate" and year:
                return int(year[0]), int(year[0])
            known = self.documents.get(document)
            if predicate == "age" and value.isdigit() and known and known.published:
                then = int(known.published[:4]) - int(value)
                return then - 1, then
        return None
