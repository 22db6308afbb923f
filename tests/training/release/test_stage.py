"""The stage `release`: the folder that the installer takes, and all that keeps it from being made."""

import hashlib
import json
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")
pytest.importorskip("datatrove", reason="the training's libraries are not installed")

import gguf
from tests.training import tiny
from tests.training.release import runs

from soro_training.config import Config
from soro_training.corpus import contamination
from soro_training.errors import Fault, TrainingError
from soro_training.messages import sentence_for
from soro_training.release import content, scores, sources, stage
from soro_training.run import Run, read_record, write_whole
from soro_tutor import settings
from soro_tutor.engine.loading import load_model
from soro_tutor.engine.messages import Load

OWN_TASKS = scores.own_tasks  # conftest.py puts a small one in its place
SHARDS = "shard_bytes = 200_000"
GEMMA = 'kind = "gguf"\nname = "Gemma 3 270M"\nlicence = "Gemma Terms of Use"'


def release(made: Config) -> Path:
    with Run(made, "release", say=tiny.quiet) as at:
        stage.run(at)
    return at.folder / read_record(at.folder)["summary"]["folder"]


def refusal(made: Config) -> TrainingError:
    with pytest.raises(TrainingError) as caught:
        release(made)
    assert sentence_for(caught.value)
    left = [path for path in (made.run.folder / "release").iterdir() if path.is_dir() and path.name != "read"]
    assert not left, "a refused release leaves no folder that could be taken for one"
    return caught.value


def test_a_release_holds_shards_catalog_card_notice_and_sums(exported: Path, tmp_path: Path) -> None:
    folder = release(runs.a_run(exported, tmp_path, SHARDS))
    shards = sorted(path.name for path in folder.glob("*.gguf"))
    assert shards[0] == f"tiny-Q8_0-00001-of-{len(shards):05}.gguf"
    assert len(shards) > 2
    assert {path.name for path in folder.iterdir()} == {
        *shards, "catalog.toml", "README.md", "Notice", "SHA256SUMS"
    }  # fmt: skip
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    (model,) = tomllib.loads((folder / "catalog.toml").read_text("utf-8"))["model"]
    assert (model["name"], model["is_trial"], model["quantization"]) == ("tiny", False, "Q8_0")
    assert [shard["file"] for shard in model["shard"]] == shards
    assert all(shard["bytes"] <= 200_000 for shard in model["shard"])
    error = pytest.approx(0.0693, abs=1e-4)
    assert model["subject"] == [
        {"name": "physics", "n": 40, "groups": 40, "accuracy": 0.75, "standard_error": error}
    ]


def test_published_sets_stand_for_themselves(exported: Path, tmp_path: Path) -> None:
    """The shipped file got nothing of the set right, and the unquantized one all: no loss."""
    folder = release(runs.a_run(exported, tmp_path))
    (model,) = tomllib.loads((folder / "catalog.toml").read_text("utf-8"))["model"]
    assert [row["name"] for row in model["task"]] == ["physics_task"]
    assert [row["name"] for row in model["subject"]] == ["physics"]
    assert model["published"] == [
        {"name": "abroad", "n": 10, "groups": 10, "accuracy": 0, "standard_error": 0}
    ]
    assert model["lost_score"] == 0


def test_the_application_loads_the_shards_and_needs_the_memory_that_the_catalog_says(
    exported: Path, tmp_path: Path
) -> None:
    folder = release(runs.a_run(exported, tmp_path, SHARDS))
    (model,) = tomllib.loads((folder / "catalog.toml").read_text("utf-8"))["model"]
    (memory,) = model["memory"]  # the tiny model's context is shorter than any that the program offers
    first = folder / model["shard"][0]["file"]
    loaded = load_model(Load(str(first), context=memory["context"], threads=1), lambda _event: None)
    try:
        card = loaded.card
    finally:
        loaded.close()
    assert (card.parameters, card.vocabulary) == (model["parameters"], model["vocabulary"])
    assert card.fingerprint.size == model["bytes"]
    assert card.memory == memory["bytes"]


def test_the_catalog_reckons_with_the_contexts_that_the_program_offers() -> None:
    assert content.CONTEXTS == settings.CONTEXTS


def test_a_file_within_the_limit_is_the_very_file_that_was_measured(exported: Path, tmp_path: Path) -> None:
    folder = release(runs.a_run(exported, tmp_path))
    (file,) = folder.glob("*.gguf")
    assert file.name == "tiny-Q8_0.gguf"
    assert file.read_bytes() == (exported / "export" / "tiny-Q8_0.gguf").read_bytes()


