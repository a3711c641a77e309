"""What is said lies in the clause, the noun or the quotation that a verb of saying governs; all else in its clause is the writer's."""

from __future__ import annotations

from collections.abc import Mapping

from kg.annotate.doc import NOUNS, VERBS, Tree
from kg.annotate.grammar.clauses import Clauses
from kg.annotate.stance.denials import empty

_SAID = ("ccomp", "xcomp", "parataxis", "csubj", "oprd", "acomp", "attr", "dep")


class Speech:
    """Who says what in one text, from the cue words of the ontology."""

    def __init__(self, tree: Tree, clauses: Clauses, cues: Mapping[str, frozenset[str]]) -> None:
        self.tree, self.clauses, self.cues = tree, clauses, cues

    def cue(self, kind: str, word: str) -> bool:
        """Whether a word is one of a kind of cue."""
        return word in self.cues.get(kind, frozenset())

    def speaker(self, i: int, beside: bool) -> tuple[int, ...]:
        """Who, nearest above a token, says it; ``beside`` says that it is a thing and not what it does."""
        below = i
        for above in self.tree.climb(i):
            if self.tree.pos[above] in VERBS:
                if self.apart(above, below):
                    return ()
                if self.cue("reportVerb", self.tree.lemma[above]) and self.within(above, below, beside):
                    return self.clauses.of(above).subjects
                beside = False
            below = above
        return ()

    def within(self, saying: int, i: int, beside: bool = False) -> bool:
        """Whether what hangs on a verb of saying is what is said, and not who says it, to whom, when or where.

        "The mayor of Lima told Kenyan ministers that ...", "speaking at his home in Lima, he said that ...".
        """
        tree, dep = self.tree, self.tree.dep[i]
        if self.unconfirmed(saying, i):
            return False
        if dep in ("dobj", "nsubjpass"):
            return not beside and not tree.kids(saying, "ccomp") and not self.cue("attributingVerb", tree.lemma[saying])
        if dep == "prep":
            return self.cue("topicPreposition", tree.lower[i]) or self.cue("reportPhrase", f"{tree.lemma[saying]} {tree.lower[i]}")
        if dep == "advcl":
            return self._in_its_words(saying, i)
        return dep in _SAID

    def _in_its_words(self, saying: int, i: int) -> bool:
        """Whether an adverbial clause beside a verb of saying may belong to what is said, and not to when or how it was said."""
        tree = self.tree
        marks = [tree.lower[k] for k in tree.kids(i, "mark", "advmod")]
        if any(self.cue("conditional", word) for word in marks):
            return True
        behind = any(saying < k < i for k in tree.kids(saying, "ccomp")) or not any(self.cue("timeMark", word) for word in marks)
        return i > saying and tree.tag[i] != "VBG" and behind

    def apart(self, above: int, i: int) -> bool:
        """Whether a semicolon or a colon makes two sentences of what the parse takes for one: "A blamed B; C disputed this"."""
        tree = self.tree
        if tree.dep[i] not in ("ccomp", "parataxis", "advcl", "dep"):
            return False
        marks = [k for k in (*tree.children[i], *tree.children[above]) if tree.text[k] in (";", ":") and min(i, above) < k < max(i, above)]
        if i < above:
            return any(tree.right[i] <= k for k in marks)
        return any(tree.text[k] == ";" and k <= tree.left[i] for k in marks)

    def unconfirmed(self, saying: int, i: int) -> bool:
        """Whether somebody does not say, or cannot confirm, what follows: "could not verify reports that", "did not say that"."""
        tree = self.tree
        if not self.cue("confirmVerb", tree.lemma[saying]) or any(tree.tag[k] in ("WRB", "WP") for k in tree.children[i]):
            return False
        denied = any(tree.dep[k] == "neg" or self.cue("not", tree.lower[k]) for k in tree.children[saying])
        above = tree.head[saying]
        refused = tree.dep[saying] == "xcomp" and (self.cue("negativeVerb", tree.lemma[above]) or bool(tree.kids(above, "neg")))
        return denied or refused or any(self.empty(k) for k in tree.kids(saying, "nsubj"))

    def empty(self, i: int) -> bool:
        """Whether an argument is nobody: "no one was hurt", "no soldiers were killed"."""
        return empty(self.tree, i, self.cues.get("noOne", frozenset()))

    def _borne_out(self, noun: int) -> bool:
        """Whether what a noun of saying reports is told by somebody nonetheless: "police confirmed reports that", "said in a report that"."""
        tree, above = self.tree, self.tree.head[noun]
        if tree.dep[noun] == "pobj":
            told = self.cue("reportVerb", tree.lemma[tree.head[above]]) and not self.cue("topicPreposition", tree.lower[above])
            return told or tree.lower[tree.head[above]] == "according"
        confirms = tree.dep[noun] in ("dobj", "nsubjpass") and self.cue("confirmVerb", tree.lemma[above])
        return confirms and not self.unconfirmed(above, noun)

    def stopped(self, above: int, i: int) -> bool:
        """Whether a clause with "before" tells what somebody was kept from: "police arrested him before he killed anybody"."""
        tree = self.tree
        if not any(tree.lower[k] == "before" for k in tree.kids(i, "mark")) or not self.cue("stoppingVerb", tree.lemma[above]):
            return False
        return any(tree.pos[k] == "PRON" for k in tree.kids(i, "nsubj", "nsubjpass"))

    def still_made(self, above: int, i: int) -> bool:
        """Whether a noun names something said that was made though somebody rejects it: "rejected the accusation", "denied the charges"."""
        tree = self.tree
        said = tree.pos[i] in NOUNS and (self.cue("claimNoun", tree.lemma[i]) or self.cue("spokenNoun", tree.lemma[i]))
        return said and self.cue("denyVerb", tree.lemma[above]) and tree.dep[i] in ("dobj", "nsubjpass")

    def reported(self, noun: int, i: int) -> bool:
        """Whether a noun above makes what it tells of hearsay, an aim or a doubt: "rumours that", "plans to", "no evidence that"."""
        lemma = self.tree.lemma[noun]
        if self.cue("evidenceNoun", lemma):
            return self.empty(noun)
        if not self.cue("claimNoun", lemma):
            return self.cue("hedgeNoun", lemma)
        return (lemma != "report" or self.tree.dep[i] in ("acl", "ccomp")) and not self._borne_out(noun)

    def doubted(self, noun: int) -> bool:
        """Whether what speaks is no witness but a rumour: "unconfirmed reports spoke of"."""
        words = [self.tree.lower[k] for k in self.tree.kids(noun, "amod")]
        return self.cue("hedgeNoun", self.tree.lemma[noun]) or any(self.cue("hedgeAdjective", word) for word in words)

    def according(self, i: int) -> tuple[int, ...]:
        """Whom "according to" names."""
        below = self.tree.kids(i, "prep", "pcomp")
        return tuple(token for prep in (i, *below) for token in self.tree.kids(prep, "pobj"))
