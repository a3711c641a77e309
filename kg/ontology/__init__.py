"""The ontology folder as plain frozen values: classes, properties, triggers, name lists, cue words.

Everything the program knows about the user's world comes from here. The folder is read once; what it cannot mean is
refused at load with the file, the term and the names that would have been understood.
"""

from __future__ import annotations

from kg.ontology.model import ITSELF, Ontology, Roles
from kg.ontology.namespaces import ENT, KG, OWL, PREFIXES, RDF, RDFS, SKOS, XSD
from kg.ontology.source import default_folder
from kg.ontology.terms import Class, Individual, PrepRole, Property, Trigger

__all__ = [
    "ENT", "ITSELF", "KG", "OWL", "PREFIXES", "RDF", "RDFS", "SKOS", "XSD",
    "Class", "Individual", "Ontology", "PrepRole", "Property", "Roles", "Trigger", "default_folder",
]  # fmt: skip
