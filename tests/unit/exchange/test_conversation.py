"""Exported conversations."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from soro_tutor.domain.dialogue import Conversation, Message, MessageState, Mode, Role, Subject
from soro_tutor.exchange.conversation import Labels, file_name, to_json, to_markdown

DUSHANBE = timezone(timedelta(hours=5))
START = datetime(2026, 9, 1, 20, 30, tzinfo=UTC)
LABELS = Labels("Зебо", "Омӯзгор", "Математика", "Шарҳ", "Ҷавоб нотамом мондааст.", "tg")


def conversation(title: str = "Касрҳо") -> Conversation:
    return Conversation(1, 1, Subject.MATHEMATICS, Mode.EXPLAIN, title, START, START)


def messages(answer: str = "Бо махраҷи умумӣ.", state: MessageState = MessageState.COMPLETE) -> list[Message]:
    return [
        Message(1, 1, Role.USER, "1/2 + 1/3 чӣ қадар аст?", MessageState.COMPLETE, START),
        Message(2, 1, Role.ASSISTANT, answer, state, START + timedelta(minutes=1)),
    ]


def test_a_markdown_page_shows_who_said_what_and_when() -> None:
    assert to_markdown(conversation(), messages(), LABELS, zone=DUSHANBE) == (
        "# Касрҳо\n\nМатематика · Шарҳ · 2 сентябри соли 2026\n\n"
        "---\n\n**Зебо** · 02.09.2026, 01:30\n\n1/2 + 1/3 чӣ қадар аст?\n\n"
        "---\n\n**Омӯзгор** · 02.09.2026, 01:31\n\nБо махраҷи умумӣ.\n"
    )


def test_an_answer_that_broke_off_says_so() -> None:
    page = to_markdown(conversation(), messages(state=MessageState.STOPPED), LABELS)
    assert page.endswith("\n\n*Ҷавоб нотамом мондааст.*\n")


@pytest.mark.parametrize("fence", ["```", "~~~~", "```python"])
def test_an_open_code_block_does_not_swallow_the_next_message(fence: str) -> None:
    page = to_markdown(conversation(), [*messages(f"Ҳал:\n{fence}\nprint(1)"), *messages()], LABELS)
    assert MarkdownIt().render(page).count("<strong>Зебо</strong>") == 2


def test_signs_of_markdown_in_a_title_are_only_letters() -> None:
    page = MarkdownIt().render(to_markdown(conversation("# *x*\n<b>[2]"), [], LABELS))
    assert page.startswith("<h1># *x* &lt;b&gt;[2]</h1>")


def test_json_holds_every_message_in_utc_and_no_name() -> None:
    text = to_json(conversation(), messages(state=MessageState.WRITING))
    assert "Зебо" not in text
    assert json.loads(text) == {
        "format": "soro-conversation",
        "version": 1,
        "conversation": {
            "title": "Касрҳо",
            "subject": "mathematics",
            "mode": "explain",
            "created": "2026-09-01T20:30:00Z",
            "updated": "2026-09-01T20:30:00Z",
        },
        "messages": [
            {
                "role": "user",
                "state": "complete",
                "created": "2026-09-01T20:30:00Z",
                "text": "1/2 + 1/3 чӣ қадар аст?",
            },
            {
                "role": "assistant",
                "state": "writing",
                "created": "2026-09-01T20:31:00Z",
                "text": "Бо махраҷи умумӣ.",
            },
        ],
    }


def test_json_is_the_same_from_any_time_zone() -> None:
    local = Conversation(
        1, 1, Subject.PHYSICS, Mode.WORD, "а", START.astimezone(DUSHANBE), START.astimezone(DUSHANBE)
    )
    assert "2026-09-01T20:30:00Z" in to_json(local, [])


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Масоҳати секунҷа", "Масоҳати секунҷа"),
        ("Чӣ гуна?  1/2 + 1/3", "Чӣ гуна 1 2 + 1 3"),
        ('a<b>c:d"e|f*g\\h', "a b c d e f g h"),
        ("сатр\nи нав\tва\x00 боз\u202e", "сатр и нав ва боз"),
        ("нуқтаҳо...", "нуқтаҳо"),
        (" .пинҳон", "пинҳон"),
        ("CON", "soro CON"),
        ("nul.txt", "soro nul.txt"),
        ("com1", "soro com1"),
        ("Контакт", "Контакт"),
        ("console", "console"),
        ("", "soro"),
        ("???", "soro"),
        ("тоҷики\u0304", "тоҷикӣ"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert file_name(title) == name


@given(st.text(max_size=300))
def test_any_title_gives_a_name_that_every_system_takes(title: str) -> None:
    name = file_name(title)
    assert name == name.strip(" .") != ""
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert len(name) <= 85
    assert len(name.encode()) <= 205


def test_a_name_can_really_be_written(tmp_path) -> None:
    file = tmp_path / f"{file_name('😀' * 200)}.md"
    file.write_text("а", encoding="utf-8")
    assert file.read_text(encoding="utf-8") == "а"
