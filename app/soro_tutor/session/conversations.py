"""The shelf of stored conversations: listed, searched, renamed, deleted and brought back."""

from collections.abc import Callable
from datetime import UTC, datetime

from soro_tutor.domain.dialogue import Conversation, Message, Subject
from soro_tutor.session.lane import Lane
from soro_tutor.store import conversations, messages, search
from soro_tutor.store.search import Hit

Shelf = list[Conversation]
Hits = list[Hit]
Whole = tuple[Conversation, list[Message]]

LISTED = 300  # conversations in the panel; older ones are found by searching
FOUND = 60


def _now() -> datetime:
    return datetime.now(UTC)


class Conversations:
    """One learner's conversations; every answer comes through `then`, in the caller's thread."""

    def __init__(self, lane: Lane, clock: Callable[[], datetime] = _now) -> None:
        self._lane = lane
        self._clock = clock

    def list(self, learner_id: int, subject: Subject | None, then: Callable[[Shelf], None]) -> None:
        """The learner's newest conversations, of one subject or of all."""
        self._lane.run(lambda db: conversations.list_conversations(db, learner_id, subject, LISTED), then)

    def search(self, learner_id: int, query: str, then: Callable[[Hits], None]) -> None:
        """The messages that hold all words of the query, whatever keyboard they were typed on."""
        self._lane.run(lambda db: search.search(db, learner_id, query, FOUND), then)

    def rename(self, conversation_id: int, title: str, then: Callable[[None], None] | None = None) -> None:
        """Give a conversation another title."""
        self._lane.run(lambda db: conversations.rename(db, conversation_id, title), then)

    def delete(self, conversation_id: int, then: Callable[[None], None] | None = None) -> None:
        """Take a conversation off the shelf; undelete brings it back."""
        self._lane.run(lambda db: conversations.delete(db, conversation_id, self._clock()), then)

    def undelete(self, conversation_id: int, then: Callable[[None], None] | None = None) -> None:
        """Put a deleted conversation back."""
        self._lane.run(lambda db: conversations.undelete(db, conversation_id), then)

    def read(self, conversation_id: int, then: Callable[[Whole], None]) -> None:
        """A whole conversation, for export."""
        self._lane.run(
            lambda db: (
                conversations.get_conversation(db, conversation_id),
                messages.whole(db, conversation_id),
            ),
            then,
        )
