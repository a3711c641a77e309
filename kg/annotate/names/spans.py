"""Where names may stand: runs of capitals with what holds them together, cut at titles, demonyms and listed names."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.annotate.doc import Tree
from kg.annotate.names.lexicon import Lexicon

Span = tuple[int, int]
Listed = dict[int, tuple[int, str, str]]
NICKNAME = {'"': '"', "(": ")"}  # opening and closing marks of what a person is called besides


def offices(tree: Tree, lexicon: Lexicon) -> set[int]:
    """The tokens of offices of several words before the name of who holds them: "Secretary of State Ana Ruiz"."""
    found: set[int] = set()
    for i in range(tree.n):
        for words in lexicon.offices.get(tree.lower[i], ()):
            end = i + len(words)
            held = end < tree.n and tree.text[end][0].isupper() and tree.pos[end] == "PROPN" and tree.text[i][0].isupper()
            inside = i > 1 and "of" in (tree.lower[i - 1], tree.lower[i - 2] if tree.lower[i - 1] == "the" else "")
            if held and not inside and tuple(tree.lower[i:end]) == words:  # not "Office of the Secretary of Defense"
                found.update(range(i, end))
    return found


def found(tree: Tree, lexicon: Lexicon, listed: Listed, labels: dict[int, str], dated: Collection[int]) -> list[Span]:
    """The spans that capitals, titles and lists mark as names, in order and without overlap; ``dated`` tokens name nothing."""
    counted = {i for start, end, label in tree.ents if label in ("DATE", "TIME") for i in range(start, end) if tree.pos[i] == "NUM"}
    runs = _runs(tree, lexicon, listed, labels, {*dated, *counted, *offices(tree, lexicon)})
    return sorted(span for run in runs for span in _split(tree, lexicon, run, listed))


def listed_names(tree: Tree, lexicon: Lexicon, apart: Collection[int] = ()) -> Listed:
    """Start token -> (end, class, IRI) of each listed name, longest first, without overlap."""
    found: Listed = {}
    i = 0
    while i < tree.n:
        hit = None if tree.blank[i] or i in apart else lexicon.at(tree, i)
        if hit:
            found[i] = hit
        i = hit[0] if hit else i + 1
    return found


def labelled(tree: Tree, lexicon: Lexicon) -> dict[int, str]:
    """Token -> class that the entity recogniser gave it."""
    found = {}
    for start, end, label in tree.ents:
        type = lexicon.labels.get(label)
        if type:
            found.update({i: type for i in range(start, end)})
    return found


def _proper(tree: Tree, i: int, labels: dict[int, str], listed: Listed) -> bool:
    """Whether a token looks like part of a name: a capital or digit-free acronym that the tagger, recogniser or a list calls proper."""
    word = tree.text[i]
    if tree.blank[i] or not word[0].isalpha():
        return False
    if not word[0].isupper():
        return i in listed
    first = i == tree.sents[tree.sent[i]][0] or tree.text[i - 1] in "\"'“‘:-"
    if tree.pos[i] == "PROPN" or i in listed:
        return not (first and tree.tag[i] in ("NNS",) and i not in labels)
    return (
        i in labels
        and (not first or tree.pos[i] in ("NOUN", "ADJ", "X"))
        or not first
        and tree.pos[i] in ("NOUN", "ADJ", "X", "INTJ", "VERB", "ADV")
    )


def _runs(tree: Tree, lexicon: Lexicon, listed: Listed, labels: dict[int, str], dated: Collection[int]) -> Iterator[Span]:
    """Maximal token runs that may be one name, with particles, hyphens and "of" inside where a name holds them."""
    inside = {i for start, (end, _, _) in listed.items() for i in range(start, end)}
    good = [i not in dated and (i in inside or _proper(tree, i, labels, listed)) for i in range(tree.n)]
    marks = _nicknames(tree, lexicon, good)
    i = 0
    while i < tree.n:
        if not good[i]:
            i += 1
            continue
        start = i
        while i < tree.n and (good[i] or i in marks or _bridges(tree, lexicon, start, i, good, labels)):
            i += 1
        end = i
        while end > start and not good[end - 1]:
            end -= 1
        if start > 0 and tree.lower[start - 1][0].isdigit() and tree.lower[start - 1][-2:] in ("st", "nd", "rd", "th"):
            start -= 1  # "9th Mountain Brigade"
        yield _article(tree, start, labels), end


def _nicknames(tree: Tree, lexicon: Lexicon, good: Sequence[bool]) -> set[int]:
    """The marks around what a person is called between first name and surname: 'Joaquín "El Chapo" Ruiz', "Eva (Holm) Ruiz"."""
    found: set[int] = set()
    for i in range(1, tree.n - 3):
        if tree.text[i] in NICKNAME and good[i - 1] and good[i + 1] and i not in found:
            close = next((k for k in range(i + 2, min(i + 5, tree.n - 1)) if tree.text[k] == NICKNAME[tree.text[i]]), None)
            first = i - 1 if len(tree.text[i - 1].rstrip(".")) > 1 else i - 2  # "Conrad S. (Gus) Shinn"
            person = first >= 0 and lexicon.first_names.knows(tree.text[first])
            if (
                close
                and person
                and tree.sent[i - 1] == tree.sent[close + 1]
                and all(good[i + 1 : close])
                and _surname(tree, good, close + 1)
            ):
                found.update((i, close))
    return found


def _surname(tree: Tree, good: Sequence[bool], i: int) -> bool:
    return good[i] and tree.tag[i] == "NNP" and tree.text[i].istitle() and tree.start[i] == tree.end[i - 1] + 1


def _article(tree: Tree, start: int, labels: dict[int, str]) -> int:
    """Where a name begins whose article stands before it in lower case: "al-Hilla", "bin Laden"."""
    first = start - 2 if start > 1 and tree.text[start - 1] == "-" and tree.end[start - 1] == tree.start[start] else start - 1
    return first if first >= 0 and tree.lower[first] in ("al", "el", "bin", "abu") and labels.get(first) else start


def _bridges(tree: Tree, lexicon: Lexicon, start: int, i: int, good: list[bool], labels: dict[int, str]) -> bool:
    """Whether a token that is no name itself holds two parts of one name together."""
    if i + 1 >= tree.n or tree.sent[i] != tree.sent[start]:
        return False
    word, tight = tree.lower[i], tree.end[i - 1] == tree.start[i]
    if word == "/" and tight and tree.text[i - 1].isupper() and tree.text[i + 1].isupper():
        return False  # "the RF/PL": two groups by their letters
    if word in ("-", "–", "/") and tight or word in ("'", "’") and tight and tree.end[i] == tree.start[i + 1]:
        return good[i + 1] and tree.end[i] == tree.start[i + 1]
    if word in ("'s", "'", "’s", "’") and tight:
        return good[i + 1] and tree.text[i + 1][0].isupper() and _of_many(tree, lexicon, i - 1)
    particle = len(word) <= 3 and not tight and word.isalpha() and tree.pos[i] in ("PROPN", "X", "NOUN")
    if particle and labels.get(i - 1) == "Person" and good[i + 1]:
        return True  # "Iyad ag Moussa": a particle that no list knows
    if word in lexicon.particles and not tight:
        follows = i + 1 if good[i + 1] else i + 2
        joined = word not in ("y", "e") or labels.get(i) is not None
        return (
            joined
            and follows < tree.n
            and good[follows]
            and (follows == i + 1 or tree.lower[i + 1] in lexicon.particles or tree.text[i + 1] == "-")
        )
    if word in lexicon.joins:
        return _one_name(tree, lexicon, i, good, labels)
    return False


def _of_many(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """Whether a capitalised word before an apostrophe is a kind of people: "Women's Harvest Movement", "Students' Front"."""
    plural = tree.tag[i] in ("NNS", "NNPS") or tree.lower[i].endswith("s") or tree.lemma[i] in ("people", "woman", "man", "child")
    return plural and any(one in lexicon.ontology.nouns for one in (tree.lemma[i], tree.lower[i], tree.lower[i].removesuffix("s")))


def _one_name(tree: Tree, lexicon: Lexicon, i: int, good: list[bool], labels: dict[int, str]) -> bool:
    """Whether "of", "for", "and" stands inside a name: "Ministry of Defence", "Roads and Bridges Commission"."""
    follows = i + 1 if good[i + 1] else i + 2
    if follows >= tree.n or not good[follows] or follows == i + 2 and tree.lower[i + 1] != "the":
        return False
    label = labels.get(i)
    if label and label == labels.get(i - 1) == labels.get(follows) and lexicon.ontology.family(label) == "Group" or tree.lower[i] == "&":
        return True
    of = i - 1 if tree.lower[i] == "the" else i  # "Front of the South"
    said = lexicon.ontology.nouns.get(tree.lower[of - 1], "Thing")
    if lexicon.body_on(tree, of):
        return True
    if tree.lower[of] != "of" or not tree.text[of - 1][0].isupper():
        return False
    governed = lexicon.ontology.has(said, "governed")
    opens = of - 1 == tree.sents[tree.sent[i]][0]  # "Residents of Anfeld" stands there too
    first = of < 2 or not good[of - 2]  # "the Sirel Region of Uzbekistan" are two names
    return lexicon.ontology.family(said) == "Group" or governed and first and not opens and tree.tag[of - 1] == "NNP"


def _split(tree: Tree, lexicon: Lexicon, run: Span, listed: Listed) -> Iterator[Span]:
    """Parts of a run: a title ends what stands before it and is no part of the name after it; a demonym in front stands alone."""
    start, end = run
    i = start
    while i < end:
        hit = listed.get(i)
        if hit and hit[0] <= end and (hit[0] == end or i == start and _person_behind(tree, lexicon, i, hit, end)):
            if i > start and not _inside_name(tree, lexicon, start, i, hit):
                yield from _trimmed(tree, lexicon, start, i)
                start = i
            if hit[0] < end:
                yield start, hit[0]
                start = hit[0]
            i = hit[0]
        elif (
            (lexicon.is_title(tree.lower[i]) or _called(tree, lexicon, i, end))
            and i + 1 < end
            and not _part_of_title(tree, lexicon, i, end)
        ):
            first = _title_start(tree, lexicon, start, i)
            if first > start:
                yield from _trimmed(tree, lexicon, start, first)
            keep = tree.lower[i] in lexicon.name_titles and i + 2 >= end
            start = i if keep else i + 1
            i += 1
        else:
            i += 1
    if start < end:
        yield from _trimmed(tree, lexicon, start, end)


def _title_start(tree: Tree, lexicon: Lexicon, start: int, i: int) -> int:
    """Where a title of several words begins: "Prime Minister", "Lieutenant General"."""
    return next(
        (k for k in range(max(start, i - 3), i) if lexicon.is_title(" ".join(tree.lower[k : i + 1])) or lexicon.is_title(tree.lower[k])), i
    )


def _person_behind(tree: Tree, lexicon: Lexicon, i: int, hit: tuple[int, str, str], end: int) -> bool:
    """Whether a person's name follows a listed one: "Peruvian President Ana Ruiz", "ambassador to Peru Ana Ruiz", "Kenyan Ana Ruiz"."""
    if lexicon.ontology.has(hit[1], "people"):
        full = full_name(tree, lexicon, hit[0], end) and not lexicon.first_names.knows(tree.text[i])
        return full or _person_follows(tree, lexicon, hit[0], end)
    at = i - 1 - (i > 0 and tree.lower[i - 1] == "the")
    office = at > 0 and tree.lower[at] in ("for", "of", "to") and lexicon.is_title(tree.lower[at - 1])
    named = 1 < end - hit[0] < 4 and all(tree.tag[k] == "NNP" for k in range(hit[0], end))
    return office and named and tree.lower[end - 1] not in lexicon.ontology.nouns


