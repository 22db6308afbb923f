"""The learning rate over the steps."""

import pytest

from soro_training.schedule import Schedule


def test_it_warms_up_stays_and_decays_to_its_floor() -> None:
    shape = Schedule("wsd", 100, warmup=0.1, decay=0.2, floor=0.1)
    factors = [shape.factor(step) for step in range(100)]
    assert factors[:10] == pytest.approx([(step + 1) / 10 for step in range(10)])
    assert set(factors[10:80]) == {1.0}
    assert factors[80:] == sorted(factors[80:], reverse=True)
    assert shape.factor(100) == pytest.approx(0.1)


def test_a_cosine_is_half_way_down_in_the_middle() -> None:
    shape = Schedule("cosine", 110, warmup=10 / 110)
    assert (shape.factor(10), shape.factor(60), shape.factor(110)) == pytest.approx((1.0, 0.5, 0.0))


def test_a_schedule_that_is_shortened_keeps_its_warm_up_and_still_decays() -> None:
    whole = Schedule("wsd", 1000, warmup=0.05, decay=0.2)
    short = whole.shortened(300)
    assert [short.factor(step) for step in range(240)] == [whole.factor(step) for step in range(240)]
    assert short.factor(299) < 0.05


def test_a_constant_one_only_warms_up() -> None:
    shape = Schedule("constant", 20, warmup=0.5)
    assert (shape.factor(0), shape.factor(9), shape.factor(19)) == (0.1, 1.0, 1.0)
