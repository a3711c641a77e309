"""What a person decides: it holds, it outranks the machine, it survives, it contradicts aloud, and it can be taken back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

import kg
from kg.errors import KgError
from kg.facts import Interval, Reading
from kg.verdicts import DECISIONS, Decision, Saying, Spot, dump, parse
from tests.command_line import kg as command
from tests.plain_reader import LEADS, Page, PlainReader
from tests.test_build import output

FATHER = "Ada Stone leads Red Path. Ada Stone is a brother of Bo Stone."
SON = "Ada Stone leads Blue Path."
OTHER = "Cy Brook leads Red Path. Red Path killed Bo Stone in Natividad."


@pytest.fixture
def out(plain: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The graph of three documents, in two of which one name is used."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"a.txt": FATHER, "b.txt": SON, "c.txt": OTHER}.items():
        Path(name).write_text(text, encoding="utf-8")
    kg.build(["a.txt", "b.txt", "c.txt"], out="out")
    return Path("out")


def names(graph: kg.Graph, type: str = "Person") -> list[str]:
    return sorted(one.name for one in graph.entities() if one.type == type)


def told(graph: kg.Graph) -> set[tuple[str, str, str]]:
    things = {name: one.name for name, one in graph.things.items()}
    return {(things[row.subject], row.predicate, things.get(row.object or "", row.value or "")) for row in graph.claims()}


def claim(graph: kg.Graph, predicate: str, source: str) -> str:
    rows = [*graph.claims(), *graph.happenings()]
    return next(row.id for row in rows if row.predicate == predicate and graph.documents[row.claim.evidence.document].source == source)


def test_a_claim_that_is_wrong_takes_along_what_was_linked_because_of_it(plain: list[str], tmp_path: Path) -> None:
    rest = "Ada Stone is a brother of Bo Stone. Cy Brook is a brother of Di Reed."
    for name, text in {"a.txt": f"Ada Stone leads Path. {rest}", "b.txt": f"Ada Stone leads Red Column. {rest}"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    graph = kg.build(tmp_path, out=tmp_path / "out")
    assert names(graph, "ArmedGroup") == ["Red Column"]
    graph = kg.wrong(tmp_path / "out", claim(graph, "leaderOf", str(tmp_path / "a.txt")))
    assert names(graph, "ArmedGroup") == ["Path", "Red Column"]
    assert names(kg.undo(tmp_path / "out"), "ArmedGroup") == ["Red Column"]


# -- who is who ----------------------------------------------------------------------------------------------------------


def test_two_things_become_one_and_two_again(out: Path) -> None:
    before = output(out)
    assert names(kg.load(out)) == ["Ada Stone", "Bo Stone", "Cy Brook"]
    graph = kg.same(out, "Cy Brook", "Ada Stone")
    assert names(graph) == ["Ada Stone", "Bo Stone"]
    assert graph.find("Cy Brook") == graph.find("Ada Stone")
    assert graph.entities() == kg.load(out).entities()
    assert names(kg.undo(out)) == ["Ada Stone", "Bo Stone", "Cy Brook"]
    assert output(out) == before
    assert not (out / DECISIONS).exists()


def test_two_people_of_one_name_are_parted_by_a_mention(out: Path) -> None:
    graph = kg.different(out, "Ada Stone", "b.txt:0-9")
    assert names(graph) == ["Ada Stone", "Ada Stone", "Bo Stone", "Cy Brook"]
    with pytest.raises(
        KgError, match=r"'Ada Stone' names 2 things; say which: e\w+ \(Ada Stone, Person, 2 mentions, a.txt\), e\w+ \(Ada Stone, "
    ):
        kg.same(out, "Ada Stone", "Cy Brook")
    kg.same(out, "b.txt:0-9", "Cy Brook")
    assert {one.evidence.document for one in kg.load(out).find("Cy Brook").mentions} == {
        one.id for one in kg.load(out).documents.values() if one.source in ("b.txt", "c.txt")
    }


def test_two_names_of_one_thing_part_it_into_the_mentions_of_each(out: Path) -> None:
    kg.same(out, "Cy Brook", "Ada Stone")
    with pytest.raises(KgError, match=r"contradicts what was decided \(k\w{8} of \d{4}-\d\d-\d\d by person says same: Cy Brook"):
        kg.different(out, "Cy Brook", "Ada Stone")
    kg.undo(out)
    assert names(kg.different(out, "Cy Brook", "Ada Stone")) == ["Ada Stone", "Bo Stone", "Cy Brook"]


def test_a_mention_may_be_given_by_its_id_an_offset_or_an_iri(out: Path) -> None:
    graph = kg.load(out)
    ada, cy = graph.find("Ada Stone"), graph.find("Cy Brook")
    ways = [(ada.iri, cy.iri), (ada.id, cy.mentions[0].id), ("a.txt:3", "c.txt:2-8")]
    for a, b in ways:
        assert names(kg.same(out, a, b)) == ["Ada Stone", "Bo Stone"]
        kg.undo(out)


@pytest.mark.parametrize(
    ("a", "b", "told"),
    [
        ("Ada Ston", "Bo Stone", "nothing here is called 'Ada Ston'; near: Ada Stone"),
        ("Ada Stone", "Ada Stone", "are the same mentions; say which: Ada Stone (a.txt:0-9), Ada Stone (b.txt:0-9)"),
        ("a.txt:0-9", "a.txt:0-9", "are the same mentions"),
        ("a.txt:0-30", "Bo Stone", "a.txt:0-30: 3 mentions; say which: d"),
        ("a.txt:10-15", "Bo Stone", "a.txt:10-15: nothing was read there; near: d"),
        ("Killing of Bo Stone, Natividad", "Bo Stone", "a happening and a thing are never one"),
    ],
)
def test_what_cannot_be_meant_is_one_line_and_changes_nothing(out: Path, a: str, b: str, told: str) -> None:
    before = output(out)
    for verb in (kg.same, kg.different):
        with pytest.raises(KgError) as raised:
            verb(out, a, b)
        assert told in str(raised.value)
        assert "\n" not in str(raised.value)
    assert output(out) == before
    assert kg.decisions(out) == []


def test_a_chain_of_decisions_is_contradicted_aloud(out: Path) -> None:
    kg.same(out, "Ada Stone", "Bo Stone")
    kg.same(out, "a.txt:0-9", "c.txt:0-8")
    with pytest.raises(KgError, match=r"c\.txt:0-8.*contradicts what was decided .*; k\w{8} of .*kg undo out k\w{8}"):
        kg.different(out, "c.txt:0-8", "a.txt:52-60")
    assert len(kg.decisions(out)) == 2


def test_saying_it_twice_is_saying_it_once(out: Path) -> None:
    kg.same(out, "Cy Brook", "Bo Stone", by="ada", reason="seen both")
    kg.same(out, "c.txt:0-8", "a.txt:52-60")
    first = kg.decisions(out)
    kg.same(out, "a.txt:52-60", "c.txt:0-8")
    assert kg.decisions(out) == first
    assert (first[0].by, first[0].reason) == ("person:ada", "seen both")
    assert "seen both; person:ada, 1.00" in kg.explain(out, "Cy Brook")


# -- claims --------------------------------------------------------------------------------------------------------------


def test_a_wrong_claim_goes_and_comes_back(out: Path) -> None:
    before, graph = output(out), kg.load(out)
    said = claim(graph, "siblingOf", "a.txt")
    assert told(graph) - told(kg.wrong(out, said)) == {("Ada Stone", "siblingOf", "Bo Stone")}
    with pytest.raises(KgError, match="contradicts what was decided"):
        kg.right(out, said)
    assert told(kg.undo(out)) == told(graph)
    assert output(out) == before


def test_a_happening_that_never_was_takes_along_what_is_told_of_it(out: Path) -> None:
    graph = kg.wrong(out, claim(kg.load(out), "type", "c.txt"))
    assert graph.events() == []
    assert told(graph) == {
        ("Ada Stone", "leaderOf", "Red Path"),
        ("Ada Stone", "leaderOf", "Blue Path"),
        ("Cy Brook", "leaderOf", "Red Path"),
        ("Ada Stone", "siblingOf", "Bo Stone"),
    }


def test_a_claim_may_be_given_by_the_beginning_of_its_id_or_its_sentence(out: Path) -> None:
    said = claim(kg.load(out), "siblingOf", "a.txt")
    for way in (said[:8], "a.txt:26-58"):
        kg.wrong(out, way)
        assert kg.decisions(out)[0].claims[0].predicate == "siblingOf"
        kg.undo(out)
    with pytest.raises(KgError, match=r"4 claims; say which: c\w+ \(killed -- \w+ -> "):
        kg.wrong(out, "c.txt:25-60")
    with pytest.raises(KgError, match="no claim has this id or stands there"):
        kg.wrong(out, "c0000000")


class Forgetful(PlainReader):
    """Another version, which reads only who leads whom."""

    fingerprint = "plain/forgetful"

    def read(self, documents):  # type: ignore[no-untyped-def]
        for document in documents:
            page = Page(document)
            for found in LEADS.finditer(document.text):
                page.says(found, page.name(found, "subject", "Person"), "leaderOf", page.name(found, "object", "ArmedGroup"))
            yield Reading(document.id, tuple(page.mentions.values()), tuple(page.claims), ())


def test_a_right_claim_is_kept_where_another_version_would_not_find_it(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kg.right(out, claim(kg.load(out), "victim", "c.txt"), by="ada")
    kg.right(out, claim(kg.load(out), "siblingOf", "a.txt"))
    before = told(kg.load(out))
    monkeypatch.setattr("kg.annotate.Annotator", Forgetful)
    graph = kg.build(["a.txt", "b.txt", "c.txt"], out=out)
    assert before - told(graph) == {
        ("Killing of Bo Stone, Natividad", "agent", "Red Path"),
        ("Killing of Bo Stone, Natividad", "place", "Natividad"),
        ("Killing of Bo Stone, Natividad", "victim", "Bo Stone"),
    }
    assert ("Killing of Bo Stone", "victim", "Bo Stone") in told(graph)
    assert {row.claim.by for row in graph.claims()} == {"plain", "person", "person:ada"}
    kg.undo(out)
    assert not any(row.predicate == "siblingOf" for row in kg.undo(out).claims())


# -- what decisions survive ----------------------------------------------------------------------------------------------


class Longer(PlainReader):
    """Another version, whose names are longer by a character: no offset ends where it did."""

    fingerprint = "plain/longer"

    def read(self, documents):  # type: ignore[no-untyped-def]
        for document in documents:
            page = LongerPage(document)
            yield page.reading()


class LongerPage(Page):
    def name(self, found, part, type, *, event=False):  # type: ignore[no-untyped-def]
        made = kg.Mention.of(self.document, found.start(part), found.end(part) + 1, type, "nominal" if event else "name", event=event)
        return self.mentions.setdefault(made.id, made).id


def test_decisions_survive_another_version_that_draws_other_bounds(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kg.same(out, "Cy Brook", "Bo Stone")
    kg.different(out, "Ada Stone", "b.txt:0-9")
    graph = kg.wrong(out, claim(kg.load(out), "siblingOf", "a.txt"))
    before = names(graph), told(graph)
    monkeypatch.setattr("kg.annotate.Annotator", Longer)
    graph = kg.build(["a.txt", "b.txt", "c.txt"], out=out)
    assert "Ada Stone " in {one.evidence.quote for one in graph.mentions.values()}
    without = {tuple(part.replace(".", "").strip() for part in row) for row in told(graph)}
    assert ([one.rstrip(" .") for one in names(graph)], without) == before


def test_decisions_outlive_the_store_and_travel_to_another_place(out: Path, tmp_path: Path) -> None:
    kg.same(out, "Cy Brook", "Bo Stone")
    kg.different(out, "Ada Stone", "b.txt:0-9")
    before = output(out)
    (out / "claims.db").unlink()
    kg.build(["a.txt", "b.txt", "c.txt"], out=out)
    assert output(out) == before

    other = tmp_path / "other"
    other.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        shutil.copy(name, other / name)
    kg.build(other, out="elsewhere")
    graph = kg.import_decisions("elsewhere", kg.export_decisions(out, "sent.jsonl"))
    assert names(graph) == names(kg.load(out)) == ["Ada Stone", "Ada Stone", "Bo Stone"]
    assert kg.decisions("elsewhere") == kg.decisions(out)
    kg.import_decisions("elsewhere", "sent.jsonl")
    assert len(kg.decisions("elsewhere")) == 2


def test_an_import_that_contradicts_is_refused_as_a_whole(out: Path) -> None:
    kg.same(out, "Cy Brook", "Bo Stone")
    kg.export_decisions(out, "sent.jsonl")
    kg.undo(out)
    kg.different(out, "Cy Brook", "Bo Stone")
    before = output(out)
    with pytest.raises(KgError, match=r"contradicts what was decided \(k.*take it back first"):
        kg.import_decisions(out, "sent.jsonl")
    assert output(out) == before
    assert [one.verdict for one in kg.decisions(out)] == ["different"]


def test_a_decision_about_a_text_that_is_not_here_rests_until_it_is(out: Path) -> None:
    kg.same(out, "Cy Brook", "Bo Stone")
    kg.export_decisions(out, "sent.jsonl")
    kg.build("b.txt", out="less")
    assert names(kg.import_decisions("less", "sent.jsonl")) == ["Ada Stone"]
    (line,) = [one for one in command("build", "b.txt", "-o", "less").stdout.splitlines() if one.startswith("at rest")]
    assert line.endswith("Bo Stone (a.txt:52-60)): what it was said of is not here")
    assert names(kg.build(["a.txt", "c.txt"], out="less")) == ["Ada Stone", "Bo Stone"]


def test_decisions_that_come_to_contradict_one_another_are_told_by_the_build_that_brings_their_texts(out: Path) -> None:
    kg.build("b.txt", out="less")
    for verb in (kg.same, kg.different):
        verb(out, "Cy Brook", "Bo Stone")
        kg.import_decisions("less", kg.export_decisions(out, "sent.jsonl"))
        kg.undo(out)
    done = command("build", "a.txt", "c.txt", "-o", "less")
    assert done.returncode == 0
    (line,) = [one for one in done.stdout.splitlines() if one.startswith("opposed")]
    assert "contradict one another; take one back with kg undo" in line
    assert names(kg.load("less")) == ["Ada Stone", "Bo Stone", "Cy Brook"]


def test_the_order_of_decisions_changes_no_byte(out: Path) -> None:
    kg.same(out, "Cy Brook", "Bo Stone")
    kg.different(out, "Ada Stone", "b.txt:0-9")
    kg.wrong(out, claim(kg.load(out), "siblingOf", "a.txt"))
    before, lines = output(out), (out / DECISIONS).read_text(encoding="utf-8").splitlines()
    (out / DECISIONS).write_text("\n".join(reversed(lines)), encoding="utf-8")
    kg.build(["a.txt", "b.txt", "c.txt"], out=out)
    assert output(out) == before


# -- the file ------------------------------------------------------------------------------------------------------------

words = some.text(min_size=1, max_size=8)
spans = some.tuples(some.integers(0, 90), some.integers(1, 9)).map(lambda one: (one[0], one[0] + one[1]))
kinds = some.sampled_from(["name", "nominal", "pronoun"])


def spot(sha256: str = "s", source: str = "a.txt") -> some.SearchStrategy[Spot]:
    make: Callable[..., Spot] = lambda span, text, type, kind: Spot(sha256, source, *span, text, type, kind)
    return some.builds(make, spans, words, words, kinds)


def saying(end: Spot | str, subject: Spot, span: tuple[int, int], more: tuple[int, int] | None, said: Spot, time: str | None) -> Saying:
    about = (end, None) if isinstance(end, Spot) else (None, end)
    when = Interval(time, None, "then") if time else None
    return Saying("s", "a.txt", *span, subject, "leaderOf", *about, more, more, "hedged", (said,), when)


sayings = some.builds(saying, some.one_of(spot(), words), spot(), spans, some.none() | spans, spot(), some.none() | words)
sides = some.lists(spot("x", "über\n.txt"), min_size=1, max_size=3).map(tuple)
things = some.builds(Decision, some.sampled_from(["same", "different"]), sides, sides, some.just(()), some.just("person:ada"), words, words)
claims = some.builds(
    Decision,
    some.sampled_from(["wrong", "right"]),
    some.just(()),
    some.just(()),
    some.lists(sayings, min_size=1, max_size=2).map(tuple),
    some.just("person"),
)


@given(some.lists(things | claims, unique_by=lambda one: one.id))
def test_what_is_written_is_read_again(decided: list[Decision]) -> None:
    text = dump(decided)
    assert text.count("\n") == len(decided)
    assert parse(text, "x") == decided


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("nonsense", "decisions.jsonl:2: no decision (Expecting value"),
        ('{"verdict": "same"}', "no field 'by'"),
        ('{"verdict": "maybe"}', "'maybe' is none of same, different, wrong, right"),
        ('{"verdict": "same", "by": "machine", "at": ""}', "by 'machine', which does not begin with 'person'"),
        ('{"verdict": "same", "by": "person", "at": "", "left": [], "right": []}', "an empty list"),
        ("[]", "no decision"),
    ],
)
def test_a_line_that_is_no_decision_is_told_with_its_number(out: Path, line: str, told: str) -> None:
    kg.same(out, "Cy Brook", "Bo Stone")
    before = output(out)
    with (out / DECISIONS).open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    for read in (kg.load, kg.decisions, kg.undo, lambda out: kg.build("a.txt", out=out)):
        with pytest.raises(KgError) as raised:
            read(out)
        assert told in str(raised.value)
        assert "decisions.jsonl:2" in str(raised.value)
    assert output(out) == before