def _person_follows(tree: Tree, lexicon: Lexicon, i: int, end: int) -> bool:
    return any(lexicon.is_title(tree.lower[k]) for k in range(i, end - 1))


def full_name(tree: Tree, lexicon: Lexicon, start: int, end: int) -> bool:
    """Whether a span is a person's name that begins with a first name and goes on: "Ana Ruiz", not "Dawn Army"."""
    said = lexicon.ontology.nouns.get(tree.lower[end - 1])
    return end - start > 1 and said is None and tree.text[start + 1][0].isupper() and lexicon.first_names.knows(tree.text[start])


def _called(tree: Tree, lexicon: Lexicon, i: int, end: int) -> bool:
    """Whether a capitalised word says who the person is whose whole name follows: "Cattleman Luis Paz"."""
    known = lexicon.first_names.knows
    return lexicon.calls_person(tree.lower[i], tree.lemma[i]) and not known(tree.text[i]) and full_name(tree, lexicon, i + 1, end)


def _inside_name(tree: Tree, lexicon: Lexicon, start: int, i: int, hit: tuple[int, str, str]) -> bool:
    """Whether a listed name that ends a run belongs to the longer name before it ("National Police of Kenya", "Ana Jordan")."""
    return tree.lower[i - 1] in (*lexicon.joins, *lexicon.particles, "-", "'") or hit[0] - i == 1


