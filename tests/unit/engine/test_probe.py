"""What the computer says of itself."""

import subprocess
import sys
from pathlib import Path

from soro_tutor.engine import probe


def test_the_machine_has_a_name_and_numbers(tmp_path: Path) -> None:
    machine = probe.machine(tmp_path)
    assert machine.processor
    assert machine.system
    assert 1 <= machine.cores <= machine.threads
    assert 0 < machine.memory_available <= machine.memory_total
    assert machine.disk_free > 0


def test_processor_features_are_named() -> None:
    assert all(feature == feature.upper() for feature in probe.processor_features())


def test_asking_for_the_machine_does_not_bring_llama_cpp_into_the_window() -> None:
    program = "import sys; from soro_tutor.engine import probe; print('llama_cpp' in sys.modules)"
    folder = Path(probe.__file__).parents[2]
    answer = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=folder
    )
    assert answer.stdout.strip() == "False"
