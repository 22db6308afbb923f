"""How well a topic is known: in a word, a sign and a shade."""

from soro_tutor.domain.mastery import Level
from soro_tutor.i18n import translate

SIGNS = {Level.NEW: "○", Level.LEARNING: "◔", Level.GOOD: "◑", Level.FIRM: "●"}


def level_words(level: Level) -> str:
    """The word for a level."""
    names = {
        Level.NEW: translate("new"),
        Level.LEARNING: translate("learning"),
        Level.GOOD: translate("good"),
        Level.FIRM: translate("firm"),
    }
    return names[level]


def level_help(level: Level) -> str:
    """One sentence on what a level means."""
    sentences = {
        Level.NEW: translate("You have not practised this yet."),
        Level.LEARNING: translate("You have begun; it is not known well yet."),
        Level.GOOD: translate("You know this well."),
        Level.FIRM: translate("You know this firmly."),
    }
    return sentences[level]
