"""How the reader is trained: batches, a teacher and its lessons, checkpoints. Needs the extra ``train``."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from kg.annotate.reader.encoder import Network
from kg.annotate.reader.pieces import FIRST, LAST
from kg.annotate.reader.reader import DEFAULT, ends_of
from kg.learn.batch import Batch, together
from kg.learn.examples import IGNORED, Window, cut_up
from kg.learn.model import Encoder, Reader, Shape, fresh
from kg.learn.reports import CLASSES, ROLES
from kg.learn.samples import Sample, Zone, part_of
from kg.learn.shown import Shown
from kg.learn.teach import PARTS, kept, lessons, whole
from kg.learn.train import Plan, losses, train
from kg.ontology import Ontology

ONTOLOGY = Ontology.load()
LABELS = ["bornIn", "locatedIn", "spouseOf"]
ENDS = ends_of(LABELS, ONTOLOGY)
VOCABULARY = Network(DEFAULT).vocabulary
SMALL = Shape(width=48, heads=2, inner=64, layers=3)
PEOPLE = ("Ada Berg", "Tomas Rell", "Ines Falk", "Omar Dahl", "Lena Voss", "Paul Oster", "Rosa Amend", "Karl Blum")
PLACES = ("Lima", "Quito", "Bogota", "Oslo", "Turin", "Lyon", "Cork", "Ghent")


def born(k: int, *, held: bool = False) -> Sample:
    """One person born in one place, and another who was not."""
    who, other, where = PEOPLE[k], PEOPLE[(k + 3) % len(PEOPLE)], PLACES[k]
    text = f"{who} was born in {where}. {other} only came to see it."
    spans = [(text.index(name), text.index(name) + len(name)) for name in (who, where, other)]
    mentions = [(*span, kind, group) for group, (span, kind) in enumerate(zip(spans, ("Person", "Place", "Person"), strict=True))]
    names = [(start, end, kind, True) for start, end, kind, _ in mentions]
    return Sample(f"born {k}", "made", text, held, mentions, [Zone(0, len(text), ["bornIn"], [(0, "bornIn", 1)])], names, tagged=True)


def report(k: int) -> Sample:
    text = f"Gunmen killed {PEOPLE[k]} in {PLACES[k]} on Monday."
    start = text.index(PEOPLE[k])
    return Sample(
        f"report {k}", "muc", text, False, [(start, start + len(PEOPLE[k]), "Person", 0), (text.index(PLACES[k]), text.index(" on Monday"), "Place", 1)],
        reported=True, parts=[(0, 6, "agent Person"), (start, start + len(PEOPLE[k]), "victim")], happened={"Attack": [(0, 6)]},
    )  # fmt: skip


def shown(budget: int = 400) -> Shown:
    rows = [born(k, held=k == 0) for k in range(len(PEOPLE))] + [report(k) for k in range(len(PEOPLE))]
    return Shown(rows, LABELS, ENDS, VOCABULARY, budget, "cpu")


def windows(samples: list[Sample], *, every: bool = False) -> list[Window]:
    return list(cut_up(samples, LABELS, ENDS, VOCABULARY, every=every))


def reader(seed: int = 1, shape: Shape = SMALL) -> Reader:
    torch.manual_seed(seed)
    return Reader(len(LABELS), shape)


def test_a_window_says_the_same_in_company_as_alone() -> None:
    some, one = windows([born(1), report(2), born(3)]), reader().eval()
    with torch.no_grad():
        batch = together(some, len(LABELS))
        vectors, tags, attention, told = one(batch)
        scores = one.pairs(vectors, attention, batch)
        at = 0
        for k, window in enumerate(some):
            alone = together([window], len(LABELS))
            _, own_tags, own_attention, own_told = seen = one(alone)
            n = len(window.ids)
            assert torch.allclose(tags[k, :n], own_tags[0], atol=1e-5) and torch.allclose(told[k, :n], own_told[0], atol=1e-5)
            if window.pairs:
                assert torch.allclose(scores[at : at + len(window.pairs)], one.pairs(seen[0], own_attention, alone), atol=1e-4)
            at += len(window.pairs)
        assert at == len(scores) > 2


def test_a_pair_is_scored_from_its_mentions_and_what_both_look_at() -> None:
    """As ATLOP says it, written out for one pair."""
    (window,), one = windows([born(1)]), reader().eval()
    with torch.no_grad():
        batch = together([window], len(LABELS))
        vectors, _, attention, _ = one(batch)
        scores = one.pairs(vectors, attention, batch)
        for (head, tail, *_), found in zip(window.pairs, scores, strict=True):
            looks = [attention[0][:, window.groups[k][0]].mean(1) for k in (head, tail)]
            shared = (looks[0] * looks[1]).sum(0)
            context = (shared / (shared.sum() + 1e-10)) @ vectors[0]
            ends = [vectors[0][places].logsumexp(0) + one.scorer.kinds.weight[kind] for places, kind in window.groups]
            alone = one.scorer(torch.stack(ends), context[None], torch.tensor([[head, tail]]))[0]
            assert torch.allclose(found, alone, atol=1e-4)


def test_pairs_of_which_nothing_is_marked_are_shown_to_a_teacher_and_count_for_nothing_else() -> None:
    (few,), (many,) = windows([born(1)]), windows([born(1)], every=True)
    assert len(many.pairs) > len(few.pairs) and all(not row[2] and not row[3] for row in many.pairs[len(few.pairs) :])
    one = reader().eval()
    with torch.no_grad():
        without, with_ = (losses(one, together([window], len(LABELS)), Plan()) for window in (few, many))
    assert torch.allclose(without, with_, atol=1e-5)


def test_a_text_lies_in_the_same_part_in_every_set_and_every_telling() -> None:
    found = shown()
    first, second = found.telling(0), found.telling(1)
    assert len(first) == PARTS and sum(len(part) for part in first) > 1
    words = VOCABULARY.cut("born").ids[0]
    for part, (one, two) in enumerate(zip(first, second, strict=True)):
        own = {sample.id for sample in found.samples if part_of(sample.id, PARTS) == part and not sample.held}
        for telling in (one, two):
            assert sum(len(batch.ids) for batch in telling) == len(own)
            assert sum(int((batch.ids == words).any(1).sum()) for batch in telling) == sum(id.startswith("born") for id in own)
    held = found.held()
    assert set(held) == {"made"} and sum(len(batch.ids) for batch in held["made"]) == 1


def test_a_lesson_is_told_by_a_teacher_that_did_not_learn_from_it(tmp_path: Path) -> None:
    found, asked = shown(), list[Batch]()
    tellings = [found.telling(0), found.telling(1)]

    class Watched(Reader):
        def forward(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
            if self.training:
                asked.append(batch)
            return super().forward(batch)

    def make() -> Reader:
        return Watched(len(LABELS), replace(SMALL, width=24, near=8))

    for part in range(PARTS):
        asked.clear()
        made = lessons(make, tellings, {}, Plan(passes=2), part, tell=lambda line: None)
        own = {id(batch.ids) for telling in tellings for batch in telling[part]}
        assert asked and not own & {id(batch.ids) for batch in asked}
        for telling, rows in zip(tellings, made, strict=True):
            for batch, taught in zip(telling[part], rows, strict=True):
                assert taught.lesson is not None and torch.equal(batch.ids, taught.ids)
                assert taught.lesson.tags.shape[:2] == batch.ids.shape and taught.lesson.vectors.shape[2] == 24
                assert taught.lesson.margins.shape == batch.truth.shape
        torch.save(made, tmp_path / f"part-{part}.pt")
    again = list(kept(tmp_path, "cpu"))
    assert [sum(len(batch.ids) for batch in rows) for rows in again] == [sum(len(batch.ids) for batch in whole(rows)) for rows in tellings]


def test_a_pupil_comes_to_say_what_the_teacher_says() -> None:
    """The marks say nothing here; all that is learnt is the teacher's."""
    found = shown()
    (rows,) = ([replace(batch, tags=torch.full_like(batch.tags, IGNORED)) for batch in whole(found.telling(0))],)
    teacher = reader(7).eval()
    with torch.no_grad():
        for row, value in ((0, 2.0), (3, -2.0)):
            teacher.encoder.tagger.bias[row] = value
    taught = [row for part in lessons_of(teacher, rows) for row in part]
    pupil = reader(1)
    before = distance(pupil, taught)
    train(pupil, lambda number: taught, {}, Plan(passes=12, rate=3e-3, head_rate=3e-3, taught=1.0), None, tell=lambda line: None)
    assert distance(pupil, taught) < before / 2


