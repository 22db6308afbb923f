"""One tiny model asked in three ways: as GGUF, as a checkpoint, and by lm-evaluation-harness."""

import ctypes
import warnings
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")

import torch
from llama_cpp import llama_cpp
from tests.training import tiny

from soro_training import checkpoint as checkpoint_module
from soro_training.errors import Fault, TrainingError
from soro_training.evaluation import choice, harness, task_file
from soro_training.evaluation.checkpoint_model import CheckpointModel, Penalty
from soro_training.evaluation.cutting import Limits, parts
from soro_training.evaluation.gguf_model import GgufModel
from soro_training.evaluation.model import Likelihood, Model, Reply, cut, pair
from soro_training.evaluation.task import Choice
from soro_training.export.converter import convert
from soro_training.pieces import Kind
from soro_tutor.domain.dialogue import Role, Turn
from soro_tutor.domain.errors import TutorError
from soro_tutor.engine import llama
from soro_tutor.engine.messages import Sampling
from soro_tutor.session.prompt import frame

NATS = 0.05
ITEMS = [
    item
    for name in ("school_exam", "reading")
    for item in task_file.read(task_file.TASKS / name).items
    if isinstance(item, Choice)
][:10]
ASKED = [choice.asked(item, frame("tg")) for item in ITEMS]
REPLY = Reply((Turn(Role.USER, "Об дар чанд дараҷа меҷӯшад?"),), frame("tg"), 12)


@pytest.fixture(scope="module")
def tiny_gguf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny model as everywhere, but it writes no single bytes: torn letters are shown in many ways."""
    made, folder = tiny.tiny(), tmp_path_factory.mktemp("gguf")
    bytes_ = [at for at, piece in enumerate(made.pieces) if piece.kind is Kind.BYTE]
    made.model.get_input_embeddings().weight.data[bytes_] = 0
    checkpoint_module.save(made, folder / "checkpoint")
    convert(folder / "checkpoint", folder / "tiny.gguf", "F32")
    return folder / "tiny.gguf"


@pytest.fixture(scope="module")
def gguf(tiny_gguf: Path) -> Iterator[GgufModel]:
    model = GgufModel(tiny_gguf, context=1024, threads=1)
    yield model
    model.close()


@pytest.fixture(scope="module")
def checkpoint(tiny_gguf: Path) -> Iterator[CheckpointModel]:
    model = CheckpointModel(str(tiny_gguf.parent / "checkpoint"), batch=3)
    yield model
    model.close()


def together(one: list[list[float]], other: list[list[float]]) -> float:
    """The largest difference in nats."""
    pairs = zip(chain.from_iterable(one), chain.from_iterable(other), strict=True)
    return max(abs(left - right) for left, right in pairs)


def test_the_gguf_and_its_checkpoint_say_the_same(gguf: GgufModel, checkpoint: CheckpointModel) -> None:
    assert together(gguf.log_odds(ASKED), checkpoint.log_odds(ASKED)) < NATS


def test_the_odds_of_a_question_do_not_depend_on_its_neighbours(gguf: GgufModel) -> None:
    alone = [gguf.log_odds([question])[0] for question in ASKED[:4]]
    assert together(gguf.log_odds(ASKED)[:4], alone) < NATS


@pytest.fixture(scope="module")
def theirs(tiny_gguf: Path) -> Any:
    """lm-evaluation-harness's own model on the same checkpoint."""
    import tqdm

    tqdm.tqdm.monitor_interval = 0  # else its bars leave a thread behind
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its libraries' own
        from lm_eval.models.huggingface import HFLM

        folder = str(tiny_gguf.parent / "checkpoint")
        return HFLM(pretrained=folder, device="cpu", dtype="float32", batch_size=4, max_length=256)


