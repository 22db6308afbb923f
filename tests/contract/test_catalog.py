"""The catalog that ships keeps to its schema, and names no key beside it."""

import json
import tomllib
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
    rows = {"shard": "shard", "memory": "memory", "source": "source"}
    rows |= dict.fromkeys(("task", "published", "subject"), "score")
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