def lessons_of(teacher: Reader, rows: list[Batch]) -> list[list[Batch]]:
    from kg.learn.teach import _lesson

    return [[replace(batch, lesson=_lesson(teacher, batch)) for batch in rows]]


def distance(one: Reader, rows: list[Batch]) -> float:
    one.eval()
    with torch.no_grad():
        far = [(one(row)[1].softmax(-1) - row.lesson.tags.float().softmax(-1)).abs().mean() for row in rows if row.lesson]
    return float(torch.stack(far).mean())


def test_training_learns_and_goes_on_where_it_was_left(tmp_path: Path) -> None:
    found, one = shown(), reader()
    rows, held, said = whole(found.telling(0)), found.held(), list[str]()
    before = [losses(one.eval(), row, Plan()).detach() for row in rows]
    train(one, lambda number: rows, held, Plan(passes=6, rate=3e-3, head_rate=3e-3), tmp_path, tell=said.append)
    after = [losses(one.eval(), row, Plan()).detach() for row in rows]
    assert (torch.stack(after).sum(0)[:3] < torch.stack(before).sum(0)[:3]).all()
    (row,) = [json.loads(line) for line in (tmp_path / "curve.jsonl").read_text().splitlines()]
    assert row["pass"] == 6 and {"tagged", "made F"} <= set(row) and json.loads(said[-1]) == row
    other = reader(2)
    train(other, lambda number: rows, held, Plan(passes=6), tmp_path, tell=said.append)  # nothing is left to do
    assert torch.equal(other.scorer.form.weight, one.scorer.form.weight) and len(said) == 1


