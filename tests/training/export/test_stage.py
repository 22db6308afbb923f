"""The stage `export` on a tiny model: whole, gone on with after a kill, and refused where it must be."""

import dataclasses
import json
import shutil
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

import gguf
from tests.training import tiny

from soro_training import checkpoint, run
from soro_training.errors import Fault, TrainingError
from soro_training.export import stage
from soro_training.export.choice import Row, choose
from soro_training.export.comparison import Agreement
from soro_training.llama import Scorer
from soro_training.run import Run

TABLE = """[export]
checkpoint = "tokenizer"
quantizations = ["Q8_0", "Q4_0"]
calibration_tokens = 300
measured_tokens = 120
"""


def make(folder: Path, table: str = TABLE) -> Run:
    made = tiny.a_config(folder, table)
    tiny.a_corpus(made)
    with Run(made, "tokenizer", say=tiny.quiet) as at:
        checkpoint.save(tiny.tiny(), at.folder / "checkpoint")
        at.finish()
    return Run(made, "export", say=tiny.quiet)


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with make(tmp_path_factory.mktemp("Содирот")) as at:
        record = run.read_record(at.folder) | {"commit": "of the export"}
        run.write_whole(at.folder / run.RECORD, json.dumps(record))
        at._record = record  # the corpus' record has the commit of these tests
        stage.run(at)
    return at.folder


def test_each_kind_is_written_measured_and_one_is_chosen(exported: Path) -> None:
    report = json.loads((exported / "report.json").read_text("utf-8"))
    kinds = [row["quantization"] for row in report["rows"]]
    assert kinds == ["F32", "Q8_0", "Q4_0"]
    assert {row["file"] for row in report["rows"]} == {f"tiny-{kind}.gguf" for kind in kinds}
    sizes = [row["bytes"] for row in report["rows"]]
    assert sizes == sorted(sizes, reverse=True)
    for row in report["rows"]:
        assert set(row["texts"]) == {"tg", "en", "mathematics"}
    whole, eight, four = (row["texts"]["tg"] for row in report["rows"])
    assert (whole["divergence"], whole["top1"]) == (pytest.approx(0, abs=1e-6), 1.0)
    assert 0 < eight["divergence"] < four["divergence"]
    summary = run.read_record(exported)["summary"]
    assert summary["chosen"] == f"tiny-{report['chosen']}.gguf"
    assert summary["parity"]["top1"] == 1.0


def test_the_report_can_be_read(exported: Path) -> None:
    page = (exported / "report.html").read_text("utf-8")
    assert "<svg" in page
    assert "KL mathematics" in page
    assert page.count("<tr") == 4


def test_the_files_say_what_they_are(exported: Path) -> None:
    for file in exported.glob("*.gguf"):
        reader = gguf.GGUFReader(file)
        fields = {name: reader.get_field(name).contents() for name in reader.fields}
        assert fields["general.name"] == "tiny"
        assert fields["general.languages"] == ["tg", "ru", "en"]
        assert fields["soro.corpus_sha256"] == "tiny"
        assert fields["soro.commit"] == "of the export"


def test_the_vocabulary_comes_through(exported: Path) -> None:
    made = tiny.tiny()
    with Scorer(exported / "tiny-Q8_0.gguf", context=256) as scorer:
        for text in tiny.SENTENCES:
            assert scorer.tokens(text) == list(made.tokenizer(text).input_ids)


def copy_of(exported: Path, folder: Path) -> Run:
    """The exported run in another folder, as a kill -9 leaves it near its end."""
    at = make(folder)
    shutil.copytree(exported, at.folder)
    record = json.loads((at.folder / run.RECORD).read_text("utf-8"))
    own = {"state": "running", "config_hash": at._config_hash(), "inputs": {}}
    run.write_whole(at.folder / run.RECORD, json.dumps(record | own))
    return at


def test_a_killed_export_goes_on_with_what_is_whole(exported: Path, tmp_path: Path) -> None:
    at = copy_of(exported, tmp_path)
    before = {file.name: file.stat().st_mtime_ns for file in at.folder.glob("*.gguf")}
    (at.folder / "tiny-Q4_0.gguf").unlink()
    (at.folder / "tiny-Q4_0.gguf.part").write_bytes(b"half")
    (at.folder / "measured" / "Q4_0.json").unlink()
    del before["tiny-Q4_0.gguf"]
    with at:
        assert not at.done
        stage.run(at)
    assert {name: (at.folder / name).stat().st_mtime_ns for name in before} == before
    assert (at.folder / "tiny-Q4_0.gguf").stat().st_size > 1000
    assert not list(at.folder.glob("*.part"))


def test_an_unknown_kind_is_told_before_anything_is_done(tmp_path: Path) -> None:
    at = make(tmp_path, TABLE.replace("Q4_0", "Q3_X"))
    with at, pytest.raises(TrainingError) as refused:
        stage.run(at)
    assert refused.value.fault is Fault.EXPORT_KIND_UNKNOWN
    assert not list(at.folder.glob("*.gguf"))


def test_a_conversion_that_says_something_else_is_refused(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tiny.tiny(seed=2).model
    monkeypatch.setattr(stage, "_model", lambda _folder: other)
    with copy_of(exported, tmp_path) as at, pytest.raises(TrainingError) as refused:
        stage.run(at)
    assert refused.value.fault is Fault.PARITY_LOST


def row(kind: str, size: int, perplexity: float) -> Row:
    found = Agreement(10.0, perplexity, 1.0, 0.1, 0.01, 0.9, 100)
    return Row(kind, f"{kind}.gguf", size, {"tg": found})


def test_the_smallest_file_within_the_limit_is_chosen() -> None:
    rows = [row("F32", 100, 10.0), row("Q8_0", 30, 10.1), row("Q4_K_M", 20, 10.29), row("Q4_0", 18, 11.0)]
    assert choose(rows, 1.03).quantization == "Q4_K_M"
    assert choose(rows, 1.02).quantization == "Q8_0"
    assert choose(rows, 1.0).quantization == "F32"


def test_a_row_comes_back_from_its_file() -> None:
    made = row("Q8_0", 5, 10.0)
    assert Row.from_json(json.loads(json.dumps(dataclasses.asdict(made)))) == made
