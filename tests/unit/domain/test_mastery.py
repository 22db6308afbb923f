"""What answers tell of whether a topic is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.domain import mastery
from soro_tutor.domain.item import Form
from soro_tutor.domain.mastery import Level

CHANCES = st.floats(0.001, 0.999)


def test_the_update_is_that_of_corbett_and_anderson() -> None:
    # Known after a right choice: 0.2 * 0.9 / (0.2 * 0.9 + 0.8 * 0.25) = 0.473…; then learnt with 0.15.
    known = 0.18 / 0.38
    assert mastery.update(0.2, True, Form.CHOICE) == pytest.approx(known + (1 - known) * 0.15)
    # After a wrong one: 0.2 * 0.1 / (0.2 * 0.1 + 0.8 * 0.75).
    known = 0.02 / 0.62
    assert mastery.update(0.2, False, Form.CHOICE) == pytest.approx(known + (1 - known) * 0.15)


@given(CHANCES, st.sampled_from(Form))
def test_a_right_answer_tells_more_than_a_wrong_one(before: float, form: Form) -> None:
    right, wrong = mastery.update(before, True, form), mastery.update(before, False, form)
    assert 0 < wrong < right < 1
    assert right > before


@given(CHANCES)
def test_a_right_guess_tells_less_where_guessing_is_easy(before: float) -> None:
    assert mastery.update(before, True, Form.CHOICE) < mastery.update(before, True, Form.SHORT)
    assert mastery.update(before, True, Form.TRUE_FALSE) < mastery.update(before, True, Form.CHOICE)


@pytest.mark.parametrize(
    ("probability", "attempts", "level"),
    [
        (0.2, 0, Level.NEW),
        (0.74, 5, Level.LEARNING),
        (0.75, 1, Level.GOOD),
        (0.99, 2, Level.GOOD),
        (0.95, 3, Level.FIRM),
    ],
)
def test_a_level_needs_both_certainty_and_answers(probability: float, attempts: int, level: Level) -> None:
    assert mastery.level(probability, attempts) is level
