"""The database jobs of a conversation: each stores one step whole, and returns what the model is shown."""

import dataclasses
import textwrap
from dataclasses import dataclass
from datetime import datetime

from soro_tutor.domain.dialogue import Conversation, Message, MessageState, Role
from soro_tutor.store import conversations, messages
from soro_tutor.store.database import Database

WINDOW = 40  # messages that are shown at once
# At least so many of the newest messages are offered to the engine, which keeps what fits. The first of them
# moves only every so many messages: a beginning that has moved must be read anew.
REMEMBERED = 100
TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Recent:
    """The newest messages, oldest first, which the model may be shown; `older` ones come before them."""

    messages: tuple[Message, ...] = ()
    older: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A question stored with the answer that is to be written.

    `recent` ends with the question. `answer.text` is what is there already when an answer is continued.
    `replaced_from` and `undo` are set where this step took the place of stored messages.
    """

    conversation: Conversation
    answer: Message
    recent: Recent
    is_new_question: bool
    replaced_from: int = 0
    undo: int = 0

    @property
    def question(self) -> Message:
        """The question that is answered."""
        return self.recent.messages[-1]


@dataclass(frozen=True, slots=True)
class Page:
    """An opened conversation, and those of its messages that are shown."""

    conversation: Conversation
    shown: tuple[Message, ...]
    recent: Recent


def open_page(db: Database, conversation_id: int, around: int) -> Page:
    """A conversation at its newest messages, or at those around the message `around`."""
    conversation = conversations.get_conversation(db, conversation_id)
    recent = _recent(db, conversation_id)
    shown = messages.around(db, around, WINDOW) if around else recent.messages[-WINDOW:]
    return Page(conversation, tuple(shown), recent)


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
        recent = _recent(db, conversation.id)
        answer = messages.add_message(db, conversation.id, Role.ASSISTANT, "", MessageState.WRITING, now)
    return Step(conversation, answer, recent, False, replaced_from=last.id if undo else 0, undo=undo)


def continue_answer(db: Database, conversation: Conversation) -> Step:
    """Take up the last answer where it broke off."""
    recent = _recent(db, conversation.id)
    *before, answer = recent.messages
    messages.set_text(db, answer.id, answer.text, MessageState.WRITING)
    answer = dataclasses.replace(answer, state=MessageState.WRITING)
    return Step(conversation, answer, dataclasses.replace(recent, messages=tuple(before)), False)


def _recent(db: Database, conversation_id: int) -> Recent:
    """The newest messages, from REMEMBERED up to twice as many."""
    count = conversations.get_conversation(db, conversation_id).message_count
    newest = messages.newest(db, conversation_id, REMEMBERED + count % REMEMBERED)
    return Recent(tuple(newest), count - len(newest))


def _store_conversation(db: Database, draft: Conversation, text: str, now: datetime) -> Conversation:
    title = textwrap.shorten(text, TITLE_LENGTH, placeholder="…") or text.split()[0][:TITLE_LENGTH]
    return conversations.add_conversation(db, draft.learner_id, draft.subject, draft.mode, title, now)


def _store_step(db: Database, conversation: Conversation, text: str, now: datetime) -> Step:
    messages.add_message(db, conversation.id, Role.USER, text, MessageState.COMPLETE, now)
    recent = _recent(db, conversation.id)
    answer = messages.add_message(db, conversation.id, Role.ASSISTANT, "", MessageState.WRITING, now)
    return Step(conversation, answer, recent, True)
