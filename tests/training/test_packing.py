"""Rows of tokens: nothing lost, nothing learnt twice, no text that sees another, an order to go on with."""

import os
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

import numpy as np
import torch
from tests.training import study

from soro_training import packing
from soro_training.objective import Objective, tensors
from soro_training.packing import IGNORED, Order, Rows, Text


def text(start: int, count: int) -> Text:
    return Text(list(range(start, start + count)), [True] * count, count)


def test_a_stream_loses_no_token_and_fills_every_row() -> None:
    rows = list(packing.stream([text(100, 7), text(200, 12), text(300, 4)], 8))
    ids = np.concatenate([ids for ids, _flags in rows])
    assert list(ids[:23]) == [*range(100, 107), *range(200, 212), *range(300, 304)]
    assert [len(ids) for ids, _flags in rows] == [8, 8, 8]


def test_what_stands_at_a_beginning_is_not_learnt() -> None:
    (row, *_rest) = packing.stream([text(100, 5), text(200, 5)], 8)
    batch = packing.batch([row])
    assert list(batch.positions[0]) == [0, 1, 2, 3, 4, 0, 1, 2]
    assert list(batch.labels[0]) == [IGNORED, 101, 102, 103, 104, IGNORED, 201, 202]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists what is open in /proc")
def test_rows_on_the_disk_keep_no_file_open(tmp_path: Path) -> None:
    made = [packing.stream([text(100 * at, 20)], 8) for at in range(1, 9)]
    open_before = len(os.listdir("/proc/self/fd"))
    rows = packing.joined(
        8, [packing.kept(tmp_path / str(at), 8, lambda one=one: one) for at, one in enumerate(made)]
    )
    read = [rows.row(index) for index in range(len(rows))]
    assert len(os.listdir("/proc/self/fd")) == open_before
    assert [int(ids[0]) for ids, _flags in read[::3]] == [100 * at for at in range(1, 9)]
    assert [list(flags) for _ids, flags in read[:1]] == [[packing.START, *[packing.LEARNT] * 7]]


def test_whole_texts_share_rows_and_one_that_is_too_long_is_left_out() -> None:
    rows = list(packing.fitted([text(100, 5), text(200, 9), text(300, 3), text(400, 4)], 8))
    held = [[int(one) for one in ids if one] for ids, _flags in rows]
    assert held == [[*range(100, 105), *range(300, 303)], [*range(400, 404)]]


def test_windows_predict_every_token_but_the_first_once() -> None:
    pieces = list(packing.windows([text(100, 20)], 8))
    rows = packing.in_memory(packing.fitted(pieces, 8), 8)
    batch = packing.batch([rows.row(index) for index in range(len(rows))])
    learnt = sorted(int(one) for one in batch.labels.ravel() if one != IGNORED)
    assert learnt == list(range(101, 120))


def test_a_text_in_a_row_is_read_as_if_it_stood_alone() -> None:
    model = study.a_checkpoint().model
    torch.manual_seed(0)
    first, second = torch.randint(10, 400, (2, 40)).tolist()
    both = packing.batch(list(packing.stream([Text(first, [True] * 40), Text(second, [True] * 40)], 80)))
    ids, positions, _labels = tensors(both, torch.device("cpu"))
    together = model(input_ids=ids, position_ids=positions, use_cache=False).logits[0, 40:]
    alone = model(input_ids=torch.tensor([second]), use_cache=False).logits[0]
    assert torch.allclose(together, alone, atol=1e-5)


def test_rows_are_made_once_and_a_half_written_folder_is_made_again(tmp_path: Path) -> None:
    made = []

    def make() -> list[tuple[packing.Ids, packing.Flags]]:
        made.append(1)
        return list(packing.stream([text(100, 30)], 8))

    (tmp_path / "rows.part").mkdir()
    for _ in range(2):
        rows = packing.kept(tmp_path / "rows", 8, make)
        assert list(rows.row(1)[0]) == list(range(108, 116))
    assert made == [1]


def test_an_epoch_holds_each_row_once_in_an_order_of_its_own() -> None:
    order = Order(numbered(50), seed=3)
    epochs = [[int(order.at(place)[0][0]) for place in range(first, first + 50)] for first in (0, 50)]
    assert [sorted(epoch) for epoch in epochs] == [list(range(1, 51))] * 2
    assert epochs[0] != epochs[1]
    assert epochs[1] == [int(Order(numbered(50), seed=3).at(place)[0][0]) for place in range(50, 100)]


def test_replayed_rows_have_their_share_and_come_one_after_another() -> None:
    order = Order(numbered(75), seed=1, replay=numbered(40, first=1000), share=0.25)
    taken = [int(order.at(place)[0][0]) for place in range(2 * order.epoch)]
    replayed = [one for one in taken if one >= 1000]
    assert (order.epoch, len(replayed)) == (100, 50)
    assert set(replayed) == set(range(1000, 1040))


def test_chunks_of_the_loss_give_the_loss_and_gradients_of_the_whole() -> None:
    rows = list(packing.stream([text(10, 60), text(80, 60)], 40))
    found = []
    for chunk in (7, 10_000):
        objective = Objective(study.a_checkpoint().model, chunk)
        nats = objective(*tensors(packing.batch(rows), torch.device("cpu")))
        nats.backward()
        found.append((nats.item(), objective.model.get_input_embeddings().weight.grad))
    assert found[0][0] == pytest.approx(found[1][0], rel=1e-5)
    assert torch.allclose(found[0][1], found[1][1], atol=1e-3)


def test_the_loss_is_that_of_transformers() -> None:
    rows = list(packing.stream([text(10, 40)], 40))
    batch = packing.batch(rows)
    model = study.a_checkpoint().model
    ids, positions, labels = tensors(batch, torch.device("cpu"))
    mean = model(input_ids=ids, labels=ids).loss.item()
    assert Objective(model, 16)(ids, positions, labels).item() / 39 == pytest.approx(mean, rel=1e-5)


def numbered(count: int, first: int = 1) -> Rows:
    """Rows that hold nothing but their number."""
    parts = [(np.full((1, 8), first + one, np.uint32), np.ones((1, 8), np.uint8)) for one in range(count)]
    return Rows(8, tuple(parts))
