"""How generators write: numbers as the school writes them, and four options that all differ."""

from collections.abc import Iterable
from fractions import Fraction

from soro_tutor.domain.chance import Chance
from soro_tutor.domain.item import Choice, Option

WRONG_OPTIONS = 3


def tex(number: int | float | Fraction) -> str:
    r"""A number in LaTeX: a decimal comma (3{,}5), a fraction as \frac, a real minus sign."""
    if isinstance(number, Fraction):
        if number.denominator == 1:
            return str(number.numerator)
        sign = "-" if number < 0 else ""
        return rf"{sign}\frac{{{abs(number.numerator)}}}{{{number.denominator}}}"
    if isinstance(number, float):
        number = int(number) if number.is_integer() else number
    return f"{number:.10g}".replace(".", "{,}") if isinstance(number, float) else str(number)


def choice(chance: Chance, right: str, wrong: Iterable[tuple[str, str]]) -> Choice:
    """A choice of the right option and the first three of `wrong` (text, misconception) that differ from all.

    Raises ValueError where fewer than three differ: the generator has to draw other values.
    """
    options = [Option(right, is_right=True)]
    for text, misconception in wrong:
        if text not in [option.text for option in options]:
            options.append(Option(text, misconception=misconception))
        if len(options) > WRONG_OPTIONS:
            break
    else:
        raise ValueError(f"fewer than {WRONG_OPTIONS} wrong options differ from {right!r}")
    chance.shuffle(options)
    return Choice(tuple(options))
