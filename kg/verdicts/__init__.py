"""What a person decided about what was read, the file it is kept in, and what becomes of it.

A decision points at texts, by the hash of a document's bytes and offsets in its text, never at anything derived: so it
holds when the text is read again by another extractor, in another folder or on another machine.
"""

from kg.verdicts.apply import Applied, apply
from kg.verdicts.conflict import Conflict, conflicts
from kg.verdicts.file import DECISIONS, dump, parse, read
from kg.verdicts.nouns import Decision, Saying, Spot, Verdict

__all__ = ["DECISIONS", "Applied", "Conflict", "Decision", "Saying", "Spot", "Verdict", "apply", "conflicts", "dump", "parse", "read"]
