"""Which date is a happening's own, and what is one happening told twice; a score over the set."""

from __future__ import annotations

from tests.annotate.test_reading import judged

LINE = "LIMA, 12 June 2022 - "
# passage -> what it tells, and what it does not tell
PASSAGES = {
    # what is done about a happening has another date
    "Tomas Rell was convicted of the murders in 1990.": ("@Conviction | time | 1990", "@Killing | time | 1990"),
    "Ada Berg was arrested in 1995 over the killing of Paul Denk.": ("@Arrest | time | 1995", "@Killing | time | 1995"),
    "Prosecutors charged Tomas Rell with the kidnapping in March 2010.": (
        "@Accusation | time | 2010-03",
        "@Kidnapping | time | 2010-03 (hedged)",
    ),
    "Tomas Rell was extradited in 1999 for the kidnapping of Ada Berg.": ("@Arrest | time | 1999", "@Kidnapping | time | 1999"),
    "In 1990 the Red Front claimed responsibility for the bombing of a bank.": ("@Statement | time | 1990", "@Bombing | time | 1990"),
    "Luis Ordel was jailed in 1994 for the murder of Ada Berg in 1990.": ("@Killing | time | 1990", "@Killing | time | 1994"),
    "Luis Ordel was tried in Lima for the massacre of 1985.": ("@Killing | time | 1985 (hedged)", "@Trial | time | 1985"),
    "Tomas Rell was jailed for the 1990 murder of Ada Berg.": ("@Killing | time | 1990", "@Arrest | time | 1990"),
    "The minister condemned the massacre on 3 May 2001.": ("@Statement | time | 2001-05-03", "@Killing | time | 2001-05-03"),
    "A court on 3 May 2001 sentenced Tomas Rell for selling rifles to the army.": (
        "@Conviction | time | 2001-05-03",
        "@Trafficking | time | 2001-05-03",
    ),
    LINE + "The union called a strike for Thursday.": ("@Strike | time | 2022-06-16", "@Strike | time | 2022-06-09"),
    # what goes on meanwhile, or is done by the verb, has the same
    "Tomas Rell was killed in an ambush in 1999.": ("@Ambush | time | 1999", "@Killing | time | None"),
    "Rebels carried out an attack on Lima in 1992.": ("@Attack | time | 1992", "@Attack | time | None"),
    "Tomas Rell was charged on 4 May 2020 with stealing cattle.": (
        "@Accusation | time | 2020-05-04",
        "@Robbery | time | 2020-05-04 (hedged)",
    ),
    "Police arrested Tomas Rell on 4 May 2020 in connection with the attack on a bank.": (
        "@Arrest | time | 2020-05-04",
        "@Attack | time | 2020-05-04",
    ),
    "Nobody has been tried for the killing of farmers in October 2020.": ("@Killing | time | 2020-10", "@Trial | time | 2020-10 (negated)"),
    "A court on Friday sentenced Tomas Rell over a bombing in 2008.": ("@Conviction | target | Tomas Rell", "@Conviction | time | 2008"),
    # what opens a sentence is the date of all its verbs
    "In October 1984 officers kidnapped and murdered Ada Berg.": ("@Killing | time | 1984-10", "@Killing | time | 1984"),
    "In 1998 Tomas Rell pleaded guilty and was later sentenced to ten years.": ("@Trial | time | 1998", "@Conviction | time | 1998"),
    # what is to come, and a feast that is no mere day of the week
    "Ada Berg was elected in 2010 and will step down in March.": ("@Election | time | 2010", "@Resignation | time | 2010-03 (hedged)"),
    LINE + "The mayor said Tomas Rell would resign on Wednesday.": (
        "@Resignation | time | 2022-06-15 (hedged)",
        "@Resignation | time | 2022-06-08 (hedged)",
    ),
    LINE + "Rebels attacked Nakuru on Easter Sunday.": ("@Attack | target | Nakuru", "@Attack | time | 2022-06-12"),
    # a year that was just told
    LINE + "Tomas Rell resigned in March 2016. In May of that year rebels attacked Nakuru.": (
        "@Attack | time | 2016-05",
        "@Attack | time | 2022",
    ),
    LINE + "Tomas Rell resigned in March 2016. Rebels attacked Nakuru in August of the same year.": (
        "@Attack | time | 2016-08",
        "@Attack | time | 2022-08",
    ),
    LINE + "Tomas Rell resigned on 3 March 2016. Rebels attacked Nakuru on 5 May that year.": (
        "@Attack | time | 2016-05-05",
        "@Attack | time | 2022-05-05",
    ),
    LINE + "Tomas Rell resigned in 2016. Rebels attacked Nakuru in June of the following year.": (
        "@Attack | time | 2017-06",
        "@Attack | time | 2023",
    ),
    LINE + "Tomas Rell resigned in 2016. A year later rebels attacked Nakuru.": ("@Attack | time | 2017", "@Attack | time | 2021"),
    LINE + "Tomas Rell resigned in 2016. Rebels attacked Nakuru in June of last year.": (
        "@Attack | time | 2021-06",
        "@Attack | time | 2022-06",
    ),
    # how a deed ended is no other happening
    "Tomas Rell was shot dead on the steps of the bank.": ("@Killing | victim | Tomas Rell", "@Death | victim | Tomas Rell"),
    "Rebels shot dead Ada Berg in Lima.": ("@Killing | victim | Ada Berg", "@Death | victim | Ada Berg"),
    "The bomb left three farmers dead.": ("@Killing | victim | three farmers", "@Death | victim | three farmers"),
    "Ada Berg was found dead in Lima.": ("@Death | victim | Ada Berg", "@Killing | victim | Ada Berg"),
}
LEAST = 0.9


def test_score() -> None:
    missed, wrong = judged(PASSAGES)
    assert len(PASSAGES) >= 21
    assert 1 - len(missed) / len(PASSAGES) >= LEAST, missed
    assert len(wrong) / len(PASSAGES) <= 1 - LEAST, wrong
