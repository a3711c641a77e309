"""Two names of groups or of places -> how likely they name one thing, and why, from the names alone."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resolve import weights
from kg.resolve.feature import Feature
from kg.resolve.lexicon import Lexicon
from kg.resolve.names import fold, is_acronym, key, tokens
from kg.resolve.sound import enough

Words = tuple[str, ...]

_ARTICLE = re.compile(r"\b(?:a[lnrtsdz]|e[lzsrnt]|ash|ul)[- ](?=\w)")
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")


def compare_groups(lexicon: Lexicon, left: str, right: str) -> Feature:
    """Judges two names of groups."""
    for one, other in ((left, right), (right, left)):
        if is_acronym(_bare(one)) and not is_acronym(_bare(other)):
            return _acronym(lexicon, _bare(one), other)
    same = _entries(lexicon, left, right)
    if same is not None:
        return same
    mine, yours = words_of(left, lexicon), words_of(right, lexicon)
    if mine == yours:
        return Feature(weights.SAME_NAME, f"same name: {key(left)}")
    return _matched(lexicon, mine, yours, left, right)


def compare_places(lexicon: Lexicon, left: str, right: str) -> Feature:
    """Judges two names of places; what stands after a comma is where the place lies."""
    (one, _, where), (other, _, there) = left.partition(","), right.partition(",")
    if where and there and key(where) != key(there):
        return Feature(weights.NAMES_DIFFER, f"in{where} is not in{there}")
    return _entries(lexicon, one, other) or compare_groups(lexicon, one, other)


def _bare(name: str) -> str:
    return _BRACKETS.sub("", fold(name))


def _entries(lexicon: Lexicon, left: str, right: str) -> Feature | None:
    """What a name list says of two names that it knows both."""
    mine, yours = ({entry.iri for entry in lexicon.known.get(key(name), ())} for name in (left, right))
    if mine & yours:
        return Feature(weights.SAME_NAME, f"one entry of a name list: {key(left)}, {key(right)}")
    if mine and yours:
        return Feature(weights.NAMES_DIFFER, f"two entries of a name list: {key(left)}, {key(right)}")
    return None


def _acronym(lexicon: Lexicon, acronym: str, name: str) -> Feature:
    letters = "".join(tokens(acronym)).replace("-", "")
    given = _BRACKETS.search(name)
    if given and key(given[1]) == key(acronym):
        return Feature(weights.SAME_NAME, f"{acronym} is given as short for {_bare(name)}")
    words = key(_bare(name)).split()
    initials = {"".join(one[0] for one in words), "".join(one[0] for one in words if one not in lexicon.small)}
    if letters in initials and len(letters) > 2:
        return Feature(weights.SAME_ACRONYM, f"{acronym} are the initials of {_bare(name)}")
    return Feature(weights.NAMES_DIFFER, f"{acronym} are not the initials of {_bare(name)}")


@lru_cache(maxsize=1 << 17)
def words_of(name: str, lexicon: Lexicon) -> Words:
    """The words that count, in alphabetical order: articles, small words and legal forms left out, forms of one word made one."""
    plain = _ARTICLE.sub("", _bare(name).casefold().replace("'s ", " ").replace("s' ", "s "))
    plain = re.sub(r"(?<=\w{4})ul (?=\w)", " ", plain)
    dotted = re.sub(r"\b(?:\w\.){2,}", lambda found: found[0].replace(".", ""), plain)
    found = [lexicon.same_words.get(one, one) for one in tokens(dotted.replace("-", " ").replace("'", "").replace("’", ""))]
    kept = [one for one in found if one not in lexicon.small and one not in lexicon.legal]
    return tuple(sorted(kept or found))


def _matched(lexicon: Lexicon, mine: Words, yours: Words, left: str, right: str) -> Feature:
    """Matches words one to one; what is left over may only be a common noun on one side, as in "the Umoja party"."""
    rest, over = list(yours), []
    for one in mine:
        fitting = next((other for other in rest if _same_word(one, other)), None)
        if fitting is None:
            over.append(one)
        else:
            rest.remove(fitting)
    names = f"{key(left)}, {key(right)}"
    if not over and not rest:
        return Feature(weights.SAME_SPELLING, f"spellings of one name: {names}")
    joined = "".join(mine) == "".join(yours)
    one_sided = not over or not rest
    content = [one for one in mine if one not in lexicon.nouns and one not in over]
    if joined or one_sided and content and all(_says_little(lexicon, one) for one in (*over, *rest)):
        return Feature(weights.SAME_SHORT, f"one is short for the other: {names}")
    return Feature(weights.NAMES_DIFFER, f"names differ: {names}")


def _says_little(lexicon: Lexicon, word: str) -> bool:
    if word in lexicon.telling or word.isdigit():
        return False
    return word in lexicon.nouns or word in lexicon.same_words.values() or word in lexicon.lands


def _same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    return one[0:1] == other[0:1] and not (one.isdigit() or other.isdigit()) and enough(one, other, weights.NEAR_SOUND_GROUP)
