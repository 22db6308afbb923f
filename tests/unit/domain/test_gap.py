"""A gap is filled by what the learner adds to the words around it."""

import pytest

from soro_tutor.domain.gap import inner

VERBS = "«он стро[[1]]т дом», «ты чита[[2]]шь книгу»"
TERM = "Муҳлати ваколати онҳо [[1]] сол аст. Барг гази [[2]] ва обро мегирад."


@pytest.mark.parametrize(
    ("text", "statement", "place", "added"),
    [
        ("строит", VERBS, 1, "и"),
        ("строет", VERBS, 1, "е"),
        ("Читаешь", VERBS, 2, "е"),
        ("5 сол", TERM, 1, "5"),
        ("онҳо 5 сол аст", TERM, 1, "5"),
        ("гази карбонат", TERM, 2, "карбонат"),
    ],
)
def test_what_stands_around_the_gap_is_left_out(text: str, statement: str, place: int, added: str) -> None:
    assert inner(text, statement, place) == added


@pytest.mark.parametrize(
    ("text", "statement", "place"),
    [("и", VERBS, 1), ("стоит", VERBS, 1), ("стро", VERBS, 1), ("сол", TERM, 1), ("5 моҳ", TERM, 1)],
)
def test_where_nothing_around_it_is_repeated_nothing_goes(text: str, statement: str, place: int) -> None:
    assert inner(text, statement, place) == ""
