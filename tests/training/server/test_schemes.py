"""Server checkpoints: asked for and scored rightly; really made where llmcompressor is there."""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

import torch
import transformers
from tests.training import tiny

from soro_training import checkpoint
from soro_training.errors import Fault, TrainingError
from soro_training.server import compress, environment, schemes

STAND_IN = """
import json, pathlib, sys
job = json.loads(sys.argv[1])
if job["scheme"] == "W4A16":
    sys.exit("ValueError: no such layer")
if job["target"]:
    pathlib.Path(job["target"], "model.safetensors").write_bytes(b"weights")
pathlib.Path(job["answer"]).write_text(json.dumps({"perplexity": 2.0, "tokens": job["tokens"]}))
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A tiny checkpoint and a corpus of its sentences."""
    folder = tmp_path_factory.mktemp("Сервер")
    checkpoint.save(tiny.tiny(), folder / "checkpoint")
    return folder / "checkpoint", tiny.a_corpus(tiny.a_config(folder))


def job(source: tuple[Path, Path], **changed: object) -> compress.Job:
    made, corpus = source
    content = {"checkpoint": str(made), "target": "", "scheme": "", "texts": str(corpus / "heldout"),
               "tokens": 1000, "length": 16, "answer": ""}  # fmt: skip
    return compress.Job(**(content | changed))  # type: ignore[typeddict-item]


def test_a_scheme_that_is_none_is_told_before_anything_is_made(
    source: tuple[Path, Path], tmp_path: Path
) -> None:
    with pytest.raises(TrainingError) as caught:
        schemes.make(*source, tmp_path / "server", ("FP8", "INT3"), tiny.quiet)
    assert (caught.value.fault, caught.value.data["scheme"]) == (Fault.SERVER_SCHEME_UNKNOWN, "INT3")
    assert not (tmp_path / "server").exists()


def test_no_schemes_need_no_environment(source: tuple[Path, Path], tmp_path: Path) -> None:
    assert schemes.make(*source, tmp_path / "server", (), tiny.quiet) == {}


def test_a_corpus_without_tajik_is_told(source: tuple[Path, Path], tmp_path: Path) -> None:
    made, _corpus = source
    (tmp_path / "train").mkdir()
    row = {"text": "Water boils.", "language": "en"}
    (tmp_path / "train" / "0.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(TrainingError) as caught:
        schemes.make(made, tmp_path, tmp_path / "server", ("FP8",), tiny.quiet)
    assert caught.value.fault is Fault.CORPUS_EMPTY


def test_a_corpus_with_a_damaged_line_is_told(source: tuple[Path, Path], tmp_path: Path) -> None:
    made, _corpus = source
    (tmp_path / "train").mkdir()
    (tmp_path / "train" / "0.jsonl").write_text('{"text": "Об", "langu', encoding="utf-8")
    with pytest.raises(TrainingError) as caught:
        schemes.make(made, tmp_path, tmp_path / "server", ("FP8",), tiny.quiet)
    assert (caught.value.fault, caught.value.data["line"]) == (Fault.FILE_DAMAGED, 1)


def test_what_is_finished_is_not_made_again_and_a_failure_leaves_nothing_half_made(
    source: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "script.py"
    script.write_text(STAND_IN, encoding="utf-8")
    monkeypatch.setattr(schemes, "SCRIPT", script)
    monkeypatch.setattr(environment, "python", lambda: Path(sys.executable))
    monkeypatch.setattr(environment, "make", lambda: Path(sys.executable))
    target = tmp_path / "server"
    with pytest.raises(TrainingError) as caught:
        schemes.make(*source, target, ("FP8", "W4A16"), tiny.quiet)
    assert caught.value.fault is Fault.COMPRESSION_FAILED
    assert caught.value.data["detail"] == "ValueError: no such layer"
    assert sorted(path.name for path in target.iterdir()) == ["FP8", "source.json"]
    script.write_text("raise SystemExit('asked again')", encoding="utf-8")
    found = schemes.make(*source, target, ("FP8",), tiny.quiet)
    assert found["FP8"]["bytes"] == len(b"weights")
    assert found["source"] == {"perplexity": 2.0, "tokens": schemes.MEASURED_TOKENS}


def test_windows_hold_the_first_tajik_tokens_each_after_the_begin_token(source: tuple[Path, Path]) -> None:
    tokenizer = checkpoint.load(source[0]).tokenizer
    rows = list(compress.windows(tokenizer, job(source, tokens=40)))
    ids = [one for text in tiny.SENTENCES[:2] for one in tokenizer(text, add_special_tokens=False).input_ids]
    assert {row[0] for row in rows} == {tokenizer.bos_token_id}
    assert [one for row in rows for one in row[1:]] == ids[:40]
    assert all(len(row) == 16 for row in rows[:-1])


@pytest.fixture
def no_bars() -> Iterator[None]:
    """The bar of transformers' loading would leave a thread behind."""
    transformers.utils.logging.disable_progress_bar()
    yield
    transformers.utils.logging.enable_progress_bar()


@pytest.mark.usefixtures("no_bars")
def test_the_score_is_the_mean_loss_of_each_token_after_the_first(source: tuple[Path, Path]) -> None:
    made = checkpoint.load(source[0])
    found = compress.score(job(source))
    losses: list[float] = []
    for row in compress.windows(made.tokenizer, job(source)):
        with torch.inference_mode():
            odds = made.model(torch.tensor([row])).logits[0].log_softmax(-1)
        losses += [-odds[at, token].item() for at, token in enumerate(row[1:])]
    assert found["tokens"] == len(losses)
    assert found["perplexity"] == pytest.approx(math.exp(sum(losses) / len(losses)), rel=1e-4)
    size = sum(len(text.encode("utf-8")) for text in tiny.SENTENCES[:2])
    assert found["bits_per_byte"] == pytest.approx(sum(losses) / math.log(2) / size, rel=1e-4)


@pytest.mark.skipif(
    environment.python() is None,
    reason='llmcompressor\'s environment (1.5 GB) is not there; an export with server = ["FP8"] makes it',
)
@pytest.mark.timeout(1200)
def test_both_schemes_are_made_loaded_again_and_scored(
    source: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schemes, "CALIBRATION_TOKENS", 300)
    found = schemes.make(*source, tmp_path / "server", schemes.SCHEMES, tiny.quiet)
    assert (found["FP8"]["method"], found["W4A16"]["method"]) == ("FP8_DYNAMIC", "GPTQ")
    assert found["W4A16"]["group"] == 64, "128 does not divide this model's 64 columns"
    assert 300 <= found["W4A16"]["calibration_tokens"] < 310
    for scheme in schemes.SCHEMES:
        assert found[scheme]["perplexity"] == pytest.approx(found["source"]["perplexity"], rel=0.1)
        written = json.loads((tmp_path / "server" / scheme / "config.json").read_text("utf-8"))
        assert written["quantization_config"]["quant_method"] == "compressed-tensors"
        for file in ("tokenizer.json", "tokenizer.model"):
            assert (tmp_path / "server" / scheme / file).read_bytes() == (source[0] / file).read_bytes()
    assert found["W4A16"]["bytes"] < found["FP8"]["bytes"]
