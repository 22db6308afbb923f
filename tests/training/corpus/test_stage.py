"""The stage as a whole: what goes in comes out, once, in a drawn order, or is rejected by name."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

pytest.importorskip("datatrove", reason="the training's libraries are not installed")

import multiprocess.forkserver
from tests.training.corpus.corpora import kept, lines_of, make, reasons, rows, source, tajik, write_jsonl

from soro_training import run
from soro_training.corpus import executor
from soro_training.corpus.pipeline import Phase
from soro_training.errors import Fault, TrainingError


@pytest.fixture(scope="module")
def forty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of forty Tajik texts, one of them twice, one nearly so, and three that are not Tajik."""
    folder = tmp_path_factory.mktemp("forty")
    texts = [tajik(number) for number in range(40)]
    texts += [
        tajik(3),
        tajik(4).replace("санҷиш", "озмоиш"),
        *(" ".join(lines_of(name)) for name in ("ru", "ky", "uz")),
    ]
    file = write_jsonl(folder / "texts.jsonl", texts)
    return make(folder, source("jsonl", file, more='licence = "CC0"\nweight = 2'), "heldout = 0.2")


def test_every_document_is_kept_or_rejected_by_name(forty: Path) -> None:
    assert len(kept(forty)) == 40
    assert reasons(forty) == [
        "exact_duplicate",
        "language_ky",
        "language_ru",
        "language_uz",
        "near_duplicate",
    ]


def test_a_document_carries_what_the_training_asks_of_it(forty: Path) -> None:
    first = rows(forty / "train")[0]
    assert set(first) == {"id", "text", "source", "licence", "language", "weight"}
    assert (first["source"], first["licence"], first["language"], first["weight"]) == (
        "texts",
        "CC0",
        "tg",
        2.0,
    )
    assert len({row["id"] for row in kept(forty)}) == 40


def test_some_documents_are_held_out(forty: Path) -> None:
    heldout = {row["id"] for row in rows(forty / "heldout")}
    assert 0 < len(heldout) < 20
    assert not heldout & {row["id"] for row in rows(forty / "train")}


def test_the_summary_names_the_corpus_by_a_hash_of_its_texts(forty: Path) -> None:
    summary = run.read_record(forty)["summary"]
    hashes = sorted(hashlib.sha256(row["text"].encode()).digest() for row in rows(forty / "train"))
    assert summary["corpus_hash"] == hashlib.sha256(b"".join(hashes)).hexdigest()
    assert summary["documents"] == len(rows(forty / "train"))
    assert summary["licences"] == ["CC0"]


def test_the_report_shows_sources_reasons_and_letters(forty: Path) -> None:
    page = (forty / "report.html").read_text("utf-8")
    assert page.count("<svg") == 5
    assert "near_duplicate" in page
    assert "its language is “ru”" in page
    content = json.loads((forty / "report.json").read_text("utf-8"))
    assert content["figures"]["sizes"]["source:texts"]["documents"] == 40


def test_what_was_only_needed_on_the_way_is_gone(forty: Path) -> None:
    assert not (forty / "work").exists()


def test_the_same_seed_gives_the_same_files_and_another_another_order(tmp_path: Path) -> None:
    texts = [tajik(number) for number in range(12)]
    orders = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        (tmp_path / name).mkdir()
        file = write_jsonl(tmp_path / "texts.jsonl", texts)
        folder = make(tmp_path / name, source("jsonl", file), "heldout = 0", seed)
        orders.append([row["text"] for row in rows(folder / "train")])
    assert orders[0] == orders[1]
    assert orders[0] != orders[2]
    assert sorted(orders[0]) == sorted(orders[2]) == sorted(texts)


@pytest.fixture
def no_forkserver() -> Iterator[None]:
    """The process from which workers are forked outlives the stage, which ends with its own process."""
    yield
    multiprocess.forkserver._forkserver._stop()


