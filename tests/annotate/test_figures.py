"""What did not happen: deeds told of ideas and of games, sayings in the place of bombs, and what all of a kind do; scores over sets."""

from __future__ import annotations

import functools

from kg.annotate import Annotator
from kg.facts import Document
from kg.ontology import Ontology

# sentence -> the class of which it tells no happening, though it has a word for one
FIGURES = {
    "The mayor declared war on complacency in Lima.": "War",
    "The senator declared war on waste.": "War",
    "The king sued for peace in May.": "Accusation",
    "The members are at war with the committee.": "War",
    "The students were expelled from the university.": "MilitaryOperation",
    "The verdict was overturned on appeal.": "Accident",
    "The critics murdered the play.": "Killing",
    "Her lawyer shot down the claim.": "Attack",
    "Prices exploded in May.": "Bombing",
    "The minister attacked the ruling.": "Attack",
    "The union was bombarded with complaints.": "Attack",
    "The bank was bombed with requests.": "Bombing",
    "Norfeld Town ambushed the champions in the first half.": "Ambush",
    "Norfeld Town killed off the match with a third goal.": "Killing",
    "Orland Athletic attacked from the start and wounded the visitors with two goals.": "Attack",
    "The Orland Tigers crushed the Norfeld Bears 4-0.": "Attack",
    "The side was robbed by the referee.": "Robbery",
    "The union fired the opening shots in a war of words over pensions.": "Shooting",
    "The birth of the prince was greeted with gunfire.": "Shooting",
    "Nurses fight exhaustion.": "Clash",
    "Farmers are fighting a plague of locusts.": "Clash",
    "Brothers often fight over land.": "Clash",
    "Soldiers die in wars.": "Death",
    "Cousins marry and neighbours meet.": "Marriage",
}
# sentence -> the class of which it does tell one
DEEDS = {
    "The rebels declared war on the government.": "War",
    "Gunmen murdered the goalkeeper in Lima on Monday.": "Killing",
    "Rebels shot down a helicopter near Lima on Monday.": "Attack",
    "A bomb exploded near the embassy in Lima.": "Bombing",
    "Gunmen attacked the referee in Lima on Monday.": "Attack",
    "Rebels ambushed a patrol near Lima in the first half of May.": "Ambush",
    "The shooting of a judge in Lima was condemned on Monday.": "Shooting",
    "Gunmen robbed the visitors in Lima on Monday.": "Robbery",
    "Soldiers fight rebels near Lima.": "Clash",
    "Three soldiers die in Lima.": "Death",
}
LEAST = 0.9


@functools.cache
def annotator() -> Annotator:
    return Annotator(Ontology.load())


def happened(sentence: str, wanted: str) -> bool:
    """Whether a happening of a class is read in a sentence."""
    reading = annotator().reading(Document.of(sentence, "a"))
    known = annotator().ontology
    return any(one.predicate == "type" and known.is_a(one.value or "", wanted) for one in reading.claims)


def test_figures_of_speech_tell_no_happening() -> None:
    wrong = [sentence for sentence, wanted in FIGURES.items() if happened(sentence, wanted)]
    assert len(wrong) <= (1 - LEAST) * len(FIGURES), wrong


def test_deeds_in_like_words_do() -> None:
    missed = [sentence for sentence, wanted in DEEDS.items() if not happened(sentence, wanted)]
    assert len(missed) <= (1 - LEAST) * len(DEEDS), missed


def test_a_game_is_no_fight_between_those_who_play_it() -> None:
    reading = annotator().reading(Document.of("The Orland Tigers crushed the Norfeld Bears 4-0.", "a"))
    assert not [one for one in reading.claims if one.predicate == "fightsAgainst"]


# sentence -> what it does not assert, though the words for it stand there
UNREAL = {
    "Had Ada Berg married Tomas Rell, the firm would be hers.": "spouseOf",
    "Tomas Rell was nearly killed by a bomb in Lima.": "victim",
    "Police ruled out that Ada Berg killed Tomas Rell.": "agent",
    "Two days after the attack on the embassy, Ada Berg visited Lima.": "place",
    "Ada Berg left the Green Party for the Red Party.": "destination",
}


def test_what_is_imagined_refused_or_of_another_happening_is_not_asserted() -> None:
    asserted = {
        sentence: {one.predicate for one in annotator().reading(Document.of(sentence, "a")).claims if one.polarity == "asserted"}
        for sentence in UNREAL
    }
    wrong = [sentence for sentence, predicate in UNREAL.items() if predicate in asserted[sentence]]
    assert len(wrong) <= (1 - LEAST) * len(UNREAL), wrong
