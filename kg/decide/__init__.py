"""What a person says about a graph: these two are the same, or different; this claim is wrong, or right; take that back.

Each verb changes the folder's decisions, links what is kept anew and writes its files; what it returns is the graph as it is then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from kg import verdicts
from kg.decide.point import Pointer
from kg.errors import KgError
from kg.graph import Graph
from kg.keep import STORE, Kept, changing
from kg.outputs import replace_files
from kg.store import Store
from kg.verdicts import DECISIONS, Conflict, Decision, Verdict, conflicts

__all__ = ["decisions", "different", "export_decisions", "import_decisions", "right", "same", "undo", "wrong"]

Out = str | os.PathLike[str]


def same(out: Out, a: str, b: str, *, by: str = "", reason: str = "") -> Graph:
    """Says that two things are one: each a name, an id, an IRI, or a mention as SOURCE:START-END; returns the graph as it is then.

    Raises KgError where a name stands for several things or where it contradicts what was decided before.
    """
    return _decide(out, "same", lambda found: _things("same", found, a, b, by, reason))


def different(out: Out, a: str, b: str, *, by: str = "", reason: str = "") -> Graph:
    """Says that two things are not one, whatever the machine finds; two names of one thing part it into the mentions of each."""
    return _decide(out, "different", lambda found: _things("different", found, a, b, by, reason))


def wrong(out: Out, claim: str, *, by: str = "", reason: str = "") -> Graph:
    """Says that a claim (an id, its beginning, or its sentence as SOURCE:START-END) is not what the text says: it is left out."""
    return _decide(out, "wrong", lambda found: _claims("wrong", found, claim, by, reason))


def right(out: Out, claim: str, *, by: str = "", reason: str = "") -> Graph:
    """Says that a claim is what the text says: it is held for certain, and kept where another reading would not find it."""
    return _decide(out, "right", lambda found: _claims("right", found, claim, by, reason))


def undo(out: Out, decision: str = "") -> Graph:
    """Takes back a decision (an id or its beginning), or else the last one; returns the graph as it is then."""
    with changing(out, "kg undo") as kept:
        gone = _one(kept.decided, decision, out)
        kept.decide([one for one in kept.decided if one != gone])
        return kept.finish()


def decisions(out: Out) -> list[Decision]:
    """What was decided about the graph in a folder and not taken back, in the order it was said."""
    with Store(Path(out) / STORE, readonly=True):  # there must be a graph to decide about
        return verdicts.read(Path(out) / DECISIONS)


def export_decisions(out: Out, file: Out) -> Path:
    """Writes a folder's decisions to a file of one to a line."""
    path, text = Path(file), verdicts.dump(decisions(out))
    replace_files(path.parent, {path.name: lambda: text})
    return path


def import_decisions(out: Out, file: Out) -> Graph:
    """Adds the decisions of a file to a folder's, all or none; raises KgError where one contradicts another."""
    path = Path(file)
    if not path.is_file():
        raise KgError(f"{file}: no such file; give one that kg decisions OUT export has written")
    added = verdicts.read(path)
    with changing(out, "kg decisions") as kept:
        _add(kept, added, out)
        return kept.finish()


# -- how -----------------------------------------------------------------------------------------------------------------


def _decide(out: Out, what: str, make: Callable[[Pointer], Decision]) -> Graph:
    with changing(out, f"kg {what}") as kept:
        _add(kept, [make(Pointer(kept))], out)
        return kept.finish()


def _things(verdict: Verdict, found: Pointer, a: str, b: str, by: str, reason: str) -> Decision:
    left, right = found.sides(a, b)
    return Decision(verdict, left, right, (), *_said(by), reason)


def _claims(verdict: Verdict, found: Pointer, claim: str, by: str, reason: str) -> Decision:
    return Decision(verdict, (), (), found.sayings(claim), *_said(by), reason)


def _said(by: str) -> tuple[str, str]:
    """Who says it, and when."""
    return f"person:{by}" if by else "person", datetime.now(UTC).isoformat(timespec="seconds")


def _add(kept: Kept, added: Iterable[Decision], out: Out) -> None:
    """Adds decisions to those kept; raises KgError, and changes nothing, where a new one contradicts another."""
    known = {one.id for one in kept.decided}
    new = [one for one in added if one.id not in known]
    whole = [*kept.decided, *new]
    for found in conflicts(whole, kept.applied(whole).judgements):
        if set(found) & set(new):
            raise KgError(_contradiction(found, new, out))
    if new:
        kept.decide(whole)


def _contradiction(found: Conflict, new: Sequence[Decision], out: Out) -> str:
    old = [one for one in found if one not in new]
    told = "; ".join(f"{one.id} of {one.at[:10]} by {one.by} says {one}" for one in old)
    mine = "; ".join(str(one) for one in found if one in new)
    way = f"take it back first: kg undo {out} {old[0].id}" if old else "take one of them out of the file"
    return f"{mine}: contradicts what was decided{f' ({told})' if old else ''}; {way}"


def _one(known: Sequence[Decision], wanted: str, out: Out) -> Decision:
    if not known:
        raise KgError(f"{out}: nothing was decided here, so there is nothing to take back")
    found = [one for one in known if one.id.startswith(wanted)] if wanted else known[-1:]
    if len(found) != 1:
        raise KgError(f"{wanted!r} is the id of {len(found) or 'no'} decision(s); there are {', '.join(one.id for one in known)}")
    return found[0]
