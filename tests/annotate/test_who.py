"""Whom two phrases of a passage mean: the same, or not, one construction each; a score over the set, and none joined that must not be."""

from __future__ import annotations

from kg.facts import Document
from tests.annotate.test_reading import annotator

# passage -> two phrases of it that mean one thing
SAME = {
    "The Koba mine was closed in March. Koba had been open since 1978.": ("The Koba mine", "Koba"),
    "Elizabeth Kincaid sold the firm. Liz Kincaid lives in Cork.": ("Elizabeth Kincaid", "Liz Kincaid"),
    "Luis Paz's wife, Ana, lives in Lima. Her husband was born in Cusco.": ("Luis Paz", "Her husband"),
    "The president came to Lima. President Ada Berg praised the mayor.": ("The president", "Ada Berg"),
    "Ada Berg was elected mayor in 2017. The mayor lives in Lima.": ("Ada Berg", "The mayor"),
    "The mayor of Lima, Ada Berg, and her sister opened a hotel. The mayor sang.": ("Ada Berg", "The mayor"),
    "The company that won, Norfeld Works, is new. The company has won a prize.": ("Norfeld Works", "The company"),
    '"We waited for years," Ada Berg said. "My client lost his job." The bank began to pay.': ("Ada Berg", "My"),
    "Robert Berg and his sister Eva Berg met. Robert Berg is old. Eva sang. Berg left.": ("Robert Berg", "Berg"),
}
# passage -> two phrases of it that mean two things
APART = {
    "The Mali team came to Lima. It met the Chad team, and the Chad team won.": ("The Mali team", "the Chad team"),
    "Several teams came to Lima. They are young. The team of Ada Berg won.": ("Several teams", "The team"),
    "Ada Berg left her party. Ada Berg had led the party. Tomas Rell left his party.": ("her party", "his party"),
    "The Norfeld plant was closed in March. Norfeld has sold it.": ("The Norfeld plant", "Norfeld"),
    "Mercy Berg runs a trucking company. The company that built the hotel has won a prize.": ("a trucking company", "The company"),
    "The president met Ada Berg in Lima. The new president met Tomas Rell.": ("The president", "The new president"),
    "Ana Paz came with her husband. Ana Paz saw her brother.": ("her husband", "her brother"),
}


def joined(passage: str) -> list[set[str]]:
    """The words of each chain of a passage."""
    reading = annotator().reading(Document.of(passage, "passage"))
    chain = {one.id: {one.evidence.quote} for one in reading.mentions}
    for link in reading.judgements:
        if link.verdict == "same" and chain[link.left] is not chain[link.right]:
            chain[link.left] |= chain[link.right]
            for id in [id for id, one in chain.items() if one is chain[link.right]]:
                chain[id] = chain[link.left]
    return list(chain.values())


def test_what_means_one_thing_is_one() -> None:
    missed = {passage: pair for passage, pair in SAME.items() if not any(set(pair) <= one for one in joined(passage))}
    assert len(missed) <= len(SAME) // 10, missed


def test_what_means_two_things_is_two() -> None:
    wrong = {passage: pair for passage, pair in APART.items() if any(set(pair) <= one for one in joined(passage))}
    assert not wrong
