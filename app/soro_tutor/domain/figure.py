"""Figures as data: a short TOML block in an item or a reply becomes points, lines and bars; nothing runs."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from soro_tutor.domain.expression import Expression, NotReadable
from soro_tutor.domain.expression import parse as parse_expression

FENCE = "figure"
MAX_SOURCE = 4_000  # characters
MAX_PARTS = 40  # curves, points, bars … of one figure
MAX_LABEL = 60  # characters
MAX_VALUE = 1e6
MAX_TICKS = 100

Table = Mapping[str, Any]


class FigureFault(StrEnum):
    """Why a block is no figure, with what the error's `detail` names."""

    LENGTH = "length"  # the most characters
    TOML = "toml"  # the line
    KIND = "kind"  # the kinds there are
    FIELD = "field"  # one that is not known
    CURVE = "curve"  # one that cannot be read
    UNKNOWN = "unknown"  # a curve with another unknown than x
    LINE = "line"  # the most ticks of a number line
    POINTS = "points"  # the most points
    NAME = "name"  # of no point
    BARS = "bars"  # labels and values of different length
    SPAN = "span"  # two numbers, the larger first
    LIST = "list"  # how long it has to be
    TABLES = "tables"  # a field that is no list of tables
    POSITIVE = "positive"  # a field that is not above nought
    NUMBER = "number"  # a field that is no number, or too large
    LABEL = "label"  # the most characters
    OPEN = "open"  # the sign that is missing at the end


class FigureError(ValueError):
    """A block that is no figure, and why, for whoever wrote the block."""

    def __init__(self, fault: FigureFault, detail: object = "") -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = str(detail)


@dataclass(frozen=True, slots=True)
class Point:
    """A place with the letter or words beside it."""

    x: float
    y: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Curves y = f(x) from x[0] to x[1]; `y` is None where the curves decide how high the graph is."""

    curves: tuple[Expression, ...]
    x: tuple[float, float]
    y: tuple[float, float] | None
    points: tuple[Point, ...]
    x_label: str
    y_label: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a number line; an open end does not belong to it."""

    start: float
    end: float
    is_start_open: bool
    is_end_open: bool


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A line with a tick every `step` from `start` to `end`; its points have y = 0."""

    start: float
    end: float
    step: float
    points: tuple[Point, ...]
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A line from one point to another, with a label at its middle."""

    start: Point
    end: Point
    label: str


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle about a point."""

    center: Point
    radius: float


@dataclass(frozen=True, slots=True)
class Angle:
    """The angle at a point, between the directions to two others; a right one is drawn as a small square."""

    at: Point
    start: Point
    end: Point
    label: str
    is_right: bool


@dataclass(frozen=True, slots=True)
class Geometry:
    """Named points with what is drawn between them."""

    points: tuple[Point, ...]
    polygons: tuple[tuple[Point, ...], ...]
    segments: tuple[Segment, ...]
    circles: tuple[Circle, ...]
    angles: tuple[Angle, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart: a value for each label."""

    labels: tuple[str, ...]
    values: tuple[float, ...]
    y_label: str


Figure = Graph | NumberLine | Geometry | Bars


def parse(source: str) -> Figure:
    """The figure of a block's text, in the form that resources/bank/README.md describes.

    Raises FigureError for anything that cannot be drawn.
    """
    if len(source) > MAX_SOURCE:
        raise FigureError(FigureFault.LENGTH, MAX_SOURCE)
    try:
        table = tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        raise FigureError(FigureFault.TOML, _line_of(error, source)) from error
    kind = table.pop("kind", None)
    if not isinstance(kind, str) or kind not in _KINDS:
        raise FigureError(FigureFault.KIND, ", ".join(_KINDS))
    read, fields = _KINDS[kind]
    _check_fields(table, fields, kind)
    return read(table)


def _line_of(error: Exception, source: str) -> int:
    """The line that tomllib names, the last one where it names none."""
    found = re.search(r"at line (\d+)", str(error))
    return int(found[1]) if found else len(source.splitlines())


def _graph(table: Table) -> Graph:
    x = _span(table, "x") or (-5.0, 5.0)
    return Graph(
        curves=tuple(_curve(text) for text in _list(table, "curves")),
        x=x,
        y=_span(table, "y"),
        points=tuple(_placed_point(point) for point in _tables(table, "points", ("x", "y", "label"))),
        x_label=_label(table, "x_label"),
        y_label=_label(table, "y_label"),
    )


def _number_line(table: Table) -> NumberLine:
    start, end, step = _number(table, "from"), _number(table, "to"), _number(table, "step", 1)
    if not (end > start and step > 0 and (end - start) / step <= MAX_TICKS):
        raise FigureError(FigureFault.LINE, MAX_TICKS)
    points = _tables(table, "points", ("at", "label"))
    intervals = _tables(table, "intervals", ("from", "to", "open_from", "open_to"))
    return NumberLine(
        start,
        end,
        step,
        tuple(Point(_number(point, "at"), 0.0, _label(point, "label")) for point in points),
        tuple(
            Interval(
                _number(part, "from"),
                _number(part, "to"),
                bool(part.get("open_from", False)),
                bool(part.get("open_to", False)),
            )
            for part in intervals
        ),
    )


