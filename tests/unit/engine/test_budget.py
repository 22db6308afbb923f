"""The oldest turns leave, whole and rarely; the system prompt and the last question stay."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from soro_tutor.engine.budget import Budget, budget_for, turns_to_drop

BUDGET = Budget(context=4096, reserve=512)


def test_a_short_conversation_stays_whole() -> None:
    assert turns_to_drop([100] * 10, 300, BUDGET) == 0


def test_a_question_and_its_answer_leave_together() -> None:
    assert turns_to_drop([700, 700, 700, 700, 700], 500, BUDGET) % 2 == 0


@given(st.lists(st.integers(1, 900), max_size=60), st.integers(0, 3584))
def test_what_stays_fits(history: list[int], fixed: int) -> None:
    dropped = turns_to_drop(history, fixed, BUDGET)
    assert sum(history[dropped:]) + fixed <= BUDGET.limit or dropped == len(history)


def test_several_questions_follow_each_other_without_another_turn_leaving() -> None:
    history: list[int] = []
    drops = []
    for _ in range(40):
        history += [40, 160]
        drops.append(turns_to_drop(history, 300, BUDGET))
    changes = sum(1 for before, after in itertools.pairwise(drops) if before != after)
    assert drops == sorted(drops)
    assert drops[-1] > 0
    assert changes <= 6, drops


def test_the_answer_has_a_quarter_of_the_context_at_most() -> None:
    assert budget_for(4096, 512).limit == 3584
    assert budget_for(2048, 4000).limit == 1536
