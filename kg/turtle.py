"""Turtle as text: terms, and blocks of sorted subjects. Terms are strings that stand in the file as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

Pairs = list[tuple[str, str]]  # (predicate, object)

_HIGH = "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
_PLAIN = re.compile(f"[A-Za-z0-9_{_HIGH}](?:[A-Za-z0-9_{_HIGH}\u00b7\u0300-\u036f-]|%[0-9A-F][0-9A-F])*")
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f]')
_NOT_IN_LITERAL = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_DATES = (
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"), "date"),
    (re.compile(r"\d{4}-(?:0[1-9]|1[0-2])"), "gYearMonth"),
    (re.compile(r"\d{4}"), "gYear"),
)
_INTEGER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)")
_DECIMAL = re.compile(r"-?\d+\.\d+")
_FIRST = ("a", "rdfs:label", "skos:altLabel")


class Names:
    """Shortens IRIs by prefixes; what Turtle does not allow after a prefix is written in full."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self.prefixes = dict(prefixes)
        self._spaces = sorted(((iri, name) for name, iri in prefixes.items()), key=lambda pair: (-len(pair[0]), pair[1]))
        self._known: dict[str, str] = {}

    def iri(self, iri: str) -> str:
        """The term for an IRI."""
        if iri not in self._known:
            self._known[iri] = self._term(iri)
        return self._known[iri]

    def _term(self, iri: str) -> str:
        for space, name in self._spaces:
            if iri.startswith(space) and _PLAIN.fullmatch(iri, len(space)):
                return f"{name}:{iri[len(space) :]}"
        return f"<{_NOT_IN_IRI.sub(lambda found: f'%{ord(found[0]):02X}', iri)}>"

    def header(self) -> str:
        """The prefix lines."""
        return "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self.prefixes.items()))


def literal(value: str, datatype: str = "string") -> str:
    """A literal of the XSD type; a date becomes the type of its precision, and a value that is none of its type stays a string."""
    if datatype == "string":
        return _quoted(value)
    if datatype in ("date", "gYear", "gYearMonth"):
        return next((f'"{value}"^^xsd:{name}' for shape, name in _DATES if shape.fullmatch(value)), _quoted(value))
    if datatype == "integer" and _INTEGER.fullmatch(value):
        return str(int(value.replace(",", "")))
    if datatype == "decimal" and (_DECIMAL.fullmatch(value) or _INTEGER.fullmatch(value)):
        return f'"{value.replace(",", "")}"^^xsd:decimal'
    return _quoted(value)


def decimal(value: float) -> str:
    """A number as xsd:decimal, to six places."""
    written = f"{value:.6f}".rstrip("0")
    return written + "0" if written.endswith(".") else written


def _quoted(value: str) -> str:
    return f'"{_NOT_IN_LITERAL.sub(_escaped, value)}"'


def _escaped(found: re.Match[str]) -> str:
    one = found[0]
    if "\ud800" <= one <= "\udfff":
        return "\ufffd"
    return _ESCAPES.get(one) or f"\\u{ord(one):04X}"


def blocks(subjects: Mapping[str, Pairs]) -> str:
    """One block per subject, subjects, predicates and objects sorted; ``a`` and labels come first."""
    return "\n".join(_block(subject, subjects[subject]) for subject in sorted(subjects) if subjects[subject])


def _block(subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    found: dict[str, list[str]] = {}
    for predicate, value in pairs:
        found.setdefault(predicate, []).append(value)
    order = [one for one in _FIRST if one in found] + sorted(found.keys() - _FIRST)
    lines = " ;\n    ".join([f"{one} {_listed(found[one])}" for one in order])
    return f"{subject} {lines} .\n"


def _listed(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else ", ".join(sorted(set(values)))
