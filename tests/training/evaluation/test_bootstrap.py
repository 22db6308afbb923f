"""What a difference between two models is worth."""

import random

import pytest

pytest.importorskip("pydantic", reason="the training's libraries are not installed")

from soro_training.evaluation.bootstrap import Difference, difference, significant
from soro_training.evaluation.mark import Mark


def marks(scores: list[float]) -> list[Mark]:
    return [Mark(f"i-{at}", "law", "choice", score) for at, score in enumerate(scores)]


def compared(first: list[float], second: list[float], seed: int = 1, resamples: int = 2000) -> Difference:
    found = difference(marks(first), marks(second), seed=seed, resamples=resamples)
    assert found is not None
    return found


def test_a_model_does_not_differ_from_itself() -> None:
    same = compared([1.0, 0.0] * 50, [1.0, 0.0] * 50)
    assert (same.gain, same.low, same.high, same.p) == (0.0, 0.0, 0.0, 1.0)


def test_a_clear_gain_is_told_from_chance() -> None:
    found = compared([1.0, 0.0, 0.0, 0.0] * 50, [1.0, 1.0, 0.0, 1.0] * 50)
    assert found.gain == pytest.approx(0.5)
    assert found.low > 0.4
    assert found.p < 0.001


def test_pairs_tell_more_than_the_two_means() -> None:
    """Four items of a hundred are gained and none is lost: too few for two samples, enough for pairs."""
    first = [1.0, 0.0] * 50
    second = [1.0, 0.0] * 46 + [1.0, 1.0] * 4
    assert compared(first, second).low >= 0


@pytest.mark.parametrize(
    ("first", "second", "p"),
    [
        ([0.0] * 2, [1.0] * 2, 2 / 4),  # both gained: of four ways to give signs, two are as far from 0
        ([0.0] * 5, [1.0] * 5, 2 / 32),
        ([0.0] * 6, [1.0] * 6, 2 / 64),
        ([0.0] * 3, [1.0, 1.0, -1.0], 1.0),
        ([0.0] * 3, [0.5, 0.25, 0.0], 2 / 4),
        ([1.0, 0.0] * 50, [1.0, 0.0] * 46 + [1.0, 1.0] * 4, 2 / 16),  # four of a hundred
    ],
)
def test_on_few_items_that_differ_p_is_exact(first: list[float], second: list[float], p: float) -> None:
    assert compared(first, second, resamples=100).p == p


def on_passages(scores: list[float], size: int = 4) -> list[Mark]:
    """The marks of items of which so many in a row stand on one passage."""
    return [
        Mark(f"i-{at}", "law", "choice", score, group=f"passage-{at // size}")
        for at, score in enumerate(scores)
    ]


def test_questions_on_one_passage_are_drawn_and_signed_together() -> None:
    """Two passages of four questions are gained: two independent gains and not eight."""
    first, second = [0.0] * 120, [1.0] * 8 + [0.0] * 112
    found = difference(on_passages(first), on_passages(second), seed=1, resamples=4000)
    alone = compared(first, second, resamples=4000)
    assert found is not None
    assert (found.n, found.groups, found.gain) == (120, 30, alone.gain)
    assert (found.p, alone.p) == (2 / 4, 2 / 256)
    assert found.high - found.low == pytest.approx(2 * (alone.high - alone.low), rel=0.2)


def test_passages_of_all_sizes_are_weighed_by_their_questions() -> None:
    marks = [Mark(str(at), "law", "choice", 0.0, group="a" if at < 9 else "") for at in range(10)]
    gained = [Mark(one.id, "law", "choice", float(one.group == "a"), group=one.group) for one in marks]
    found = difference(marks, gained, seed=1, resamples=400)
    assert found is not None
    assert (found.groups, found.gain, found.low, found.high) == (2, 0.9, 0.0, 1.0)


def test_p_of_passages_is_small_no_oftener_than_it_says() -> None:
    """Of 40 passages a model knows all four questions or none: half of them, by chance alone."""
    draw = random.Random(11)

    def drawn() -> list[Mark]:
        return on_passages([score for _ in range(40) for score in [float(draw.random() < 0.5)] * 4])

    pairs = [(drawn(), drawn()) for _ in range(100)]
    found = [difference(one, two, seed=1, resamples=400) for one, two in pairs]
    assert sum(one is not None and one.p < 0.05 for one in found) < 12


def test_two_items_are_never_significant() -> None:
    assert significant({"a": compared([0.0] * 2, [1.0] * 2)}) == set()


def test_where_the_exact_test_ends_the_bootstrap_says_much_the_same() -> None:
    """Fourteen gained and five lost are tried exactly; one more of each is resampled."""
    exact = compared([0.0] * 19 + [0.5] * 30, [1.0] * 14 + [-1.0] * 5 + [0.5] * 30)
    drawn = compared([0.0] * 21 + [0.5] * 30, [1.0] * 15 + [-1.0] * 6 + [0.5] * 30)
    assert exact.p == pytest.approx(33_328 / 2**19)  # 2 · (C(19, 14) + … + C(19, 19))
    assert drawn.p == pytest.approx(exact.p, abs=0.05)


def test_p_is_small_no_oftener_than_it_says() -> None:
    draw = random.Random(7)
    trials = 200
    low = sum(
        compared(
            [float(draw.random() < 0.5) for _ in range(60)],
            [float(draw.random() < 0.5) for _ in range(60)],
            resamples=400,
        ).p
        < 0.05
        for _ in range(trials)
    )
    assert 0 < low < 0.12 * trials


def test_the_interval_is_that_of_the_normal_for_many_items() -> None:
    draw = random.Random(3)
    first = [float(draw.random() < 0.4) for _ in range(800)]
    second = [float(draw.random() < 0.5) for _ in range(800)]
    found = compared(first, second, resamples=4000)
    gains = [two - one for one, two in zip(first, second, strict=True)]
    deviation = (sum((gain - found.gain) ** 2 for gain in gains) / len(gains)) ** 0.5 / len(gains) ** 0.5
    assert found.high - found.gain == pytest.approx(1.96 * deviation, rel=0.08)
    assert found.gain - found.low == pytest.approx(1.96 * deviation, rel=0.08)


def test_the_same_seed_gives_the_same_figures() -> None:
    scores = ([1.0, 0.0, 0.0] * 9, [0.0, 1.0, 0.0] * 9)
    assert compared(*scores, seed=5) == compared(*scores, seed=5) != compared(*scores, seed=6)


def test_only_items_that_both_have_are_compared() -> None:
    found = difference(marks([1.0, 0.0, 1.0]), marks([1.0, 1.0]), seed=0, resamples=100)
    assert found is not None
    assert found.n == 2
    assert difference(marks([1.0]), [], seed=0, resamples=100) is None


def test_many_comparisons_ask_more_of_each() -> None:
    one = compared([0.0] * 4, [0.0] * 4)

    def with_p(p: float) -> Difference:
        return Difference(one.n, one.groups, one.first, one.second, one.gain, one.low, one.high, p)

    assert significant({"a": with_p(0.04)}) == {"a"}
    assert significant({"a": with_p(0.04), "b": with_p(0.9), "c": with_p(0.001)}) == {"c"}
    assert significant({"a": with_p(0.02), "b": with_p(0.03), "c": with_p(0.001)}) == {"a", "b", "c"}
