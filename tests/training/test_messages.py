"""The words for the training's errors."""

import pickle
import string

import pytest

from soro_training import messages
from soro_training.errors import Fault, TrainingError
from soro_training.messages import sentence_for
from soro_tutor import i18n


def placeholders(fault: Fault) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(messages._words(fault)) if name}


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_words(fault: Fault, language: str) -> None:
    i18n.use(language)
    said = sentence_for(TrainingError(fault, **dict.fromkeys(placeholders(fault), "х")))
    assert said.endswith((".", "txt", "х"))  # or with the words of the application's own error
    assert "{" not in said


def test_an_error_comes_through_a_process_border() -> None:
    error = TrainingError(Fault.FILE_DAMAGED, path="а.jsonl", line=3, detail="x")
    again = pickle.loads(pickle.dumps(error))
    assert (again.fault, again.data) == (error.fault, error.data)