def test_lm_evaluation_harness_agrees(gguf: GgufModel, theirs: Any) -> None:
    from lm_eval.api.instance import Instance

    asked = [
        Instance("loglikelihood", {}, (question.context, continuation), number)
        for question in ASKED
        if len(question.context) < 400  # what fits whole into the tiny model
        for number, continuation in enumerate(question.continuations)
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = [odds for odds, _ in theirs.loglikelihood(asked, disable_tqdm=True)]
    ours = gguf.log_odds([question for question in ASKED if len(question.context) < 400])
    assert len(found) >= 24
    assert max(abs(one - other) for one, other in zip(chain.from_iterable(ours), found, strict=True)) < NATS


def test_lm_evaluation_harness_runs_the_written_tasks_to_the_same_score(
    gguf: GgufModel, theirs: Any, tmp_path: Path
) -> None:
    from lm_eval import simple_evaluate
    from lm_eval.tasks import TaskManager

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        manager = TaskManager(include_path=str(harness.FOLDER), include_defaults=False, verbosity="ERROR")
        names = {f"{harness.PREFIX}{file.stem}" for file in harness.FOLDER.glob("*.yaml")}
        assert set(manager.all_tasks) == names != set()
        found = simple_evaluate(
            model=theirs, tasks=["soro_school_exam"], task_manager=manager, limit=8, bootstrap_iters=0,
            log_samples=True,
        )  # fmt: skip
    items = [
        item for item in task_file.read(task_file.TASKS / "school_exam").items if isinstance(item, Choice)
    ][:8]
    odds = gguf.log_odds([choice.asked(item, frame("tg")) for item in items])
    marks = [choice.mark(item, one) for item, one in zip(items, odds, strict=True)]
    scored = found["results"]["soro_school_exam"]
    assert scored["acc_norm,none"] == pytest.approx(sum(mark.score for mark in marks) / 8)
    assert scored["acc,none"] == pytest.approx(sum(mark.criteria["unnormalized"] for mark in marks) / 8)
    samples = sorted(found["samples"]["soro_school_exam"], key=lambda sample: sample["doc_id"])
    said = [[float(one[0][0]) for one in sample["resps"]] for sample in samples]
    assert together(said, odds) < NATS


@pytest.mark.parametrize("name", ["gguf", "checkpoint"])
def test_a_model_writes_the_same_at_every_call(name: str, request: pytest.FixtureRequest) -> None:
    model: Model = request.getfixturevalue(name)
    first, second = model.generate([REPLY, REPLY])
    assert first == second
    assert "Савол:" not in first


@pytest.mark.parametrize("question", ["Об дар чанд дараҷа меҷӯшад?", "Қувва чист?"])
def test_the_gguf_and_its_checkpoint_write_the_same(
    gguf: GgufModel, checkpoint: CheckpointModel, question: str
) -> None:
    """Until the context is full: far past the tokens that the penalty looks back on."""
    long = Reply((Turn(Role.USER, question),), frame("tg"), 400)
    (one,), (other,) = gguf.generate([long]), checkpoint.generate([long])
    assert one == other
    assert len(one) > 200


def sampled(logits: torch.Tensor, written: list[int]) -> int:
    """The token that the application draws greedily after those that were written."""
    chain = llama._sampler(Sampling(temperature=0.0), len(logits))
    odds = [llama_cpp.llama_token_data(at, float(value), 0.0) for at, value in enumerate(logits)]
    content = (llama_cpp.llama_token_data * len(odds))(*odds)
    found = llama_cpp.llama_token_data_array(content, len(odds), -1, False)
    for token in written:
        llama_cpp.llama_sampler_accept(chain, token)
    llama_cpp.llama_sampler_apply(chain, ctypes.byref(found))
    token = int(found.data[found.selected].id)
    llama_cpp.llama_sampler_free(chain)
    return token


@pytest.mark.parametrize("seed", range(20))
def test_the_penalty_is_that_of_the_application(seed: int) -> None:
    drawn = torch.Generator().manual_seed(seed)
    logits = torch.randn(90, generator=drawn) - seed % 3
    prompt, written = torch.randint(90, (2, 100), generator=drawn)
    ours = Penalty(len(prompt))(torch.cat([prompt, written])[None], logits[None])
    assert int(ours.argmax()) == sampled(logits, written.tolist())
    assert int(torch.isfinite(ours).sum()) == Sampling().top_k


@pytest.mark.parametrize("name", ["gguf", "checkpoint"])
def test_a_question_that_does_not_fit_has_an_empty_reply(name: str, request: pytest.FixtureRequest) -> None:
    model: Model = request.getfixturevalue(name)
    long = Reply((Turn(Role.USER, "Об меҷӯшад. " * 200),), frame("tg"), 12)
    assert model.generate([long, REPLY])[0] == ""


@pytest.mark.parametrize("option", [" буғ", " об" * 90])
def test_a_context_that_is_too_long_loses_its_beginning(
    gguf: GgufModel, checkpoint: CheckpointModel, option: str
) -> None:
    long = Likelihood("Об меҷӯшад. " * 200 + "Савол: Об?\nҶавоб:", (option, " дарё"))
    assert together(gguf.log_odds([long]), checkpoint.log_odds([long])) < NATS
    assert all(value < 0 for value in gguf.log_odds([long])[0])


def test_of_a_context_that_is_too_long_the_begin_token_stays(checkpoint: CheckpointModel) -> None:
    end = "Савол: Об?\nҶавоб:"
    long = Likelihood("Об меҷӯшад. " * 200 + end, (" буғ",))
    ids = checkpoint._tokens(long.context)
    (begin, *kept), option = ids[:1] + ids[-60:], checkpoint._tokens(long.context + " буғ")[len(ids) :]
    short = CheckpointModel(checkpoint._source, context=1 + len(kept) + len(option))
    whole = checkpoint._score([([begin, *kept], option)])
    assert together(short.log_odds([long]), [whole]) < NATS


def characters(text: str) -> list[int]:
    return [0, *map(ord, text)]


def test_a_question_that_fits_is_one_part() -> None:
    (part,) = parts(Likelihood("савол", (" а", " б")), characters, Limits(16, 32, 8))
    assert part.of == (0, 1)
    assert part.question.prefix == characters("савол")


def test_long_options_are_read_in_pieces_that_follow_one_another() -> None:
    found = parts(Likelihood("сав", (" " + "а" * 9, " б")), characters, Limits(64, 64, 4))
    pieces = [part for part in found if part.of == (0,)]
    read = [token for part in pieces for token in part.question.options[0]]
    assert read == list(map(ord, " " + "а" * 9))
    assert list(pieces[1].question.prefix) == [*characters("сав"), *map(ord, " ааа")]
    assert all(part.question.outputs <= 4 for part in found)


def test_what_does_not_fit_keeps_its_begin_token() -> None:
    for part in parts(Likelihood("с" * 99, (" а",)), characters, Limits(16, 16, 8)):
        assert part.question.prefix[0] == 0
        assert part.question.size <= 16


def test_spaces_before_a_continuation_belong_to_it() -> None:
    assert pair(characters, "а ", "б") == pair(characters, "а", " б")


def test_a_text_is_cut_at_its_first_stop() -> None:
    assert cut(" а\nСавол: б\n", ("\nСавол:", "\nҶавоб:")) == "а"
    assert cut("а", ()) == "а"


@pytest.mark.parametrize("content", [None, b"", b"no model at all", b"GGUF" + bytes(99)])
def test_a_file_that_is_no_model_is_told(tmp_path: Path, content: bytes | None) -> None:
    file = tmp_path / "bad.gguf"
    if content is not None:
        file.write_bytes(content)
    model = GgufModel(file)
    with pytest.raises(TrainingError) as refused:
        model.log_odds(ASKED[:1])
    assert refused.value.fault is Fault.MODEL_REFUSED
    assert isinstance(refused.value.__cause__, TutorError), "whose words say what it is"
    with pytest.raises(TrainingError):
        model.generate([REPLY])
    model.close()


def test_a_folder_that_is_no_checkpoint_is_told(tmp_path: Path) -> None:
    with pytest.raises(TrainingError) as refused:
        CheckpointModel(str(tmp_path))
    assert refused.value.fault is Fault.MODEL_REFUSED
