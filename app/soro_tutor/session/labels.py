"""The names of subjects, modes and grades in the interface's language, for the window and the terminal."""

from soro_tutor.domain.dialogue import Mode, Subject
from soro_tutor.i18n import LANGUAGE_NAMES, translate


def subject(value: Subject) -> str:
    """The name of a school subject."""
    names = {
        Subject.MATHEMATICS: translate("Mathematics"),
        Subject.PHYSICS: translate("Physics"),
        Subject.CHEMISTRY: translate("Chemistry"),
        Subject.BIOLOGY: translate("Biology"),
        Subject.GEOGRAPHY: translate("Geography"),
        Subject.HISTORY: translate("History"),
        Subject.TAJIK_LANGUAGE: translate("Tajik language"),
        Subject.TAJIK_LITERATURE: translate("Tajik literature"),
        Subject.LAW: translate("Law"),
        Subject.INFORMATICS: translate("Informatics"),
        Subject.ENGLISH: translate("English language"),
        Subject.RUSSIAN: translate("Russian language"),
    }
    return names[value]


def mode(value: Mode) -> str:
    """The name of a conversation's mode."""
    names = {
        Mode.EXPLAIN: translate("Explain"),
        Mode.ASK_BACK: translate("Ask me back"),
        Mode.CHECK_WORK: translate("Check my work"),
        Mode.WORD: translate("Explain a word"),
    }
    return names[value]


def mode_help(value: Mode) -> str:
    """One sentence on what the tutor does in a mode."""
    sentences = {
        Mode.EXPLAIN: translate("The tutor explains, step by step."),
        Mode.ASK_BACK: translate("The tutor asks, and you find the answer."),
        Mode.CHECK_WORK: translate("You show your work, and the tutor reads it."),
        Mode.WORD: translate("The tutor translates a word and explains it."),
    }
    return sentences[value]


def grade(value: int | None) -> str:
    """'Grade 7', or 'Teacher' for nobody's grade."""
    if value is None:
        return translate("Teacher")
    return translate("Grade {grade}", grade=value)


def language(code: str) -> str:
    """A language's name in its own words."""
    return LANGUAGE_NAMES[code]
