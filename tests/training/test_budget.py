"""What a full training takes, on paper."""

from dataclasses import replace

import pytest

from soro_training import budget
from soro_training.budget import SIZES, Job, Size


def test_the_hours_are_those_of_the_formula() -> None:
    """By 6ND at 40 % of an H100, 1.9 billion tokens are about 32 GPU-hours for 4B and 96 for 12B."""
    job = Job(tokens=1.9e9, peak=989e12, utilisation=0.4)
    hours = [budget.estimate(Size("round", body, 0, 0), job).gpu_hours for body in (4e9, 12e9)]
    assert hours == pytest.approx([32, 96], abs=0.5)


def test_the_sizes_have_the_weights_that_they_are_known_for() -> None:
    assert [round(size.weights / 1e9, 1) for size in SIZES] == [1.0, 3.9, 11.8]


def test_more_tokens_and_a_slower_gpu_cost_more_and_lora_less() -> None:
    job = Job()
    costs = [budget.estimate(SIZES[1], one) for one in (job, replace(job, tokens=2 * job.tokens))]
    assert costs[1].money == pytest.approx(2 * costs[0].money)
    lora = budget.estimate(SIZES[1], replace(job, is_lora=True))
    assert lora.gpu_hours == pytest.approx(costs[0].gpu_hours * 4 / 6)
    assert lora.memory < costs[0].memory * 0.6


def test_a_model_that_one_gpu_cannot_hold_asks_for_more() -> None:
    gpus = [budget.estimate(size, Job()).gpus for size in SIZES]
    assert gpus == sorted(gpus)
    assert gpus[0] == 1
    assert gpus[2] > 1


def test_fewer_rows_of_the_vocabulary_take_less_of_all() -> None:
    whole = budget.estimate(SIZES[0], Job())
    trimmed = budget.estimate(replace(SIZES[0], rows=65_536), Job())
    assert trimmed.gpu_hours < whole.gpu_hours
    assert trimmed.memory < whole.memory


def test_the_table_has_a_line_for_each_size() -> None:
    lines = budget.table(Job()).splitlines()
    assert len(lines) == 2 + len(SIZES)
    assert all(line.count("|") == lines[0].count("|") for line in lines)
