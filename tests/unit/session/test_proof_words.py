"""What the checker of packs says is whole sentences of the interface's language."""

import re

import pytest

from soro_tutor import i18n
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.figure import FigureFault
from soro_tutor.domain.proofreading import Flaw, FlawKind
from soro_tutor.session.messages import words_for
from soro_tutor.session.proof_words import sentence

ENGLISH = re.compile(r"\b(?:the|is|has|cannot|be|than|exercise|characters|known)\b")


@pytest.mark.parametrize("fault", FigureFault)
@pytest.mark.parametrize("language", ["tg", "ru"])
def test_a_figure_that_cannot_be_drawn_is_told_in_one_language(fault: FigureFault, language: str) -> None:
    i18n.use(language)
    told = sentence(Flaw(FlawKind.FIGURE, "statement", "42", fault))
    assert not ENGLISH.search(told)
    assert "{" not in told


def test_what_cannot_be_read_of_a_figure_is_named() -> None:
    i18n.use("tg")
    told = sentence(Flaw(FlawKind.FIGURE, "statement", "__import__('os')", FigureFault.CURVE))
    assert "«__import__('os')»" in told


@pytest.mark.parametrize(("item", "names"), [("", 2), ("geo-1", 3)])
def test_a_fault_of_the_pack_itself_names_no_exercise(item: str, names: int) -> None:
    i18n.use("tg")
    words = words_for(TutorError(ErrorCode.PACK_FIELD, path="empty.toml", item=item, field="subject"))
    assert words.text.count("«") == names
    assert "«»" not in words.text
    assert ("супориши" in words.text) == bool(item)
