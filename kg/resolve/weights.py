"""Every number by which resolution decides, in one place. Chosen by hand on made-up names and texts; none was fitted to one document."""

from __future__ import annotations

# -- words (sound.py) ------------------------------------------------------------------------------------------------
NEAR_SOUND = 0.89  # from here on two words are spellings of one name
NEAR_SOUND_SHORT = 0.94  # the same for short words, which have less to say
SHORT_WORD = 4  # letters
NEAR_SOUND_GROUP = 0.94  # the same for words in names of groups and places

# -- names (people.py, groups.py): how sure a comparison of names alone is, 0 to 1 -----------------------------------
SAME_NAME = 0.95  # letter for letter but for case, accents and titles
SAME_SPELLING = 0.85  # another spelling of the same sounds
SAME_SHORT = 0.8  # words of the longer name left out
SAME_INITIALS = 0.65  # words given as initials
SAME_FORM = 0.75  # a short form of a first name
SAME_TURNED = 0.8  # the family name first in one and last in the other
SAME_SPOT = 0.6  # two names that the gazetteer gives for one place
SAME_ACRONYM = 0.6  # the initials of the other name's words
NAMES_DIFFER = 0.05

# -- things (evidence.py): log-odds, added up; the names' sureness comes on top --------------------------------------
SHARED_NAME = 0.9  # each name of a person or group that both documents use besides
SHARED_NAMES_MOST = 2.7
NO_SHARED_NAME = -0.4
SAME_CALLING = 1.0
OTHER_CALLING = -4.5  # a sergeant and a lawyer
SAME_FACT = 3.0  # the same value of a property that has one value only, as a date of birth
OTHER_FACT = -5.0
SAME_AGE = 1.0
OTHER_AGE = -4.0
FAR_AGE = -8.0  # of people whose births lie more years apart than a mistaken age explains
NEAR_AGE = 5
SHARED_PARTNER = 1.5  # each further thing that both are related to in the same way
SHARED_PARTNERS_MOST = 3.0
SAME_COUNTRY = 0.3
OTHER_COUNTRY = -0.8
GENERIC_NAME = -2.6  # a name of common nouns ("the Interior Ministry"), which every country has
COPIED = 4.0  # the documents are copies of each other
SAME_PLACE = 3.0  # one entry of the gazetteer
OTHER_PLACE = -6.0
OTHER_TYPE = -8.0

# -- verdicts ----------------------------------------------------------------------------------------------------------
SAME = 0.66  # from here on two things are one
DIFFERENT = 0.12  # up to here they are two, whatever links them
SURE = 0.9  # from here on a link passes on what it links; weaker ones make stars, never chains
MARGIN = 1.0  # log-odds by which the best of several must beat the next
TELLING = 0.6  # log-odds: a feature that says less is not given as a reason
RELATED = 2  # names of people and groups that two documents must share to tell of one story
FAMILIAR = 200  # documents: a name that more of them use says nothing about their story

# -- copies ------------------------------------------------------------------------------------------------------------
COPY = 0.5  # share of all five-word stretches that two documents have in common
COPY_PART = 0.75  # share of those of the shorter one

# -- links -------------------------------------------------------------------------------------------------------------
NAME_LIST = 0.98  # one entry of a name list
SIMILAR = 0.5  # from here on two names may be one
SAME_GUESSED = 0.75  # one word of a class that is guessed
ONE_WORD = 0.35  # one word of a full name, in documents that tell of one story
ONE_WORD_TITLED = 0.6  # the same single word, or the same with its title
OTHER_NAME = 0.15  # two names for a group with one leader
COPIED_NAME = 0.97  # one name in copies of one text

# -- happenings (events.py): log-odds ----------------------------------------------------------------------------------
EVENT_ALONE = -2.2  # two happenings of one class that meet at all
SAME_EVENT = 0.75  # from here on two are one
EVENT_PLACE = 1.5
EVENT_PLACE_INSIDE = 0.7
EVENT_PLACE_OTHER = -3.5
EVENT_DAY = 2.0
EVENT_MONTH = 1.3  # a day, or a few, and the month that they fall in
EVENT_TIME = 0.7
EVENT_TIME_OTHER = -6.0
EVENT_REPORTED_TOGETHER = 0.5
EVENT_REPORTED_APART = -2.0
EVENT_REPORTS_NEAR, EVENT_REPORTS_FAR = 4, 30  # days
EVENT_PARTICIPANT = 1.2  # each named thing in the same role
EVENT_PATIENT = 1.0  # whom it befell, on top
EVENT_PATIENT_OTHER = -2.5
EVENT_ONCE = 4.0  # the death of one person
EVENT_WORDS = 0.5  # the same words for someone without a name
EVENT_MOST = 3.5
EVENT_COUNT = 1.0
EVENT_COUNT_ABOUT = 0.3
EVENT_COUNT_OTHER = -2.0
EVENT_COUNT_NEAR, EVENT_COUNT_SHARE = 2, 0.3  # counts that differ by so much, or by this share, may be told of one happening
EVENT_NO_STORY = -0.7
EVENT_STORY_MOST = 2.0
TWO_ACCOUNTS = 0.8  # two sources in one document, about the same count

# -- places (gazetteer.py) ---------------------------------------------------------------------------------------------
KNOWN_EVERYWHERE = 750_000  # inhabitants of a city that a report need not place in its country
CLEARLY_LARGER = 3  # times the weight of the next of several homonyms; a place weighs the root of its inhabitants
LEAST_INHABITANTS = 15_000  # what a region or a place of unknown size counts for
HARDLY_APART = 0.5  # degrees
FAR_PLACE = 0.1  # weight of a place known everywhere in a document that does not speak of its country
OTHER_NAME_OF_PLACE = 0.02  # weight of a place whose name this is in another language or script
PLACE_OF_OTHER_COUNTRY = -3.0  # one name in reports of two countries, unknown to the gazetteer
