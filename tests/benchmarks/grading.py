"""Short answers graded a second: decided without SymPy, and by SymPy in its process.

uv run python tests/benchmarks/grading.py [seconds]
"""

import sys
import time

from soro_tutor.algebra.client import AlgebraClient
from soro_tutor.domain.dialogue import Subject
from soro_tutor.domain.grading import Answer, grade
from soro_tutor.domain.item import Item, Number, Response, Short

SECONDS = 2.0
PLAIN = (
    (Short(("ҳуқуқ",)), ("хукук", "ҳуқуқ", "давлат")),
    (Number("20", "m/s"), ("20 м/с", "20", "19,5")),
    (Short(("2x+3",), is_expression=True), ("2x+3", "2x+4", "3x")),
)
ALGEBRA = ((Short(("x^2+2x+1",), is_expression=True), ("(x+1)^2", "x(x+2)+1", "(x+2)^2-2x-3")),)


def rate(
    cases: tuple[tuple[Response, tuple[str, ...]], ...], algebra: AlgebraClient, seconds: float
) -> float:
    """Answers a second over at least `seconds`, after one round to warm up."""
    work = [(_item(response), Answer(text)) for response, texts in cases for text in texts]
    for item, answer in work:
        grade(item, answer, algebra)
    count, started = 0, time.perf_counter()
    while (passed := time.perf_counter() - started) < seconds:
        for item, answer in work:
            grade(item, answer, algebra)
        count += len(work)
    return count / passed


def _item(response: Response) -> Item:
    return Item("item", Subject.MATHEMATICS, "topic", 7, "?", response, ("", "", ""), (), 1)


def main() -> None:
    """Print both rates beside their aims."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    algebra = AlgebraClient()
    try:
        print(f"without SymPy {rate(PLAIN, algebra, seconds):8.0f} answers a second (aim 1000)")
        print(f"with SymPy    {rate(ALGEBRA, algebra, seconds):8.0f} answers a second (aim 50)")
    finally:
        algebra.close()


if __name__ == "__main__":
    main()
