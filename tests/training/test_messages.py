"""The words for the training's errors."""

import pytest

from soro_training.errors import Fault, TrainingError
from soro_training.messages import sentence_for
from soro_tutor import i18n

DATA = dict.fromkeys(("stage", "stages", "name", "path", "detail", "line", "key"), "х")


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("fault", list(Fault))
def test_every_fault_has_words(fault: Fault, language: str) -> None:
    i18n.use(language)
    said = sentence_for(TrainingError(fault, **DATA))
    assert said.endswith((".", "txt"))
    assert "{" not in said
