"""Shards: what llama-gguf-split would have written, and the same model to the last bit."""

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

import gguf
import numpy as np

from soro_training.llama import Scorer
from soro_training.release import shards

LIMIT = 200_000


@pytest.fixture(scope="module")
def split(exported: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Path]]:
    source = exported / "export" / "tiny-Q8_0.gguf"
    return source, shards.write(source, tmp_path_factory.mktemp("Пораҳо"), "tiny-Q8_0", LIMIT, {})


def test_shards_are_named_and_numbered_as_llama_cpp_wants(split: tuple[Path, list[Path]]) -> None:
    source, files = split
    count = len(files)
    assert [file.name for file in files] == [
        f"tiny-Q8_0-{number:05}-of-{count:05}.gguf" for number in range(1, count + 1)
    ]
    whole = gguf.GGUFReader(source)
    for number, file in enumerate(files):
        read = gguf.GGUFReader(file)
        values = {key: read.get_field(key) for key in ("split.no", "split.count", "split.tensors.count")}
        assert [field.contents() for field in values.values()] == [number, count, len(whole.tensors)]
        kinds = [field.types[0] for field in values.values()]
        assert kinds == [gguf.GGUFValueType.UINT16, gguf.GGUFValueType.UINT16, gguf.GGUFValueType.INT32]
        assert file.stat().st_size <= LIMIT
        assert (read.get_field("tokenizer.ggml.tokens") is not None) == (number == 0)


def test_shards_hold_every_tensor_and_all_metadata(split: tuple[Path, list[Path]]) -> None:
    source, files = split
    whole = gguf.GGUFReader(source)
    found = [tensor for file in files for tensor in gguf.GGUFReader(file).tensors]
    assert [tensor.name for tensor in found] == [tensor.name for tensor in whole.tensors]
    for ours, theirs in zip(found, whole.tensors, strict=True):
        assert ours.tensor_type == theirs.tensor_type
        assert np.array_equal(ours.data, theirs.data)
    first = gguf.GGUFReader(files[0])
    for key, field in whole.fields.items():
        if not key.startswith("GGUF."):
            assert first.get_field(key).contents() == field.contents(), key


def test_a_model_in_shards_says_what_the_whole_one_says(split: tuple[Path, list[Path]]) -> None:
    source, files = split
    with Scorer(source, context=256, threads=1) as whole, Scorer(files[0], context=256, threads=1) as parts:
        tokens = whole.tokens("Қувва чист? Об дар дарё аст.")
        assert parts.tokens("Қувва чист? Об дар дарё аст.") == tokens
        assert np.array_equal(whole.logits(tokens), parts.logits(tokens))


def test_a_text_that_the_metadata_lacks_is_empty(split: tuple[Path, list[Path]]) -> None:
    source, _files = split
    assert shards.metadata(source, "soro.corpus_sha256") == "tiny"
    assert not shards.metadata(source, "soro.nothing")
