"""What the words of one text decide about who is who: its links as judgements between the mentions that were written down."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from kg.annotate.doc import Link, Naming
from kg.annotate.grammar.text import Grammar
from kg.annotate.happenings.happening import Happening
from kg.facts import Judgement

_INCIDENT = 0.8
_NEAR = 2  # sentences over which a pronoun's evidence is carried back to the words that say who is meant
_BESIDE, _PREDICATE = ("apposition", "description before a name", "what its subject becomes"), "predicate of its subject"


def descriptions(links: Iterable[Link], namings: Mapping[int, Naming], groups: Mapping[int, int], g: Grammar) -> dict[int, int]:
    """What only says who or what somebody is who has a name, with the naming that it is said of: "Ana Ruiz is a judge", "Ana Ruiz, head of X".

    A predicate and an apposition do not name anew, and what stands right before its name is one phrase with it ("the judge Ana Ruiz").
    """
    named = {groups.get(head, head) for head, one in namings.items() if one.kind == "name"}
    found = {}
    for link in links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            noun, whose = namings.get(one), namings.get(other)
            if not link.same or not noun or not whose or groups.get(one, one) not in named:
                continue
            if noun.kind == "nominal" != whose.kind and (link.reason in _BESIDE or link.reason == _PREDICATE and g.tree.dep[one] == "attr"):
                found[one] = other
    return found


def naming_links(links: Iterable[Link], said: Container[int]) -> list[Link]:
    """The links without what is only said of somebody; what was linked through it is linked directly."""
    kept: list[Link] = []
    through: dict[int, list[tuple[int, Link]]] = {}
    for link in links:
        inner = [one for one in (link.left, link.right) if one in said]
        if not inner:
            kept.append(link)
        elif link.same and len(inner) == 1:
            other = link.right if inner[0] == link.left else link.left
            through.setdefault(inner[0], []).append((other, link))
    for (first, _), *rest in through.values():
        kept += [Link(min(first, other), max(first, other), True, link.score, link.reason) for other, link in rest if other != first]
    return kept


def mentions(links: Iterable[Link], written: Mapping[int, str]) -> list[Judgement]:
    """The decisions between mentions; ``written`` maps head tokens to ids, and what was not written down is not decided on."""
    made = []
    for link in links:
        left, right = written.get(link.left), written.get(link.right)
        if left and right and left != right:
            pair = sorted((left, right))
            made.append(Judgement(pair[0], pair[1], "same" if link.same else "different", link.score, (link.reason,), "rule:coreference"))
    return sorted(set(made), key=lambda one: (one.left, one.right, one.verdict, -one.score, one.reasons))


def happenings(pairs: Iterable[tuple[Happening, Happening, str]], written: Mapping[tuple[int, str], str]) -> list[Judgement]:
    """The decisions that two tellings are of one happening; ``written`` maps trigger token and class to ids."""
    made = []
    for left, right, reason in pairs:
        one, other = sorted((written[left.at, left.type], written[right.at, right.type]))
        made.append(Judgement(one, other, "same", _INCIDENT, (reason,), "rule:incidents"))
    return made


def description(token: int, groups: Mapping[int, int], namings: Mapping[int, Naming], g: Grammar) -> int:
    """The description, told not long before, of those for whom a pronoun stands; what is no pronoun, or has a name, is itself."""
    tree, group = g.tree, groups.get(token, token)
    if tree.pos[token] != "PRON" or group == token:
        return token
    chain = [head for head, first in groups.items() if first == group and head in namings]
    if any(namings[head].kind == "name" for head in chain):
        return token
    near = [k for k in chain if k < token and tree.sent[token] - tree.sent[k] <= _NEAR and namings[k].kind == "nominal"]
    return max(near, default=token)
