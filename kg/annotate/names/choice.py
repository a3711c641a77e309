"""Which of the possible spans are the names of a text, and of what class each is: lists and stated classes first, then the model."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from kg.annotate.doc import Naming
from kg.annotate.names.clues import clues
from kg.annotate.names.model import FAMILIES, Model
from kg.annotate.names.scene import Scene
from kg.annotate.names.spans import NICKNAME, Span, full_name
from kg.annotate.names.stated import byname, cited, head_of, numbered, stated, suffixed

_NONE = FAMILIES.index("None")
_STATED = 3.0  # how much a list, or a class that the text states, adds to the logarithm of the odds that a span is a name
_PLACED = 2.0  # and how much a list of places and peoples does: many a name of something else has one in it
_READ = 0.5  # how much the learned reader's word weighs beside the clues
_KIND = 0.7  # and how much, of what family
_RUN = 0.7  # several capitals in a row that the reader sees no name in: it has read few of the names that there are
_OTHER = 0.8  # a name that is so surely another thing's is not made a person's, a group's or a place's by what is said of it
_TAIL = 1.5  # how much a noun in small letters at its end speaks against a span: "Anfeld county"
_AGAIN = 3.0  # how much it speaks for words that they are a name elsewhere in the text, and nothing else is named here
_TOGETHER = 0.3  # how much the other places where the same words stand count for their class
_HOLDING = {"of", *NICKNAME}  # what holds the parts of a name together
# Family -> the recogniser's label whose class a name has of which nothing more is known.
_PLAINEST = {"Person": "PERSON", "Group": "ORG", "Place": "GPE"}


def choose(scene: Scene, model: Model) -> list[Naming]:
    """The names of a text, in order and without overlap."""
    logs = model.logs([clues(scene, span) for span in scene.possible])
    given, marked = [_given(scene, span) for span in scene.possible], set(scene.marked)
    firm = np.array([_firm(scene, span, marked, one) for span, one in zip(scene.possible, given, strict=True)], dtype=bool)
    odds = _odds(logs)
    if scene.tagged and scene.possible:
        read = scene.tagged.logs(scene.possible)
        both = odds + _READ * _odds(read)  # whether it is a name, apart from what: two that take it for different things take it for a name
        runs = np.array([end - start > 1 and (start, end) in marked for start, end in scene.possible])
        odds = np.where(firm, np.maximum(odds, both), both + _RUN * runs)  # no reader takes away what lists and texts state
        logs = np.hstack((logs[:, :_NONE] + _KIND * read[:, :_NONE], logs[:, _NONE:]))
    odds += _STATED * (firm + np.array([_titled(scene, span, span in marked) for span in scene.possible]))
    odds -= (_STATED - _PLACED) * np.array([_of_place(scene, one) for one in given])
    small = np.array([_listed_small(scene, span) for span in scene.possible], dtype=bool)
    odds = np.where(small, np.maximum(odds, _STATED), odds)
    _without_land(scene, odds, marked)
    built = {span for span, one in zip(scene.possible, given, strict=True) if _built(scene, span, marked, one)}
    together = _agreed(scene, logs[:, :_NONE])
    place = set(scene.possible)
    odds -= _TAIL * np.array([_with_kind(scene, span, place) for span in scene.possible])
    sums = _uncut(scene.possible, odds.tolist(), built)
    best = list(_best(scene.possible, _again(scene, sums, list(_best(scene.possible, sums)))))
    return [given[k] or _guess(scene, scene.possible[k], together[k]) for k in best]


def _with_kind(scene: Scene, span: Span, possible: Collection[Span]) -> bool:
    """Whether a span ends in a noun in small letters that only says of what kind the rest is: "Anfeld county", "the Dawn newspaper"."""
    start, last = span[0], span[1] - 1
    plain = scene.tree.text[last].islower() and scene.tree.pos[last] == "NOUN" and (start, last) in possible
    armed = scene.lexicon.ontology.has(scene.said[last] or "Thing", "forces")  # "the Kenyan army" is no Kenyan
    return plain and not armed and scene.tree.text[last - 1][0].isupper() and scene.listed.get(start, (0,))[0] != span[1]


def _again(scene: Scene, odds: list[float], best: Sequence[int]) -> list[float]:
    """The odds with more for words that are a name elsewhere in the text, where nothing else is named: a heading, a list."""
    named = Counter(scene.words(scene.possible[k]) for k in best)
    taken = {i for k in best for i in range(*scene.possible[k])}
    free = [k for k, span in enumerate(scene.possible) if scene.words(span) in named and _apart(scene, span, taken)]
    wanting = Counter(scene.words(scene.possible[k]) for k in free)
    out = list(odds)
    for k in free:
        words = scene.words(scene.possible[k])
        out[k] += _AGAIN * (named[words] >= wanting[words])
    return out


def _apart(scene: Scene, span: Span, taken: Collection[int]) -> bool:
    """Whether nothing is named in a span and no capital stands beside it, with which it would be a longer name."""
    beside = (
        scene.tree.text[i] for i in (span[0] - 1, span[1]) if 0 <= i < scene.tree.n and scene.tree.sent[i] == scene.tree.sent[span[0]]
    )
    return not any(i in taken for i in range(*span)) and not any(word[0].isupper() or word[0] in "&/-" for word in beside)


def _of_place(scene: Scene, given: Naming | None) -> bool:
    """Whether a naming is a place or a people of the lists."""
    return (
        given is not None
        and given.known is not None
        and (scene.lexicon.ontology.has(given.type, "people") or scene.lexicon.ontology.family(given.type) == "Place")
    )


def _odds(logs: np.ndarray) -> np.ndarray:
    """The logarithms of the odds that each span is a name at all."""
    found: np.ndarray = np.log1p(-np.exp(np.minimum(logs[:, _NONE], -1e-9))) - logs[:, _NONE]
    return found


def _guess(scene: Scene, span: Span, logs: np.ndarray) -> Naming:
    """The naming that the model makes of a span."""
    best = int(logs.argmax())
    sure = float(1 / np.exp(logs - logs[best]).sum())
    other = FAMILIES[best] == "Other" and sure >= _OTHER
    return Naming(*span, head_of(scene.tree, *span), "name", _class(scene, span, FAMILIES[best]), other, sure=sure)


def _firm(scene: Scene, span: Span, marked: Collection[Span], given: Naming | None) -> bool:
    """Whether a list or the text itself states that a span is a name."""
    lower, (start, end) = scene.tree.lower, span
    if start and _titled(scene, (start - 1, end), (start - 1, end) in marked):
        return False
    called = span in marked and start > 0 and lower[start - 1] in scene.lexicon.naming  # "alias Raul"
    after = span in marked and start > 0 and lower[start - 1] == "the" and end < scene.tree.n and lower[end] in scene.lexicon.named_after
    return called or _built(scene, span, marked, given) or after or given is not None and given.hard


def _listed_small(scene: Scene, span: Span) -> bool:
    """Whether a span is a name of several words that a list has in small letters too, where no capital can tell: "red front"."""
    hit = scene.listed.get(span[0])
    return hit is not None and hit[0] == span[1] > span[0] + 1 and all(word.islower() for word in scene.tree.text[slice(*span)])


def _without_land(scene: Scene, odds: np.ndarray, marked: set[Span]) -> None:
    """Moves the odds of a name with the land before it to the name itself, which is stated then: "Kenyan Ana Ruiz" is Ana Ruiz.

    So it is with the country of an office: "ambassador to Peru Ana Ruiz".
    """
    place = {span: k for k, span in enumerate(scene.possible)}
    for start, end in marked & place.keys():
        first = scene.led.get(start)
        if first is None:
            continue
        of_land = scene.lexicon.ontology.has(scene.listed[first][1], "people")
        if not of_land or start - first == 1 and full_name(scene.tree, scene.lexicon, start, end):
            k, whole = place[start, end], place.get((first, end))
            odds[k] = (odds[k] if whole is None else max(odds[k], odds[whole])) + _STATED
            if whole is not None:
                odds[whole] = -_STATED
            if not of_land and (first, start) in place:
                odds[place[first, start]] += _STATED


def _built(scene: Scene, span: Span, marked: Collection[Span], given: Naming | None) -> bool:
    """Whether a span is a name whose words say what it is and of what, or who is one in it: "Red Front of the North", "Rell & Holm"."""
    if given is not None and byname(scene.tree, scene.lexicon, *span):
        return span[0] not in scene.listed and "last" not in scene.longer.get(scene.tree.text[span[0]], ())
    words = scene.tree.lower[slice(*span)]
    if given is not None and numbered(scene.tree, *span):
        return True
    if given is not None and suffixed(scene.tree, scene.lexicon, *span):
        return scene.lexicon.ontology.family(given.type) == "Group"
    if given is not None and words[0] in scene.lexicon.saints and "'s" in words:
        return True  # "St Colm's church"
    firm = "&" in words and not _two_people(scene, *span)
    return span in marked and (firm or given is not None and not {*_HOLDING, "on"}.isdisjoint(words))


def _two_people(scene: Scene, start: int, end: int) -> bool:
    """Whether a sign joins two people: each with first name and surname, or cited with a year ("Ana Ruiz & Luis Paz", "Rell & Holm, 2005")."""
    sign = scene.tree.text.index("&", start, end)
    people = {scene.kind(start, sign), scene.kind(sign + 1, end)} == {"PERSON"} and sign - start > 1 and end - sign > 2
    return people or cited(scene.tree, sign + 1, end)


def _uncut(possible: Sequence[Span], odds: list[float], built: Collection[Span]) -> list[float]:
    """The odds of each span, of one that is built as one name a little more than those of the names in it together."""
    found = odds.copy()
    for k, (start, end) in enumerate(possible):
        if (start, end) in built:
            near = range(bisect_left(possible, (start, 0)), bisect_left(possible, (end, 0)))  # they are in order
            inside = [j for j in near if j != k and possible[j][1] <= end]
            named = _best([possible[j] for j in inside], [odds[j] for j in inside])
            found[k] = max(odds[k], sum(odds[inside[j]] for j in named) + 0.01)
    return found


def _titled(scene: Scene, span: Span, marked: bool) -> bool:
    """Whether a span is a name of which a title is part: "Comrade Raul"."""
    return marked and span[1] - span[0] == 2 and scene.tree.lower[span[0]] in scene.lexicon.name_titles


def _best(possible: Sequence[Span], odds: Sequence[float]) -> Iterator[int]:
    """The spans without overlap whose odds have the greatest sum, from left to right; those with odds below nought stay out."""
    order = sorted(range(len(possible)), key=lambda k: (possible[k][1], possible[k][0]))
    ends = [possible[k][1] for k in order]
    best: list[tuple[float, int]] = [(0.0, -1)]  # sum up to a place, and the place before the span that ends there
    for place, k in enumerate(order):
        before = bisect_right(ends, possible[k][0], 0, place)
        total = best[before][0] + odds[k]
        best.append((total, before) if odds[k] > 0 and total > best[place][0] else (best[place][0], -1))
    found, place = [], len(order)
    while place > 0:
        before = best[place][1]
        if before >= 0:
            found.append(order[place - 1])
        place = before if before >= 0 else place - 1
    yield from reversed(found)


def _given(scene: Scene, span: Span) -> Naming | None:
    """The naming that a list, or what the text states, makes of a span."""
    tree, lexicon = scene.tree, scene.lexicon
    (start, end), head = span, head_of(tree, *span)
    hit = scene.listed.get(start)
    if hit and hit[0] == end and not _product(scene, hit, end):
        beside = tree.dep[head] in ("amod", "compound", "nmod", "poss") and tree.tag[head] not in ("NNS", "NNPS")
        type = lexicon.type_of[hit[2]] if lexicon.ontology.has(hit[1], "people") and beside else hit[1]  # "Kenyan police" are Kenya's
        return Naming(start, end, head, "name", type, True, hit[2])
    before = scene.led.get(start)
    if before is not None and span in scene.marked and not lexicon.ontology.has(scene.listed[before][1], "people"):
        return Naming(start, end, head, "name", "Person", True)  # "ambassador to Peru Ana Ruiz"
    seen = {lexicon.ontology.family(scene.classes[i]) for i in range(start, end) if i in scene.classes}
    said = stated(tree, lexicon, span, head, seen=seen)
    if said is None:
        return None
    inner = scene.listed.get(start + 2, (0, "", "")) if tree.lower[start + 1 : start + 2] == ["of"] else (0, "", "")
    if inner[:2] == (end, said):
        return Naming(start, end, head, "name", said, True, inner[2])  # "State of Hawaii"
    return Naming(start, end, head, "name", said, lexicon.ontology.family(said) != said or said in ("Person", "Thing"))


def _product(scene: Scene, hit: tuple[int, str, str], end: int) -> bool:
    """Whether a listed firm's name begins what a product or a part of it is called: "Orde 747", "Orde Calendar"."""
    follows = scene.tree.text[end : end + 1]
    return bool(follows) and scene.lexicon.ontology.has(hit[1], "firm") and (follows[0][0].isupper() or follows[0].isdigit())


