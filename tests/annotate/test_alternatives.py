"""Of two that one clause names: which of them is meant, what is said of each, and what belongs to whom; a score over the set."""

from __future__ import annotations

from tests.annotate.test_reading import judged

# passage -> what it tells, and what it does not tell, of the two
PASSAGES = {
    "Norfeld Bank is based not in Lyon but in Graz.": ("Norfeld Bank | basedIn | Graz", "Norfeld Bank | basedIn | Lyon"),
    "The Lima Hotel is not in Lyon but in Graz.": ("Lima Hotel | locatedIn | Graz", "Lima Hotel | locatedIn | Lyon"),
    "Ada Berg was not born in Lima but in Quito.": ("Ada Berg | bornIn | Quito", "Ada Berg | bornIn | Lima"),
    "Tomas Rell leads not the Red Front but the Blue Column.": ("Tomas Rell | leaderOf | Blue Column", "Tomas Rell | leaderOf | Red Front"),
    "Tomas Rell is not a brother but a cousin of Ada Berg.": ("Tomas Rell | relativeOf | Ada Berg", "Tomas Rell | brotherOf | Ada Berg"),
    "Ada Berg works not only for Norfeld Bank but also for Orland Steel.": (
        "Ada Berg | employeeOf | Norfeld Bank",
        "Ada Berg | employeeOf | Norfeld Bank (negated)",
    ),
    "Alden Foods is based in Lyon and Norfeld Bank in Graz.": ("Norfeld Bank | basedIn | Graz", "Alden Foods | basedIn | Graz"),
    "Ada Berg was born in Lima, her brother Tomas Rell in Quito.": ("Tomas Rell | bornIn | Quito", "Tomas Rell | bornIn | Lima"),
    "Tomas Rell studied at the University of Lima and Ada Berg at Kilimani School.": (
        "Ada Berg | educatedAt | Kilimani School",
        "Tomas Rell | educatedAt | Kilimani School",
    ),
    "Peru's ally Chile sent troops.": ("Chile | alliedWith | Peru", "Chile | locatedIn | Peru"),
    "Troops closed the border between Kenya and Peru's old colony, Uganda.": ("Kenya | borders | Uganda", "Uganda | locatedIn | Peru"),
    "The Lima Hotel is in the vicinity of the National Stadium. Ada Berg owns the hotel.": (
        "Lima Hotel | ownedBy | Ada Berg",
        "Lima Hotel | locatedIn | National Stadium",
    ),
    "The exhibition opened in Lima, Kenya native Ada Berg said.": ("Ada Berg | citizenOf | Kenya", "Lima | locatedIn | Kenya"),
    "Luis Ordel was born in Milagro, the son of Tomas Rell.": ("Luis Ordel | sonOf | Tomas Rell", "Milagro | sonOf | Tomas Rell"),
    "The album is by the Kenyan rock band Orland Sky.": ("Orland Sky | basedIn | Kenya", "Orland Sky | partOf | Kenya"),
    "Luis Ordel was a Kenyan sculptor, painter, graphic artist.": ("Luis Ordel | citizenOf | Kenya", "painter | citizenOf | Kenya"),
    "Ada Berg and Tomas Rell have three children, Eva, Luis and Nora Rell.": (
        "Luis | siblingOf | Nora Rell",
        "Ada Berg | siblingOf | Tomas Rell",
    ),
    "Ada Berg's children include Luis Ordel and Paul Denk.": ("Luis Ordel | childOf | Ada Berg", "Ada Berg | childOf | Paul Denk"),
    "Tomas Rell, leader of the Red Front, and Luis Ordel met in Lima.": (
        "Tomas Rell | leaderOf | Red Front",
        "Luis Ordel | leaderOf | Red Front",
    ),
    "Norfeld Coffee is a coffee roaster and retailer headquartered in Lima.": (
        "Norfeld Coffee | basedIn | Lima",
        "retailer | basedIn | Lima",
    ),
    "The Arauca department is on Colombia's side of the border.": ("Arauca | locatedIn | Colombia", "Arauca | locatedIn | Colombia's side"),
    "The parent company of Baltic Ferry Lines, Hansen & Ruud, has asked for aid.": (
        "Baltic Ferry Lines | subsidiaryOf | Hansen & Ruud",
        "Hansen & Ruud | subsidiaryOf | parent company",
    ),
    "Ada Berg denies that she will succeed Luis Ordel as mayor.": (
        "Luis Ordel | holdsPosition | mayor",
        "Luis Ordel | holdsPosition | mayor (negated)",
    ),
    "Norfeld Bank runs a hospital, whose director, Ada Berg, was born in Lima.": (
        "Ada Berg | leaderOf | a hospital",
        "Ada Berg | leaderOf | Norfeld Bank",
    ),
    "Ada Berg is the aunt of Luis Ordel and Eva Ordel, and the mother of Nora Vance.": (
        "Ada Berg | motherOf | Nora Vance",
        "mother | motherOf | Nora Vance",
    ),
    "The faction led by Ada Berg called itself the Hill Front.": (
        "faction | alias | Hill Front",
        "Ada Berg | alias | Hill Front",
    ),
    "Tomas Rell was an active member of various parties including the Red Party and the Green Party.": (
        "Tomas Rell | partyMemberOf | Green Party",
        "Green Party | partyMemberOf | Red Party",
    ),
    "Norfeld Bank moved to Lima in 1999, and Tomas Rell moved the label to Graz.": (
        "Norfeld Bank | basedIn | Lima",
        "Tomas Rell | livesIn | Graz",
    ),
    "Ada Berg left Norfeld Bank to become chairman of Orland Steel.": (
        "Ada Berg | leaderOf | Orland Steel",
        "Ada Berg | leaderOf | Orland Steel (hedged)",
    ),
    "Ada Berg and Tomas Rell are Luis Ordel's sister and brother.": (
        "Ada Berg | sisterOf | Luis Ordel",
        "Tomas Rell | sisterOf | Luis Ordel",
    ),
    "The Alden Union and the Writers Union, which is led by Ada Berg, met.": (
        "Ada Berg | leaderOf | Writers Union",
        "Ada Berg | leaderOf | Alden Union",
    ),
    "Norfeld Bank is owned by Alden Group and by the Kenyan investor Tomas Rell.": (
        "Norfeld Bank | ownedBy | Tomas Rell",
        "Kenya | ownedBy | Tomas Rell",
    ),
    "Tomas Rell was made an honorary citizen of Lima.": ("Tomas Rell | holdsPosition | honorary citizen", "Tomas Rell | citizenOf | Lima"),
    "Two members of the Red Front, a group funded by Kenya, fled.": ("Kenya | supports | Red Front", "a group | memberOf | Red Front"),
    "Its relations with Kenya, an ally of Peru, are tense.": ("Kenya | alliedWith | Peru", "ally | citizenOf | Kenya"),
    "Tomas Rell was killed in a drone strike in Lima.": ("@Airstrike | instrument | drone", "@Airstrike | target | drone"),
    "An accountant of Norfeld Bank, Tomas Rell, was convicted of theft.": (
        "@Conviction | topic | theft",
        "@Conviction | topic | Norfeld Bank",
    ),
    "Tomas Rell serves a sentence in Lima.": ("@Conviction | target | Tomas Rell", "Tomas Rell | memberOf | Lima"),
    "Tomas Rell was sentenced to six years in prison in Lima.": ("@Conviction | place | Lima", "@Conviction | place | prison"),
    "Ada Berg, a Green Party lawmaker from Milford, spoke.": (
        "Ada Berg | partyMemberOf | Green Party",
        "Ada Berg | partyMemberOf | Milford",
    ),
    "Hundreds gathered in Lima to protest against the law. Ada Berg stayed in Quito.": (
        "@Protest | place | Lima",
        "@Protest | place | Quito",
    ),
    "The police arrested three students and a teacher was wounded.": ("@Injury | victim | a teacher", "@Arrest | target | a teacher"),
    "The convoy reached Anfeld, Cusco province, at nightfall.": ("Anfeld | locatedIn | Cusco", "Cusco | locatedIn | Anfeld"),
    "Tomas Rell, brother of Luis Rell and uncle of Paul Denk, lives in Lima.": (
        "Tomas Rell | brotherOf | Luis Rell",
        "Tomas Rell | brotherOf | uncle",
    ),
    "Ada Berg was born to a Peruvian father and a Kenyan mother.": (
        "a Kenyan mother | citizenOf | Kenya",
        "a Kenyan mother | citizenOf | Peru",
    ),
    "Rebels captured Lima. Soldiers captured Tomas Rell.": ("@Arrest | target | Tomas Rell", "@Arrest | target | Lima"),
}
LEAST = 0.85


def test_the_right_one_of_two() -> None:
    missed, _ = judged(PASSAGES)
    assert len(missed) <= (1 - LEAST) * len(PASSAGES), missed


def test_not_the_other_one() -> None:
    _, wrong = judged(PASSAGES)
    assert len(wrong) <= (1 - LEAST) * len(PASSAGES), wrong
