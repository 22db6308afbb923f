"""What this computer knows of its models."""

from dataclasses import replace
from datetime import datetime

from soro_tutor.store.database import Database
from soro_tutor.store.models import (
    KEPT_SPEEDS,
    ModelRecord,
    Speeds,
    model_record,
    remember_model,
    remember_speed,
    speeds,
)

RECORD = ModelRecord("/дискҳо/Модели ман.gguf", 5_000_000_000, 1_788_250_000_123_456_789, "ab" * 32)


def test_a_verified_file_is_remembered_by_its_path(db: Database, now: datetime) -> None:
    remember_model(db, RECORD, now)
    assert model_record(db, RECORD.path) == RECORD
    assert model_record(db, "/дискҳо/дигар.gguf") is None


def test_verifying_a_file_again_replaces_what_was_known(db: Database, now: datetime) -> None:
    changed = replace(RECORD, size=7, modified=8, sha256="cd" * 32)
    remember_model(db, RECORD, now)
    remember_model(db, changed, now)
    assert model_record(db, RECORD.path) == changed


def test_a_path_that_is_no_text_is_remembered_too(db: Database, now: datetime) -> None:
    path = "/диск/\udcff.gguf"  # as Linux names a file whose bytes are not UTF-8
    remember_model(db, replace(RECORD, path=path), now)
    record = model_record(db, path)
    assert record is not None
    assert record.sha256 == RECORD.sha256


def test_a_model_that_was_never_measured_has_no_speeds(db: Database, now: datetime) -> None:
    remember_speed(db, "another", 100.0, 10.0, now)
    assert speeds(db, RECORD.sha256) is None


def test_one_slow_answer_does_not_spoil_the_speeds(db: Database, now: datetime) -> None:
    for reading, writing in ((100.0, 10.0), (110.0, 11.0), (2.0, 0.5)):
        remember_speed(db, RECORD.sha256, reading, writing, now)
    assert speeds(db, RECORD.sha256) == Speeds(100.0, 10.0)


def test_speeds_follow_the_newest_measurements(db: Database, now: datetime) -> None:
    for number in range(KEPT_SPEEDS):
        remember_speed(db, RECORD.sha256, 1.0 + number, 1.0, now)
    remember_speed(db, "another", 500.0, 50.0, now)
    for _ in range(KEPT_SPEEDS):
        remember_speed(db, RECORD.sha256, 200.0, 20.0, now)
    assert speeds(db, RECORD.sha256) == Speeds(200.0, 20.0)
    assert speeds(db, "another") == Speeds(500.0, 50.0)
