"""What a speaker says and what the writer says of him; what a denial, a doubt and a clause beside it leave standing; a score over the set."""

from __future__ import annotations

from tests.annotate.test_reading import judged

# passage -> what it tells, and what it does not tell
PASSAGES = {
    # what stands beside the verb of saying is the writer's
    "The governor of Cusco, Marta Oller, promised a hospital.": (
        "Marta Oller | holdsPosition | governor",
        "Marta Oller | holdsPosition | governor <Marta Oller>",
    ),
    "Lawyers for Norfeld Bank say the police knew.": (
        "Lawyers | employeeOf | Norfeld Bank",
        "Lawyers | employeeOf | Norfeld Bank <Lawyers>",
    ),
    "Tomas Rell, leader of the Red Front, said that the army had killed Ada Berg.": (
        "@Killing | victim | Ada Berg <Tomas Rell>",
        "Tomas Rell | leaderOf | Red Front <Tomas Rell>",
    ),
    "Paul Denk testified before a Kenyan court in Lima in 2019.": (
        "@Statement | agent | Paul Denk",
        "a Kenyan court | partOf | Kenya <Paul Denk>",
    ),
    "Paul Berg told Ada Berg, the mayor of Lima, that he would leave.": (
        "Ada Berg | holdsPosition | mayor",
        "Ada Berg | holdsPosition | mayor <Paul Berg>",
    ),
    "Police in Lima, the capital of Peru, said that Tomas Rell had been arrested.": (
        "@Arrest | target | Tomas Rell <Police>",
        "Lima | capitalOf | Peru <Police>",
    ),
    "Speaking at the offices of Norfeld Bank in Lima, Tomas Rell said that he was a brother of Ada Berg.": (
        "Tomas Rell | brotherOf | Ada Berg <Tomas Rell>",
        "Norfeld Bank | locatedIn | Lima <Tomas Rell>",
    ),
    # what stands inside it is the speaker's
    "The minister said that the leader of the Red Front, Tomas Rell, was dead.": (
        "Tomas Rell | leaderOf | Red Front <minister>",
        "Tomas Rell | leaderOf | Red Front (hedged)",
    ),
    "Prosecutors say that the Red Front, which smuggles cocaine to Lima, is weak.": (
        "@Trafficking | agent | Red Front <Prosecutors>",
        "@Trafficking | agent | Red Front (hedged)",
    ),
    "Police described Tomas Rell as the leader of the Red Front.": (
        "Tomas Rell | leaderOf | Red Front <Police>",
        "Tomas Rell | leaderOf | Red Front <Tomas Rell>",
    ),
    # what came after is not warned of, asked for or said
    "Tomas Rell had warned his superiors twice before a bomb killed Ada Berg.": (
        "@Killing | victim | Ada Berg",
        "@Killing | victim | Ada Berg (hedged)",
    ),
    "Ada Berg complained to the police before gunmen shot Tomas Rell.": (
        "@Shooting | victim | Tomas Rell",
        "@Shooting | victim | Tomas Rell <Ada Berg>",
    ),
    "Police arrested Tomas Rell before he killed Ada Berg.": (
        "@Killing | victim | Ada Berg (hedged)",
        "@Killing | victim | Ada Berg",
    ),
    # what is reported only, or not even that
    "The team could not verify reports that the Red Front and the Green Party have agreed on a truce.": (
        "@Agreement | participant | Red Front (hedged)",
        "@Agreement | participant | Red Front",
    ),
    "The ministry could not confirm reports that rebels killed Ada Berg.": (
        "@Killing | victim | Ada Berg (hedged)",
        "@Killing | victim | Ada Berg (hedged) <ministry>",
    ),
    "There was no evidence that Tomas Rell had killed Ada Berg.": (
        "@Killing | agent | Tomas Rell (hedged)",
        "@Killing | agent | Tomas Rell",
    ),
    "Police confirmed reports that rebels had killed Ada Berg.": (
        "@Killing | victim | Ada Berg <Police>",
        "@Killing | victim | Ada Berg (hedged)",
    ),
    "The paper could not confirm that Tomas Rell leads the Red Front.": (
        "Tomas Rell | leaderOf | Red Front (hedged)",
        "Tomas Rell | leaderOf | Red Front",
    ),
    # what was said was said, though somebody rejects it
    "Nora Vance blamed the army; Tomas Rell disputed this.": (
        "@Accusation | agent | Nora Vance",
        "@Accusation | agent | Nora Vance (negated)",
    ),
    "The army rejected the accusation by Nora Vance.": (
        "@Accusation | agent | Nora Vance",
        "@Accusation | agent | Nora Vance (negated)",
    ),
    "The rebels killed Ada Berg; the army denied any role.": (
        "@Killing | victim | Ada Berg",
        "@Killing | victim | Ada Berg (negated)",
    ),
    "Tomas Rell denied that he had accused the army.": (
        "@Accusation | target | army (negated)",
        "@Accusation | target | army",
    ),
    "Luis Ordel rejected the accusation and blamed deserters from the Fifth Brigade.": (
        "@Accusation | target | deserters",
        "@Accusation | agent | Fifth Brigade",
    ),
}  # fmt: skip
LEAST = 0.9


def test_score() -> None:
    missed, wrong = judged(PASSAGES)
    assert len(PASSAGES) >= 23
    assert 1 - len(missed) / len(PASSAGES) >= LEAST, missed
    assert len(wrong) / len(PASSAGES) <= 1 - LEAST, wrong
