"""From which stages and from which base weights came: what the records say, whatever the config says now."""

from pathlib import Path

import pytest

pytest.importorskip("pydantic", reason="the training's libraries are not installed")

from soro_training import config, origin
from soro_training.run import Run

STAGES = ("corpus", "tokenizer", "pretrain", "sft", "export")


def a_run(folder: Path, tables: str) -> config.Config:
    folder.mkdir(exist_ok=True)
    file = folder / "run.toml"
    file.write_text(f'[run]\nname = "x"\nfolder = "{folder}/out"\n{tables}', "utf-8")
    return config.load(file, STAGES)


def done(made: config.Config) -> config.Config:
    for stage in STAGES:
        with Run(made, stage, say=lambda _text: None) as at:
            at.finish()
    return made


@pytest.mark.parametrize(
    ("tables", "stages"),
    [
        ("", ("corpus", "tokenizer", "pretrain", "sft")),
        ('[sft]\nstart = "tokenizer"\n', ("corpus", "tokenizer", "sft")),
        ('[export]\ncheckpoint = "pretrain"\n', ("corpus", "tokenizer", "pretrain")),
        ('[export]\ncheckpoint = "tokenizer"\n', ("corpus", "tokenizer")),
    ],
)
def test_the_stages_are_those_that_were_gone_through(
    tmp_path: Path, tables: str, stages: tuple[str, ...]
) -> None:
    done(a_run(tmp_path, tables))
    later = a_run(tmp_path, '[sft]\nstart = "pretrain"\n[export]\ncheckpoint = "sft"\n')
    assert origin.stages(Run(later, "release")) == stages


def test_the_base_is_the_one_of_the_tokenizers_record(tmp_path: Path) -> None:
    done(a_run(tmp_path, '[base]\nkind = "hub"\nsource = "one/model"\n'))
    other = a_run(tmp_path, '[base]\nkind = "scratch"\nlicence = "MIT"\n')
    found = origin.base(Run(other, "release"))
    assert (found.kind, found.source, found.licence) == ("hub", "one/model", "")
    named = a_run(tmp_path, '[base]\nkind = "hub"\nsource = "one/model"\nlicence = "Gemma"\n')
    assert origin.base(Run(named, "release")).licence == "Gemma"
