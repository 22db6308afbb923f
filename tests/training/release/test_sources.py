"""What the release reads of a run's texts: no benchmark where the stages before have looked for one."""

import dataclasses
import json
from pathlib import Path

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")
pytest.importorskip("datatrove", reason="the training's libraries are not installed")

from tests.training import tiny

from soro_training import sft
from soro_training.dialogue import school
from soro_training.errors import Fault, TrainingError
from soro_training.release import sources
from soro_training.run import Run
from soro_training.sft import SftTable
from soro_tutor.domain.glossary import Glossary

# Items of the bank, and a benchmark that shares eight words in a row, but not thirteen, with each.
SHARING = {"hist-5-century-of-999", "lang-6-month-names", "lit-5-radif-muliyon", "lit-8-shahnama-form"}
BENCHMARK = (
    "Соли 260-уми пеш аз милод ба кадом аср дохил мешавад? Рақами асрро нависед.",
    "Номи дарёҳо дар миёнаи ҷумла бо ҳарфи калон навишта мешавад.",
    "Байтро пурра кунед: «Тавоно бувад, ҳар кӣ доно бувад, / Зи дониш дили пир…».",
)


def a_set(folder: Path) -> str:
    """A published set in a file of its own columns, as a table of the config."""
    file = folder / "set.csv"
    columns = "question,option_a,option_b,option_c,option_d,answer"
    rows = [f'"{question}",а,б,в,г,A' for question in BENCHMARK]
    file.write_text("\n".join([columns, *rows]) + "\n", "utf-8")
    return f'[evaluate.sets.ours]\nform = "tajlib"\npath = "{file}"\n'


def converse(folder: Path, tables: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, sources.Contents]:
    """How many dialogues about those items `sft` leaves out, and what `release` finds in the others."""
    ours = school.load(1, 0)
    some = tuple(item for item in ours.items if item.id in SHARING)
    few = Glossary(ours.glossary.terms[:5])
    monkeypatch.setattr(
        sft.school, "load", lambda *_given: dataclasses.replace(ours, items=some, glossary=few)
    )
    folder.mkdir(exist_ok=True)
    made = tiny.a_config(folder, tables)
    tiny.a_corpus(made)
    with Run(made, "sft", say=tiny.quiet) as at:
        sft._make_conversations(at, SftTable(), at.folder / sft.CONVERSATIONS)
        at.finish()
    report = json.loads((at.folder / sft.CONVERSATIONS / "report.json").read_text("utf-8"))
    with Run(made, "release", say=tiny.quiet) as at:
        return report["left_out"].get("benchmark", 0), sources.read(at)


def test_in_conversations_that_were_made_no_benchmark_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_out, found = converse(tmp_path, a_set(tmp_path), monkeypatch)
    assert left_out > 10
    assert found.benchmark is None


def test_the_limits_of_the_corpus_are_those_of_the_conversations(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets = a_set(tmp_path)
    usual, _ = converse(tmp_path / "a", sets, monkeypatch)
    more, found = converse(tmp_path / "b", f"[corpus]\nbenchmark_words = 60\n{sets}", monkeypatch)
    assert more < usual
    assert found.benchmark is None
    own = tmp_path / "own.jsonl"
    first = (tmp_path / "b/run/sft/conversations/train.jsonl").read_text("utf-8").splitlines()[0]
    said = json.loads(first)["messages"][1]["content"]
    own.write_text(json.dumps({"question": said}) + "\n", "utf-8")
    tables = f'[corpus]\nbenchmark_words = 60\nbenchmarks = ["{own}"]\n{sets}'
    most, found = converse(tmp_path / "c", tables, monkeypatch)
    assert most > more
    assert found.benchmark is None


def test_a_line_that_is_no_document_is_told(tmp_path: Path) -> None:
    made = tiny.a_config(tmp_path)
    (tiny.a_corpus(made) / "train" / "00001.jsonl").write_text('{"id": "1", "text": "Об"}\n', "utf-8")
    with pytest.raises(TrainingError) as refused, Run(made, "release", say=tiny.quiet) as at:
        sources.read(at)
    assert (refused.value.fault, refused.value.data["line"]) == (Fault.FILE_DAMAGED, 1)
