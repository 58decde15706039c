"""The wording coach: which words of a message could land hard, why, and how else they could be said.

Lives here: reading a message into words, matching wording rules, the frames that make a cue harmless, which way a
message leans as a whole, and the choice of rewordings. Pure: the rules are an argument (`ownaccord.catalogue.coach`
reads them), nothing is kept or logged, and nobody but the caller learns what was found. Never here: a count held
against a person, a rule that names who may say what, a single word that flags by itself, anything that could soften
somebody's no. When unsure, silent.
"""

from ownaccord.core.coach.hint import Found, Hint
from ownaccord.core.coach.label import Label
from ownaccord.core.coach.reader import read
from ownaccord.core.coach.rewording import offered, replaced
from ownaccord.core.coach.rule import Frame, Reach, Rule, Rules

__all__ = ["Found", "Frame", "Hint", "Label", "Reach", "Rule", "Rules", "offered", "read", "replaced"]
