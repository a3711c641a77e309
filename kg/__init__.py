"""Documents in, a typed and grounded knowledge graph out.

>>> import kg
>>> graph = kg.build("seeds/")  # doctest: +SKIP
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import add as add
    from kg.build import build as build
    from kg.check import check as check
    from kg.contents import damage as damage
    from kg.contents import listing as listing
    from kg.contents import remove as remove
    from kg.decide import decisions as decisions
    from kg.decide import different as different
    from kg.decide import export_decisions as export_decisions
    from kg.decide import import_decisions as import_decisions
    from kg.decide import right as right
    from kg.decide import same as same
    from kg.decide import undo as undo
    from kg.decide import wrong as wrong
    from kg.diff import diff as diff
    from kg.errors import KgError as KgError
    from kg.explain import explain as explain
    from kg.facts import Claim as Claim
    from kg.facts import Document as Document
    from kg.facts import Entity as Entity
    from kg.facts import Event as Event
    from kg.facts import Mention as Mention
    from kg.graph import Graph as Graph
    from kg.keep import load as load
    from kg.ontology import Ontology as Ontology
    from kg.query import query as query
    from kg.show import show as show
    from kg.watch import watch as watch
    from kg.write import write as write

__version__ = "0.1.0"

_HOMES = {
    "build": "kg.build",
    "add": "kg.build",
    "remove": "kg.contents",
    "listing": "kg.contents",
    "damage": "kg.contents",
    "diff": "kg.diff",
    "load": "kg.keep",
    "query": "kg.query",
    "explain": "kg.explain",
    "show": "kg.show",
    "write": "kg.write",
    "check": "kg.check",
    "watch": "kg.watch",
    "same": "kg.decide",
    "different": "kg.decide",
    "wrong": "kg.decide",
    "right": "kg.decide",
    "undo": "kg.decide",
    "decisions": "kg.decide",
    "export_decisions": "kg.decide",
    "import_decisions": "kg.decide",
    "Graph": "kg.graph",
    "Ontology": "kg.ontology",
    "Document": "kg.facts",
    "Mention": "kg.facts",
    "Claim": "kg.facts",
    "Entity": "kg.facts",
    "Event": "kg.facts",
    "KgError": "kg.errors",
}
__all__ = [
    "Claim",
    "Document",
    "Entity",
    "Event",
    "Graph",
    "KgError",
    "Mention",
    "Ontology",
    "__version__",
    "add",
    "build",
    "check",
    "damage",
    "decisions",
    "diff",
    "different",
    "explain",
    "export_decisions",
    "import_decisions",
    "listing",
    "load",
    "query",
    "remove",
    "right",
    "same",
    "show",
    "undo",
    "watch",
    "write",
    "wrong",
]


class _Package(ModuleType):
    """The package, whose verbs stay functions although each lives in a module of the same name."""

    def __setattr__(self, name: str, value: Any) -> None:
        # Importing kg.build makes Python set kg.build to the module; the user means the function.
        same = isinstance(value, ModuleType) and _HOMES.get(name) == value.__name__
        super().__setattr__(name, getattr(value, name) if same else value)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}; it has {', '.join(_HOMES)}")
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


sys.modules[__name__].__class__ = _Package
