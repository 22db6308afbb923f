"""Algebra in its process is bounded, and a new one takes the place of one that was killed."""

from collections.abc import Iterator

import psutil
import pytest

from soro_tutor.algebra.client import AlgebraClient
from soro_tutor.domain.errors import ErrorCode, TutorError

ENDLESS = ("((x+y+a+b+c)^60+1)^3-((x+y+a+b+c)^60)^3", "3(x+y+a+b+c)^120+3(x+y+a+b+c)^60+1")


@pytest.fixture
def algebra() -> Iterator[AlgebraClient]:
    client = AlgebraClient(seconds=1.0)
    yield client
    client.close()


def test_an_endless_comparison_is_cut_and_the_next_one_answered(algebra: AlgebraClient) -> None:
    with pytest.raises(TutorError) as refused:
        algebra.are_equal(*ENDLESS)
    assert refused.value.code is ErrorCode.ALGEBRA_TOO_SLOW
    algebra._seconds = 30.0
    assert algebra.are_equal("(x+1)^2", "x^2+2x+1")


def test_a_child_that_grows_too_large_is_killed() -> None:
    client = AlgebraClient(memory=2**24)
    with pytest.raises(TutorError):
        client.are_equal("(x+1)^2", "x^2+2x+1")
    assert client.process_id is None


def test_close_leaves_no_process(algebra: AlgebraClient) -> None:
    algebra.warm()
    process = algebra.process_id
    algebra.close()
    assert process is not None
    assert not psutil.pid_exists(process)
