"""School work as it is written down: right work is never marked wrong, and wrong work is."""

import pytest

from soro_tutor.domain.equivalence import DirectAlgebra
from soro_tutor.domain.working import check_lines

RIGHT = """
2x + 6 = 14 | 2x = 14 - 6 | 2x = 8 | x = 8 : 2 | x = 4 | Ҷавоб: x = 4
2x + 6 = 14 | яъне 2x = 8 | аз ин ҷо x = 4. | Ҷавоб: 4
Ҳал: | 3(x - 2) = 12 | 3x - 6 = 12 | 3x = 18 | x = 18÷3 | x = 6 | Санҷиш: 3·(6-2) = 12
1) 2x = 8 | 2) x = 4
2x = 8 ⇒ x = 4
2x = 8 => x = 4
5x - 3 = 2x + 9 | 5x - 2x = 9 + 3 | 3x = 12 | :3 | x = 4
х/2 + 1 = 3 | х/2 = 2 | х = 4
x/3 = 4/6 | 6x = 12 | x = 2
x : 3 = 4 : 6 | x = 3·4 : 6 | x = 2
1/2 + 1/3 = 3/6 + 2/6 = 5/6
½ + ⅓ = 3/6 + 2/6 = 5/6
2 1/2 + 1 1/2 = 5/2 + 3/2 = 8/2 = 4
2 + 3·4 = 2 + 12 = 14
1) 3·4 = 12 | 2) 2 + 12 = 14 | Ҷавоб: 14
2 + 3·4 | 3·4 = 12 | 2 + 12 = 14
(5 - 2)^2 : 3 = 9 : 3 = 3
7 : 2 = 3,5
2/3 ≈ 0,67
√2 ≈ 1,41
S = π·2² = 4π ≈ 12,56
S = 3,14·2² = 12,56
v = 72 : 3,6 = 20
2(x + 3) | = 2x + 6
2(x + 3) = 2x + 6
(a + b)² = a² + 2ab + b²
(x+1)² - x² = x² + 2x + 1 - x² = 2x + 1
5 - (x - 2) | 5 - x + 2 | 7 - x
x² - 5x + 6 = 0 | D = 25 - 24 = 1 | x₁ = (5 + 1)/2 = 3 | x₂ = (5 - 1)/2 = 2 | Ҷавоб: x₁ = 3, x₂ = 2
x² - 5x + 4 = 0 | D = b² - 4ac = 25 - 16 = 9 | D > 0 | √D = 3 | x₁,₂ = (5 ± 3)/2 | x₁ = 4; x₂ = 1
x² - 5x + 6 = 0 | D = 1 | x1 = 3 | x2 = 2
x² - 5x + 6 = 0 | (x - 2)(x - 3) = 0 | x - 2 = 0 ё x - 3 = 0 | x = 2 ё x = 3 | Ҷавоб: 2; 3
x² - 5x + 6 = 0 | (x - 2)(x - 3) = 0 | x - 2 = 0 | x = 2 | x - 3 = 0 | x = 3 | Ҷавоб: {2; 3}
x² = 9 | x = ±3
x² = 9 | x = ±√9 | x₁ = 3, x₂ = -3
x² - 9 = 0 | (x-3)(x+3) = 0 | x = 3 ва x = -3
x² = 3x | x² - 3x = 0 | x(x - 3) = 0 | x = 0 ё x = 3
|x - 3| = 5 | x - 3 = 5 ё x - 3 = -5 | x = 8 ё x = -2
√(x + 3) = x - 3 | x + 3 = (x - 3)² | x + 3 = x² - 6x + 9 | x² - 7x + 6 = 0 | x₁ = 1, x₂ = 6 | x = 6
x/(x - 1) = 2/(x - 1) | x ≠ 1 | x = 2
-2x > 4 | x < -2 | Ҷавоб: (-∞; -2)
-2x ≥ 4 | :(-2) | x ≤ -2 | x ∈ (-∞; -2]
3 - x < 5 | -x < 2 | x > -2
x² - 5x + 6 > 0 | x² - 5x + 6 = 0 | x₁ = 2, x₂ = 3 | x < 2 ё x > 3 | x ∈ (-∞; 2) ∪ (3; +∞)
1 < x + 2 ≤ 5 | -1 < x ≤ 3
2x + 3 = 2x + 8 | 2x - 2x = 8 - 3 | 0 = 5 | Ҷавоб: реша надорад
2(x + 1) = 2x + 2 | 0 = 0
x + y = 7 | x - y = 1 | 2x = 8 | x = 4 | y = 7 - 4 | y = 3
y = 2x + 1 | x + y = 7 | x + 2x + 1 = 7 | 3x = 6 | x = 2 | y = 5
x⁴ - 5x² + 4 = 0 | t = x² | t² - 5t + 4 = 0 | t = 1 ё t = 4 | x² = 1 ё x² = 4 | x = ±1 ё x = ±2
2^x = 8 | 2^x = 2^3 | x = 3
log_2 x = 3 | x = 2^3 | x = 8
\\frac{x}{2} = 3 | x = 3 \\cdot 2 | x = 6
F = m·a | a = F/m | a = 10/2 = 5
s = v·t | 100 = 20·t | t = 100 : 20 | t = 5 с
0,5x = 2 | x = 2 : 0,5 | x = 4
15% · 200 = 0,15·200 = 30
2x=8 | Акнун ҳарду тарафро ба 2 тақсим мекунем. | x=4
"""
WRONG = """
2x + 6 = 14 | 2x = 20 | x = 10 > 1
x² - 5x + 6 = 0 | D = 25 - 24 = 2 > 1
x² - 5x + 6 = 0 | x₁ = 3 | x₂ = 1 > 1
x² = 9 | x = 3 > 1
x² - 5x + 6 = 0 | (x - 2)(x - 3) = 0 | x = 2 > 2
-2x > 4 | x > -2 > 1
2(x + 3) | = 2x + 3 > 1
1) 3·4 = 12 | 2) 2 + 12 = 15 > 1
2/3 ≈ 0,9 > 0
(a + b)² | a² + b² > 1
x² = 3x | x = 3 | Ҷавоб: 3 > 1
1/2 + 1/3 = 2/5 > 0
Ҳал: | 3x = 12 | x = 9 > 2
2x = 8 ⇒ x = 16 > 0
x/2 = 4 | Ҷавоб: x = 2 > 1
x < 3 | Ҷавоб: (3; +∞) > 1
"""


def lines_of(row: str) -> list[str]:
    """The row's lines; '| :3' behind an equation belongs to it."""
    return [
        line.replace("¦", "|")
        for line in row.replace(" | :", " ¦ :").replace("|x - 3|", "¦x - 3¦").split("|")
    ]


@pytest.mark.parametrize("row", RIGHT.strip().splitlines())
def test_right_work_is_never_marked_wrong(row: str) -> None:
    working = check_lines(lines_of(row), DirectAlgebra())
    assert working.first_wrong is None
    assert any(line.follows for line in working.lines)


@pytest.mark.parametrize("row", WRONG.strip().splitlines())
def test_the_first_wrong_line_is_found(row: str) -> None:
    work, _, place = row.rpartition(" > ")
    assert check_lines(lines_of(work), DirectAlgebra()).first_wrong == int(place)
