"""Short passages read end to end, one construction each: who is who, when, how surely and who says so; a score over the set."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import pytest

from kg.annotate import Annotator
from kg.facts import Document
from kg.graph import Graph
from kg.ontology import Ontology

# passage -> what must be told of it: "subject | predicate | object or value (polarity) <source>"; "@Class" stands for a happening.
PASSAGES: dict[str, dict[str, str]] = {
    "who is who": {
        "Ada Berg lost her job. She had worked for Norfeld Bank since 1990.": "Ada Berg | employeeOf | Norfeld Bank",
        "Tomas Rell and Ada Berg met in Lima. They are siblings.": "Tomas Rell | siblingOf | Ada Berg",
        "Ada and Nora Berg run a hotel in Lima. Their father, Paul Berg, built it.": "Paul Berg | fatherOf | Nora Berg",
        "When he was a student, Tomas Rell joined the Red Front.": "Tomas Rell | memberOf | Red Front",
        "Luis Ordel was wanted by the army. He was a man known as Comrade Raul, and a brother of Ada Berg.": (
            "Luis Ordel | brotherOf | Ada Berg"
        ),
        "Ada Berg was born in Nairobi. Her brother Tomas Rell still lives there.": "Tomas Rell | livesIn | Nairobi",
        '"I am a member of the Red Front," Tomas Rell said.': "Tomas Rell | memberOf | Red Front <Tomas Rell>",
        "A graduate of Kilimani School, Ada Berg became a judge.": "Ada Berg | educatedAt | Kilimani School",
        "Ada Berg has two sons, Tomas and Luis Berg.": "Luis Berg | sonOf | Ada Berg",
        "Of the three brothers, only Tomas Rell and Luis Rell are alive.": "Tomas Rell | brotherOf | Luis Rell",
        "Two members of the Red Front, Tomas Rell and Luis Ordel, were arrested.": "Luis Ordel | memberOf | Red Front",
        "The Red Front lost its leaders, but its remnants number some 350 members.": "Red Front | memberCount | 350",
        "Norfeld Mobile, a subsidiary of Norfeld, is based in Lima.": "Norfeld Mobile | subsidiaryOf | Norfeld",
        "Ada Berg is survived by her husband, Tomas Rell, and a son, Luis.": "Luis | sonOf | Ada Berg",
        "Ada Berg, whose father was the painter Paul Berg, lives in Lima.": "Paul Berg | fatherOf | Ada Berg",
        "Tomas Rell and his rival Luis Ordel met in Lima.": "Luis Ordel | opponentOf | Tomas Rell",
        "Having broken away from the Red Front, the Blue Column fled to Kenya.": "Blue Column | splinterOf | Red Front",
        "Ada Berg died at her home in Lima.": "Ada Berg | diedIn | Lima",
        "Voters elected Ada Berg mayor of Lima.": "Ada Berg | headOfGovernmentOf | Lima",
        "The Green Party elected Ada Berg leader in 1999.": "Ada Berg | leaderOf | Green Party",
        "The bombing in Lima, which killed two judges, was condemned.": "@Killing | partOfEvent | @Bombing",
        "The Sirel Hawks militia fled. The Sirel Hawks' spokesman, Tomas Rell, lives in Lima.": "Tomas Rell | spokespersonOf | Sirel Hawks militia",
        "Ada Berg was held in Lima and later deported to Kenya.": "@Arrest | target | Ada Berg",
        "Norfeld Trading, the Lima-based owner of the mine, was fined.": "Norfeld Trading | basedIn | Lima",
        "The Falcon Brigade, under General Tomas Rell, took Nakuru.": "Tomas Rell | commanderOf | Falcon Brigade",
        "Norfeld Trading, a commodity trader, paid the minister. Ada Berg owns Norfeld.": "Norfeld Trading | ownedBy | Ada Berg",
        "The firm is owned by Rell's wife, Fatou Diarra, and his cousin Luis Ordel.": "Luis Ordel | relativeOf | Rell",
        "My name is Ada Berg and I was born in Nairobi.": "Ada Berg | bornIn | Nairobi",
        (
            "An interview with Ada Berg\n\nWhere did you grow up?\n\nI was born in Nairobi.\n\nWhy did you leave?\n\n"
            "I was a member of the Red Front."
        ): "Ada Berg | bornIn | Nairobi",
        (
            "Luis Ordel: Where are you from?\n\nTomas Rell: I was born in Nairobi.\n\nLuis Ordel: And then?\n\n"
            "Tomas Rell: I joined the Red Front."
        ): "Tomas Rell | memberOf | Red Front",
    },
    "when": {
        "LIMA, 11 May 2022 - Ada Berg resigned on Monday.": "@Resignation | time | 2022-05-09",
        "LIMA, 11 May 2022 - Ada Berg will visit Nairobi on Monday.": "@Visit | time | 2022-05-16 (hedged)",
        "LIMA, 11 May 2022 - The troops will leave in March. Rebels attacked Nakuru last August.": "@Attack | time | 2021-08",
        "Tomas Rell was arrested on 3 June 2010. Two days later he escaped from Lima.": "@Arrest | time | 2010-06-03",
        "Tomas Rell, born on 3 May 1950, died on 9 June 2001.": "Tomas Rell | deathDate | 2001-06-09",
        "Tomas Rell (born Lima in 1950) is a painter.": "Tomas Rell | birthDate | 1950",
        "The former leader of the Red Front, Tomas Rell, lives in Lima.": "Tomas Rell | leaderOf | Red Front",
        "Tomas Rell and his ex-wife, Ada Berg, own the hotel.": "Tomas Rell | spouseOf | Ada Berg",
        "Tomas Rell no longer leads the Red Front.": "Tomas Rell | leaderOf | Red Front (negated)",
    },
    "how surely, and who says so": {
        "The leader of the Red Front, Tomas Rell, did not come.": "Tomas Rell | leaderOf | Red Front",
        "The Red Front denied any role in the bombing of the bank.": "@Bombing | agent | Red Front (negated) <Red Front>",
        "Police described Tomas Rell as the possible son of Ada Berg.": "Tomas Rell | sonOf | Ada Berg (hedged) <Police>",
        "The cancellation of the meeting between Ada Berg and Tomas Rell surprised Lima.": "@Meeting | participant | Ada Berg (negated)",
        "The police's failure to arrest Tomas Rell angered Ada Berg.": "@Arrest | target | Tomas Rell (negated)",
        "Unconfirmed reports spoke of a clash between the Red Front and the army.": "@Clash | participant | Red Front (hedged)",
        "Ada Berg was sworn in as governor of Texas.": "Ada Berg | headOfGovernmentOf | Texas",
        "Two men are suspected of the murder of Ada Berg.": "@Killing | victim | Ada Berg",
        "The murder of Ada Berg may have been the work of the Red Front.": "@Killing | victim | Ada Berg",
        "Tomas Rell allegedly ordered the murder of Ada Berg.": "@Killing | agent | Tomas Rell (hedged)",
        "Tomas Rell was cleared of the murder of Ada Berg.": "@Killing | agent | Tomas Rell (negated)",
        "If elected, Ada Berg would be the first woman to lead the Green Party.": "Ada Berg | leaderOf | Green Party (hedged)",
        "In the novel, Tomas Rell is a brother of Ada Berg.": "Tomas Rell | brotherOf | Ada Berg (hedged)",
        "Ada Berg denied that she had ever been married to Tomas Rell.": "Ada Berg | spouseOf | Tomas Rell (negated) <Ada Berg>",
        "The nurses will strike on Monday, their union threatened.": "@Strike | agent | nurses (hedged) <union>",
        "The army, Ada Berg said, had bombed the village.": "@Bombing | agent | army <Ada Berg>",
        "A judge issued a notice for the arrest of Tomas Rell.": "@Arrest | target | Tomas Rell (hedged)",
        "Ada Berg called on Tomas Rell to resign.": "@Resignation | agent | Tomas Rell (hedged)",
        "Police said, citing a witness, that Tomas Rell was a brother of Ada Berg.": "Tomas Rell | brotherOf | Ada Berg <Police>",
    },
    "at war": {
        "The Kenyan army carried out strikes on rebel positions near Nakuru.": "Kenyan army | fightsAgainst | rebel",
        "Kenyan forces maintained their positions against the rebels in Nakuru.": "Kenyan forces | fightsAgainst | rebels",
        "The Kenyan army freed Nakuru from Red Front control.": "Kenyan army | fightsAgainst | Red Front",
        "The Kenyan army is leading efforts in the campaign to defeat the rebel group Red Front.": "Kenyan army | fightsAgainst | Red Front",
        "The Kenyan navy, helped by support from their ally Peru, took Lima.": "Kenyan navy | alliedWith | Peru",
        "The Kenyan army flies missions as part of the Nairobi Coalition.": "Kenyan army | partOf | Nairobi Coalition",
        "Three directors of Norfeld Bank resigned, among them Tomas Rell.": "@Resignation | agent | Tomas Rell",
        "Gunmen killed two farmers, Tomas Rell and Luis Ordel.": "@Killing | killedCount | 2",
        '"It is late," said the head of the fisheries department, Ada Berg.': "Ada Berg | leaderOf | fisheries department",
        "Talks with the Federal Army of Kenya, led by Tomas Rell, ended.": "Tomas Rell | leaderOf | Federal Army of Kenya",
        "The firm Norfeld Bank has 700 employees across Kenya.": "700 employees | employeeOf | Norfeld Bank",
        "Members of the Red Front will meet in Lima.": "Members | memberOf | Red Front",
        "Fighters of the Red Front clashed with the Kenyan army.": "Red Front | fightsAgainst | Kenyan army",
        "Secretary of State Tomas Rell met Secretary of Defense Luis Ordel.": "Luis Ordel | holdsPosition | Secretary of Defense",
        "Ada Berg, 42, of Lima, was arrested.": "Ada Berg | livesIn | Lima",
        "The sons of Ada Berg live in the Kenyan capital of Nairobi.": "sons | livesIn | Nairobi",
        "The Red Front's stronghold of Nakuru fell.": "Red Front | controls | Nakuru",
        "Troops entered Lima, Peru, Quito, Ecuador, and Nairobi, Kenya.": "Quito | locatedIn | Ecuador",
    },
    "real pages": {
        "REBELS KIDNAP ADA BERG IN LIMA\n\nRebels kidnapped the judge Ada Berg in Lima. She is a sister of Tomas Rell.": (
            "Ada Berg | sisterOf | Tomas Rell"
        ),
        "ADA BERG IS A SISTER OF TOMAS RELL, THE LEADER OF THE RED FRONT. REBELS KIDNAPPED HER IN LIMA.": "ADA BERG | sisterOf | TOMAS RELL",
        "The army claimed in. August 2022 to have wounded Tomas Rell.": "@Injury | victim | Tomas Rell",
        "By Nora Vance\n\nLIMA (AFP) - Tomas Rell leads the Red Front.": "Tomas Rell | leaderOf | Red Front",
        "Wanted by the police:\n\n- Tomas Rell leads the Red Front\n- Luis Ordel works for Norfeld Bank\n": "Luis Ordel | employeeOf | Norfeld Bank",
        '"I am a brother of Ada Berg. I live in Lima, said Tomas Rell.': "Tomas Rell | livesIn | Lima",
    },
}
LEAST = 0.9
# passage -> what it does not tell, however its words look
NOT = {
    "Tomas Rell, who belongs to no party, spoke.": "Tomas Rell | partyMemberOf | no party",
    "Tomas Rell spent eight years in Lima prison.": "Tomas Rell | livesIn | Lima",
    "The Red Front did not rule out an alliance.": "Red Front | controls | an alliance (negated)",
    "Norfeld Bank sold its fertiliser arm to Ada Berg.": "@Trafficking | target | fertiliser",
    "Three directors of Norfeld Bank resigned.": "@Resignation | agent | Norfeld Bank",
    "Norvane drove Ostrel out of the market.": "Norvane | fightsAgainst | Ostrel",
    "Police fired tear gas at protesters in Lima.": "Police | fightsAgainst | protesters",
    "The union pushed the government back in the talks.": "union | fightsAgainst | government",
    "The Red Front has the firm support of the Kenyan army in Lima.": "firm | alliedWith | Kenyan army",
    "President Tomas Rell and Luis Ordel met in Lima.": "Luis Ordel | holdsPosition | President",
    "The Red Front was not involved in the use of chemical weapons against the Kenyan army.": "Red Front | fightsAgainst | Kenyan army",
    "Peru plans strikes on Red Front positions.": "Peru | fightsAgainst | Red Front",
    "The Kenyan army fired on a deserted farm.": "Kenyan army | fightsAgainst | a deserted farm",
    "Officer Tomas Rell, 42, of Lima, was arrested.": "Tomas Rell | memberOf | Lima",
    "Ada Berg gave a speech in support of the Green Party.": "Ada Berg | alliedWith | Green Party",
    "In January, the army dealt a blow to the Red Front.": "@Trafficking | agent | army",
    "The army killed the Red Front's number two.": "@Killing | killedCount | 2",
    "The convoy reached Anfeld, Cusco province, in the north of Peru.": "Cusco | locatedIn | Anfeld",
    "The mine (Cusco department, Peru) closed in 1985.": "Peru | locatedIn | Cusco",
    "Some 75% of the cocaine is produced in Lima.": "@Production | target | %",
    "Schools opened in Ohio, Utah, Texas and Oregon.": "Utah | locatedIn | Texas",
    "Rebels hold the Kenyan capital of Nairobi.": "Kenyan capital | capitalOf | Nairobi",
    "The group continues to build a foundation for talks.": "group | founderOf | a foundation",
    "The government defends the people of Kenya.": "government | associateOf | people",
    "The Green Party has the majority in the National Assembly.": "National Assembly | ownedBy | Green Party",
    "Ana Ruiz was kidnapped on the Lima-Cusco Highway.": "Cusco Highway | locatedIn | Lima",
    "Rebels fought near the Lima Volcano. Ada Berg lives in Lima.": "Ada Berg | livesIn | Lima Volcano",
    "Ada Berg (born Ada Linde on 3 May 1950 in Lima) is a painter.": "Ada Berg | bornIn | Ada Linde",
    "She ruled the regions of Cusco, Puno and Loreto.": "Cusco | locatedIn | Loreto",
    "The army of Peru, Kenya (then a part of the Alden Empire) and Quito won.": "Peru | partOf | Alden Empire",
    "Tomas Rell (born Lima in 1950) lives in Nairobi.": "Tomas Rell | alias | Lima",
    "A Jewish teacher, Eva Stern, hid them in Lima.": "Eva Stern | employeeOf | Jewish",
    "A Lima-born lawyer, Ada Berg, left.": "Ada Berg | employeeOf | Lima",
    "Strikes hit two Red Front units, four trucks and three bridges.": "three bridges | partOf | Red Front",
    "Norfeld Bank in Peru and Alden Bank in Kenya closed.": "Norfeld Bank | locatedIn | Alden Bank",
    "The canal links the Atlantic and Pacific Oceans.": "Pacific Oceans | locatedIn | Atlantic",
    "European settlement in the region was sparse.": "Europe | locatedIn | the region",
    "Radnik will battle Sloga on Sunday.": "Radnik | fightsAgainst | Sloga (hedged)",
    "Kenyans across Peru mourned Ada Berg.": "Kenyans | operatesIn | Peru",
    "Voters elected Ada Berg mayor of Lima.": "Voters | headOfGovernmentOf | Lima",
    "The judge ordered the arrest of Ada Berg.": "@Arrest | target | Ada Berg",
    "Two men are suspected of the murder of Ada Berg.": "@Killing | agent | Two men",
    "Tomas Rell is suspected of murder.": "@Killing | agent | Tomas Rell",
    "Ada Berg, called Nora Vance a tourist.": "Ada Berg | alias | Nora Vance",
    "Ada Berg met Tomas Rell of Peru in Lima.": "Peru | locatedIn | Lima",
    "Prior to joining Brightline, Ada Berg lived in Lima.": "Ada Berg | partyMemberOf | Brightline",
    "Ada Berg is survived by her husband, Tomas Rell, and a son, Luis.": "Luis | spouseOf | Ada Berg",
    "The Ada Berg government said that it had won.": "Ada Berg government | partOf | Ada Berg",
}


@functools.cache
def annotator() -> Annotator:
    return Annotator(Ontology.load())


def told(passage: str) -> set[str]:
    """Everything that a passage tells, under every name of the things."""
    document = Document.of(passage + "\n", "passage.txt")
    reading = annotator().reading(document)
    graph = Graph(annotator().ontology, [document], reading.mentions, reading.claims, reading.judgements)
    names: dict[str, set[str]] = {}
    for entity in graph.entities():
        said = {entity.name, *entity.aliases, *(one.evidence.quote for one in entity.mentions)}
        names[entity.id] = {word.removeprefix("the ").removeprefix("The ").removeprefix("their ") for word in said}
    events = {one.id: one for one in graph.events()}
    names |= {one.id: {f"@{one.type}"} for one in events.values()}
    found = set()
    rows = [(one.subject, one.predicate, one.object, one.value, one.polarity, one.attributed_to) for one in graph.claims()]
    rows += [(one.id, "time", None, one.time.start if one.time else None, one.polarity, one.attributed_to) for one in events.values()]
    for subject, predicate, object_, value, polarity, speakers in rows:
        event = events.get(subject)
        least = max(polarity, event.polarity if event else "asserted", key=("asserted", "hedged", "negated").index)
        sources = [*speakers, *(event.attributed_to if event else ())]
        mark = "" if least == "asserted" else f" ({least})"
        line = annotator().ontology.property_line(predicate)
        symmetric = predicate in annotator().ontology.properties and annotator().ontology.properties[predicate].symmetric
        for left in names[subject]:
            for right in names[object_] if object_ else {str(value)}:
                pairs = [(left, right), (right, left)] if symmetric or predicate in ("brotherOf", "sisterOf") else [(left, right)]
                for one, other in pairs:
                    found |= {f"{one} | {name} | {other}{mark}" for name in line}
                    found |= {f"{one} | {name} | {other}{mark} <{who}>" for name in line for each in sources for who in names[each]}
    return found


def judged(passages: Mapping[str, tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """What passages were to tell and do not, and what they tell and were not to; each is given with one of both."""
    found = {passage: told(passage) for passage in passages}
    missed = {passage: good for passage, (good, _) in passages.items() if good not in found[passage]}
    return missed, {passage: bad for passage, (_, bad) in passages.items() if bad in found[passage]}


@pytest.mark.parametrize("part", sorted(PASSAGES))
def test_score(part: str) -> None:
    missed = {passage: promise for passage, promise in PASSAGES[part].items() if promise not in told(passage)}
    assert 1 - len(missed) / len(PASSAGES[part]) >= LEAST, missed


def test_what_only_looks_like_it_is_not_told() -> None:
    wrong = {passage: look for passage, look in NOT.items() if look in told(passage)}
    assert len(wrong) / len(NOT) <= 1 - LEAST, wrong


def test_there_are_passages() -> None:
    assert sum(map(len, PASSAGES.values())) >= 35


def test_a_headline_in_capitals_keeps_its_offsets() -> None:
    passage = "REBELS KIDNAP ADA BERG IN LIMA\n\nRebels kidnapped the judge Ada Berg in Lima. She is a sister of Tomas Rell.\n"
    reading = annotator().reading(Document.of(passage, "passage.txt"))
    assert reading.mentions and all(passage[one.evidence.start : one.evidence.end] == one.evidence.quote for one in reading.mentions)
