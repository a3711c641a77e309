"""Made-up texts with known relations, for what the annotated texts have too little of: sentences of a list, filled with names."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.annotate.reader.reader import FAMILIES
from kg.errors import KgError
from kg.learn.labels import both_ways
from kg.learn.samples import Sample, Zone, held
from kg.ontology import Ontology

SENTENCES = Path(__file__).with_name("madeup.txt")
MADE_UP = "madeup"  # the set that these texts make
_SLOT = re.compile(r"\{(\w+)(?::(\w+)|\.(last)|\|([^}]+))\}")
_MOST = 4  # sentences to a text, at most
_AGAIN = 0.3  # of the names are those of an earlier sentence
_ENOUGH = 20  # names of a kind, so that there is always one more
_LONGEST = 5  # words of a name, at most
Told = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence with slots, and what holds of them."""

    text: str
    told: tuple[Told, ...]


def patterns(path: Path = SENTENCES) -> list[Pattern]:
    """The sentences of the list."""
    rows = [line.partition("=>") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [Pattern(text.strip(), tuple(_told(one) for one in told.split(";") if one.strip())) for text, _, told in rows]


def _told(words: str) -> Told:
    subject, name, object_ = words.split()
    return subject, name, object_


def made_up(samples: Iterable[Sample], ontology: Ontology, count: int, *, seed: int = 1) -> Iterator[Sample]:
    """So many texts of the list's sentences, with names of the annotated texts that are not held back and of the name lists."""
    draw, some, names = random.Random(seed), patterns(), _names(samples, ontology)
    labels = sorted({name for one in some for _, name, _ in one.told})
    if count and any(len(set(names.get(kind, ()))) < _ENOUGH for kind in ("Person", "Group", "Place")):
        raise KgError(f"made-up texts need {_ENOUGH} names of people, of groups and of places among the annotated ones")
    for k in range(count):
        id = f"made-up-{k}"
        made = Sample(id, MADE_UP, "", held(id))
        _filled(made, [draw.choice(some) for _ in range(draw.randint(1, _MOST))], names, draw, labels, ontology)
        yield made


def _names(samples: Iterable[Sample], ontology: Ontology) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for sample in samples:
        if not sample.held:
            for start, end, kind, exact in sample.names:
                if exact and sample.text[start].isupper() and sample.text[start:end].count(" ") < _LONGEST:
                    found[kind].append(sample.text[start:end])
    people = [name for name in found["Person"] if " " in name]  # a full name, so that the last word of it stands for it
    for one in ontology.individuals:
        if ontology.family(one.type) in FAMILIES:
            found[ontology.family(one.type)].append(one.name)
    return {**found, "Person": people}


def _filled(
    made: Sample, some: Sequence[Pattern], names: Mapping[str, Sequence[str]], draw: random.Random, labels: list[str], ontology: Ontology
) -> None:
    """Writes the sentences into the sample, one after another."""
    groups: list[tuple[str, str]] = []  # kind and name
    told: list[tuple[int, str, int]] = []
    for one in some:
        slots: dict[str, int] = {}
        for match in sorted(_SLOT.finditer(one.text), key=lambda match: match[2] is None):
            if match[2] and match[1] not in slots:
                slots[match[1]] = _drawn(match[2], groups, set(slots.values()), names, draw)
        at = 0
        for match in _SLOT.finditer(one.text):
            made.text += one.text[at : match.start()]
            kind, name = groups[slots[match[1]]]
            words = match[4] or (name.split()[-1] if match[3] else name)
            made.mentions.append((len(made.text), len(made.text) + len(words), "Pronoun" if match[4] else kind, slots[match[1]]))
            made.text, at = made.text + words, match.end()
        made.text += one.text[at:] + draw.choice((" ", " ", "\n\n"))
        told += [(slots[left], name, slots[right]) for left, name, right in one.told]
    made.zones = [Zone(0, len(made.text), labels, both_ways(told, ontology))]


def _drawn(kind: str, groups: list[tuple[str, str]], taken: set[int], names: Mapping[str, Sequence[str]], draw: random.Random) -> int:
    """The number of a name of a kind: one that the sentence does not have yet."""
    before = [k for k, (one, _) in enumerate(groups) if one == kind and k not in taken]
    if before and draw.random() < _AGAIN:
        return draw.choice(before)
    known = {name for _, name in groups}
    name = next(one for one in iter(lambda: draw.choice(names[kind]), None) if one not in known)
    groups.append((kind, name))
    return len(groups) - 1
