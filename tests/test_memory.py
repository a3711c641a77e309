"""Laws 1 to 7 over any history: documents added, edited and removed, things joined and parted, claims struck out, all taken back."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from unittest import mock

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

import kg
from kg.errors import KgError
from kg.verdicts import DECISIONS
from tests.handmade import world
from tests.plain_reader import PlainReader
from tests.test_build import GROUPS, PEOPLE, content, output, texts

NAMES = ("a.txt", "b.txt", "c.txt", "d.txt")
OUT = Path("out")


class OtherReader(PlainReader):
    """Another version, which reads the same."""

    fingerprint = "plain/2"


class Memory(RuleBasedStateMachine):
    """A folder with a history; ``kept`` is what it must hold: source -> text."""

    def __init__(self) -> None:
        super().__init__()
        self.within = contextlib.ExitStack()
        root = self.within.enter_context(tempfile.TemporaryDirectory())
        self.within.enter_context(contextlib.chdir(root))
        self.within.enter_context(mock.patch.dict(os.environ, {"KG_ONTOLOGY": str(world().folder)}))
        self.reader: type[PlainReader] = PlainReader
        self.kept: dict[str, str] = {}

    @initialize(name=some.sampled_from(NAMES), text=texts)
    def begins(self, name: str, text: str) -> None:
        Path("pages").mkdir()
        self.builds({name: text})

    # -- documents -----------------------------------------------------------------------------------------------------

    @rule(pages=some.dictionaries(some.sampled_from(NAMES), texts, min_size=1, max_size=2))
    def builds(self, pages: dict[str, str]) -> None:
        """New documents and edited ones."""
        with self.reading():
            kg.build(self.written(pages), out=OUT)

    @rule(name=some.sampled_from(NAMES), text=texts)
    def adds(self, name: str, text: str) -> None:
        with self.reading():
            kg.add(OUT, self.written({name: text}))

    @precondition(lambda self: self.kept)
    @rule(chosen=some.integers(0, 3))
    def removes(self, chosen: int) -> None:
        name = sorted(self.kept)[chosen % len(self.kept)]
        del self.kept[name]
        Path(name).unlink()
        kg.remove(OUT, name)

    @rule(name=some.sampled_from(NAMES), text=texts)
    def adds_and_removes_again(self, name: str, text: str) -> None:
        other = f"pages/other-{name}"
        before = output(OUT), content(OUT)
        Path(other).write_text(text, encoding="utf-8")
        with self.reading():
            kg.add(OUT, other)
        kg.remove(OUT, other)
        Path(other).unlink()
        assert (output(OUT), content(OUT)) == before

    @precondition(lambda self: self.kept)
    @rule()
    def builds_again(self) -> None:
        before = output(OUT), content(OUT)
        PlainReader.texts.clear()
        with self.reading():
            kg.build(list(self.kept), out=OUT)
        assert PlainReader.texts == []
        assert (output(OUT), content(OUT)) == before

    @precondition(lambda self: self.kept and self.reader is PlainReader)
    @rule()
    def another_version_reads_everything_again(self) -> None:
        self.reader = OtherReader
        before = output(OUT)
        PlainReader.texts.clear()
        with self.reading():
            kg.build(min(self.kept), out=OUT)
        assert sorted(PlainReader.texts) == sorted(self.kept.values())
        assert output(OUT) == before

    # -- decisions -----------------------------------------------------------------------------------------------------

    @rule(verb=some.sampled_from([kg.same, kg.different]), a=some.integers(0, 99), b=some.integers(0, 99), by_name=some.booleans())
    def decides_who_is_who(self, verb, a: int, b: int, by_name: bool) -> None:  # type: ignore[no-untyped-def]
        names = PEOPLE + GROUPS
        places = [names[a % len(names)], names[b % len(names)]]
        mentions = list(kg.load(OUT).mentions)
        if not by_name and mentions:
            places = [mentions[one % len(mentions)] for one in (a, b)]
        self.decides(lambda: verb(OUT, *places))

    @rule(verb=some.sampled_from([kg.wrong, kg.right]), chosen=some.integers(0, 99))
    def decides_about_a_claim(self, verb, chosen: int) -> None:  # type: ignore[no-untyped-def]
        graph = kg.load(OUT)
        claims = sorted(row.id for row in (*graph.claims(), *graph.happenings()))
        if claims:
            self.decides(lambda: verb(OUT, claims[chosen % len(claims)]))

    def decides(self, say) -> None:  # type: ignore[no-untyped-def]
        """Says it, takes it back, which leaves no trace, and says it again; what is refused leaves none either."""
        before, known = (output(OUT), content(OUT)), kg.decisions(OUT)
        try:
            say()
        except KgError:
            assert (output(OUT), content(OUT), kg.decisions(OUT)) == (*before, known)
            return
        if len(kg.decisions(OUT)) > len(known):
            after = output(OUT)
            kg.undo(OUT)
            assert (output(OUT), content(OUT), kg.decisions(OUT)) == (*before, known)
            say()
            assert output(OUT) == after

    @precondition(lambda self: kg.decisions(OUT))
    @rule(chosen=some.integers(0, 9))
    def takes_back(self, chosen: int) -> None:
        known = kg.decisions(OUT)
        gone = known[chosen % len(known)]
        kg.undo(OUT, gone.id)
        assert kg.decisions(OUT) == [one for one in known if one != gone]

    # -- what must hold ------------------------------------------------------------------------------------------------

    def teardown(self) -> None:
        try:
            self.holds()
        finally:
            self.within.close()

    def holds(self) -> None:
        graph = kg.load(OUT)
        assert {one.source: one.text for one in graph.documents.values()} == self.kept
        assert kg.damage(OUT) == []
        type_of = {name: one.type for name, one in graph.things.items()}
        for row in graph.claims():
            said, property = row.claim.evidence, graph.ontology.properties[row.predicate]
            assert said.quote == graph.documents[said.document].text[said.start : said.end] != ""
            assert graph.ontology.fits(type_of[row.subject], property.domain)
            assert row.object is None or graph.ontology.fits(type_of[row.object], property.range)
        if self.kept:
            self.is_as_built_at_once()

    def is_as_built_at_once(self) -> None:
        """The whole history left what one build of the same texts makes under the same decisions."""
        Path("fresh").mkdir()
        if kg.decisions(OUT):
            shutil.copy(OUT / DECISIONS, "fresh")
        with self.reading():
            kg.build(sorted(self.kept, reverse=True), out="fresh")
        assert output(Path("fresh")) == output(OUT)
        assert content(Path("fresh")) == content(OUT)

    def written(self, pages: dict[str, str]) -> list[str]:
        """Writes the files and gives their names."""
        paths = {f"pages/{name}": text for name, text in pages.items()}
        for path, text in paths.items():
            Path(path).write_text(text, encoding="utf-8")
        self.kept |= paths
        return list(paths)

    def reading(self) -> contextlib.AbstractContextManager[object]:
        return mock.patch("kg.annotate.Annotator", self.reader)


Memory.TestCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))
TestMemory = Memory.TestCase
