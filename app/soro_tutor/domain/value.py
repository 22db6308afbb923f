"""The value of an expression's tree: exact where arithmetic is, a float elsewhere, never beyond bounds."""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from soro_tutor.domain.notation import NotReadable
from soro_tutor.domain.tree import CONSTANTS, Apply, Name, Node, Number

MAX_EXPONENT = 1_000
MAX_BITS = 3_400  # of an exact value: about a thousand digits
MAX_FACTORIAL = 200

Value = Fraction | float


def value_of(tree: Node, values: Mapping[str, Value] | None = None) -> Value | None:
    """The value of a tree, exact where it can be; None where an unknown has no value.

    Raises NotReadable where it does not exist or is beyond bounds.
    """
    try:
        return number_in(tree, values or {})
    except KeyError:
        return None
    except (ArithmeticError, ValueError) as error:
        raise NotReadable(str(error)) from error


def checked_value(tree: Node) -> Value | None:
    """The value, None with unknowns. Raises NotReadable where a part without unknowns has none: x + 1/0."""
    match tree:
        case Number(value):
            return value
        case Name(name):
            return CONSTANTS.get(name)
        case Apply(operation, arguments):
            parts = [checked_value(argument) for argument in arguments]
            _check_second(operation, parts[-1])
            known = [part for part in parts if part is not None]
            if len(known) < len(parts):
                return None
            try:
                return _bounded(_OPERATIONS[operation](*known))
            except (ArithmeticError, ValueError) as error:
                raise NotReadable(str(error)) from error


def _check_second(operation: str, value: Value | None) -> None:
    """Also x^(10^9) and x/0 are refused, whatever x is."""
    if operation == "^" and value is not None and not -MAX_EXPONENT <= value <= MAX_EXPONENT:
        raise NotReadable("too large an exponent")
    if operation == "/" and value == 0:
        raise NotReadable("division by zero")


def number_in(tree: Node, values: Mapping[str, Value]) -> Value:
    """The value with `values` for the unknowns. Raises KeyError, ArithmeticError, ValueError, NotReadable."""
    match tree:
        case Number(value):
            return value
        case Name(name):
            return CONSTANTS[name] if name in CONSTANTS else values[name]
        case Apply(operation, arguments):
            parts = [number_in(argument, values) for argument in arguments]
            return _bounded(_OPERATIONS[operation](*parts))


def _bounded(value: Value) -> Value:
    if isinstance(value, Fraction):
        if max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
            raise NotReadable("too many digits")
    elif not math.isfinite(value):
        raise ValueError("not a finite number")
    return value


def _power_of(base: Value, exponent: Value) -> Value:
    if isinstance(exponent, Fraction) and exponent.denominator == 1:
        whole = exponent.numerator
        if abs(whole) > MAX_EXPONENT:
            raise NotReadable("too large an exponent")
        if isinstance(base, Fraction):
            size = max(base.numerator.bit_length(), base.denominator.bit_length())
            if size > 1 and size * abs(whole) > 2 * MAX_BITS:
                raise NotReadable("too many digits")
            return base**whole
    if isinstance(exponent, Fraction) and isinstance(base, Fraction):
        return _power_of(_root_of(base, Fraction(exponent.denominator)), Fraction(exponent.numerator))
    if base < 0 and not float(exponent).is_integer():
        raise ValueError("a broken power of a negative number")
    return math.pow(float(base), float(exponent))


def _root_of(value: Value, degree: Value) -> Value:
    """The real root; exact where it is a fraction."""
    if not (isinstance(degree, Fraction) and degree.denominator == 1 and 1 <= degree <= MAX_EXPONENT):
        return _power_of(value, 1 / degree)
    if value < 0:
        if degree % 2 == 0:
            raise ValueError("an even root of a negative number")
        return -_root_of(-value, degree)
    if isinstance(value, Fraction):
        top, bottom = (_whole_root(part, int(degree)) for part in (value.numerator, value.denominator))
        if top is not None and bottom is not None:
            return Fraction(top, bottom)
    return math.pow(float(value), 1 / int(degree))


def _whole_root(value: int, degree: int) -> int | None:
    if degree == 2:
        root = math.isqrt(value)
    elif value.bit_length() > 900:  # a float would overflow
        return None
    else:
        root = round(value ** (1 / degree))
    return root if root**degree == value else None


def _factorial(value: Value) -> Value:
    if not isinstance(value, Fraction) or value.denominator != 1 or not 0 <= value <= MAX_FACTORIAL:
        raise NotReadable("no factorial")
    return Fraction(math.factorial(int(value)))


def _logarithm(value: Value, base: Value) -> Value:
    found = math.log(value) / math.log(base)
    near = Fraction(round(found))
    if isinstance(value, Fraction) and isinstance(base, Fraction) and abs(near) <= MAX_EXPONENT:
        return near if _power_of(base, near) == value else found
    return found


_OPERATIONS: Mapping[str, Callable[..., Value]] = {
    "+": lambda one, other: one + other,
    "-": lambda one, other: one - other,
    "*": lambda one, other: one * other,
    "/": lambda one, other: one / other,
    "^": _power_of,
    "neg": lambda one: -one,
    "!": _factorial,
    "root": _root_of,
    "log": _logarithm,
    "abs": abs,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "cot": lambda one: 1 / math.tan(one),
    "arcsin": math.asin,
    "arccos": math.acos,
    "arctan": math.atan,
    "arccot": lambda one: math.pi / 2 - math.atan(one),
    "exp": math.exp,
    "ln": math.log,
}
