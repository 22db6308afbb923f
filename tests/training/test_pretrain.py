"""Continual pretraining: which documents are read how often, what is replayed, what is measured."""

import gc
import hashlib
import json
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

from tests.training import study

from soro_training import checkpoint, packing, pretrain, run
from soro_training.chat import Encoder
from soro_training.errors import Fault, TrainingError
from soro_training.packing import Text
from soro_training.pretrain import PretrainTable
from soro_training.run import Run

TABLES = "[pretrain]\nsteps = 1\nbatch_size = 1\nsequence_length = 64\n"


def trained(config: Any) -> Path:
    with Run(config, "pretrain", say=study.quiet) as at:
        pretrain.run(at)
    return Path(at.folder)


def add(file: Path, **document: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(document, ensure_ascii=False) + "\n")


def read_again(folder: Path) -> str:
    """The text of the rows in a folder."""
    ids = np.fromfile(folder / "ids.bin", np.uint32).tolist()
    return str(study.a_checkpoint().tokenizer.decode(ids))


def test_a_document_is_read_as_often_as_its_weight_says() -> None:
    documents = [{"id": str(number), "text": str(number), "weight": 1.25} for number in range(400)]
    first, second = taken(documents)
    assert first == [one["text"] for one in documents]
    assert len(second) == pytest.approx(100, abs=30)
    assert taken(documents) == [first, second]
    assert taken([{"id": "1", "text": "no", "weight": 0.0}]) == []


def taken(some: list[dict[str, Any]]) -> list[list[str]]:
    return [list(texts) for texts in pretrain.turns(lambda: some, seed=1)]


def test_no_row_holds_a_text_twice(tmp_path: Path) -> None:
    config = study.a_study(tmp_path, TABLES.replace("64", "512"), documents=0)
    texts = [study.sentence(number) for number in range(5)]
    for number, text in enumerate(texts):
        add(tmp_path / "corpus/train/a.jsonl", id=str(number), text=text, weight=3.0 if number % 2 else 1.5)
    rows = np.fromfile(trained(config) / "rows-a/ids.bin", np.uint32).reshape(-1, 512)
    read = [study.a_checkpoint().tokenizer.decode(row) for row in rows]
    found = np.array([[one.count(text) for text in texts] for one in read])
    assert found.max() == 1
    assert found.sum(axis=0)[1::2].tolist() == [3, 3]


def test_each_language_is_measured_and_tajik_judges(tmp_path: Path) -> None:
    config = study.a_study(tmp_path, TABLES)
    add(tmp_path / "corpus/heldout/b.jsonl", id="e", text="A sentence in English.", language="en")
    summary = run.read_record(trained(config))["summary"]
    assert set(summary["by_text"]["after"]) == {"en", "tg"}
    assert summary["bits_per_byte"] == summary["by_text"]["after"]["tg"]


def test_no_more_is_made_tokens_than_is_measured() -> None:
    read = []

    def texts() -> Iterator[Text]:
        for number in range(1000):
            read.append(number)
            yield Text([1] * 30, [True] * 30, 1)

    rows = pretrain.measured(texts(), PretrainTable(evaluation_tokens=100, sequence_length=64))
    assert rows.size == 3
    assert len(read) < 100


def test_held_out_documents_come_in_the_order_of_their_hashes_whatever_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [study.sentence(number) for number in range(90)]
    for number, text in enumerate(texts):
        add(tmp_path / f"{number % 7}.jsonl", text=text, language="tg" if number % 3 else "ru")
    monkeypatch.setattr(pretrain, "TOO_LONG", 2)
    settings = PretrainTable(evaluation_tokens=200, sequence_length=64)
    encoder = Encoder(study.a_checkpoint())
    heldout = pretrain._heldout(encoder, tmp_path, settings)
    assert list(heldout) == ["ru", "tg"]
    for language, rest in (("tg", (1, 2)), ("ru", (0,))):
        some = [text for number, text in enumerate(texts) if number % 3 in rest]
        some.sort(key=lambda text: hashlib.sha256(text.encode()).hexdigest())
        expected = pretrain.measured(encoder.documents(some), settings)
        assert held(heldout[language]) == held(expected)


