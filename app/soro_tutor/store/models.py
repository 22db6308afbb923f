"""What is known of model files on this computer: that they were verified, and how fast they run."""

from dataclasses import dataclass
from datetime import datetime

from soro_tutor.store import moment
from soro_tutor.store.database import Database

KEPT_SPEEDS = 10


@dataclass(frozen=True, slots=True)
class ModelRecord:
    """What a model file was when it was verified: size in bytes, `modified` as st_mtime_ns."""

    path: str
    size: int
    modified: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Speeds:
    """Tokens per second while a question is read and while an answer is written."""

    reading: float
    writing: float


def remember_model(db: Database, record: ModelRecord, now: datetime) -> None:
    """Note that a model file was verified; an older note on the same path is replaced."""
    db.change(
        "INSERT OR REPLACE INTO model (path, size, modified, sha256, verified) VALUES (?, ?, ?, ?, ?)",
        (record.path, record.size, record.modified, record.sha256, moment.to_text(now)),
    )


def model_record(db: Database, path: str) -> ModelRecord | None:
    """What the file at `path` was when it was verified, None where it never was."""
    rows = db.rows("SELECT path, size, modified, sha256 FROM model WHERE path = ?", (path,))
    return ModelRecord(**rows[0]) if rows else None


def remember_speed(db: Database, model: str, reading: float, writing: float, now: datetime) -> None:
    """Note one measurement in tokens per second; only the newest KEPT_SPEEDS of a model are kept."""
    with db.transaction():
        db.insert(
            "INSERT INTO speed (model, reading, writing, measured) VALUES (?, ?, ?, ?)",
            (model, reading, writing, moment.to_text(now)),
        )
        db.change(
            """DELETE FROM speed WHERE model = ? AND id NOT IN
               (SELECT id FROM speed WHERE model = ? ORDER BY id DESC LIMIT ?)""",
            (model, model, KEPT_SPEEDS),
        )


def speeds(db: Database, model: str) -> Speeds | None:
    """The usual speeds of a model, None before its first measurement.

    The median: one answer that was slowed by another program does not spoil the forecast.
    """
    from statistics import median  # only here: it loads much, and the window opens without it

    rows = db.rows("SELECT reading, writing FROM speed WHERE model = ?", (model,))
    if not rows:
        return None
    return Speeds(median(row["reading"] for row in rows), median(row["writing"] for row in rows))
