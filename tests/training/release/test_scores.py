"""What a quantization costs, and how sure that is."""

import math
from dataclasses import replace

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

from soro_training.evaluation.mark import Mark, figure
from soro_training.release import card
from soro_training.release.scores import Loss, Score, Scores, loss


def scored(**tasks: list[float]) -> Scores:
    """The scores of a model with these marks on the items of each task."""
    figures = {name: figure(marks) for name, marks in tasks.items()}
    rows = tuple(
        Score(name, one.n, one.groups, one.accuracy, one.standard_error) for name, one in figures.items()
    )
    marks = {
        name: {str(at): Mark(str(at), "law", "choice", score) for at, score in enumerate(known)}
        for name, known in tasks.items()
    }
    return Scores("label", rows, (), marks=marks)


def lost(chosen: Scores, whole: Scores) -> Loss:
    found = loss(chosen, whole)
    assert found is not None
    return found


def test_two_files_that_answer_alike_lose_nothing_for_certain() -> None:
    one = scored(a=[1, 0, 1, 0], b=[1, 1, 0])
    assert lost(one, one) == Loss(0.0, 0.0)


def test_the_error_is_of_the_differences_and_not_of_the_scores() -> None:
    """Half of all items are too hard for both; the files differ on two items of a hundred."""
    whole = [1.0] * 50 + [0.0] * 50
    found = lost(scored(a=[0.0, 0.0, *whole[2:]]), scored(a=whole))
    assert found.share == pytest.approx(0.04)
    assert found.standard_error == pytest.approx(math.sqrt(2 * 0.96**2 + 48 * 0.04**2) / 50, rel=0.01)


def test_questions_on_one_passage_are_lost_together() -> None:
    """Eight of forty are lost: on two passages of four that is two losses and not eight."""

    def on_passages(one: Scores) -> Scores:
        marks = {at: replace(mark, group=f"p{int(at) // 4}") for at, mark in one.marks["a"].items()}
        return replace(one, marks={"a": marks})

    chosen, whole = scored(a=[0.0] * 8 + [1.0] * 32), scored(a=[1.0] * 40)
    alone, together = lost(chosen, whole), lost(on_passages(chosen), on_passages(whole))
    assert together.share == alone.share
    assert alone.standard_error is not None
    assert together.standard_error == pytest.approx(2 * alone.standard_error, rel=0.05)


def test_all_or_nothing_right_is_told_with_an_interval() -> None:
    assert card._error(Score("law", 120, 30, 0.0, 0.0)) == "[0.0, 11.4] %"
    assert card._error(Score("law", 120, 30, 0.5, 0.05)) == "5.0 %"
    assert card._error(Score("law", 1, 1, 0.5, None)) == "–"


def test_each_task_counts_alike() -> None:
    found = lost(scored(a=[1, 1, 1, 0], b=[1, 0] * 50), scored(a=[1] * 4, b=[1, 0] * 50))
    assert found.share == pytest.approx(1 - 1.25 / 1.5)


@pytest.mark.parametrize(
    ("chosen", "whole"),
    [(scored(a=[1.0]), scored(a=[1.0])), (scored(a=[1, 1]), Scores("x", scored(a=[1, 1]).tasks, ()))],
)
def test_one_item_and_items_that_are_gone_tell_no_error(chosen: Scores, whole: Scores) -> None:
    assert lost(chosen, whole) == Loss(0.0, None)
    assert str(lost(chosen, whole)) == "0.0 %"


def test_a_score_of_nothing_cannot_be_lost() -> None:
    assert loss(scored(a=[1.0, 0.0]), scored(a=[0.0, 0.0])) is None


def test_a_loss_is_told_in_per_cent() -> None:
    assert str(Loss(0.0312, 0.0249)) == "3.1 ± 2.5 %"