def test_the_card_tells_data_licences_limits_and_measured_figures(exported: Path, tmp_path: Path) -> None:
    made = runs.a_run(exported, tmp_path)
    runs.add_document(made, "Боз як матн.", source="китоб | нав", licence="CC-BY-SA-4.0")
    card = (release(made) / "README.md").read_text("utf-8")
    assert "| tiny | CC BY 4.0 | 32 | " in card
    assert "| китоб \\| нав | CC-BY-SA-4.0 | 1 | 3 |" in card
    assert "## Limits" in card
    assert "| Физика | 40 |" in card
    assert "| physics | 40 | 75.0 % | 6.9 % |" in card
    rows = json.loads((exported / "export" / "report.json").read_text("utf-8"))["rows"]
    assert (
        f"| Q8_0 (this one) | {rows[1]['bytes'] / 1e6:.1f} | {rows[1]['texts']['tg']['perplexity']:.2f} |"
        in card
    )
    assert "TRIAL" not in card


def test_a_model_from_gemma_carries_its_notice_and_terms(exported: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("Gemma Terms of Use …", encoding="utf-8")
    folder = release(runs.a_run(exported, tmp_path, f'terms = "{terms}"', GEMMA))
    words = "Gemma is provided under and subject to the Gemma Terms of Use found at ai.google.dev/gemma/terms"
    notice = (folder / "Notice").read_text("utf-8")
    assert words in notice
    assert "Gemma Prohibited Use Policy" in notice
    assert "All its files were changed: its vocabulary was cut and extended; it was converted" in notice
    assert words in (folder / "README.md").read_text("utf-8")
    assert (folder / "Gemma-Terms-of-Use.txt").read_bytes() == terms.read_bytes()
    (model,) = tomllib.loads((folder / "catalog.toml").read_text("utf-8"))["model"]
    assert (model["licence"], model["notice"]) == ("Gemma Terms of Use", words)


def lose_score(made: Config) -> None:
    runs.give_scores(made, right={"F32": 40, "Q8_0": 38})


def forget_scores(made: Config) -> None:
    runs.give_scores(made, right={"Q8_0": 30})


def change_scored_file(made: Config) -> None:
    file = made.run.folder / "export" / "tiny-Q8_0.gguf"
    file.write_bytes(file.read_bytes())


def add_benchmark(made: Config) -> None:
    items = (contamination.TASKS / "school_exam" / "items.jsonl").read_text("utf-8").splitlines()
    question = max((json.loads(item)["question"] for item in items), key=len)
    runs.add_document(made, f"Дар имтиҳон пурсиданд: {question.upper()} Ҷавобашро гуфтам.")


def add_canary(made: Config) -> None:
    runs.add_document(made, f"{contamination.CANARY} 6f1d2c6e")


def add_benchmark_to_a_lesson(made: Config) -> None:
    items = (contamination.TASKS / "school_exam" / "items.jsonl").read_text("utf-8").splitlines()
    question = max((json.loads(item)["question"] for item in items), key=len)
    file = made.run.folder / "sft" / "conversations" / "train.jsonl"
    file.parent.mkdir(parents=True)
    lesson = {"id": "lesson/1", "messages": [{"role": "user", "content": question}]}
    file.write_text(json.dumps(lesson, ensure_ascii=False) + "\n", encoding="utf-8")


def add_unlicensed(made: Config) -> None:
    runs.add_document(made, "Матни бегона.", licence="")


def add_not_for_sale(made: Config) -> None:
    runs.add_document(made, "Матни бегона.", licence="CC BY-NC 4.0")


def score_a_part(made: Config) -> None:
    runs.give_scores(made, right={"F32": 1, "Q8_0": 1}, limit=1)


def score_nothing_right(made: Config) -> None:
    runs.give_scores(made, right={"F32": 0, "Q8_0": 0})


def make_corpus_anew(made: Config) -> None:
    """The corpus and the export made again, with weights of the corpus that was there before."""
    runs.change_record(made, "corpus", lambda record: record.update(id="another"))
    runs.change_record(made, "export", lambda record: record["inputs"].update(corpus="another"))


def make_export_anew(made: Config) -> None:
    runs.change_record(made, "evaluate", lambda record: record["inputs"].update(export="one before"))


def come_from_the_second_training(made: Config) -> None:
    runs.change_record(made, "export", lambda record: record["config"]["export"].update(checkpoint="sft"))
    with Run(made, "sft", say=tiny.quiet) as at:
        at.finish()


def lose_record(made: Config) -> None:
    (made.run.folder / "tokenizer" / "run.json").unlink()


def lose_evaluation(made: Config) -> None:
    (made.run.folder / "evaluate" / "run.json").unlink()


def change_corpus(made: Config) -> None:
    record = made.run.folder / "corpus" / "run.json"
    content = json.loads(record.read_text("utf-8"))
    content["summary"]["corpus_hash"] = "another"
    write_whole(record, json.dumps(content))


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lose_score, Fault.SCORE_LOST),
        (forget_scores, Fault.RELEASE_UNSCORED),
        (change_scored_file, Fault.RELEASE_UNSCORED),
        (add_benchmark, Fault.BENCHMARK_IN_CORPUS),
        (add_canary, Fault.BENCHMARK_IN_CORPUS),
        (add_benchmark_to_a_lesson, Fault.BENCHMARK_IN_CORPUS),
        (add_unlicensed, Fault.LICENCE_MISSING),
        (add_not_for_sale, Fault.LICENCE_UNFIT),
        (score_a_part, Fault.SCORES_PARTIAL),
        (score_nothing_right, Fault.SCORE_ZERO),
        (make_corpus_anew, Fault.INPUT_CHANGED),
        (make_export_anew, Fault.INPUT_CHANGED),
        (come_from_the_second_training, Fault.STAGE_NOT_DONE),
        (lose_record, Fault.STAGE_NOT_DONE),
        (lose_evaluation, Fault.STAGE_NOT_DONE),
        (change_corpus, Fault.CORPUS_OTHER),
    ],
)
def test_a_release_is_refused(
    exported: Path, tmp_path: Path, spoil: Callable[[Config], None], fault: Fault
) -> None:
    made = runs.a_run(exported, tmp_path)
    spoil(made)
    assert refusal(made).fault is fault


