"""A checkpoint in the forms that a school's server (vLLM) takes: made, loaded again, and scored on Tajik."""

import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from soro_training import documents
from soro_training.errors import Cause, Fault, TrainingError, last_line
from soro_training.run import whole_folder, write_whole
from soro_training.server import environment

SCHEMES = ("FP8", "W4A16")
SCRIPT = Path(__file__).with_name("compress.py")
MEASURED = "measured.json"
CALIBRATION_TOKENS = 65_536
MEASURED_TOKENS = 8_192
LENGTH = 512  # tokens in a window


def make(
    checkpoint: Path, corpus: Path, target: Path, schemes: Sequence[str], say: Callable[[str], None]
) -> dict[str, Any]:
    """Write `target`/FP8 and so on, and say how each does beside the checkpoint on held-out Tajik.

    The answer has for "source" and each scheme `perplexity` (a token), `bits_per_byte` and `tokens`, for a
    scheme also `folder`, `bytes`, `method`, `group` and `calibration_tokens`. What an earlier start has
    finished is taken over. Raises TrainingError SERVER_SCHEME_UNKNOWN, SERVER_ENVIRONMENT_MISSING,
    COMPRESSION_FAILED, CORPUS_EMPTY, FILE_DAMAGED.
    """
    _check(corpus, schemes)
    if not schemes:
        return {}
    target.mkdir(parents=True, exist_ok=True)
    if environment.python() is None:
        say("server: an environment for llmcompressor is made, 1.5 GB, once")
    source = _Source(environment.make(), checkpoint, corpus)
    found = {"source": _kept(target / "source.json") or _measure_source(source, target)}
    for scheme in schemes:
        say(f"server: {scheme}")
        found[scheme] = _kept(target / scheme / MEASURED) or _make_scheme(source, target / scheme)
    return found


@dataclass(frozen=True, slots=True)
class _Source:
    """What is compressed, by which Python, and the corpus that it is calibrated and scored with."""

    python: Path
    checkpoint: Path
    corpus: Path


def _check(corpus: Path, schemes: Sequence[str]) -> None:
    for scheme in schemes:
        if scheme not in SCHEMES:
            raise TrainingError(Fault.SERVER_SCHEME_UNKNOWN, scheme=scheme, schemes=", ".join(SCHEMES))
    for folder in (corpus / "train", corpus / "heldout"):
        if schemes and not _has_tajik(folder):
            raise TrainingError(Fault.CORPUS_EMPTY, path=str(folder))


def _has_tajik(folder: Path) -> bool:
    files = sorted(folder.glob("*.jsonl"))
    return any(language == "tg" for file in files for language, _text in documents.texts(file))


def _kept(path: Path) -> dict[str, Any]:
    """What an earlier start has measured; empty for nothing."""
    if not path.exists():
        return {}
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _measure_source(source: _Source, target: Path) -> dict[str, Any]:
    found = _score(source, source.checkpoint)
    write_whole(target / "source.json", json.dumps(found))
    return found


def _make_scheme(source: _Source, folder: Path) -> dict[str, Any]:
    with whole_folder(folder) as part:
        texts = {"texts": str(source.corpus / "train"), "tokens": CALIBRATION_TOKENS}
        made = _run(source, target=str(part), scheme=folder.name, **texts)
        size = sum(file.stat().st_size for file in part.iterdir())
        found = {"folder": folder.name, "bytes": size, **made, **_score(source, part)}
        write_whole(part / MEASURED, json.dumps(found))
    return found


def _score(source: _Source, checkpoint: Path) -> dict[str, Any]:
    texts = {"texts": str(source.corpus / "heldout"), "tokens": MEASURED_TOKENS}
    return _run(source, checkpoint=str(checkpoint), target="", **texts)


def _run(source: _Source, **changed: Any) -> dict[str, Any]:
    """Let the script do a job in a process of its own, and give its answer."""
    with tempfile.TemporaryDirectory() as place:
        answer = Path(place) / "answer.json"
        job = {"checkpoint": str(source.checkpoint), "scheme": "", "length": LENGTH, "answer": str(answer)}
        done = subprocess.run(
            [source.python, SCRIPT, json.dumps(job | changed)],
            cwd=place,  # llmcompressor leaves a folder of logs where it is started
            env=os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode or not answer.exists():
            raise TrainingError(
                Fault.COMPRESSION_FAILED,
                path=str(source.checkpoint),
                scheme=str(changed.get("scheme", "")),
                cause=Cause.EXIT_CODE,
                code=done.returncode,
                detail=last_line(done.stderr),
            )
        return _kept(answer)