def _part_of_title(tree: Tree, lexicon: Lexicon, i: int, end: int) -> bool:
    """Whether a role word inside a run belongs to an organisation's name ("President Hotel", "Workers' Party Congress")."""
    last = lexicon.ontology.nouns.get(tree.lower[end - 1])
    if tree.lower[i + 1] in lexicon.firm_words:
        return True  # "General Motors"
    called = end - i == 3 and tree.lower[i] not in lexicon.name_titles and lexicon.first_names.knows(tree.text[i + 1])
    if called and tree.lower[end - 1] in lexicon.surnames_too and not (i and tree.lower[i - 1] == "the"):
        return False  # "Sheriff Tom Hill"
    return last is not None and lexicon.ontology.family(last) in ("Group", "Place", "Item") and not lexicon.is_title(tree.lower[end - 1])


def _trimmed(tree: Tree, lexicon: Lexicon, start: int, end: int) -> Iterator[Span]:
    """The span without a role noun or article at a sentence's start, and without dangling marks."""
    first = tree.sents[tree.sent[start]][0] == start
    titled = end - start == 2 and tree.lower[start] in lexicon.name_titles  # "Comrade Raul" is one name
    titled = titled or end - start > 1 and tree.lower[start + 1] in lexicon.firm_words  # so is "General Motors"
    if first and not titled and common(tree, lexicon, start) and tree.tag[start] in ("NNS", "NNPS", "NN", "NNP"):
        start += 1
    while start < end and (tree.lower[start] in ("the", "a", "an") or not tree.text[start][0].isalnum()):
        start += 1
    while end > start and not tree.text[end - 1][-1].isalnum() and tree.text[end - 1] != "." and len(tree.text[end - 1]) == 1:
        end -= 1
    if start < end and not (end - start == 1 and (lexicon.is_title(tree.lower[start]) or tree.lower[start] in lexicon.ontology.nouns)):
        yield start, end


def common(tree: Tree, lexicon: Lexicon, i: int) -> bool:
    """Whether a capitalised word at a sentence's start is an ordinary noun of the ontology ("Brothers", "Groups", "Police")."""
    forms = {tree.lemma[i], tree.lower[i], tree.lower[i].removesuffix("s")}
    return any(
        form in lexicon.role_classes or lexicon.ontology.family(lexicon.ontology.nouns.get(form, "Thing")) in ("Person", "Group")
        for form in forms
    )
