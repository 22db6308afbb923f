"""The project's multiple-choice items as tasks of lm-evaluation-harness, so that others can run them there.

`python -m soro_training.evaluation.harness` writes training/tasks/lm_eval anew.
"""

import json
from pathlib import Path

from soro_training.evaluation import task_file
from soro_training.evaluation.task import Choice, Task
from soro_training.run import write_whole
from soro_tutor.session.prompt import frame

FOLDER = task_file.TASKS / "lm_eval"
PREFIX = "soro_"

# JSON strings are YAML strings too.
_PAGE = """\
# Written by soro_training/evaluation/harness.py. Run it with
#   lm_eval --include_path training/tasks/lm_eval --tasks {name} …
task: {name}
custom_dataset: !function items.choices
dataset_kwargs:
  task: {task}
test_split: test
output_type: multiple_choice
doc_to_text: {text}
doc_to_choice: options
doc_to_target: answer
target_delimiter: " "
metric_list:
  - metric: acc
    aggregation: mean
    higher_is_better: true
  - metric: acc_norm
    aggregation: mean
    higher_is_better: true
metadata:
  version: {version}
"""


def page(task: Task) -> str:
    """The YAML of a task: the same words before each option as choice.context has."""
    labels = frame(task.language)
    text = (
        "{% if passage %}{{passage}}\n\n{% endif %}"
        f"{labels.question}: {{{{question}}}}\n{labels.answer}:"
    )
    return _PAGE.format(
        name=PREFIX + task.name,
        task=json.dumps(task.name),
        text=json.dumps(text, ensure_ascii=False),
        version=task.version,
    )


def pages(folder: Path = task_file.TASKS) -> dict[str, str]:
    """The YAML by file name of every task that holds multiple-choice items."""
    tasks = [task_file.read(folder / name) for name in task_file.names(folder)]
    return {
        f"{task.name}.yaml": page(task)
        for task in tasks
        if any(isinstance(item, Choice) for item in task.items)
    }


def write(folder: Path = FOLDER) -> None:
    """Write them all."""
    for name, text in pages().items():
        write_whole(folder / name, text)


if __name__ == "__main__":
    write()
