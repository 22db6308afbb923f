"""Draws figures as pictures in the theme's colours and size: the only file that knows matplotlib."""

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QImage

from soro_tutor import paths
from soro_tutor.domain.expression import Expression, evaluate
from soro_tutor.domain.figure import (
    Angle,
    Bars,
    Figure,
    FigureError,
    Geometry,
    Graph,
    NumberLine,
    Point,
    Segment,
    parse,
)
from soro_tutor.ui.theme import Theme

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MAX_PICTURES = 60
CURVE_POINTS = 400
_DPI = 100  # with it a matplotlib point is 100/72 of a pixel
_WIDTH, _HEIGHT = 26.0, 18.0  # of a figure, in sizes of the text
_LINE_HEIGHT = 5.0  # of a number line
_STEEP = 0.4  # a direction's part below which a label is centred along it
_GAP = 0.35  # a label's distance from its point, in sizes of the text


@dataclass(frozen=True, slots=True)
class FigureStyle:
    """How figures are drawn: colours by role, the text's size in pixels, and device pixels in one of them."""

    text: str
    muted: str
    hairline: str
    accent: str
    help: str
    surface: str
    size: int
    ratio: float
    max_width: int


def style_of(theme: Theme, ratio: float, max_width: int) -> FigureStyle:
    """The style for a theme, at most `max_width` pixels wide."""
    return FigureStyle(
        text=theme.colour("text"),
        muted=theme.colour("muted"),
        hairline=theme.colour("hairline"),
        accent=theme.colour("accent"),
        help=theme.colour("help"),
        surface=theme.colour("surface"),
        size=theme.reading(13),
        ratio=ratio,
        max_width=max_width,
    )


@lru_cache(maxsize=MAX_PICTURES)
def draw(source: str, style: FigureStyle) -> QImage | None:
    """The picture of a figure block; None where it cannot be read or drawn."""
    try:
        return _drawn(parse(source), style)
    except Exception:  # noqa: BLE001 - a border: the source is shown, whatever the library says of it
        return None


def describe(source: str) -> str:
    """What is written on a figure, for a screen reader; '' where the block cannot be read."""
    try:
        figure = parse(source)
    except FigureError:
        return ""
    match figure:
        case Bars(labels, values):
            parts = [f"{label}: {value:g}" for label, value in zip(labels, values, strict=True)]
        case Graph():
            parts = _graph_words(figure)
        case NumberLine(points=points):
            parts = [f"{point.label} {point.x:g}".strip() for point in points]
        case Geometry():
            parts = [point.label for point in figure.points]
            parts += [part.label for part in figure.segments]
            parts += [part.label for part in figure.angles]
    return ", ".join(part for part in parts if part)


def _graph_words(graph: Graph) -> list[str]:
    """The axes and the points that are marked; a curve's formula may be what is asked for."""
    axes = [(graph.x_label or "x", graph.x), (graph.y_label or "y", graph.y)]
    parts = [f"{name}: {_number(ends[0])} … {_number(ends[1])}" for name, ends in axes if ends]
    places = [(point.label, f"({_number(point.x)}; {_number(point.y)})") for point in graph.points]
    return parts + [f"{label} {place}".strip() for label, place in places]


def prepare() -> None:
    """Load the library and find its fonts, which takes long the first time on a computer."""
    _set_up()


def _drawn(figure: Figure, style: FigureStyle) -> QImage:
    _set_up()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Sheet

    width, height = _size(figure, style)
    sheet = Sheet((width / _DPI, height / _DPI), dpi=_DPI * style.ratio, layout="constrained")
    sheet.patch.set_alpha(0)
    canvas = FigureCanvasAgg(sheet)
    with _fonts(style):
        axes = sheet.add_subplot()
        axes.set_facecolor("none")
        _draw_kind(axes, figure, style)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # a label that leaves no room is drawn all the same
            canvas.draw()  # type: ignore[no-untyped-call]
    columns, rows = canvas.get_width_height(physical=True)
    pixels = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    image = QImage(pixels, columns, rows, QImage.Format.Format_RGBA8888).copy()
    image.setDevicePixelRatio(style.ratio)
    return image


def _size(figure: Figure, style: FigureStyle) -> tuple[float, float]:
    """Width and height in pixels of the text."""
    width = min(_WIDTH * style.size, style.max_width)
    if isinstance(figure, NumberLine):
        return width, _LINE_HEIGHT * style.size
    return width, width * _HEIGHT / _WIDTH


def _draw_kind(axes: "Axes", figure: Figure, style: FigureStyle) -> None:
    match figure:
        case Graph():
            _draw_graph(axes, figure, style)
        case NumberLine():
            _draw_number_line(axes, figure, style)
        case Geometry():
            _draw_geometry(axes, figure, style)
        case Bars():
            _draw_bars(axes, figure, style)


