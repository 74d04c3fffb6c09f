"""What a word or a mark can be, as flags that one integer holds.

A word may be several things at once: "claims" is verb and noun, French "le" article and pronoun. Plain integers, not an
enumeration, since some thousand words are asked for their flags in every article.
"""

from __future__ import annotations

# Reporting: verbs by class, their forms, and frames without a verb.
SAY, CALL, HEAR, ASCRIBE, ASCRIBE_AFTER, ASCRIBE_START, ASCRIBE_POST = (1 << n for n in range(7))
GERUND, INFINITIVE, PARTICIPLE, NOUN_CUE, ALSO_NOUN, NAMING, INQUIT_OPENER, REPORTED = (1 << n for n in range(7, 15))

# Function words.
AUXILIARY, BE, ADVERB, DETERMINER, DEFINITE, OBLIQUE, PREPOSITION, OF = (1 << n for n in range(15, 23))
SUBORDINATOR, RELATIVE, THAT, CONJUNCTION, AGENT, TO, REFLEXIVE, OBJECT = (1 << n for n in range(23, 31))
PRONOUN, POSSESSOR, ENCLITIC, GENITIVE = (1 << n for n in range(31, 35))

# What names or describes a source, and what looks like it.
TITLE, ROLE, GROUP, NOT_PERSON, TEMPORAL, CALENDAR, OCCASION, ABBREVIATION = (1 << n for n in range(35, 43))

# What the letters tell of a word that no table has.
CAPITAL, NUMBER, NAME, PLAIN = (1 << n for n in range(43, 47))

# Marks, a whole quotation, and a stretch that was left out.
COMMA, STOP, COLON, DASH, OPEN, CLOSE, QUOTE, GAP = (1 << n for n in range(47, 55))

# A verb form that is finite or a participle, as its clause has it ("erklärt").
EITHER = 1 << 55

# Nouns of opinion behind a preposition ("nach Ansicht der Partei"); verbs that report a stance and seldom words.
VIEW, STANCE = (1 << n for n in range(56, 58))

# What somebody is charged with is worded by the law; where it comes from instead of who says it ("desde la empresa").
CHARGE, SOURCE = (1 << n for n in range(58, 60))

# A word that no table has, finite by its ending ("compareció").
VERB = 1 << 60

# Countries and cities: whose they are may be told ("Spain"), but "he" is none of them.
PLACE = 1 << 61

# What takes a quotation up once more (`C'est par ces mots que`), and what says that a text has it ("die Rede").
RESUMES, SPOKEN_OF = (1 << n for n in range(62, 64))

# The article that brings in what nobody knows yet ("a").
INDEFINITE = 1 << 64

# Particles behind what a sentence is about, and behind its subject.
TOPIC, SUBJECT = (1 << n for n in range(65, 67))

# Prepositions between an office and what it is for, and else before whom something is told ("al").
DOMAIN = 1 << 67

# What somebody is of what was said before it ("überzeugt").
SURE = 1 << 68

# Prepositions whose phrase stands between a subject and its verb ("在").
COVERB = 1 << 69

# Articles that are in no genitive, so that one behind a noun begins another phrase ("die").
APART = 1 << 70

CUE = SAY | CALL | HEAR
PUNCTUATION = COMMA | STOP | COLON | DASH | OPEN | CLOSE | GAP
FUNCTION = AUXILIARY | BE | ADVERB | DETERMINER | PREPOSITION | SUBORDINATOR | RELATIVE | THAT | CONJUNCTION | AGENT
FUNCTION |= PRONOUN | POSSESSOR | TO | REFLEXIVE | ASCRIBE | OBJECT
