"""The database jobs of a conversation: each stores one step whole, and returns what the model is shown."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from soro_tutor.domain.dialogue import Conversation, Message, MessageState, Role
from soro_tutor.store import conversations, messages
from soro_tutor.store.database import Database

WINDOW = 40  # messages that are shown at once
REMEMBERED = 200  # messages that are offered to the engine, which keeps what fits
TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Step:
    """A question stored with the answer that is to be written.

    `history` ends with the question. `answer.text` is what is there already when an answer is continued.
    `replaced_from` and `undo` are set where this step took the place of stored messages.
    """

    conversation: Conversation
    answer: Message
    history: tuple[Message, ...]
    is_new_question: bool
    replaced_from: int = 0
    undo: int = 0

    @property
    def question(self) -> Message:
        """The question that is answered."""
        return self.history[-1]


@dataclass(frozen=True, slots=True)
class Page:
    """An opened conversation: the messages to show, and the newest ones for the model."""

    conversation: Conversation
    shown: tuple[Message, ...]
    newest: tuple[Message, ...]


def open_page(db: Database, conversation_id: int, around: int) -> Page:
    """A conversation at its newest messages, or at those around the message `around`."""
    newest = messages.newest(db, conversation_id, REMEMBERED)
    shown = messages.around(db, around, WINDOW) if around else newest[-WINDOW:]
    return Page(conversations.get_conversation(db, conversation_id), tuple(shown), tuple(newest))


def store_question(db: Database, conversation: Conversation, text: str, now: datetime) -> Step:
    """Store a question; a conversation that is not stored yet is stored with it."""
    with db.transaction():
        if not conversation.id:
            conversation = _store_conversation(db, conversation, text, now)
        return _store_step(db, conversation, text, now)


def replace_question(
    db: Database, conversation: Conversation, message_id: int, text: str, now: datetime
) -> Step:
    """Store a question in place of an earlier one and of all that came after it."""
    with db.transaction():
        undo = messages.supersede_from(db, conversation.id, message_id, now)
        step = _store_step(db, conversation, text, now)
    return dataclasses.replace(step, replaced_from=message_id, undo=undo)


def replace_answer(db: Database, conversation: Conversation, now: datetime) -> Step:
    """Make room for another answer to the last question."""
    with db.transaction():
        last = messages.newest(db, conversation.id, 1)[-1]
        is_answered = last.role is Role.ASSISTANT
        undo = messages.supersede_from(db, conversation.id, last.id, now) if is_answered else 0
        history = tuple(messages.newest(db, conversation.id, REMEMBERED))
        answer = messages.add_message(db, conversation.id, Role.ASSISTANT, "", MessageState.WRITING, now)
    return Step(conversation, answer, history, False, replaced_from=last.id if undo else 0, undo=undo)


def continue_answer(db: Database, conversation: Conversation) -> Step:
    """Take up the last answer where it broke off."""
    *history, answer = messages.newest(db, conversation.id, REMEMBERED)
    messages.set_text(db, answer.id, answer.text, MessageState.WRITING)
    return Step(conversation, dataclasses.replace(answer, state=MessageState.WRITING), tuple(history), False)


def _store_conversation(db: Database, draft: Conversation, text: str, now: datetime) -> Conversation:
    title = " ".join(text.split())[:TITLE_LENGTH]
    return conversations.add_conversation(db, draft.learner_id, draft.subject, draft.mode, title, now)


def _store_step(db: Database, conversation: Conversation, text: str, now: datetime) -> Step:
    messages.add_message(db, conversation.id, Role.USER, text, MessageState.COMPLETE, now)
    history = tuple(messages.newest(db, conversation.id, REMEMBERED))
    answer = messages.add_message(db, conversation.id, Role.ASSISTANT, "", MessageState.WRITING, now)
    return Step(conversation, answer, history, True)
