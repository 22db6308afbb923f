"""The stage `tokenizer` on tiny models: from scratch, from a GGUF, after a kill, and refused."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")
pytest.importorskip("transformers", reason="the training's libraries are not installed")

import torch
import transformers
from tests.training import tiny
from tests.training.vocabulary.gemma import TEXTS, by_llama

from soro_training import checkpoint
from soro_training.config import BaseTable
from soro_training.errors import Fault, TrainingError
from soro_training.export.converter import convert
from soro_training.messages import sentence_for
from soro_training.run import Run
from soro_training.vocabulary import stage
from soro_training.vocabulary.embedding import change_rows

SCRATCH = "[tokenizer]\nvocabulary = 900\nleast = 2\n"
TRIMMED = "[tokenizer]\nsize = 640\nadded = 40\nleast = 3\n"


def run(folder: Path, tables: str, base: str = "") -> Path:
    """Run the stage on the tiny corpus; its folder."""
    folder.mkdir(exist_ok=True)
    made = tiny.a_config(folder, tables, base)
    tiny.a_corpus(made)
    with Run(made, "tokenizer", say=tiny.quiet) as at:
        if not at.done:
            stage.run(at)
    return at.folder


@pytest.mark.parametrize(
    "line", ["size = -1", "added = -1", "least = 0", "share = -0.1", "share = nan", "vocabulary = 0"]
)
def test_a_number_out_of_its_bounds_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    made = tiny.a_config(tmp_path, f"[tokenizer]\n{line}\n")
    with pytest.raises(TrainingError) as refused:
        made.stage("tokenizer", stage.TokenizerTable)
    assert refused.value.fault is Fault.CONFIG_VALUE_WRONG
    assert refused.value.data["key"] == f"tokenizer.{line.split()[0]}"


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def from_gguf(path: Path) -> str:
    return f'kind = "gguf"\nsource = "{path}"'


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run(tmp_path_factory.mktemp("scratch"), SCRATCH)


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory, tiny_gguf: Path) -> Path:
    return run(tmp_path_factory.mktemp("changed"), TRIMMED, from_gguf(tiny_gguf))


def test_a_model_from_scratch_gets_a_vocabulary_of_its_corpus(scratch: Path) -> None:
    made = checkpoint.load(scratch / stage.FOLDER)
    report = json.loads((scratch / stage.REPORT).read_text("utf-8"))
    assert len(made.pieces) == made.model.config.vocab_size == report["vocabulary"]["after"] <= 900
    assert {"▁ва", "▁дараҷа"} <= {piece.text for piece in made.pieces}
    tajik = report["fertility"]["tg"]
    assert tajik["tokens_a_word"] < 0.4 * tajik["tokens_a_word_before"]
    assert made.tokenizer("Об").input_ids[0] == made.tokenizer.bos_token_id == 2


def test_the_same_config_gives_the_same_files(scratch: Path, tmp_path: Path) -> None:
    again = run(tmp_path, SCRATCH)
    assert hashes(again / stage.FOLDER) == hashes(scratch / stage.FOLDER)


def test_a_stage_that_was_killed_goes_on_to_the_same_result(scratch: Path, tmp_path: Path) -> None:
    folder = run(tmp_path, SCRATCH)
    shutil.move(folder / stage.FOLDER, folder / f"{stage.FOLDER}.part")  # as a kill in the middle leaves it
    (folder / f"{stage.FOLDER}.part" / "model.safetensors").write_bytes(b"half")
    (folder / "run.json").write_text(
        (folder / "run.json").read_text("utf-8").replace('"done"', '"running"'), "utf-8"
    )
    assert hashes(run(tmp_path, SCRATCH) / stage.FOLDER) == hashes(scratch / stage.FOLDER)


def test_a_base_is_trimmed_and_extended(changed: Path, tiny_gguf: Path) -> None:
    made, base = checkpoint.load(changed / stage.FOLDER), checkpoint.load(tiny_gguf.with_name("checkpoint"))
    record = json.loads((changed / stage.FOLDER / stage.RECORD).read_text("utf-8"))
    assert len(record["kept"]) == 640 < len(base.pieces)
    assert [base.pieces[old] for old in record["kept"]] == made.pieces[:640]
    assert [one["text"] for one in record["learned"]] == [piece.text for piece in made.pieces[640:]]
    rows, before = made.model.get_input_embeddings().weight, base.model.get_input_embeddings().weight
    assert torch.equal(rows[:640], before[record["kept"]])
    parts = {piece.text: at for at, piece in enumerate(made.pieces)}
    first = record["learned"][0]
    assert torch.allclose(rows[640], rows[[parts[text] for text in first["parts"]]].mean(dim=0), atol=1e-6)
    assert made.model.get_output_embeddings().weight is rows


def test_the_converted_gguf_cuts_texts_as_the_checkpoint_does(changed: Path, tmp_path: Path) -> None:
    convert(changed / stage.FOLDER, tmp_path / "made.gguf", "F32")
    made = checkpoint.load(changed / stage.FOLDER)
    texts = [*TEXTS.values(), *tiny.SENTENCES]
    vocabulary, tokens = by_llama(tmp_path / "made.gguf", texts)
    assert vocabulary == [piece.text for piece in made.pieces]
    assert tokens == [made.tokenizer(text, add_special_tokens=False).input_ids for text in texts]


def test_kept_rows_give_the_same_odds_as_before() -> None:
    base = tiny.tiny()
    ids = torch.tensor([base.tokenizer(tiny.SENTENCES[0]).input_ids])
    kept = sorted({0, 1, 2, 3, *ids[0].tolist()})
    before = base.model(ids).logits[..., kept]
    change_rows(base.model, kept, [])
    places = torch.tensor([[kept.index(token) for token in ids[0].tolist()]])
    assert torch.allclose(base.model(places).logits, before, atol=1e-5)


def test_an_untied_head_changes_like_the_embedding(tmp_path: Path) -> None:
    made = tiny.tiny()
    model: Any = made.model
    model.config.tie_word_embeddings = False
    model.lm_head.weight = torch.nn.Parameter(torch.randn_like(model.lm_head.weight))
    head = model.lm_head.weight.detach().clone()
    change_rows(model, [0, 5, 7], [[1, 2]])
    assert torch.equal(model.lm_head.weight[:3], head[[0, 5, 7]])
    assert torch.allclose(model.lm_head.weight[3], head[[5, 7]].mean(dim=0))
    model.save_pretrained(tmp_path)
    again = type(model).from_pretrained(tmp_path)
    assert torch.equal(again.lm_head.weight, model.lm_head.weight)
    assert not torch.equal(again.lm_head.weight, again.get_input_embeddings().weight)


def refusal(folder: Path, tables: str, base: str = "") -> TrainingError:
    with pytest.raises(TrainingError) as refused:
        run(folder, tables, base)
    assert sentence_for(refused.value)
    assert not (folder / "run" / "tokenizer" / stage.FOLDER).exists()
    return refused.value


def test_a_size_without_room_is_refused(tmp_path: Path, tiny_gguf: Path) -> None:
    assert refusal(tmp_path, "[tokenizer]\nvocabulary = 300\n").fault is Fault.VOCABULARY_TOO_SMALL
    error = refusal(tmp_path / "b", "[tokenizer]\nsize = 300\n", from_gguf(tiny_gguf))
    assert error.fault is Fault.VOCABULARY_TOO_SMALL


def test_a_base_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, TRIMMED, 'kind = "gguf"\nsource = "no.gguf"').fault is Fault.FILE_MISSING
    assert refusal(tmp_path / "b", TRIMMED, 'kind = "folder"\nsource = "no"').fault is Fault.FILE_MISSING


def test_texts_that_are_not_there_or_broken_are_refused(tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_bytes("Вода".encode("cp1251"))
    tables = "[tokenizer.texts]\nru = ['{}']\n"
    assert refusal(tmp_path, tables.format(tmp_path / "no.txt")).fault is Fault.FILE_MISSING
    assert refusal(tmp_path / "b", tables.format(tmp_path / "ru.txt")).fault is Fault.FILE_DAMAGED


def test_a_corpus_line_that_is_no_document_is_told_with_its_number(tmp_path: Path) -> None:
    made = tiny.a_config(tmp_path, SCRATCH)
    with (tiny.a_corpus(made) / "train" / "00000.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"id": 1}\n')
    with pytest.raises(TrainingError) as refused, Run(made, "tokenizer", say=tiny.quiet) as at:
        stage.run(at)
    assert refused.value.fault is Fault.FILE_DAMAGED
    assert refused.value.data["line"] == 4 * len(tiny.SENTENCES) + 1


def test_texts_of_the_config_are_measured(tmp_path: Path) -> None:
    (tmp_path / "ru.txt").write_text("Вода кипит при ста градусах.\n" * 3, "utf-8")
    folder = run(tmp_path, f"{SCRATCH}[tokenizer.texts]\nru = ['{tmp_path / 'ru.txt'}']\n")
    assert json.loads((folder / stage.REPORT).read_text("utf-8"))["fertility"]["ru"]["words"] == 15


def test_a_checkpoint_of_another_kind_is_refused(tmp_path: Path) -> None:
    checkpoint.save(tiny.tiny(), tmp_path / "model")
    config = json.loads((tmp_path / "model" / "config.json").read_text("utf-8"))
    (tmp_path / "model" / "config.json").write_text(json.dumps({**config, "model_type": "llama"}), "utf-8")
    with pytest.raises(TrainingError) as refused:
        checkpoint.load_base(BaseTable(kind="folder", source=str(tmp_path / "model")), 1)
    assert refused.value.fault is Fault.CHECKPOINT_NOT_GEMMA


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.model"])
def test_a_damaged_checkpoint_is_refused(tmp_path: Path, name: str) -> None:
    checkpoint.save(tiny.tiny(), tmp_path / "model")
    (tmp_path / "model" / name).write_bytes(b"\xff{")
    with pytest.raises(TrainingError) as refused:
        checkpoint.load(tmp_path / "model")
    assert refused.value.fault is Fault.CHECKPOINT_UNREADABLE


def test_of_a_gemma_that_sees_pictures_the_language_model_is_taken(tmp_path: Path) -> None:
    made = tiny.tiny()
    eye = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 1}
    config = transformers.Gemma3Config(
        text_config=made.model.config.to_dict(),
        vision_config={**eye, "image_size": 28, "patch_size": 14},
        mm_tokens_per_image=4,
    )
    whole = transformers.Gemma3ForConditionalGeneration(config)
    whole.model.language_model.load_state_dict(made.model.model.state_dict())
    checkpoint.save(checkpoint.Checkpoint(whole, made.tokenizer, made.pieces), tmp_path / "model")
    found = checkpoint.load(tmp_path / "model")
    ids = torch.tensor([made.tokenizer(tiny.SENTENCES[0]).input_ids])
    assert torch.equal(found.model(ids).logits, made.model(ids).logits)
    checkpoint.save(found, tmp_path / "again")
    assert json.loads((tmp_path / "again" / "config.json").read_text("utf-8"))["model_type"] == "gemma3_text"
