"""The project's own tasks, whatever is written in them: whole, large enough, clean, and fair."""

from collections import Counter

import pytest

pytest.importorskip("pydantic", reason="the training's libraries are not installed")

from soro_training.evaluation import choice, harness, matching, short, task_file, tutoring
from soro_training.evaluation.task import Choice, Kind, Matching, Moment, Short, Task
from soro_tutor.domain.lint import Damage, lint
from soro_tutor.domain.text import fold

NAMES = task_file.names()
LEAST = 100  # items a task


@pytest.fixture(params=NAMES)
def task(request: pytest.FixtureRequest) -> Task:
    return task_file.read(task_file.TASKS / str(request.param))


def test_there_is_a_task_of_each_kind() -> None:
    kinds = {task_file.read(task_file.TASKS / name).kind for name in NAMES}
    assert kinds == set(Kind)


def test_a_task_has_enough_items_and_no_question_twice(task: Task) -> None:
    assert len(task.items) >= LEAST
    asked = Counter(_words(item) for item in task.items)
    assert [words for words, count in asked.items() if count > 1] == []


def test_the_right_options_stand_in_every_place(task: Task) -> None:
    places = Counter(item.answer for item in task.items if isinstance(item, Choice))
    if places:
        assert set(places) == {0, 1, 2, 3}
        assert max(places.values()) <= 0.35 * sum(places.values())


def test_the_text_is_clean_tajik(task: Task) -> None:
    damaged = [
        (item.id, found)
        for item in task.items
        for text in _texts(item)
        for found in lint(text)
        if found.kind is not Damage.MISSING
    ]
    assert damaged == []


def test_the_key_of_an_item_is_marked_right(task: Task) -> None:
    for item in task.items:
        match item:
            case Choice():
                odds = [-1000.0] * len(item.options)
                odds[item.answer] = -1.0
                assert choice.mark(item, odds).score == 1
            case Matching():
                sure = [[-1.0 if at == right else -9.0 for at in range(5)] for right in item.answer]
                assert matching.mark(item, sure).score == 1
            case Short():
                assert all(short.mark(item, known).score == 1 for known in item.accepted), item.id
            case Moment():
                assert tutoring.mark(item, item.reference, task.language).score == 1, item.id


def test_what_others_run_is_written_from_the_tasks_as_they_are() -> None:
    written = {file.name: file.read_text(encoding="utf-8") for file in harness.FOLDER.glob("*.yaml")}
    assert written == harness.pages(), "run: python -m soro_training.evaluation.harness"


def _words(item: object) -> str:
    match item:
        case Choice() | Short():
            options = item.options if isinstance(item, Choice) else ()
            return fold(" ".join((item.passage, item.question, *sorted(options))))
        case Matching():
            return fold(" ".join((item.question, *sorted(item.left))))
        case Moment():
            return fold(f"{item.state} {item.item.statement} {item.answer}")
    raise AssertionError(item)


def _texts(item: object) -> tuple[str, ...]:
    match item:
        case Choice():
            return item.passage, item.question, *item.options
        case Matching():
            return item.question, *item.left, *item.right
        case Short():
            return item.passage, item.question
        case Moment():
            return item.misconception, item.hint, item.reference
    raise AssertionError(item)
