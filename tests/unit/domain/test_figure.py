"""Figure blocks: what each kind holds, and every way in which a block is none."""

import pytest

from soro_tutor.domain import figure
from soro_tutor.domain.figure import Bars, FigureError, FigureFault, Geometry, Graph, NumberLine

TRIANGLE = """
kind = "geometry"
points = { A = [0, 0], B = [4, 0], C = [0, 3] }
polygons = [["A", "B", "C"]]
segments = [{ ends = ["A", "B"], label = "4 см" }]
circles = [{ center = "A", radius = 2 }]
angles = [{ at = "A", from = "B", to = "C", right = true }]
"""


def test_a_geometry_has_its_parts() -> None:
    found = figure.parse(TRIANGLE)
    assert isinstance(found, Geometry)
    assert [point.label for point in found.points] == ["A", "B", "C"]
    assert found.segments[0].label == "4 см"
    assert found.angles[0].is_right
    assert found.circles[0].radius == 2


def test_a_graph_has_its_curves() -> None:
    found = figure.parse('kind = "graph"\ncurves = ["x^2 - 2", "2x + 1"]\nx = [-3, 3]\ny = [-3, 7]')
    assert isinstance(found, Graph)
    assert [curve.source for curve in found.curves] == ["x^2 - 2", "2x + 1"]
    assert (found.x, found.y) == ((-3, 3), (-3, 7))


def test_a_number_line_has_its_intervals() -> None:
    found = figure.parse(
        'kind = "number_line"\nfrom = -3\nto = 5\nintervals = [{ from = -1, to = 3, open_from = true }]'
    )
    assert isinstance(found, NumberLine)
    assert found.intervals[0].is_start_open
    assert not found.intervals[0].is_end_open


def test_bars_have_values() -> None:
    found = figure.parse('kind = "bars"\nlabels = ["дш", "сш"]\nvalues = [3, 5.5]\ny_label = "хонандагон"')
    assert found == Bars(("дш", "сш"), (3, 5.5), "хонандагон")


@pytest.mark.parametrize(
    "source",
    [
        "",
        "kind = 'pie'",
        "kind = ",
        "x" * 5000,
        "kind = 'graph'\ncurves = ['__import__(\"os\")']",
        "kind = 'graph'\ncurves = ['x + y']",
        "kind = 'graph'\ncurves = [3]",
        "kind = 'graph'\nx = [3, -3]",
        "kind = 'graph'\nx = [0, inf]",
        "kind = 'graph'\nx = [0, nan]",
        "kind = 'graph'\nfile = '/etc/passwd'",
        "kind = 'number_line'\nfrom = 0\nto = 1000000\nstep = 0.001",
        "kind = 'number_line'\nfrom = 0",
        "kind = 'bars'\nlabels = ['a']\nvalues = []",
        "kind = 'bars'\nlabels = ['a']\nvalues = ['b']",
        "kind = 'bars'\nlabels = ['a']\nvalues = [true]",
        "kind = 'geometry'",
        "kind = 'geometry'\npoints = { A = [0] }",
        "kind = 'geometry'\npoints = { A = [0, 0] }\npolygons = [['A', 'B', 'C']]",
        "kind = 'geometry'\npoints = { A = [0, 0] }\ncircles = [{ center = 'A', radius = -1 }]",
        "kind = 'geometry'\npoints = { A = [0, 0] }\nsegments = [{ ends = ['A'] }]",
        "kind = 'geometry'\npoints = { A = [0, 0] }\nsegments = [3]",
        "kind = 'geometry'\npoints = { A = [0, 0] }\nsegments = [{ ends = ['A', 'A'], label = 7 }]",
        "kind = " + "[" * 2000,
        "kind = [1]",
        "kind = 3",
        "kind = 'bars'\nlabels = ['a']\nvalues = [1" + "0" * 400 + "]",
        "kind = 'bars'\nlabels = ['a']\nvalues = [nan]",
    ],
)
def test_what_cannot_be_drawn_is_refused(source: str) -> None:
    with pytest.raises(FigureError):
        figure.parse(source)


@pytest.mark.parametrize(
    ("source", "fault", "detail"),
    [
        ("kind = 'graph'\ncurves = [\"__import__('os')\"]", FigureFault.CURVE, "__import__('os')"),
        ("kind = 'graph'\ncurves = ['y']", FigureFault.UNKNOWN, "y"),
        ("kind = 'graph'\nfile = 'a'", FigureFault.FIELD, "graph.file"),
        ("kind = 'graph'\nx = ", FigureFault.TOML, "2"),
        ("kind = 'graph'\nx = [2, 1]", FigureFault.SPAN, "x"),
        ("kind = 'pie'", FigureFault.KIND, "graph, number_line, geometry, bars"),
        ("kind = 'bars'\nlabels = ['a']\nvalues = []", FigureFault.BARS, ""),
        ("kind = 'graph'\ncurves = 'x'", FigureFault.LIST, "0–40"),
    ],
)
def test_why_it_cannot_be_drawn_is_told(source: str, fault: FigureFault, detail: str) -> None:
    with pytest.raises(FigureError) as refused:
        figure.parse(source)
    assert (refused.value.fault, refused.value.detail) == (fault, detail)
