"""What can be seen of a span that may be a name: its words and shape, its neighbours, what lists and the recogniser say of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.annotate.names.scene import Scene
from kg.annotate.names.spans import Span
from kg.annotate.names.stated import head_of

_BESIDE = ("appos", "attr", "conj", "compound")
_HANGING = ("appos", "compound", "poss", "nmod", "attr", "nsubj", "conj")


def clues(scene: Scene, span: Span) -> list[str]:
    """The clues of a span as short texts; each is there or not."""
    head = head_of(scene.tree, *span)
    return [
        *_recognised(scene, *span, head),
        *_spelt(scene, *span),
        *_worded(scene, *span),
        *_listed(scene, *span),
        *_before(scene, *span),
        *_after(scene, *span),
        *_governed(scene, head),
        *_governing(scene, *span, head),
        *_repeated(scene, *span),
    ]


def _recognised(scene: Scene, start: int, end: int, head: int) -> Iterator[str]:
    """What the recogniser and the tagger say."""
    tree, label, kind = scene.tree, scene.label, scene.kind(start, end)
    exact = scene.exact.get((start, end))
    yield f"ner {kind}"
    yield f"exact {exact}"
    for one in sorted({label.get(i, "-") for i in range(start, end)}):
        yield f"any {one}"
    yield f"head {label.get(head, '-')}"
    if exact is None and kind != "-":
        yield f"reaches {label.get(start - 1) == kind} {label.get(end) == kind}"
    yield f"tag {tree.tag[head]} {end - start}"
    yield f"tags {' '.join(tree.tag[start : min(end, start + 3)])}"
    if tree.off[start]:
        yield f"heading {exact} {scene.words((start, end)) in scene.body}"


def _spelt(scene: Scene, start: int, end: int) -> Iterator[str]:
    """How the words of the span are spelt."""
    tree, size = scene.tree, min(end - start, 5)
    first, last = tree.lower[start], tree.lower[end - 1]
    yield f"size {size}"
    yield f"last -{last[-2:]}"
    yield f"last -{last[-3:]}"
    yield f"last -{last[-4:]}"
    yield f"first {first[:3]}- {size > 1}"
    yield f"shape {'/'.join([_shape(word) for word in tree.text[start : min(end, start + 3)]])}"


@lru_cache(maxsize=100_000)
def _shape(word: str) -> str:
    if word.isupper() and len(word) > 1:
        return "X" * min(len(word), 5) + ("." if "." in word else "")
    if word.istitle():
        return "Xx" if len(word) > 1 else "X"
    return "x" if word.islower() else "d" if word[0].isdigit() else "xX" if any(one.isupper() for one in word[1:]) else "-"


def _worded(scene: Scene, start: int, end: int) -> Iterator[str]:
    """The words of the span, and the classes that they say as common nouns."""
    tree, said, many = scene.tree, scene.said, end - start > 1
    yield f"last {tree.lower[end - 1]}"
    yield f"first {tree.lower[start]}"
    yield f"whole {' '.join(tree.lower[start:end])}"
    for i in range(start, end):
        yield f"has {tree.lower[i]}"
        class_ = said[i]
        if class_:
            yield f"says {scene.lexicon.ontology.family(class_)}"
            if i in (start, end - 1):
                yield f"{'last' if i == end - 1 else 'first'} is {class_} {many}"


def _listed(scene: Scene, start: int, end: int) -> Iterator[str]:
    """What the lists of names say of its words."""
    tree, lexicon, many = scene.tree, scene.lexicon, end - start > 1
    given = _given(scene, start)
    yield f"given {given} {min(end - start, 4)}"
    if many:
        if given:
            yield f"given then {_shape(tree.text[start + 1])}"
        yield f"given last {_given(scene, end - 1)}"
        if any(tree.lower[i] in lexicon.particles for i in range(start + 1, end)):
            yield "particle"
    for i in range(start, end):
        hit = scene.listed.get(i)
        if hit and hit[0] <= end:
            yield f"list {lexicon.ontology.family(hit[1])} {i == start} {hit[0] == end}"
    if lexicon.is_title(tree.lower[start]):
        yield f"title inside {many}"
    place = lexicon.atlas.get(scene.words((start, end)))
    if place and start and tree.lower[start - 1] in lexicon.before_place:  # many a family is called as some town is
        yield f"atlas {place} after {tree.lower[start - 1]}"


def _given(scene: Scene, i: int) -> bool:
    word = scene.tree.text[i]
    return len(word) > 1 and scene.lexicon.first_names.knows(word)


def _before(scene: Scene, start: int, end: int) -> Iterator[str]:
    """The words before it."""
    tree = scene.tree
    opens, closes = tree.sents[tree.sent[start]]
    if start == opens:
        yield f"opens {end == closes} {end == closes - 1}"
        yield "before ^"
        return
    before = tree.lower[start - 1]
    yield f"before {before}"
    yield f"before2 {tree.lower[start - 2] if start - 2 >= opens else '^'} {before}"
    yield f"tag before {tree.tag[start - 1]}"
    if scene.said[start - 1]:
        yield f"class before {scene.said[start - 1]}"
    if scene.lexicon.is_title(before):
        yield "title before"
    if start - 1 in scene.label:
        yield f"label before {scene.label[start - 1]}"
    if before == "," and start - 2 >= opens:
        yield f"after comma {scene.label.get(start - 2, tree.tag[start - 2])}"


def _after(scene: Scene, start: int, end: int) -> Iterator[str]:
    """The words after it."""
    tree = scene.tree
    closes = tree.sents[tree.sent[start]][1]
    if end >= closes:
        yield "after $"
        return
    after = tree.lower[end]
    yield f"after {after}"
    yield f"after2 {after} {tree.lower[end + 1] if end + 1 < closes else '$'}"
    yield f"around {tree.lower[start - 1] if start else '^'} {after}"
    yield f"tag after {tree.tag[end]}"
    if scene.said[end]:
        yield f"class after {scene.said[end]}"
    if end in scene.label:
        yield f"label after {scene.label[end]}"
    if after == "," and end + 1 < closes:
        yield f"comma {scene.label.get(end + 1, tree.tag[end + 1])}"


def _governed(scene: Scene, head: int) -> Iterator[str]:
    """What it hangs on in the parse."""
    tree, dep, above = scene.tree, scene.tree.dep[head], scene.tree.head[head]
    yield f"dep {dep}"
    yield f"{dep} of {tree.lemma[above]}"
    yield f"{dep} of {tree.tag[above]}"
    if dep == "pobj":
        yield f"{tree.lower[above]} < {tree.lemma[tree.head[above]]}"
        yield f"pobj {tree.pos[tree.head[above]]}"
    if above != head and scene.said[above] and dep in _HANGING:
        yield f"{dep} of class {scene.said[above]}"
    if dep in ("nsubj", "nsubjpass") and tree.lemma[above] == "be":
        for child in tree.kids(above, "attr"):
            yield f"is {tree.lemma[child]}"
            yield f"is a {scene.said[child]}"
    if dep == "conj":
        yield f"with {scene.label.get(above, '-')}"


def _governing(scene: Scene, start: int, end: int, head: int) -> Iterator[str]:
    """What hangs on it in the parse."""
    tree = scene.tree
    for child in tree.children[head]:
        dep = tree.dep[child]
        if start <= child < end:
            continue
        yield f"has {dep}"
        if dep in ("appos", "relcl", "prep", "det", "case", "amod", "nmod"):
            yield f"{dep} {tree.lower[child]}"
        if dep in _BESIDE and scene.said[child]:
            yield f"{dep} class {scene.said[child]}"
        if dep in _BESIDE and child in scene.label:
            yield f"{dep} label {scene.label[child]}"


def _repeated(scene: Scene, start: int, end: int) -> Iterator[str]:
    """How the same words stand elsewhere in the text."""
    tree, words = scene.tree, scene.words((start, end))
    yield f"times {min(scene.times[words], 4)}"
    if scene.times[words] > 1:
        called = scene.called[words]
        yield f"mostly {min(called, key=lambda label: (-called[label], label))}"
        for label in sorted(called):
            yield f"sometimes {label}"
        for near in sorted(scene.elsewhere[words]):
            yield f"somewhere {near}"
    if end - start == 1:
        for place in sorted(scene.longer.get(words, ())):
            yield f"in longer {place}"
        if tree.lower[start] in scene.small:
            yield "also small"
        return
    if tree.text[end - 1] in scene.alone:
        yield "last alone"
    if tree.text[start] in scene.alone:
        yield "first alone"
    if scene.initials(start, end) in scene.alone:
        yield "initials alone"
