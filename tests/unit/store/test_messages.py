"""Messages: kept to the letter, read in windows, taken back and given back."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.domain.dialogue import Conversation, Message, MessageState, Mode, Role, Subject
from soro_tutor.store import messages
from soro_tutor.store.conversations import add_conversation, get_conversation, list_conversations
from soro_tutor.store.database import Database
from soro_tutor.store.learners import add_learner

TIME = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)


def talk(db: Database, conversation_id: int, count: int) -> list[Message]:
    with db.transaction():
        return [
            messages.add_message(
                db, conversation_id, Role.USER, f"Паёми {number}", MessageState.COMPLETE, TIME
            )
            for number in range(count)
        ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "👩🏽‍🔬 ба 🇹🇯 хуш омадед",
        "مُحَمَّد گفت: سلام",
        "са\u200bло\u2060м\ufeff\u00ad",
        "пеш\0пас\r\n\t",
        "и\u0304 ва ӣ",
        "я" * 1_000_000,
    ],
    ids=["empty", "emoji", "arabic", "zero-width", "control", "decomposed", "a million letters"],
)
def test_a_text_comes_back_to_the_letter(db: Database, conversation: Conversation, text: str) -> None:
    message = messages.add_message(db, conversation.id, Role.USER, text, MessageState.COMPLETE, TIME)
    assert message.text == text
    assert messages.newest(db, conversation.id, 1) == [message]


def test_half_a_character_is_replaced_and_two_halves_are_joined(
    db: Database, conversation: Conversation
) -> None:
    text = "нисф \ud83d, ду нисф \ud83d\ude00"
    messages.add_message(db, conversation.id, Role.USER, text, MessageState.COMPLETE, TIME)
    assert messages.whole(db, conversation.id)[0].text == "нисф \ufffd, ду нисф 😀"


def test_an_answer_that_was_cut_off_keeps_its_state_and_can_go_on(
    db: Database, conversation: Conversation
) -> None:
    answer = messages.add_message(db, conversation.id, Role.ASSISTANT, "", MessageState.WRITING, TIME)
    messages.set_text(db, answer.id, "Қонун ин", MessageState.WRITING)
    (stored,) = messages.newest(db, conversation.id, 1)
    assert (stored.text, stored.is_unfinished) == ("Қонун ин", True)
    messages.set_text(db, answer.id, "Қонун ин қоида аст.", MessageState.COMPLETE)
    (stored,) = messages.newest(db, conversation.id, 1)
    assert (stored.text, stored.is_unfinished) == ("Қонун ин қоида аст.", False)


def test_windows_are_oldest_first_and_stay_in_their_conversation(
    db: Database, conversation: Conversation
) -> None:
    other = add_conversation(db, conversation.learner_id, Subject.LAW, Mode.EXPLAIN, "", TIME)
    first = talk(db, conversation.id, 10)
    talk(db, other.id, 10)
    said = first + talk(db, conversation.id, 10)
    assert messages.whole(db, conversation.id) == said
    assert messages.newest(db, conversation.id, 3) == said[-3:]
    assert messages.before(db, said[12].id, 4) == said[8:12]
    assert messages.before(db, said[2].id, 4) == said[:2]
    assert messages.after(db, said[7].id, 4) == said[8:12]
    assert messages.after(db, said[17].id, 4) == said[18:]


@pytest.mark.parametrize(
    ("middle", "expected"), [(10, slice(7, 13)), (1, slice(0, 6)), (19, slice(14, 20)), (17, slice(14, 20))]
)
def test_the_window_around_a_message_is_full_wherever_it_stands(
    db: Database, conversation: Conversation, middle: int, expected: slice
) -> None:
    said = talk(db, conversation.id, 20)
    assert messages.around(db, said[middle].id, 6) == said[expected]


def test_the_window_around_a_message_of_a_short_conversation_is_all_of_it(
    db: Database, conversation: Conversation
) -> None:
    said = talk(db, conversation.id, 3)
    assert messages.around(db, said[1].id, 40) == said


# Taking back ---------------------------------------------------------------------------------------------


def texts(db: Database, conversation: Conversation) -> list[str]:
    return [message.text for message in messages.whole(db, conversation.id)]


def test_undo_gives_back_the_former_messages_and_hides_the_new_ones(
    db: Database, conversation: Conversation
) -> None:
    said = talk(db, conversation.id, 4)
    undo = messages.supersede_from(db, conversation.id, said[2].id, TIME)
    assert messages.whole(db, conversation.id) == said[:2]
    talk(db, conversation.id, 3)
    messages.restore_superseded(db, undo)
    assert messages.whole(db, conversation.id) == said
    assert messages.newest(db, conversation.id, 40) == said


def test_an_undo_works_once(db: Database, conversation: Conversation) -> None:
    said = talk(db, conversation.id, 2)
    undo = messages.supersede_from(db, conversation.id, said[1].id, TIME)
    messages.restore_superseded(db, undo)
    more = talk(db, conversation.id, 1)
    messages.restore_superseded(db, undo)
    assert messages.whole(db, conversation.id) == said + more


def test_undo_leaves_other_conversations_alone(db: Database, conversation: Conversation) -> None:
    other = add_conversation(db, conversation.learner_id, Subject.LAW, Mode.EXPLAIN, "", TIME)
    said = talk(db, conversation.id, 2)
    undo = messages.supersede_from(db, conversation.id, said[0].id, TIME)
    talk(db, other.id, 1)
    messages.supersede_from(db, other.id, talk(db, other.id, 1)[0].id, TIME)
    messages.restore_superseded(db, undo)
    assert texts(db, other) == ["Паёми 0"]
    assert messages.whole(db, conversation.id) == said


# Each step takes back from one of the visible messages, says something, or undoes one of the undos given.
STEP = st.tuples(st.sampled_from(["say", "take back", "undo"]), st.integers(0, 5))


@given(st.lists(STEP, max_size=25))
def test_undo_always_gives_back_exactly_the_former_state(steps: list[tuple[str, int]]) -> None:
    with closing(Database.in_memory()) as db:
        learner = add_learner(db, "", None, TIME)
        number = add_conversation(db, learner.id, Subject.LAW, Mode.EXPLAIN, "", TIME).id
        visible: list[Message] = talk(db, number, 3)
        undos: list[int] = []
        former: dict[int, list[Message]] = {}
        for kind, choice in steps:
            if kind == "say":
                visible = visible + talk(db, number, 1)
            elif kind == "take back" and visible:
                first = visible[choice % len(visible)]
                undos.append(messages.supersede_from(db, number, first.id, TIME))
                former[undos[-1]] = visible
                visible = visible[: visible.index(first)]
            elif kind == "undo" and undos:
                undo = undos[choice % len(undos)]
                messages.restore_superseded(db, undo)
                visible = former[undo]
                undos = [earlier for earlier in undos if earlier < undo]
            assert messages.whole(db, number) == visible
            assert get_conversation(db, number).message_count == len(visible)


# Cost ----------------------------------------------------------------------------------------------------

WINDOWS: dict[str, Callable[[Database, int, int], object]] = {
    "newest": lambda db, conversation, _message: messages.newest(db, conversation, 40),
    "before": lambda db, _conversation, message: messages.before(db, message, 40),
    "after": lambda db, _conversation, message: messages.after(db, message, 40),
    "around": lambda db, _conversation, message: messages.around(db, message, 40),
    "conversation": lambda db, conversation, _message: get_conversation(db, conversation),
}
READS = WINDOWS | {
    "list": lambda db, _conversation, _message: list_conversations(db, 1),
    "list of a subject": lambda db, _conversation, _message: list_conversations(db, 1, Subject.LAW),
}


@pytest.mark.parametrize("name", READS)
def test_no_read_scans_or_sorts_a_table(db: Database, conversation: Conversation, name: str) -> None:
    message = talk(db, conversation.id, 1)[0]
    asked: list[str] = []
    db._sqlite.conn.set_trace_callback(asked.append)
    READS[name](db, conversation.id, message.id)
    db._sqlite.conn.set_trace_callback(None)
    queries = [sql for sql in asked if sql.lstrip().startswith("SELECT")]
    assert queries
    plan = [row["detail"] for sql in queries for row in db.rows(f"EXPLAIN QUERY PLAN {sql}")]
    assert [step for step in plan if step.startswith("SCAN") or "TEMP B-TREE" in step] == []


def machine_steps(db: Database, read: Callable[[], object]) -> int:
    """How many steps SQLite's machine makes for a read."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    db._sqlite.conn.set_progress_handler(count, 1)
    read()
    db._sqlite.conn.set_progress_handler(None, 1)
    return steps


@pytest.mark.parametrize("name", WINDOWS)
def test_a_window_of_a_long_conversation_costs_what_one_of_a_short_conversation_costs(
    db: Database, conversation: Conversation, name: str
) -> None:
    long = add_conversation(db, conversation.learner_id, Subject.LAW, Mode.EXPLAIN, "", TIME)
    short_said, long_said = talk(db, conversation.id, 100), talk(db, long.id, 2000)
    in_short = machine_steps(db, lambda: WINDOWS[name](db, conversation.id, short_said[50].id))
    in_long = machine_steps(db, lambda: WINDOWS[name](db, long.id, long_said[1000].id))
    assert in_short > 0
    assert in_long <= in_short * 1.05
