"""The mathematics of a line is found between its words."""

import pytest

from soro_tutor.domain.step import is_prose, steps

LINES = {
    "1) яъне 2x = 8": ["2x = 8"], "2x = 8 ⇒ x = 4": ["2x = 8", "x = 4"],
    "2x = 8 => x = 4": ["2x = 8", "x = 4"],
    "2x = 8 | :2": ["2x = 8"], "|x - 3| = 5": ["|x - 3| = 5"], "аз ин ҷо x = 4": ["x = 4"],
    "Ҷавоб: 4": ["Ҷавоб: 4"], "=> x = 4": ["x = 4"], "= 2x + 6": ["= 2x + 6"], "x => 4": ["x => 4"],
}  # fmt: skip


@pytest.mark.parametrize(("line", "found"), LINES.items())
def test_a_line_has_its_steps(line: str, found: list[str]) -> None:
    assert steps(line) == found


def test_words_alone_are_prose() -> None:
    assert is_prose("Ҳал:")
    assert not is_prose("2x = 8")
    assert not is_prose("x + y")
