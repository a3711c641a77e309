"""Where places lie: homonyms told apart by country and context, with the packaged table."""

from __future__ import annotations

import pytest

import kg
from kg.facts import Claim, Document, Evidence, Mention, Reading
from kg.graph import Graph
from kg.ontology import Ontology
from kg.rdf import turtle
from kg.resolve.gazetteer import Gazetteer
from tests.handmade import judged_across


@pytest.fixture(scope="module")
def world() -> Ontology:
    return Ontology.load()


@pytest.fixture(scope="module")
def gazetteer(world: Ontology) -> Gazetteer:
    return Gazetteer(world)


@pytest.mark.parametrize(
    ("name", "type", "inside", "around", "code"),
    [
        ("San José", "Settlement", (), {"CR": 3, "US": 1}, "CR"),
        ("San José", "Settlement", ("US-CA",), {"CR": 3}, "US"),
        ("San Jose", "Settlement", ("US",), {"CR": 3}, "US"),
        ("San José", "Settlement", (), {}, None),
        ("Paris", "Settlement", (), {"PE": 4}, "FR"),  # known everywhere
        ("Valencia", "Settlement", (), {"ES": 2}, "ES"),
        ("Valencia", "Settlement", (), {"VE": 2}, "VE"),
        ("Springfield", "Settlement", (), {"US": 5}, None),  # too many of about one size
        ("Tarma", "Settlement", (), {"PE": 1}, "PE"),
        ("Tarma", "Settlement", (), {"KE": 1}, None),  # unknown in what the document speaks of
        ("Bombay", "Settlement", (), {}, "IN"),
        ("Praha", "Place", (), {}, "CZ"),
        ("Cusco", "Region", (), {"PE": 1}, "PE-CUS"),
        ("Cusco", "Settlement", (), {"PE": 1}, "PE"),
        ("Georgia", "Country", (), {"US": 3}, "GE"),
        ("Georgia", "Region", ("US",), {}, "US-GA"),
        ("Nowhere upon Nothing", "Settlement", (), {"GB": 1}, None),
    ],
)
def test_which_place_a_name_means(
    gazetteer: Gazetteer, name: str, type: str, inside: tuple[str, ...], around: dict[str, int], code: str | None
) -> None:
    found = gazetteer.choose(type, (name,), inside, around)
    assert (found.code if found else None) == code


def test_a_spot_has_its_position_and_its_geonames_entry(gazetteer: Gazetteer) -> None:
    lima = gazetteer.choose("Settlement", ("Lima",))
    assert lima is not None
    assert lima.position == pytest.approx((-12.04, -77.03), abs=0.05)
    assert (lima.country, lima.link) == ("PE", "https://sws.geonames.org/3936456/")


class Report:
    """A document that names places, and says what lies in what."""

    def __init__(self, source: str, *names: tuple[str, str], inside: tuple[str, str] | None = None) -> None:
        self.document = Document.of(f"{source}: " + ", ".join(name for name, _ in names), source)
        self.mentions = [self.mention(name, type) for name, type in names]
        self.claims: list[Claim] = []
        if inside:
            inner, outer = (next(one.id for one in self.mentions if one.evidence.quote == name) for name in inside)
            said = Evidence.of(self.document, 0, len(self.document.text))
            self.claims.append(Claim.of(inner, "locatedIn", said, by="test", object=outer))

    def mention(self, name: str, type: str) -> Mention:
        start = self.document.text.index(name)
        return Mention.of(self.document, start, start + len(name), type, "name", hard=True)


def built(world: Ontology, *reports: Report) -> Graph:
    mentions = [one for report in reports for one in report.mentions]
    claims = [one for report in reports for one in report.claims]
    documents = [report.document for report in reports]
    read = [(one.document, Reading(one.document.id, tuple(one.mentions), tuple(one.claims), ())) for one in reports]
    return Graph(world, documents, mentions, claims, judged_across(world, read))


def test_a_place_under_its_names_in_two_languages_is_one_place(world: Ontology) -> None:
    czech = Report("a", ("Praha", "Settlement"), ("Czech Republic", "Country"))
    english, german = Report("b", ("Prague", "Settlement")), Report("c", ("Prag", "Settlement"), ("Czech Republic", "Country"))
    found = [one for one in built(world, czech, english, german).entities() if one.type == "Settlement"]
    assert [{one.evidence.quote for one in place.mentions} for place in found] == [{"Praha", "Prague", "Prag"}]
    assert len(built(world, czech, Report("d", ("Brno", "Settlement"), ("Czech Republic", "Country"))).entities()) == 3


def test_one_name_in_two_countries_is_two_places(world: Ontology) -> None:
    costa_rica = Report("a", ("San José", "Settlement"), ("Costa Rica", "Country"))
    california = Report("b", ("San José", "Settlement"), ("California", "Region"), inside=("San José", "California"))
    found = built(world, costa_rica, california)
    cities = [one for one in found.entities() if one.name == "San José"]
    assert len(cities) == 2
    assert found.coordinates(cities[0].id) == pytest.approx((9.93, -84.08), abs=0.05)


def test_a_small_place_that_no_table_knows_is_one_place_in_one_country_only(world: Ontology) -> None:
    def count(*countries: str) -> int:
        reports = [Report(str(number), ("Mataquilla", "Settlement"), (land, "Country")) for number, land in enumerate(countries)]
        return sum(one.name == "Mataquilla" for one in built(world, *reports).entities())

    assert (count("Peru", "Peru"), count("Peru", "Kenya")) == (1, 2)


def test_the_facts_hold_coordinates_codes_and_links(world: Ontology) -> None:
    text = turtle(built(world, Report("a", ("Lima", "Settlement"), ("Peru", "Country"), ("Atlantis", "Place"))))
    assert 'kg:isoCode "PE"' in text and "<https://sws.geonames.org/3932488/>" in text
    assert '"POINT(-77.028 -12.043)"^^geo:wktLiteral' in text
    assert text.count("wgs:lat") == 2


def test_an_ontology_without_a_table_knows_its_name_lists_only(tmp_path) -> None:
    lines = ("@prefix kg: <https://kg.example/ontology#> .", "@prefix owl: <http://www.w3.org/2002/07/owl#> .")
    (tmp_path / "world.ttl").write_text("\n".join((*lines, "kg:Event a owl:Class . kg:Place a owl:Class .")), encoding="utf-8")
    assert Gazetteer(kg.Ontology.load(tmp_path)).spots(("Lima",)) == []
