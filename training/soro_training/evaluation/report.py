"""The report of an evaluation: report.html with plots and samples, and table.md for a model card."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2

from soro_training.evaluation import plot
from soro_training.evaluation.comparison import Comparison
from soro_training.evaluation.mark import Mark, cell
from soro_training.evaluation.scores import Scores
from soro_training.evaluation.task import Choice, Kind, Matching, Task
from soro_training.run import write_whole

SAMPLES = 4  # of each form of a task
NONE = "–"


def write(
    folder: Path, name: str, tasks: Sequence[Task], models: Sequence[Scores], compared: Sequence[Comparison]
) -> None:
    """Write both files into `folder`; every model has been scored on every task."""
    page = _template().render(
        name=name,
        models=[{"label": one.label, "overall": _cell(one.overall())} for one in models],
        tasks=[_task_row(task, models) for task in tasks if task.is_own],
        sets=[_task_row(task, models) for task in tasks if not task.is_own],
        comparisons=[_comparison(one) for one in compared],
        subjects=list(_rows({one.label: one.subjects() for one in models})),
        details=[{"task": task.name, "rows": _details(task.name, models)} for task in tasks],
        samples=list(_samples(tasks, models)),
        task_plot=plot.accuracies(
            [task.name for task in tasks],
            {one.label: one.tasks for one in models},
            {task.name: chance(task) for task in tasks},
        ),
        subject_plot=plot.accuracies(
            _names(one.subjects() for one in models), {one.label: one.subjects() for one in models}, {}
        ),
    )
    write_whole(folder / "report.html", page)
    write_whole(folder / "table.md", table(tasks, models, compared))


def table(tasks: Sequence[Task], models: Sequence[Scores], compared: Sequence[Comparison]) -> str:
    """The scores as Markdown tables: the project's own tasks with their mean, and the published sets.

    A star marks what differs from the first model beyond chance.
    """
    holding = {one.second: one.significant for one in compared}
    own, sets = ([task for task in tasks if task.is_own is is_own] for is_own in (True, False))
    parts = []
    if own:
        mean = _line(["mean of the tasks", "", "", *(_cell(one.overall()) for one in models)])
        parts.append("\n".join([*_lines("task", own, models, holding), mean]))
    if sets:
        parts.append("\n".join(_lines("published set", sets, models, holding)))
    note = "Per cent ± standard error; in brackets, where all or nothing is right, Wilson's 95 % interval."
    if len(models) > 1:
        note += f" \\* differs from {models[0].label} at the level of 5 % (paired bootstrap, Holm)."
    return "\n\n".join([*parts, note]) + "\n"


def _lines(
    what: str, tasks: Sequence[Task], models: Sequence[Scores], holding: Mapping[str, Collection[str]]
) -> Iterator[str]:
    """A table of tasks, without its end."""
    head = [what, "n", "chance", *(one.label for one in models)]
    yield _line(head)
    yield _line(["---", *["---:"] * (len(head) - 1)])
    for task in tasks:
        row = _task_row(task, models)
        cells = [
            f"{text} \\*" if task.name in holding.get(one.label, ()) else text
            for text, one in zip(row["cells"], models, strict=True)
        ]
        yield _line([f"{task.title} ({task.name} {task.version})", str(row["n"]), row["chance"], *cells])


def chance(task: Task) -> float:
    """What guessing would score: one of the options, a right item for each left one; else nothing."""
    shares = [_guess(item) for item in task.items]
    return sum(shares) / len(shares)


def _guess(item: object) -> float:
    match item:
        case Choice():
            return 1 / len(item.options)
        case Matching():
            return 1 / len(item.right)
    return 0.0


def _cell(figures: Mapping[str, Any]) -> str:
    return cell(figures) if figures else NONE


def _template() -> jinja2.Template:
    places = jinja2.FileSystemLoader(Path(__file__).parent)
    return jinja2.Environment(loader=places, autoescape=True).get_template("report.html.jinja")


def _task_row(task: Task, models: Sequence[Scores]) -> dict[str, Any]:
    guess = chance(task)
    return {
        "name": task.name,
        "title": task.title,
        "version": task.version,
        "licence": task.licence,
        "n": len(task.items),
        "chance": f"{100 * guess:.1f}" if guess else NONE,
        "cells": [_cell(one.tasks.get(task.name, {})) for one in models],
    }


def _comparison(one: Comparison) -> dict[str, Any]:
    rows = [
        {
            "task": name,
            "n": found.n,
            "gain": f"{100 * found.gain:+.1f}",
            "interval": f"{100 * found.low:+.1f} … {100 * found.high:+.1f}",
            "p": f"{found.p:.4f}",
            "holds": name in one.significant,
        }
        for name, found in one.tasks.items()
    ]
    return {"first": one.first, "second": one.second, "rows": rows}


def _details(task: str, models: Sequence[Scores]) -> list[dict[str, Any]]:
    figures = {one.label: one.tasks.get(task, {}) for one in models}
    return [
        row
        for part in ("forms", "criteria")
        for row in _rows({label: known.get(part, {}) for label, known in figures.items()})
    ]


def _rows(figures: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """A row a name, a cell a model."""
    for name in _names(figures.values()):
        known = [tables.get(name, {}) for tables in figures.values()]
        yield {
            "name": name,
            "n": max(one.get("n", 0) for one in known),
            "cells": [_cell(one) for one in known],
        }


def _names(tables: Iterable[Mapping[str, Any]]) -> list[str]:
    return sorted({name for one in tables for name in one})


def _samples(tasks: Sequence[Task], models: Sequence[Scores]) -> Iterator[dict[str, Any]]:
    """The first items of each form, with what each model made of them."""
    for task in tasks:
        by_model = {one.label: {mark.id: mark for mark in one.marks(task.name)} for one in models}
        taken: dict[str, int] = {}
        for mark in next(iter(by_model.values())).values():
            taken[mark.form] = taken.get(mark.form, 0) + 1
            if taken[mark.form] <= SAMPLES:
                yield _sample(task, mark, {label: marks[mark.id] for label, marks in by_model.items()})


def _sample(task: Task, mark: Mark, by_model: Mapping[str, Mark]) -> dict[str, Any]:
    is_tutoring = task.kind is Kind.TUTORING
    return {
        "task": task.name,
        "id": mark.id,
        "subject": mark.subject,
        "form": mark.form,
        "question": _moment(mark.sample) if is_tutoring else _question(mark.sample),
        "wanted": mark.sample.get("reference") if is_tutoring else _wanted(mark.sample, "answer"),
        "said": [
            {
                "label": label,
                "score": one.score,
                "text": one.sample.get("reply") or _wanted(one.sample, "chosen"),
                "missed": _missed(one) if is_tutoring else "",
            }
            for label, one in by_model.items()
        ],
    }


def _missed(mark: Mark) -> str:
    """The criteria that a reply does not meet."""
    return ", ".join(name for name, value in mark.criteria.items() if not value)


def _question(sample: Mapping[str, Any]) -> str:
    parts = [sample["question"]]
    parts += [f"{'ABCDEFGH'[at % 8]}) {text}" for at, text in enumerate(sample.get("options", ()))]
    if "left" in sample:
        parts += [" | ".join(sample["left"]), " | ".join(sample["right"])]
    return "\n".join(parts)


def _moment(sample: Mapping[str, Any]) -> str:
    parts = [sample[key] for key in ("statement", "answer", "misconception", "hint", "words")]
    return "\n".join(f"— {part}" for part in parts if part)


def _wanted(sample: Mapping[str, Any], key: str) -> str:
    """What an answer says: an option's text, pairs, or the accepted spellings."""
    value = sample.get(key)
    match value:
        case int() if "options" in sample:
            return str(sample["options"][value])
        case list() if "left" in sample:
            pairs = zip(sample["left"], value, strict=True)
            return "; ".join(f"{left} → {sample['right'][at]}" for left, at in pairs)
        case list():
            return " / ".join(map(str, value))
    return "" if value is None else str(value)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
