"""Number words, and how many a phrase says: "twenty-one", "two hundred", "3,000"."""

from __future__ import annotations

from kg.annotate.doc import Tree

_DIGITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "a": 1, "an": 1,
}  # fmt: skip
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}


def number(words: str) -> int | None:
    """The whole number that digits or English number words say ("3,000", "twenty-one", "two hundred"), or None."""
    total = part = 0
    seen = False
    for word in words.lower().replace(",", "").replace("-", " ").split():
        if word.isdigit() and len(word) < 13:
            part, seen = part + int(word), True
        elif word in _DIGITS:
            part, seen = part + _DIGITS[word], seen or word not in ("a", "an")
        elif word in SCALES:
            total, part, seen = (total + (part or 1) * SCALES[word], 0, True) if word != "hundred" else (total, (part or 1) * 100, True)
        elif word != "and":
            return None
    return total + part if seen else None


def counted(tree: Tree, i: int) -> tuple[int, tuple[int, int]] | None:
    """How many the phrase of a noun says, with the tokens that say so."""
    # A number behind its noun is a name and no count: "its number two", "Flight 103".
    numbers = [k for k in tree.kids(i, "nummod") if k < i] or ([i] if tree.pos[i] == "NUM" else [])
    for token in numbers:
        start = min([tree.left[token], *(k for k in tree.children[token] if tree.pos[k] == "NUM")])
        while start < token and tree.pos[start] != "NUM" and tree.lower[start] not in SCALES:
            start += 1
        said = number(" ".join(tree.text[start : token + 1]))
        year = said is not None and 1900 <= said <= 2100 and tree.text[token].isdigit() and tree.tag[i] == "NNP"
        if said is not None and not year:
            return said, (start, token + 1)
    return None