def _draw_graph(axes: "Axes", graph: Graph, style: FigureStyle) -> None:
    from matplotlib.ticker import MaxNLocator

    for index, curve in enumerate(graph.curves):
        colour = (style.accent, style.help, style.muted)[index % 3]
        for xs, ys in _branches(curve, graph):
            axes.plot(xs, ys, color=colour, linewidth=1.6)
    axes.set_xlim(*graph.x)
    if graph.y:
        axes.set_ylim(*graph.y)
    axes.grid(visible=True, color=style.hairline, linewidth=0.7)
    _draw_cross(axes, style)
    _label_points(axes, graph.points, style)
    axes.set_xlabel(graph.x_label, color=style.text)
    axes.set_ylabel(graph.y_label, color=style.text)
    axes.tick_params(colors=style.muted)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(nbins=8, integer=True))
        axis.set_major_formatter(_tick)


def _branches(curve: Expression, graph: Graph) -> list[tuple[list[float], list[float]]]:
    """The stretches on which a curve is defined and in sight; nothing is drawn across a pole."""
    left, right = graph.x
    low, high = graph.y or (-math.inf, math.inf)
    room = (high - low) if graph.y else math.inf
    branches: list[tuple[list[float], list[float]]] = [([], [])]
    for step in range(CURVE_POINTS + 1):
        x = left + (right - left) * step / CURVE_POINTS
        y = evaluate(curve, x=x)
        if math.isfinite(y) and low - room <= y <= high + room:
            branches[-1][0].append(x)
            branches[-1][1].append(y)
        elif branches[-1][0]:
            branches.append(([], []))
    return branches


def _draw_cross(axes: "Axes", style: FigureStyle) -> None:
    """The axes through the origin, as school books draw them, where it is in sight."""
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    for side, limits in (("left", axes.get_xlim()), ("bottom", axes.get_ylim())):
        axes.spines[side].set_color(style.muted)
        if limits[0] < 0 < limits[1]:
            axes.spines[side].set_position("zero")


def _draw_number_line(axes: "Axes", line: NumberLine, style: FigureStyle) -> None:
    margin = (line.end - line.start) / 20
    axes.axhline(0, color=style.text, linewidth=1.2)
    axes.plot([line.end + margin], [0], marker=">", color=style.text, clip_on=False)
    for part in line.intervals:
        axes.plot([part.start, part.end], [0, 0], color=style.accent, linewidth=5, solid_capstyle="butt")
        for place, is_open in ((part.start, part.is_start_open), (part.end, part.is_end_open)):
            face = style.surface if is_open else style.accent
            axes.plot([place], [0], "o", color=style.accent, markerfacecolor=face, markersize=7)
    _label_points(axes, line.points, style)
    axes.set_xlim(line.start - margin, line.end + margin)
    axes.set_ylim(-1, 1)
    axes.set_yticks([])
    ticks = math.floor((line.end - line.start) / line.step + 1e-9)
    axes.set_xticks([line.start + line.step * index for index in range(ticks + 1)])
    axes.tick_params(colors=style.text, direction="inout")
    axes.xaxis.set_major_formatter(_tick)
    axes.spines[["left", "right", "top"]].set_visible(False)
    axes.spines["bottom"].set_position("zero")
    axes.spines["bottom"].set_visible(False)


def _draw_geometry(axes: "Axes", geometry: Geometry, style: FigureStyle) -> None:
    from matplotlib.patches import Circle, Polygon

    for corners in geometry.polygons:
        places = [(corner.x, corner.y) for corner in corners]
        axes.add_patch(Polygon(places, facecolor=f"{style.accent}22", edgecolor=style.text, linewidth=1.4))
    for circle in geometry.circles:
        centre = (circle.center.x, circle.center.y)
        axes.add_patch(Circle(centre, circle.radius, fill=False, edgecolor=style.text, linewidth=1.4))
    middle = _middle(geometry.points)
    for segment in geometry.segments:
        start, end = segment.start, segment.end
        axes.plot([start.x, end.x], [start.y, end.y], color=style.text, linewidth=1.4)
        half_way = Point((start.x + end.x) / 2, (start.y + end.y) / 2, segment.label)
        _write(axes, half_way, _beside(segment, middle), style)
    span = _span(geometry)
    for angle in geometry.angles:
        _draw_angle(axes, angle, span, style)
    for point in geometry.points:
        axes.plot([point.x], [point.y], "o", color=style.text, markersize=2.5)
        _write(axes, point, (point.x - middle[0], point.y - middle[1]), style)
    axes.set_aspect("equal", adjustable="datalim")
    axes.margins(0.12)
    axes.autoscale_view()
    axes.axis("off")


