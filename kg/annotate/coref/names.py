"""Names within a text: the same words, shorter forms, acronyms; and full names that must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from kg.annotate.coref.chains import Chains
from kg.annotate.coref.gender import plain
from kg.annotate.coref.profile import Profile
from kg.annotate.doc import Tree
from kg.ontology import Ontology
from kg.ontology.forms import other_forms

_MANY = 40
_NONE: Mapping[str, frozenset[str]] = {}


def link(chains: Chains, tree: Tree, ontology: Ontology) -> None:
    """Joins the names of a text, from the surest evidence to the weakest."""
    names = [one for one in chains.profiles if one.kind == "name"]
    titles = ontology.cues.get("title", frozenset())
    keys = {one.at: _core(one, titles) for one in names}
    _known(chains, names)
    _equal(chains, names, keys)
    distinct = _distinct(names, keys)
    _defined(chains, names, tree)
    forms = other_forms(ontology.cues.get("otherForm", frozenset()))
    _apart(chains, distinct, keys, _small(ontology), forms)
    _nicknamed(chains, distinct, keys, forms)
    _shorter(chains, distinct, keys, ontology)


def _core(one: Profile, titles: frozenset[str]) -> tuple[str, ...]:
    """The words of a name without titles and a leading article."""
    words = one.words
    while len(words) > 1 and (words[0] in titles or words[0] == "the"):
        words = words[1:]
    return words


def _known(chains: Chains, names: Sequence[Profile]) -> None:
    """One entry of a name list is one thing under all its names; its demonym is another."""
    first: dict[tuple[str, str], Profile] = {}
    for one in names:
        if one.known:
            before = first.setdefault((one.known, one.type), one)
            if before is not one:
                chains.join(before.at, one.at, "names of one entry of a name list", 1.0, names=True)


def _equal(chains: Chains, names: Sequence[Profile], keys: dict[int, tuple[str, ...]]) -> None:
    groups: dict[tuple[str, ...], list[Profile]] = defaultdict(list)
    families = _of_families(names, keys)
    for one in names:
        key = (*keys[one.at], one.gender) if keys[one.at][-1:] in families and len(keys[one.at]) == 1 else keys[one.at]
        for before in groups[key]:
            if _agree(before, one) and chains.join(before.at, one.at, "the same name", 1.0, names=True):
                break
        else:
            groups[key].append(one)


def _of_families(names: Sequence[Profile], keys: dict[int, tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The last words of names that people with different first names share: there "Paz" and "Mrs Paz" may be two."""
    firsts: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for one in names:
        if one.family == "Person" and len(keys[one.at]) > 1:
            firsts[keys[one.at][-1:]].add(keys[one.at][0])
    return {last for last, several in firsts.items() if len(several) > 1}


def _agree(a: Profile, b: Profile) -> bool:
    """Whether two namings with the same words can be one thing: one family, unless a class is only a guess; no Mr and Mrs."""
    if {a.gender, b.gender} == {"m", "f"} or bool(a.known) and bool(b.known) and (a.known != b.known or a.type != b.type):
        return False
    if a.family == b.family or "Thing" in (a.family, b.family):
        return True
    return not (a.hard and b.hard)


def _distinct(names: Sequence[Profile], keys: dict[int, tuple[str, ...]]) -> list[Profile]:
    """The first naming with each core and family."""
    seen: dict[tuple[tuple[str, ...], str, str], Profile] = {}
    for one in names:
        seen.setdefault((keys[one.at], one.family, one.gender), one)
    return list(seen.values())


def _defined(chains: Chains, names: Sequence[Profile], tree: Tree) -> None:
    """A short form in brackets right after a name: "Revolutionary Armed Forces of Colombia (FARC)", whatever language it is short for."""
    for number, (a, b) in enumerate(pairwise(names)):
        if (
            b.start != a.end + 1
            or tree.text[a.end] not in "(["
            or b.end >= tree.n
            or a.family == "Person"
            or tree.text[b.start][0].islower()
        ):
            continue
        short, rest = _letters(b, tree), names[number + 2 : number + 3]
        spelt = [one for one in rest if one.start == b.end + 1 and _letters(one, tree) and one.end < tree.n and tree.text[one.end] in ")]"]
        ends = tree.text[b.end] in ")]" or tree.text[b.end] == "," and (short or bool(spelt))
        if ends and (a.family == b.family or short and a.family == "Group"):
            for one in (b, *spelt):  # "Free Farmers Movement (Movimiento Agrario Libre, MAL)"
                chains.join(a.at, one.at, "short form in brackets", 0.98, names=True)


