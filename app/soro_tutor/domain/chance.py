"""What draws at random: the domain is given it, so that a seed makes every draw repeatable."""

from collections.abc import MutableSequence, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Chance(Protocol):
    """The part of random.Random that the domain uses."""

    def randint(self, a: int, b: int) -> int:
        """A whole number from `a` to `b`, both included."""

    def random(self) -> float:
        """A number from 0 up to 1."""

    def choice(self, seq: Sequence[T]) -> T:
        """One of `seq`."""

    def sample(self, population: Sequence[T], k: int) -> list[T]:
        """`k` different places of `population`, in random order."""

    def shuffle(self, x: MutableSequence[T]) -> None:
        """Put `x` into random order, in place."""
