"""What is known of one cluster of mentions within one document, summed up for comparison with those of other documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from sys import intern

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


@dataclass(frozen=True, slots=True)
class Called:
    """The names of a thing in the order of their use; there is one for all profiles that go by the same, since there may be millions.

    ``forms`` are the keys of the names without titles and ``spelt`` a spelling of each, ``full`` those of two words or more,
    ``titled`` the single words that came with a title, title included, ``short`` the acronyms, ``alone`` the single words.
    ``first`` says of each form by which of the names it was used first.
    """

    forms: Words
    spelt: Words
    full: tuple[Words, ...]
    titled: tuple[Words, ...]
    short: frozenset[str]
    first: tuple[int, ...]
    alone: Words


@dataclass(slots=True)
class Profile:
    """One named cluster of a document; ``users`` are the mentions that used each of the forms of ``called`` first.

    ``callings`` are what the person does for a living, as fields of work, ``born`` a span of years, ``facts`` the values of properties
    that have one value only, ``beside`` the (predicate, number) pairs of what it is told of with: the profile's place, or a number
    below 0 for what has no name.
    """

    place: int
    document: str
    type: str
    family: str
    hard: bool
    called: Called
    users: tuple[str, ...]
    callings: frozenset[str]
    born: tuple[int, int] | None
    facts: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, int], ...]

    @property
    def forms(self) -> Words:
        """The keys of its names."""
        return self.called.forms

    @property
    def full(self) -> tuple[Words, ...]:
        """The names of two words or more."""
        return self.called.full

    @property
    def short(self) -> frozenset[str]:
        """The acronyms."""
        return self.called.short

    def user(self, form: str) -> str:
        """The mention that used a form first."""
        return self.users[self.called.forms.index(form)]


@dataclass(frozen=True)
class Told:
    """What the claims of a document say of its mentions, by subject and by object; hedged and denied ones are left out."""

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
            links[one.object].append((intern(f"^{one.predicate}"), one.subject))
    return Told(values, links)


@dataclass
class Profiler:
    """Makes the profiles of documents, one document after the other; those of all are in ``found``, and ``unnamed`` counts the rest."""

    ontology: Ontology
    lexicon: Lexicon
    found: list[Profile] = field(default_factory=list)
    unnamed: int = 0

    def __post_init__(self) -> None:
        properties = self.ontology.properties
        self._naming = {name for name, one in properties.items() if one.naming}
        self._single = {
            name for name, one in properties.items() if one.functional and one.domain and self.ontology.family(one.domain[0]) != "Event"
        }
        self._called: dict[tuple[bool, Words], Called] = {}
        self._callings: dict[frozenset[str], frozenset[str]] = {}

    def take(self, document: Document, mentions: Iterable[Mention], claims: Iterable[Claim], within: Iterable[Judgement]) -> dict[str, int]:
        """Adds a profile for each named cluster, in the order of the text; mention -> the place of its profile.

        Clusters without a name are numbered from -1 downwards, so every mention of a thing has a number.
        """
        ordered = sorted(mentions, key=lambda one: (one.evidence.start, one.evidence.end, one.id))
        by_id = {one.id: one for one in ordered}
        named: list[list[Mention]] = []
        home: dict[str, int] = {}
        for group in clusters(list(by_id), within):
            members = [by_id[one] for one in group]
            if any(one.kind == "name" for one in members):
                number = len(self.found) + len(named)
                named.append(members)
            else:
                self.unnamed += 1
                number = -self.unnamed
            home.update(dict.fromkeys(group, number))
        said = told(claims)
        self.found += [self._profile(home[members[0].id], document, members, said, home) for members in named]
        return home

    def _profile(self, place: int, document: Document, members: Sequence[Mention], claims: Told, home: Mapping[str, int]) -> Profile:
        stated = [one for one in members if one.hard]
        named = [one for one in members if one.kind == "name"]
        type = general_type(self.ontology, [one.type for one in stated or named])
        family = self.ontology.family(type)
        values = [pair for one in members for pair in claims.values.get(one.id, ())]
        links = dict.fromkeys(pair for one in members for pair in claims.links.get(one.id, ()))
        beside = tuple((predicate, home[other]) for predicate, other in links if other in home)
        names = self._names(named, members, claims)
        called = self._go_by(family == "Person", tuple(name for name, _ in names))
        users = tuple(names[first][1] for first in called.first)
        facts = tuple(sorted({pair for pair in values if pair[0] in self._single}))
        callings = self._works(document, named, values) if family == "Person" else frozenset()
        born = self._born(document, values) if family == "Person" else None
        callings = self._callings.setdefault(callings, callings)
        return Profile(place, document.id, type, family, bool(stated), called, users, callings, born, facts, beside)

    def _born(self, document: Document, values: Iterable[tuple[str, str]]) -> tuple[int, int] | None:
        """The years in which the person can have been born, from a birth date or from the age when the document appeared."""
        for predicate, value in sorted(values, reverse=True):
            year = _YEAR.match(value)
            if self.ontology.has(predicate, "birth") and year:
                return int(year[0]), int(year[0])
            if self.ontology.has(predicate, "age") and value.isdigit() and document.published:
                then = int(document.published[:4]) - int(value)
                return then - 1, then
        return None

    # -- names ---------------------------------------------------------------------------------------------------------

    def _names(self, named: Sequence[Mention], members: Sequence[Mention], claims: Told) -> list[tuple[str, str]]:
        """(name, mention) pairs: the names used, and the aliases told of any mention."""
        used = [(one.evidence.quote, one.id) for one in named]
        other = (
            (value, one.id) for one in members for predicate, value in sorted(claims.values.get(one.id, ())) if predicate in self._naming
        )
        return [*used, *other]

    def _go_by(self, person: bool, names: Words) -> Called:
        found = self._called.get((person, names))
        if found is None:
            found = self._called[person, names] = self._taken_apart(person, names)
        return found

    def _taken_apart(self, person: bool, names: Words) -> Called:
        full: dict[Words, None] = {}
        titled: dict[Words, None] = {}
        first: dict[str, int] = {}
        for number, name in enumerate(names):
            words = tuple(key(name).split())
            front, rest = split_title(words, self.lexicon.titles) if person else ((), words)
            first.setdefault(" ".join(rest), number)
            if len(rest) > 1:
                full.setdefault(rest)
            elif front:
                titled.setdefault((*front, *rest))
        short = ("".join(tokens(name)) for name in names if is_acronym(fold(name)))
        long_enough = frozenset(one for one in short if len(one) >= _SHORTEST_ACRONYM)
        spelt = tuple(fold(names[number]) for number in first.values())
        alone = tuple(form for form in first if " " not in form)
        return Called(tuple(first), spelt, tuple(full), tuple(titled), long_enough, tuple(first.values()), alone)

    # -- people --------------------------------------------------------------------------------------------------------

    def _works(self, document: Document, named: Sequence[Mention], values: Iterable[tuple[str, str]]) -> frozenset[str]:
        """The fields of work that titles, positions and occupations speak of."""
        said = [value for _, value in values] + [_with_title(document, one) for one in named]
        return frozenset(self.lexicon.fields[word] for one in said for word in tokens(one) if word in self.lexicon.fields)


def _with_title(document: Document, one: Mention) -> str:
    """The first word of a name with the title in front of it, which is no part of the mention: "Sergeant"."""
    front = document.text[max(0, one.evidence.start - _BEFORE) : one.evidence.start].split()
    own = one.evidence.quote.split()[:1]
    return " ".join([word for word in front[-2:] if word[:1].isupper()] + own)
