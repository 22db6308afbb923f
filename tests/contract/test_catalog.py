"""The catalog that ships and the file that a release writes keep to one schema, and name no key beside it."""

import json
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from soro_tutor import paths
from soro_tutor.kit import catalog
from soro_tutor.session import models

SCHEMA = json.loads((paths.model_catalog() / catalog.SCHEMA).read_text(encoding="utf-8"))
SHIPPED = sorted(paths.model_catalog().glob("*.toml"))


def unknown_keys(document: dict[str, Any]) -> set[str]:
    """Keys that the schema does not explain: most likely a slip of the pen."""
    parts = SCHEMA["$defs"]
    rows = {"shard": "shard", "memory": "memory", "task": "score", "subject": "score", "source": "source"}
    unknown = set()
    for model in document["model"]:
        unknown |= model.keys() - parts["model"]["properties"].keys()
        for key, part in rows.items():
            unknown |= {
                one for row in model.get(key, ()) for one in row.keys() - parts[part]["properties"].keys()
            }
    return unknown


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_the_shipped_catalog_keeps_to_the_schema(file: Path) -> None:
    assert catalog.read(file)
    assert not unknown_keys(tomllib.loads(file.read_text(encoding="utf-8")))


def test_the_shipped_files_name_each_model_once() -> None:
    names = [model.name.casefold() for file in SHIPPED for model in catalog.read(file)]
    assert len(set(names)) == len(names)


def test_the_development_model_is_the_one_that_the_program_knows() -> None:
    model = catalog.gathered(SHIPPED).find("gemma-3-270m")
    (shard,), (source,) = model.shards, model.sources
    assert (shard.file, shard.bytes) == (models.DEVELOPMENT_FILE, models.DEVELOPMENT_BYTES)
    assert source.name == models.DEVELOPMENT_PACKAGE
    assert model.is_base, "wherever it is named, the program says that its Tajik is poor"


@pytest.mark.skipif(find_spec("pydantic") is None, reason="the training's libraries are not installed")
@pytest.mark.parametrize("is_trial", [False, True])
def test_what_a_release_writes_keeps_to_the_schema(is_trial: bool) -> None:
    pytest.importorskip("gguf", reason="the training's libraries are not installed")
    from soro_training.config import BaseTable
    from soro_training.release import catalog as release
    from soro_training.release.content import Content, Memory, Shard, Size
    from soro_training.release.scores import Score, Scores

    scores = Scores("Q4_K_M", (Score("physics", 40, 0.5, 0.1), Score("one", 1, 1.0, None)), ())
    written = release.entry(
        Content(
            name="Soro-1B",
            is_trial=is_trial,
            base=BaseTable(kind="gguf", source="/gemma", name="Gemma 3 1B", licence="Gemma Terms of Use"),
            is_gemma=True,
            quantization="Q4_K_M",
            least_program="0.4.0",
            size=Size(10**9, 64_000, 8192),
            shards=(Shard("Soro-1B-Q4_K_M.gguf", 10**9, "ab" * 32),),
            memory=(Memory(2048, 2 * 10**9, 10**9),),
            sources=(),
            scores=None if is_trial else scores,
            unquantized=None if is_trial else scores,
            score_table="",
            records={},
            objections=(),
            terms_file="",
        )
    )
    document = tomllib.loads(written)
    (model,) = catalog.models_of(document)
    assert model.is_trial is is_trial
    assert [score.standard_error for score in model.tasks] == ([] if is_trial else [0.1, None])
    assert not unknown_keys(document)
