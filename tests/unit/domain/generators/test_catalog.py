"""The list of all generators."""

import random
from types import SimpleNamespace

import pytest

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.errors import ErrorCode, TutorError
from soro_tutor.domain.generators import catalog
from soro_tutor.domain.generators.generator import Generator, Variant


class OwnError(Exception):
    """What a library may raise: no kind that anybody could list."""


def _broken(_: Chance) -> Variant:
    raise OwnError


BROKEN = Generator("broken", "physics.7.force", 7, 1, _broken)


def test_every_generator_stands_under_its_own_name() -> None:
    assert all(name == generator.name for name, generator in catalog.generators().items())


def test_two_generators_of_one_name_are_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = SimpleNamespace(GENERATORS=(BROKEN, BROKEN))
    monkeypatch.setattr(catalog, "import_module", lambda _: twice)
    with pytest.raises(ValueError, match="broken"):
        catalog.generators.__wrapped__()


def test_whatever_a_generator_raises_becomes_an_expected_error(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(TutorError) as caught:
        catalog.generated(BROKEN, random.Random(1), 1)
    assert (caught.value.code, caught.value.data) == (ErrorCode.GENERATOR_FAILED, {"generator": "broken"})
    assert "OwnError" in caplog.text