def _letters(one: Profile, tree: Tree) -> bool:
    """Whether a name that no list knows is one word of three capitals or more."""
    return one.end == one.start + 1 and not one.known and len(tree.text[one.start]) > 2 and tree.text[one.start].isupper()


def _apart(
    chains: Chains,
    distinct: Sequence[Profile],
    keys: dict[int, tuple[str, ...]],
    small: frozenset[str],
    forms: Mapping[str, frozenset[str]],
) -> None:
    """Two persons whose full names share a word and differ in another stay apart."""
    index: dict[str, list[Profile]] = defaultdict(list)
    for one in distinct:
        if one.family == "Person" and len(keys[one.at]) > 1:
            for word in sorted(set(keys[one.at]) - small):
                for other in index[word][-_MANY:]:
                    a, b = keys[other.at], keys[one.at]
                    if not _within(a, b, forms) and not _within(b, a, forms):
                        chains.part(other.at, one.at, "two different full names")
                index[word].append(one)


def _within(short: Sequence[str], long: Sequence[str], forms: Mapping[str, frozenset[str]] = _NONE) -> bool:
    """Whether the words stand in the longer name in this order; an initial stands for a word, a nickname for the name."""
    places = iter(long)
    return all(
        any(word == other or len(word) == 1 and other.startswith(word) or _of_one_name(word, other, forms) for other in places)
        for word in short
    )


def _of_one_name(word: str, other: str, forms: Mapping[str, frozenset[str]]) -> bool:
    """Whether one first name is another form of the other: "Liz" and "Elizabeth"."""
    return word in forms.get(other, ()) or other in forms.get(word, ())


def _shorter(chains: Chains, distinct: Sequence[Profile], keys: dict[int, tuple[str, ...]], ontology: Ontology) -> None:
    index: dict[str, list[Profile]] = defaultdict(list)
    for one in distinct:
        for word in set(_forms(keys[one.at], _small(ontology))):
            index[word].append(one)
    for one in sorted(distinct, key=lambda one: (-len(keys[one.at]), one.at)):
        short = keys[one.at]
        if not short:
            continue
        longer = [other for other in index[short[-1]][:_MANY] if other is not one and len(keys[other.at]) > len(short)]
        found = [(other, why) for other in longer for why in [_reason(one, other, short, keys[other.at], ontology)] if why]
        _settle(chains, one, [pair for pair in found if one.family in (pair[0].family, "Thing")] or found)


def _forms(words: tuple[str, ...], small: frozenset[str]) -> Iterator[str]:
    """The words under which a longer name is looked for: its words and its acronym."""
    yield from words
    letters = [word[0] for word in words if word not in small]
    if len(letters) > 1:
        yield "".join(letters)
        yield "".join(word[0] for word in words if word not in ("the", "&"))


def _nicknamed(chains: Chains, distinct: Sequence[Profile], keys: dict[int, tuple[str, ...]], forms: Mapping[str, frozenset[str]]) -> None:
    """Joins a person's first name, alone or with the surname, with the one whose name it is another form of: "Liz", "Elizabeth Kincaid"."""
    people = [one for one in distinct if one.family == "Person" and keys[one.at]]
    full = [one for one in people if len(keys[one.at]) > 1]
    for one in people:
        first, *rest = keys[one.at]
        if first not in forms or not rest and any(first in keys[other.at] for other in full):
            continue
        found = [
            other
            for other in full
            if keys[other.at][0] in forms[first] and (not rest or tuple(rest) == keys[other.at][1:]) and _agree(one, other)
        ]
        if len({chains.find(other.at) for other in found}) == 1:
            chains.join(found[0].at, one.at, "another form of the person's first name", 0.9, names=True)