def _agreed(scene: Scene, logs: np.ndarray) -> np.ndarray:
    """The logarithms by class, with a share of those of the same words elsewhere in the text."""
    same: dict[str, list[int]] = defaultdict(list)
    for k, span in enumerate(scene.possible):
        same[scene.words(span)].append(k)
    out = logs.copy()
    for rows in same.values():
        if len(rows) > 1:
            out[rows] += _TOGETHER * (logs[rows].sum(axis=0) - logs[rows]) / (len(rows) - 1) ** 0.5
    return out


def _class(scene: Scene, span: Span, family: str) -> str:
    """The class of a name: the recogniser's where it lies in the family, else the plainest of the family."""
    ontology, lexicon = scene.lexicon.ontology, scene.lexicon
    votes = Counter(scene.classes[i] for i in range(*span) if i in scene.classes)
    people = [type for type in sorted(votes) if ontology.has(type, "people")]
    if people and family in ("Group", "Place"):
        return people[0]
    fitting = {type: n for type, n in votes.items() if (ontology.family(type) if family in _PLAINEST else "Other") == family}
    if family == "Other":
        fitting = {type: n for type, n in votes.items() if ontology.family(type) not in _PLAINEST}
    if fitting:
        return min(fitting, key=lambda type: (-fitting[type], type))
    if family == "Place" and (known := lexicon.atlas.get(scene.words(span))):
        return known.split()[0]
    return lexicon.labels.get(_PLAINEST.get(family, ""), "Thing")