def test_parts_and_happenings_are_learnt_in_reports_only() -> None:
    one, (some,) = reader().eval(), windows([born(1)])
    (told,) = windows([report(1)])
    with torch.no_grad():
        assert losses(one, together([some], len(LABELS)), Plan())[2] == 0
        alone, both = (losses(one, together(rows, len(LABELS)), Plan())[2] for rows in ([told], [told, some]))
    assert alone > 0 and torch.allclose(alone, both, atol=1e-5)
    batch = together([told], len(LABELS))
    roles = list(ROLES.values())
    assert {roles[role] for _, _, role in batch.parts.tolist()} == {"agent Person", "victim"} and batch.happened.shape[1] == len(CLASSES)


def test_checkpoints_of_two_kinds_fill_a_reader_with_the_same_pieces(tmp_path: Path) -> None:
    """BERT's pieces come after four marks of MPNet's own, whose first and third stand at the ends of a text."""
    save_file = pytest.importorskip("safetensors.torch").save_file
    width, inner, vocabulary = 8, 12, 120
    told = {"vocab_size": vocabulary + 5, "max_position_embeddings": 12, "hidden_size": width, "num_attention_heads": 2, "intermediate_size": inner,
            "num_hidden_layers": 2, "relative_attention_num_buckets": 32}  # fmt: skip
    draw = torch.Generator().manual_seed(1)
    rows = {
        "embeddings.word_embeddings.weight": torch.randn(vocabulary + 5, width, generator=draw),
        "embeddings.position_embeddings.weight": torch.randn(12, width, generator=draw),
        "encoder.relative_attention_bias.weight": torch.randn(32, 2, generator=draw),
    }
    sizes = {
        "attention.attn.q": width,
        "attention.attn.k": width,
        "attention.attn.v": width,
        "attention.attn.o": width,
        "intermediate.dense": inner,
        "output.dense": width,
    }
    norms = ["embeddings.LayerNorm"]
    for k in range(2):
        norms += [f"encoder.layer.{k}.attention.LayerNorm", f"encoder.layer.{k}.output.LayerNorm"]
        for name, size in sizes.items():
            rows[f"encoder.layer.{k}.{name}.weight"] = torch.randn(size, inner if name == "output.dense" else width, generator=draw)
            rows[f"encoder.layer.{k}.{name}.bias"] = torch.randn(size, generator=draw)
    rows |= {f"{name}.{end}": torch.ones(width) * 0.1 for name in norms for end in ("weight", "bias")}
    save_file(rows, tmp_path / "model.safetensors")
    (tmp_path / "config.json").write_text(json.dumps(told))
    encoder: Encoder = fresh(3, tmp_path, 99).encoder
    words = rows["embeddings.word_embeddings.weight"]
    assert encoder.words.num_embeddings == vocabulary and encoder.places.num_embeddings == 10
    assert torch.equal(encoder.words.weight[FIRST], words[0]) and torch.equal(encoder.words.weight[LAST], words[2])
    assert torch.equal(encoder.words.weight[7], words[11])
    last = encoder.layers[1].second
    assert math.isclose(float((last.weight.square() + last.bias.square()).mean().detach()), 1.0, rel_tol=1e-5)
    assert len(fresh(3, tmp_path, 1).encoder.layers) == 1


def test_near_places_are_told_apart_one_by_one_and_far_ones_by_their_logarithm() -> None:
    from kg.learn.model import _distance

    kinds = _distance(torch.arange(300), 32)
    assert kinds[0, 0] == 0 and kinds[5, 0] == 5 and kinds[0, 5] == 16 + 5
    assert kinds[12, 0] == kinds[13, 0] > kinds[7, 0] and kinds[299, 0] == kinds[200, 0] == 15 and kinds[0, 299] == 31
    assert (kinds[0, 1:] - kinds[1:, 0] == 16).all()
