"""What can be found and by which words: the ontology as lines for a person, and whether its examples are read as promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.errors import OntologyError
from kg.ontology import Class, Ontology, Property, Trigger


def words(ontology: Ontology, names: Iterable[str] = ()) -> Iterator[str]:
    """One line for each class and property (those of ``names``, or all) and one for each of its triggers."""
    wanted = _known(ontology, names)
    terms: list[Class | Property] = [*ontology.classes.values(), *ontology.properties.values()]
    for one in terms:
        if one.name in wanted:
            yield _head(one)
            yield from (f"    {_trigger(trigger)}" for trigger in ontology.triggers if trigger.target == one.name)


def examples(ontology: Ontology, names: Iterable[str] = (), *, model: str) -> tuple[list[str], int]:
    """Reads the examples of the triggers; returns a line for each that does not give what it promises, and how many were read."""
    from kg.annotate.examples import test_examples

    wanted = _known(ontology, names)
    read = [one for one in test_examples(ontology, model=model) if one.trigger.target in wanted]
    missed = (one for one in read if not one.found)
    return [
        f"{one.trigger.target}: {one.trigger.example} => {_promised(one.trigger)}, got {', '.join(one.got) or 'nothing'}" for one in missed
    ], len(read)


def _known(ontology: Ontology, names: Iterable[str]) -> set[str]:
    known = {*ontology.classes, *ontology.properties}
    wanted = set(names) or known
    if wanted - known:
        raise OntologyError(f"{', '.join(sorted(wanted - known))}: no such class or property; `kg ontology` lists them")
    return wanted


def _head(one: Class | Property) -> str:
    if isinstance(one, Class):
        return f"{one.name} ({' or '.join(one.parents) or 'Thing'}){': ' * bool(one.nouns)}{', '.join(one.nouns)}"
    return f"{one.name}: {' or '.join(one.domain) or 'anything'} -> {one.datatype or ' or '.join(one.range) or 'anything'}"


def _trigger(one: Trigger) -> str:
    """The words of a trigger as a line: frame, words, and what must stand beside them."""
    parts = [one.pattern or "", "/".join(one.lemmas), "/".join(one.particles), "/".join(one.preps), "/".join(one.objects)]
    return f"{one.frame}: {' '.join(filter(None, parts))}"


def _promised(trigger: Trigger) -> str:
    return "; ".join(" | ".join(one) for one in trigger.expect)