def held(rows: packing.Rows) -> list[list[int]]:
    return [rows.row(at)[0].tolist() for at in range(len(rows))]


def test_of_held_out_documents_no_more_are_kept_than_can_be_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(200):
        add(tmp_path / f"{number % 4}.jsonl", text=study.sentence(number), language="tg")
    kept: list[list[pretrain.Place]] = []
    monkeypatch.setattr(pretrain, "_texts_at", lambda places: kept.append(places) or iter(()))
    settings = PretrainTable(evaluation_tokens=20, sequence_length=64)
    pretrain._heldout(Encoder(study.a_checkpoint()), tmp_path, settings)
    assert [len(places) for places in kept] == [20 + pretrain.TOO_LONG]


def test_while_it_learns_there_is_one_model_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[weakref.ref[Any]] = []
    load = checkpoint.load

    def watched(folder: Path) -> checkpoint.Checkpoint:
        found = load(folder)
        loaded.append(weakref.ref(found.model))
        return found

    def stop(*_arguments: object) -> None:
        gc.collect()
        assert [one() for one in loaded] == [None]
        raise KeyboardInterrupt

    monkeypatch.setattr(checkpoint, "load", watched)
    monkeypatch.setattr(pretrain.loop, "train", stop)
    with pytest.raises(KeyboardInterrupt):
        trained(study.a_study(tmp_path, TABLES))


def test_english_of_the_corpus_is_replayed_apart(tmp_path: Path) -> None:
    config = study.a_study(tmp_path, TABLES + "replay_share = 0.2\n")
    add(tmp_path / "corpus/train/a.jsonl", id="e", text="A sentence in English. " * 9, language="en")
    folder = trained(config)
    assert "English" not in read_again(folder / "rows-a")
    assert read_again(folder / "replay-a").count("English") == 9


def test_without_a_share_english_is_read_with_the_rest(tmp_path: Path) -> None:
    config = study.a_study(tmp_path, TABLES)
    add(tmp_path / "corpus/train/a.jsonl", id="e", text="A sentence in English.", language="en")
    folder = trained(config)
    assert "English" in read_again(folder / "rows-a")
    assert not list(folder.glob("replay-*"))


def test_texts_that_passed_no_gate_of_the_corpus_cannot_be_replayed(tmp_path: Path) -> None:
    add(tmp_path / "english/one.jsonl", text="Replayed. " * 20)
    tables = f"{TABLES}replay_share = 0.2\nreplay = {json.dumps(str(tmp_path / 'english'))}\n"
    with pytest.raises(TrainingError) as caught:
        trained(study.a_study(tmp_path, tables))
    assert (caught.value.fault, caught.value.data["key"]) == (Fault.CONFIG_KEY_UNKNOWN, "pretrain.replay")


def test_a_line_that_is_no_document_is_named(tmp_path: Path) -> None:
    config = study.a_study(tmp_path, TABLES, documents=3)
    with (tmp_path / "corpus/train/a.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"id": "x"}\n')
    with pytest.raises(TrainingError) as caught:
        trained(config)
    assert (caught.value.fault, caught.value.data["line"]) == (Fault.FILE_DAMAGED, 4)


def test_a_corpus_that_is_not_done_ends_in_its_fault(tmp_path: Path) -> None:
    config = study.a_study(tmp_path, TABLES)
    (tmp_path / "corpus" / run.RECORD).unlink()
    with pytest.raises(TrainingError) as caught:
        trained(config)
    assert caught.value.fault is Fault.STAGE_NOT_DONE


def test_another_process_of_the_same_training_leaves_the_folder_to_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = study.a_study(tmp_path, TABLES)
    with Run(config, "pretrain", say=study.quiet) as first:
        monkeypatch.setenv("RANK", "1")
        with Run(config, "pretrain") as second:
            assert (first.is_first, second.is_first, second.done) == (True, False, False)
        assert run.read_record(first.folder)["state"] == "running"
