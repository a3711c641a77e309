"""The recipe of the learned reader: labels from the ontology, samples from each format, examples, thresholds and confidences."""

from __future__ import annotations

import json
import random
import shutil
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from click.testing import CliRunner

from kg.annotate.reader.encoder import Network
from kg.annotate.reader.reader import DEFAULT, FAMILIES, KINDS, ends_of
from kg.errors import KgError
from kg.learn import calibrate, data, examples, madeup, reports, samples, settle, swap
from kg.learn.command import main
from kg.learn.labels import both_ways, wikidata
from kg.ontology import Ontology

ONTOLOGY = Ontology.load()
TEXT = "Ada Berg was born in Lima, Peru. She married Tomas Rell."


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


REDOCRED = {
    "id": "one",
    "text": TEXT,
    "entities": [
        {"id": 0, "type": "PER", "mentions": [at("Ada Berg")]},
        {"id": 1, "type": "LOC", "mentions": [at("Lima")]},
        {"id": 2, "type": "LOC", "mentions": [at("Peru")]},
        {"id": 3, "type": "PER", "mentions": [at("Tomas Rell")]},
    ],
    "triples": [[0, "P19", 1], [2, "P150", 1], [0, "P26", 3], [0, "P9999", 1]],
}
KNOWLEDGENET = {
    "id": "two",
    "text": TEXT,
    "passages": [
        {"start": 0, "end": 32, "properties": ["PLACE_OF_BIRTH"], "facts": [["PLACE_OF_BIRTH", *at("Ada Berg"), *at("Lima"), "", ""]]},
        {"start": 33, "end": len(TEXT), "properties": [], "facts": []},
    ],
}
RE3D = {
    "id": "three",
    "text": "The Red Front fights the Blue Army.",
    "entities": [[4, 13, "Organisation", 1], [25, 34, "Organisation", 0.9], [0, 3, "Person", 0.1]],
    "relations": [["FightingAgainst", 4, 13, 25, 34, 0.9], ["Likes", 4, 13, 25, 34, 1]],
}
GUM = {
    "id": "four",
    "text": TEXT,
    "mentions": [{"span": at("Ada Berg"), "type": "person", "kind": "name", "head": at("Ada")},
                 {"span": at("She"), "type": "person", "kind": "pronoun", "head": at("She")}],
}  # fmt: skip
GAP = {"id": "five", "text": "Tomas Rell wrote to Ada Berg. He lived in Lima."}


REPORT = (
    "Gunmen of the Red Front blew up a bridge near Guayaquil on Monday. Ada Berg of Ecuador was hurt. The Red Front is at home in Bolivia."
)
MUC = {
    "id": "six",
    "text": REPORT,
    "fillers": {"PerpInd": [[{"text": "gunmen"}]], "PerpOrg": [[{"text": "red front"}, {"text": "front"}]], "Target": [[{"text": "bridge"}]],
                "Victim": [[{"text": "ada berg"}]], "Weapon": []},
    "incidents": [{"types": ["BOMBING"], "fillers": {"Target": [["BRIDGE"]]}}],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows: dict[str, list[dict[str, object]]] = {
        "redocred": [REDOCRED] * 20,
        "knowledgenet": [KNOWLEDGENET],
        "re3d": [RE3D],
        "gum": [GUM],
        "gap": [GAP],
        "muc-dev": [MUC],
    }
    for name, some in rows.items():
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(one) + "\n" for one in some))
    return tmp_path


def test_labels_are_bound_by_the_links_of_the_ontology() -> None:
    table = wikidata(ONTOLOGY)
    assert (table["P19"].property, table["P19"].reverse) == ("bornIn", False)
    assert (table["P22"].property, table["P22"].reverse) == ("parentOf", True)
    assert (table["P131"].property, table["P150"].property, table["P150"].reverse) == ("locatedIn", "locatedIn", True)
    assert (table["P112"].property, table["P112"].reverse) == ("founderOf", True)
    assert not {"participant", "victim", "killedCount"} & {one.property for one in table.values()}
    assert both_ways([(1, "spouseOf", 2), (1, "bornIn", 3)], ONTOLOGY) == [(1, "bornIn", 3), (1, "spouseOf", 2), (2, "spouseOf", 1)]


