"""The stage `evaluate` from its config to its report, on the tiny model."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

from tests.training import tiny

from soro_training import __main__ as program
from soro_training.config import Config
from soro_training.errors import Fault, TrainingError
from soro_training.evaluation import opening, report, stage, task_file
from soro_training.evaluation import scores as kept_scores
from soro_training.evaluation.gguf_model import GgufModel
from soro_training.evaluation.mark import Mark
from soro_training.evaluation.model import Likelihood
from soro_training.evaluation.table import ModelTable
from soro_training.run import Run, read_record

TABLE = """
[evaluate]
tasks = ["school_exam", "tutoring", "topics"]
limit = 6
context = 1024
threads = 1
short_tokens = 4
tutoring_tokens = 8
resamples = 200
baseline = "first"
[evaluate.models.second]
path = "{gguf}"
[evaluate.models.first]
path = "{gguf}"
[evaluate.sets.topics]
form = "sib200"
path = "{topics}"
"""
TOPICS = (
    "index_id\tcategory\ttext\n1\thealth\tОб нӯшидан фоиданок аст.\n"
    "2\tsports\tДаста дар бозӣ ғолиб омад.\n3\tsports\tДаста дар бозӣ ғолиб омад.\n"
)


def a_config(folder: Path, gguf: Path, change: tuple[str, str] = ("", "")) -> Config:
    (folder / "topics.tsv").write_text(TOPICS, encoding="utf-8")
    table = TABLE.format(gguf=gguf, topics=folder / "topics.tsv").replace(*change)
    return tiny.a_config(folder, table)


def evaluated(made: Config) -> Path:
    with Run(made, "evaluate", say=tiny.quiet) as at:
        stage.run(at)
    return at.folder


def scores(folder: Path, label: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / label / "scores.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def done(tiny_gguf: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return evaluated(a_config(tmp_path_factory.mktemp("done"), tiny_gguf))


def test_each_model_has_figures_by_task_subject_and_criterion(done: Path) -> None:
    found = scores(done, "first")
    assert {name: table["n"] for name, table in found["tasks"].items()} == {
        "school_exam": 6, "tutoring": 6, "topics": 2,
    }  # fmt: skip
    assert found["tasks"]["topics"]["skipped"] == 1
    assert set(found["tasks"]["tutoring"]["criteria"]) >= {
        "told_nothing",
        "gate",
        "diagnosis",
        "short",
        "clean",
    }
    assert found["subjects"]["mathematics"]["n"] == 6


def test_subjects_and_the_mean_are_of_the_projects_own_tasks(done: Path) -> None:
    found = scores(done, "first")
    assert [name for name, table in found["tasks"].items() if not table["is_own"]] == ["topics"]
    accuracies = [found["tasks"][name]["accuracy"] for name in ("school_exam", "tutoring")]
    assert found["overall"]["accuracy"] == pytest.approx(sum(accuracies) / 2, abs=1e-5)
    assert found["overall"]["n"] == 12
    assert "general" in found["tasks"]["topics"]["subjects"]
    assert "general" not in found["subjects"]
    own, sets, _note = (done / "table.md").read_text(encoding="utf-8").split("\n\n")
    assert "mean of the tasks" in own
    assert "topics" not in own
    assert sets.startswith("| published set |")
    assert sets.count("\n") == 2
    assert "<h3>Published sets</h3>" in (done / "report.html").read_text(encoding="utf-8")


def test_an_all_wrong_task_is_not_told_as_certain(done: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(done / "first", tmp_path / "first")
    kept, task = kept_scores.load(folder), task_file.read(task_file.TASKS / "reading").first(8)
    kept.add(
        task,
        [
            Mark(item.id, item.subject, "choice", 0.0, group=f"{at // 4}")
            for at, item in enumerate(task.items)
        ],
        1.0,
    )
    assert (kept.tasks["reading"]["n"], kept.tasks["reading"]["groups"]) == (8, 2)
    assert "| 0.0 [0.0, 65.8] |" in report.table([task], [kept], [])
    kept.tasks = {"reading": kept.tasks["reading"]}
    assert kept.overall()["standard_error"] == pytest.approx(0.658 / 2 / 1.96, abs=1e-3)


def test_figures_that_took_passages_for_independent_items_are_not_gone_on_with(
    done: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(done / "first", tmp_path / "first")
    kept = kept_scores.load(folder)
    del kept.tasks["school_exam"]["groups"]
    kept.save()
    assert set(kept_scores.begin(folder, kept.about).tasks) == {"tutoring", "topics"}
    assert set(kept_scores.load(folder).tasks) == {"school_exam", "tutoring", "topics"}


def test_samples_can_be_read_by_a_person(done: Path) -> None:
    lines = (done / "first" / "tutoring.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 6
    assert "сомонӣ" in lines[0]
    assert {"statement", "misconception", "reply", "held"} <= set(json.loads(lines[0]))


def test_a_model_does_not_differ_from_itself(done: Path) -> None:
    (found,) = json.loads((done / "comparison.json").read_text(encoding="utf-8"))
    assert (found["first"], found["second"]) == ("first", "second")
    assert all(table["p"] == 1.0 and not table["is_significant"] for table in found["tasks"].values())


def test_the_report_stands_alone(done: Path) -> None:
    page = (done / "report.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert 'src="' not in page
    assert 'href="http' not in page
    assert "Ҳосили ҷамъи касрҳои" in page
    assert (done / "table.md").read_text(encoding="utf-8").count("\n| ") == 7


def test_what_a_model_writes_stays_text_in_the_report(done: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(done / "first", tmp_path / "first")
    samples = folder / "tutoring.jsonl"
    rows = [json.loads(line) for line in samples.read_text(encoding="utf-8").splitlines()]
    rows[0]["reply"] = "<script>alert(1)</script>"
    samples.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    task = task_file.read(task_file.TASKS / "tutoring").first(6)
    report.write(tmp_path, "trial", [task], [kept_scores.load(folder)], [])
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page


def test_the_summary_says_what_a_release_asks_for(done: Path) -> None:
    found = read_record(done)["summary"]
    assert found["baseline"] == "first"
    assert set(found["models"]) == {"first", "second"}
    assert set(found["models"]["first"]["tasks"]) == {"school_exam", "tutoring", "topics"}


def test_compare_prints_both_models(done: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.run(["compare", str(done / "first"), str(done / "second")]) == 0
    said = capsys.readouterr().out
    assert said.startswith("first → second\n")
    assert "may be chance" in said
    assert program.run(["compare", str(done / "first"), str(done)]) == 2
    assert "There are no scores" in capsys.readouterr().err


def test_scores_of_other_items_are_not_compared(
    done: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = shutil.copytree(done / "second", tmp_path / "other")
    content = scores(tmp_path, "other")
    for table in content["tasks"].values():
        table["digest"] = "another"
    (other / "scores.json").write_text(json.dumps(content), encoding="utf-8")
    assert program.run(["compare", str(done / "first"), str(other)]) == 2
    assert "other items" in capsys.readouterr().err


def test_a_killed_stage_goes_on_with_what_is_left(
    done: Path, tiny_gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    whole = GgufModel.log_odds

    def dying(model: GgufModel, questions: Sequence[Likelihood]) -> list[list[float]]:
        asked.append(len(questions))
        if len(asked) == 2:  # the first model's set of topics
            raise KeyboardInterrupt
        return whole(model, questions)

    made = a_config(tmp_path, tiny_gguf)
    monkeypatch.setattr(GgufModel, "log_odds", dying)
    with pytest.raises(KeyboardInterrupt):
        evaluated(made)
    folder = tmp_path / "run" / "evaluate"
    assert set(scores(folder, "first")["tasks"]) == {"school_exam", "tutoring"}
    (folder / "first" / "topics.jsonl.part").write_text("half of a li", encoding="utf-8")
    before = (folder / "first" / "school_exam.jsonl").stat().st_mtime_ns
    evaluated(made)
    assert (folder / "first" / "school_exam.jsonl").stat().st_mtime_ns == before
    for label in ("first", "second"):
        assert [{**table, "seconds": 0} for table in scores(folder, label)["tasks"].values()] == [
            {**table, "seconds": 0} for table in scores(done, label)["tasks"].values()
        ]


def test_samples_without_their_figures_are_scored_again(tiny_gguf: Path, tmp_path: Path) -> None:
    made = a_config(tmp_path, tiny_gguf, ('"school_exam", "tutoring", ', ""))
    folder = evaluated(made)
    (folder / "first" / "scores.json").write_text('{"label": "first", "tasks": {', encoding="utf-8")
    record = folder / "run.json"
    record.write_text(record.read_text("utf-8").replace('"done"', '"stopped"'), encoding="utf-8")
    evaluated(made)
    assert scores(folder, "first")["tasks"]["topics"]["n"] == 2


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (('"topics"]', '"songs"]'), Fault.TASK_UNKNOWN),
        (('baseline = "first"', 'baseline = "third"'), Fault.MODEL_LABEL_UNKNOWN),
        (("models.second", 'models."a/b"'), Fault.MODEL_LABEL_WRONG),
        (
            ('[evaluate.models.first]\npath = "', '[evaluate.models.first]\npath = "/nowhere'),
            Fault.FILE_MISSING,
        ),
        (('form = "sib200"', 'form = "sib"'), Fault.CONFIG_VALUE_WRONG),
        (("limit = 6", "limits = 6"), Fault.CONFIG_KEY_UNKNOWN),
        (("limit = 6", "limit = -1"), Fault.CONFIG_VALUE_WRONG),
        (("resamples = 200", "resamples = 0"), Fault.CONFIG_VALUE_WRONG),
        (("context = 1024", "context = 0"), Fault.CONFIG_VALUE_WRONG),
        (("short_tokens = 4", "short_tokens = 0"), Fault.CONFIG_VALUE_WRONG),
        (('form = "sib200"', 'form = "arc"'), Fault.SET_COLUMNS_MISSING),
        (("[evaluate.models.first]\n", '[evaluate.models.first]\nkind = "folder"\n'), Fault.FILE_MISSING),
    ],
)
def test_a_wrong_config_ends_in_a_sentence(
    tiny_gguf: Path, tmp_path: Path, change: tuple[str, str], fault: Fault
) -> None:
    with pytest.raises(TrainingError) as refused:
        evaluated(a_config(tmp_path, tiny_gguf, change))
    assert refused.value.fault is fault


def test_without_models_the_exported_file_is_scored_beside_the_unquantized_one(
    tiny_gguf: Path, tmp_path: Path
) -> None:
    made = tiny.a_config(tmp_path, "[evaluate]\n")
    with Run(made, "export", say=tiny.quiet) as at:
        rows = [{"quantization": kind, "file": f"tiny-{kind}.gguf"} for kind in ("F32", "Q8_0", "Q4_0")]
        for row in rows:
            shutil.copy(tiny_gguf, at.folder / row["file"])
        at.finish(chosen="tiny-Q8_0.gguf", quantization="Q8_0", rows=rows)
    with Run(made, "evaluate", say=tiny.quiet) as at:
        found = opening.sources(at, made.stage("evaluate", stage.EvaluateTable))
    assert [(one.label, Path(one.path).name) for one in found] == [
        ("F32", "tiny-F32.gguf"), ("Q8_0", "tiny-Q8_0.gguf"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("base", "table"),
    [
        ('kind = "hub"\nsource = "a/gemma"\nrevision = "abc"', ModelTable("a/gemma", "hub", "abc")),
        ('kind = "gguf"\nsource = "{gguf}"', ModelTable("base")),
    ],
)
def test_without_models_the_base_is_scored_wherever_it_lies(
    tiny_gguf: Path, tmp_path: Path, base: str, table: ModelTable
) -> None:
    made = tiny.a_config(tmp_path, "[evaluate]\n", base.replace("{gguf}", str(tiny_gguf)))
    with Run(made, "export", say=tiny.quiet) as at:
        at.finish(chosen="tiny-F32.gguf", quantization="F32", rows=[])
    with Run(made, "evaluate", say=tiny.quiet) as at:
        found = opening.sources(at, made.stage("evaluate", stage.EvaluateTable))
    assert [(one.label, one.table) for one in found] == [("base", table)]
