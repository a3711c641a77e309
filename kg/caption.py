"""What derived things are called: best names and aliases, captions of events, readable IRIs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import quote

from kg.facts import Interval, Mention
from kg.resolve.names import fold, is_acronym, split_title, tokens, without_determiner

_KEPT = frozenset("-_.~!$&'()*+;=:@")
_LONGEST_SLUG = 80
_LONGEST_CAPTION = 120
_ENOUGH_WORDS = 5
_QUOTES = "\"'“”‘’«»„"
# Words that point at a description's place in its text and say nothing once it stands alone.
_POINTERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "such", "his", "her", "its", "their", "our", "my", "your", "whose"}
)


def best_name(mentions: Sequence[Mention], titles: Collection[tuple[str, ...]]) -> str:
    """The fullest name; for a thing without a name the first words that describe it."""
    forms = name_forms(mentions)
    if forms:
        first = {form: place for place, form in reversed(list(enumerate(forms)))}
        counted = Counter(forms)
        return min(counted, key=lambda form: (*_fullness(form, titles), -counted[form], -len(form), first[form]))
    nominal = next((one for one in mentions if one.kind == "nominal"), mentions[0])
    words = fold(nominal.evidence.quote).split(" ")
    return " ".join(without_determiner(words, _POINTERS)).strip(_QUOTES)


def name_forms(mentions: Iterable[Mention]) -> list[str]:
    """The names in the order of the mentions, as often as they were used."""
    return [without_article(one.evidence.quote) for one in mentions if one.kind == "name"]


def without_article(text: str) -> str:
    """The text on one line without articles in front."""
    return " ".join(without_determiner(fold(text).split(" ")))


def _fullness(form: str, titles: Collection[tuple[str, ...]]) -> tuple[bool, int, bool]:
    """Orders names: no acronym; more words besides titles; a full name without its title, a bare one with it."""
    front, rest = split_title(tokens(form), titles)
    full = len(rest) > 1
    return is_acronym(form), -min(len(rest), _ENOUGH_WORDS), bool(front) == full


def aliases(name: str, forms: Iterable[str], told: Iterable[str]) -> tuple[str, ...]:
    """The other names, once each whatever their case, sorted."""
    found: dict[str, str] = {}
    for form in (*forms, *sorted(fold(one) for one in told)):
        if form and form.casefold() != name.casefold():
            found.setdefault(form.casefold(), form)
    return tuple(sorted(found.values()))


def event_caption(label: str, toward: str, patients: Sequence[str], agents: Sequence[str], place: str | None, time: Interval | None) -> str:
    """A short caption: "Killing of seven officers, Nakuru, 2021-01"; ``toward`` is the word before the patients."""
    said = label[:1].upper() + label[1:]
    if patients:
        said += f" {toward} {_listed(patients)}"
    elif agents:
        said += f" by {_listed(agents)}"
    when = (time.start or time.end) if time else None
    caption = ", ".join(filter(None, [said, place, when]))
    return caption if len(caption) <= _LONGEST_CAPTION else caption[: _LONGEST_CAPTION - 1].rstrip() + "…"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(names) if len(names) < 3 else f"{names[0]} and others"


def slug(name: str) -> str:
    """The last part of a readable IRI: letters of any script kept, blanks as ``_``, what IRIs forbid percent-encoded."""
    joined = re.sub(r"\s+", "_", unicodedata.normalize("NFC", name).replace(",", "").strip())[:_LONGEST_SLUG].strip("_")
    return "".join(one if _allowed(one) else quote(one, safe="", errors="replace") for one in joined)


def _allowed(one: str) -> bool:
    if one < "\x80":
        return one.isalnum() or one in _KEPT
    return unicodedata.category(one)[0] in "LMN"


def slugs(things: Iterable[tuple[str, str]], taken: Iterable[str]) -> dict[str, str]:
    """(id, name) pairs in mention order -> id -> slug; where two would share one, the later gets a short hash."""
    used, found = set(taken), {}
    for one, name in things:
        wanted = slug(name) or one
        if wanted in used:
            wanted = f"{wanted}_{one[1:7]}"
        found[one] = wanted if wanted not in used else one
        used.add(found[one])
    return found