def _draw_angle(axes: "Axes", angle: Angle, span: float, style: FigureStyle) -> None:
    at, radius = angle.at, span * 0.09
    first = math.atan2(angle.start.y - at.y, angle.start.x - at.x)
    second = math.atan2(angle.end.y - at.y, angle.end.x - at.x)
    turn = (second - first + math.pi) % (2 * math.pi) - math.pi  # the smaller way round
    if angle.is_right:
        side = radius * 0.7
        corner = [(math.cos(a) * side, math.sin(a) * side) for a in (first, second)]
        xs = [at.x + corner[0][0], at.x + corner[0][0] + corner[1][0], at.x + corner[1][0]]
        ys = [at.y + corner[0][1], at.y + corner[0][1] + corner[1][1], at.y + corner[1][1]]
    else:
        steps = [first + turn * step / 20 for step in range(21)]
        xs = [at.x + radius * math.cos(a) for a in steps]
        ys = [at.y + radius * math.sin(a) for a in steps]
    axes.plot(xs, ys, color=style.accent, linewidth=1.2)
    if angle.label:
        half, far = first + turn / 2, radius * 1.8
        place = (at.x + far * math.cos(half), at.y + far * math.sin(half))
        axes.annotate(angle.label, place, color=style.text, ha="center", va="center")


def _draw_bars(axes: "Axes", bars: Bars, style: FigureStyle) -> None:
    drawn = axes.bar(range(len(bars.labels)), bars.values, color=style.accent, width=0.6)
    axes.bar_label(drawn, labels=[_number(value) for value in bars.values], color=style.text, padding=2)
    axes.set_xticks(range(len(bars.labels)), bars.labels)
    axes.set_ylabel(bars.y_label, color=style.text)
    axes.tick_params(colors=style.text)
    axes.yaxis.set_major_formatter(_tick)
    axes.grid(visible=True, axis="y", color=style.hairline, linewidth=0.7)
    axes.set_axisbelow(True)
    axes.spines[["right", "top"]].set_visible(False)
    axes.spines[["left", "bottom"]].set_color(style.muted)
    axes.margins(y=0.15)


def _label_points(axes: "Axes", points: Sequence[Point], style: FigureStyle) -> None:
    for point in points:
        axes.plot([point.x], [point.y], "o", color=style.help, markersize=5)
        offset = (0, _GAP * style.size * 72 / _DPI + 2)
        axes.annotate(
            point.label, (point.x, point.y), offset, textcoords="offset points", color=style.text, ha="center"
        )


def _write(axes: "Axes", place: Point, direction: tuple[float, float], style: FigureStyle) -> None:
    """A label beside its place, on the side to which `direction` points, clear of what is drawn there."""
    if not place.label:
        return
    length = math.hypot(*direction) or 1.0
    x, y = direction[0] / length, direction[1] / length
    gap = _GAP * style.size * 72 / _DPI
    axes.annotate(
        place.label,
        (place.x, place.y),
        (x * gap, y * gap),
        textcoords="offset points",
        color=style.text,
        ha="center" if abs(x) < _STEEP else ("left" if x > 0 else "right"),
        va="center" if abs(y) < _STEEP else ("bottom" if y > 0 else "top"),
    )


def _beside(segment: Segment, middle: tuple[float, float]) -> tuple[float, float]:
    """The direction across a segment that leads away from the figure's middle."""
    start, end = segment.start, segment.end
    across = (end.y - start.y, start.x - end.x)
    away = ((start.x + end.x) / 2 - middle[0], (start.y + end.y) / 2 - middle[1])
    is_away = across[0] * away[0] + across[1] * away[1] >= 0
    return across if is_away else (-across[0], -across[1])


def _middle(points: Sequence[Point]) -> tuple[float, float]:
    count = len(points)
    return sum(point.x for point in points) / count, sum(point.y for point in points) / count


def _span(geometry: Geometry) -> float:
    """How large the figure is, in its own units."""
    xs, ys = [point.x for point in geometry.points], [point.y for point in geometry.points]
    radius = max((circle.radius for circle in geometry.circles), default=0.0)
    return max(max(xs) - min(xs), max(ys) - min(ys), 2 * radius) or 1.0


def _number(value: float) -> str:
    """A number as the school writes it: with a decimal comma and a real minus."""
    return f"{value:g}".replace(".", ",").replace("-", "−")


def _tick(value: float, _: float) -> str:
    return _number(round(value, 10))


def _fonts(style: FigureStyle) -> Any:
    """The text's font and size, for as long as a figure is drawn; the library's own font has the minus.

    Labels are plain text: the library would read what stands between dollars as its own kind of LaTeX.
    """
    from matplotlib import rc_context

    size = style.size * 72 / _DPI
    fonts = ["Noto Sans", "DejaVu Sans"]
    return rc_context({"font.family": fonts, "font.size": size, "text.parse_math": False})


@cache
def _set_up() -> None:
    """Give the library our font, which has all Tajik letters."""
    import matplotlib
    from matplotlib import font_manager

    matplotlib.use("agg")
    for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(file)
