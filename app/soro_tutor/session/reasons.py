"""Why a topic is suggested, in one sentence for the learner."""

from soro_tutor.i18n import translate
from soro_tutor.session.topic_map import Reason, Suggestion


def words(suggestion: Suggestion, language: str) -> str:
    """One sentence in the interface's language; `language` is that of the topics' titles (tg, ru, en)."""
    topic = suggestion.topic.titles[language]
    other = suggestion.other.titles[language] if suggestion.other else ""
    match suggestion.reason:
        case Reason.PREREQUISITE:
            return translate("“{other}” builds on “{topic}”: go over that first.", topic=topic, other=other)
        case Reason.DUE:
            return translate("Much of “{topic}” is due for review, so that it is not forgotten.", topic=topic)
        case Reason.WEAK:
            return translate(
                "You have begun “{topic}”; with more practice you will know it well.", topic=topic
            )
        case Reason.NEXT_AFTER:
            return translate("You know “{other}” well, and “{topic}” builds on it.", topic=topic, other=other)
        case Reason.NEW_GRADE:
            return translate("“{topic}” is the next new topic for you.", topic=topic)
