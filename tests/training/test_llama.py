"""The odds that llama.cpp gives to many sequences at once, on the tiny model."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

pytest.importorskip("torch", reason="the training's libraries are not installed")


from soro_training import llama
from soro_training.llama import Question, Scorer


@pytest.fixture(scope="module")
def scorer(tiny_gguf: Path) -> Iterator[Scorer]:
    with Scorer(tiny_gguf, context=512) as made:
        yield made


def questions(scorer: Scorer) -> list[Question]:
    texts = [
        ("Қувва чист?", ("Қувва тағйир медиҳад", "Об", "Дар мактаб")),
        ("Об дар", ("сад дараҷа", "буғ")),
        ("Water boils", (" at", " and turns into steam")),
    ]
    return [
        Question(
            scorer.tokens(prefix), tuple(scorer.tokens(option, is_beginning=False) for option in options)
        )
        for prefix, options in texts
    ]


def one_by_one(scorer: Scorer, question: Question) -> list[float]:
    odds = []
    for option in question.options:
        rows = scorer.logits([*question.prefix, *option]).astype(np.float64)
        rows -= np.logaddexp.reduce(rows, axis=1, keepdims=True)
        start = len(question.prefix) - 1
        odds.append(float(sum(rows[start + at, token] for at, token in enumerate(option))))
    return odds


def test_questions_beside_one_another_have_the_odds_of_each_alone(scorer: Scorer) -> None:
    asked = questions(scorer) * 9  # more options than sequences: several groups
    found = scorer.log_odds(asked)
    for question, odds in zip(asked[:3], found[:3], strict=True):
        assert odds == pytest.approx(one_by_one(scorer, question), abs=1e-3)
    assert found[:3] == [pytest.approx(odds, abs=1e-3) for odds in found[-3:]]


def test_a_question_that_does_not_fit_is_a_bug(scorer: Scorer) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        scorer.log_odds([Question([1] * 600, ([2],))])


def test_a_text_in_the_middle_has_no_begin_token(scorer: Scorer) -> None:
    assert scorer.tokens("Об")[0] == scorer.weights.bos
    assert scorer.weights.bos not in scorer.tokens("Об", is_beginning=False)


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    from soro_tutor.domain.errors import TutorError

    (tmp_path / "x.gguf").write_bytes(b"GGUF")
    with pytest.raises(TutorError):
        Scorer(tmp_path / "x.gguf")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
@pytest.mark.parametrize("is_full", [True, False])
def test_a_quantization_that_had_no_room_says_so_and_leaves_no_half(
    tiny_gguf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_full: bool
) -> None:
    """llama.cpp writes into a device that is always full, and says only that it failed."""
    (tmp_path / "x.part").symlink_to("/dev/full")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=0 if is_full else 10**12))
    with pytest.raises(OSError if is_full else RuntimeError, match=r"No space|could not quantize"):
        llama.quantize(tiny_gguf, tmp_path / "x.part", "Q8_0", {}, threads=1)
    assert not list(tmp_path.iterdir())


def test_every_kind_of_quantization_is_known() -> None:
    assert set(llama.KINDS) == {"Q8_0", "Q6_K", "Q5_K_M", "Q4_K_M", "IQ4_XS", "Q4_0"}
