"""SymPy decides what values at points cannot."""

import pytest

from soro_tutor.domain.equivalence import DirectAlgebra
from soro_tutor.domain.expression import NotReadable

EQUAL = [("(x+1)^2", "x^2+2x+1"), ("sin(x)^2+cos(x)^2", "1"), ("√(x^2)", "|x|"), ("lg 100x", "2+lg x")]
SAME = [
    ("2x=8", "x=4"), ("x^2=9", "x=±3"), ("-2x>4", "x<-2"), ("x≠2", "2≠x"), ("x=1; x=2", "x=2 ё x=1"),
    ("0=5", "x=x+1"), ("2x+2y=6", "x+y=3"), ("x∈(1;3]", "1<x≤3"), ("√x=-1", "x^2=-1"),
]  # fmt: skip
DIFFERENT = [("x^2=9", "x=3"), ("x>2", "x≥2"), ("x+y=3", "x-y=3"), ("√x=x-2", "x=(x-2)^2"), ("x=1", "x=2")]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal_expressions_are_equal(one: str, other: str) -> None:
    assert DirectAlgebra().are_equal(one, other)


def test_unequal_expressions_are_not() -> None:
    assert not DirectAlgebra().are_equal("√(x^2)", "x")


@pytest.mark.parametrize(("one", "other"), SAME)
def test_lines_with_the_same_solutions_are_the_same(one: str, other: str) -> None:
    assert DirectAlgebra().have_same_solutions(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_lines_with_other_solutions_are_not(one: str, other: str) -> None:
    assert not DirectAlgebra().have_same_solutions(one, other)


def test_inequalities_in_several_unknowns_are_not_decided() -> None:
    with pytest.raises(NotReadable):
        DirectAlgebra().have_same_solutions("x+y<3", "x<3-y")
