"""Which thing goes by a name, an alias, an id or an IRI."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.errors import KgError
from kg.facts import Document, Entity, Event
from kg.resolve.names import fold, key

_NEAR, _NEAR_EVENTS = 5, 2

Thing = Entity | Event


@dataclass(frozen=True)
class Called:
    """The things of a graph by what they are called; ``things`` is id -> thing in the order of the texts."""

    things: Mapping[str, Thing]
    documents: Mapping[str, Document]
    base: str

    def find(self, name_or_id: str) -> Thing:
        """The one thing with this id, IRI, name or alias; raises KgError where none or several have it."""
        wanted = name_or_id.strip()
        if wanted in self.things:
            return self.things[wanted]
        for table in (self._iris, self._names, self._others):
            found = table.get(fold(wanted)) or table.get(key(wanted)) or []
            if len(found) == 1:
                return self.things[found[0]]
            if found:
                several = dict.fromkeys([*found, *self._others.get(fold(wanted), ())])
                raise KgError(f"{wanted!r} names {len(several)} things; say which: {self.listed(map(self.things.__getitem__, several))}")
        raise KgError(self._unknown(wanted))

    def namesakes(self, one: Thing) -> list[Thing]:
        """The other things that go by its name or by another of its names; names of a single word count only where it is the name."""
        forms = {key(name) for name in (one.name, *_aliases(one))}
        full = [form for form in sorted(forms) if " " in form or form == key(one.name)]
        found = dict.fromkeys(other for form in full for other in self._others.get(form, ()) if other != one.id)
        return [self.things[other] for other in found]

    def listed(self, things: Iterable[Thing]) -> str:
        """The things with what tells them apart, those of which most is told first: e1f (Ada Stone, Person, 3 mentions, a.txt)."""
        found = sorted(things, key=lambda one: -len(one.mentions))
        return ", ".join(map(self._told, found[:_NEAR])) + (" ..." if found[_NEAR:] else "")

    def _told(self, one: Thing) -> str:
        often = "1 mention" if len(one.mentions) == 1 else f"{len(one.mentions):,} mentions"
        return f"{one.id} ({one.name}, {one.type}, {often}, {self.documents[one.mentions[0].evidence.document].source})"

    def _unknown(self, wanted: str) -> str:
        from rapidfuzz import fuzz, process

        things = {name for one in self.things.values() if isinstance(one, Entity) and one.named for name in (one.name, *one.aliases)}
        events = {one.name for one in self.things.values() if isinstance(one, Event)}
        found = [
            (-score, name)
            for names, most in ((things, _NEAR), (events - things, _NEAR_EVENTS))
            for name, score, _ in process.extract(wanted, sorted(names), scorer=fuzz.WRatio, limit=most, score_cutoff=60)
        ]
        near = (repr(name) if "," in name else name for _, name in sorted(found))
        hint = f"near: {', '.join(near)}" if found else "no name comes near"
        return f"nothing here is called {wanted!r}; {hint}"

    @cached_property
    def _iris(self) -> Mapping[str, list[str]]:
        forms = ((form, one.id) for one in self.things.values() for form in (one.iri, "ent:" + one.iri.removeprefix(self.base)))
        return _table(forms)

    @cached_property
    def _names(self) -> Mapping[str, list[str]]:
        return _table((one.name, one.id) for one in self.things.values())

    @cached_property
    def _others(self) -> Mapping[str, list[str]]:
        """Names and aliases, and the key forms of both."""
        return _table((form, one.id) for one in self.things.values() for form in _forms(one))


def _table(forms: Iterable[tuple[str, str]]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for form, one in forms:
        found[form].append(one)
    return found


def _forms(one: Thing) -> Iterable[str]:
    names = (one.name, *_aliases(one))
    return sorted({*names, *map(key, names)})


def _aliases(one: Thing) -> Sequence[str]:
    return one.aliases if isinstance(one, Entity) else ()
