"""Figure blocks: what a generator draws, in the format of resources/bank/README.md."""

from collections.abc import Iterable, Mapping, Sequence

Point = tuple[float, float]


def geometry(
    points: Mapping[str, Point],
    polygons: Iterable[str] = (),
    sides: Mapping[str, str] | None = None,
    angles: Mapping[str, str] | None = None,
    circle: tuple[str, float] | None = None,
) -> str:
    """A geometric figure.

    `polygons` are the letters of their corners; `sides` maps two letters to a label ('' for none); `angles`
    maps three letters, the corner in the middle, to a label, 'right' for a right angle.
    """
    lines = ['kind = "geometry"']
    places = ", ".join(f"{name} = [{_rounded(x)}, {_rounded(y)}]" for name, (x, y) in points.items())
    lines.append(f"points = {{ {places} }}")
    lines += _rows("polygons", (_list(polygon) for polygon in polygons))
    lines += _rows("segments", (_segment(ends, label) for ends, label in (sides or {}).items()))
    lines += _rows("angles", (_angle(letters, label) for letters, label in (angles or {}).items()))
    if circle:
        lines.append(f'circles = [{{ center = "{circle[0]}", radius = {_rounded(circle[1])} }}]')
    return _fenced(lines)


def graph(
    curves: Sequence[str], x: tuple[int, int], y: tuple[int, int], points: Mapping[str, Point] | None = None
) -> str:
    """A graph of `curves` (plain algebra of x) over the ranges `x` and `y`, with labelled points."""
    lines = ['kind = "graph"', f"curves = {_list(curves)}", f"x = {list(x)}", f"y = {list(y)}"]
    marked = (points or {}).items()
    lines += _rows(
        "points", (f'{{ x = {_rounded(a)}, y = {_rounded(b)}, label = "{name}" }}' for name, (a, b) in marked)
    )
    return _fenced(lines)


def bars(labels: Sequence[str], values: Sequence[int], y_label: str) -> str:
    """A bar chart."""
    return _fenced(
        [
            'kind = "bars"',
            f"labels = {_list(labels)}",
            f"values = {list(values)}",
            f'y_label = "{y_label}"',
        ]
    )


def _segment(ends: str, label: str) -> str:
    said = f', label = "{label}"' if label else ""
    return f"{{ ends = {_list(ends)}{said} }}"


def _angle(letters: str, label: str) -> str:
    ends = f'at = "{letters[1]}", from = "{letters[0]}", to = "{letters[2]}"'
    said = "right = true" if label == "right" else f'label = "{label}"'
    return f"{{ {ends}, {said} }}"


def _rows(name: str, rows: Iterable[str]) -> list[str]:
    listed = ", ".join(rows)
    return [f"{name} = [{listed}]"] if listed else []


def _list(texts: Iterable[str]) -> str:
    listed = ", ".join(f'"{text}"' for text in texts)
    return f"[{listed}]"


def _rounded(value: float) -> float | int:
    rounded = round(value, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def _fenced(lines: list[str]) -> str:
    return "\n\n```figure\n" + "\n".join(lines) + "\n```"