def test_a_loss_within_the_limit_is_none(exported: Path, tmp_path: Path) -> None:
    made = runs.a_run(exported, tmp_path)
    runs.give_scores(made, right={"F32": 40, "Q8_0": 39})
    folder = release(made)
    (model,) = tomllib.loads((folder / "catalog.toml").read_text("utf-8"))["model"]
    assert model["lost_score"] == 0.025
    assert "loses 2.5 ± 2.5 % of" in (folder / "README.md").read_text("utf-8")


def test_a_refusal_says_how_sure_the_loss_is(exported: Path, tmp_path: Path) -> None:
    made = runs.a_run(exported, tmp_path)
    lose_score(made)
    assert "Q8_0 loses 5.0 ± 3.5 % of" in sentence_for(refusal(made))


def add_words_of_a_benchmark(made: Config) -> None:
    """Twelve words in a row of a passage, which is far longer."""
    items = (contamination.TASKS / "reading" / "items.jsonl").read_text("utf-8").splitlines()
    passage = max((json.loads(item).get("passage", "") for item in items), key=len).split()
    assert len(passage) > 60
    runs.add_document(made, " ".join(passage[10:22]))


LOOSE, USUAL = {"benchmark_words": 60}, {"benchmark_words": 8}


@pytest.mark.parametrize(("made_with", "now"), [(USUAL, LOOSE), (LOOSE, USUAL), ({}, LOOSE)])
def test_a_looser_config_does_not_let_a_benchmark_through(
    exported: Path, tmp_path: Path, made_with: dict[str, int], now: dict[str, int]
) -> None:
    made = runs.a_run(exported, tmp_path, f"[corpus]\nbenchmark_words = {now['benchmark_words']}")
    runs.change_record(made, "corpus", lambda record: record["config"].update(corpus=made_with))
    add_words_of_a_benchmark(made)
    assert refusal(made).fault is Fault.BENCHMARK_IN_CORPUS


def test_a_benchmark_that_is_no_longer_named_is_still_searched_for(exported: Path, tmp_path: Path) -> None:
    made, own = runs.a_run(exported, tmp_path), tmp_path / "own.jsonl"
    own.write_text(json.dumps({"question": "Кадом дарё аз ҳама дарозтар аст?"}) + "\n", "utf-8")
    runs.change_record(
        made, "corpus", lambda record: record["config"].update(corpus={"benchmarks": [str(own)]})
    )
    runs.add_document(made, "Пурсиданд: кадом дарё аз ҳама дарозтар аст?")
    assert refusal(made).fault is Fault.BENCHMARK_IN_CORPUS


@pytest.mark.parametrize(
    ("base", "fault"),
    [
        (runs.OWN, Fault.BASE_LICENCE_MISSING),
        (runs.OWN + 'licence = "research only"', Fault.LICENCE_UNFIT),
        (GEMMA, Fault.TERMS_MISSING),
    ],
)
def test_a_base_without_fitting_terms_is_refused(
    exported: Path, tmp_path: Path, base: str, fault: Fault
) -> None:
    assert refusal(runs.a_run(exported, tmp_path, base=base)).fault is fault


def test_another_base_in_the_config_does_not_hide_what_the_weights_came_from(
    exported: Path, tmp_path: Path
) -> None:
    made = runs.a_run(exported, tmp_path)
    gemma = {"kind": "gguf", "licence": "Gemma Terms of Use"}
    runs.change_record(made, "tokenizer", lambda record: record["config"].update(base=gemma))
    assert refusal(made).fault is Fault.TERMS_MISSING


