"""A tutor without an engine, and a shelf without a database, for tests of what the screen shows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from soro_tutor.domain.dialogue import Conversation, Message, MessageState, Mode, Role, Subject
from soro_tutor.domain.errors import TutorError
from soro_tutor.domain.learner import Learner
from soro_tutor.session.events import Asked, Opened, Resumed
from soro_tutor.store.search import Hit

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
CONVERSATION = Conversation(1, 1, Subject.PHYSICS, Mode.EXPLAIN, "Суръат чист?", NOW, NOW)


def message(
    number: int, text: str, role: Role | None = None, state: MessageState = MessageState.COMPLETE
) -> Message:
    """A message of CONVERSATION; odd numbers are questions where no role is given."""
    return Message(number, 1, role or (Role.USER if number % 2 else Role.ASSISTANT), text, state, NOW)


class FakeTutor:
    """Records what it is asked to do, and tells what it is told to tell."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.tell: Callable[[object], None] = lambda event: None
        self.refusal: TutorError | None = None
        self.conversation: Conversation | None = None
        self.messages: list[Message] = []
        self.seconds: float | None = None
        self.is_busy = False
        self.may_resume = True

    def set_learner(self, learner: Learner) -> None:
        self.conversation = None

    def begin(self, subject: Subject, mode: Mode) -> None:
        self.calls.append(("begin", subject, mode))
        self.conversation = replace(CONVERSATION, id=0, subject=subject, mode=mode, title="")
        self.tell(Opened(self.conversation, ()))

    def open(self, conversation_id: int, around: int = 0) -> None:
        self.calls.append(("open", conversation_id, around))
        self.conversation = CONVERSATION
        shown = self.messages[-40:]
        if around:
            shown = [one for one in self.messages if around - 20 <= one.id < around + 20]
        self.tell(Opened(CONVERSATION, tuple(shown)))

    def earlier(self, before_id: int, then: Callable[[tuple[Message, ...]], None]) -> None:
        self.calls.append(("earlier", before_id))
        then(tuple(one for one in self.messages if before_id - 40 <= one.id < before_id))

    def later(self, after_id: int, then: Callable[[tuple[Message, ...]], None]) -> None:
        self.calls.append(("later", after_id))
        then(tuple(one for one in self.messages if after_id < one.id <= after_id + 40))

    def ask(self, text: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.calls.append(("ask", text))
        number = 2 * len(self.messages) + 1
        question = message(number, text)
        answer = message(number + 1, "", state=MessageState.WRITING)
        self.messages.append(question)
        self.tell(Asked(question, answer))

    def edit(self, message_id: int, text: str) -> None:
        self.calls.append(("edit", message_id, text))

    def undo(self, undo: int) -> None:
        self.calls.append(("undo", undo))

    def regenerate(self) -> None:
        self.calls.append(("regenerate",))

    def resume(self) -> None:
        self.calls.append(("resume",))
        self.tell(Resumed(self.messages[-1]))

    def stop(self) -> None:
        self.calls.append(("stop",))

    def set_mode(self, mode: Mode) -> None:
        self.calls.append(("set_mode", mode))

    def forecast(self, text: str) -> float | None:
        return self.seconds


class FakeConversations:
    """Conversations in a list."""

    def __init__(self, *conversations: Conversation) -> None:
        self.shelf = {one.id: one for one in conversations}
        self.deleted: dict[int, Conversation] = {}
        self.hits: list[Hit] = []
        self.messages: list[Message] = []
        self.queries: list[str] = []

    def list(self, learner_id: int, subject: Subject | None, then: Callable[[Any], None]) -> None:
        then([one for one in self.shelf.values() if subject in {None, one.subject}])

    def search(self, learner_id: int, query: str, then: Callable[[Any], None]) -> None:
        self.queries.append(query)
        then(self.hits)

    def rename(self, conversation_id: int, title: str, then: Callable[[None], None]) -> None:
        self.shelf[conversation_id] = replace(self.shelf[conversation_id], title=title)
        then(None)

    def delete(self, conversation_id: int, then: Callable[[None], None]) -> None:
        self.deleted[conversation_id] = self.shelf.pop(conversation_id)
        then(None)

    def undelete(self, conversation_id: int, then: Callable[[None], None]) -> None:
        self.shelf[conversation_id] = self.deleted.pop(conversation_id)
        then(None)

    def read(self, conversation_id: int, then: Callable[[Any], None]) -> None:
        then((self.shelf[conversation_id], self.messages))
