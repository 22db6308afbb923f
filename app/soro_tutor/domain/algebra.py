"""What grading and working ask of algebra; a bounded child process or SymPy itself answers."""

from typing import Protocol


class Algebra(Protocol):
    """Questions about expressions and equations as text that `domain.expression` can read.

    Each raises TutorError ALGEBRA_TOO_SLOW where the answer is not found in time, NotReadable for other text.
    """

    def are_equal(self, one: str, other: str) -> bool:
        """Whether two expressions have the same value wherever both are defined."""
        ...

    def have_same_solutions(self, one: str, other: str) -> bool:
        """Whether two lines of equations or inequalities ('x = 2 or x = -2') have the same real solutions."""
        ...