def _settle(chains: Chains, one: Profile, found: Sequence[tuple[Profile, str]]) -> None:
    """Joins a shorter form when every longer name that fits is one thing; else with the one of the same title."""
    fits = [(other, why) for other, why in found if not chains.apart(one.at, other.at)]
    if len({chains.find(other.at) for other, _ in fits}) > 1:
        fits = [(other, why) for other, why in fits if one.labels & other.labels] or _nearest(chains, one, fits)
    if fits and len({chains.find(other.at) for other, _ in fits}) == 1:
        joined = chains.join(fits[0][0].at, one.at, fits[0][1], 0.95, names=True)
        if joined and fits[0][0].hard and one.family == "Person" != fits[0][0].family:
            chains.of(one.at).gender = fits[0][0].gender  # "Dawn" is no woman, where it is short for the Dawn militia


def _nearest(chains: Chains, one: Profile, fits: Sequence[tuple[Profile, str]]) -> list[tuple[Profile, str]]:
    """Of several people with one surname, the one the text names before and calls by it most: who is called by his first name is not meant."""
    before = {chains.find(other.at): (other, why) for other, why in reversed(fits) if other.at < one.at}
    counted = sorted((-_called(chains, one, other), other.at, (other, why)) for other, why in before.values())
    if len(counted) == 1 or len(counted) > 1 and counted[0][0] < counted[1][0]:
        return [counted[0][2]]
    return []


def _called(chains: Chains, one: Profile, other: Profile) -> int:
    """How often a person is named with a word."""
    return sum(1 for each in chains.of(other.at).members if each.kind == "name" and one.words and one.words[-1] in each.words)


def _reason(one: Profile, other: Profile, short: tuple[str, ...], long: tuple[str, ...], ontology: Ontology) -> str | None:
    if not _agree(one, other):
        return None
    if other.family == "Person":
        return "a shorter form of the person's name" if _person_form(one, short, long, _small(ontology)) else None
    if one.family == "Person" and one.hard:
        return None
    if len(short) == 1 and short[0] not in long:
        return "an acronym of the name" if one.family != "Place" or other.family == "Place" else None
    guess = not one.hard and other.hard and long[: len(short)] == short
    firm = guess and (
        other.family == "Group" or other.family == "Place" and other.at < one.at and _only_nouns(long[len(short) :], ontology)
    )
    if (
        not (firm or one.family in (other.family, "Thing"))
        or one.known
        and not other.known
        and not (one.family == "Place" and of_one_line(one, other, ontology))
    ):
        return None
    if other.family == "Place" and one.at < other.at:
        return None  # "Anfeld" is the town, where the text speaks of it before it speaks of Anfeld Airport
    return "a shorter form of the name" if _name_form(short, long, other, ontology) else None


def of_one_line(one: Profile, other: Profile, ontology: Ontology) -> bool:
    """Whether one's class is the other's or above it: "Lima" may be short for "Lima City", not for "Lima Volcano"; a mine is no region."""
    return ontology.is_a(one.type, other.type) or ontology.is_a(other.type, one.type)


def _person_form(one: Profile, short: tuple[str, ...], long: tuple[str, ...], small: frozenset[str]) -> bool:
    if one.family not in ("Person", "Thing") and (one.hard or short[0] not in (long[0], long[-1])):
        return False
    if len(short) == 1:
        return short[0] in long and short[0] not in small and len(short[0]) > 1
    return _within(short, long)


def _name_form(short: tuple[str, ...], long: tuple[str, ...], other: Profile, ontology: Ontology) -> bool:
    """Whether the words begin or end the longer name, and what is left out says no other thing (a city is not its province)."""
    size, group = len(short), other.family == "Group"
    if long[:size] == short:
        rest = long[size:]
        if group and size > 1 and rest[0] == "of":
            return True  # "National Police" of "National Police of Peru"
        return group and rest[0] not in _small(ontology) or not ontology.has(other.type, "town") and _only_nouns(rest, ontology)
    if long[-size:] == short:
        if group and size == 1 and ontology.family(ontology.nouns.get(plain(short[0]), "Thing")) == "Group":
            return True  # "the League" of "Maritime Workers' League"
        return group and size > 1 and long[-size - 1] not in _small(ontology) or _only_nouns(long[:-size], ontology)
    return False


def _small(ontology: Ontology) -> frozenset[str]:
    """The words in a name that say nothing of what it names."""
    return ontology.cues.get("smallWord", frozenset())


def _only_nouns(words: Iterable[str], ontology: Ontology) -> bool:
    return all(plain(word) in ontology.nouns for word in words)
