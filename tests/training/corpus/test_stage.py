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
from tests.training.corpus.corpora import (
    NAMES,
    SHARED,
    kept,
    lines_of,
    make,
    reasons,
    rows,
    source,
    tajik,
    write_jsonl,
)

from soro_training import __main__ as main
from soro_training import config, run
from soro_training.corpus import executor, plan, project, reader
from soro_training.corpus.found import Found
from soro_training.corpus.pipeline import Phase
from soro_training.corpus.table import CorpusTable
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


def test_what_the_reader_holds_out_is_held_out_and_nothing_else_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = [Found(f"bank/{at}", tajik(at), licence="CC0", is_heldout=at % 5 == 0) for at in range(20)]
    monkeypatch.setattr(project, "read_project", lambda: iter(own))
    file = write_jsonl(tmp_path / "texts.jsonl", [tajik(number) for number in range(100, 120)])
    ours = '[[corpus.source]]\nname = "ours"\nkind = "project"\n'
    folder = make(tmp_path, source("jsonl", file) + ours, "heldout = 0.2")
    heldout = [row["id"] for row in rows(folder / "heldout")]
    assert sorted(one for one in heldout if one.startswith("ours/")) == [
        "ours/bank/0",
        "ours/bank/10",
        "ours/bank/15",
        "ours/bank/5",
    ]
    assert 0 < sum(one.startswith("texts/") for one in heldout) < 12
    (tmp_path / "alone").mkdir()
    folder = make(tmp_path / "alone", ours, "heldout = 0")
    assert len(rows(folder / "heldout")) == 4


def test_the_speeches_of_the_trial_are_a_document_each() -> None:
    trial = config.load(Path(__file__).parents[3] / "training" / "configs" / "trial-270m.toml", NAMES)
    table = trial.stage("corpus", CorpusTable)
    (speeches,) = (source for source in table.source if source.name == "speeches")
    assert speeches.kind == "text"
    folder = SHARED / "speeches"
    if not folder.exists():
        pytest.skip("the shared speeches are not on this machine")
    pieces = [plan.Piece(0, str(file)) for file in sorted(folder.glob("*.txt"))]
    found = [one for piece in pieces for one in reader.read(piece, speeches, 10 << 20)]
    assert [one.place for one in found if one.problem] == []
    assert len(found) == len(pieces) > 1


def test_a_set_of_the_evaluation_is_kept_out_and_one_on_the_hub_is_named(tmp_path: Path) -> None:
    asked = "Кадоме аз шаҳрҳои зерин пойтахти кишвари мо ба ҳисоб меравад?"
    file = write_jsonl(tmp_path / "texts.jsonl", [tajik(1), tajik(2), f"{tajik(3)} {asked}"])
    table = tmp_path / "grammar.csv"
    table.write_text(f"question,option_a,option_b,option_c,option_d,answer\n{asked},а,б,в,г,A\n", "utf-8")
    sets = f'[evaluate.sets.here]\nform = "tajlib"\npath = "{table}"\n'
    sets += '[evaluate.sets.far]\nform = "belebele"\n'
    folder = make(tmp_path, source("jsonl", file) + sets, "heldout = 0")
    assert reasons(folder) == ["benchmark_text"]
    assert run.read_record(folder)["summary"]["not_searched"] == ["far"]
    assert "which lie on the hub:\nfar." in (folder / "report.html").read_text("utf-8")


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


@pytest.mark.usefixtures("no_forkserver")
def test_a_stopped_corpus_goes_on_with_more_workers(tmp_path: Path) -> None:
    texts = [tajik(number) for number in range(20)]
    sources = source("jsonl", write_jsonl(tmp_path / "texts.jsonl", texts))
    stop_before(tmp_path, sources, "scatter")
    file = tmp_path / "run.toml"
    begun = file.read_text("utf-8")
    file.write_text(begun.replace("[corpus]\n", "[corpus]\nworkers = 2\nslurm.memory_gb = 9\n"), "utf-8")
    assert main.run(["corpus", str(file)]) == 0
    assert len(kept(tmp_path / "out" / "corpus")) == 20
    file.write_text(begun.replace("[corpus]\n", "[corpus]\nshard_mb = 2\n"), "utf-8")
    assert main.run(["corpus", str(file)]) == main.FAILED


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
