"""The list of conversations: order, subjects, names, deletion with a way back."""

from datetime import datetime, timedelta

import pytest

from soro_tutor.domain.dialogue import Conversation, MessageState, Mode, Role, Subject
from soro_tutor.domain.learner import Learner
from soro_tutor.store.conversations import (
    add_conversation,
    delete,
    get_conversation,
    list_conversations,
    purge_deleted,
    rename,
    set_mode,
    undelete,
)
from soro_tutor.store.database import Database
from soro_tutor.store.learners import add_learner
from soro_tutor.store.messages import add_message, restore_superseded, supersede_from, whole
from soro_tutor.store.search import search

HOUR = timedelta(hours=1)


def titles(db: Database, learner: Learner, subject: Subject | None = None) -> list[str]:
    return [conversation.title for conversation in list_conversations(db, learner.id, subject)]


def test_the_conversation_used_last_stands_first(
    db: Database, learner: Learner, conversation: Conversation, now: datetime
) -> None:
    add_conversation(db, learner.id, Subject.PHYSICS, Mode.CHECK_WORK, "Қувва", now + HOUR)
    assert titles(db, learner) == ["Қувва", "Ҳуқуқ"]
    add_message(db, conversation.id, Role.USER, "Боз як савол", MessageState.COMPLETE, now + 2 * HOUR)
    assert titles(db, learner) == ["Ҳуқуқ", "Қувва"]


@pytest.mark.usefixtures("conversation")
def test_a_list_can_hold_one_subject_only(db: Database, learner: Learner, now: datetime) -> None:
    add_conversation(db, learner.id, Subject.PHYSICS, Mode.EXPLAIN, "Қувва", now)
    assert titles(db, learner, Subject.PHYSICS) == ["Қувва"]
    assert titles(db, learner, Subject.LAW) == ["Ҳуқуқ"]
    assert titles(db, learner, Subject.HISTORY) == []


def test_a_long_list_is_read_in_pages(db: Database, learner: Learner, now: datetime) -> None:
    for number in range(5):
        add_conversation(db, learner.id, Subject.LAW, Mode.EXPLAIN, str(number), now + number * HOUR)
    page = list_conversations(db, learner.id, limit=2, offset=2)
    assert [conversation.title for conversation in page] == ["2", "1"]


@pytest.mark.usefixtures("conversation")
def test_nobody_sees_the_conversations_of_another(db: Database, now: datetime) -> None:
    other = add_learner(db, "Ҷамшед", 9, now)
    assert titles(db, other) == []


def test_a_conversation_knows_how_many_messages_are_visible(
    db: Database, learner: Learner, conversation: Conversation, now: datetime
) -> None:
    first, _second, third = (
        add_message(db, conversation.id, Role.USER, text, MessageState.COMPLETE, now) for text in "абв"
    )
    assert get_conversation(db, conversation.id).message_count == 3
    undo = supersede_from(db, conversation.id, third.id, now)
    assert list_conversations(db, learner.id)[0].message_count == 2
    restore_superseded(db, undo)
    assert list_conversations(db, learner.id)[0].message_count == 3
    assert first.conversation_id == conversation.id


def test_a_new_title_and_mode_are_kept(db: Database, conversation: Conversation) -> None:
    rename(db, conversation.id, "Ҳуқуқи кӯдак")
    set_mode(db, conversation.id, Mode.ASK_BACK)
    stored = get_conversation(db, conversation.id)
    assert (stored.title, stored.mode, stored.updated) == (
        "Ҳуқуқи кӯдак",
        Mode.ASK_BACK,
        conversation.updated,
    )


def test_a_deleted_conversation_comes_back_as_it_was(
    db: Database, learner: Learner, conversation: Conversation, now: datetime
) -> None:
    add_message(db, conversation.id, Role.USER, "Қонун чист?", MessageState.COMPLETE, now)
    before = list_conversations(db, learner.id)
    delete(db, conversation.id, now + HOUR)
    assert titles(db, learner) == []
    assert search(db, learner.id, "қонун", 10) == []
    undelete(db, conversation.id)
    assert list_conversations(db, learner.id) == before
    assert len(search(db, learner.id, "қонун", 10)) == 1


def test_purging_forgets_what_was_deleted_long_ago_and_nothing_else(
    db: Database, learner: Learner, conversation: Conversation, now: datetime
) -> None:
    add_message(db, conversation.id, Role.USER, "Қонун чист?", MessageState.COMPLETE, now)
    lately = add_conversation(db, learner.id, Subject.LAW, Mode.EXPLAIN, "Дирӯз", now)
    delete(db, conversation.id, now)
    delete(db, lately.id, now + 2 * HOUR)
    purge_deleted(db, before=now + HOUR)
    with pytest.raises(LookupError):
        get_conversation(db, conversation.id)
    assert whole(db, conversation.id) == []
    undelete(db, lately.id)
    assert titles(db, learner) == ["Дирӯз"]


def test_purging_forgets_superseded_messages_whose_undo_is_old(
    db: Database, conversation: Conversation, now: datetime
) -> None:
    def say(text: str) -> int:
        return add_message(db, conversation.id, Role.USER, text, MessageState.COMPLETE, now).id

    say("а")
    old = supersede_from(db, conversation.id, say("б"), now)
    young = supersede_from(db, conversation.id, say("в"), now + 2 * HOUR)
    purge_deleted(db, before=now + HOUR)
    with pytest.raises(LookupError):
        restore_superseded(db, old)
    assert [message.text for message in whole(db, conversation.id)] == ["а"]
    restore_superseded(db, young)
    assert [message.text for message in whole(db, conversation.id)] == ["а", "в"]
    assert [row["text"] for row in db.rows("SELECT text FROM message ORDER BY id")] == ["а", "в"]