def test_samples_of_each_format(folder: Path) -> None:
    made = data.prepare(folder, ONTOLOGY)
    by_source = {one.source: one for one in made}
    red, net, war, gum, gap = (by_source[name] for name in ("redocred", "knowledgenet", "re3d", "gum", "gap"))
    assert red.zones[0].relations == [(0, "bornIn", 1), (0, "spouseOf", 3), (1, "locatedIn", 2), (3, "spouseOf", 0)]
    assert red.tagged and [red.text[a:b] for a, b, _, _ in red.names] == ["Ada Berg", "Lima", "Peru", "Tomas Rell"]
    (zone,) = net.zones
    (head, label, tail) = zone.relations[0]
    words = {group: net.text[start:end] for start, end, _, group in net.mentions}
    assert (words[head], label, words[tail], zone.labels) == ("Ada Berg", "bornIn", "Lima", ["bornIn"])
    assert "Peru" in words.values() and "Tomas Rell" not in words.values()  # it may be an end; that passage is not annotated
    assert war.zones[0].relations == [(0, "fightsAgainst", 1), (1, "fightsAgainst", 0)]
    assert {"fightsAgainst", "leaderOf"} <= set(war.zones[0].labels)
    assert [(war.text[a:b], kind, exact) for a, b, kind, exact in war.names] == [("Red Front", "Group", True), ("Blue Army", "Group", True)]
    assert (gum.names, gum.open) == ([(*at("Ada Berg"), "Person", True)], [at("Ada Berg")])
    assert "Lima" in {gum.text[a:b] for a, b, *_ in gum.mentions} and not gum.zones  # what a teacher may say something of
    assert {"Tomas Rell", "Ada Berg", "Lima", "He"} == {gap.text[a:b] for a, b, *_ in gap.mentions} and not (
        gap.zones or gap.names or gap.tagged
    )
    path = folder / "samples.jsonl"
    samples.write(made, path)
    assert [one.id for one in samples.load(path)] == [one.id for one in made]
    assert samples.counts(made)["redocred", "bornIn"] == 20


def test_what_took_part_in_what_is_marked_in_every_occurrence(folder: Path) -> None:
    (made,) = data.prepare(folder / "muc-dev.jsonl", ONTOLOGY)
    assert [(REPORT[start:end], role) for start, end, role in made.parts] == [
        ("Gunmen", "agent Person"), ("Red Front", "agent Group"), ("Red Front", "agent Group"), ("bridge", "target"), ("Ada Berg", "victim"),
    ]  # fmt: skip
    assert {name: [REPORT[a:b] for a, b in spans] for name, spans in made.happened.items()} == {"Bombing": ["bridge"]}
    (window,) = examples.cut_up([made], ["locatedIn"], ends_of(["locatedIn"], ONTOLOGY), Network(DEFAULT).vocabulary)
    roles, classes = list(reports.ROLES.values()), list(reports.CLASSES.values())
    assert {roles[role] for _, role in window.parts} == {"agent Person", "agent Group", "target", "victim"}
    assert [classes[k] for k, state in enumerate(window.happened) if state == examples.HELD] == ["Bombing"]
    other = swap.swapped(made, (["Marguerite"], ["Ost"]), random.Random(1))
    assert [(other.text[start:end], role) for start, end, role in other.parts][-1] == ("Marguerite Ost", "victim")


def test_the_gazetteer_says_which_town_lies_in_which_land(folder: Path) -> None:
    (made,) = data.prepare(folder / "muc-dev.jsonl", ONTOLOGY)
    (zone,) = made.zones
    words = {group: made.text[start:end] for start, end, _, group in made.mentions}
    assert [(words[head], name, words[tail]) for head, name, tail in zone.relations] == [("Guayaquil", "locatedIn", "Ecuador")]
    assert {(words[head], words[tail]) for head, tail in zone.only or ()} == {("Guayaquil", "Ecuador"), ("Guayaquil", "Bolivia")}
    (window,) = examples.cut_up([made], ["locatedIn"], ends_of(["locatedIn"], ONTOLOGY), Network(DEFAULT).vocabulary)
    assert sorted(true for _, _, true, _ in window.pairs) == [(), (0,)]  # nothing is marked of other pairs