@pytest.mark.usefixtures("no_forkserver")
def test_many_tasks_give_the_same_documents_as_one(tmp_path: Path) -> None:
    texts = [tajik(number) for number in range(30)] + [tajik(2)]
    hashes = set()
    for name, keys in (("one", ""), ("many", "shard_mb = 0.01"), ("workers", "shard_mb = 0.02\nworkers = 2")):
        (tmp_path / name).mkdir()
        file = write_jsonl(tmp_path / "texts.jsonl", texts)
        folder = make(tmp_path / name, source("jsonl", file), f"heldout = 0\n{keys}")
        assert len(kept(folder)) == 30
        hashes.add(run.read_record(folder)["summary"]["corpus_hash"])
    assert len(hashes) == 1


def test_paragraphs_of_one_stretch_are_held_out_together(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_text("\n\n".join(tajik(number) for number in range(90)), "utf-8")
    folder = make(tmp_path, source("lines", file), "heldout = 0.5")
    # Sixteen kilobytes are a stretch.
    stretches = [
        {int(row["id"].rpartition(":")[2]) >> 14 for row in rows(folder / name)}
        for name in ("train", "heldout")
    ]
    assert all(stretches)
    assert not stretches[0] & stretches[1]


def stop_before(folder: Path, sources: str, name: str) -> None:
    """Start the stage and stop it, as Ctrl-C does, when the phase `name` would begin."""
    whole = executor.run

    def stopped(phase: Phase, *others: Any) -> None:
        if phase.name == name:
            raise KeyboardInterrupt
        whole(phase, *others)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executor, "run", stopped)
        with pytest.raises(KeyboardInterrupt):
            make(folder, sources)


def test_a_stopped_corpus_goes_on_with_the_tasks_that_are_not_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [tajik(number) for number in range(20)]
    sources = source("jsonl", write_jsonl(tmp_path / "texts.jsonl", texts))
    stop_before(tmp_path, sources, "scatter")
    begun = tmp_path / "out" / "corpus" / "work" / "clean" / "00000.jsonl"
    before = begun.stat().st_mtime_ns
    monkeypatch.setattr("shutil.rmtree", lambda *_args, **_more: None)
    folder = make(tmp_path, sources)
    assert begun.stat().st_mtime_ns == before
    assert sorted(row["text"] for row in kept(folder)) == sorted(texts)


def test_a_source_that_changed_while_the_corpus_was_stopped_is_told(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "texts.jsonl", [tajik(1)])
    stop_before(tmp_path, source("jsonl", file), "read and filter")
    write_jsonl(file, [tajik(1), tajik(2)])
    with pytest.raises(TrainingError) as refused:
        make(tmp_path, source("jsonl", file))
    assert refused.value.fault is Fault.SOURCE_CHANGED


def test_a_source_of_another_text_of_the_same_length_is_told(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "texts.jsonl", [tajik(1)])
    stop_before(tmp_path, source("jsonl", file), "read and filter")
    before = file.stat()
    file.write_bytes(file.read_bytes().replace("рақами 1".encode(), "рақами 2".encode()))
    assert file.stat().st_size == before.st_size
    with pytest.raises(TrainingError) as refused:
        make(tmp_path, source("jsonl", file))
    assert (refused.value.fault, refused.value.data["path"]) == (Fault.SOURCE_CHANGED, str(file))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    make(tmp_path, source("jsonl", file))  # as a copy that keeps its time would be


def test_a_corpus_killed_at_any_moment_ends_as_one_that_never_was(tmp_path: Path) -> None:
    texts = [tajik(number) for number in range(60)]
    file = write_jsonl(tmp_path / "texts.jsonl", texts)
    whole = make(tmp_path, source("jsonl", file), "shard_mb = 0.02")
    config = tmp_path / "killed.toml"
    config.write_text((tmp_path / "run.toml").read_text("utf-8").replace("/out", "/killed"), "utf-8")
    command = [sys.executable, "-m", "soro_training", "corpus", str(config)]
    clean = tmp_path / "killed" / "corpus" / "work" / "clean"
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while child.poll() is None and not list(clean.glob("0000[1-9].jsonl")):
        time.sleep(0.01)  # in the middle of the second task
    child.kill()
    assert child.wait() == -signal.SIGKILL
    assert not [one for one in psutil.process_iter(["cmdline"]) if str(config) in (one.info["cmdline"] or [])]
    assert subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
    for name in ("train", "heldout", "rejected"):
        assert contents(tmp_path / "killed" / "corpus" / name) == contents(whole / name)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*")}
