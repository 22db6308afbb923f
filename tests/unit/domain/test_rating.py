"""The points of learners and items."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.domain import rating
from soro_tutor.domain.rating import Rating

POINTS = st.floats(-1000, 3000)


def test_equals_are_an_even_match_and_400_points_make_ten_to_one() -> None:
    assert rating.expected(1000, 1000) == 0.5
    assert rating.expected(1400, 1000) == pytest.approx(10 / 11)


@given(POINTS)
def test_at_the_target_three_of_four_answers_are_expected_right(points: float) -> None:
    assert rating.expected(points, rating.target(points)) == pytest.approx(0.75)


@given(POINTS, POINTS, st.integers(0, 1000), st.integers(0, 1000))
def test_a_right_answer_lifts_the_learner_and_lowers_the_item(
    learner: float, item: float, answers: int, others: int
) -> None:
    better, easier = rating.updated(Rating(learner, answers), Rating(item, others), 1.0)
    assert better.points >= learner
    assert easier.points <= item
    assert (better.answers, easier.answers) == (answers + 1, others + 1)


def test_the_step_shrinks_with_the_number_of_answers() -> None:
    first, _ = rating.updated(Rating(1000, 0), Rating(1000, 0), 1.0)
    later, _ = rating.updated(Rating(1000, 100), Rating(1000, 0), 1.0)
    assert first.points - 1000 == pytest.approx(6 * (later.points - 1000))


def test_partly_right_moves_nobody_where_it_was_expected() -> None:
    learner, item = rating.updated(Rating(1000, 3), Rating(1000, 3), 0.5)
    assert (learner.points, item.points) == (1000, 1000)
