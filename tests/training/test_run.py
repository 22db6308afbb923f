"""The folder of a stage: taken by one run at a time, whole or not there, and gone on with after a stop."""

import dataclasses
import errno
import json
import os
import resource
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("pydantic", reason="the training's libraries are not installed")

from soro_training import config, run
from soro_training.corpus.table import CorpusTable
from soro_training.errors import Fault, TrainingError
from soro_training.evaluation.table import EvaluateTable
from soro_training.run import Run


def a_config(tmp_path: Path, extra: str = "") -> config.Config:
    file = tmp_path / "run.toml"
    file.write_text(f'[run]\nname = "x"\nfolder = "{tmp_path}/out"\nseed = 3\n[corpus]\n{extra}', "utf-8")
    return config.load(file, ("corpus", "sft"))


def quiet(_text: str) -> None:
    pass


def test_a_finished_stage_records_what_one_needs_to_do_it_again(tmp_path: Path) -> None:
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        at.metric(loss=1.5)
        at.finish(documents=2)
    record = run.read_record(at.folder)
    assert (record["state"], record["seed"], record["summary"]) == ("done", 3, {"documents": 2})
    assert {"commit", "versions", "config", "wall_seconds", "peak_memory_bytes"} <= set(record)
    (line,) = (at.folder / run.METRICS).read_text("utf-8").splitlines()
    assert json.loads(line)["loss"] == 1.5


def test_a_finished_stage_is_found_done(tmp_path: Path) -> None:
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        at.finish()
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        assert at.done
    with Run(a_config(tmp_path), "corpus", again=True, say=quiet) as at:
        assert not at.done


def test_a_stopped_stage_keeps_what_it_wrote_and_is_not_done(tmp_path: Path) -> None:
    def stopped_half_way() -> None:
        with Run(a_config(tmp_path), "corpus", say=quiet) as at:
            (at.folder / "half.txt").write_text("x")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped_half_way()
    assert run.read_record(tmp_path / "out" / "corpus")["state"] == "stopped"
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        assert not at.done
        assert (at.folder / "half.txt").exists()


def test_a_folder_of_another_config_is_left_as_it_is(tmp_path: Path) -> None:
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        at.finish()
    with pytest.raises(TrainingError) as refused, Run(a_config(tmp_path, "words = 1\n"), "corpus"):
        pass
    assert refused.value.fault is Fault.CONFIG_CHANGED
    assert run.read_record(at.folder)["state"] == "done"


def test_a_key_that_cannot_change_the_result_may_be_another_one_when_a_stage_goes_on(tmp_path: Path) -> None:
    with Run(a_config(tmp_path, "words = 1\n"), "corpus", say=quiet, free=CorpusTable.FREE) as at:
        at.finish()
    more = 'words = 1\nworkers = 8\nexecutor = "slurm"\n[corpus.slurm]\npartition = "cpu"\n'
    with Run(a_config(tmp_path, more), "corpus", say=quiet, free=CorpusTable.FREE) as at:
        assert at.done
    other = a_config(tmp_path, more.replace("words = 1", "words = 2"))
    with pytest.raises(TrainingError) as refused, Run(other, "corpus", free=CorpusTable.FREE):
        pass
    assert refused.value.fault is Fault.CONFIG_CHANGED


@pytest.mark.parametrize("table", [CorpusTable, EvaluateTable])
def test_the_keys_that_are_free_are_keys(table: type[CorpusTable | EvaluateTable]) -> None:
    assert {field.name for field in dataclasses.fields(table)} >= table.FREE


def test_a_folder_with_somebodys_files_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "out" / "corpus").mkdir(parents=True)
    (tmp_path / "out" / "corpus" / "mine.txt").write_text("x")
    for again in (False, True):
        with pytest.raises(TrainingError) as refused:
            Run(a_config(tmp_path), "corpus", again=again).__enter__()
        assert refused.value.fault is Fault.FOLDER_FOREIGN
    assert (tmp_path / "out" / "corpus" / "mine.txt").exists()


def test_a_stage_whose_input_was_made_anew_says_so(tmp_path: Path) -> None:
    def corpus(*, again: bool) -> None:
        with Run(a_config(tmp_path), "corpus", again=again, say=quiet) as at:
            at.finish()

    corpus(again=False)
    with Run(a_config(tmp_path), "sft", say=quiet) as at:
        at.earlier("corpus")
        at.finish()
    with Run(a_config(tmp_path), "sft", say=quiet) as at:
        assert at.done
    corpus(again=True)
    with pytest.raises(TrainingError) as refused:
        Run(a_config(tmp_path), "sft", say=quiet).__enter__()
    assert (refused.value.fault, refused.value.data["stage"]) == (Fault.INPUT_CHANGED, "corpus")
    with Run(a_config(tmp_path), "sft", again=True, say=quiet) as at:
        at.earlier("corpus")
        at.finish()


def test_a_disk_that_is_full_at_the_first_record_leaves_a_folder_to_go_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(run.os, "fsync", full)
        with pytest.raises(TrainingError) as refused:
            Run(a_config(tmp_path), "corpus", say=quiet).__enter__()
    assert refused.value.fault is Fault.DISK_FULL
    assert not list((tmp_path / "out" / "corpus").iterdir())
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        at.finish()


def test_a_start_that_was_killed_at_its_first_record_can_be_repeated(tmp_path: Path) -> None:
    (tmp_path / "out" / "corpus").mkdir(parents=True)
    (tmp_path / "out" / "corpus" / "run.json.part").write_bytes(b"{")
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        at.finish()
    assert at.done


