"""The executors: the same pipeline on a Slurm cluster, here one made of shell scripts, and without one."""

import os
import sys
from pathlib import Path

import pytest

pytest.importorskip("datatrove", reason="the training's libraries are not installed")

from tests.training.corpus.corpora import make, source, tajik, write_jsonl

from soro_training.corpus import executor, pipeline, plan
from soro_training.corpus.pipeline import Places
from soro_training.corpus.table import CorpusTable, SlurmTable, SourceTable
from soro_training.errors import Fault, TrainingError

# sbatch runs each task of the array at once and says the job's number, as Slurm does; datatrove's own
# summary of a job, which the corpus does not read, is left out.
SBATCH = """#!/bin/bash
for last; do :; done
export SLURM_NODELIST=localhost RUN_OFFSET=0
if ! grep -q merge_stats "$last" && array=$(grep -oP '(?<=--array=0-)[0-9]+' "$last"); then
    for task in $(seq 0 "$array"); do
        SLURM_ARRAY_TASK_ID=$task bash "$last" >> "$LOG" 2>&1 || exit 1
    done
fi
echo "Submitted batch job 7"
"""
SRUN = """#!/bin/bash
while [[ $1 == -* ]]; do [[ $1 == -n ]] && shift; shift; done
exec "$@"
"""
SCONTROL = "#!/bin/bash\necho localhost\n"


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, text in {"sbatch": SBATCH, "srun": SRUN, "scontrol": SCONTROL, "squeue": "#!/bin/sh\n"}.items():
        (programs / name).write_text(text, "utf-8")
        (programs / name).chmod(0o755)
    here = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{programs}:{here}:{os.environ['PATH']}")
    monkeypatch.setenv("LOG", str(tmp_path / "slurm.log"))
    return programs


def first_phase(folder: Path, file: Path, kind: str) -> dict[str, bytes]:
    """The documents that the tasks of the first phase write on an executor of this kind."""
    texts = SourceTable("texts", "jsonl", path=str(file))
    table = CorpusTable((texts,), executor=kind, shard_mb=0.004, slurm=SlurmTable(partition="cpu"))  # type: ignore[arg-type]
    places = Places(folder)
    tasks = plan.make(table, places.plan)
    assert tasks == 2
    phase = next(pipeline.phases(table, places, 0, tasks))
    executor.run(phase, table, places.logs(phase.name), lambda _done: None)
    return {path.name: path.read_bytes() for path in (places.work / "clean").iterdir()}


@pytest.mark.usefixtures("cluster")
def test_a_slurm_cluster_does_what_one_machine_does(tmp_path: Path) -> None:
    file = write_jsonl(tmp_path / "texts.jsonl", [tajik(number) for number in range(6)])
    assert first_phase(tmp_path / "slurm", file, "slurm") == first_phase(tmp_path / "local", file, "local")


def test_tasks_that_end_before_they_are_done_are_told(tmp_path: Path, cluster: Path) -> None:
    (cluster / "sbatch").write_text("#!/bin/sh\necho Submitted batch job 7\n")
    file = write_jsonl(tmp_path / "texts.jsonl", [tajik(1)])
    with pytest.raises(TrainingError) as refused:
        make(tmp_path, source("jsonl", file), 'executor = "slurm"')
    assert refused.value.fault is Fault.EXECUTOR_FAILED
    assert Path(str(refused.value.data["path"])).is_dir()


def test_a_machine_without_slurm_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    file = write_jsonl(tmp_path / "texts.jsonl", [tajik(1)])
    with pytest.raises(TrainingError) as refused:
        make(tmp_path, source("jsonl", file), 'executor = "slurm"')
    assert (refused.value.fault, refused.value.data["name"]) == (Fault.EXECUTOR_MISSING, "sbatch")


def test_a_machine_without_ray_is_told(tmp_path: Path) -> None:
    try:
        import ray  # noqa: F401
    except ImportError:
        file = write_jsonl(tmp_path / "texts.jsonl", [tajik(1)])
        with pytest.raises(TrainingError) as refused:
            make(tmp_path, source("jsonl", file), 'executor = "ray"')
        assert refused.value.fault is Fault.LIBRARIES_MISSING
        return
    pytest.skip("Ray is installed here")
