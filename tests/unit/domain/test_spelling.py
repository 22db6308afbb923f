"""Tajik words typed without their letters, and the words that only look like them."""

import pytest

from soro_tutor.domain.lint import Damage
from soro_tutor.domain.spelling import slips


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("конун", "қонун"),
        ("Хукуки", "ҳуқуқи"),
        ("чумхури", "ҷумҳури"),
        ("точикон", None),
        ("точикро", "тоҷикро"),
        ("хучайрахои", "ҳуҷайраҳои"),
        ("мактабхо", "мактабҳо"),
        ("ҳукук", "ҳуқуқ"),
        ("руз", "рӯз"),
    ],
)
def test_a_word_without_its_letters_is_found(typed: str, right: str | None) -> None:
    found = [slip.suggestion for slip in slips(f"{typed} чист?") if slip.kind is Damage.MISSING]
    assert found == ([right] if right else [])


@pytest.mark.parametrize(
    "text",
    [
        "Илми физика, забони тоҷикӣ ва ҳуқуқи инсон.",
        "Ҳалқ ва ҳалқум узвҳои бадананд.",
        "Хари хам, чанги роҳ, чойи гарм, нуктаи нозук.",
        "Чойхона ва китобхона.",
        "Плохо ва хорошо калимаҳои русӣ ҳастанд.",
        "Тоҷикистон, ҷумҳурии мо, Конунгов.",
        "",
    ],
)
def test_a_right_word_is_left_alone(text: str) -> None:
    assert slips(text) == ()


def test_a_russian_text_is_not_searched_for_tajik_words() -> None:
    assert slips("Это конун", is_tajik=False) == ()


def test_a_short_text_is_read_as_tajik() -> None:
    assert [(slip.kind, slip.word) for slip in slips("cард")] == [(Damage.LOOKALIKE, "cард")]


def test_a_long_text_without_the_letters_is_found() -> None:
    text = "Ман дар дунё бисёр чиз дидам ва аз он шод мебошам, аммо инро кас надонад. " * 6
    assert Damage.MISSING in {slip.kind for slip in slips(text)}