def _geometry(table: Table) -> Geometry:
    places = table.get("points", {})
    if not isinstance(places, dict) or not places or len(places) > MAX_PARTS:
        raise FigureError(FigureFault.POINTS, MAX_PARTS)
    points = {name: Point(*_pair(place, f"points.{name}"), _short(name)) for name, place in places.items()}

    def named(name: Any) -> Point:
        if not isinstance(name, str) or name not in points:
            raise FigureError(FigureFault.NAME, name)
        return points[name]

    segments = _tables(table, "segments", ("ends", "label"))
    angles = _tables(table, "angles", ("at", "from", "to", "label", "right"))
    return Geometry(
        tuple(points.values()),
        tuple(tuple(map(named, _checked_list(names, 3))) for names in _list(table, "polygons")),
        tuple(
            Segment(named(ends[0]), named(ends[1]), _label(part, "label"))
            for part in segments
            for ends in [_checked_list(part.get("ends"), 2, 2)]
        ),
        tuple(
            Circle(named(part.get("center")), _positive(part, "radius"))
            for part in _tables(table, "circles", ("center", "radius"))
        ),
        tuple(
            Angle(
                named(part.get("at")),
                named(part.get("from")),
                named(part.get("to")),
                _label(part, "label"),
                bool(part.get("right", False)),
            )
            for part in angles
        ),
    )


def _bars(table: Table) -> Bars:
    labels, values = _list(table, "labels"), _list(table, "values")
    if not labels or len(labels) != len(values):
        raise FigureError(FigureFault.BARS)
    return Bars(
        tuple(_short(label) for label in labels),
        tuple(_finite(value, "values") for value in values),
        _label(table, "y_label"),
    )


_KINDS: Mapping[str, tuple[Callable[[Table], Figure], tuple[str, ...]]] = {
    "graph": (_graph, ("curves", "x", "y", "points", "x_label", "y_label")),
    "number_line": (_number_line, ("from", "to", "step", "points", "intervals")),
    "geometry": (_geometry, ("points", "polygons", "segments", "circles", "angles")),
    "bars": (_bars, ("labels", "values", "y_label")),
}


def _check_fields(table: Table, fields: Sequence[str], where: str) -> None:
    for name in table:
        if name not in fields:
            raise FigureError(FigureFault.FIELD, f"{where}.{name}")


def _curve(text: Any) -> Expression:
    try:
        curve = parse_expression(text if isinstance(text, str) else "")
    except NotReadable as error:
        raise FigureError(FigureFault.CURVE, text) from error
    if not curve.names <= {"x"}:
        raise FigureError(FigureFault.UNKNOWN, text)
    return curve


def _placed_point(table: Table) -> Point:
    return Point(_number(table, "x"), _number(table, "y"), _label(table, "label"))


def _span(table: Table, name: str) -> tuple[float, float] | None:
    if name not in table:
        return None
    low, high = _pair(table[name], name)
    if low >= high:
        raise FigureError(FigureFault.SPAN, name)
    return low, high


def _pair(value: Any, name: str) -> tuple[float, float]:
    first, second = _checked_list(value, 2, 2)
    return _finite(first, name), _finite(second, name)


def _list(table: Table, name: str) -> list[Any]:
    return _checked_list(table.get(name, []), 0)


def _checked_list(value: Any, least: int, most: int = MAX_PARTS) -> list[Any]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise FigureError(FigureFault.LIST, f"{least}–{most}" if least < most else least)
    return value


def _tables(table: Table, name: str, fields: Sequence[str]) -> list[Table]:
    parts = _list(table, name)
    for part in parts:
        if not isinstance(part, dict):
            raise FigureError(FigureFault.TABLES, name)
        _check_fields(part, fields, name)
    return parts


def _number(table: Table, name: str, default: float | None = None) -> float:
    return _finite(table.get(name, default), name)


def _positive(table: Table, name: str) -> float:
    number = _number(table, name)
    if number <= 0:
        raise FigureError(FigureFault.POSITIVE, name)
    return number


def _finite(value: Any, name: str) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not abs(value) <= MAX_VALUE:  # "not <=": nan is never within bounds
        raise FigureError(FigureFault.NUMBER, name)
    return float(value)


def _label(table: Table, name: str) -> str:
    return _short(table.get(name, ""))


def _short(text: Any) -> str:
    if not isinstance(text, str) or len(text) > MAX_LABEL:
        raise FigureError(FigureFault.LABEL, MAX_LABEL)
    return text
