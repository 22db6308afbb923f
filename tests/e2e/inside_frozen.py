"""Run by test_frozen.py on the frozen program's own modules: uses it as a pupil does, and says what it saw.

soro-tutor-trial inside_frozen.py DATA_DIR PICTURE
"""

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from soro_tutor import i18n
from soro_tutor.domain.generators.catalog import generated, generators
from soro_tutor.domain.grading import Answer
from soro_tutor.domain.units import convert
from soro_tutor.session.practice import Plan, PlanKind
from soro_tutor.settings import Settings
from soro_tutor.ui.application import make_application, make_preferences
from soro_tutor.ui.program import Program, WindowContext
from soro_tutor.ui.reading import figure, formula
from soro_tutor.ui.shell import Shell
from soro_tutor.ui.start.view import StartView
from soro_tutor.ui.theme import make_theme

SECONDS = 400  # less than the test waits for all
GRAPH = 'kind = "graph"\ncurves = ["x^2 - 2"]\nx = [-3, 3]\ny = [-3, 7]\nx_label = "вақт, с"'


def wait(is_so: Callable[[], object], what: str) -> None:
    """Let the window work until it is so."""
    end = time.monotonic() + SECONDS
    while not is_so():
        QApplication.processEvents()
        time.sleep(0.01)
        if time.monotonic() > end:
            sys.exit(f"this did not come: {what}")


def opened(data_dir: Path) -> Program:
    """The program after the first start."""
    application = make_application()
    context = WindowContext(data_dir, Settings(language="tg"))
    program = Program(context, make_preferences(application, context))
    program.start()
    wait(lambda: isinstance(program.window.page, StartView), "the first start")
    view = program.window.page
    view.next.click()
    view.learner.form.name_field.setText("Ҷамшед")
    view.learner.form.grade_choice.choose(8)
    view._on_changed()
    for step in (2, 3, 4):
        wait(lambda step=step: view._index == step - 1 and view.next.isEnabled(), f"step {step}")
        view.next.click()
    wait(lambda: isinstance(program.window.page, Shell), "the screen of today")
    return program


def lesson(program: Program) -> dict[str, object]:
    """A wrong answer to an exercise, and lines of algebra that only SymPy can compare."""
    program.window.page.open_lesson(Plan(PlanKind.TOPIC, topic="physics.8.ohm"))
    taught = program.lesson
    wait(lambda: taught.picture and not taught.picture.is_busy, "a lesson")
    options = taught.picture.item.response.options
    wrong = next(place for place, option in enumerate(options) if not option.is_right)
    taught.submit(Answer(chosen=(wrong,)))
    wait(lambda: taught.picture.effort.attempts == 1 and not taught.picture.is_busy, "a verdict")
    found = []
    taught.check_work("sin(x)^2 + cos(x)^2\n1", found.append)
    wait(lambda: found, "a verdict on lines of algebra")
    return {
        "replies": len(taught.picture.replies),
        "work": [line.follows for line in found[0].lines],
        "algebra": program._algebra.process_id,
    }


def libraries() -> dict[str, object]:
    """One exercise of each kind that is computed, a quantity with a unit, a figure and a formula."""
    made = {name: generated(one, random.Random(1), 1) for name, one in generators().items()}
    theme = make_theme(False, 100)
    graph = figure.draw(GRAPH, figure.style_of(theme, 1.0, 700))
    style = formula.FormulaStyle(theme.colour("text"), 16, 1.0, 700)
    fraction = formula.draw(r"\frac{U}{R} = I_{\text{ҷараён}}", True, style)
    return {
        "generators": len(made),
        "subjects": sorted({str(item.subject) for item in made.values()}),
        "speed": convert(36.0, "km/h", "m/s"),
        "figure": graph.width() if graph else 0,
        "formula": fraction.image.width() if fraction else 0,
    }


def main() -> None:
    data_dir, picture = Path(sys.argv[1]), Path(sys.argv[2])
    program = opened(data_dir)
    seen = {"lesson": lesson(program)}
    wait(lambda: program.window.grab().save(str(picture)), "a picture of the window")
    program.preferences.change(language="ru")
    seen["russian"] = i18n.translate("Settings")
    seen["russian_qt"] = QApplication.translate("QPlatformTheme", "Cancel")
    program.window.close()
    seen["libraries"] = libraries()
    sys.stdout.write(json.dumps(seen, ensure_ascii=False))


if __name__ == "__main__":
    main()
