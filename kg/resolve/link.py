"""Blocking -> comparison -> judgements: which clusters of different documents name one thing.

Every cluster of a document is summed up as a profile; profiles that share a key meet in a block; in a block each is compared
with one leader per thing found so far, never with every other, so time grows with the number of mentions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.facts import Claim, Judgement, Mention
from kg.ontology import Ontology
from kg.resolve import compare
from kg.resolve.cluster import clusters
from kg.resolve.compare import Comparison, Feature, Profile, Words
from kg.resolve.individuals import by_demonym, by_name
from kg.resolve.names import is_acronym, key, split_title, titles, tokens

BY = "resolve/1"
_SHORTEST_ACRONYM = 3
_SHARED_CONTEXT = 2

Block = tuple[str, ...]
_CLASHES: tuple[Comparison, ...] = (compare.types_clash, compare.full_names_clash)
# What each sort of block compares, and what keeps two profiles of it apart.
_RULES: Mapping[str, tuple[tuple[Comparison, ...], tuple[Comparison, ...]]] = {
    "full": ((compare.same_full_name,), _CLASHES),
    "person": ((compare.same_full_name, compare.shorter_full_name), _CLASHES),
    "single": ((compare.same_single_name,), _CLASHES),
    "acronym": ((compare.same_acronym,), (compare.stated_types_clash,)),
    "titled": ((compare.same_titled_name,), _CLASHES),
    "individual": ((compare.same_individual,), (compare.families_clash,)),
    "demonym": ((compare.same_individual,), _CLASHES),
}


def resolve(ontology: Ontology, mentions: Iterable[Mention], claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[Judgement]:
    """Judges across documents, given the judgements within each; the outcome does not depend on any order."""
    found = profiles(ontology, mentions, claims, judgements)
    blocks: dict[Block, list[Profile]] = defaultdict(list)
    keys = _Keys(ontology)
    for one in found:
        for block in keys.of(one):
            blocks[block].append(one)
    context = _contexts(found)
    decided: dict[tuple[str, str], Judgement] = {}
    for block in sorted(blocks):
        for judgement in _judged(ontology, block, blocks[block], context):
            pair = (judgement.left, judgement.right)
            if pair not in decided or _rank(judgement) > _rank(decided[pair]):
                decided[pair] = judgement
    return [decided[pair] for pair in sorted(decided)]


def _rank(one: Judgement) -> tuple[bool, float, tuple[str, ...]]:
    return one.verdict == "different", one.score, one.reasons


# -- profiles ------------------------------------------------------------------------------------------------------------


def profiles(ontology: Ontology, mentions: Iterable[Mention], claims: Iterable[Claim], judgements: Iterable[Judgement]) -> list[Profile]:
    """One profile for each named cluster within a document, in the order of the documents' ids and of the texts."""
    ordered = sorted(
        (one for one in mentions if not ontology.is_event(one.type)),
        key=lambda one: (one.evidence.document, one.evidence.start, one.evidence.end, one.id),
    )
    by_id = {one.id: one for one in ordered}
    within = (one for one in judgements if _document(by_id, one.left) == _document(by_id, one.right))
    told: dict[str, list[str]] = defaultdict(list)
    naming = {name for name, one in ontology.properties.items() if one.naming}
    for claim in claims:
        if claim.predicate in naming and claim.value and claim.polarity == "asserted":
            told[claim.subject].append(claim.value)
    known = titles(ontology)
    found: list[Profile] = []
    for group in clusters(list(by_id), within):
        members = [by_id[one] for one in group]
        if any(one.kind == "name" for one in members):
            found.append(_profile(ontology, len(found), members, _names(members, told), known))
    return found


def _document(by_id: Mapping[str, Mention], mention: str) -> str | None:
    return by_id[mention].evidence.document if mention in by_id else None