def test_ends_are_learnt_as_they_will_be_met(folder: Path) -> None:
    text = "Ada Berg was born in Lima. She married Tomas Rell, a baker, in 1994."
    told = {
        "start": 27,
        "end": len(text),
        "properties": ["SPOUSE"],
        "facts": [["SPOUSE", *at("She", text), *at("Tomas Rell", text), "", ""]],
    }
    given, met = data._READERS["knowledgenet"]([{"id": "seven", "text": text, "passages": [told]}], ONTOLOGY)
    words: dict[int, list[str]] = {}
    for start, end, _, group in met.mentions:
        words.setdefault(group, []).append(text[start:end])
    assert {(words[head][0], name, words[tail][0]) for head, name, tail in met.zones[0].relations} == {
        ("Ada Berg", "spouseOf", "Tomas Rell"), ("Tomas Rell", "spouseOf", "Ada Berg"),
    }  # fmt: skip
    assert ["Ada Berg", "She"] in words.values() and ["1994"] in words.values()
    assert (given.source, met.source) == ("knowledgenet", "knowledgenet-met")


def test_what_one_passage_says_of_two_holds_of_them_in_the_whole_text(folder: Path) -> None:
    text = "Ada Berg met Tomas Rell. Ada Berg married Tomas Rell."
    where = [(0, 8), (13, 23), (25, 33), (42, 52)]
    one = samples.Sample("eight", "x", text, False, [(*place, "Person", k % 2) for k, place in enumerate(where)])
    one.zones = [samples.Zone(0, 24, ["spouseOf"], []), samples.Zone(25, len(text), ["spouseOf"], [(0, "spouseOf", 1), (1, "spouseOf", 0)])]
    (window,) = examples.cut_up([one], ["spouseOf"], ends_of(["spouseOf"], ONTOLOGY), Network(DEFAULT).vocabulary)
    assert sorted(window.pairs) == [(0, 1, (0,), (0,)), (1, 0, (0,), (0,))]


def test_made_up_texts_say_what_is_marked() -> None:
    people = [
        f"{first} {last}" for first in ("Ada", "Tomas", "Nora", "Luis", "Edna") for last in ("Berg", "Rell", "Vance", "Ordel", "Kray")
    ]
    text = ", ".join(people)
    named = samples.Sample("nine", "x", text, False, names=[(*at(one, text), "Person", True) for one in people])
    patterns, made = madeup.patterns(), list(madeup.made_up([named], ONTOLOGY, 200))
    slots = [{match[1] for match in madeup._SLOT.finditer(one.text)} for one in patterns]
    assert all({left, right} <= there for one, there in zip(patterns, slots, strict=True) for left, _, right in one.told)
    assert {name for one in patterns for _, name, _ in one.told} == set(made[0].zones[0].labels) <= set(ONTOLOGY.properties)
    assert all("{" not in one.text for one in made)
    names = {(one.id, group): one.text[start:end] for one in made for start, end, kind, group in made_mentions(one)}
    told = {(names[one.id, head], name, names[one.id, tail], one.text) for one in made for head, name, tail in one.zones[0].relations}
    for left, name, right, text in told:
        assert left in text and right in text
        assert f"{left}, the head of {right}," not in text or name == "leaderOf"
    assert {left for left, name, _, _ in told if name == "siblingOf"} <= set(people)
    assert [one.text for one in made] == [one.text for one in madeup.made_up([named], ONTOLOGY, 200)]
    with pytest.raises(KgError, match="made-up texts need"):
        list(madeup.made_up([], ONTOLOGY, 1))


def made_mentions(one: samples.Sample) -> list[tuple[int, int, str, int]]:
    return [mention for mention in one.mentions if mention[2] != "Pronoun"]


def test_a_folder_without_known_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="nothing to learn from"):
        data.prepare(tmp_path, ONTOLOGY)


def test_the_command_counts_labels(folder: Path) -> None:
    told = CliRunner().invoke(main, ["data", str(folder), "-o", str(folder / "out.jsonl")])
    assert told.exit_code == 0, told.output
    assert "bornIn" in told.output and (folder / "out.jsonl").stat().st_size > 0


