"""Names: the choice among overlapping cuts, the model's file, what annotated texts say of spans, and that fitting learns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import Annotator
from kg.annotate.doc import Naming
from kg.annotate.names import Scene, _agreed
from kg.annotate.names.choice import _again, _best, _guess, choose
from kg.annotate.names.clues import clues
from kg.annotate.names.model import FAMILIES, Model, shipped
from kg.facts import Document
from kg.learn import gold
from kg.learn.names import examples
from kg.learn.regression import fit
from kg.ontology import Ontology


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(Ontology.load())


spans = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 4)).map(lambda one: (one[0], one[0] + one[1])), unique=True, max_size=8)


@given(spans, st.data())
def test_the_choice_has_the_greatest_sum_of_odds_without_overlap(possible: list[tuple[int, int]], data: st.DataObject) -> None:
    odds = data.draw(st.lists(st.floats(-4, 4).map(lambda one: round(one, 2)), min_size=len(possible), max_size=len(possible)))
    found = list(_best(possible, odds))
    assert all(one[1] <= other[0] for one, other in itertools.pairwise([possible[k] for k in found]))
    assert all(odds[k] > 0 for k in found)

    def apart(some: tuple[int, ...]) -> bool:
        return all(possible[a][1] <= possible[b][0] or possible[b][1] <= possible[a][0] for a, b in itertools.combinations(some, 2))

    ways = (some for n in range(len(possible) + 1) for some in itertools.combinations(range(len(possible)), n) if apart(some))
    assert sum(odds[k] for k in found) == pytest.approx(max(sum(odds[k] for k in some) for some in ways))


def test_a_model_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    weights = np.array([[1.27, -0.5, 0, 0, 0.01], [0, 0, 0.3, -1.0, 0]])
    Model.save(tmp_path / "w.npz", ["last lima", "size 1"], weights, np.zeros(5))
    model = Model.load(tmp_path / "w.npz")
    got = np.exp(model.logs([["size 1", "last lima", "never seen"], []]))
    sums = np.exp(weights.sum(axis=0))
    assert got[0] == pytest.approx(sums / sums.sum(), abs=0.01)
    assert got[1] == pytest.approx([0.2] * 5)
    assert model.logs([]).shape == (0, 5)


def test_the_shipped_model_is_small_and_knows_its_clues(annotator: Annotator) -> None:
    scene = annotator.scene(Document.of("Ana Ruiz met the mayor of Norfeld in March.", "a"))
    seen = [clue for span in scene.possible for clue in clues(scene, span)]
    assert len(seen) > 80
    assert sum(clue in shipped()._row for clue in seen) > len(seen) / 2
    assert (Path(gold.__file__).parents[1] / "annotate/names/weights.npz").stat().st_size < 2_000_000


NAMED = [
    ("Widow Halima Orde accuses the soldiers of looting.", "Halima Orde", "Person"),
    ("Brothers Emre and Kaan Orde opened a bakery.", "Emre", "Person"),
    ("The rebels hold the Tarnu river and the town of Sirel.", "Tarnu", "NaturalFeature"),
    ("The method is an old one (Rell et al., 2015).", "Rell", "Person"),
    ("Magistrate Ifeoma Orde sentenced him.", "Ifeoma Orde", "Person"),
    ("The Sirel Roads Commission was founded in 1990.", "Sirel Roads Commission", "GovernmentBody"),
    ('Police arrested Tomas "Raul" Rell in Lima.', 'Tomas "Raul" Rell', "Person"),
    ("The house of Eva (Holm) Rell burned down.", "Eva (Holm) Rell", "Person"),
    ("The road meets Highway 12 near Sirel.", "Highway 12", "Facility"),
    ("The army sent Task Force 104 to Sirel.", "Task Force 104", "SecurityForce"),
    ("The Sirel Brigade and Task Force 104 met.", "Task Force 104", "SecurityForce"),
    ("General Motors fired him.", "General Motors", "Company"),
    ("He sued the Province of Ontario.", "Province of Ontario", "Region"),
    ("He works for the Department of Trade.", "Department of Trade", "GovernmentBody"),
    ("He sat in the House of Commons.", "House of Commons", "GovernmentBody"),
    ("He belongs to the House of Anfeld.", "House of Anfeld", "Group"),
    ("She saw the Sirel Museum of Art.", "Sirel Museum of Art", "Facility"),
    ("Kenyan Airlines flew to Lima.", "Kenyan Airlines", "Company"),
    ("They moved to the United States.", "the United States", "Country"),
    ("He met the former ambassador to Peru Husain Rell.", "Husain Rell", "Person"),
    ("He met the former ambassador to Peru Husain Rell.", "Peru", "Country"),
    ("The book tells of Native Americans.", "Native Americans", "Community"),
    ("He lives in Anfeld county.", "Anfeld", "Region"),
    ("Judge Lorena Park heard the case.", "Lorena Park", "Person"),
    ("Sheriff Tom Hill heard the shots.", "Tom Hill", "Person"),
    ("They crossed Prince Albert Park.", "Prince Albert Park", "Facility"),
    ("Marc Hill, a teacher, spoke first.", "Marc Hill", "Person"),
    ("The plaintiff sued Orde Corporation, Inc. in 2012.", "Orde Corporation, Inc.", "Company"),
    ("They sued Acme, Inc. and Orde Holdings, Ltd. over the loan.", "Orde Holdings, Ltd.", "Company"),
    ("The book was written by Isidore of Lima.", "Isidore of Lima", "Person"),
    ("He lived in the reigns of Osmund and Edric.", "Edric", "Person"),
    ("Romania's Minister of Transport Ana Ruiz resigned.", "Ana Ruiz", "Person"),
    ("His mother was English.", "English", "Community"),
    ("The Advisory Committee on Land Rights met in Lima.", "Advisory Committee on Land Rights", "Organization"),
    ("George Washington crossed the river. Washington ordered an attack.", "Washington", "Person"),
    ("George Washington crossed the river. They lived in Washington.", "Washington", "Settlement"),
    ("Police arrested Dad Karim.", "Dad Karim", "Person"),
    ("He sued Google.", "Google", "Company"),
    ("He used Google Calendar.", "Google", None),
    ("He joined the Bulls in 1998.", "Bulls", "Group"),
]


@pytest.mark.parametrize(("text", "words", "type"), NAMED)
def test_what_the_text_states_decides(annotator: Annotator, text: str, words: str, type: str | None) -> None:
    found = {one.evidence.quote: one.type for one in annotator.reading(Document.of(text, "a")).mentions if one.kind == "name"}
    assert found.get(words) == type


LANGUAGES = [
    "The album was sung in Polish and Latin.",
    "Few of them speak Greek.",
    "He made a Danish-language film.",
    "The wave (German: Welle) came at night.",
    "He taught Latin and Greek at a school.",
    "Danish is the language of the court.",
    "The band is called Haut (Polish for the skin).",
]


@pytest.mark.parametrize("text", LANGUAGES)
def test_a_language_is_no_people_and_no_country(annotator: Annotator, text: str) -> None:
    words = {"Polish", "Latin", "Greek", "Danish", "German"}
    assert words & set(text.replace("(", "").replace(":", "").replace(".", "").replace("-", " ").split())
    assert not words & {one.evidence.quote for one in annotator.reading(Document.of(text, "a")).mentions}


def test_a_people_named_beside_its_language_stays(annotator: Annotator) -> None:
    reading = annotator.reading(Document.of("The Greek army fled. In Polish towns they were fed by the Poles.", "a"))
    assert {"Greek", "Polish", "Poles"} <= {one.evidence.quote for one in reading.mentions}


def test_what_is_a_name_in_most_places_is_one_wherever_nothing_else_is_named(annotator: Annotator) -> None:
    scene = annotator.scene(Document.of("Coron\n\nThe island of Coron lies far off. Ships sail to Coron, and people love Coron.\n", "a"))
    heading = next(k for k, span in enumerate(scene.possible) if span == (0, 1))
    named = [k for k, span in enumerate(scene.possible) if scene.words(span) == "Coron" and k != heading]
    odds = [1.0 if k in named else -1.0 for k in range(len(scene.possible))]
    assert len(named) == 3
    assert _again(scene, odds, named)[heading] > 0 > _again(scene, odds, named[:0])[heading]


def test_a_firm_is_no_person_because_it_owns_or_publishes(annotator: Annotator) -> None:
    reading = annotator.reading(Document.of("The game was made by publisher Sirel Interactive Holdings.", "a"))
    assert all(one.type != "Person" for one in reading.mentions if one.evidence.quote.startswith("Sirel"))


def test_a_group_goes_by_the_name_of_its_family_and_its_noun(annotator: Annotator) -> None:
    text = "The army fights the Bonilla clan. Pedro Bonilla leads the clan. The Kenyan mafia is not meant."
    (reading,) = annotator.read([Document.of(text, "a.txt")])
    names = {(one.evidence.quote, one.type) for one in reading.mentions if one.kind == "name"}
    assert {("Bonilla clan", "CriminalGroup"), ("Pedro Bonilla", "Person")} <= names
    assert not any("mafia" in quote for quote, _ in names)


def test_no_reader_takes_away_the_name_of_a_family_before_its_noun(annotator: Annotator) -> None:
    scene = annotator.scene(Document.of("The army fights the Bonilla clan.", "a"))
    scene.tagged = Blind()  # type: ignore[assignment]
    assert "Bonilla" in {scene.words((one.start, one.end)) for one in choose(scene, shipped())}


def test_no_reader_cuts_what_is_built_as_one_name(annotator: Annotator) -> None:
    scene = annotator.scene(Document.of("The Red Front of the North fought the army, and Luis Rell of Rell & Sons fled.", "a"))
    scene.tagged = Cutting(scene)  # type: ignore[assignment]
    assert "Red Front of the North" in {scene.words((one.start, one.end)) for one in choose(scene, shipped())}


class Cutting:
    """A reader that sees a group before each "of"."""

    def __init__(self, scene: Scene) -> None:
        self._lower = scene.tree.lower

    def logs(self, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        """Logarithms for four families and none."""
        seen = [end < len(self._lower) and self._lower[end] == "of" for _, end in spans]
        return np.log(np.array([[0.002, 0.99, 0.002, 0.002, 0.004] if one else [0.002] * 4 + [0.992] for one in seen]))


class Blind:
    """A reader that sees no names."""

    def logs(self, spans: Sequence[tuple[int, int]]) -> np.ndarray:
        """Next to nothing for every family."""
        return np.log(np.array([[0.002] * 4 + [0.998]] * len(spans)))


def test_a_first_name_beside_the_surname_of_another_is_a_person(annotator: Annotator) -> None:
    tree = annotator.session(Document.of("Faisal Orde and Jamal Orde saw Port Orde.", "a")).tree
    guesses = [Naming(0, 2, 1, "name", "Person"), Naming(3, 5, 4, "name", "Settlement"), Naming(6, 8, 7, "name", "Settlement")]
    assert [one.type for one in _agreed(guesses, tree, annotator.lexicon)] == ["Person", "Person", "Settlement"]


def test_what_a_storm_is_called_is_no_person(annotator: Annotator) -> None:
    tree = annotator.session(Document.of("Cyclone Ana hit Sirel. T. Ana weakened as Ana moved.", "a")).tree
    guesses = [Naming(0, 2, 1, "name", "Thing", True), Naming(5, 7, 6, "name", "Person"), Naming(9, 10, 9, "name", "Person")]
    assert [one.type for one in _agreed(guesses, tree, annotator.lexicon)] == ["Thing", "Person", "Thing"]


def test_a_word_that_names_is_followed_by_a_name(annotator: Annotator) -> None:
    reading = annotator.reading(Document.of("Tomas Rell, alias Raul, was arrested in Lima.", "a"))
    assert "Raul" in {one.evidence.quote for one in reading.mentions if one.kind == "name"}


def test_headings_name_and_tell_nothing(annotator: Annotator) -> None:
    text = "Ana Ruiz shot in Lima\n\nAna Ruiz, a lawyer, was shot dead on Monday.\nShe lived in Callao.\n"
    reading = annotator.reading(Document.of(text, "a"))
    assert any(one.evidence.start == 0 and one.kind == "name" for one in reading.mentions)
    assert all(one.evidence.start > 20 for one in reading.claims)


# -- what annotated texts say ------------------------------------------------------------------------------------------

TEXT = "The Bank of Anfeld named Queen Ada Berg."
BANK, ANFELD, ADA, QUEEN = (4, 18), (12, 18), (31, 39), (25, 39)


def test_redocred_says_all_names_and_leaves_titles_out() -> None:
    row = {"text": TEXT, "entities": [{"type": "ORG", "mentions": [[0, 18]]}, {"type": "PER", "mentions": [[25, 39]]}]}
    assert gold.redocred(row, [BANK, ANFELD, ADA, (4, 8)], [BANK, ADA]) == {
        BANK: "Group", ANFELD: "None", ADA: "Person", (4, 8): "None"
    }  # fmt: skip


def test_gum_says_whole_phrases_and_leaves_names_inside_names_open() -> None:
    row = {
        "text": TEXT,
        "mentions": [
            {"span": [0, 18], "head": [4, 8], "kind": "name", "type": "organization"},
            {"span": [12, 18], "head": [12, 18], "kind": "name", "type": "place"},
            {"span": [25, 39], "head": [31, 39], "kind": "name", "type": "person"},
        ],
    }
    said = gold.gum(row, [BANK, ANFELD, (4, 8), ADA, (35, 39)], [BANK, ADA])
    assert said == {BANK: "Group", (4, 8): "None", ADA: "Person", (35, 39): "None"}


def test_re3d_says_classes_and_knowledgenet_the_ends_of_facts() -> None:
    assert gold.re3d({"text": TEXT, "entities": [[0, 18, "Organisation", 1.0]]}, [BANK, ADA], [BANK, ADA]) == {BANK: "Group"}
    row = {"text": TEXT, "passages": [{"facts": [["CEO", *BANK, *ADA, "", ""]]}]}
    assert gold.knowledgenet(row, [BANK, ADA, QUEEN], []) == {BANK: "Group", ADA: "Person"}


def test_fitting_learns_what_tells_the_classes_apart() -> None:
    rows = [["in", "x"], ["said", "x"]] * 6 + [["once"]]
    found, weights, bias = fit(rows, [0, 1] * 6 + [0], [1.0] * 13, 2, ridge=0.1)
    assert found == ["in", "said", "x"]
    assert weights[0, 0] > 1 > -1 > weights[0, 1] and weights[1, 1] > 1 and abs(weights[2]).max() < 1
    assert bias.shape == (2,)


def test_a_folder_of_annotated_texts_becomes_examples(annotator: Annotator, tmp_path: Path) -> None:
    row = {"redocred": '{"id": "a", "text": "Ana Ruiz lives in Sirel.", "entities": [{"type": "PER", "mentions": [[0, 8]]}]}\n'}
    for name in gold.SETS:
        (tmp_path / f"{name}.jsonl").write_text(row.get(name, ""), encoding="utf-8")
    said = [(FAMILIES[label], weight) for _, label, weight in examples(tmp_path, annotator)]
    assert ("Person", 1.0) in said and ("None", 1.0) in said


@pytest.mark.parametrize(("other", "hard"), [(0.9, True), (0.5, False)])
def test_what_is_surely_no_person_group_or_place_does_not_become_one_by_what_is_said_of_it(
    annotator: Annotator, other: float, hard: bool
) -> None:
    scene = annotator.scene(Document.of("They invoked Rule Nine of the charter.", "a"))
    (span,) = [one for one in scene.possible if scene.words(one) == "Rule Nine"]
    rest = (1 - other) / 3
    guess = _guess(scene, span, np.log([rest, rest, rest, other]))
    assert (guess.type, guess.hard) == ("Thing", hard)
