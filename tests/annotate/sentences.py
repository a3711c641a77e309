"""Sentences with their parses, token|lemma|tag|dependency|head, and what each tells."""

SENTENCES = {
    "action noun with a possessor": (
        (
            "Red|Red|NNP|compound|1 Front|Front|NNP|poss|3 's|'s|POS|case|1 campaign|campaign|NN|nsubj|7 against|against|IN|prep|3 "
            "Tomas|Tomas|NNP|compound|6 Rell|Rell|NNP|pobj|4 began|begin|VBD|ROOT|7 .|.|.|punct|7"
        ),
        ["Red Front fightsAgainst Tomas Rell"],
    ),
    "action noun with a light verb": (
        (
            "The|the|DT|det|1 police|police|NN|nsubj|2 carry|carry|VBP|ROOT|2 out|out|RP|prt|2 a|a|DT|det|5 "
            "campaign|campaign|NN|dobj|2 against|against|IN|prep|2 Red|Red|NNP|compound|8 Front|Front|NNP|pobj|6 .|.|.|punct|2"
        ),
        ["The police fightsAgainst Red Front"],
    ),
    "action noun with a relative clause": (
        (
            "The|the|DT|det|1 campaign|campaign|NN|nsubj|11 that|that|WDT|dobj|5 the|the|DT|det|4 army|army|NN|nsubj|5 "
            "carried|carry|VBD|relcl|1 out|out|RP|prt|5 against|against|IN|prep|5 Red|Red|NNP|compound|9 Front|Front|NNP|pobj|7 "
            "soon|soon|RB|advmod|11 ended|end|VBD|ROOT|11 .|.|.|punct|11"
        ),
        ["the army fightsAgainst Red Front"],
    ),
    "with the help of": (
        (
            "The|the|DT|det|1 army|army|NN|nsubj|2 took|take|VBD|ROOT|2 Lima|Lima|NNP|dobj|2 with|with|IN|prep|2 the|the|DT|det|6 "
            "help|help|NN|pobj|4 of|of|IN|prep|6 Red|Red|NNP|compound|9 Front|Front|NNP|pobj|7 .|.|.|punct|2"
        ),
        ["Red Front alliedWith The army"],
    ),
    "what a side is hit in stands for the side": (
        (
            "The|the|DT|det|1 army|army|NN|nsubj|2 defeated|defeat|VBD|ROOT|2 Red|Red|NNP|compound|4 Front|Front|NNP|compound|5 "
            "positions|position|NNS|dobj|2 .|.|.|punct|2"
        ),
        ["The army fightsAgainst Red Front"],
    ),
    "efforts in a campaign to": (
        (
            "The|the|DT|det|1 army|army|NN|nsubj|2 joins|join|VBZ|ROOT|2 plans|plan|NNS|dobj|2 in|in|IN|prep|3 a|a|DT|det|6 "
            "campaign|campaign|NN|pobj|4 to|to|TO|aux|8 defeat|defeat|VB|acl|6 Red|Red|NNP|compound|10 Front|Front|NNP|dobj|8 .|.|.|punct|2"
        ),
        ["The army fightsAgainst Red Front"],
    ),
    "an endeavour is its doer's, and under way": (
        (
            "The|the|DT|det|2 army|army|NN|compound|2 campaign|campaign|NN|nsubj|7 to|to|TO|aux|4 defeat|defeat|VB|acl|2 "
            "Red|Red|NNP|compound|6 Front|Front|NNP|dobj|4 failed|fail|VBD|ROOT|7 .|.|.|punct|7"
        ),
        ["army fightsAgainst Red Front"],
    ),
    "a plan is not under way": (
        (
            "The|the|DT|det|2 army|army|NN|compound|2 plan|plan|NN|nsubj|7 to|to|TO|aux|4 defeat|defeat|VB|acl|2 "
            "Red|Red|NNP|compound|6 Front|Front|NNP|dobj|4 failed|fail|VBD|ROOT|7 .|.|.|punct|7"
        ),
        ["army fightsAgainst Red Front hedged"],
    ),
    "object and preposition": (
        (
            "Ada|Ada|NNP|compound|1 Berg|Berg|NNP|nsubj|2 sold|sell|VBD|ROOT|2 Red|Red|NNP|compound|4 Front|Front|NNP|dobj|2 "
            "to|to|IN|prep|2 Tomas|Tomas|NNP|compound|7 Rell|Rell|NNP|pobj|5 .|.|.|punct|2"
        ),
        ["Red Front ownedBy Tomas Rell"],
    ),
    "active": (
        "Gunmen|gunman|NNS|nsubj|1 killed|kill|VBD|ROOT|1 Ada|Ada|NNP|compound|3 Berg|Berg|NNP|dobj|1 .|.|.|punct|1",
        ["@Killing agent Gunmen", "@Killing victim Ada Berg"],
    ),
    "passive": (
        (
            "Ada|Ada|NNP|compound|1 Berg|Berg|NNP|nsubjpass|3 was|be|VBD|auxpass|3 killed|kill|VBN|ROOT|3 by|by|IN|agent|3 "
            "gunmen|gunman|NNS|pobj|4 .|.|.|punct|3"
        ),
        ["@Killing agent gunmen", "@Killing victim Ada Berg"],
    ),
    "passive without agent": (
        (
            "Ada|Ada|NNP|compound|1 Berg|Berg|NNP|nsubjpass|3 was|be|VBD|auxpass|3 killed|kill|VBN|ROOT|3 in|in|IN|prep|3 "
            "Lima|Lima|NNP|pobj|4 .|.|.|punct|3"
        ),
        ["@Killing place Lima", "@Killing victim Ada Berg"],
    ),
    "nominal": (
        (
            "The|the|DT|det|1 killing|killing|NN|nsubj|7 of|of|IN|prep|1 Ada|Ada|NNP|compound|4 Berg|Berg|NNP|pobj|2 "
            "by|by|IN|prep|1 gunmen|gunman|NNS|pobj|5 shocked|shock|VBD|ROOT|7 Lima|Lima|NNP|dobj|7 .|.|.|punct|7"
        ),
        ["@Killing agent gunmen", "@Killing victim Ada Berg"],
    ),
    "possessive nominal": (
        (
            "The|the|DT|det|1 gunmen|gunman|NNS|poss|3 's|'s|POS|case|1 killing|killing|NN|nsubj|7 of|of|IN|prep|3 "
            "Ada|Ada|NNP|compound|6 Berg|Berg|NNP|pobj|4 shocked|shock|VBD|ROOT|7 Lima|Lima|NNP|dobj|7 .|.|.|punct|7"
        ),
        ["@Killing agent The gunmen", "@Killing victim Ada Berg"],
    ),
    "relative": (
        (
            "Tomas|Tomas|NNP|compound|1 Rell|Rell|NNP|nsubj|8 ,|,|,|punct|1 who|who|WP|nsubj|4 leads|lead|VBZ|relcl|1 "
            "Red|Red|NNP|compound|6 Front|Front|NNP|dobj|4 ,|,|,|punct|8 slept|sleep|VBD|ROOT|8 .|.|.|punct|8"
        ),
        ["Tomas Rell leaderOf Red Front"],
    ),
    "whose": (
        (
            "Ada|Ada|NNP|compound|1 Berg|Berg|NNP|nsubj|9 ,|,|,|punct|5 whose|whose|WP$|poss|4 brother|brother|NN|nsubj|5 "
            "is|be|VBZ|relcl|1 Tomas|Tomas|NNP|compound|7 Rell|Rell|NNP|attr|5 ,|,|,|punct|9 slept|sleep|VBD|ROOT|9 .|.|.|punct|9"
        ),
        ["Tomas Rell brotherOf Ada Berg"],
    ),
    "whose verb": (
        (
            "Ada|Ada|NNP|compound|1 Berg|Berg|NNP|nsubj|11 ,|,|,|punct|7 whose|whose|WP$|poss|4 brother|brother|NN|compound|6 "
            "Tomas|Tomas|NNP|compound|6 Rell|Rell|NNP|nsubj|7 leads|lead|VBZ|relcl|1 Red|Red|NNP|compound|9 "
            "Front|Front|NNP|dobj|7 ,|,|,|punct|11 slept|sleep|VBD|ROOT|11 .|.|.|punct|11"
        ),
        ["Tomas Rell brotherOf Ada Berg", "Tomas Rell leaderOf Red Front"],
    ),
    "object relative": (
        (
            "The|the|DT|det|1 judge|judge|NN|nsubj|5 whom|whom|WP|dobj|4 gunmen|gunman|NNS|nsubj|4 killed|kill|VBD|relcl|1 "
            "slept|sleep|VBD|ROOT|5 .|.|.|punct|5"
        ),
        ["@Killing agent gunmen", "@Killing victim The judge"],
    ),
    "reduced relative": (
        (
            "The|the|DT|det|1 groups|group|NNS|nsubj|6 allied|ally|VBN|acl|1 with|with|IN|prep|2 Red|Red|NNP|compound|5 "
            "Front|Front|NNP|pobj|3 fled|flee|VBD|ROOT|6 .|.|.|punct|6"
        ),
        ["The groups alliedWith Red Front"],
    ),
    "led by": (
        (
            "Led|lead|VBN|advcl|7 by|by|IN|agent|0 Tomas|Tomas|NNP|compound|3 Rell|Rell|NNP|pobj|1 ,|,|,|punct|7 "
            "Red|Red|NNP|compound|6 Front|Front|NNP|nsubj|7 fled|flee|VBD|ROOT|7 .|.|.|punct|7"
        ),
        ["Tomas Rell leaderOf Red Front"],
    ),
    "of": (
        (
            "Tomas|Tomas|NNP|compound|1 Rell|Rell|NNP|nsubj|2 is|be|VBZ|ROOT|2 the|the|DT|det|4 leader|leader|NN|attr|2 "
            "of|of|IN|prep|4 Red|Red|NNP|compound|7 Front|Front|NNP|pobj|5 .|.|.|punct|2"
        ),
        ["Tomas Rell leaderOf Red Front"],
    ),
    "apposition": (
        (
            "Tomas|Tomas|NNP|compound|1 Rell|Rell|NNP|nsubj|9 ,|,|,|punct|1 the|the|DT|det|4 leader|leader|NN|appos|1 "
            "of|of|IN|prep|4 Red|Red|NNP|compound|7 Front|Front|NNP|pobj|5 ,|,|,|punct|9 slept|sleep|VBD|ROOT|9 .|.|.|punct|9"
        ),
        ["Tomas Rell leaderOf Red Front"],
    ),
    "compound": (
        (
            "Red|red|JJ|amod|1 Front|Front|NNP|compound|2 leader|leader|NN|compound|4 Tomas|Tomas|NNP|compound|4 "
            "Rell|Rell|NNP|nsubj|5 slept|sleep|VBD|ROOT|5 .|.|.|punct|5"
        ),
        ["Tomas Rell leaderOf Red Front"],
    ),
    "possessor": (
        (
            "Red|Red|NNP|compound|1 Front|Front|NNP|poss|3 's|'s|POS|case|1 leader|leader|NN|compound|5 "
            "Tomas|Tomas|NNP|compound|5 Rell|Rell|NNP|nsubj|6 slept|sleep|VBD|ROOT|6 .|.|.|punct|6"
        ),
        ["Tomas Rell leaderOf Red Front"],
    ),
    "inverted copula": (
        (
            "The|the|DT|det|1 leader|leader|NN|nsubj|5 of|of|IN|prep|1 Red|Red|NNP|compound|4 Front|Front|NNP|pobj|2 "
            "is|be|VBZ|ROOT|5 Tomas|Tomas|NNP|compound|7 Rell|Rell|NNP|attr|5 .|.|.|punct|5"
        ),
        ["Tomas Rell leaderOf Red Front"],
    ),
    "coordination": (
        (
            "Gunmen|gunman|NNS|nsubj|1 killed|kill|VBD|ROOT|1 Ada|Ada|NNP|compound|3 Berg|Berg|NNP|dobj|1 and|and|CC|cc|3 "
            "Tomas|Tomas|NNP|compound|6 Rell|Rell|NNP|conj|3 .|.|.|punct|1"
        ),
        ["@Killing agent Gunmen", "@Killing victim Ada Berg", "@Killing victim Tomas Rell"],
    ),
    "verb coordination": (
        (
            "Gunmen|gunman|NNS|nsubj|1 ambushed|ambush|VBD|ROOT|1 and|and|CC|cc|1 killed|kill|VBD|conj|1 Ada|Ada|NNP|compound|5 "
            "Berg|Berg|NNP|dobj|3 .|.|.|punct|1"
        ),
        ["@Killing agent Gunmen", "@Killing victim Ada Berg"],
    ),
    "control": (
        (
            "Gunmen|gunman|NNS|nsubj|1 planned|plan|VBD|ROOT|1 to|to|TO|aux|3 kill|kill|VB|xcomp|1 Ada|Ada|NNP|compound|5 "
            "Berg|Berg|NNP|dobj|3 .|.|.|punct|1"
        ),
        ["@Killing agent Gunmen hedged", "@Killing victim Ada Berg hedged"],
    ),
    "raising": (
        (
            "Tomas|Tomas|NNP|compound|1 Rell|Rell|NNP|nsubjpass|3 is|be|VBZ|auxpass|3 said|say|VBN|ROOT|3 to|to|TO|aux|6 "
            "have|have|VB|aux|6 killed|kill|VBN|xcomp|3 Ada|Ada|NNP|compound|8 Berg|Berg|NNP|dobj|6 .|.|.|punct|3"
        ),
        ["@Killing agent Tomas Rell hedged", "@Killing victim Ada Berg hedged"],
    ),
    "accused of": (
        (
            "Police|Police|NNS|nsubj|1 accused|accuse|VBD|ROOT|1 Tomas|Tomas|NNP|compound|3 Rell|Rell|NNP|dobj|1 of|of|IN|prep|1 "
            "killing|kill|VBG|pcomp|4 Ada|Ada|NNP|compound|7 Berg|Berg|NNP|dobj|5 .|.|.|punct|1"
        ),
        ["@Killing agent Tomas Rell hedged by Police", "@Killing victim Ada Berg hedged by Police"],
    ),
    "by gerund": (
        (
            "The|the|DT|det|1 army|army|NN|nsubj|2 dealt|deal|VBD|ROOT|2 a|a|DT|det|4 blow|blow|NN|dobj|2 by|by|IN|prep|2 "
            "killing|kill|VBG|pcomp|5 Ada|Ada|NNP|compound|8 Berg|Berg|NNP|dobj|6 .|.|.|punct|2"
        ),
        ["@Killing agent The army", "@Killing victim Ada Berg"],
    ),
    "negation": (
        (
            "Gunmen|gunman|NNS|nsubj|3 did|do|VBD|aux|3 not|not|RB|neg|3 kill|kill|VB|ROOT|3 Ada|Ada|NNP|compound|5 "
            "Berg|Berg|NNP|dobj|3 .|.|.|punct|3"
        ),
        ["@Killing agent Gunmen negated", "@Killing victim Ada Berg negated"],
    ),
    "no one": (
        "No|no|DT|det|1 one|one|NN|nsubj|2 killed|kill|VBD|ROOT|2 Ada|Ada|NNP|compound|4 Berg|Berg|NNP|dobj|2 .|.|.|punct|2",
        ["@Killing victim Ada Berg negated"],
    ),
    "said": (
        (
            "Gunmen|gunman|NNS|nsubj|1 killed|kill|VBD|ccomp|6 Ada|Ada|NNP|compound|3 Berg|Berg|NNP|dobj|1 ,|,|,|punct|6 "
            "police|police|NNS|nsubj|6 said|say|VBD|ROOT|6 .|.|.|punct|6"
        ),
        ["@Killing agent Gunmen by police", "@Killing victim Ada Berg by police"],
    ),
    "denied": (
        (
            "Tomas|Tomas|NNP|compound|1 Rell|Rell|NNP|nsubj|2 denied|deny|VBD|ROOT|2 that|that|IN|mark|5 he|he|PRP|nsubj|5 "
            "killed|kill|VBD|ccomp|2 Ada|Ada|NNP|compound|7 Berg|Berg|NNP|dobj|5 .|.|.|punct|2"
        ),
        ["@Killing agent he negated by Tomas Rell", "@Killing victim Ada Berg negated by Tomas Rell"],
    ),
    "mutual": (
        (
            "Ada|Ada|NNP|compound|1 Berg|Berg|NNP|nsubj|5 and|and|CC|cc|1 Tomas|Tomas|NNP|compound|4 Rell|Rell|NNP|conj|1 "
            "are|be|VBP|ROOT|5 siblings|sibling|NNS|attr|5 .|.|.|punct|5"
        ),
        ["Ada Berg siblingOf Tomas Rell"],
    ),
    "serves as": (
        (
            "Tomas|Tomas|NNP|compound|1 Rell|Rell|NNP|nsubj|2 serves|serve|VBZ|ROOT|2 as|as|IN|prep|2 leader|leader|NN|pobj|3 "
            "of|of|IN|prep|4 Red|Red|NNP|compound|7 Front|Front|NNP|pobj|5 .|.|.|punct|2"
        ),
        ["Tomas Rell leaderOf Red Front"],
    ),
    "elected": (
        (
            "Red|Red|NNP|compound|1 Front|Front|NNP|nsubj|2 elected|elect|VBD|ROOT|2 Tomas|Tomas|NNP|compound|4 "
            "Rell|Rell|NNP|dobj|2 leader|leader|NN|oprd|2 .|.|.|punct|2"
        ),
        ["Tomas Rell leaderOf Red Front"],
    ),
    "light verb": (
        (
            "Gunmen|gunman|NNS|nsubj|1 carried|carry|VBD|ROOT|1 out|out|RP|prt|1 an|an|DT|det|4 attack|attack|NN|dobj|1 "
            "on|on|IN|prep|4 Lima|Lima|NNP|pobj|5 .|.|.|punct|1"
        ),
        ["@Attack agent Gunmen", "@Attack target Lima"],
    ),
    "remnants": (
        (
            "Gunmen|gunman|NNS|nsubj|1 killed|kill|VBD|ROOT|1 remnants|remnant|NNS|dobj|1 of|of|IN|prep|2 Red|Red|NNP|compound|5 "
            "Front|Front|NNP|pobj|3 .|.|.|punct|1"
        ),
        ["@Killing agent Gunmen", "@Killing victim Red Front"],
    ),
    "a group's people": (
        (
            "Red|Red|NNP|compound|1 Front|Front|NNP|compound|2 gunmen|gunman|NNS|nsubj|3 killed|kill|VBD|ROOT|3 "
            "Ada|Ada|NNP|compound|5 Berg|Berg|NNP|dobj|3 .|.|.|punct|3"
        ),
        ["@Killing agent Red Front", "@Killing agent Red Front gunmen", "@Killing victim Ada Berg"],
    ),
    "members of a group": (
        (
            "Gunmen|gunman|NNS|nsubj|4 of|of|IN|prep|0 Red|Red|NNP|compound|3 Front|Front|NNP|pobj|1 killed|kill|VBD|ROOT|4 "
            "Ada|Ada|NNP|compound|6 Berg|Berg|NNP|dobj|4 .|.|.|punct|4"
        ),
        ["@Killing agent Gunmen", "@Killing agent Red Front", "@Killing victim Ada Berg"],
    ),
    "the kind of an attack": (
        (
            "A|a|DT|det|2 gunman|gunman|NN|compound|2 attack|attack|NN|nsubj|5 on|on|IN|prep|2 Lima|Lima|NNP|pobj|3 "
            "shocked|shock|VBD|ROOT|5 us|us|PRP|dobj|5 .|.|.|punct|5"
        ),
        ["@Attack target Lima"],
    ),
    "a word before its noun is no verb": (
        ("A|a|DT|det|2 kill|kill|VB|amod|2 order|order|NN|nsubj|3 reached|reach|VBD|ROOT|3 Lima|Lima|NNP|dobj|3 .|.|.|punct|3"),
        [],
    ),
}