def test_windows_hold_tags_groups_and_pairs(folder: Path) -> None:
    labels = ["bornIn", "locatedIn", "spouseOf"]
    some = [one for one in data.prepare(folder, ONTOLOGY) if one.source in ("redocred", "gum")]
    made = list(examples.cut_up(some, labels, ends_of(labels, ONTOLOGY), Network(DEFAULT).vocabulary))
    red = next(one for one in made if one.source == "redocred")
    assert [FAMILIES[(tag - 1) // 2] for tag in red.tags if tag > 0 and tag % 2] == ["Person", "Place", "Place", "Person"]
    assert [KINDS[kind] for _, kind in red.groups] == ["Person", "Place", "Place", "Person"]
    held = {(head, tail): [labels[k] for k in true] for head, tail, true, _ in red.pairs if true}
    assert held == {(0, 1): ["bornIn"], (0, 3): ["spouseOf"], (1, 2): ["locatedIn"], (3, 0): ["spouseOf"]}
    assert {(head, tail): marked for head, tail, _, marked in red.pairs}[0, 2] == (0,)  # a person may only be born in a place


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the University of Lima", "University of Lima"),
        ("President Ada Berg", "Ada Berg"),
        ("the prize of Lima in 1958", "Lima"),
        ("the old harbour", None),
        ("Ada Berg, a painter", None),
        ("Ada and her friends", None),
    ],
)  # fmt: skip
def test_a_phrase_that_is_nothing_but_a_name_is_tagged_exactly(phrase: str, name: str | None) -> None:
    row = {
        "id": "five",
        "text": phrase,
        "mentions": [{"span": (0, len(phrase)), "type": "place", "kind": "name", "head": at(phrase.split()[-1], phrase)}],
    }
    (made,) = data._READERS["gum"]([row], ONTOLOGY)
    ((start, end, _, exact),) = made.names
    assert (phrase[start:end] if exact else None) == name


def test_a_text_is_told_of_other_people(folder: Path) -> None:
    (red, *_), net = ([one for one in data.prepare(folder, ONTOLOGY) if one.source == name] for name in ("redocred", "knowledgenet"))
    words = ["Marguerite"], ["Ost"]
    assert swap.pool([replace(red, held=False)]) == (["Ada", "Tomas"], ["Berg", "Rell"])
    for one in (red, *net):
        other = swap.swapped(one, words, random.Random(1))
        assert other.text.startswith("Marguerite Ost was born in Lima, Peru. She married ")
        assert [(kind, group) for *_, kind, group in other.mentions] == [(kind, group) for *_, kind, group in one.mentions]
        assert {other.text[a:b] for a, b, kind, _ in other.mentions if kind == "Place"} == {"Lima", "Peru"}
        assert "Marguerite Ost" in {other.text[a:b] for a, b, kind, _ in other.mentions if kind == "Person"}
        assert [(zone.labels, zone.relations) for zone in other.zones] == [(zone.labels, zone.relations) for zone in one.zones]
        assert all(other.text[zone.end - 1] == "." for zone in other.zones)


def test_the_card_tells_what_was_learnt_and_how_good_it_is(folder: Path) -> None:
    samples.write(data.prepare(folder / "muc-dev.jsonl", ONTOLOGY), folder / "samples.jsonl")
    rows = data.prepare(folder / "redocred.jsonl", ONTOLOGY)
    samples.write([replace(one, id=f"{one.id} {k // 2}") for k, one in enumerate(rows)], folder / "beside.jsonl")
    told = CliRunner().invoke(main, ["card", str(folder / "samples.jsonl"), str(DEFAULT), "--beside", str(folder / "beside.jsonl")])
    assert told.exit_code == 0, told.output
    assert "| muc | 1 | 0 | 1 | 0 |" in told.output
    row = next(line for line in told.output.splitlines() if line.startswith("| bornIn |"))
    assert row.split("|")[2].strip() == "20"  # once a text, by the ends that a build gives
    assert "Expected calibration error 0." in told.output
    assert "| agent Person | " in told.output


def test_only_texts_that_were_not_learnt_from_choose_thresholds() -> None:
    zone = samples.Zone(0, 4, ["bornIn"], [])
    kept, held = (samples.Sample("a", source, "text", held, zones=[zone]) for source, held in (("redocred", False), ("redocred", True)))
    met, made = replace(held, source="redocred-met"), replace(held, source=madeup.MADE_UP)
    beside = replace(kept, id="b", source="re3d")
    found = settle.unseen([kept, held, met, made], [beside])
    assert [(one.id, one.source, one.held) for one in found] == [("a", "redocred-met", True), ("b", "re3d", True)]


