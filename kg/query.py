"""SPARQL over the graph: facts, claims and the ontology's terms together, every prefix bound.

Queries only read. SERVICE is refused: no query leaves this machine.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.ontology import KG
from kg.rdf import dataset, prefixes
from kg.turtle import Names

if TYPE_CHECKING:
    import pandas
    import rdflib
    import rdflib.query
    import rich.table

    from kg.graph import Graph

FORMATS = ("csv", "json", "table", "tsv")

_QUOTED = re.compile(r"'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|<[^<>\s]*>|#[^\n]*", re.DOTALL)
_UPDATE = re.compile(r"\b(?:INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE)
_READING = re.compile(r"\b(?:SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_SERVICE = re.compile(r"\bSERVICE\b", re.IGNORECASE)
_SORTED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)
_KG_NAME = re.compile(r"(?<![\w:])kg:(\w+)")
_POSITION = re.compile(r"error at (\d+):(\d+)")

Cell = str | int | float | bool | None
Term = Any  # rdflib's term classes, which are imported only when a query runs


@dataclass(frozen=True, slots=True)
class Result:
    """The answer: rows of plain values (IRIs in full), None where unbound; ``rows`` of ASK hold one truth value.

    Rows of a query without ORDER BY are sorted, so that the same graph gives the same answer. ``note`` says why an answer is empty
    where the query asks for a class or property that there is not.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    terms: tuple[tuple[Term, ...], ...] = field(default=(), repr=False, compare=False)
    prefixes: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    note: str = ""

    def to_frame(self) -> pandas.DataFrame:
        """The rows as a data frame."""
        import pandas

        return pandas.DataFrame(list(self.rows), columns=list(self.columns))

    def text(self, format: str = "csv") -> str:
        """The rows as csv, json (SPARQL 1.1 Query Results), table (for a terminal) or tsv; raises QueryError for another format."""
        if format not in FORMATS:
            raise QueryError(f"unknown format {format!r}; known: {', '.join(FORMATS)}")
        if format == "table":
            return _drawn(self)
        return _json(self) if format == "json" else _separated(self, "\t" if format == "tsv" else ",")

    def table(self) -> rich.table.Table:
        """The rows for a terminal, IRIs shortened by prefixes."""
        import rich.box
        import rich.table
        import rich.text

        found = rich.table.Table(box=rich.box.SIMPLE)
        for name in self.columns:
            found.add_column(rich.text.Text(name), overflow="fold")
        for row in self.short():
            found.add_row(*map(rich.text.Text, row))
        return found

    def short(self) -> list[tuple[str, ...]]:
        """The rows as strings, IRIs shortened by prefixes."""
        names = Names(self.prefixes)
        return [tuple(_short(cell, names) for cell in row) for row in self.rows]

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in self.short())
        note = f"<p>{html.escape(self.note)}</p>" if self.note else ""
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def query(source: Graph | str | os.PathLike[str], sparql: str, *, ontology: str | os.PathLike[str] | None = None) -> Result:
    """Asks a graph, or a folder that ``kg build`` wrote; raises QueryError with line and column where the query does not parse.

    ``ontology`` is the folder whose classes and properties can be asked too; by default the graph's own, or the packaged one.
    """
    _refuse(sparql)
    known = prefixes(source)
    try:
        asked = dataset(source, ontology=ontology)
        found = asked.query(sparql)
        columns, terms = _terms(found)
    except SyntaxError as error:
        raise QueryError(_said(error.msg or str(error), sparql)) from None
    except (ValueError, OSError, RuntimeError) as error:
        raise QueryError(f"query cannot be answered: {error}") from None
    note = "" if terms or found.askAnswer else _unknown(asked, _bare(sparql))
    if found.type == "ASK":
        return Result(("answer",), ((bool(found.askAnswer),),), prefixes=known, note=note)
    if not _SORTED.search(_bare(sparql)):
        terms.sort(key=_order)
    return Result(columns, tuple(tuple(map(_plain, row)) for row in terms), tuple(terms), known, note)


def _terms(found: rdflib.query.Result) -> tuple[tuple[str, ...], list[tuple[Term, ...]]]:
    """Columns and rows of SELECT; the triples of CONSTRUCT and DESCRIBE; nothing of ASK."""
    if found.type == "SELECT":
        names = found.vars or []
        return tuple(map(str, names)), [tuple(row.get(name) for name in names) for row in found.bindings]
    return ("subject", "predicate", "object"), [tuple(one) for one in found.graph or ()]


