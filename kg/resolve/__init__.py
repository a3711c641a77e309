"""Who is who across documents: machine judgements on mentions, with scores and reasons.

Nothing is merged here. The judgements say which mentions name one thing; the graph derives its clusters from them.
"""

from kg.resolve.cluster import clusters
from kg.resolve.link import resolve

__all__ = ["clusters", "resolve"]