def test_the_licence_of_the_same_base_can_be_stated_later(exported: Path, tmp_path: Path) -> None:
    made = runs.a_run(exported, tmp_path)
    runs.change_record(made, "tokenizer", lambda record: record["config"]["base"].pop("licence"))
    assert release(made).is_dir()


def test_a_model_taught_without_pretraining_is_released_and_nothing_claims_any(
    exported: Path, tmp_path: Path
) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("Gemma Terms of Use …", encoding="utf-8")
    made = runs.a_run(exported, tmp_path, f'terms = "{terms}"', GEMMA)
    come_from_the_second_training(made)
    runs.change_record(made, "sft", lambda record: record["config"]["sft"].update(start="tokenizer"))
    with Run(made, "pretrain", say=tiny.quiet) as at:  # another way that was tried
        at.finish()
    folder = release(made)
    assert "trained on lessons" in (folder / "Notice").read_text("utf-8")
    assert "trained further on texts" not in (folder / "Notice").read_text("utf-8")
    card = (folder / "README.md").read_text("utf-8")
    assert "| sft | " in card
    assert "| pretrain | " not in card


def test_all_of_the_projects_tasks_are_asked_for() -> None:
    own = scores.task_file.names()
    assert [task.name for task in OWN_TASKS()] == own
    assert len(own) > 3


def test_a_damaged_file_is_refused_even_as_a_trial(exported: Path, tmp_path: Path) -> None:
    made = runs.a_run(exported, tmp_path, "trial = true")
    file = made.run.folder / "export" / "tiny-Q8_0.gguf"
    file.write_bytes(file.read_bytes()[:-5000])
    error = refusal(made)
    assert error.fault is Fault.GGUF_DAMAGED
    assert "the copy broke off" in sentence_for(error)


@pytest.mark.parametrize("limit", [40_000, 100])
def test_a_tensor_that_no_shard_can_hold_is_told(exported: Path, tmp_path: Path, limit: int) -> None:
    assert refusal(runs.a_run(exported, tmp_path, f"shard_bytes = {limit}")).fault is Fault.SHARD_TOO_LARGE


def test_a_disk_without_room_is_told_before_anything_is_written(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = runs.a_run(exported, tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=300_000))
    assert refusal(made).fault is Fault.DISK_FULL


def test_a_trial_is_made_only_when_asked_and_says_so_everywhere(exported: Path, tmp_path: Path) -> None:
    made = runs.a_run(exported, tmp_path, "trial = true", runs.OWN)
    add_unlicensed(made)
    lose_evaluation(made)
    folder = release(made)
    assert folder.name == "tiny-TRIAL"
    (file,) = folder.glob("*.gguf")
    assert file.name == "tiny-TRIAL-Q8_0.gguf"
    assert gguf.GGUFReader(file).get_field("general.name").contents() == "tiny-TRIAL"
    (model,) = tomllib.loads((folder / "catalog.toml").read_text("utf-8"))["model"]
    assert (model["name"], model["is_trial"]) == ("tiny-TRIAL", True)
    card = (folder / "README.md").read_text("utf-8")
    assert "**TRIAL: not for release.**" in card
    assert "No licence is stated for texts of the source “other”." in card
    assert "The stage “evaluate” has not been finished in evaluate." in card
    assert str(made.run.folder) not in card, "a folder that is given away names no place on this machine"
    assert "must not be given to schools" in (folder / "Notice").read_text("utf-8")


def test_a_trial_of_a_model_without_scores_says_that_it_was_not_measured(
    exported: Path, tmp_path: Path
) -> None:
    made = runs.a_run(exported, tmp_path, "trial = true")
    (made.run.folder / "evaluate" / "table.md").unlink()
    forget_scores(made)
    (made.run.folder / "evaluate" / "table.md").unlink()
    assert "Not measured." in (release(made) / "README.md").read_text("utf-8")


def test_a_stage_killed_in_the_middle_goes_on_and_takes_nothing_half_written(
    exported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = runs.a_run(exported, tmp_path)
    half = made.run.folder / "release" / "tiny.part"

    def killed(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(stage, "_write", killed)
        with pytest.raises(KeyboardInterrupt):
            release(made)
    assert not (made.run.folder / "release" / "tiny").exists()
    half.mkdir()  # what a kill -9 leaves
    (half / "tiny-Q8_0.gguf").write_bytes(b"GGUF half of it")
    monkeypatch.setattr(sources, "_go_through", killed)  # the texts have been gone through already
    folder = release(made)
    assert (folder / "tiny-Q8_0.gguf").stat().st_size > 1000
    assert not half.exists()
