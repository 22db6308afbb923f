"""Where the tasks of a phase run: on this machine, on a Slurm cluster, or on a Ray cluster."""

import contextlib
import copy
import resource
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from functools import partialmethod
from pathlib import Path
from typing import Any

import loguru
import multiprocess
from datatrove.executor.local import LocalPipelineExecutor
from datatrove.executor.ray import RayPipelineExecutor
from datatrove.executor.slurm import SlurmPipelineExecutor
from tqdm import tqdm

from soro_training.corpus.pipeline import Phase
from soro_training.corpus.table import CorpusTable
from soro_training.errors import Fault, TrainingError

Tell = Callable[[int], None]
POLL_SECONDS = 1.0


def run(phase: Phase, table: CorpusTable, logs: Path, tell: Tell) -> None:
    """Run a phase's tasks that are not done yet, and wait for them; `tell` hears how many are done.

    datatrove keeps a file in `logs` for each task that is done. Raises TrainingError EXECUTOR_MISSING,
    EXECUTOR_FAILED.
    """
    if done(logs) >= phase.tasks:
        return
    start = {"local": _local, "slurm": _slurm, "ray": _ray}[table.executor]
    with _told(logs, tell):
        start(phase, table, logs)
    if done(logs) < phase.tasks:
        raise TrainingError(Fault.EXECUTOR_FAILED, path=str(logs), name=phase.name)


def done(logs: Path) -> int:
    """How many tasks of a phase are done."""
    folder = logs / "completions"
    return sum(1 for _ in folder.iterdir()) if folder.is_dir() else 0


class QuietExecutor(LocalPipelineExecutor):
    """datatrove's local executor without its lines and bars on the terminal: the run tells how far it is.

    Also without its queue, which is a process of its own and outlives a killed stage (datatrove 0.10.1).
    """

    def run(self) -> None:
        """Run the tasks that are not done yet, one after another or in `workers` processes."""
        ranks = self.get_incomplete_ranks()
        if self.workers == 1:
            for rank in ranks:
                one: Any = copy.copy(self)
                one.pipeline = copy.deepcopy(one.pipeline)  # a step may keep what it has seen
                one._run_for_rank(rank)
            return
        # The workers are forked from a process that has loaded all that they need.
        context = multiprocess.get_context("forkserver")
        context.set_forkserver_preload(["soro_training.corpus.pipeline"])
        with context.Pool(self.workers) as pool:
            for _ in pool.imap_unordered(self._run_for_rank, ranks):
                pass

    def _run_for_rank(self, rank: int, local_rank: int = 0, node_rank: int = -1) -> Any:
        loguru.logger.disable("datatrove")  # here too: a worker is a process of its own
        _allow_files()
        shown, interval = tqdm.__init__, tqdm.monitor_interval
        tqdm.__init__, tqdm.monitor_interval = partialmethod(shown, disable=True), 0  # 0: no thread to watch
        try:
            return super()._run_for_rank(rank, local_rank, node_rank)
        finally:
            tqdm.__init__, tqdm.monitor_interval = shown, interval


def _allow_files() -> None:
    """The comparing steps open a file of each task at once: as many as the system lets a process open."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _local(phase: Phase, table: CorpusTable, logs: Path) -> None:
    workers = min(table.workers, phase.tasks)
    loguru.logger.disable("datatrove")
    try:
        QuietExecutor(phase.steps, phase.tasks, workers, str(logs)).run()
    finally:
        loguru.logger.enable("datatrove")


def _slurm(phase: Phase, table: CorpusTable, logs: Path) -> None:
    asked = table.slurm
    job = SlurmPipelineExecutor(
        phase.steps,
        phase.tasks,
        asked.time,
        asked.partition,
        mem_per_cpu_gb=asked.memory_gb,
        workers=table.workers,
        job_name=phase.name.replace(" ", "-"),
        env_command=asked.setup or None,
        qos="",
        logging_dir=str(logs),
    )
    try:
        job.run()
        while done(logs) < phase.tasks and _is_queued(job.job_id):
            time.sleep(POLL_SECONDS)
    except FileNotFoundError as error:
        raise TrainingError(Fault.EXECUTOR_MISSING, name=str(error.filename or "sbatch")) from error
    except subprocess.CalledProcessError as error:
        raise TrainingError(Fault.EXECUTOR_FAILED, path=str(logs), name=phase.name) from error


def _is_queued(job: str) -> bool:
    found = subprocess.run(
        ["squeue", "--noheader", "--jobs", str(job)],  # noqa: S607 - it lies elsewhere on each cluster
        capture_output=True,
        text=True,
        check=False,
    )
    return bool(found.stdout.strip())


def _ray(phase: Phase, table: CorpusTable, logs: Path) -> None:
    try:
        RayPipelineExecutor(phase.steps, phase.tasks, table.workers, logging_dir=str(logs)).run()
    except ImportError as error:
        raise TrainingError(Fault.LIBRARIES_MISSING, name="ray") from error


@contextlib.contextmanager
def _told(logs: Path, tell: Tell) -> Iterator[None]:
    """While the tasks run, tell now and then how many are done."""
    is_over = threading.Event()

    def watch() -> None:
        told = done(logs)
        while not is_over.wait(POLL_SECONDS):
            if (now := done(logs)) > told:
                tell(now)
                told = now

    thread = threading.Thread(target=watch, name="corpus-progress")
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
