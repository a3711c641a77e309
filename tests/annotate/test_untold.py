"""Which happenings a text tells, of whom and where, and which its words only name; a score over the set."""

from __future__ import annotations

from kg.annotate.doc import Tree
from kg.annotate.parse.opening import mend_openings
from tests.annotate.test_coref import tree_of
from tests.annotate.test_reading import judged

# passage -> what it tells, and what it does not tell
PASSAGES = {
    # deeds that are counted, ordered, laid to somebody, or a penalty
    "Monitors documented eleven attacks in Kenya. Rebels killed Ada Berg.": ("@Killing | victim | Ada Berg", "@Attack | place | Kenya"),
    "Colonel Tomas Rell ordered the attack on the village.": ("@Attack | agent | Tomas Rell", "@Demand | agent | Tomas Rell"),
    "The president ordered the deployment of the army to Lima.": ("@Demand | agent | president", "@Demand | target | Lima"),
    "Police blamed the raid on the Red Front.": ("@Accusation | target | Red Front", "@MilitaryOperation | target | Red Front (hedged)"),
    "The minister blamed the attack in Lima on the rebels.": ("@Accusation | target | rebels", "@Accusation | place | Lima"),
    "The minister condemned the attack in Lima.": ("@Attack | place | Lima", "@Statement | place | Lima"),
    "A court in Lima sentenced Tomas Rell to death.": ("@Conviction | target | Tomas Rell", "@Death | type | Death"),
    "A judge sentenced Tomas Rell to ten years in prison.": ("@Conviction | target | Tomas Rell", "@Conviction | place | prison"),
    # one word, one happening
    "Four guards burned to death near Lima.": ("@Death | victim | Four guards", "@Killing | agent | Four guards"),
    "Gunmen shot dead the mayor and two guards.": ("@Killing | victim | mayor", "@Death | victim | Gunmen"),
    "Gunmen shot the wounded men at a farm.": ("@Shooting | place | farm", "@Injury | victim | wounded men"),
    "Kenyan planes bombed a hospital in Lima.": ("@Airstrike | agent | Kenyan", "@Bombing | place | Lima"),
    "Partisans liberated Lima in May.": ("@MilitaryOperation | target | Lima", "@Release | target | Lima"),
    "Tomas Rell won the presidential election.": ("@Election | participant | Tomas Rell", "@Election | agent | Tomas Rell"),
    # in words, in plans, in general
    "Ada Berg sharply attacked Tomas Rell. Gunmen attacked a bank.": ("@Attack | target | bank", "@Attack | target | Tomas Rell"),
    "Forty officers died in a raid to arrest Tomas Rell.": ("@Arrest | target | Tomas Rell (hedged)", "@Arrest | target | Tomas Rell"),
    "The council voted to cut its budget. Farmers voted in Kenya.": ("@Election | agent | Farmers", "@Election | agent | council"),
    "Ada Berg does not care whether Tomas Rell killed Paul Denk.": (
        "@Killing | agent | Tomas Rell (hedged)",
        "@Killing | agent | Tomas Rell (negated)",
    ),
    # nobody meant it
    "A fire killed twelve people in Lima.": ("@Accident | killedCount | 12", "@Killing | killedCount | 12"),
    "A prison fire in Lima killed ten inmates.": ("@Accident | victim | ten inmates", "@Killing | agent | prison"),
    "Typhoon Ilse made landfall near Lima and killed six people.": ("@Disaster | killedCount | 6", "@Killing | killedCount | 6"),
    # who did it and suffered it
    "Five of the defendants were convicted of murder.": ("@Conviction | target | defendants", "@Conviction | topic | defendants"),
    "Nine people died in the clashes, including a teacher, Ada Berg.": ("@Clash | victim | Ada Berg", "@Clash | participant | Ada Berg"),
    "Rebels stormed the palace on Saturday, hours after Tomas Rell fled, and set fire to a bank.": (
        "@Arson | agent | Rebels",
        "@Arson | agent | Tomas Rell",
    ),
    "Tomas Rell was arrested in March 1946 and tried in Lima.": ("@Trial | target | Tomas Rell", "@Trial | agent | Tomas Rell"),
    "No group has claimed responsibility for the bombing of the bridge.": (
        "@Bombing | target | bridge",
        "@Bombing | agent | No group (negated)",
    ),
    # no more than a word for it
    "The band released its album in Lima. The rebels freed two hostages.": (
        "@Release | target | two hostages",
        "@Release | target | album",
    ),
    "The Red Front grew rapidly in May. Farmers grew coca.": ("@Production | target | coca", "@Production | agent | Red Front"),
    "Tomas Rell was engaged in trade. Soldiers engaged the rebels.": ("@Clash | participant | rebels", "@Clash | participant | Tomas Rell"),
    "Two students were taken to his office. Ada Berg took office in May.": (
        "@Appointment | target | Ada Berg",
        "@Appointment | target | Two students",
    ),
    "Gunmen liquidated a judge. The company eliminated Norfeld Bank.": ("@Killing | victim | judge", "@Killing | victim | Norfeld Bank"),
    "Ada Berg ran for office in Lima.": ("@Election | participant | Ada Berg", "@Election | causedBy | office"),
    "Ada Berg (30 May 1707 in Nakuru – 7 May 1748 in Lima) was born in Nakuru.": ("@Birth | place | Nakuru", "@Birth | place | Lima"),
    "Many car accidents happen in the dark. A bus crashed near Lima.": ("@Accident | target | bus", "@Accident | target | car"),
    # what belongs to what
    "The attack on the market left 14 people dead.": ("@Attack | killedCount | 14", "@Attack | killedCount | 4"),
    "Ada Berg condemned the killings and ordered the deployment of the army.": (
        "@Statement | agent | Ada Berg",
        "@Killing | partOfEvent | deployment",
    ),
    "An earthquake struck Lima. The tsunami that followed destroyed Nakuru.": ("@Disaster | target | Nakuru", "@Disaster | target | Lima"),
}
LEAST = 0.85


def test_what_words_only_name_is_no_happening() -> None:
    missed, wrong = judged(PASSAGES)
    assert len(PASSAGES) >= 29
    assert 1 - len(missed) / len(PASSAGES) >= LEAST, missed
    assert len(wrong) / len(PASSAGES) <= 1 - LEAST, wrong


OPENINGS = {
    "On|on|IN|prep|6 28|28|CD|nummod|4 June|june|NNP|nmod|4 Ada|ada|NNP|compound|4 Berg|berg|NNP|pobj|0 ,|,|,|punct|4 left|leave|VBD|ROOT|6": (
        "Berg nsubj left"
    ),
    "On|on|IN|prep|4 9|9|CD|nummod|3 May|may|NNP|compound|3 friends|friend|NNS|nsubj|4 left|leave|VBD|ROOT|4": "friends nsubj left",
    "In|in|IN|prep|4 May|may|NNP|pobj|0 2017|2017|CD|nummod|1 friends|friend|NNS|pobj|0 left|leave|VBD|ROOT|4": "friends nsubj left",
}


def test_a_date_that_opens_a_sentence_leaves_the_verb_its_subject() -> None:
    for parse, wanted in OPENINGS.items():
        tree: Tree = tree_of(parse)
        days = {i for i in range(tree.n) if tree.text[i] in ("28", "June", "9", "May", "2017")}
        mend_openings(tree, days)
        held = {f"{tree.text[i]} {tree.dep[i]} {tree.text[tree.head[i]]}" for i in range(tree.n)}
        assert wanted in held, (parse, held)
        assert any(f"{day} pobj {prep}" in held for day in ("June", "May", "2017") for prep in ("On", "In")), held
