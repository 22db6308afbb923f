"""Every slip that code recognises has words in three languages."""

from collections.abc import Iterator

import pytest

from soro_tutor import i18n
from soro_tutor.domain.slip import Slip
from soro_tutor.session import slips


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    i18n.use("en")


@pytest.mark.parametrize("slip", Slip)
def test_every_slip_has_words_in_three_languages(slip: Slip) -> None:
    said = []
    for language in ("en", "tg", "ru"):
        i18n.use(language)
        said.append(slips.words(slip))
    assert len(set(said)) == 3
    assert said[1].startswith("Шояд ")
    assert said[2].startswith("Возможно, ")


def test_no_two_slips_have_the_same_words() -> None:
    assert len({slips.words(slip) for slip in Slip}) == len(Slip)
