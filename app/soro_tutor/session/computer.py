"""This computer as a model sees it: its memory and processor, and its disk, whose speed is measured."""

from pathlib import Path

from soro_tutor.engine import probe as engine_probe
from soro_tutor.kit import probe
from soro_tutor.kit.probe import Computer
from soro_tutor.session import doctor


def examine(data_dir: Path, is_disk_measured: bool = True) -> Computer:
    """Look at the computer; measuring the disk takes some seconds. Raises TutorError as `writing` does."""
    folder = doctor.existing(data_dir)
    machine = engine_probe.machine(folder)
    return Computer(
        memory_total=machine.memory_total,
        memory_available=machine.memory_available,
        disk_free=machine.disk_free,
        features=engine_probe.processor_features(),
        disk=probe.disk_speed(folder, probe.SIZE) if is_disk_measured else None,
    )
