"""What is recorded, in one SQLite file: documents, mentions, claims and the machine's judgements."""

from kg.store.schema import FORMAT
from kg.store.store import Listed, Store

__all__ = ["FORMAT", "Listed", "Store"]
