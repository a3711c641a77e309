"""What can go wrong, in one line each: what happened, where, what to do."""


class KgError(Exception):
    """A fault the user can mend; the command line prints it as one line and exits with 1."""


class DocumentError(KgError):
    """A source that cannot be read as a document."""


class OntologyError(KgError):
    """An ontology that says something it cannot mean."""


class StoreError(KgError):
    """A store that cannot be opened, read or written."""


class QueryError(KgError):
    """A query that does not parse or cannot be answered."""