def test_thresholds_are_judged_by_texts_that_had_no_part_in_choosing_them() -> None:
    draw = np.random.default_rng(2)
    margins = [draw.normal(size=1000).astype(np.float32) for _ in range(4)]
    honest = [[calibrate.Judged("a", one, draw.random(1000) < 1 / (1 + np.exp(-2 * one)))] for one in margins]
    found = calibrate.crossed(honest)
    holds, read, right = found.rows["a"]
    assert holds == sum(int(part[0].true.sum()) for part in honest) and 0.6 < right / read < 1
    assert calibrate.reliability(found.likely, found.true)[0] < 0.06
    odd = [*honest[:3], [calibrate.Judged("a", margins[3], margins[3] < 0)]]  # in one part all is the other way round
    misled = calibrate.crossed(odd)
    assert calibrate.reliability(misled.likely, misled.true)[0] > 0.1


def test_settling_leaves_a_reader_with_thresholds_and_another_version(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(DEFAULT, tmp_path / "reader")
    before = Network(DEFAULT).card
    rows = [replace(one, id=f"{one.id} {k}") for one in data.prepare(folder / "knowledgenet.jsonl", ONTOLOGY) for k in range(9)]
    samples.write(rows, folder / "beside.jsonl")
    samples.write([], folder / "none.jsonl")
    told = CliRunner().invoke(
        main, ["settle", str(folder / "none.jsonl"), str(tmp_path / "reader"), "--beside", str(folder / "beside.jsonl")]
    )
    after = Network(tmp_path / "reader").card
    assert told.exit_code == 0, told.output
    assert after["labels"] == before["labels"] and after["version"] != before["version"]
    assert set(after["thresholds"].values()) == {None}  # nine statements bear out nothing


def test_the_curve_is_drawn_over_all_stages(tmp_path: Path) -> None:
    for name, shares in (("one", (10.0, 40.0, 60.0)), ("two", (70.0, 80.0))):
        (tmp_path / name).mkdir()
        rows = [{"pass": k + 1, "tagged": 50.0, "redocred F": share, "re3d F": 0.0} for k, share in enumerate(shares)]
        (tmp_path / name / "curve.jsonl").write_text("".join(json.dumps(row) + "\n" for row in [*rows, rows[-1]]))
    told = CliRunner().invoke(main, ["curve", str(tmp_path / "one"), str(tmp_path / "two"), "-o", str(tmp_path / "curve.svg")])
    assert told.exit_code == 0, told.output
    drawn = ElementTree.fromstring((tmp_path / "curve.svg").read_text())
    tagged, relations = ([point.split(",") for point in line.attrib["points"].split()] for line in drawn if line.tag.endswith("polyline"))
    assert (
        len(relations) == 5 and len({y for _, y in tagged}) == 1
    )  # what was written twice counts once, and what is always nought not at all
    assert [float(y) for _, y in relations] == sorted((float(y) for _, y in relations), reverse=True)
    assert [float(x) for x, _ in relations] == sorted(float(x) for x, _ in relations)


def test_a_threshold_makes_a_label_precise_or_shuts_it() -> None:
    draw = np.random.default_rng(1)
    margins = draw.normal(size=4000).astype(np.float32)
    good = calibrate.Judged("good", margins, draw.random(4000) < 1 / (1 + np.exp(-2 * margins)))
    bad = calibrate.Judged("bad", margins, draw.random(4000) < 0.1)
    chosen = calibrate.thresholds([good, bad])
    assert chosen["bad"] is None and chosen["good"] is not None
    read = margins >= chosen["good"]
    assert good.true[read].mean() >= 0.6 and read.sum() > 400
    x, y = calibrate.statements([good, bad], chosen)
    slope, shift = calibrate.calibration([good, bad], chosen)
    assert slope == pytest.approx(2, abs=0.3) and shift == pytest.approx(0, abs=0.3)
    wrong, bins = calibrate.reliability(calibrate.likelihood(x, (slope, shift)), y)
    assert wrong < 0.05 and sum(n for _, _, n in bins) == len(x)
    assert calibrate.reliability(calibrate.likelihood(x, (0.0, -3.0)), y)[0] > 0.4


@pytest.mark.parametrize(("statements", "open_"), [(19, False), (20, True)])
def test_a_label_of_which_few_statements_are_known_is_shut_however_right_they_are(statements: int, open_: bool) -> None:
    few = calibrate.Judged("few", np.linspace(1, 2, statements, dtype=np.float32), np.ones(statements, dtype=bool))
    assert (calibrate.thresholds([few])["few"] is not None) is open_
