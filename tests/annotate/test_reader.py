"""The learned reader: windows over any text, what it adds to the rules and leaves to them, and that it can be left out."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import Annotator
from kg.annotate.names import Tagged
from kg.annotate.reader.encoder import View
from kg.annotate.reader.fusion import fused
from kg.annotate.reader.pieces import windows, written
from kg.annotate.reader.reader import Reader, _trigger, classes_of, kind_of, parties
from kg.annotate.reader.sifted import Statement, likeliest, tenable
from kg.annotate.relations.closure import closure
from kg.annotate.relations.findings import Finding
from kg.facts import Document, Reading
from kg.ontology import Ontology

ONTOLOGY = Ontology.load()
# Sentences that a reader of facts would agree on: subject, property (or one below it), object.
TOLD = {
    "Lima-born Ada Berg studied chemistry at the University of Zurich before she moved to Norway.": (
        ("Ada Berg", "bornIn", "Lima"), ("Ada Berg", "educatedAt", "University of Zurich"),
    ),
    "Tomas Rell (3 May 1931 - 9 June 2004) was a Danish painter who lived in Oslo.": (
        ("Tomas Rell", "birthDate", "1931-05-03"), ("Tomas Rell", "deathDate", "2004-06-09"), ("Tomas Rell", "livesIn", "Oslo"),
    ),
    "Norvik Shipping, headquartered in Hamburg, was set up in 1987.": (
        ("Norvik Shipping", "basedIn", "Hamburg"), ("Norvik Shipping", "foundedOn", "1987"),
    ),
    "After her degree from Harvard University, Nora Vance joined the Peruvian biologist Luis Ordel at Acme Corporation.": (
        ("Nora Vance", "educatedAt", "Harvard University"), ("Luis Ordel", "citizenOf", "Peru"),
    ),
    "Kestrel is a small town in the north of Portugal.": (("Kestrel", "locatedIn", "Portugal"),),
}  # fmt: skip


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(ONTOLOGY, reader=True)


def claimed(reading: Reading) -> set[tuple[str, str, str]]:
    """(subject, property and those above it, object or value) in the words of the text; names of one cluster stand for each other."""
    words = {one.id: one.evidence.quote for one in reading.mentions}
    return {
        (words[one.subject], name, words[one.object] if one.object else str(one.value))
        for one in reading.claims
        for name in ONTOLOGY.property_line(one.predicate)
    }


def test_the_reader_adds_to_what_the_rules_find(annotator: Annotator) -> None:
    alone = Annotator(ONTOLOGY)
    wanted = found = before = 0
    for text, told in TOLD.items():
        document = Document.of(text, "x")
        both, rules = claimed(annotator.reading(document)), claimed(alone.reading(document))
        wanted, found, before = wanted + len(told), found + len(both & set(told)), before + len(rules & set(told))
    assert wanted == 10
    assert found > before


def test_who_said_so_is_named(annotator: Annotator) -> None:
    version = annotator.learned.version if annotator.learned else ""
    said = {one.by for text in TOLD for one in annotator.reading(Document.of(text, "x")).claims}
    assert f"reader:{version}" in said
    assert any(one.startswith("rule:") and one.endswith(f" reader:{version}") for one in said)
    assert all(one.startswith(("rule:", "reader:")) for one in said)


def test_the_reader_can_be_left_out(annotator: Annotator) -> None:
    alone = Annotator(ONTOLOGY)
    assert alone.learned is None
    assert alone.fingerprint != annotator.fingerprint
    assert not any("reader:" in one.by for text in TOLD for one in alone.reading(Document.of(text, "x")).claims)


def test_a_long_text_is_read_whole_and_every_claim_is_quoted(annotator: Annotator) -> None:
    first, second, *_ = TOLD
    text = " ".join([first, *["The harvest was late that year, and the roads were wet."] * 90, second])
    document = Document.of(text, "long")
    reading = annotator.reading(document)
    read = [one for one in reading.claims if "reader:" in one.by]
    assert any(one.evidence.end <= len(first) for one in read) and any(one.evidence.start > len(text) // 2 for one in read)
    assert all(text[one.evidence.start : one.evidence.end] == one.evidence.quote for one in read)
    assert all(0.0 < one.confidence < 1.0 for one in read)
    assert annotator.reading(document) == reading


def test_an_ontology_without_the_readers_properties_is_read_without_them() -> None:
    kept = {name: one for name, one in ONTOLOGY.properties.items() if name != "bornIn"}
    assert "bornIn" in Reader(ONTOLOGY).known
    assert "bornIn" not in Reader(replace(ONTOLOGY, properties=kept)).known


@given(st.integers(1, 3000), st.integers(4, 600), st.data())
def test_windows_cover_a_text_and_share_pieces(n: int, size: int, data: st.DataObject) -> None:
    overlap = data.draw(st.integers(0, size - 1))
    found = windows(n, size=size, overlap=overlap)
    assert {i for first, last in found for i in range(first, last)} == set(range(n))
    assert all(last - first <= size for first, last in found)
    assert all(one[1] - other[0] >= overlap for one, other in itertools.pairwise(found))


@pytest.mark.parametrize(("word", "way"), [("lima", 1), ("Lima", 2), ("USA", 3), ("1987", 4), ("-", 5), ("A", 2)])
def test_how_a_piece_is_written(word: str, way: int) -> None:
    assert written(word) == way


def _finding(subject: int, name: str, object_: int, *, reader: str = "", likely: float = 0.0) -> Finding:
    trigger = next(one for one in ONTOLOGY.triggers if one.target == name)
    return Finding(trigger, subject, name, object_, None, None, subject, subject, True, likely, reader)


def test_a_date_right_behind_a_verb_is_its_subjects() -> None:
    died = replace(_finding(1, "deathDate", 0), object=None, at=8)
    read = replace(_finding(5, "deathDate", 0, reader="reader:1", likely=0.6), object=None, span=(10, 11))
    assert fused([died], [read], {}, ONTOLOGY) == [died]
    assert len(fused([died], [replace(read, span=(20, 21))], {}, ONTOLOGY)) == 2


def test_what_both_say_is_said_once_and_names_both() -> None:
    (one,) = fused([_finding(1, "spouseOf", 5)], [_finding(6, "spouseOf", 2, reader="reader:1", likely=0.7)], {2: 1, 6: 5}, ONTOLOGY)
    assert (one.subject, one.object, one.reader, one.likely) == (1, 5, "reader:1", 0.7)


def test_a_rule_for_a_narrower_property_says_what_the_reader_says() -> None:
    assert len(fused([_finding(1, "fatherOf", 5)], [_finding(1, "parentOf", 5, reader="reader:1", likely=0.7)], {}, ONTOLOGY)) == 1


def test_what_follows_from_what_the_reader_alone_says_is_its_own_and_no_surer() -> None:
    read = [
        replace(_finding(*ends, reader="reader:1", likely=sure), trigger=_trigger("reader:1", "locatedIn"))
        for ends, sure in (((1, "locatedIn", 5), 0.9), ((5, "locatedIn", 9), 0.6))
    ]
    (one,) = closure(read, ONTOLOGY)
    assert (one.subject, one.object, one.said_by, one.surer(0.9)) == (1, 9, "reader:1", 0.6)
    rule = _finding(5, "locatedIn", 9)
    (one,) = closure([read[0], rule], ONTOLOGY)
    assert (one.said_by, one.surer(0.9)) == ("reader:1", 0.9)
    (one,) = closure([rule, _finding(9, "locatedIn", 12)], ONTOLOGY)
    assert one.said_by == f"rule:{rule.trigger.id}+{rule.trigger.id}"


def test_what_no_rule_says_is_said_by_the_reader_alone() -> None:
    read = [_finding(1, name, 5, reader="reader:1", likely=0.52) for name in ("spouseOf", "deathDate")]
    assert fused([], read, {}, ONTOLOGY) == read


def test_nothing_is_read_that_is_less_likely_than_not(annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> None:
    assert annotator.learned
    text = "After her degree from Harvard University, Nora Vance joined the Peruvian biologist Luis Ordel at Acme Corporation."
    reading = annotator.reading(Document.of(text, "x"))
    assert any(one.by.startswith("reader:") for one in reading.claims)
    monkeypatch.setitem(annotator.learned.network.card, "calibration", [0.0, -0.01])
    assert not any("reader:" in one.by for one in annotator.reading(Document.of(text, "x")).claims)
    monkeypatch.setitem(annotator.learned.network.card, "calibration", [0.0, 0.01])
    assert {one.confidence for one in annotator.reading(Document.of(text, "x")).claims if one.by.startswith("reader:")} == {0.502}


def test_two_people_of_whom_a_noun_ties_one_to_a_third_are_tied_by_a_sure_reader_alone() -> None:
    noun = next(one for one in ONTOLOGY.triggers if one.target == "spouseOf" and one.frame == "RelationalNoun")
    wife = Finding(noun, 5, "spouseOf", 1, None, None, 5, 5, True)
    minister = _finding(5, "spouseOf", 9, reader="reader:1", likely=0.8)
    assert fused([wife], [minister], {}, ONTOLOGY, [0] * 10) == [wife]
    assert len(fused([wife], [minister], {}, ONTOLOGY, [0] * 5 + [1] * 5)) == 1
    assert len(fused([replace(wife, at=1)], [minister], {}, ONTOLOGY, [0] * 5 + [1] * 5)) == 2
    assert len(fused([wife], [replace(minister, likely=0.95)], {}, ONTOLOGY, [0] * 10)) == 2


def test_a_thing_lies_in_one_country_only() -> None:
    lies = [Statement("locatedIn", 0, at, likely, {}) for at, likely in ((1, 0.7), (2, 0.8), (3, 0.65))]
    lives = [Statement("livesIn", 0, at, likely, {}) for at, likely in ((1, 0.7), (2, 0.8))]
    classes = ["Settlement", "Country", "Country", "Region"]
    assert likeliest([*lies, *lives], classes, {"locatedIn"}) == [lies[1], lies[2], *lives]


def test_a_full_frame_of_the_grammar_wins_over_another_reading_of_the_same_ends() -> None:
    rules = [_finding(1, "parentOf", 5)]
    turned, other = (_finding(*ends, reader="reader:1", likely=0.8) for ends in ((5, "parentOf", 1), (1, "spouseOf", 5)))
    assert fused(rules, [turned, other], {}, ONTOLOGY) == rules
    assert len(fused([replace(rules[0], full=False)], [turned], {}, ONTOLOGY)) == 2
    sure = replace(other, likely=0.95)
    assert fused(rules, [sure], {}, ONTOLOGY) == [*rules, sure]


def test_what_can_be_said_once_only_is_left_to_the_rule() -> None:
    assert ONTOLOGY.properties["birthDate"].functional
    rules, read = (replace(_finding(1, "birthDate", 0), object=None, value="", span=(at, at + 1)) for at in (4, 9))
    read = replace(read, reader="reader:1", likely=0.95)
    assert fused([rules], [read], {}, ONTOLOGY) == [rules]
    assert fused([rules], [replace(read, span=(4, 5))], {}, ONTOLOGY) == [replace(rules, reader="reader:1", likely=0.95)]


def test_who_is_arrested_for_a_deed_may_not_have_done_it(annotator: Annotator) -> None:
    text = "Luis Paz, 34, a nurse from Cusco, was arrested in Lima for the murder of Tomas Rell."
    claims = annotator.reading(Document.of(text, "x")).claims
    dead = {one.subject for one in claims if one.predicate == "victim"}
    assert {one.polarity for one in claims if one.predicate == "agent" and one.subject in dead} == {"hedged"}


def test_who_applies_to_a_school_may_never_have_been_there(annotator: Annotator) -> None:
    said = [annotator.reading(Document.of(f"Luis Paz {verb} the University of Lima.", "x")).claims for verb in ("applied to", "studied at")]
    schooling = [{one.polarity for one in claims if one.predicate == "educatedAt"} for claims in said]
    assert schooling == [{"hedged"}, {"asserted"}]


def test_the_stance_of_the_deeper_clause_counts(annotator: Annotator) -> None:
    text = "The registrar of Harvard University said Ada Berg had never studied there, and that Tomas Rell never studied at Harvard University."
    told = [one for one in annotator.reading(Document.of(text, "x")).claims if one.predicate == "educatedAt"]
    assert not any(one.polarity == "asserted" for one in told)


# Sentences with their names: P a person's, G a group's, L a place's, T another thing's.
NAMED = {
    "The novel The Amber Harvest was published by Norvane Press, and The Amber Harvest sold well in Lima.": "G Norvane Press, T Amber Harvest, L Lima",
    "Krell United lost to Dornbach Rovers at the Veldt Arena on Sunday.": "G Krell United, G Dornbach Rovers, L Veldt Arena",
    "Their second album, Harbour Lights, was released by Tallow Records.": "T Harbour Lights, G Tallow Records",
    "When it was signed, the Agreement of Lorne called for new tariffs; the Agreement lapsed in 1990.": "T Agreement of Lorne, T Agreement",
    "She starred in The Glass Orchard and later in Winter Road.": "T Glass Orchard, T Winter Road",
    "Ruperra lies on the river Usk, west of Caerwent.": "L Ruperra, L Usk, L Caerwent",
    "He wrote for the Kestrel Gazette before he joined Ostrava Film.": "G Kestrel Gazette, G Ostrava Film",
    "The ferry from Skarne to Holm Veer was late.": "L Skarne, L Holm Veer",
    "Dovecote Lane was Marrin's first single for Umber.": "T Dovecote Lane, P Marrin, G Umber",
    "Vandrel was founded by Mira Okkon, and Okkon led Vandrel until 2004.": "G Vandrel, P Mira Okkon, P Okkon",
    "The ferry runs from Port Sable to Ullin and on to the Skerrit Islands.": "L Port Sable, L Ullin, L Skerrit Islands",
    "Halden and Rourke were arrested in Brenmouth; Rourke is from Tarnsey.": "P Halden, P Rourke, L Brenmouth, P Rourke, L Tarnsey",
    "Korvia beat Estermark in the final of the Lowland Cup.": "L Korvia, L Estermark, T Lowland Cup",
    "The Mirror of Salt is a film by Jonas Okerlund, shown at the Venn Festival.": "T Mirror of Salt, P Jonas Okerlund, T Venn Festival",
    "Lund Aerospace sold its plant in Gethin to Morrow Steel in 2011.": "G Lund Aerospace, L Gethin, G Morrow Steel",
    "He studied at Ravensmoor College and taught at the Tallis Institute in Corvane.": "G Ravensmoor College, G Tallis Institute, L Corvane",
    "The Battle of Ardmoss was won by the troops of Duke Edric of Valmont.": "T Battle of Ardmoss, P Edric of Valmont",
    "Sela Brandt sang Paper Rivers with the band Northern Lanterns.": "P Sela Brandt, T Paper Rivers, G Northern Lanterns",
}
_LETTERS = {"P": "Person", "G": "Group", "L": "Place"}


def _named(annotator: Annotator, text: str) -> set[tuple[str, str]]:
    """(Family or "Thing", words) of each name that is found."""
    rows = [one for one in annotator.reading(Document.of(text, "x")).mentions if one.kind == "name"]
    return {(family if (family := ONTOLOGY.family(one.type)) in _LETTERS.values() else "Thing", one.evidence.quote) for one in rows}


def test_more_names_are_right_with_the_readers_help(annotator: Annotator) -> None:
    alone, scores = Annotator(ONTOLOGY), [0, 0]
    for text, told in NAMED.items():
        wanted = {(_LETTERS.get(one[0], "Thing"), one[2:]) for one in told.split(", ")}
        for k, who in enumerate((alone, annotator)):
            scores[k] += len(wanted & _named(who, text))
    assert scores[1] > scores[0], scores


STATED = [
    ("The Harbour Cell broke away from the Peasant Front of the North in 1994.", "G Peasant Front of the North"),
    ('Oumar led the gang. Neighbours call the group simply "the Cousins". The Cousins robbed a bank on Monday.', "G Cousins"),
    ("It bore the marks of Ansar al-Wadi, a group that left Saraya al-Haqq in 2010.", "G Ansar al-Wadi"),
    ("Comrade Dario sent a letter to Radio Verano on Monday.", "P Comrade Dario"),
    ("The league was joined by Dornbach Rovers in 1990.", "G Dornbach Rovers"),
    ("Cyclone Marenda hit the coast on Monday. Marenda killed two men.", "T Marenda"),
    ("Soldiers began Operation Dry River in May.", "T Operation Dry River"),
    ("Help was sent to Port Verrin.", "L Port Verrin"),
    ("Don Amadeo Ruz is the father of Senator Pilar Ruz.", "P Amadeo Ruz"),
    ("A spokesman for the Tarnu self-defence militia, Lassina Zerbo, accused the army of murder.", "P Lassina Zerbo"),
]


@pytest.mark.parametrize("reads", [False, True])
@pytest.mark.parametrize(("text", "told"), STATED)
def test_what_the_text_states_of_a_name_holds_with_the_reader_and_without(annotator: Annotator, text: str, told: str, reads: bool) -> None:
    assert (_LETTERS.get(told[0], "Thing"), told[2:]) in _named(annotator if reads else Annotator(ONTOLOGY), text)


OWNED = [
    ("The Harbour Union has nine branches. Its chairman, Tomas Rell, lives in Lima.", "Its", "Harbour Union"),
    ("Norfeld Bank has a branch in Lima. Its director, Ana Ruiz, asked for help.", "Its", "Norfeld Bank"),
    (
        "They fled to Lima, where the aid organisation Tarnu Relief, based in Cusco, is giving out tents. Its director, Ana Ruiz, asked for help.",
        "Its",
        "Tarnu Relief",
    ),
    (
        "The Harbour Guard, founded in 2009, wants a state on both banks of the river. It has fought the army for years.",
        "It",
        "Harbour Guard",
    ),
    ("The town of Norfeld has 500 people. Its mayor, Ana Ruiz, resigned.", "Its", "The town"),
]


@pytest.mark.parametrize("reads", [False, True])
@pytest.mark.parametrize(("text", "left", "right"), OWNED)
def test_it_is_what_can_have_a_chairman_or_fight(annotator: Annotator, text: str, left: str, right: str, reads: bool) -> None:
    reading = (annotator if reads else Annotator(ONTOLOGY)).reading(Document.of(text, "x"))
    quotes = {one.id: one.evidence.quote for one in reading.mentions}
    assert {left, right} in [{quotes[one.left], quotes[one.right]} for one in reading.judgements if one.verdict == "same"]


def test_a_plain_plural_at_a_sentences_start_names_nobody(annotator: Annotator) -> None:
    assert _named(annotator, "Farmers often fight over water, and brothers are left to make peace.") == set()


def test_tags_become_spans_and_odds(annotator: Annotator) -> None:
    tree = annotator.session(Document.of("Mira Okkon lives in Lima.", "x")).tree
    pieces = annotator.learned.network.vocabulary.cut(tree.whole) if annotator.learned else None
    assert pieces
    tags = np.zeros((len(pieces.ids) + 2, 9), dtype=np.float32)
    tags[:, 0] = 5
    first, last = pieces.at(tree.start[0]), pieces.at(tree.end[1] - 1)
    tags[1 + first, 1], tags[2 + first : 2 + last, 2], tags[1 + pieces.at(tree.start[4]), 5] = 9, 9, 9  # B-Person, I-Person, B-Place
    none = np.zeros((0, 0), dtype=np.float32)
    tagged = Tagged(tree, pieces, [View(0, len(pieces.ids), none, tags, none, none)])
    assert list(tagged.spans()) == [(0, 2), (4, 5)]
    likely = np.exp(tagged.logs([(0, 2), (4, 5), (0, 1), (2, 4)]))
    assert likely[0, 0] > 0.9 and likely[1, 2] > 0.9  # a person, a place
    assert likely[2, 4] > 0.9 and likely[3, 4] > 0.9  # half a name and no name


def test_a_name_of_many_pieces_is_as_likely_as_one_of_few(annotator: Annotator) -> None:
    assert annotator.learned
    found = []
    for text in ("Mary Smith fell.", "Kostas Xhaferllari fell."):
        tree = annotator.session(Document.of(text, "x")).tree
        pieces = annotator.learned.network.vocabulary.cut(tree.whole)
        tags = np.zeros((len(pieces.ids) + 2, 9), dtype=np.float32)
        tags[:, 0] = 3
        for word in (0, 1):
            first, last = pieces.at(tree.start[word]), pieces.at(tree.end[word] - 1)
            tags[1 + first : 2 + last, 2] = 4  # the pieces of a word are somewhat likelier to be a person's name than not
            tags[1 + first, 1 + word] = 5
        none = np.zeros((0, 0), dtype=np.float32)
        tagged = Tagged(tree, pieces, [View(0, len(pieces.ids), none, tags, none, none)])
        found.append(float(np.exp(tagged.logs([(0, 2)]))[0, 0]))
    assert found[0] == pytest.approx(found[1]) and found[0] > 0.5


def test_each_word_has_its_part_in_what_is_reported(annotator: Annotator) -> None:
    session = annotator.session(Document.of("Mira Okkon fell.", "x"))
    assert annotator.learned
    pieces = annotator.learned.network.vocabulary.cut(session.tree.whole)
    margins = np.full((len(pieces.ids) + 2, 2), -9, dtype=np.float32)
    margins[1 + pieces.at(session.tree.start[1])] = 1
    none = np.zeros((0, 0), dtype=np.float32)
    reader = Reader(ONTOLOGY)
    reader.told = ("victim", "Attack")
    found = reader.reported((pieces, [View(0, len(pieces.ids), none, none, none, margins)]), session.tree)
    assert found.scores.dtype == np.float32 and found.scores.argmax(axis=0).tolist() == [1, 1]
    assert found.happened("Attack") == pytest.approx(float(found.scores[1, 1]), abs=0.01) and found.happened("Attack") > 0.7
    assert not reader.reported((replace(pieces, ids=[]), []), session.tree).scores.any()


def test_what_is_reported_is_asked_where_a_happening_is_told(annotator: Annotator) -> None:
    shapes = []
    for text in ("Mira Okkon fell.", "Gunmen killed Mira."):
        session = annotator.session(Document.of(text, "x"))
        session.reading()
        shapes.append(session.reported.scores.shape)
    assert annotator.learned and shapes == [(4, 0), (4, len(annotator.learned.told))]
    told = Annotator(ONTOLOGY).session(Document.of("Gunmen killed Mira.", "x"))
    told.reading()
    assert told.reported.scores.shape == (4, 0)


def test_what_holds_along_chains_may_be_told_farther_apart() -> None:
    reach = Reader(ONTOLOGY).reach
    assert reach["locatedIn"] > reach["bornIn"]


def test_what_lies_elsewhere_is_not_held() -> None:
    said = [Statement("locatedIn", 0, 1, 0.7, {}), Statement("locatedIn", 0, 2, 0.7, {}), Statement("spouseOf", 0, 1, 0.7, {})]
    assert list(tenable(said, [{"EC"}, {"EC"}, {"PE"}], {"locatedIn"})) == [said[0], said[2]]
    assert list(tenable(said, [set(), {"EC"}, {"PE"}], {"locatedIn"})) == said  # of a town that no list knows


def test_the_gazetteer_is_asked_for_places_only(annotator: Annotator) -> None:
    session = annotator.session(Document.of("Santiago Berg flew from Guayaquil to Peru.", "x"))
    assert annotator.learned
    _, _, namings, _, groups, settled = session.settled()
    people = parties(session.tree, namings, groups, lambda head: kind_of(classes_of(namings, settled)[head], ONTOLOGY), ())
    found = annotator.learned._lands(session.tree, namings, people)
    words = [" ".join(session.tree.text[namings[one.named[0]].start : namings[one.named[0]].end]) for one in people]
    assert dict(zip(words, found, strict=True)) == {"Santiago Berg": frozenset(), "Guayaquil": {"EC"}, "Peru": {"PE"}}
