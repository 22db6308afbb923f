"""The words for the training's errors."""

import pickle
import string

import pytest

from soro_training import messages
from soro_training.errors import Cause, Fault, TrainingError
from soro_training.messages import sentence_for
from soro_tutor import i18n
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.session.messages import words_for


def placeholders(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_words(fault: Fault, language: str) -> None:
    i18n.use(language)
    said = sentence_for(TrainingError(fault, **dict.fromkeys(placeholders(messages._words(fault)), "х")))
    assert said.endswith((".", "txt"))
    assert "{" not in said


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_has_words_in_the_language(cause: Cause, language: str) -> None:
    i18n.use("en")
    english = messages._cause(cause)
    i18n.use(language)
    data = dict.fromkeys(placeholders(english), "х")
    said = sentence_for(TrainingError(Fault.FILE_DAMAGED, path="а", line=0, cause=cause, **data))
    assert said.endswith(".")
    assert "{" not in said
    assert (english.format(**data) in said) is (language == "en")


def test_a_librarys_words_stand_behind_a_sentence_as_its_own() -> None:
    i18n.use("tg")
    said = sentence_for(TrainingError(Fault.FILE_DAMAGED, path="а", line=3, detail="Expecting\n  value"))
    assert said.startswith("Сатри 3-и а-ро ")
    assert said.endswith(". Бо суханони худи барнома: Expecting value")


def test_an_error_of_the_application_speaks_in_its_words() -> None:
    i18n.use("tg")
    error = TrainingError(Fault.GGUF_DAMAGED, path="а.gguf")
    error.__cause__ = cause = TutorError(ErrorCode.MODEL_NOT_GGUF, path="а.gguf")
    assert sentence_for(error).endswith(f" {words_for(cause).as_line()}")


def test_an_error_comes_through_a_process_border() -> None:
    error = TrainingError(Fault.FILE_DAMAGED, path="а.jsonl", line=3, detail="x")
    again = pickle.loads(pickle.dumps(error))
    assert (again.fault, again.data) == (error.fault, error.data)
