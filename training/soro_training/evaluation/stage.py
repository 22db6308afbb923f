"""The stage `evaluate`: each model on each task, what differs from the baseline beyond chance, a report."""

import json
import time
from dataclasses import dataclass, replace

from soro_training.errors import Fault, TrainingError
from soro_training.evaluation import published, report, scores, task_file
from soro_training.evaluation.comparison import Comparison, compare
from soro_training.evaluation.model import Model
from soro_training.evaluation.opening import Source, open_model, sources
from soro_training.evaluation.scores import Scores
from soro_training.evaluation.scoring import Lengths, score
from soro_training.evaluation.table import EvaluateTable
from soro_training.evaluation.task import Task
from soro_training.run import Run, write_whole

FREE = EvaluateTable.FREE


@dataclass(frozen=True, slots=True)
class _Place:
    """How many pairs of model and task were done at this start and are done now, of how many."""

    begun: int
    done: int
    total: int


def run(at: Run) -> None:
    """Score the models of [evaluate] and write LABEL/scores.json, report.html, table.md, comparison.json.

    Raises TrainingError for a task, set or model that is not there or cannot be read; see errors.py.
    """
    table = at.config.stage("evaluate", EvaluateTable)
    tasks = read_tasks(table)
    for task in tasks:
        if task.skipped:
            at.say(f"evaluate: {task.name}: {task.skipped} rows cannot be scored or repeat another")
    found = [_begun(at, source, tasks) for source in sources(at, table)]
    done = sum(len(kept.tasks) for _, kept in found)
    place = _Place(done, done, len(tasks) * len(found))
    for source, kept in found:
        place = _scored(at, table, source, tasks, kept, place)
    models = [kept for _, kept in found]
    compared = [compare(models[0], other, seed=at.seed, resamples=table.resamples) for other in models[1:]]
    content = [one.as_table() for one in compared]
    write_whole(at.folder / "comparison.json", json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    report.write(at.folder, at.config.run.name, tasks, models, compared)
    at.finish(**_summary(models, compared))


def read_tasks(table: EvaluateTable) -> list[Task]:
    """The tasks of the config in its order. Raises TrainingError TASK_UNKNOWN and what reading raises."""
    folder = table.folder or task_file.TASKS
    own = task_file.names(folder)
    known = [*own, *table.sets]
    for name in table.tasks:
        if name not in known:
            raise TrainingError(Fault.TASK_UNKNOWN, name=name, names=", ".join(known))
    tasks = []
    for name in table.tasks or known:
        if name in table.sets:
            one = table.sets[name]
            task = published.read(name, one.form, one.path, one.split, one.revision)
        else:
            task = task_file.read(folder / name)
        tasks.append(task.first(table.limit))
    return tasks


def _begun(at: Run, source: Source, tasks: list[Task]) -> tuple[Source, Scores]:
    """A model with its scores from before a stop, of the very items that the tasks hold now."""
    about = {"label": source.label, "kind": source.table.kind, "path": source.path, "file": source.mark}
    kept = scores.begin(at.folder / source.label, about)
    kept.tasks = {task.name: kept.tasks[task.name] for task in tasks if kept.has(task)}
    return source, kept


def _scored(
    at: Run, table: EvaluateTable, source: Source, tasks: list[Task], kept: Scores, place: _Place
) -> _Place:
    """Score what is left of the tasks; the model is opened only when something is."""
    left = [task for task in tasks if task.name not in kept.tasks]
    if not left:
        return place
    model = open_model(source, table)
    try:
        for task in left:
            _score_task(at, table, model, task, kept, place)
            place = replace(place, done=place.done + 1)
    finally:
        model.close()
    kept.tasks = {task.name: kept.tasks[task.name] for task in tasks}
    kept.save()
    return place


def _score_task(at: Run, table: EvaluateTable, model: Model, task: Task, kept: Scores, place: _Place) -> None:
    def tell(items: int) -> None:
        share = place.done + items / len(task.items)
        at.progress(share, place.total, f"{kept.label}, {task.name}", since=place.begun)

    started = time.monotonic()
    marks = score(task, model, Lengths(table.short_tokens, table.tutoring_tokens), tell)
    kept.add(task, marks, time.monotonic() - started)
    figures = kept.tasks[task.name]
    at.metric(model=kept.label, task=task.name, n=figures["n"], accuracy=figures["accuracy"])


def _summary(found: list[Scores], compared: list[Comparison]) -> dict[str, object]:
    return {
        "baseline": found[0].label,
        "models": {
            one.label: {
                "overall": one.overall(),
                "subjects": one.subjects(),
                "tasks": {name: table["accuracy"] for name, table in one.tasks.items()},
            }
            for one in found
        },
        "significant": {one.second: sorted(one.significant) for one in compared},
    }
