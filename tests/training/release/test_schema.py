"""The catalog entry that a release writes is one that the program reads, and its schema names all of it."""

import tomllib

import pytest

pytest.importorskip("gguf", reason="the training's libraries are not installed")

from tests.contract.test_catalog import unknown_keys

from soro_training.config import BaseTable
from soro_training.release import catalog as release
from soro_training.release.content import Content, Memory, Shard, Size
from soro_training.release.scores import Score, Scores
from soro_tutor.kit import catalog


@pytest.mark.parametrize("is_trial", [False, True])
def test_what_a_release_writes_keeps_to_the_schema(is_trial: bool) -> None:
    tasks = (Score("physics", 40, 40, 0.5, 0.1), Score("one", 1, 1, 1.0, None))
    scores = Scores("Q4_K_M", tasks, tasks, published=(Score("belebele", 900, 488, 0.3, 0.02),))
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
