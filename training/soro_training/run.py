"""The folder of one stage of a run: its lock, its record, its metrics, and how far it is."""

import contextlib
import hashlib
import importlib.metadata
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

import filelock

from soro_training.config import Config
from soro_training.disk import is_of_full_disk
from soro_training.errors import Fault, TrainingError

RECORD = "run.json"
METRICS = "metrics.jsonl"
_BEGUN = f"{RECORD}.part"  # all that a start killed at its first record leaves
LIBRARIES = ("torch", "transformers", "peft", "accelerate", "tokenizers", "datatrove", "gguf",
             "llama-cpp-python", "numpy")  # fmt: skip
PROGRESS_SECONDS = 2.0
RECORD_SECONDS = 60.0  # of the time spent, a killed start loses no more

Say = Callable[[str], None]


class Run:
    """One stage at work in its folder, a context manager: entering takes the folder, leaving records how it
    ended.

    A stage that was stopped finds what it has written before; `Run.done` says whether nothing is left to do.
    The `free` keys of its table cannot change its result, and may be others when it goes on.
    """

    def __init__(
        self,
        config: Config,
        stage: str,
        *,
        again: bool = False,
        say: Say | None = None,
        free: Collection[str] = (),
    ) -> None:
        self.config = config
        self.stage = stage
        self.folder = config.run.folder / stage
        self.seed = config.run.seed
        # Of the processes that accelerate or torchrun start, one keeps the folder; the others only read it.
        self.is_first = os.environ.get("RANK", "0") == "0"
        self._again = again
        self._free = free
        self._say = say or (_to_terminal if self.is_first else _to_nobody)
        self._record: dict[str, Any] = {}
        self._started = self._told = self._saved = 0.0
        self._lock = filelock.FileLock(self.folder.with_name(f".{stage}.lock"), timeout=0)

    def __enter__(self) -> "Run":
        """Take the folder.

        Raises TrainingError FOLDER_IS_FILE, FOLDER_IN_USE, FOLDER_FOREIGN, CONFIG_CHANGED, INPUT_CHANGED,
        DISK_FULL.
        """
        if not self.is_first:
            self._record = {} if self._again else read_record(self.folder)
            self._started = time.monotonic()
            return self
        with _plain_errors(self.folder):
            _make_folder(self.folder.parent)
            try:
                self._lock.acquire()
            except filelock.Timeout as error:
                raise TrainingError(Fault.FOLDER_IN_USE, path=str(self.folder)) from error
            try:
                self._take()
            except BaseException:
                self._lock.release()
                raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self.is_first:
            return
        try:
            if error is not None and not self.done:
                with contextlib.suppress(OSError):  # the disk may be full; the error itself says so
                    self._save(state="stopped")
        finally:
            self._lock.release()
        if isinstance(error, Exception) and not isinstance(error, TrainingError) and is_of_full_disk(error):
            raise TrainingError(Fault.DISK_FULL, path=str(self.folder)) from error

    @property
    def done(self) -> bool:
        """Whether the stage has been finished with this very config."""
        return self._record.get("state") == "done"

    @property
    def summary(self) -> dict[str, Any]:
        """What the stage said of its result when it was finished."""
        found: dict[str, Any] = self._record.get("summary", {})
        return found

    def earlier(self, stage: str) -> Path:
        """The folder of an earlier stage of this run, made from what the stages before it hold now.

        Raises TrainingError STAGE_NOT_DONE, INPUT_CHANGED.
        """
        folder = self.config.run.folder / stage
        found = read_record(folder)
        if found.get("state") != "done":
            raise TrainingError(Fault.STAGE_NOT_DONE, stage=stage, path=str(folder))
        self._check_inputs(folder, found)
        inputs = self._record.setdefault("inputs", {})
        if self.is_first and stage not in inputs:
            inputs[stage] = found.get("id", "")
            self._save()
        return folder

    def metric(self, **values: Any) -> None:
        """Append a line of figures to metrics.jsonl; `seconds` since the stage was begun comes with it."""
        line = {"seconds": round(time.monotonic() - self._started, 3), **values}
        with (self.folder / METRICS).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def say(self, text: str) -> None:
        """A line for the person who waits."""
        self._say(text)

    def progress(self, done: float, total: float, what: str = "", *, since: float = 0.0) -> None:
        """Tell now and then how far it is and how long it will take; `since` was done before this start."""
        now = time.monotonic()
        if now - self._told < PROGRESS_SECONDS and done < total:
            return
        self._told = now
        if self._record.get("state") == "running" and now - self._saved >= RECORD_SECONDS and self.is_first:
            with contextlib.suppress(OSError):  # whatever has to be written next says that the disk is full
                self._save()
        fresh = done - since
        left = (now - self._started) / fresh * (total - done) if fresh > 0 else None
        share = 100 * done / total if total else 100.0
        wait = "" if left is None else f", about {_duration(left)} left"
        self._say(f"{self.stage}: {what or 'done'} {share:.0f} %{wait}")

    def finish(self, **summary: Any) -> None:
        """Record that the stage is done, with the figures of its result."""
        self._save(state="done", summary=summary)

    def _take(self) -> None:
        kept = read_record(self.folder)
        if not kept and self.folder.is_dir() and any(one.name != _BEGUN for one in self.folder.iterdir()):
            raise TrainingError(Fault.FOLDER_FOREIGN, path=str(self.folder))
        _remove(self.folder, also_now=self._again)
        if self._again:
            kept = {}
        self._check(kept)
        _make_folder(self.folder)
        self._started = time.monotonic()
        self._record = kept
        if not self.done:
            going_on = {"wall_seconds": 0.0, "inputs": {}, "id": uuid.uuid4().hex} | {
                name: kept[name]
                for name in ("wall_seconds", "peak_memory_bytes", "inputs", "id")
                if name in kept
            }
            self._record = {**_surroundings(), **self._own(), **going_on}
            self._save(state="running")

    def _check(self, kept: dict[str, Any]) -> None:
        """Whether what a folder holds was made with this config, from what the earlier stages hold now."""
        if kept and kept.get("config_hash") != self._config_hash():
            raise TrainingError(Fault.CONFIG_CHANGED, path=str(self.folder))
        self._check_inputs(self.folder, kept)

    def _check_inputs(self, folder: Path, record: dict[str, Any]) -> None:
        """Whether what the stage of `record` was made from, and that in its turn, is still the same."""
        for stage, known in record.get("inputs", {}).items():
            earlier = self.config.run.folder / stage
            found = read_record(earlier)
            if not found:
                raise TrainingError(Fault.STAGE_NOT_DONE, stage=stage, path=str(earlier))
            if found.get("id", "") != known:
                raise TrainingError(Fault.INPUT_CHANGED, path=str(folder), stage=stage)
            self._check_inputs(earlier, found)

    def _own(self) -> dict[str, Any]:
        return {
            "stage": self.stage,
            "seed": self.seed,
            "config_hash": self._config_hash(),
            "config": self._config_tables(),
        }

    def _config_tables(self) -> dict[str, Any]:
        return {name: self.config.tables.get(name, {}) for name in ("run", "base", self.stage)}

    def _config_hash(self) -> str:
        tables = self._config_tables()
        if isinstance(table := tables[self.stage], dict):
            tables[self.stage] = {key: value for key, value in table.items() if key not in self._free}
        text = json.dumps(tables, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()

    def _save(self, **changed: Any) -> None:
        spent = round(time.monotonic() - self._started, 3)
        peak = max(self._record.get("peak_memory_bytes", 0), _peak_memory())
        wall = round(self._record.get("wall_seconds", 0.0) + spent, 3)
        self._record |= changed
        self._saved = time.monotonic()
        content = self._record | {"wall_seconds": wall, "peak_memory_bytes": peak}
        write_whole(self.folder / RECORD, json.dumps(content, ensure_ascii=False, indent=1, default=str))


def read_record(folder: Path) -> dict[str, Any]:
    """What a stage recorded of itself; empty where the folder holds no whole record."""
    try:
        found: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found


def file_mark(path: Path) -> str:
    """What changes when a file does, its size and time: hashing a model would cost reading all of it."""
    state = path.stat()
    return f"{state.st_size} {state.st_mtime_ns}"


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that a kill at any moment leaves the old one or the new one, never a part."""
    part = path.with_name(f"{path.name}.part")
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to write into that takes the name `path` only when all of it is there; else it vanishes."""
    part = path.with_name(f"{path.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    shutil.rmtree(path, ignore_errors=True)
    os.replace(part, path)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise TrainingError(Fault.FOLDER_IS_FILE, path=str(folder)) from error


@contextmanager
def _plain_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if is_of_full_disk(error):
            raise TrainingError(Fault.DISK_FULL, path=str(folder)) from error
        raise


def _remove(folder: Path, *, also_now: bool) -> None:
    """Throw away a stage's folder, and what a kill has left of an earlier throwing away.

    It loses its name first: half of it without its record would look like somebody's own files.
    """
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if also_now and folder.is_dir():
        os.replace(folder, old)
        if old.is_symlink():  # to another disk, perhaps: what it points to is left there
            old.unlink()
        shutil.rmtree(old, ignore_errors=True)


def _peak_memory() -> int:
    """Bytes of the largest process so far: this one, or one that it has started and waited for."""
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    most = max(resource.getrusage(one).ru_maxrss for one in whose)
    return most if sys.platform == "darwin" else most * 1024  # getrusage(2): bytes there, kibibytes on Linux


def _surroundings() -> dict[str, Any]:
    """When, with which code and which libraries: what one needs to do it again."""
    return {
        "begun": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "commit": _git("rev-parse", "HEAD"),
        "is_changed": bool(_git("status", "--porcelain", "--untracked-files=no")),
        "python": sys.version.split()[0],
        "versions": {name: version for name in LIBRARIES if (version := _version(name))},
    }


def _git(*words: str) -> str:
    try:
        done = subprocess.run(
            ["git", *words],  # noqa: S607 - git lies elsewhere on each machine
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip()


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _to_terminal(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _to_nobody(_text: str) -> None:
    """What other processes than the first would say, it says already."""
