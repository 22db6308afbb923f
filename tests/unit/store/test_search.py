"""Search as a pupil types it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from soro_tutor.domain.dialogue import Conversation, Message, MessageState, Role
from soro_tutor.domain.learner import Learner
from soro_tutor.store.database import Database
from soro_tutor.store.learners import add_learner
from soro_tutor.store.messages import add_message, set_text, supersede_from
from soro_tutor.store.search import search

Say = Callable[[str], Message]
Find = Callable[[str], list[str]]


@pytest.fixture
def say(db: Database, conversation: Conversation, now: datetime) -> Say:
    return lambda text: add_message(db, conversation.id, Role.USER, text, MessageState.COMPLETE, now)


@pytest.fixture
def find(db: Database, learner: Learner) -> Find:
    return lambda query: [hit.message.text for hit in search(db, learner.id, query, 10)]


@pytest.mark.parametrize("query", ["хукук", "ҲУҚУҚ", "ҳуқ", "xукук", "ҳу\u200bқуқ"])
def test_a_word_is_found_whatever_keyboard_it_was_typed_on(say: Say, find: Find, query: str) -> None:
    say("Ҳуқуқи кӯдак чист?")
    say("Қувва чист?")
    assert find(query) == ["Ҳуқуқи кӯдак чист?"]


def test_a_word_typed_without_its_letters_is_found_by_the_right_spelling(say: Say, find: Find) -> None:
    say("Хукуки кудак чист?")
    assert find("ҳуқуқи кӯдак") == ["Хукуки кудак чист?"]


def test_all_words_must_occur_in_any_order(say: Say, find: Find) -> None:
    say("Суръат ва масофа")
    say("Суръати нур")
    assert find("нур суръ") == ["Суръати нур"]
    assert find("нур масофа") == []


def test_hits_show_where_the_words_stand(db: Database, learner: Learner, say: Say) -> None:
    say("Дар қонун: Ҳуқуқ ва қонуният")
    (hit,) = search(db, learner.id, "конун хукук", 10)
    assert [hit.message.text[start:end] for start, end in hit.spans] == ["қонун", "Ҳуқуқ", "қонуният"]
    assert hit.conversation.title == "Ҳуқуқ"
    assert hit.conversation.message_count == 1


def test_the_message_that_is_more_about_the_word_comes_first_then_the_newest(say: Say, find: Find) -> None:
    say("Қувва ва бисёр чизҳои дигар, ки дар ин ҷо навишта шудаанд")
    say("Қувва")
    say("Қувва")
    assert find("қувва") == ["Қувва", "Қувва", "Қувва ва бисёр чизҳои дигар, ки дар ин ҷо навишта шудаанд"]


def test_equal_hits_are_newest_first(db: Database, learner: Learner, say: Say) -> None:
    older, newer = say("Қувва"), say("Қувва")
    assert [hit.message for hit in search(db, learner.id, "қувва", 10)] == [newer, older]


@pytest.mark.parametrize("query", ["", "   ", '"', "*", "-", "()", "😀", "\0", "…", "\ud83d"])
def test_a_query_without_a_word_finds_nothing(say: Say, find: Find, query: str) -> None:
    say('"*-() 😀 салом')
    assert find(query) == []


@pytest.mark.parametrize(
    "query",
    [
        '"салом',
        "салом*",
        "NEAR(салом",
        "салом AND",
        "NOT салом",
        "folded:салом",
        "-салом",
        "^салом {",
        "сало\0м",
    ],
)
def test_signs_and_operators_of_the_index_are_only_words(say: Say, find: Find, query: str) -> None:
    text = "near салом and not folded сало м"
    say(text)
    assert find(query) == [text]


def test_arabic_and_latin_words_are_found_too(say: Say, find: Find) -> None:
    say("سلام дар забони форсӣ")
    say("Newton's laws")
    assert find("سلام") == ["سلام дар забони форсӣ"]
    assert find("newton") == ["Newton's laws"]


def test_an_answer_is_found_by_the_words_that_it_has_now(
    db: Database, conversation: Conversation, find: Find, now: datetime
) -> None:
    answer = add_message(db, conversation.id, Role.ASSISTANT, "", MessageState.WRITING, now)
    set_text(db, answer.id, "Қувва", MessageState.WRITING)
    assert find("қувва") == ["Қувва"]
    set_text(db, answer.id, "Суръат", MessageState.COMPLETE)
    assert find("қувва") == []
    assert find("суръат") == ["Суръат"]


def test_what_was_taken_back_is_not_found(
    db: Database, conversation: Conversation, say: Say, find: Find, now: datetime
) -> None:
    supersede_from(db, conversation.id, say("Қувва").id, now + timedelta(seconds=1))
    assert find("қувва") == []


def test_nobody_finds_the_words_of_another(db: Database, say: Say, now: datetime) -> None:
    say("Сирри ман")
    other = add_learner(db, "Ҷамшед", 9, now)
    assert search(db, other.id, "сир", 10) == []


def test_no_more_hits_come_than_were_asked_for(db: Database, learner: Learner, say: Say) -> None:
    for _ in range(5):
        say("Қувва")
    assert len(search(db, learner.id, "қувва", 3)) == 3
