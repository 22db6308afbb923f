"""How long the window takes to be usable, and how much memory it holds, over a bare PySide6 window.

    python tests/benchmarks/start.py [ROUNDS]

Both kinds are started in turn, each in a process of its own. Time runs from the start of the process to the
first idle moment after the window is drawn; memory is what is resident then. No model is loaded.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROUNDS = 7
AIM_TIME, AIM_MEMORY = 3.0, 2.0

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1180, 760)
window.show()
def ready():
    print(time.monotonic(), flush=True)
    sys.stdin.readline()
    application.quit()
QTimer.singleShot(0, ready)
application.exec()
"""

OURS = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from soro_tutor import bootstrap
from soro_tutor.ui import shell
def ready():
    print(time.monotonic(), flush=True)
    sys.stdin.readline()
    QApplication.closeAllWindows()
def shown(self, event, before=shell.Shell.showEvent):
    before(self, event)
    QTimer.singleShot(0, ready)
shell.Shell.showEvent = shown
bootstrap.run(["--data-dir", sys.argv[1]])
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One start: seconds until usable, and bytes resident then."""

    seconds: float
    memory: int


def start(program: str, data_dir: Path) -> Run:
    """Start a program, wait until it says that it is usable, look at its memory, end it."""
    # Installed programs have compiled modules; a shell that forbids them would measure the compiler.
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    began = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
        encoding="utf-8",
    )
    assert child.stdin is not None
    assert child.stdout is not None
    usable = float(child.stdout.readline())
    memory = psutil.Process(child.pid).memory_info().rss
    child.communicate("\n", timeout=30)
    return Run(usable - began, memory)


def prepare(data_dir: Path) -> None:
    """A data folder in which one learner has already begun."""
    from datetime import UTC, datetime

    from soro_tutor import paths, settings
    from soro_tutor.store import learners
    from soro_tutor.store.database import Database

    now = datetime.now(UTC)
    database = Database.open(paths.database_file(data_dir), paths.backups(data_dir), now)
    learners.add_learner(database, "Фирӯза", 7, now)
    database.close()
    settings.save(data_dir, settings.Settings(is_started=True))


def main() -> None:
    """Print medians and ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    runs: dict[str, list[Run]] = {"bare": [], "ours": []}
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder)
        prepare(data_dir)
        for number in range(rounds + 1):
            for name, program in (("bare", BARE), ("ours", OURS)):
                run = start(program, data_dir)
                if number:  # the first round only warms the disk's cache
                    runs[name].append(run)
    seconds = {name: statistics.median(run.seconds for run in made) for name, made in runs.items()}
    memory = {name: statistics.median(run.memory for run in made) / 2**20 for name, made in runs.items()}
    print(f"start to usable window, median of {rounds} runs, in seconds (aim: {AIM_TIME} times)")
    print(f"  bare {seconds['bare']:.2f}, ours {seconds['ours']:.2f}, {ratio(seconds):.2f} times")
    print(f"resident memory without a model, in MB (aim: {AIM_MEMORY} times)")
    print(f"  bare {memory['bare']:.0f}, ours {memory['ours']:.0f}, {ratio(memory):.2f} times")


def ratio(medians: dict[str, float]) -> float:
    """Ours over the bare window's."""
    return medians["ours"] / medians["bare"]


if __name__ == "__main__":
    main()
