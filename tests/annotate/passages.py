"""Passages with their parses, token|lemma|tag|dependency|head, and the groups of namings that are one thing."""

NAMES = {
    "Ada Berg": "Person",
    "Tomas Rell": "Person",
    "Jose Mina": "Person",
    "José Mina": "Person",
    "Victor Quispe": "Person",
    "Jose Quispe": "Person",
    "Quispe": "Person",
    "Kale": "Person",
    "Rist": "Person",
    "Red Front": "ArmedGroup",
    "Lima": "Place",
    "Sirel Town": "Place",
    "Sirel Militia": "ArmedGroup",
    "Sirel": "Place",
    "Andean Farmers Union": "Organization",
    "AFU": "Organization",
    "Militia": "ArmedGroup",
    "Assembly of Cauca": "Organization",
    "MLB": "Thing",
    "Sirelian": "Community",
}

PASSAGES: dict[str, tuple[str, list[str]]] = {
    "whoever spoke before goes on": (
        (
            "The|the|DT|det|1 judge|judge|NN|nsubj|2 said|say|VBD|ROOT|2 that|that|IN|mark|6 Jose|jose|NNP|compound|5 "
            'Quispe|quispe|NNP|nsubj|6 left|leave|VBD|ccomp|2 .|.|.|punct|2 "|"|``|punct|15 He|he|PRP|nsubj|10 is|be|VBZ|ccomp|15 '
            "honest|honest|JJ|acomp|10 ,|,|,|punct|15 "
            "\"|\"|''|punct|15 he|he|PRP|nsubj|15 added|add|VBD|ROOT|15 .|.|.|punct|15"
        ),
        ["Jose Quispe | He", "The judge | he"],
    ),
    "a description with its name behind it looks for no other": (
        (
            "The|the|DT|det|1 militia|militia|NN|nsubj|2 met|meet|VBD|ROOT|2 .|.|.|punct|2 "
            "The|the|DT|det|5 group|group|NN|compound|6 AFU|afu|NNP|nsubj|7 left|leave|VBD|ROOT|7 .|.|.|punct|7"
        ),
        ["The group | AFU"],
    ),
    "shorter name of a place": (
        (
            "They|they|PRP|nsubj|1 saw|see|VBD|ROOT|1 Sirel|sirel|NNP|compound|3 Town|town|NNP|dobj|1 .|.|.|punct|1 "
            "Sirel|sirel|NNP|nsubj|6 burned|burn|VBD|ROOT|6 .|.|.|punct|6"
        ),
        ["Sirel Town | Sirel"],
    ),
    "the only group whose name ends in its noun": (
        (
            "Sirel|sirel|NNP|compound|1 Militia|militia|NNP|nsubj|2 burned|burn|VBD|ROOT|2 Lima|lima|NNP|dobj|2 .|.|.|punct|2 "
            "Tomas|tomas|NNP|compound|6 Rell|rell|NNP|nsubj|7 left|leave|VBD|ROOT|7 the|the|DT|det|9 Militia|militia|NNP|dobj|7 .|.|.|punct|7"
        ),
        ["Sirel Militia | Militia"],
    ),
    "a place and what is called after it": (
        (
            "They|they|PRP|nsubj|1 saw|see|VBD|ROOT|1 Sirel|sirel|NNP|dobj|1 .|.|.|punct|1 "
            "Sirel|sirel|NNP|compound|5 Town|town|NNP|nsubj|6 burned|burn|VBD|ROOT|6 .|.|.|punct|6"
        ),
        [],
    ),
    "subject goes on": (
        (
            "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 met|meet|VBD|ROOT|2 Tomas|tomas|NNP|compound|4 Rell|rell|NNP|dobj|2 "
            "in|in|IN|prep|4 Lima|lima|NNP|pobj|5 .|.|.|punct|2 She|she|PRP|nsubj|9 left|leave|VBD|ROOT|9 at|at|IN|prep|9 "
            "noon|noon|NN|pobj|10 .|.|.|punct|9"
        ),
        ["Ada Berg | She"],
    ),
    "object by gender": (
        (
            "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 met|meet|VBD|ROOT|2 Tomas|tomas|NNP|compound|4 Rell|rell|NNP|dobj|2 "
            "in|in|IN|prep|4 Lima|lima|NNP|pobj|5 .|.|.|punct|2 A|a|DT|det|9 gunman|gunman|NN|nsubj|10 shot|shoot|VBD|ROOT|10 "
            "him|he|PRP|dobj|10 there|there|RB|advmod|10 .|.|.|punct|10"
        ),
        ["Lima | there", "Tomas Rell | him"],
    ),
    "possessive": (
        (
            "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 praised|praise|VBD|ROOT|2 her|her|PRP$|poss|4 brother|brother|NN|dobj|2 "
            ".|.|.|punct|2"
        ),
        ["Ada Berg | her"],
    ),
    "no argument of the same verb": (
        (
            "Tomas|tomas|NNP|compound|1 Rell|rell|NNP|nsubj|2 knew|know|VBD|ROOT|2 that|that|IN|mark|6 Jose|jose|NNP|compound|5 "
            "Mina|mina|NNP|nsubj|6 hated|hat|VBD|ccomp|2 him|he|PRP|dobj|6 .|.|.|punct|2"
        ),
        ["Tomas Rell | him"],
    ),
    "reflexive": (
        (
            "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 hid|hide|VBD|ROOT|2 herself|herself|PRP|dobj|2 in|in|IN|prep|2 "
            "Lima|lima|NNP|pobj|4 .|.|.|punct|2"
        ),
        ["Ada Berg | herself"],
    ),
    "reflexive beside its noun": (
        (
            "Tomas|tomas|NNP|compound|1 Rell|rell|NNP|nsubj|3 himself|himself|PRP|appos|1 led|lead|VBD|ROOT|3 the|the|DT|det|5 "
            "union|union|NN|dobj|3 .|.|.|punct|3"
        ),
        ["Tomas Rell | himself"],
    ),
    "relative": (
        (
            "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 spoke|speak|VBD|ROOT|2 to|to|IN|prep|2 Tomas|tomas|NNP|compound|5 "
            "Rell|rell|NNP|pobj|3 ,|,|,|punct|5 who|who|WP|nsubj|8 led|lead|VBD|relcl|5 the|the|DT|det|10 union|union|NN|dobj|8 "
            ".|.|.|punct|2"
        ),
        ["Tomas Rell | who"],
    ),
    "relative possessive": (
        (
            "The|the|DT|det|1 judge|judge|NN|ROOT|1 whose|whose|WP$|poss|3 brother|brother|NN|nsubj|4 died|die|VBD|relcl|1 "
            "wept|wept|JJ|dobj|4 .|.|.|punct|1"
        ),
        ["The judge | whose"],
    ),
    "title says the sex": (
        (
            "Mrs|mrs|NNP|compound|1 Kale|kale|NNP|nsubj|2 met|meet|VBD|ROOT|2 Mr|mr|NNP|compound|4 Rist|rist|NNP|dobj|2 "
            ".|.|.|punct|2 He|he|PRP|nsubj|7 was|be|VBD|ROOT|7 angry|angry|JJ|acomp|7 .|.|.|punct|7"
        ),
        ["Rist | He"],
    ),
    "group takes its": (
        (
            "The|the|DT|det|2 Red|red|NNP|compound|2 Front|front|NNP|nsubj|3 hid|hide|VBD|ROOT|3 its|its|PRP$|poss|5 "
            "leaders|leader|NNS|dobj|3 in|in|IN|prep|3 Lima|lima|NNP|pobj|6 .|.|.|punct|3"
        ),
        ["Red Front | its"],
    ),
    "group takes they": (
        (
            "The|the|DT|det|1 gunmen|gunman|NNS|nsubj|2 entered|enter|VBD|ROOT|2 Lima|lima|NNP|dobj|2 and|and|CC|cc|2 "
            "said|say|VBD|conj|2 they|they|PRP|nsubj|7 wanted|want|VBD|ccomp|5 money|money|NN|dobj|7 .|.|.|punct|2"
        ),
        ["The gunmen | they"],
    ),
    "cataphora": (
        (
            "When|when|WRB|advmod|2 she|she|PRP|nsubj|2 returned|return|VBD|advcl|8 to|to|IN|prep|2 Lima|lima|NNP|pobj|3 "
            ",|,|,|punct|8 Ada|ada|NNP|compound|7 Berg|berg|NNP|nsubj|8 wept|weep|VBD|ROOT|8 .|.|.|punct|8"
        ),
        ["she | Ada Berg"],
    ),
    "surname": (
        (
            "Victor|victor|NNP|compound|1 Quispe|quispe|NNP|nsubjpass|3 was|be|VBD|auxpass|3 born|bear|VBN|ROOT|3 in|in|IN|prep|3 "
            "Lima|lima|NNP|pobj|4 .|.|.|punct|3 Quispe|quispe|NNP|nsubj|8 joined|join|VBD|ROOT|8 the|the|DT|det|11 "
            "Red|red|NNP|compound|11 Front|front|NNP|dobj|8 .|.|.|punct|8"
        ),
        ["Victor Quispe | Quispe"],
    ),
    "surname of two people": (
        (
            "Victor|victor|NNP|compound|1 Quispe|quispe|NNP|nsubj|2 met|meet|VBD|ROOT|2 Jose|jose|NNP|compound|4 "
            "Quispe|quispe|NNP|dobj|2 in|in|IN|prep|2 Lima|lima|NNP|pobj|5 .|.|.|punct|2 Quispe|quispe|NNP|nsubj|9 "
            "wept|weep|VBD|ROOT|9 .|.|.|punct|9"
        ),
        [],
    ),
    "accents": (
        (
            "José|josé|NNP|compound|1 Mina|mina|NNP|nsubj|2 left|leave|VBD|ROOT|2 .|.|.|punct|2 Jose|jose|NNP|compound|5 "
            "Mina|mina|NNP|nsubj|6 returned|return|VBD|ROOT|6 .|.|.|punct|6"
        ),
        ["José Mina | Jose Mina"],
    ),
    "letters in brackets that are short for the name in another language": (
        (
            "The|the|DT|det|3 Andean|andean|NNP|compound|3 Farmers|farmers|NNPS|compound|3 Union|union|NNP|nsubj|12 (|(|-LRB-|punct|5 "
            "MLB|mlb|NNP|appos|3 ,|,|,|punct|5 by|by|IN|prep|5 its|its|PRP$|poss|10 Spanish|spanish|JJ|amod|10 initials|initial|NNS|pobj|7 "
            ")|)|-RRB-|punct|3 met|meet|VBD|ROOT|12 .|.|.|punct|12 The|the|DT|det|15 MLB|mlb|NNP|nsubj|16 left|leave|VBD|ROOT|16 "
            ".|.|.|punct|16"
        ),
        ["Andean Farmers Union | MLB | MLB"],
    ),
    "short form in brackets": (
        (
            "The|the|DT|det|5 Andean|andean|NNP|compound|3 Farmers|farmers|NNP|compound|3 Union|union|NNP|nmod|5 (|(|-LRB-|punct|5 "
            "AFU|afu|NNP|nsubj|7 )|)|-RRB-|punct|5 called|call|VBD|ROOT|7 a|a|DT|det|9 strike|strike|NN|dobj|7 .|.|.|punct|7 "
            "The|the|DT|det|12 AFU|afu|NNP|nsubj|13 won|win|VBD|ROOT|13 .|.|.|punct|13"
        ),
        ["Andean Farmers Union | AFU | AFU"],
    ),
    "initials": (
        (
            "The|the|DT|det|3 Andean|andean|NNP|compound|3 Farmers|farmers|NNPS|compound|3 Union|union|NNP|nsubj|4 "
            "called|call|VBD|ROOT|4 a|a|DT|det|6 strike|strike|NN|dobj|4 .|.|.|punct|4 The|the|DT|det|9 AFU|afu|NNP|nsubj|10 "
            "won|win|VBD|ROOT|10 .|.|.|punct|10"
        ),
        ["Andean Farmers Union | AFU"],
    ),
    "own noun of a name": (
        (
            "The|the|DT|det|1 Assembly|assembly|NNP|nsubj|4 of|of|IN|prep|1 Cauca|cauca|NNP|pobj|2 signed|sign|VBD|ROOT|4 "
            ".|.|.|punct|4 Later|later|RB|advmod|9 the|the|DT|det|8 assembly|assembly|NN|nsubj|9 broke|break|VBD|ROOT|9 "
            "the|the|DT|det|11 pact|pact|NN|dobj|9 .|.|.|punct|9"
        ),
        ["Assembly of Cauca | the assembly"],
    ),
    "the same noun": (
        (
            "A|a|DT|det|1 judge|judge|NN|nsubj|2 entered|enter|VBD|ROOT|2 the|the|DT|det|4 room|room|NN|dobj|2 .|.|.|punct|2 "
            "The|the|DT|det|7 judge|judge|NN|nsubj|8 sat|sit|VBD|ROOT|8 down|down|RP|prt|8 .|.|.|punct|8"
        ),
        ["A judge | The judge"],
    ),
    "another description": (
        (
            "An|an|DT|det|2 old|old|JJ|amod|2 judge|judge|NN|nsubj|3 entered|enter|VBD|ROOT|3 .|.|.|punct|3 The|the|DT|det|7 "
            "young|young|JJ|amod|7 judge|judge|NN|nsubj|8 sat|sit|VBD|ROOT|8 down|down|RP|prt|8 .|.|.|punct|8"
        ),
        [],
    ),
    "indefinite is new": (
        (
            "The|the|DT|det|1 judge|judge|NN|nsubj|2 entered|enter|VBD|ROOT|2 .|.|.|punct|2 A|a|DT|det|5 judge|judge|NN|nsubj|6 "
            "sat|sit|VBD|ROOT|6 down|down|RP|prt|6 .|.|.|punct|6"
        ),
        [],
    ),
    "only group in view": (
        (
            "Lima|lima|NNP|nsubj|1 fell|fall|VBD|ROOT|1 .|.|.|punct|1 The|the|DT|det|5 Red|red|NNP|compound|5 "
            "Front|front|NNP|nsubj|6 entered|enter|VBD|ROOT|6 from|from|IN|prep|6 three|three|CD|nummod|9 sides|side|NNS|pobj|7 "
            ".|.|.|punct|6 By|by|IN|prep|15 evening|evening|NN|pobj|11 the|the|DT|det|14 group|group|NN|nsubj|15 "
            "held|hold|VBD|ROOT|15 the|the|DT|det|17 town|town|NN|dobj|15 .|.|.|punct|15"
        ),
        ["Red Front | the group"],
    ),
    "the woman": (
        (
            "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 arrived|arrive|VBD|ROOT|2 in|in|IN|prep|2 Lima|lima|NNP|pobj|3 "
            ".|.|.|punct|2 The|the|DT|det|7 woman|woman|NN|nsubj|8 was|be|VBD|ROOT|8 tired|tired|JJ|acomp|8 .|.|.|punct|8"
        ),
        ["Ada Berg | The woman"],
    ),
    "the title again": (
        (
            "Colonel|colonel|NNP|compound|2 Tomas|tomas|NNP|compound|2 Rell|rell|NNP|nsubj|3 led|lead|VBD|ROOT|3 the|the|DT|det|5 "
            "raid|raid|NN|dobj|3 .|.|.|punct|3 By|by|IN|prep|12 noon|noon|NN|pobj|7 the|the|DT|det|10 colonel|colonel|NN|nsubj|12 "
            "had|have|VBD|aux|12 left|leave|VBN|ROOT|12 .|.|.|punct|12"
        ),
        ["Tomas Rell | the colonel"],
    ),
    "subject of the sentence before": (
        (
            "Tomas|tomas|NNP|compound|1 Rell|rell|NNP|nsubj|2 lost|lose|VBD|ROOT|2 an|an|DT|det|4 eye|eye|NN|dobj|2 .|.|.|punct|2 "
            "The|the|DT|det|7 trader|trader|NN|poss|9 's|'s|POS|case|7 brother|brother|NN|nsubj|10 was|be|VBD|ROOT|10 "
            "unhurt|unhurt|JJ|acomp|10 .|.|.|punct|10"
        ),
        ["Tomas Rell | The trader"],
    ),
    "two people before": (
        (
            "Tomas|tomas|NNP|compound|1 Rell|rell|NNP|nsubj|2 met|meet|VBD|ROOT|2 Jose|jose|NNP|compound|4 Mina|mina|NNP|dobj|2 "
            ".|.|.|punct|2 The|the|DT|det|7 trader|trader|NN|poss|9 's|'s|POS|case|7 brother|brother|NN|nsubj|10 was|be|VBD|ROOT|10 "
            "unhurt|unhurt|JJ|acomp|10 .|.|.|punct|10"
        ),
        [],
    ),
    "description with the name in it": (
        (
            "The|the|DT|det|2 Red|red|NNP|compound|2 Front|front|NNP|nsubj|3 attacked|attack|VBD|ROOT|3 .|.|.|punct|3 "
            "The|the|DT|det|8 Red|red|NNP|compound|7 Front|front|NNP|compound|8 group|group|NN|nsubj|9 fled|flee|VBD|ROOT|9 "
            ".|.|.|punct|9"
        ),
        ["Red Front | Red Front | The Red Front group"],
    ),
    "a kind of thing": (
        (
            "A|a|DT|det|1 lorry|lorry|NN|nsubj|2 stopped|stop|VBD|ROOT|2 .|.|.|punct|2 The|the|DT|det|5 vehicle|vehicle|NN|nsubj|6 "
            "exploded|explode|VBD|ROOT|6 .|.|.|punct|6"
        ),
        ["A lorry | The vehicle"],
    ),
    "his wife again": (
        (
            "Tomas|tomas|NNP|compound|1 Rell|rell|NNP|nsubj|2 met|meet|VBD|ROOT|2 his|his|PRP$|poss|4 wife|wife|NN|dobj|2 "
            ".|.|.|punct|2 Later|later|RB|advmod|9 his|his|PRP$|poss|8 wife|wife|NN|nsubj|9 left|leave|VBD|ROOT|9 .|.|.|punct|9"
        ),
        ["Tomas Rell | his | his", "his wife | his wife"],
    ),
    "apposition": (
        (
            "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|6 ,|,|,|punct|1 a|a|DT|det|4 lawyer|lawyer|NN|appos|1 ,|,|,|punct|1 "
            "left|leave|VBD|ROOT|6 Lima|lima|NNP|dobj|6 .|.|.|punct|6"
        ),
        ["Ada Berg | a lawyer"],
    ),
    "predicate": (
        "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 is|be|VBZ|ROOT|2 a|a|DT|det|4 lawyer|lawyer|NN|attr|2 .|.|.|punct|2",
        ["Ada Berg | a lawyer"],
    ),
    "denied predicate": (
        (
            "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 is|be|VBZ|ROOT|2 not|not|RB|neg|2 a|a|DT|det|5 lawyer|lawyer|NN|attr|2 "
            ".|.|.|punct|2"
        ),
        [],
    ),
    "predicate of a pronoun": (
        (
            "Tomas|tomas|NNP|compound|1 Rell|rell|NNP|nsubj|2 left|leave|VBD|ROOT|2 .|.|.|punct|2 He|he|PRP|nsubj|5 "
            "was|be|VBD|ROOT|5 a|a|DT|det|7 man|man|NN|attr|5 of|of|IN|prep|7 few|few|JJ|amod|10 words|word|NNS|pobj|8 "
            ".|.|.|punct|5"
        ),
        ["Tomas Rell | He | a man"],
    ),
    "speaker": (
        (
            '"|"|:|punct|2 I|i|PRP|nsubj|2 saw|see|VBD|ccomp|7 the|the|DT|det|4 lorry|lorry|NN|dobj|2 ,|,|,|punct|7 "|"|:|punct|7 '
            'said|say|VBD|ROOT|7 Ada|ada|NNP|compound|9 Berg|berg|NNP|nsubj|7 .|.|.|punct|7 "|"|:|ROOT|11 My|my|PRP$|poss|13 '
            'brother|brother|NN|nsubj|14 drove|drive|VBD|ROOT|14 it|it|PRP|dobj|14 .|.|.|punct|14 "|"|:|punct|14'
        ),
        ["I | Ada Berg | My"],
    ),
    "somebody spoken of": (
        (
            'Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 said|say|VBD|ROOT|2 :|:|:|punct|2 "|"|:|punct|2 She|she|PRP|nsubj|6 '
            'was|be|VBD|ccomp|2 in|in|IN|prep|6 Lima|lima|NNP|pobj|7 .|.|.|punct|2 "|"|:|punct|2'
        ),
        [],
    ),
    "narrator": (
        (
            "I|i|PRP|nsubj|1 saw|see|VBD|ROOT|1 Lima|lima|NNP|dobj|1 .|.|.|punct|1 It|it|PRP|nsubj|5 pleased|please|VBD|ROOT|5 "
            "me|i|PRP|dobj|5 .|.|.|punct|5"
        ),
        ["I | me"],
    ),
    "other speaker": (
        (
            '"|"|:|punct|2 Where|where|WRB|advmod|2 is|be|VBZ|ROOT|2 Jose|jose|NNP|compound|4 Mina|mina|NNP|nsubj|2 ?|?|.|punct|2 '
            '"|"|:|punct|7 asked|ask|VBD|ROOT|7 Ada|ada|NNP|compound|9 Berg|berg|NNP|nsubj|7 .|.|.|punct|7 "|"|:|ROOT|11 '
            'I|i|PRP|nsubj|13 thought|think|VBD|ccomp|18 you|you|PRP|nsubj|15 knew|know|VBD|ccomp|13 ,|,|,|punct|18 "|"|:|punct|18 '
            "said|say|VBD|ROOT|18 Tomas|tomas|NNP|compound|20 Rell|rell|NNP|nsubj|18 .|.|.|punct|18"
        ),
        ["Ada Berg | you", "I | Tomas Rell"],
    ),
    "general noun for a described group": (
        (
            "Ada|ada|NNP|compound|1 Berg|berg|NNP|nsubj|2 led|lead|VBD|ROOT|2 the|the|DT|det|4 militia|militia|NN|dobj|2 .|.|.|punct|2 "
            "Soldiers|soldier|NNS|nsubj|7 feared|fear|VBD|ROOT|7 the|the|DT|det|9 group|group|NN|dobj|7 .|.|.|punct|7"
        ),
        ["the militia | the group"],
    ),
    "acronym is no person": (
        (
            "The|the|DT|det|1 judge|judge|NN|nsubj|2 met|meet|VBD|ROOT|2 the|the|DT|det|4 MLB|mlb|NNP|dobj|2 .|.|.|punct|2 "
            "He|he|PRP|nsubj|7 left|leave|VBD|ROOT|7 .|.|.|punct|7"
        ),
        ["The judge | He"],
    ),
}