def _unknown(asked: rdflib.Dataset, bare: str) -> str:
    """What a query asks for that neither the ontology nor the graph knows, with the names that come near."""
    import rdflib
    from rapidfuzz import process

    kinds = (rdflib.OWL.Class, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)
    declared = (str(one) for kind in kinds for one in asked.subjects(rdflib.RDF.type, kind))
    terms = sorted(one.removeprefix(KG) for one in declared if one.startswith(KG))
    used = {name: rdflib.URIRef(KG + name) for name in _KG_NAME.findall(bare)}
    lost = [name for name, iri in used.items() if (iri, None, None) not in asked and (None, iri, None) not in asked]
    near = {name: ", ".join(f"kg:{one}" for one, _, _ in process.extract(name, terms, limit=3)) for name in lost}
    return "; ".join(f"kg:{name} is no class or property here, near: {near[name]}" for name in lost)


def _refuse(sparql: str) -> None:
    bare = _bare(sparql)
    if not bare.strip():
        raise QueryError("an empty query asks nothing; begin with SELECT, ASK or CONSTRUCT")
    update, reading = _UPDATE.search(bare), _READING.search(bare)
    if update and not (reading and reading.start() < update.start()):
        raise QueryError("a query only reads; the graph changes when its documents do (kg build)")
    if _SERVICE.search(bare):
        raise QueryError("SERVICE asks another machine; queries here stay on this one")


def _bare(sparql: str) -> str:
    """The query without strings, IRIs and comments."""
    return _QUOTED.sub(" ", sparql)


def _said(message: str, sparql: str) -> str:
    place = _POSITION.search(message)
    if not place:
        return f"query does not parse: {message.splitlines()[0]}"
    line, column = int(place[1]), int(place[2])
    rows = sparql.splitlines() or [""]
    row = rows[min(line, len(rows)) - 1]
    while 1 < column <= len(row) and row[column - 2 : column].strip().isalnum() and row[column - 2].isalnum():
        column -= 1
    near = row[column - 1 :].strip()[:30]
    what = f"cannot go on at {near!r}" if near else f"cannot go on after {row[:column].strip()[-30:]!r}"
    hint = "; unknown prefix" if "Prefix not found" in message else ""
    return f"query does not parse: line {line}, column {column}: {what}{hint}"


# -- values --------------------------------------------------------------------------------------------------------------


def _plain(term: Term) -> Cell:
    from rdflib import Literal

    if isinstance(term, Literal) and isinstance(term.value, (bool, int, float)):
        return term.value
    return None if term is None else str(term)


def _order(row: Iterable[Term]) -> tuple[tuple[bool, str], ...]:
    return tuple((term is not None, "" if term is None else term.n3()) for term in row)


def _short(cell: Cell, names: Names) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    term = names.iri(cell) if isinstance(cell, str) and cell.startswith(("http://", "https://")) else str(cell)
    return str(cell) if term.startswith("<") else term


def _separated(result: Result, separator: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\n")
    writer.writerow(result.columns)
    writer.writerows([_cell(cell) for cell in row] for row in result.rows)
    return out.getvalue()


def _drawn(result: Result) -> str:
    import rich.console

    console = rich.console.Console(file=io.StringIO(), width=_width())
    with console.capture() as captured:
        console.print(result.table())
    return captured.get()


def _width() -> int:
    return max(80, shutil.get_terminal_size().columns)


def _cell(cell: Cell) -> str:
    return str(cell).lower() if isinstance(cell, bool) else "" if cell is None else str(cell)


def _json(result: Result) -> str:
    if result.columns == ("answer",) and not result.terms:
        content: dict[str, Any] = {"head": {}, "boolean": result.rows[0][0]}
    else:
        rows = [{name: _binding(term) for name, term in zip(result.columns, row) if term is not None} for row in result.terms]
        content = {"head": {"vars": list(result.columns)}, "results": {"bindings": rows}}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _binding(term: Term) -> dict[str, str]:
    from rdflib import BNode, Literal

    if not isinstance(term, Literal):
        return {"type": "bnode" if isinstance(term, BNode) else "uri", "value": str(term)}
    found = {"type": "literal", "value": str(term)}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = str(term.datatype)
    return found