def _names(members: Sequence[Mention], told: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """(name, mention) pairs: the names used, and the aliases told of any mention."""
    used = [(one.evidence.quote, one.id) for one in members if one.kind == "name"]
    return used + [(alias, one.id) for one in members for alias in sorted(told.get(one.id, ()))]


def _profile(
    ontology: Ontology, place: int, members: Sequence[Mention], names: Sequence[tuple[str, str]], known: frozenset[Words]
) -> Profile:
    stated = [one for one in members if one.hard]
    type = compare.general_type(ontology, [one.type for one in stated or [one for one in members if one.kind == "name"]])
    person = ontology.family(type) == "Person"
    forms: dict[str, str] = {}
    full: dict[Words, None] = {}
    titled: dict[Words, None] = {}
    for name, mention in names:
        words = tuple(key(name).split())
        front, rest = split_title(words, known) if person else ((), words)
        forms.setdefault(" ".join(rest), mention)
        if len(rest) > 1:
            full.setdefault(rest)
        elif front:
            titled.setdefault((*front, *rest))
    short = frozenset("".join(tokens(name)) for name, _ in names if is_acronym(" ".join(name.split())))
    return Profile(
        place,
        members[0].evidence.document,
        type,
        ontology.family(type),
        bool(stated),
        forms,
        tuple(full),
        tuple(titled),
        frozenset(one for one in short if len(one) >= _SHORTEST_ACRONYM),
    )


def _contexts(found: Iterable[Profile]) -> dict[str, set[str]]:
    """Document -> the full names and acronyms of people and groups that it uses; places are shared too easily."""
    context: dict[str, set[str]] = defaultdict(set)
    for one in found:
        if one.family not in ("Person", "Group"):
            continue
        context[one.document].update(" ".join(words) for words in one.full)
        context[one.document].update(one.short)
    return context


# -- blocks --------------------------------------------------------------------------------------------------------------


class _Keys:
    """Says in which blocks a profile belongs."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.names = by_name(ontology)
        self.demonyms = by_demonym(ontology)

    def of(self, one: Profile) -> Iterator[Block]:
        yield from self._individuals(one)
        if one.family != "Item":
            for words in one.full:
                yield ("full", one.family, *words)
        if one.family == "Person":
            yield from sorted({("person", words[0], word) for words in one.full for word in words[1:]})
            yield from (("titled", *words) for words in one.titled)
        elif one.family in ("Group", "Place"):
            yield from (("single", one.family, form) for form in one.forms if self._tells(form, one))
        yield from (("acronym", word) for word in sorted(one.short))

    def _tells(self, form: str, one: Profile) -> bool:
        """Whether one word is enough: not a common noun ("Congress"), and stated, a place or an acronym."""
        return " " not in form and form not in self.ontology.nouns and (one.hard or one.family == "Place" or form in one.short)

    def _individuals(self, one: Profile) -> Iterator[Block]:
        """The things of the name lists that this profile's names stand for, told apart from their people by the class."""
        found: set[Block] = set()
        for form in one.forms:
            for known in self.names.get(form, ()):
                if self.ontology.family(known.type) == one.family:
                    found.add(("individual", known.iri))
            for known in self.demonyms.get(form, ()):
                if self.ontology.family(known.type) != one.family:
                    found.add(("demonym", one.family, known.iri))
        if len(found) == 1:
            yield from found


# -- judgements ----------------------------------------------------------------------------------------------------------


def _judged(ontology: Ontology, block: Block, members: Sequence[Profile], context: Mapping[str, set[str]]) -> Iterator[Judgement]:
    """Compares each member with the leaders before it; it joins the one it matches, and none if it matches several."""
    if len(members) < 2:
        return
    comparisons, clashes = _RULES[block[0]]
    leaders: list[Profile] = []
    around: dict[int, set[str]] = {}
    for one in sorted(members, key=lambda one: (-max(map(len, one.full), default=0), one.place)):
        matches = []
        for leader in leaders:
            clash = compare.first_of(ontology, leader, one, clashes)
            if clash:
                yield from _apart(leader, one, clash)
            elif block[0] != "titled" or len(around[leader.place] & context[one.document]) >= _SHARED_CONTEXT:
                found = compare.first_of(ontology, leader, one, comparisons)
                matches += [(leader, found)] if found else []
        if len(matches) == 1:
            leader, found = matches[0]
            around[leader.place] = around[leader.place] | context[one.document]
            yield _judgement(leader, one, "same", found)
        else:
            leaders.append(one)
            around[one.place] = context[one.document]


def _apart(left: Profile, right: Profile, clash: Feature) -> Iterator[Judgement]:
    """Two people whose full names differ are different, whatever else they share."""
    if left.family == right.family == "Person":
        yield _judgement(left, right, "different", Feature(1.0, clash.reason))


def _judgement(left: Profile, right: Profile, verdict: str, found: Feature) -> Judgement:
    shared = sorted(set(left.forms) & set(right.forms), key=lambda one: (-len(one), one))
    ends = [one.forms[shared[0]] if shared else next(iter(one.forms.values())) for one in (left, right)]
    first, second = sorted(ends)
    return Judgement(first, second, "same" if verdict == "same" else "different", found.score, (found.reason,), BY)