def test_a_kill_while_a_folder_is_thrown_away_leaves_none_that_looks_foreign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        (at.folder / "large.bin").write_bytes(b"x")
        at.finish()
    old = at.folder.with_name(".corpus.old")

    def killed(path: Path, **_how: object) -> None:
        if path.exists():
            (path / run.RECORD).unlink()
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run.shutil, "rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            Run(a_config(tmp_path), "corpus", again=True, say=quiet).__enter__()
    assert (old / "large.bin").exists()
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        assert not at.done
        assert not old.exists()


def test_time_and_memory_of_a_killed_start_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "RECORD_SECONDS", 0.0)
    monkeypatch.setattr(run, "_peak_memory", lambda: 5000)
    with Run(a_config(tmp_path), "corpus", say=quiet) as killed:
        time.sleep(0.05)
        killed.progress(1, 1)
        record = (killed.folder / run.RECORD).read_bytes()
        killed.finish()
    (killed.folder / run.RECORD).write_bytes(record)
    monkeypatch.setattr(run, "_peak_memory", lambda: 3000)
    with Run(a_config(tmp_path), "corpus", say=quiet) as at:
        at.finish()
    found = run.read_record(at.folder)
    assert found["wall_seconds"] >= 0.05
    assert found["peak_memory_bytes"] == 5000


@pytest.mark.parametrize(("platform", "factor"), [("linux", 1024), ("darwin", 1)])
def test_the_peak_of_the_memory_is_in_bytes_and_of_the_largest_process(
    monkeypatch: pytest.MonkeyPatch, platform: str, factor: int
) -> None:
    peaks = {resource.RUSAGE_SELF: 20, resource.RUSAGE_CHILDREN: 30}
    monkeypatch.setattr(run.resource, "getrusage", lambda whose: SimpleNamespace(ru_maxrss=peaks[whose]))
    monkeypatch.setattr(run.sys, "platform", platform)
    assert run._peak_memory() == 30 * factor


def test_an_error_of_a_library_that_speaks_of_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused, Run(a_config(tmp_path), "corpus", say=quiet):
        raise RuntimeError("I/O error: No space left on device (os error 28)")
    assert refused.value.fault is Fault.DISK_FULL


def test_a_stage_notices_that_the_input_of_its_input_was_made_anew(tmp_path: Path) -> None:
    def stage(name: str, *earlier: str, again: bool = False) -> None:
        with Run(a_config(tmp_path), name, again=again, say=quiet) as at:
            for one in earlier:
                at.earlier(one)
            at.finish()

    stage("corpus")
    stage("tokenizer", "corpus")
    stage("sft", "tokenizer")
    stage("corpus", again=True)
    for again in (False, True):
        with pytest.raises(TrainingError) as refused:
            stage("sft", "corpus", "tokenizer", again=again)
        assert (refused.value.fault, refused.value.data["stage"]) == (Fault.INPUT_CHANGED, "corpus")
        assert str(refused.value.data["path"]).endswith("tokenizer")
    stage("tokenizer", "corpus", again=True)
    stage("sft", "tokenizer", again=True)


def test_two_runs_in_one_folder_are_told(tmp_path: Path) -> None:
    with Run(a_config(tmp_path), "corpus", say=quiet), pytest.raises(TrainingError) as refused:
        Run(a_config(tmp_path), "corpus", say=quiet).__enter__()
    assert refused.value.fault is Fault.FOLDER_IN_USE


def test_a_file_in_the_folders_place_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    with pytest.raises(TrainingError) as refused:
        Run(a_config(tmp_path), "corpus", say=quiet).__enter__()
    assert refused.value.fault is Fault.FOLDER_IS_FILE


def test_a_full_disk_is_told_and_the_stage_is_not_done(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused, Run(a_config(tmp_path), "corpus", say=quiet) as at:
        raise OSError(errno.ENOSPC, "no space")
    assert refused.value.fault is Fault.DISK_FULL
    assert run.read_record(at.folder)["state"] == "stopped"


def test_an_earlier_stage_must_be_done(tmp_path: Path) -> None:
    with Run(a_config(tmp_path), "sft", say=quiet) as at, pytest.raises(TrainingError) as refused:
        at.earlier("corpus")
    assert refused.value.data["stage"] == "corpus"


def test_a_folder_is_whole_or_not_there(tmp_path: Path) -> None:
    def broken_half_way() -> None:
        with run.whole_folder(tmp_path / "a") as part:
            (part / "x").write_text("1")
            raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        broken_half_way()
    assert not list(tmp_path.iterdir())
    with run.whole_folder(tmp_path / "a") as part:
        (part / "x").write_text("1")
    assert (tmp_path / "a" / "x").read_text() == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_progress_tells_how_long_it_will_take(tmp_path: Path) -> None:
    said: list[str] = []
    with Run(a_config(tmp_path), "corpus", say=said.append) as at:
        at.progress(10, 10, "documents")
        at.progress(10, 10, "documents", since=10)
    assert said == ["corpus: documents 100 %, about 0 s left", "corpus: documents 100 %"]


def test_the_mark_of_a_file_changes_with_its_size_and_its_time(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    os.utime(file, ns=(0, 5))
    assert run.file_mark(file) == "4 5"
    os.utime(file, ns=(0, 6))
    assert run.file_mark(file) == "4 6"
    file.write_bytes(b"GGUF!")
    os.utime(file, ns=(0, 6))
    assert run.file_mark(file) == "5 6"
