"""How the parts of an item are shown."""

from dataclasses import replace

import pytest
from tests import lesson_example as school

from soro_tutor.domain.item import Order
from soro_tutor.session.sitting import shown_order

NAMES = [f"item-{number}" for number in range(200)]


@pytest.mark.parametrize("count", [3, 4, 6])
def test_an_order_is_shown_neither_right_nor_backwards(count: int) -> None:
    parts = Order(tuple("абвгде"[:count]))
    shown = [shown_order(replace(school.ORDER, id=name, response=parts)) for name in NAMES]
    right = tuple(range(count))
    assert not {right, right[::-1]} & set(shown)
    assert all(sorted(one) == list(right) for one in shown)
    assert len(set(shown)) > count  # not only rotations of the reverse


def test_the_right_side_of_a_matching_is_not_shown_as_it_belongs() -> None:
    shown = {shown_order(replace(school.MATCHING, id=name)) for name in NAMES}
    assert len(shown) > 50
    assert all(one[:4] != (1, 0, 2, 3) for one in shown)


def test_an_item_is_always_shown_alike_and_two_parts_are_shown_too() -> None:
    assert shown_order(school.ORDER) == shown_order(school.ORDER)
    two = replace(school.ORDER, response=Order(("а", "б")))
    assert sorted(shown_order(two)) == [0, 1]
