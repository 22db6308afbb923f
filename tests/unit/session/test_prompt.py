"""The turns that the model is shown."""

from datetime import UTC, datetime

from soro_tutor.domain.dialogue import Message, MessageState, Mode, Role, Subject
from soro_tutor.session import prompt


def _message(number: int, role: Role, text: str) -> Message:
    return Message(number, 1, role, text, MessageState.COMPLETE, datetime.now(UTC))


def test_the_system_prompt_names_subject_grade_and_mode_in_the_tutors_language() -> None:
    turn = prompt.system_turn("tg", Subject.TAJIK_LITERATURE, 9, Mode.ASK_BACK)
    assert "адабиёти тоҷик" in turn.text
    assert "синфи 9" in turn.text
    assert "Ҷавоби тайёр надиҳед" in turn.text


def test_a_guest_has_no_grade() -> None:
    assert "grade" not in prompt.system_turn("en", Subject.LAW, None, Mode.EXPLAIN).text


def test_what_changes_least_comes_first() -> None:
    explain = prompt.system_turn("ru", Subject.LAW, 9, Mode.EXPLAIN).text
    check = prompt.system_turn("ru", Subject.LAW, 9, Mode.CHECK_WORK).text
    assert explain.split("классе.")[0] == check.split("классе.")[0]


def test_turns_alternate_as_templates_demand() -> None:
    turns = prompt.conversation_turns(
        [
            _message(1, Role.ASSISTANT, "бе савол"),
            _message(2, Role.USER, "якум"),
            _message(3, Role.ASSISTANT, ""),
            _message(4, Role.USER, "дуюм"),
            _message(5, Role.ASSISTANT, "ҷавоб"),
            _message(6, Role.USER, "сеюм"),
        ]
    )
    assert [(turn.role, turn.text) for turn in turns] == [
        (Role.USER, "дуюм"),
        (Role.ASSISTANT, "ҷавоб"),
        (Role.USER, "сеюм"),
    ]
